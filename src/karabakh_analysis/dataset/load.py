"""The collection's data as notebooks use it: read, validated, corrected, dated, and cut off at a day."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from karabakh_analysis import variables
from karabakh_analysis.dataset.cells import Key, by_key, cell_table, histories
from karabakh_analysis.dataset.checks import to_day
from karabakh_analysis.dataset.corrections import IDENTIFIERS
from karabakh_analysis.dataset.cut_off import day_of, require_documents
from karabakh_analysis.dataset.geography import Geography
from karabakh_analysis.dataset.knowledge import attach_knowledge, flags_of, known_by, known_dates
from karabakh_analysis.dataset.periods import Period
from karabakh_analysis.dataset.precision import interval_of
from karabakh_analysis.dataset.problems import DataError, Problem
from karabakh_analysis.dataset.store import stored
from karabakh_analysis.dataset.tables import validated_tables
from karabakh_analysis.dataset.vintages import add_vintages, standing_on
from karabakh_analysis.files import digest_of_tree
from karabakh_analysis.values import Quantity

DAYS = ("period_start", "period_end", "base_period_start", "base_period_end", "valid_from", "valid_to", "since")


@dataclass(frozen=True)
class Dataset:
    """Everything published that was known on a day.

    Parameters
    ----------
    observations, claims
        Corrected rows of known documents. Columns of the raw tables, then ``low_bound``, ``high_bound``, ``flags``, ``published``,
        ``known_from_earliest``, ``known_from_latest``, for observations ``vintage`` and ``is_latest``, ``corrected_fields``; and
        ``interval`` (an `Interval` in the row's unit). ``value`` stays text, because its digits carry the precision.
    sources, indicators, annotations, corrections
        As in the raw tables, days as days.
    geography
        Places and memberships.
    as_of
        The cut-off day, or ``None`` for all documents.
    """

    observations: pd.DataFrame
    claims: pd.DataFrame
    sources: pd.DataFrame
    indicators: pd.DataFrame
    annotations: pd.DataFrame
    corrections: pd.DataFrame
    geography: Geography
    as_of: pd.Timestamp | None

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The standing published value of every cell (see `cell_table`)."""
        return cell_table(self.observations)

    def published(self, indicator: str, geography: str, period: Period, sector: str = "", *, doubtful: bool = False) -> Quantity | None:
        """The published value of a cell of flows or stocks.

        Parameters
        ----------
        indicator, geography, sector
            Codes; the empty sector is the total.
        period
            Period of the flow, or the day of the stock.
        doubtful
            Whether a value under doubt about its scope may be returned.

        Returns
        -------
        Quantity or None
            ``None`` if nothing is published for the cell.
        """
        quantities = self._published.get((indicator, geography, sector, period.start, period.end), [])
        return next((quantity for quantity in quantities if doubtful or not quantity.doubtful), None)

    def history(self, indicator: str, geography: str, period: Period, sector: str = "") -> list[Quantity]:
        """The successive values of a cell of flows or stocks, the first vintage first (see `histories`)."""
        return self._histories.get((indicator, geography, sector, period.start, period.end), [])

    def standing(self, rows: pd.DataFrame, day: pd.Timestamp | None = None) -> pd.DataFrame:
        """Those of some observations that stand, or that stood on a day (see `standing_on`); ``rows`` holds whole tables."""
        if day is None:
            return rows[rows["is_latest"]]
        return rows[standing_on(rows, self.geography, superseded_since(self.annotations), day)]

    @cached_property
    def flags(self) -> dict[str, str]:
        """Flags of every observation and claim, space-separated, by row id."""
        tables = ((getattr(self, name), identifier) for name, identifier in IDENTIFIERS.items())
        return {row: flags for rows, identifier in tables for row, flags in rows[[identifier, "flags"]].itertuples(index=False)}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Names of the indicators, by code."""
        return dict(zip(self.indicators["indicator"], self.indicators["label"], strict=True))

    @cached_property
    def _published(self) -> dict[Key, list[Quantity]]:
        return by_key(self.cells)

    @cached_property
    def _histories(self) -> dict[Key, list[Quantity]]:
        return histories(self.observations)


def data_directory() -> Path:
    """Where the tables lie: the directory that a build names in the environment, else ``data`` beside the package's sources."""
    named = os.environ.get(variables.DATA)
    return Path(named) if named else Path(__file__).resolve().parents[3] / "data"


def check(data: Path) -> list[Problem]:
    """Every problem of the raw tables in ``data/raw``, in order of file and line."""
    return sorted(set(validated_tables(data)[1]))


def load(data: Path | str | None = None, as_of: str | pd.Timestamp | None = None) -> Dataset:
    """Read the raw tables and keep what was certainly known on a day.

    Parameters
    ----------
    data
        Directory that holds ``raw/``; by default `data_directory`.
    as_of
        Cut-off day as yyyy-mm-dd; ``None`` or the empty string keeps all documents.

    Raises
    ------
    DataError
        If a table is missing or wrong; it names every problem.
    ParameterError
        If the cut-off is no day, or no document was certainly published by it; it says what is possible.
    """
    folder, day = Path(data) if data else data_directory(), day_of(as_of, "as_of")
    name = f"dataset-{raw_digest(folder)}" + (f"-{day:%Y%m%d}" if day else "")
    return stored(name, lambda: _read(folder, day))


def _read(folder: Path, day: pd.Timestamp | None) -> Dataset:
    tables, problems = validated_tables(folder)
    if problems:
        raise DataError(problems)
    require_documents(tables["sources"]["published"], day)
    return assemble(tables, day)


def raw_digest(data: Path) -> str:
    """Digest of the raw tables in ``data/raw``: their names and contents."""
    return digest_of_tree(data / "raw", ("*.csv",))


def assemble(tables: Mapping[str, pd.DataFrame], as_of: pd.Timestamp | None) -> Dataset:
    """Typed, dated and flagged rows from validated text tables after corrections."""
    typed = {name: _with_days(rows) for name, rows in tables.items()}
    annotations = typed["annotations"]
    geography = Geography(typed["geographies"], typed["geography_members"])
    known = known_dates(typed["sources"], typed["observations"], typed["claims"], typed["indicators"])
    rows = {name: known_by(_described(typed[name], known, annotations, IDENTIFIERS[name], as_of), as_of) for name in IDENTIFIERS}
    documents = known_by(typed["sources"].join(known.drop(columns="published"), on="source_id"), as_of)
    return Dataset(
        observations=_last(add_vintages(rows["observations"], geography, superseded_since(annotations)), "corrected_fields"),
        claims=_last(rows["claims"], "corrected_fields"),
        sources=documents,
        indicators=typed["indicators"],
        annotations=annotations,
        corrections=typed["corrections"],
        geography=geography,
        as_of=as_of,
    )


def superseded_since(annotations: pd.DataFrame) -> pd.Series:
    """By row id, the day from which a superseded row has left."""
    return annotations[annotations["flag"].eq("superseded")].set_index("row_id")["since"]


def _with_days(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(**{column: to_day(rows[column]) for column in DAYS if column in rows.columns}).reset_index(drop=True)


def _described(
    rows: pd.DataFrame, known: pd.DataFrame, annotations: pd.DataFrame, identifier: str, as_of: pd.Timestamp | None
) -> pd.DataFrame:
    """Rows with their interval, flags and publication dates."""
    printed = rows.reindex(columns=["value", "low", "high", "precision", "unit", "kind"], fill_value="")
    intervals = pd.Series([interval_of(*row) for row in printed.itertuples(index=False)], index=rows.index, dtype=object)
    described = rows.assign(
        interval=intervals,
        low_bound=[float(interval.low) for interval in intervals],
        high_bound=[float(interval.high) for interval in intervals],
        flags=flags_of(rows[identifier], annotations, as_of),
    )
    return attach_knowledge(described, known)


def _last(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    return rows[[*(name for name in rows.columns if name != column), column]].reset_index(drop=True)
