"""Whole-number programs over the constraints, solved by HiGHS: linear first and warm-started, integer only where that is not enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
from numpy.typing import NDArray

from karabakh_analysis.evidence.columns import Columns
from karabakh_analysis.evidence.constraints import Constraint, Form, Line
from karabakh_analysis.evidence.cuts import with_cuts
from karabakh_analysis.evidence.errors import InconsistentError
from karabakh_analysis.evidence.linear import Linear
from karabakh_analysis.evidence.solver import DEFAULT_LIMITS, STATUS, Limits
from karabakh_analysis.evidence.tables import TOLERANCE, Lines, Whole, value_of
from karabakh_analysis.evidence.whole import WholeTables

Question = frozenset[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Least:
    """The smallest value of a form (``None`` where there is none), a table that has it, and the constraints that show it, by number.

    Where whole numbers allow less than fractions do, no constraints are named (see `Program.least`), and ``of_fractions`` has those that
    show how low fractions get.
    """

    value: int | None
    table: Whole | None = None
    support: tuple[int, ...] | None = ()
    of_fractions: tuple[int, ...] = ()


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
        self.reasons: list[tuple[int, ...]] = []
        self._active = np.ones(len(constraints), dtype=bool)
        self._answers: dict[Question, Least] = {}
        self._linear = Linear(self.lines, self.size, limits)
        self._tables = WholeTables(self.lines, self.size, limits, self._linear)

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

    def holds(self, numbers: Iterable[int]) -> bool:
        """Whether any table satisfies some constraints alone."""
        with self.only(numbers) as part:
            return part.is_feasible

    @property
    def active(self) -> tuple[int, ...]:
        """Numbers of the active constraints."""
        return tuple(np.flatnonzero(self._active).tolist())

    @property
    def iterations(self) -> int:
        """Simplex iterations of all branch and bound so far."""
        return self._tables.iterations

    @property
    def is_feasible(self) -> bool:
        """Whether any table satisfies the active constraints."""
        if self._tables.known({}, 0) is not None and not self._is_false:
            return True
        try:
            self.least({})
        except InconsistentError:
            return False
        return True

    @property
    def is_feasible_in_fractions(self) -> bool:
        """Whether any table satisfies the active constraints if atoms may be fractions: it is quicker to say, and false is sure."""
        return not self._is_false and self._linear.least({}) != STATUS.kInfeasible

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
        status = self._linear.least(form)
        if status in (STATUS.kUnbounded, STATUS.kUnboundedOrInfeasible):
            return self._unbounded(form)
        if status == STATUS.kInfeasible:
            raise InconsistentError("no table satisfies the constraints")
        value = ceil(self._linear.value - TOLERANCE)
        support = self._support(form, value)
        table = self._tables.near(form, value)
        if table is not None:
            return Least(value, table, support)
        table = self._tables.least(form)
        if value_of(form, table) == value:
            return Least(value, table, support)
        return Least(value_of(form, table), table, None, support)

    def _without_solving(self, form: Form) -> Least | None:
        """The answer where it is plain: nothing satisfies the constraints, there are no columns, or a known table gives zero."""
        if self._is_false:
            raise InconsistentError("a constraint without atoms is not satisfied")
        if not self.size:
            return Least(0, np.zeros(0, dtype=np.int64))
        if form and min(form.values()) > 0:
            empty = self._tables.known(form, 0)
            return None if empty is None else Least(0, empty)
        return None

    def _unbounded(self, form: Form) -> Least:
        """No smallest value, provided that there is a table at all."""
        if form and not self.is_feasible:
            raise InconsistentError("no table satisfies the constraints")
        return Least(None)

    def _support(self, form: Form, value: int) -> tuple[int, ...]:
        """Constraints that show the value: none where it is enough that nothing is negative, one where one is enough.

        Else those with a multiplier in the linear program's certificate.
        """
        if value == 0 and min(form.values(), default=0) >= 0:
            return ()
        alone = self.lines.enough(form, value, self._kept)
        if alone is not None:
            return (alone,)
        used = self._linear.used
        return tuple(sorted({*self.lines.owner[used].tolist(), *self.lines.helper[used].tolist()}))

    def _activate(self, active: NDArray[np.bool_]) -> None:
        if (active == self._active).all():
            return
        self._active = active
        self._answers = {}
        self._linear.keep(self._kept)
        self._tables.keep(self._kept)

    @property
    def _is_false(self) -> bool:
        """Whether active constraints say something without atoms that zero does not satisfy."""
        active = set(self.active) if self._never else set()
        return any(numbers <= active for numbers in self._never)

    @property
    def _kept(self) -> NDArray[np.bool_]:
        """Whether each line follows from active constraints."""
        return self.lines.kept(self._active)


def _is_false(line: Line) -> bool:
    """Whether a line without atoms says something that zero does not satisfy."""
    return not line.form and ((line.low or 0) > 0 or (line.high is not None and line.high < 0))
