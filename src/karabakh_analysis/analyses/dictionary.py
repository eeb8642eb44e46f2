"""The dictionary: tables, columns, indicators, conventions, generated from the schemas (notebook 09)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.checks import REQUIRED
from karabakh_analysis.dataset.processed import OBSERVATIONS_TABLE, SERIES_TABLE, field_of
from karabakh_analysis.dataset.schema import RAW_TABLES
from karabakh_analysis.evidence.processed import BOUNDS_TABLE, CLAIMS_CHECKED_TABLE, CONFLICTS_TABLE
from karabakh_analysis.values import Sentence, Value

WORDS = Path(__file__).with_suffix(".toml")
PROCESSED: Mapping[str, pa.DataFrameSchema] = {
    "observations": OBSERVATIONS_TABLE,
    "series": SERIES_TABLE,
    "claims_checked": CLAIMS_CHECKED_TABLE,
    "bounds": BOUNDS_TABLE,
    "conflicts": CONFLICTS_TABLE,
}
TEXT = "text"


@cache
def words() -> Mapping[str, Any]:
    """What the tables hold, and the conventions, as ``dictionary.toml`` says."""
    return tomllib.loads(WORDS.read_text(encoding="utf-8"))


def table_table(data: Dataset) -> pd.DataFrame:
    """One row a table: what a row of it is, how many columns it has and how many rows are in use; those of processed tables vary."""
    raw = {f"{name}.csv": _table(words()["holds"][name], schema, len(_rows(data, name))) for name, schema in RAW_TABLES.items()}
    made = {f"processed/{name}.csv": _table(words()["processed"][name], schema, None) for name, schema in PROCESSED.items()}
    return pd.DataFrame.from_dict(raw | made, orient="index", dtype=object)


def _table(holds: str, schema: pa.DataFrameSchema, rows: int | None) -> dict[str, object]:
    return {"A row is": holds, "Columns": len(schema.columns), "Rows in use": "computed" if rows is None else rows}


def _rows(data: Dataset, name: str) -> pd.DataFrame:
    """A raw table as known by the cut-off."""
    match name:
        case "geographies":
            return data.geography.places
        case "geography_members":
            return data.geography.memberships
        case "corrections":
            return data.corrections[data.corrections["row_id"].isin(list(data.flags))]
        case "annotations":
            return data.annotations[data.annotations["row_id"].isin(list(data.flags))]
        case _:
            known: dict[str, pd.DataFrame] = vars(data)
            return known[name]


def raw_columns() -> pd.DataFrame:
    """One row a column of a raw table: what it holds, whether it must be filled, what it means."""
    found = list(_raw_columns())
    rows = [{"Holds": _holds(column), "Filled": _filled(column), "Meaning": column.description} for _, _, column in found]
    return pd.DataFrame(rows, index=[name for _, name, _ in found])


def raw_groups() -> list[str]:
    """The table of every row of `raw_columns`."""
    return [f"{table}.csv" for table, _, _ in _raw_columns()]


def _raw_columns() -> Iterator[tuple[str, str, pa.Column]]:
    return ((table, name, column) for table, schema in RAW_TABLES.items() for name, column in schema.columns.items())


def _titles(column: pa.Column) -> list[str]:
    return [check.title for check in column.checks if check.title]


def _holds(column: pa.Column) -> str:
    """What a column holds when it is not empty."""
    return "; ".join(title for title in _titles(column) if title != REQUIRED) or TEXT


def _filled(column: pa.Column) -> str:
    return "always" if REQUIRED in _titles(column) else "may be empty"


def processed_columns() -> pd.DataFrame:
    """One row a column that a processed table adds to those copied from the raw ones: its type and what it means."""
    fields = [field_of(name, column) for _, name, column in _processed_columns()]
    rows = [{"Type": field["type"], "Filled": "always" if "constraints" in field else "may be empty"} for field in fields]
    meanings = [str(field["description"]) for field in fields]
    return pd.DataFrame(rows, index=[str(field["name"]) for field in fields]).assign(Meaning=meanings)


def processed_groups() -> list[str]:
    """The table of every row of `processed_columns`."""
    return [f"processed/{table}.csv" for table, _, _ in _processed_columns()]


def _processed_columns() -> Iterator[tuple[str, str, pa.Column]]:
    raw = {(name, column.description) for _, name, column in _raw_columns()}
    return (
        (table, name, column)
        for table, schema in PROCESSED.items()
        for name, column in schema.columns.items()
        if (name, column.description) not in raw
    )


def dictionary_heading() -> Sentence:
    """How many columns in how many tables."""
    tables = {**RAW_TABLES, **{f"processed/{name}": schema for name, schema in PROCESSED.items()}}
    values: dict[str, Value] = {"tables": count(len(tables)), "columns": count(sum(len(schema.columns) for schema in tables.values()))}
    return Sentence("{tables} tables with {columns} columns", values)


def indicator_table(data: Dataset) -> pd.DataFrame:
    """One row an indicator: what it counts, its units, kinds, whether values add up, and how many figures there are of it."""
    figures = pd.concat([data.observations["indicator"], data.claims["indicator"]]).value_counts()
    rows = [_indicator(row, int(figures.get(row.indicator, 0))) for row in data.indicators.itertuples(index=False)]
    return pd.DataFrame(rows, index=list(data.indicators["label"]))


def _indicator(row: Any, figures: int) -> dict[str, object]:
    return {
        "Code": row.indicator,
        "What is counted": row.definition,
        "Unit": row.unit.replace("|", ", "),
        "Kind": row.kind.replace("|", ", "),
        "Additive": row.additive,
        "Figures": figures,
    }


def indicator_groups(data: Dataset) -> list[str]:
    """The theme of every row of `indicator_table`."""
    return [theme.replace("_", " ").capitalize() for theme in data.indicators["theme"]]


def indicators_heading(data: Dataset) -> Sentence:
    """How many indicators there are, and how many of them add up."""
    values: dict[str, Value] = {"all": count(len(data.indicators)), "additive": count(int(data.indicators["additive"].eq("yes").sum()))}
    return Sentence("{additive} of {all} indicators may be summed over districts and periods", values)


def conventions() -> list[Sentence]:
    """How the tables are filled in."""
    return [Sentence("{head}: {text}", {"head": each["head"], "text": each["text"]}) for each in words()["convention"]]
