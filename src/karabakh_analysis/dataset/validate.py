"""Breaches of the schemas and of the references between tables, as problems with file, line and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaError, SchemaErrors

from karabakh_analysis.dataset.problems import Problem
from karabakh_analysis.lines import cut, shown

Tables = Mapping[str, pd.DataFrame]


def schema_problems(rows: pd.DataFrame, schema: pa.DataFrameSchema, label: str) -> list[Problem]:
    """Every breach of a schema; ``rows`` has line numbers as index. A table without rows has none."""
    if rows.empty:
        return []
    try:
        schema.validate(rows, lazy=True)
    except SchemaErrors as errors:
        return [problem for error in errors.schema_errors for problem in _problems_of(error, rows, label)]
    return []


def _problems_of(error: SchemaError, rows: pd.DataFrame, label: str) -> Iterator[Problem]:
    cases = error.failure_cases
    lines = sorted(set(cases["index"].dropna().astype(int))) if isinstance(cases, pd.DataFrame) else []
    if error.check is None or isinstance(error.check, str):
        columns, message = _unique_columns(error), "stands on another line too, expected once"
    else:
        columns, message = [error.schema.name or error.check.name], error.check.error
    if not lines:  # the check itself failed: the table is refused, whatever it holds
        yield Problem(label, 1, columns[0], f"cannot be checked whether a value {message}")
    for line in lines:
        value = shown(" ".join(rows.loc[line, columns]))
        yield Problem(label, line, columns[0], f"{value} {message}")


def _unique_columns(error: SchemaError) -> list[str]:
    return [error.schema.name] if error.schema.name else list(error.schema.unique)


@dataclass(frozen=True, slots=True)
class Reference:
    """Values of ``table.column`` must stand in ``target.target_column`` (several targets: in one of them)."""

    table: str
    column: str
    targets: tuple[tuple[str, str], ...]


ROWS = (("observations", "observation_id"), ("claims", "claim_id"))
PLACES = (("geographies", "code"),)
REFERENCES = (
    Reference("observations", "source_id", (("sources", "source_id"),)),
    Reference("observations", "indicator", (("indicators", "indicator"),)),
    Reference("observations", "geography", PLACES),
    Reference("claims", "source_id", (("sources", "source_id"),)),
    Reference("claims", "indicator", (("indicators", "indicator"),)),
    Reference("claims", "geography", PLACES),
    Reference("claims", "among", PLACES),
    Reference("claims", "reference_indicator", (("indicators", "indicator"),)),
    Reference("geography_members", "aggregate", PLACES),
    Reference("geography_members", "member", PLACES),
    Reference("corrections", "row_id", ROWS),
    Reference("annotations", "row_id", ROWS),
)


def reference_problems(tables: Tables, labels: Mapping[str, str]) -> list[Problem]:
    """Every value that names a row which does not exist, and every figure whose unit, kind or date its codes do not allow."""
    return [
        *(problem for reference in REFERENCES for problem in _dangling(reference, tables, labels)),
        *_member_levels(tables, labels),
        *_indicator_lists(tables["observations"], tables["indicators"], labels["observations"]),
        *_unflagged_undated(tables, labels),
    ]


def _dangling(reference: Reference, tables: Tables, labels: Mapping[str, str]) -> Iterator[Problem]:
    if any(tables[name].empty for name, _ in reference.targets):
        return  # reported as unreadable or without rows; each row that names it would only repeat that
    known = set().union(*(tables[name][column] for name, column in reference.targets))
    values = tables[reference.table][reference.column]
    expected = " or ".join(f"a {column} of {name}.csv" for name, column in reference.targets)
    for line, value in values[values.ne("") & ~values.isin(known)].items():
        yield Problem(labels[reference.table], int(str(line)), reference.column, f"{shown(value)} is not known, expected {expected}")


def _member_levels(tables: Tables, labels: Mapping[str, str]) -> Iterator[Problem]:
    level = tables["geographies"].set_index("code")["level"]
    members = tables["geography_members"]
    for column, allowed in (("aggregate", ("aggregate", "economic_region")), ("member", ("district", "city"))):
        levels = members[column].map(level.to_dict())
        for line, value in members.loc[levels.notna() & ~levels.isin(allowed), column].items():
            yield Problem(
                labels["geography_members"], int(str(line)), column, f"{shown(value)} has another level, expected {' or '.join(allowed)}"
            )


def _indicator_lists(observations: pd.DataFrame, indicators: pd.DataFrame, label: str) -> Iterator[Problem]:
    """A unit or kind that the indicator does not list."""
    for column in ("unit", "kind"):
        allowed = indicators.drop_duplicates("indicator").set_index("indicator")[column].to_dict()
        for line, indicator, value in observations[["indicator", column]].itertuples():
            if indicator in allowed and value and value not in allowed[indicator].split("|"):
                expected = cut(allowed[indicator].replace("|", " or "))
                yield Problem(label, int(line), column, f"{shown(value)} is not listed for {cut(indicator)}, expected {expected}")


def _unflagged_undated(tables: Tables, labels: Mapping[str, str]) -> Iterator[Problem]:
    """A flow or stock without a date that no annotation calls undated; a target may have no deadline."""
    annotations, observations = tables["annotations"], tables["observations"]
    if annotations.empty:
        return
    undated = set(annotations.loc[annotations["flag"].eq("undated"), "row_id"])
    dated_kind = observations["kind"].ne("target")
    empty = dated_kind & observations["period_end"].eq("") & ~observations["observation_id"].isin(undated)
    for line in observations.index[empty]:
        yield Problem(labels["observations"], int(line), "period_end", "'' is empty, expected a day, or an annotation undated for the row")
