"""The raw tables as text after corrections, and every problem found on the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from karabakh_analysis.dataset.corrections import IDENTIFIERS, apply_corrections
from karabakh_analysis.dataset.problems import Problem
from karabakh_analysis.dataset.reading import read_table
from karabakh_analysis.dataset.schema import MAY_BE_EMPTY, RAW_TABLES
from karabakh_analysis.dataset.validate import Tables, reference_problems, schema_problems


def validated_tables(data: Path) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Read, check and correct the tables of ``data/raw``.

    Returns
    -------
    (tables, problems)
        Tables by name as text, with line numbers as index; observations and claims after corrections.
    """
    labels = {name: str(data / "raw" / f"{name}.csv") for name in RAW_TABLES}
    read = {name: read_table(Path(labels[name]), tuple(schema.columns)) for name, schema in RAW_TABLES.items()}
    tables = {name: rows for name, (rows, _) in read.items()}
    problems = [problem for _, found in read.values() for problem in found]
    problems += [
        Problem(labels[name], 1, "-", "the table has no rows, expected at least one")
        for name, (rows, found) in read.items()
        if rows.empty and not found and name not in MAY_BE_EMPTY
    ]
    breaches = [problem for name, schema in RAW_TABLES.items() for problem in schema_problems(tables[name], schema, labels[name])]
    breaches += reference_problems(tables, labels)
    corrected, guards = apply_corrections(tables, labels["corrections"])
    spoiled = _spoiling_corrections(tables, corrected, labels, breaches)
    return tables | corrected, [*problems, *breaches, *guards, *spoiled]


def _spoiling_corrections(raw: Tables, corrected: Tables, labels: Mapping[str, str], breaches: list[Problem]) -> Iterator[Problem]:
    """Corrections after which a row that was sound breaks a schema or a reference: reported at the correction's line."""
    clean = {name: rows.drop(columns="corrected_fields") for name, rows in corrected.items()}
    touched = {name: clean[name][rows["corrected_fields"].ne("")] for name, rows in corrected.items()}
    after = [problem for name, rows in touched.items() for problem in schema_problems(rows, RAW_TABLES[name], labels[name])]
    after += reference_problems({**raw, **clean}, labels)
    before = {(problem.file, problem.line) for problem in breaches}
    rows = {(labels[name], line): row_id for name, column in IDENTIFIERS.items() for line, row_id in raw[name][column].items()}
    lines = _correction_lines(raw["corrections"])
    for problem in after:
        row_id = rows.get((problem.file, problem.line))
        if row_id in lines and (problem.file, problem.line) not in before:
            line = lines[row_id].get(problem.column, min(lines[row_id].values()))
            yield Problem(labels["corrections"], line, "corrected", f"{row_id} then has {problem.column} {problem.message}")


def _correction_lines(corrections: pd.DataFrame) -> dict[str, dict[str, int]]:
    """By row id, the line of the correction of each field."""
    lines: dict[str, dict[str, int]] = {}
    for line, row_id, field in corrections[["row_id", "field"]].itertuples():
        lines.setdefault(row_id, {})[field] = int(line)
    return lines
