"""Tables of whole numbers: near the solution of a linear program where one is there, else by branch and bound."""

from __future__ import annotations

from functools import cached_property

import highspy
import numpy as np

from karabakh_analysis.evidence.branching import whole_model
from karabakh_analysis.evidence.constraints import Form
from karabakh_analysis.evidence.errors import InconsistentError, SolverError
from karabakh_analysis.evidence.linear import Kept, Linear, Solution, ask, keep_lines
from karabakh_analysis.evidence.solver import STATUS, Limits, new_solver
from karabakh_analysis.evidence.tables import TOLERANCE, Known, Lines, Whole, rounded, value_of

KNOWN_TABLES = 128


class WholeTables:
    """Tables of whole numbers that satisfy the kept lines.

    Parameters
    ----------
    lines
        The lines of all constraints.
    size
        Number of columns.
    limits
        When the solver gives up.
    linear
        The linear programs over the same lines.
    """

    def __init__(self, lines: Lines, size: int, limits: Limits, linear: Linear) -> None:
        self._lines, self._size, self._limits, self._linear = lines, size, limits, linear
        self._known = Known(lines, KNOWN_TABLES)
        self._kept = np.ones(len(lines), dtype=bool)
        self._mending: Solution | None = None
        self.iterations = 0

    def keep(self, kept: Kept) -> None:
        """Tables need satisfy these lines alone."""
        self._kept, self._mending = kept, None
        if "_solver" in self.__dict__:
            keep_lines(self._solver, self._lines, kept)

    def known(self, form: Form, value: int) -> Whole | None:
        """A table found before on which the form has the value."""
        return self._known.find(self._kept, form, value)

    def near(self, form: Form, value: int) -> Whole | None:
        """A table on which the form has the value, near the linear program's solution just found.

        Its fractions rounded; a table known before; the solution with the fractions that all solutions share made whole; a small
        program for the fractions that are left.
        """
        solution = self._linear.solution
        table = self._rounded(solution, form, value)
        if table is None:
            table = self.known(form, value)
        if table is None:
            mended = np.maximum(solution + self._of_home(), 0) if form else solution
            table = self._rounded(mended, form, value)
            if table is None:
                table = self._beside(mended, form)
        return table if table is not None and value_of(form, table) == value else None

    def least(self, form: Form) -> Whole:
        """A table on which the form is smallest, by branch and bound; the form has a smallest value.

        Raises
        ------
        InconsistentError
            If there is no table.
        SolverError
            If the solver fails or runs past its limit.
        """
        try:
            status = ask(self._solver, self._size, form)
        finally:
            self.iterations += int(self._solver.getInfo().simplex_iteration_count)
        if status != STATUS.kOptimal:
            raise InconsistentError("no table of whole numbers satisfies the constraints")
        table: Whole = np.rint(np.asarray(self._solver.getSolution().col_value)[: self._size]).astype(np.int64)
        if not self._lines.hold(self._lines.values(table), self._kept):
            raise SolverError("the solver's table does not satisfy the constraints in whole numbers")
        self._known.add(table)
        return table

    def _rounded(self, solution: Solution, form: Form, value: int) -> Whole | None:
        table = rounded(solution, self._lines, self._kept, form, value)
        if table is not None:
            self._known.add(table)
        return table

    def _of_home(self) -> Solution:
        """What makes the table whole from which all questions start: they leave most of its fractions as they are."""
        if self._mending is None:
            home = self._linear.home.solution
            held = np.flatnonzero(~_fractions(home)).tolist()
            table = self._beside(home, dict.fromkeys(held, 1)) if len(held) < self._size else None
            self._mending = np.zeros(self._size) if table is None else table - home
        return self._mending

    def _beside(self, solution: Solution, form: Form) -> Whole | None:
        """A table on which the form is small, as the solution but for its fractions and for zeros in a line with a fraction."""
        free = _fractions(solution)
        zeros = np.abs(solution) < TOLERANCE
        free |= zeros & self._lines.beside(free, self._kept)
        held, columns = np.maximum(np.rint(solution), 0), np.arange(self._size, dtype=np.int32)
        self._solver.changeColsBounds(self._size, columns, np.where(free, 0, held), np.where(free, highspy.kHighsInf, held))
        try:
            return self.least(form)
        except InconsistentError:
            return None
        finally:
            self._solver.changeColsBounds(self._size, columns, np.zeros(self._size), np.full(self._size, highspy.kHighsInf))

    @cached_property
    def _solver(self) -> highspy.Highs:
        solver = new_solver(self._limits)
        solver.passModel(whole_model(self._lines, self._size, self._kept))
        return solver


def _fractions(solution: Solution) -> Kept:
    return np.asarray(np.abs(solution - np.rint(solution)) > TOLERANCE)
