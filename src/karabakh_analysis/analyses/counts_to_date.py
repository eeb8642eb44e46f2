"""Counts to date of an indicator, in order of their days, and what stands around a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from karabakh_analysis.analyses.printings import LIBERATED, Printing, printings
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.dataset.cells import NO_SUM
from karabakh_analysis.dataset.precision import truncation_interval
from karabakh_analysis.values import Interval, Quantity


@dataclass(frozen=True)
class Count:
    """A count to date.

    Parameters
    ----------
    day
        Its day; where none is printed, the last day on which its document may have appeared.
    label
        The same in words.
    quantity
        The count.
    dated
        Whether the day is its own.
    """

    day: pd.Timestamp
    label: str
    quantity: Quantity
    dated: bool = True


def counts_to_date(data: Dataset, indicator: str, place: str = LIBERATED, sector: str = "", *, doubtful: bool = False) -> list[Count]:
    """The standing counts to date of an indicator for a place, by day.

    A figure without a day of its own stands at the last day on which its document may have appeared; one that repeats a dated count is
    left out, and so are counts of a single settlement or of another concept.

    Parameters
    ----------
    data
        What was known.
    indicator, place, sector
        Codes; the empty sector is the total.
    doubtful
        Whether counts under doubt about their scope are among them.
    """
    dated = [Count(cell.period_end, Period.day(cell.period_end).label, cell.quantity) for cell in _cells(data, indicator, place, sector)]
    known = {count.quantity.interval for count in dated}
    others = [each for each in _undated(data, indicator, place, sector) if each.quantity.interval not in known]
    counts = [*dated, *(Count(each.known, each.when, each.quantity, dated=False) for each in others)]
    return sorted((count for count in counts if doubtful or not count.quantity.doubtful), key=lambda count: count.day)


def _cells(data: Dataset, indicator: str, place: str, sector: str) -> Iterator[Any]:
    cells = data.cells
    chosen = cells["indicator"].eq(indicator) & cells["geography"].eq(place) & cells["sector"].eq(sector) & cells["kind"].eq("stock")
    yield from cells[chosen & cells["period_end"].notna()].itertuples()


def _undated(data: Dataset, indicator: str, place: str, sector: str) -> list[Printing]:
    found = [each for each in printings(data, indicator) if (each.geography, each.sector, each.kind) == (place, sector, "stock")]
    others = {*NO_SUM, "superseded"} - {"undated"}
    return [each for each in found if pd.isna(each.day) and pd.notna(each.known) and not others & set(each.quantity.flags)]


def dated_counts(data: Dataset, indicator: str, place: str = LIBERATED, sector: str = "") -> list[Count]:
    """The counts of `counts_to_date` whose day is their own, without those in doubt: fit to be compared by day."""
    return [count for count in counts_to_date(data, indicator, place, sector) if count.dated]


def last_count(counts: Sequence[Count], day: pd.Timestamp | None = None) -> Count | None:
    """The last of some counts, or the last one not after a day."""
    return next((count for count in reversed(counts) if day is None or count.day <= day), None)


def first_count_after(counts: Sequence[Count], day: pd.Timestamp) -> Count | None:
    """The first count after a day."""
    return next((count for count in counts if count.day > day), None)


def nearest_count(counts: Sequence[Count], day: pd.Timestamp) -> Count | None:
    """The count whose day is nearest to a day; of two equally near ones the earlier."""
    return min(counts, key=lambda count: abs(count.day - day), default=None)


def lower_later(counts: Sequence[Count]) -> list[tuple[Count, Count]]:
    """Counts that lie below an earlier one, each with the highest count before it; a number whose later digits may be cut off does not."""
    pairs = []
    for place, after in enumerate(counts[1:], start=1):
        like = [count for count in counts[:place] if count.quantity.unit == after.quantity.unit]
        before = max(like, key=lambda count: count.quantity.interval.low, default=None)
        if before is not None and _uncut(after.quantity).below(before.quantity.interval):
            pairs.append((before, after))
    return pairs


def _uncut(quantity: Quantity) -> Interval:
    """Where a count lies, also if a bare number stands for one whose later digits were cut off (METHODS 1)."""
    interval, number = quantity.interval, quantity.printed.replace(",", "")
    if interval.is_point or not number.isdigit():
        return interval
    return interval.hull(truncation_interval(number, quantity.unit))
