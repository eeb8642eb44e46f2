"""From the files of the raw tables to a dataset: read, validated, corrected, dated, and cut off at a day."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from karabakh_analysis import variables
from karabakh_analysis.dataset.checks import to_day
from karabakh_analysis.dataset.corrections import IDENTIFIERS
from karabakh_analysis.dataset.cut_off import day_of, require_documents
from karabakh_analysis.dataset.dataset import Dataset
from karabakh_analysis.dataset.geography import Geography
from karabakh_analysis.dataset.knowledge import attach_knowledge, flags_of, known_by, known_dates
from karabakh_analysis.dataset.precision import interval_of
from karabakh_analysis.dataset.problems import DataError, Problem
from karabakh_analysis.dataset.store import stored
from karabakh_analysis.dataset.tables import validated_tables
from karabakh_analysis.dataset.vintages import add_vintages, superseded_since
from karabakh_analysis.files import digest_of_tree

DAYS = ("period_start", "period_end", "base_period_start", "base_period_end", "valid_from", "valid_to", "since")


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
