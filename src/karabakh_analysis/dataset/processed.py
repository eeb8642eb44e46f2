"""The tidy tables of published figures that other programs read, and how tables are written and described."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa

from karabakh_analysis.dataset.dataset import Dataset
from karabakh_analysis.dataset.schema import FLAGS, OBSERVATIONS
from karabakh_analysis.values.numbers import plain_number

DAY = "datetime64[ns]"


def column_of(dtype: object, description: str, *, nullable: bool = True) -> pa.Column:
    """A column of a processed table with its meaning; days are written as days, missing values as nothing."""
    return pa.Column(dtype, description=description, nullable=nullable, coerce=dtype == DAY)


def _printed(name: str, dtype: object = str) -> pa.Column:
    return column_of(dtype, OBSERVATIONS.columns[name].description)


_NUMBERS = dict.fromkeys(("value", "low", "high"), float)
_DAYS = dict.fromkeys(("period_start", "period_end"), DAY)

OBSERVATIONS_TABLE = pa.DataFrameSchema(
    {
        **{name: _printed(name, {**_NUMBERS, **_DAYS}.get(name, str)) for name in OBSERVATIONS.columns},
        "low_bound": column_of(float, "Low end of the interval that the figure stands for, in unit", nullable=False),
        "high_bound": column_of(float, "High end of the interval, in unit; empty: none"),
        "flags": column_of(str, "Remarks on the row, space-separated: " + ", ".join(FLAGS)),
        "published": column_of(str, "Publication date of the document (EDTF)"),
        "known_from_earliest": column_of(DAY, "First day on which the document can have been known"),
        "known_from_latest": column_of(DAY, "Day by which the document was certainly known"),
        "vintage": column_of("Int64", "Which successive value of its cell the figure is; empty: superseded when it appeared"),
        "is_latest": column_of(bool, "Whether the figure stands", nullable=False),
        "corrected_fields": column_of(str, "Fields that an editor corrected, space-separated"),
    },
    title="Observations",
    description="Every published absolute figure after corrections, with its interval, flags and vintage.",
    unique=["observation_id"],
    strict=True,
)

SERIES_TABLE = pa.DataFrameSchema(
    {
        **{
            name: _printed(name, _DAYS.get(name, str))
            for name in ("indicator", "geography", "sector", "kind", "period_start", "period_end")
        },
        "low": column_of(float, "Low end of the standing value, in unit", nullable=False),
        "high": column_of(float, "High end of the standing value, in unit; empty: none"),
        "unit": _printed("unit"),
        "evidence": column_of(str, "Rows that print the value, space-separated", nullable=False),
    },
    title="Series",
    description="The standing published value of every cell that is free of doubt about its scope.",
    strict=True,
)

FIELD_TYPES = {"string": "string", "str": "string", "float64": "number", "datetime64[ns]": "date", "Int64": "integer", "bool": "boolean"}


@dataclass(frozen=True)
class Processed:
    """A processed table: its rows, its schema and the columns that identify a row."""

    rows: pd.DataFrame
    schema: pa.DataFrameSchema
    key: tuple[str, ...] = ()


def dataset_tables(dataset: Dataset) -> dict[str, Processed]:
    """The tables of published figures, by name."""
    return {
        "observations": Processed(observations_table(dataset), OBSERVATIONS_TABLE, ("observation_id",)),
        "series": Processed(series_table(dataset), SERIES_TABLE),
    }


def observations_table(dataset: Dataset) -> pd.DataFrame:
    """Observations in the columns of `OBSERVATIONS_TABLE`."""
    rows = dataset.observations
    numbers = {name: pd.to_numeric(rows[name].replace("", None)).astype(float) for name in _NUMBERS}
    return rows.assign(**numbers)[list(OBSERVATIONS_TABLE.columns)]


def series_table(dataset: Dataset) -> pd.DataFrame:
    """Cells in the columns of `SERIES_TABLE`."""
    cells = dataset.cells
    sure = cells[~cells["quantity"].map(lambda quantity: quantity.doubtful).astype(bool)]
    return sure.assign(
        low=sure["quantity"].map(lambda quantity: float(quantity.interval.low)).astype(float),
        high=sure["quantity"].map(lambda quantity: float(quantity.interval.high)).astype(float),
        evidence=sure["quantity"].map(lambda quantity: " ".join(quantity.evidence)).astype(str),
    )[list(SERIES_TABLE.columns)].reset_index(drop=True)


def to_csv(table: pd.DataFrame) -> str:
    """A table as CSV text: plain numbers, ISO days, nothing for what is missing or infinite."""
    text = pd.DataFrame({name: _as_text(table[name]) for name in table.columns})
    return str(text.to_csv(index=False, lineterminator="\n"))


def _as_text(column: pd.Series) -> pd.Series:
    if pd.api.types.is_bool_dtype(column.dtype):
        return column.map({True: "true", False: "false"})
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return column.dt.strftime("%Y-%m-%d").fillna("")
    if pd.api.types.is_numeric_dtype(column.dtype):
        return column.map(lambda number: "" if pd.isna(number) else plain_number(number))
    return column


def processed_files(tables: Mapping[str, Processed]) -> dict[str, str]:
    """Contents of the processed tables and of ``datapackage.json``, by file name.

    Raises
    ------
    pandera.errors.SchemaError
        If a table breaks its own schema: a fault of the package, never of the data.
    """
    files = {f"{name}.csv": to_csv(table.schema.validate(table.rows)) for name, table in tables.items()}
    return files | {"datapackage.json": json.dumps(datapackage(tables, files), indent=2, ensure_ascii=False) + "\n"}


def datapackage(tables: Mapping[str, Processed], files: Mapping[str, str]) -> dict[str, object]:
    """Frictionless description of the processed tables, from their schemas."""
    return {
        "profile": "tabular-data-package",
        "name": "karabakh-analysis",
        "title": "Published figures on jobs, new businesses and targets in Karabakh and East Zangezur",
        "description": (
            "Figures of official Azerbaijani statistics as reported by the press, with intervals and vintages. There is no independent "
            "count; they do not describe the Armenian population present until 2020 and 2023."
        ),
        "resources": [_resource(name, table, files[f"{name}.csv"]) for name, table in tables.items()],
    }


def _resource(name: str, table: Processed, content: str) -> dict[str, object]:
    encoded = content.encode()
    fields = [field_of(column_name, column) for column_name, column in table.schema.columns.items()]
    keys = {"primaryKey": list(table.key)} if table.key else {}
    return {
        "name": name,
        "title": table.schema.title,
        "description": table.schema.description,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(encoded),
        "hash": "sha256:" + hashlib.sha256(encoded).hexdigest(),
        "schema": {"fields": fields, "missingValues": [""], **keys},
    }


def field_of(name: str, column: pa.Column) -> dict[str, object]:
    """A column of a processed table as Frictionless describes it: name, type, description, constraints."""
    required = {} if column.nullable else {"constraints": {"required": True}}
    return {"name": name, "type": FIELD_TYPES[str(column.dtype).partition("[python")[0]], "description": column.description, **required}
