"""Printings of one cell over time: which are one value, which revise it, which stand.

Printings whose intervals overlap are one value; a later printing disjoint from the one before is a revision and starts a new vintage;
disjoint values of one date share a vintage (a conflict).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from karabakh_analysis.dataset.geography import COUNTRY, Geography
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.values import Interval

CELL = ["indicator", "geography", "sector", "kind", "period_start", "period_end", "unit"]


def add_vintages(rows: pd.DataFrame, geography: Geography, since: pd.Series) -> pd.DataFrame:
    """Number the vintages of every cell and mark the rows that stand.

    Parameters
    ----------
    rows
        Observations with the columns of `CELL`, ``source_id``, ``interval``, ``coverage``, ``flags``, ``known_from_earliest`` and
        ``known_from_latest``.
    geography
        Memberships, for the parts of a superseded total.
    since
        By row id, the day from which a row annotated as superseded has left (see `annotations.csv`).

    Returns
    -------
    DataFrame
        The rows with ``vintage`` (1 for the first value of the cell; missing for a row that was superseded when it appeared) and
        ``is_latest``.
    """
    left_from = pd.to_datetime(rows["observation_id"].map(since.to_dict()))
    never_stood = has_flag(rows, "superseded") & ~(left_from > rows["known_from_latest"])
    ordered = rows[~never_stood].sort_values(
        ["known_from_latest", "known_from_earliest", "observation_id"], na_position="first", kind="stable"
    )
    vintage = pd.Series(dict(_numbers(ordered)), dtype="Int64").reindex(rows.index)
    rows = rows.assign(vintage=vintage)
    return rows.assign(is_latest=_standing(rows, geography, has_flag(rows, "superseded"), vintage.notna()))


def standing_on(rows: pd.DataFrame, geography: Geography, since: pd.Series, day: pd.Timestamp) -> pd.Series:
    """Whether each row stood on a day: revisions made after it are undone.

    A cell that was not yet printed on the day takes its first later value, and a printing that only narrows a value stands with it.

    Parameters
    ----------
    rows
        Observations with ``vintage`` (see `add_vintages`), all rows of the tables they stand in.
    geography, since
        As in `add_vintages`.
    day
        The day looked at.
    """
    gone = pd.to_datetime(rows["observation_id"].map(since.to_dict())).le(day)
    was_known = ~(rows["known_from_latest"] > day)
    return _standing(rows, geography, gone, was_known)


def _standing(rows: pd.DataFrame, geography: Geography, gone: pd.Series, was_known: pd.Series) -> pd.Series:
    """Rows of each cell's current vintage (the last one known, else its first), without what was superseded and its tables' parts."""
    vintage, cell = rows["vintage"], cell_number(rows)
    last_known = vintage.where(was_known).groupby(cell).transform("max")
    current = last_known.fillna(vintage.groupby(cell).transform("min"))
    stands = (vintage.eq(current) & ~gone).fillna(False).astype(bool)
    withdrawn = (gone | vintage.lt(current)).fillna(False).astype(bool)
    return stands & ~_parts_of_withdrawn_totals(rows, withdrawn, geography)


def cell_number(rows: pd.DataFrame) -> pd.Series:
    """One number for each cell.

    Settlements keep their coverage, another concept is another cell, and a flow or stock of unknown date is a cell of its own.
    """
    undated = rows["period_end"].isna() & rows["kind"].ne("target")
    key = rows[CELL].assign(
        settlement=rows["coverage"].where(has_flag(rows, "settlement_level"), ""),
        other_concept=has_flag(rows, "different_concept"),
        alone=rows["observation_id"].where(undated, ""),
    )
    return key.groupby(list(key.columns), dropna=False, sort=False).ngroup()


@dataclass
class _Vintage:
    """The values of one vintage while the printings of a cell are read in order."""

    number: int
    last_known: pd.Timestamp
    values: list[Interval] = field(default_factory=list)

    def takes(self, interval: Interval, known: pd.Timestamp) -> bool:
        """Whether a printing belongs here: it overlaps a value, or it contradicts one of the same date."""
        same_date = pd.notna(known) and known == self.last_known
        return same_date or any(interval.overlaps(value) for value in self.values)

    def add(self, interval: Interval, known: pd.Timestamp) -> None:
        """Narrow the value that the printing overlaps, or hold it as another value of the date."""
        self.last_known = known
        for place, value in enumerate(self.values):
            if interval.overlaps(value):
                self.values[place] = min(value, interval, key=lambda each: each.width)
                return
        self.values.append(interval)


def _numbers(ordered: pd.DataFrame) -> Iterator[tuple[object, int]]:
    """Row label and vintage of each row."""
    for _, printings in ordered.groupby(cell_number(ordered), sort=False):
        vintage = _Vintage(1, pd.NaT)
        for label, interval, known in zip(printings.index, printings["interval"], printings["known_from_latest"], strict=True):
            if vintage.values and not vintage.takes(interval, known):
                vintage = _Vintage(vintage.number + 1, known)
            vintage.add(interval, known)
            yield label, vintage.number


def _parts_of_withdrawn_totals(rows: pd.DataFrame, withdrawn: pd.Series, geography: Geography) -> pd.Series:
    """Rows of a table, districts and subtotals, whose total in the same document has been revised or superseded."""
    tables = ["source_id", "indicator", "sector", "period_start", "period_end"]
    totals = rows[withdrawn & ~rows["geography"].isin(geography.districts) & rows["geography"].ne(COUNTRY)]
    parts = geography.parts()
    gone = {(*key, part) for *key, place in totals[[*tables, "geography"]].itertuples(index=False) for part in parts[place]}
    places = rows[[*tables, "geography"]].itertuples(index=False)
    return pd.Series([tuple(place) in gone for place in places], index=rows.index)


def superseded_since(annotations: pd.DataFrame) -> pd.Series:
    """By row id, the day from which a superseded row has left."""
    return annotations[annotations["flag"].eq("superseded")].set_index("row_id")["since"]
