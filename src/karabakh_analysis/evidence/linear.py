"""The lines of constraints as linear programs, which let atoms be fractions."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
from numpy.typing import NDArray

from karabakh_analysis.evidence.constraints import Form
from karabakh_analysis.evidence.solver import Limits, new_solver, run
from karabakh_analysis.evidence.tables import TOLERANCE, UNLIMITED, Lines

DUAL, PRIMAL = 1, 4

Kept = NDArray[np.bool_]
Solution = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Home:
    """Where every question starts: the table with the smallest sum. It is whole almost everywhere, and stays so where the form is not.

    A question that starts from here takes a step or two, whatever was asked before.
    """

    basis: highspy.HighsBasis
    solution: Solution


class Linear:
    """Linear programs over the columns of a program, with warm starts.

    Parameters
    ----------
    lines
        The lines of all constraints.
    size
        Number of columns.
    limits
        When the solver gives up.
    """

    def __init__(self, lines: Lines, size: int, limits: Limits) -> None:
        self._size, self._lines = size, lines
        self._solver = new_solver(limits)
        self._solver.passModel(model_of(lines, size, np.ones(len(lines), dtype=bool)))
        self._home: Home | None = None

    def keep(self, kept: Kept) -> None:
        """Give these lines their ends, and no ends to the others."""
        keep_lines(self._solver, self._lines, kept)
        self._home = None

    def least(self, form: Form) -> highspy.HighsModelStatus:
        """Ask for the smallest value of a form; without one, for any table.

        Raises
        ------
        SolverError
            If the solver fails or runs past its limit.
        """
        if form:
            self._solver.setBasis(self.home.basis)
        return ask(self._solver, self._size, form)

    @property
    def home(self) -> Home:
        """The table with the smallest sum, found without a start."""
        if self._home is None:
            self._solver.clearSolver()
            ask(self._solver, self._size, dict.fromkeys(range(self._size), 1))
            self._home = Home(self._solver.getBasis(), self.solution)
        return self._home

    @property
    def value(self) -> float:
        """The smallest value just found."""
        return float(self._solver.getInfo().objective_function_value)

    @property
    def solution(self) -> Solution:
        """The table just found, of fractions."""
        return np.array(self._solver.getSolution().col_value)

    @property
    def used(self) -> Kept:
        """Whether each line has a multiplier in the certificate of the smallest value just found."""
        return np.asarray(np.abs(np.asarray(self._solver.getSolution().row_dual)) > TOLERANCE)


def model_of(lines: Lines, size: int, kept: Kept) -> highspy.HighsLp:
    """The linear program without an objective; lines that are not kept have no ends."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = size, len(lines)
    model.col_cost_, model.col_lower_ = np.zeros(size), np.zeros(size)
    model.col_upper_ = np.full(size, highspy.kHighsInf)
    model.row_lower_, model.row_upper_ = ends_of(lines, kept)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = lines.starts.astype(np.int32)
    model.a_matrix_.index_ = lines.atoms.astype(np.int32)
    model.a_matrix_.value_ = lines.coefficients.astype(float)
    return model


def ask(solver: highspy.Highs, size: int, form: Form) -> highspy.HighsModelStatus:
    """Solve with a form as the objective."""
    cost = np.zeros(size)
    cost[list(form)] = list(form.values())
    solver.setOptionValue("simplex_strategy", PRIMAL if form else DUAL)  # with new costs the last table is still a start
    solver.changeColsCost(size, np.arange(size, dtype=np.int32), cost)
    return run(solver)


def keep_lines(solver: highspy.Highs, lines: Lines, kept: Kept) -> None:
    """Give some lines their ends, and no ends to the others."""
    numbers = np.arange(len(lines), dtype=np.int32)
    solver.changeRowsBounds(len(numbers), numbers, *ends_of(lines, kept))  # type: ignore[attr-defined] # missing in its stubs


def ends_of(lines: Lines, kept: Kept) -> tuple[Solution, Solution]:
    """Ends of the lines as the solver takes them."""
    low = np.where(kept & (lines.low != -UNLIMITED), lines.low, -highspy.kHighsInf)
    return low, np.where(kept & (lines.high != UNLIMITED), lines.high, highspy.kHighsInf)
