"""The standing value of every cell: what is published for an indicator, place, sector and period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import combinations
from typing import Any

import pandas as pd

from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.dataset.precision import printed_words
from karabakh_analysis.dataset.vintages import CELL
from karabakh_analysis.values import Quantity, format_number
from karabakh_analysis.values.interval import Interval, exact

Row = Mapping[str, Any]
PRINTED = ["observation_id", "interval", "flags", "unit", "known_from_latest", "precision", "value", "low", "high"]
NO_SUM = ("settlement_level", "different_concept", "undated")


def cell_table(observations: pd.DataFrame) -> pd.DataFrame:
    """One row for every published cell.

    Parameters
    ----------
    observations
        Rows of a `Dataset`. Only those that stand and are fit for sums are used.

    Returns
    -------
    DataFrame
        The columns of a cell, then ``quantity`` (a `Quantity`), in order of the cells. Overlapping printings give the narrowest
        interval; disjoint values of one date give their hull and the status ``conflicting``.
    """
    rows = observations[observations["is_latest"] & ~has_flag(observations, *NO_SUM)]
    rows = rows.sort_values(["known_from_latest", "known_from_earliest", "observation_id"], na_position="last", kind="stable")
    first, together = _together(rows, CELL)
    table = first[CELL].assign(quantity=[value_of(printings) for printings in together])
    return table.sort_values(CELL[:-1], kind="stable", ignore_index=True)


def _together(rows: pd.DataFrame, columns: list[str]) -> tuple[pd.DataFrame, list[list[Row]]]:
    """The first of the rows with the same content of some columns, and for each of these all such rows."""
    found: dict[int, list[Row]] = {}
    numbers = rows.groupby(columns, dropna=False, sort=False).ngroup()
    for number, row in zip(numbers, rows[PRINTED].to_dict("records"), strict=True):
        found.setdefault(number, []).append(row)
    return rows[~numbers.duplicated()], list(found.values())


def value_of(printings: Sequence[Row]) -> Quantity:
    """The value of a cell from the printings of one vintage, the first one first.

    The narrowest of overlapping intervals; the hull of values of one date that are disjoint, as ``conflicting``.
    """
    intervals = [row["interval"] for row in printings]
    narrowest = min(range(len(intervals)), key=lambda place: intervals[place].width)
    conflicting = _same_date_conflict(printings)
    flags = sorted({flag for row in printings for flag in row["flags"].split()})
    return Quantity(
        _hull(intervals) if conflicting else intervals[narrowest],
        str(printings[0]["unit"]),
        "conflicting" if conflicting else "published",
        tuple(row["observation_id"] for row in printings),
        tuple(flags),
        "" if conflicting else printed_figure(printings[narrowest]),
    )


def _same_date_conflict(printings: Sequence[Row]) -> bool:
    """Whether two printings of one date are disjoint; an unknown date is no date."""
    pairs = combinations(printings, 2)
    return any(a["known_from_latest"] == b["known_from_latest"] and not a["interval"].overlaps(b["interval"]) for a, b in pairs)


def _hull(intervals: list[Interval]) -> Interval:
    return reduce(Interval.hull, intervals)


def printed_figure(row: Row) -> str:
    """A published figure in English notation with the words of its precision: about 150,000; 1,500 to 2,000; 43.3 %."""
    if row["precision"] == "range":
        return " to ".join(_as_printed(row[end], row["unit"]) for end in ("low", "high"))
    return printed_words(row["precision"]) + _as_printed(row["value"], row["unit"])


def _as_printed(number: str, unit: str) -> str:
    """A printed number in English notation, with as many digits as it has."""
    return format_number(exact(float(number)), unit, len(number.partition(".")[2]))


Key = tuple[str, str, str, pd.Timestamp, pd.Timestamp]


def by_key(cells: pd.DataFrame) -> dict[Key, list[Quantity]]:
    """Quantities of the flows and stocks of a `cell_table` by indicator, geography, sector, first and last day."""
    dated = cells[cells["kind"].ne("target") & cells["period_start"].notna()]
    index: dict[Key, list[Quantity]] = {}
    for row in dated.itertuples():
        index.setdefault((row.indicator, row.geography, row.sector, row.period_start, row.period_end), []).append(row.quantity)
    return index


def histories(observations: pd.DataFrame) -> dict[Key, list[Quantity]]:
    """The successive values of every cell of flows and stocks, the first vintage first; the last one stands.

    Vintages that were withdrawn without a successor are kept: they were printed and may enter an interval over vintages.
    """
    dated = observations["kind"].ne("target") & observations["period_start"].notna() & observations["vintage"].notna()
    rows = observations[dated & ~has_flag(observations, *NO_SUM)]
    rows = rows.sort_values(["vintage", "known_from_latest", "observation_id"], kind="stable")
    index: dict[Key, list[Quantity]] = {}
    cell = ["indicator", "geography", "sector", "period_start", "period_end"]
    first, together = _together(rows, [*cell, "vintage"])
    for key, printings in zip(first[cell].itertuples(index=False, name=None), together, strict=True):
        index.setdefault(key, []).append(value_of(printings))
    return index
