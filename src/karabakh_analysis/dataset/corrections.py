"""Applying the editor's corrections, each guarded by what the raw row must still read."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from karabakh_analysis.dataset.problems import Problem
from karabakh_analysis.lines import shown

IDENTIFIERS = {"observations": "observation_id", "claims": "claim_id"}


def apply_corrections(tables: Mapping[str, pd.DataFrame], label: str) -> tuple[dict[str, pd.DataFrame], list[Problem]]:
    """Set the corrected fields of observations and claims.

    Parameters
    ----------
    tables
        Raw tables as text, with line numbers as index.
    label
        How problems name the table of corrections.

    Returns
    -------
    (tables, problems)
        Copies of ``observations`` and ``claims`` with a new last column ``corrected_fields`` (space-separated), and a problem for
        every correction whose field does not exist or whose row no longer reads ``as_printed``.
    """
    corrected = {name: tables[name].assign(corrected_fields="") for name in IDENTIFIERS}
    places = {row_id: (name, line) for name, column in IDENTIFIERS.items() for line, row_id in tables[name][column].items()}
    problems = []
    for correction in tables["corrections"].itertuples():
        if correction.row_id not in places:
            continue  # reported as a dangling reference
        name, line = places[correction.row_id]
        problem = _guard(correction, tables[name], line, label)
        if problem:
            problems.append(problem)
        else:
            _set(corrected[name], line, correction.field, correction.corrected)
    return corrected, problems


def _guard(correction: object, rows: pd.DataFrame, line: object, label: str) -> Problem | None:
    number, field, printed = int(correction.Index), correction.field, correction.as_printed  # type: ignore[attr-defined]
    row_id = correction.row_id  # type: ignore[attr-defined]
    if field not in rows.columns or field in IDENTIFIERS.values():
        return Problem(
            label, number, "field", f"{shown(field)} is not a column that can be corrected, expected one of {', '.join(rows.columns[1:])}"
        )
    if rows.at[line, field] != printed:
        return Problem(label, number, "as_printed", f"{shown(printed)} is not what {row_id} reads, expected {shown(rows.at[line, field])}")
    return None


def _set(rows: pd.DataFrame, line: object, field: str, value: str) -> None:
    rows.loc[line, field] = value
    rows.loc[line, "corrected_fields"] = f"{rows.at[line, 'corrected_fields']} {field}".strip()
