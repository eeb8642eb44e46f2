"""The level of a flow for a place and a period: printed, a difference of printed periods, or as the record confines it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

import pandas as pd

from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.evidence import evidence_of
from karabakh_analysis.metrics import MetricError, difference
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.quantity import IN_CONFLICT

SPANS = ((1, 3), (1, 6), (1, 9), (1, 12), (4, 6), (7, 9), (10, 12), (7, 12), (4, 9), (4, 12))


def level(dataset: Dataset, indicator: str, geography: str, period: Period) -> Quantity | None:
    """The level of a flow: printed, the difference of printed periods, or as the record confines it.

    Returns
    -------
    Quantity or None
        The printed value; else the narrowest of the differences between periods of the year, over the vintages in question; else the
        bound from all published figures, implied where it is one number. A value without two ends ("more than 1,200") gives way to that
        bound where it is narrower. ``None`` if nothing is printed that confines the level.
    """
    printed = dataset.published(indicator, geography, period)
    if printed is not None:
        return narrower(dataset, printed, indicator, geography, period)
    differences = _differences(dataset, indicator, geography, period)
    narrowest = min(differences, key=lambda quantity: (quantity.interval.width, -quantity.interval.low), default=None)
    return narrower(dataset, narrowest, indicator, geography, period)


def narrower(dataset: Dataset, found: Quantity | None, indicator: str, geography: str, period: Period) -> Quantity | None:
    """A value of a cell, or the bound from all published figures where the value has no two ends and the bound is narrower.

    "More than 1,200" and "at least 1,201" are the same of a count: a bound without an upper end must lie higher than that.
    A value whose printed counts exclude others is flagged.
    """
    found = flagged(dataset, found, indicator, geography, period)
    if found is not None and found.interval.is_bounded:
        return found
    bound = bounded(dataset, indicator, geography, period)
    if found is None or bound is None or bound.status == "conflicting":
        return found or bound
    return bound if bound.interval.is_bounded or bound.interval.low > found.interval.low + 1 else found


def printed_level(dataset: Dataset, indicator: str, geography: str, period: Period, *, doubtful: bool = False) -> Quantity | None:
    """The published value of a flow, flagged where it excludes other printed counts; ``None`` if nothing is published for the cell."""
    return flagged(dataset, dataset.published(indicator, geography, period, doubtful=doubtful), indicator, geography, period)


def flagged(dataset: Dataset, found: Quantity | None, indicator: str, geography: str, period: Period) -> Quantity | None:
    """A value of a cell, flagged where its printed counts exclude others."""
    bound = evidence_of(dataset).bound(indicator, geography, period) if found is not None else None
    if found is None or "conflicting" not in (found.status, bound.status if bound else ""):
        return found
    return replace(found, flags=tuple(dict.fromkeys((*found.flags, IN_CONFLICT))))


def bounded(dataset: Dataset, indicator: str, geography: str, period: Period) -> Quantity | None:
    """The bound of a cell from all published figures; ``None`` where nothing confines it, or it is not among the bounds."""
    bound = evidence_of(dataset).bound(indicator, geography, period)
    if bound is None or bound.status == "unknown":
        return None
    found = Quantity(bound.interval, unit_of(dataset, indicator), bound.status, bound.evidence, flags_of(dataset, bound.evidence))
    return flagged(dataset, found, indicator, geography, period)


def flags_of(dataset: Dataset, rows: Iterable[str]) -> tuple[str, ...]:
    """Flags of some rows, each once, in alphabetical order."""
    flags = dataset.flags
    return tuple(sorted({flag for row in rows for flag in flags[row].split()}))


def _differences(dataset: Dataset, indicator: str, geography: str, period: Period) -> Iterator[Quantity]:
    """The period as a longer one, printed or confined from both sides, less a printed one that completes it."""
    first, last = period.start.month, period.end.month
    pairs = [((first, to), (last + 1, to)) for _, to in SPANS if to > last] + [
        ((start, last), (start, first - 1)) for start, _ in SPANS if start < first
    ]
    for longer, shorter in dict.fromkeys(pairs):
        if longer in SPANS and shorter in SPANS:
            whole, part = (Period.months(period.end.year, *span) for span in (longer, shorter))
            printed = _printings(dataset, indicator, geography, part)
            if printed and (values := _values(dataset, indicator, geography, whole)):
                with suppress(MetricError):  # figures that exclude each other have no difference
                    yield difference(values, printed)


def _values(dataset: Dataset, indicator: str, geography: str, period: Period) -> list[Quantity]:
    """The successive printed values of a cell; where none is printed, its bound if that has two ends."""
    printed = _printings(dataset, indicator, geography, period)
    bound = None if printed else bounded(dataset, indicator, geography, period)
    return printed or ([bound] if bound is not None and bound.interval.is_bounded else [])


def _printings(dataset: Dataset, indicator: str, geography: str, period: Period) -> list[Quantity]:
    """The successive printed values of a cell, the last one as `narrower` gives it."""
    printed = dataset.history(indicator, geography, period)
    standing = narrower(dataset, printed[-1], indicator, geography, period) if printed else None
    return [*printed[:-1], standing] if standing else []


def member_levels(dataset: Dataset, indicator: str, geography: str, period: Period) -> pd.DataFrame:
    """Levels of the members of an aggregate, each as far as the record confines it.

    Returns
    -------
    DataFrame
        Index: district codes, printed levels first, then by upper and lower end, largest first. Columns ``name``, ``region``,
        ``quantity``.
    """
    members = dataset.geography.members(geography, period.end)
    rows = [
        (member, dataset.geography.name(member), dataset.geography.region_of(member), _as_known(dataset, indicator, member, period))
        for member in members
    ]
    frame = pd.DataFrame(rows, columns=["code", "name", "region", "quantity"]).set_index("code")
    order = [
        (quantity.status != "published", -quantity.interval.high, -quantity.interval.low, code)
        for code, quantity in frame["quantity"].items()
    ]
    return frame.iloc[sorted(range(len(frame)), key=order.__getitem__)]


def _as_known(dataset: Dataset, indicator: str, member: str, period: Period) -> Quantity:
    """The level as far as it is known; nothing but its sign where nothing is printed."""
    known = level(dataset, indicator, member, period)
    return known or Quantity(Interval.at_least(0), unit_of(dataset, indicator), "unknown")


def unit_of(dataset: Dataset, indicator: str) -> str:
    """The unit of an indicator (the first, where several are in use)."""
    units = dataset.indicators.set_index("indicator")["unit"]
    return str(units[indicator]).split("|")[0]


def years_with_data(dataset: Dataset, indicator: str, places: Iterable[str]) -> list[int]:
    """Calendar years for which any flow of an indicator is printed for one of the places."""
    cells = dataset.cells
    chosen = cells[cells["indicator"].eq(indicator) & cells["geography"].isin(list(places)) & cells["kind"].eq("flow")]
    return sorted(chosen["period_end"].dt.year.unique().tolist())
