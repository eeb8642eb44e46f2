"""Levels from levels: sums over districts, differences over time, parts of a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

from karabakh_analysis.metrics.errors import MetricError, UndefinedRatioError
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.interval import INFINITY, total
from karabakh_analysis.values.quantity import derived


def aggregate(parts: Iterable[Quantity | None], *, unit: str) -> Quantity:
    """Sum of a flow or stock over the members of an aggregate: x_1 + x_2 + … + x_n.

    Parameters
    ----------
    parts
        The level of every member, ``None`` where it is not known. Levels are counts and never negative.
    unit
        Unit of the levels.

    Returns
    -------
    Quantity
        The sum; where a member is missing it is a lower bound without upper end.

    Raises
    ------
    MetricError
        If there are no members.
    """
    members = list(parts)
    if not members:
        raise MetricError("a sum over no members is not defined")
    known = [part for part in members if part is not None]
    interval = total([part.interval for part in known])
    if len(known) < len(members):
        interval = Interval(interval.low, INFINITY, interval.low_open)
    return derived(interval, unit, *known) if known else Quantity(interval, unit, "unknown")


def _source(row_id: str) -> str:
    return row_id.rsplit("/", 1)[0]


def difference(longer: Sequence[Quantity], shorter: Sequence[Quantity]) -> Quantity:
    """What remains of a longer period without a shorter one at its start or end (year-to-date to quarter): longer - shorter.

    Parameters
    ----------
    longer, shorter
        The successive values (vintages) of the two cells, the standing one last; counts in one unit.

    Returns
    -------
    Quantity
        Exact where one document prints both standing values. Across documents it is unknown which vintage of the one belongs to the
        other, so the result spans the vintages of both (the second half of 2023: 648 to 678 jobs), never below zero.

    Raises
    ------
    MetricError
        If one of the cells has no value, or the shorter period certainly counts more than the longer.
    """
    if not longer or not shorter:
        raise MetricError("a difference needs a value for both periods")
    whole, part = longer[-1], shorter[-1]
    together = {_source(row) for row in whole.evidence} & {_source(row) for row in part.evidence}
    if together:
        return derived(_not_negative(whole.interval - part.interval), whole.unit, whole, part)
    spans = [reduce(Interval.hull, (value.interval for value in values)) for values in (longer, shorter)]
    return derived(_not_negative(spans[0] - spans[1]), whole.unit, *longer, *shorter)


def _not_negative(interval: Interval) -> Interval:
    try:
        return interval.intersect(Interval.at_least(0))
    except ValueError as error:
        raise MetricError("the part counts more than the whole") from error


def share(part: Quantity, whole: Quantity) -> Quantity:
    """Part of a whole that contains it, in per cent: 100 part / whole.

    Numerator and denominator move together: with rest r = whole - part >= 0 the share is part / (part + r), so it never exceeds 100.

    Raises
    ------
    UndefinedRatioError
        If the whole may be zero.
    MetricError
        If the part certainly exceeds the whole.
    """
    if whole.interval.low <= 0:
        raise UndefinedRatioError("a share of a whole that may be zero is not defined")
    if whole.interval.below(part.interval):
        raise MetricError("the part counts more than the whole")
    portion = part.interval / whole.interval * 100
    return derived(portion.intersect(Interval(0, 100)), "percent", part, whole)


def ratio(part: Quantity, other: Quantity) -> Quantity:
    """One level for each unit of another, such as sole proprietors for each enterprise: part / other.

    Raises
    ------
    UndefinedRatioError
        If the other level may be zero.
    """
    if other.interval.low <= 0:
        raise UndefinedRatioError("a ratio to a level that may be zero is not defined")
    return derived(part.interval / other.interval, "ratio", part, other)
