"""The level of a flow for a place and a period, from what is printed about it, its members and its parts of the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pandas as pd

from karabakh_analysis.dataset import COUNTRY, Dataset, Period
from karabakh_analysis.metrics import MetricError, aggregate, difference
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.interval import INFINITY
from karabakh_analysis.values.quantity import derived

SPANS = ((1, 3), (1, 6), (1, 9), (1, 12), (4, 6), (7, 9), (10, 12), (7, 12), (4, 9), (4, 12))


def level(dataset: Dataset, indicator: str, geography: str, period: Period) -> Quantity | None:
    """The level of a flow: printed, or following from printed counts of members and of other periods of the year.

    Returns
    -------
    Quantity or None
        The printed value; else the narrowest of the differences between printed periods, the sum over members (a lower bound where a
        member is missing) and the least that a printed part of the period leaves. ``None`` if nothing is printed that confines it.
    """
    printed = dataset.published(indicator, geography, period)
    if printed is not None:
        return printed
    sources = (_differences, _sums, _least)
    candidates = [quantity for source in sources for quantity in source(dataset, indicator, geography, period)]
    return min(candidates, key=lambda quantity: (quantity.interval.width, -quantity.interval.low), default=None)


def _differences(dataset: Dataset, indicator: str, geography: str, period: Period) -> Iterator[Quantity]:
    """The period as a longer printed one less a printed one that completes it."""
    first, last = period.start.month, period.end.month
    pairs = [((first, to), (last + 1, to)) for _, to in SPANS if to > last] + [
        ((start, last), (start, first - 1)) for start, _ in SPANS if start < first
    ]
    for longer, shorter in dict.fromkeys(pairs):
        if longer in SPANS and shorter in SPANS:
            values = [dataset.history(indicator, geography, Period.months(period.end.year, *span)) for span in (longer, shorter)]
            if all(values):
                yield difference(*values)


def _sums(dataset: Dataset, indicator: str, geography: str, period: Period) -> Iterator[Quantity]:
    """The sum over the members in force at the period's end."""
    if geography == COUNTRY or geography in dataset.geography.districts:
        return
    members = dataset.geography.members(geography, period.end)
    parts = [level(dataset, indicator, member, period) for member in members]
    known = [part for part in parts if part is not None]
    if known:
        yield aggregate(parts, unit=known[0].unit)


def _least(dataset: Dataset, indicator: str, geography: str, period: Period) -> Iterator[Quantity]:
    """At least the largest printed count of a part of the period."""
    parts = [dataset.published(indicator, geography, Period.months(period.end.year, *span)) for span in _within(period)]
    best = max((part for part in parts if part is not None), key=lambda part: part.interval.low, default=None)
    if best is not None:
        yield derived(Interval(best.interval.low, INFINITY), best.unit, best)


def _within(period: Period) -> list[tuple[int, int]]:
    return [span for span in SPANS if period.start.month <= span[0] and span[1] <= period.end.month]


def member_levels(dataset: Dataset, indicator: str, geography: str, period: Period) -> pd.DataFrame:
    """Levels of the members of an aggregate, each confined by the total and by the other members.

    Returns
    -------
    DataFrame
        Index: district codes, printed levels first, then by upper and lower end, largest first. Columns ``name``, ``region``,
        ``quantity``. A level that is not printed is at least what is printed for a shorter part of the period, and at most the total
        less the lower ends of the others.
    """
    members = dataset.geography.members(geography, period.end)
    total = level(dataset, indicator, geography, period)
    floors = {member: _floor(dataset, indicator, member, period) for member in members}
    lowest = sum(floor.interval.low for floor in floors.values())
    rows = []
    for member in members:
        quantity = floors[member]
        if not quantity.interval.is_point and total is not None:
            quantity = _capped(quantity, total, lowest - quantity.interval.low)
        rows.append((member, dataset.geography.name(member), dataset.geography.region_of(member), quantity))
    frame = pd.DataFrame(rows, columns=["code", "name", "region", "quantity"]).set_index("code")
    order = [
        (quantity.status != "published", -quantity.interval.high, -quantity.interval.low, code)
        for code, quantity in frame["quantity"].items()
    ]
    return frame.iloc[sorted(range(len(frame)), key=order.__getitem__)]


def _floor(dataset: Dataset, indicator: str, member: str, period: Period) -> Quantity:
    """The level as far as it is known; nothing but its sign where nothing is printed."""
    known = level(dataset, indicator, member, period)
    return known or Quantity(Interval.at_least(0), unit_of(dataset, indicator), "unknown")


def _capped(quantity: Quantity, total: Quantity, others: object) -> Quantity:
    """At most what the total leaves beside the lower ends of the others."""
    most = total.interval.high - others  # type: ignore[operator]
    if most == INFINITY:
        return quantity
    if most < quantity.interval.low:
        raise MetricError("the members certainly count more than their total")
    return derived(Interval(quantity.interval.low, min(most, quantity.interval.high)), total.unit, quantity, total)


def unit_of(dataset: Dataset, indicator: str) -> str:
    """The unit of an indicator (the first, where several are in use)."""
    units = dataset.indicators.set_index("indicator")["unit"]
    return str(units[indicator]).split("|")[0]


def years_with_data(dataset: Dataset, indicator: str, places: Iterable[str]) -> list[int]:
    """Calendar years for which any flow of an indicator is printed for one of the places."""
    cells = dataset.cells
    chosen = cells[cells["indicator"].eq(indicator) & cells["geography"].isin(list(places)) & cells["kind"].eq("flow")]
    return sorted(chosen["period_end"].dt.year.unique().tolist())
