"""Whole-number programs over the constraints, solved by HiGHS: linear first and warm-started, integer only where that is not enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from math import ceil

import highspy
import numpy as np
from numpy.typing import NDArray

from karabakh_analysis.evidence.columns import Columns
from karabakh_analysis.evidence.constraints import Constraint, Form, Line
from karabakh_analysis.evidence.cuts import with_cuts
from karabakh_analysis.evidence.errors import InconsistentError, SolverError
from karabakh_analysis.evidence.solver import DEFAULT_LIMITS, STATUS, Limits, new_solver, run
from karabakh_analysis.evidence.tables import TOLERANCE, UNLIMITED, Known, Lines, Whole, rounded, value_of

KNOWN_TABLES = 128
DUAL, PRIMAL = 1, 4


Question = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Least:
    """The smallest value of a form (``None`` where there is none), a table that has it, and the constraints that show it, by number.

    Where whole numbers allow less than fractions do, no constraints are named (see `Program.least`).
    """

    value: int | None
    table: Whole | None = None
    support: tuple[int, ...] | None = ()


class Program:
    """All tables of whole, non-negative atoms that satisfy the active constraints.

    Parameters
    ----------
    size
        Number of atoms.
    absent
        Atoms that are zero.
    constraints
        What the atoms satisfy; all are active at first.
    limits
        When the solver gives up.

    Raises
    ------
    SolverError
        From every method, if the solver fails or runs past its limit.
    """

    def __init__(self, size: int, absent: Iterable[int], constraints: Sequence[Constraint], limits: Limits = DEFAULT_LIMITS) -> None:
        self.atoms, self.absent, self.constraints, self.limits = size, frozenset(absent), tuple(constraints), limits
        lines = with_cuts(constraints)
        self._columns = Columns(size, self.absent, lines)
        reduced = self._columns.constraints(lines)
        self.lines = Lines(reduced)
        false = [(number, line) for number, each in enumerate(reduced) for line in each.lines if _is_false(line)]
        self._never = {frozenset({number, number if line.needs is None else line.needs}) for number, line in false}
        self._active = np.ones(len(constraints), dtype=bool)
        self._known = Known(self.lines, KNOWN_TABLES)
        self._answers: dict[Question, Least] = {}
        self._linear = self._solver()

    @property
    def size(self) -> int:
        """Number of columns: atoms that no line tells apart are one."""
        return self._columns.size

    def least_form(self, form: Form) -> tuple[dict[int, int], dict[int, int]]:
        """A form on columns with the same smallest value (see `Columns.least_form`)."""
        return self._columns.least_form(form)

    @contextmanager
    def only(self, numbers: Iterable[int]) -> Iterator[Program]:
        """The same program with only some constraints active."""
        before, active = self._active, np.zeros(len(self.constraints), dtype=bool)
        active[list(numbers)] = True
        self._activate(active)
        try:
            yield self
        finally:
            self._activate(before)

    def without(self, numbers: Iterable[int]) -> AbstractContextManager[Program]:
        """The same program with some active constraints put aside."""
        return self.only(set(np.flatnonzero(self._active).tolist()) - set(numbers))

    @property
    def active(self) -> tuple[int, ...]:
        """Numbers of the active constraints."""
        return tuple(np.flatnonzero(self._active).tolist())

    @property
    def is_feasible(self) -> bool:
        """Whether any table satisfies the active constraints."""
        if self._known.find(self._kept, {}, 0) is not None and not self._is_false:
            return True
        try:
            self.least({})
        except InconsistentError:
            return False
        return True

    def least(self, form: Form) -> Least:
        """The smallest value of a form over all tables.

        The constraints that show it have a multiplier in the certificate of the linear program. Where a table of whole numbers does
        not get as low as one of fractions, there is no such certificate, and ``support`` is ``None``.

        Raises
        ------
        InconsistentError
            If there is no table.
        """
        reduced, takes = self.least_form(form)
        question = frozenset(reduced.items())
        if question not in self._answers:
            self._answers[question] = self._solve(reduced)
        answer = self._answers[question]
        if self._columns.is_unlimited_below(form):
            return Least(None)
        return answer if answer.table is None else replace(answer, table=self._columns.table(answer.table, takes))

    def _solve(self, form: Form) -> Least:
        """The smallest value of a form on columns, with a table of columns."""
        easy = self._without_solving(form)
        if easy is not None:
            return easy
        if form:
            self._linear.setBasis(self._home)
        status = self._run(self._linear, form)
        if status in (STATUS.kUnbounded, STATUS.kUnboundedOrInfeasible):
            return self._unbounded(form)
        if status == STATUS.kInfeasible:
            raise InconsistentError("no table satisfies the constraints")
        value = ceil(self._linear.getInfo().objective_function_value - TOLERANCE)
        support = self._support(form, value)
        table = self._table_with(form, value)
        if table is None:
            table = self._neighbour_with(form, value)
        if table is not None:
            return Least(value, table, support)
        table = self._integer_table(form)
        return Least(value_of(form, table), table, support if value_of(form, table) == value else None)

    def _without_solving(self, form: Form) -> Least | None:
        """The answer where it is plain: nothing satisfies the constraints, there are no columns, or a known table gives zero."""
        if self._is_false:
            raise InconsistentError("a constraint without atoms is not satisfied")
        if not self.size:
            return Least(0, np.zeros(0, dtype=np.int64))
        if form and min(form.values()) > 0:
            empty = self._known.find(self._kept, form, 0)
            return None if empty is None else Least(0, empty)
        return None

    def _unbounded(self, form: Form) -> Least:
        """No smallest value, provided that there is a table at all."""
        if form and not self.is_feasible:
            raise InconsistentError("no table satisfies the constraints")
        return Least(None)

    def _table_with(self, form: Form, value: int) -> Whole | None:
        """A table on which the form has the value: the solution just found, rounded, or one known before."""
        solution = np.asarray(self._linear.getSolution().col_value)
        table = rounded(solution, self.lines, self._kept, form, value)
        if table is None:
            return self._known.find(self._kept, form, value)
        self._known.add(table)
        return table

    def _neighbour_with(self, form: Form, value: int) -> Whole | None:
        """A table on which the form has the value, with every column next to that of the solution just found: a small program."""
        solution, columns = np.asarray(self._linear.getSolution().col_value), np.arange(self.size, dtype=np.int32)
        below, above = np.maximum(np.floor(solution + TOLERANCE), 0), np.ceil(solution - TOLERANCE)
        try:
            self._integer.changeColsBounds(self.size, columns, below, above)
            table = self._integer_table(form)
        except InconsistentError:
            return None
        finally:
            self._integer.changeColsBounds(self.size, columns, np.zeros(self.size), np.full(self.size, highspy.kHighsInf))
        return table if value_of(form, table) == value else None

    def _integer_table(self, form: Form) -> Whole:
        """A table on which the form is smallest, by branch and bound."""
        if self._run(self._integer, form) != STATUS.kOptimal:  # it is bounded, because the linear program is
            raise InconsistentError("no table of whole numbers satisfies the constraints")
        table: Whole = np.rint(np.asarray(self._integer.getSolution().col_value)).astype(np.int64)
        if not self.lines.hold(self.lines.values(table), self._kept):
            raise SolverError("the solver's table does not satisfy the constraints in whole numbers")
        self._known.add(table)
        return table

    def _run(self, solver: highspy.Highs, form: Form) -> highspy.HighsModelStatus:
        cost = np.zeros(self.size)
        cost[list(form)] = list(form.values())
        solver.setOptionValue("simplex_strategy", PRIMAL if form else DUAL)  # with new costs the last table is still a start
        solver.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), cost)
        return run(solver)

    def _support(self, form: Form, value: int) -> tuple[int, ...]:
        """Constraints that show the value: none where it is enough that nothing is negative, one where one is enough.

        Else those with a multiplier in the linear program's certificate.
        """
        if value == 0 and min(form.values(), default=0) >= 0:
            return ()
        alone = self.lines.enough(form, value, self._kept)
        if alone is not None:
            return (alone,)
        duals = np.abs(np.asarray(self._linear.getSolution().row_dual))
        used = duals > TOLERANCE
        return tuple(sorted({*self.lines.owner[used].tolist(), *self.lines.helper[used].tolist()}))

    def _activate(self, active: NDArray[np.bool_]) -> None:
        if (active == self._active).all():
            return
        self._active = active
        self._answers = {}
        self.__dict__.pop("_home", None)
        for solver in (self._linear, self.__dict__.get("_integer")):
            if solver is not None:
                self._set_rows(solver)

    @cached_property
    def _home(self) -> highspy.HighsBasis:
        """Where every question starts: the table with the smallest sum. It is whole almost everywhere, and stays so where the form is not.

        A question that starts from here takes a step or two, whatever was asked before.
        """
        self._linear.clearSolver()
        self._run(self._linear, dict.fromkeys(range(self.size), 1))
        return self._linear.getBasis()

    @property
    def _is_false(self) -> bool:
        """Whether active constraints say something without atoms that zero does not satisfy."""
        active = set(self.active) if self._never else set()
        return any(numbers <= active for numbers in self._never)

    @property
    def _kept(self) -> NDArray[np.bool_]:
        """Whether each line follows from active constraints."""
        return self.lines.kept(self._active)

    def _set_rows(self, solver: highspy.Highs) -> None:
        numbers = np.arange(len(self.lines), dtype=np.int32)
        solver.changeRowsBounds(len(numbers), numbers, *self._ends(self._kept))  # type: ignore[attr-defined] # missing in its stubs

    def _ends(self, kept: NDArray[np.bool_]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Ends of the lines as the solver takes them; none for lines that are not kept."""
        low = np.where(kept & (self.lines.low != -UNLIMITED), self.lines.low, -highspy.kHighsInf)
        return low, np.where(kept & (self.lines.high != UNLIMITED), self.lines.high, highspy.kHighsInf)

    @cached_property
    def _integer(self) -> highspy.Highs:
        solver = self._solver()
        solver.changeColsIntegrality(self.size, np.arange(self.size, dtype=np.int32), np.full(self.size, highspy.HighsVarType.kInteger))
        self._set_rows(solver)
        return solver

    def _solver(self) -> highspy.Highs:
        solver = new_solver(self.limits)
        solver.passModel(self.model(np.ones(len(self.lines), dtype=bool)))
        return solver

    def model(self, kept: NDArray[np.bool_]) -> highspy.HighsLp:
        """The linear program without an objective; lines that are not kept have no ends."""
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = self.size, len(self.lines)
        model.col_cost_, model.col_lower_ = np.zeros(self.size), np.zeros(self.size)
        model.col_upper_ = np.full(self.size, highspy.kHighsInf)
        model.row_lower_, model.row_upper_ = self._ends(kept)
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = self.lines.starts.astype(np.int32)
        model.a_matrix_.index_ = self.lines.atoms.astype(np.int32)
        model.a_matrix_.value_ = self.lines.coefficients.astype(float)
        return model


def _is_false(line: Line) -> bool:
    """Whether a line without atoms says something that zero does not satisfy."""
    return not line.form and ((line.low or 0) > 0 or (line.high is not None and line.high < 0))
