"""Targets: what their parts cover, what has been reached, and the pace that remains."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from karabakh_analysis.metrics.errors import MetricError, UndefinedRatioError
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.interval import total as sum_of
from karabakh_analysis.values.quantity import derived


def sector_coverage(parts: Sequence[Quantity], target: Quantity) -> tuple[Quantity, Quantity]:
    """What the sector ranges of a target add to, and the part of it that has no sector: target - sum of parts.

    Returns
    -------
    (covered, remainder)
        In the unit of the target. The remainder is target minus sum, end against end, never below zero.

    Raises
    ------
    MetricError
        If no part is given, or the parts certainly exceed the target.
    """
    if not parts:
        raise MetricError("a target without parts has no sector coverage")
    covered = derived(sum_of([part.interval for part in parts]), target.unit, *parts)
    left = target.interval - covered.interval
    if left.below(Interval.point(0)):
        raise MetricError("the parts exceed the target")
    return covered, derived(left.intersect(Interval.at_least(0)), target.unit, target, *parts)


def attainment(current: Quantity, start: Quantity, target: Quantity) -> Quantity:
    """Part of the way from the start to the target that has been covered, in per cent: 100 (C_t - C_0) / (T - C_0).

    The start stands above and below the line; for given levels the quotient only falls or only rises with it, so its ends decide.

    Raises
    ------
    UndefinedRatioError
        If the target may equal or lie below the start.
    """
    distance = target.interval - start.interval
    if distance.low <= 0:
        raise UndefinedRatioError("attainment of a target that may already be met at the start is not defined")
    ways = [(current.interval - end) / (target.interval - end) * 100 for end in (start.interval.low, start.interval.high)]
    return derived(ways[0].hull(ways[1]), "percent", current, start, target)


def made_over_planned(made: Quantity, planned: Quantity) -> Quantity:
    """What has been made as a part of what is planned, in per cent: 100 made / planned.

    A plan printed "more than" has no upper end, so the result is a ceiling; where what was made has no upper end either, nothing
    confines it and the status is ``unknown``.

    Raises
    ------
    UndefinedRatioError
        If the plan may be zero.
    """
    if planned.interval.low <= 0:
        raise UndefinedRatioError("a part of a plan that may be zero is not defined")
    part = derived(made.interval / planned.interval * 100, "percent", made, planned)
    return replace(part, status="unknown") if part.interval.low == 0 and not part.interval.is_bounded else part


def moment(day: pd.Timestamp) -> float:
    """The end of a day in decimal years: 30 June 2025 is 2025 + 181/365."""
    return float(day.year) + float(day.day_of_year) / (366 if day.is_leap_year else 365)


def calendar_year(time: float) -> int:
    """The calendar year that a time in decimal years belongs to; the end of a year belongs to it."""
    return math.ceil(round(time, 9)) - 1


def years_between(first: pd.Timestamp, last: pd.Timestamp) -> float:
    """Years from the end of one day to that of another; a calendar year is one, leap or not."""
    return moment(last) - moment(first)


def elapsed_share(day: pd.Timestamp, announced: pd.Timestamp, deadline: pd.Timestamp) -> Quantity:
    """Part of the time from announcement to deadline that has passed, in per cent: 100 (t - t_0) / (T_end - t_0).

    Raises
    ------
    MetricError
        If the deadline is not after the announcement.
    """
    span = (deadline - announced).days
    if span <= 0:
        raise MetricError("the deadline must lie after the announcement")
    return Quantity(Interval.point(100 * (day - announced).days / span), "percent", "implied")


def required_pace(target: Quantity, reached: Quantity, years_left: float) -> Quantity:
    """What must be added a year from now on: (T - reached) / time left, never below zero.

    Returns
    -------
    Quantity
        In units of the target a year. It is a yardstick, not a plan.

    Raises
    ------
    MetricError
        If no time is left.
    """
    if years_left <= 0:
        raise MetricError("no time is left before the deadline")
    missing = target.interval - reached.interval
    if missing.below(Interval.point(0)):
        return derived(Interval.point(0), f"{target.unit} a year", target, reached)
    pace = missing.intersect(Interval.at_least(0)) / years_left
    return derived(pace, f"{target.unit} a year", target, reached)


def multiple_of(pace: Quantity, current: Quantity) -> Quantity:
    """A pace as a multiple of the current one (fold): pace / current.

    Raises
    ------
    UndefinedRatioError
        If the current pace may be zero.
    """
    if current.interval.low <= 0:
        raise UndefinedRatioError("a multiple of a pace that may be zero is not defined")
    return derived(pace.interval / current.interval, "fold", pace, current)
