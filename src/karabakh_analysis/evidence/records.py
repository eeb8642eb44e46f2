"""The records of all indicators, as they stand and as they stood on earlier days."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from functools import cache, cached_property
from typing import Any

import pandas as pd

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.cells import NO_SUM
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.evidence.counts import exact_changes, grid_of
from karabakh_analysis.evidence.flow_record import FlowRecord
from karabakh_analysis.evidence.grid import Grid
from karabakh_analysis.evidence.levels import Record
from karabakh_analysis.evidence.printed import PERIOD, Cell
from karabakh_analysis.evidence.printed_record import PrintedRecord
from karabakh_analysis.evidence.solver import DEFAULT_LIMITS, Limits

Subject = tuple[str, str]
SUBJECT = ["indicator", "sector"]
CELL_COLUMNS = ["geography", *PERIOD]


class Records:
    """Records by indicator, sector and day; each is made once.

    Parameters
    ----------
    dataset
        What was known.
    limits
        When the solver gives up.
    """

    def __init__(self, dataset: Dataset, limits: Limits = DEFAULT_LIMITS) -> None:
        self.dataset, self.limits = dataset, limits
        self.grid = cache(self._find_grid)
        self._gone = cache(self._find_gone)
        self._revisions = cache(self._find_revisions)
        self._standing: dict[tuple[Subject, int], pd.DataFrame] = {}
        self._made: dict[tuple[Subject, int], Record] = {}

    @cached_property
    def additive(self) -> frozenset[str]:
        """Codes of the indicators whose flows add up over districts and consecutive periods."""
        indicators = self.dataset.indicators
        return frozenset(indicators.loc[indicators["additive"].eq("yes"), "indicator"])

    def rows(self, subject: Subject) -> pd.DataFrame:
        """Printed values of an indicator and sector, all vintages, without what may enter no sum; of an additive one the flows alone."""
        return self._rows.get(subject, self.dataset.observations.iloc[:0])

    @cached_property
    def _rows(self) -> dict[Subject, pd.DataFrame]:
        rows = self.dataset.observations
        fit = rows["period_end"].notna() & rows["kind"].ne("target") & ~has_flag(rows, *NO_SUM)
        sums = rows["kind"].eq("flow") | ~rows["indicator"].isin(self.additive)
        return {(str(indicator), str(sector)): part for (indicator, sector), part in rows[fit & sums].groupby(SUBJECT)}

    @cached_property
    def unfit(self) -> dict[tuple[str, str, str, pd.Timestamp, pd.Timestamp], set[str]]:
        """By indicator, sector and cell, why figures that are printed of it may enter no sum."""
        rows = self.dataset.observations
        unfit = rows[has_flag(rows, *NO_SUM)]
        found: dict[tuple[str, str, str, pd.Timestamp, pd.Timestamp], set[str]] = {}
        for *cell, flags in unfit[[*SUBJECT, *CELL_COLUMNS, "flags"]].itertuples(index=False):
            found.setdefault(tuple(cell), set()).update({*flags.split()} & {*NO_SUM})
        return found

    def claims(self, subject: Subject) -> pd.DataFrame:
        """Derived figures of an indicator and sector."""
        return self._claims.get(subject, self.dataset.claims.iloc[:0])

    @cached_property
    def _claims(self) -> dict[Subject, pd.DataFrame]:
        groups = self.dataset.claims.groupby(SUBJECT)
        return {(str(indicator), str(sector)): part for (indicator, sector), part in groups}

    @cached_property
    def _changes(self) -> dict[Subject, pd.DataFrame]:
        groups = exact_changes(self.dataset.claims).groupby(SUBJECT)
        return {(str(indicator), str(sector)): part for (indicator, sector), part in groups}

    def record(self, subject: Subject, day: pd.Timestamp | None = None) -> Record:
        """The record as it stands, or as it stood on a day.

        Raises
        ------
        SolverError
            If the solver fails on it.
        """
        key = subject, self.state(subject, day)
        if key not in self._made:
            self._made[key] = self._make(subject, day)
        return self._made[key]

    def standing(self, subject: Subject, day: pd.Timestamp | None = None) -> pd.DataFrame:
        """The rows of a subject that stand, or that stood on a day."""
        key = subject, self.state(subject, day)
        if key not in self._standing:
            is_latest = key[1] == len(self._revisions(subject))
            self._standing[key] = self.dataset.standing(self.rows(subject), None if is_latest else day)
        return self._standing[key]

    def state(self, subject: Subject, day: pd.Timestamp | None) -> int:
        """How many revisions of a subject had been made by a day: between two of them its record stays the same."""
        revisions = self._revisions(subject)
        return len(revisions) if day is None else bisect_right(revisions, day)

    def _make(self, subject: Subject, day: pd.Timestamp | None) -> Record:
        standing, changes = self.standing(subject, day), self._changes.get(subject, self.dataset.claims.iloc[:0])
        if len(changes):
            changes = changes[[self._still_links(subject, change, day) for change in changes.to_dict("records")]]
        if subject[0] in self.additive:
            return FlowRecord.of(standing, changes, self.grid(subject), self.limits)
        return PrintedRecord.of(standing, changes)

    def _still_links(self, subject: Subject, change: Mapping[str, Any], day: pd.Timestamp | None) -> bool:
        """Whether an exact change links values that stand on a day: not where a level had another value when it was printed."""
        cells = {(change["geography"], change["period_start"], change["period_end"])}
        cells.add((change["geography"], change["base_period_start"], change["base_period_end"]))
        published = change["known_from_latest"]
        if pd.isna(published):
            return not self.was_revised(subject, cells, published)
        if self.state(subject, published) == self.state(subject, day):
            return True
        return _values(self.standing(subject, day), cells) == _values(self.standing(subject, published), cells)

    def _find_grid(self, subject: Subject) -> Grid:
        """Districts and quarters of all years that the subject's rows and claims speak of."""
        return grid_of(self.dataset, self.rows(subject), self.claims(subject))

    def was_revised(self, subject: Subject, wanted: Collection[Cell], published: pd.Timestamp) -> bool:
        """Whether a value of some cells that stood when a document appeared has been revised or superseded since.

        Where the document's day is not known, whether any value of the cells ever was.
        """
        gone = self._gone(subject)
        gone = gone[[tuple(cell) in wanted for cell in gone[CELL_COLUMNS].itertuples(index=False)]]
        if pd.isna(published) or gone.empty:
            return not gone.empty
        stood = set(self.standing(subject, published)["observation_id"])
        return bool((gone["observation_id"].isin(stood) & ~(gone["known_from_latest"] > published)).any())

    def _find_gone(self, subject: Subject) -> pd.DataFrame:
        """The rows of a subject that no longer stand."""
        rows = self.rows(subject)
        return rows.loc[~rows["is_latest"], [*CELL_COLUMNS, "observation_id", "known_from_latest"]]

    def other_days(self, subjects: Iterable[Subject], published: pd.Timestamp) -> list[pd.Timestamp]:
        """The day on which a claim was certainly published, and the days of later revisions of what it rests on, in order.

        Where the day is not known, all days of revisions.
        """
        revisions = [day for subject in subjects for day in self._revisions(subject)]
        own = [published] if revisions and pd.notna(published) else []
        return sorted({*own, *(day for day in revisions if not day <= published)})

    def _find_revisions(self, subject: Subject) -> list[pd.Timestamp]:
        """Days on which a value of the subject was revised or superseded, in order."""
        rows = self.rows(subject)
        return [] if rows["is_latest"].all() else self._revision_days(rows)

    def _revision_days(self, rows: pd.DataFrame) -> list[pd.Timestamp]:
        revised = rows.loc[rows["vintage"].gt(1).fillna(False).astype(bool), "known_from_latest"]
        once_stood = rows.loc[rows["vintage"].notna(), "observation_id"]
        annotations = self.dataset.annotations
        left = annotations.loc[annotations["row_id"].isin(once_stood), "since"]
        days, as_of = pd.concat([revised, left]).dropna().unique(), self.dataset.as_of
        return sorted(day for day in days if as_of is None or day <= as_of)


def _values(rows: pd.DataFrame, cells: Collection[Cell]) -> set[tuple[Any, ...]]:
    """Which vintages of some cells are among rows."""
    return {tuple(row) for row in rows[[*CELL_COLUMNS, "vintage"]].itertuples(index=False) if tuple(row)[:-1] in cells}
