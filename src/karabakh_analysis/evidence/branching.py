"""The lines of constraints as a model for branch and bound, with columns for the sums that ratios and differences compare.

A ratio of two sums is decided by the sums, and no branch on a single atom settles one of them. So every sum in a line that compares several
is a whole number of its own, on which the solver may branch.
"""

from __future__ import annotations

from collections.abc import Iterator

import highspy
import numpy as np

from karabakh_analysis.evidence.constraints import Form
from karabakh_analysis.evidence.linear import Kept, ends_of
from karabakh_analysis.evidence.tables import Lines

Sums = dict[frozenset[int], int]


def whole_model(lines: Lines, size: int, kept: Kept) -> highspy.HighsLp:
    """The model: first the columns and lines of the program in their order, then the sums and what they are."""
    sums: Sums = {}
    rows = [_in_sums(form, sums, size) for form in lines.forms()]
    rows += [dict.fromkeys(atoms, 1) | {column: -1} for atoms, column in sums.items()]
    low, high = ends_of(lines, kept)
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = size + len(sums), len(rows)
    model.col_cost_, model.col_lower_ = np.zeros(model.num_col_), np.zeros(model.num_col_)
    model.col_upper_ = np.full(model.num_col_, highspy.kHighsInf)
    model.row_lower_, model.row_upper_ = (np.concatenate([ends, np.zeros(len(sums))]) for ends in (low, high))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = np.cumsum([0, *map(len, rows)]).astype(np.int32)
    model.a_matrix_.index_ = np.array([column for row in rows for column in row], dtype=np.int32)
    model.a_matrix_.value_ = np.array([value for row in rows for value in row.values()], dtype=float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * model.num_col_
    return model


def _in_sums(form: Form, sums: Sums, size: int) -> dict[int, int]:
    """A form with a column for every sum of several atoms with one coefficient, if there are several coefficients."""
    groups: dict[int, list[int]] = {}
    for atom, coefficient in form.items():
        groups.setdefault(coefficient, []).append(atom)
    return dict(form) if len(groups) == 1 else dict(_terms(groups, sums, size))


def _terms(groups: dict[int, list[int]], sums: Sums, size: int) -> Iterator[tuple[int, int]]:
    for coefficient, atoms in groups.items():
        column = atoms[0] if len(atoms) == 1 else sums.setdefault(frozenset(atoms), size + len(sums))
        yield column, coefficient
