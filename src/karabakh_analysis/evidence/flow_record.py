"""Levels of an additive flow from its printed counts, through the constraint system."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from karabakh_analysis.evidence.constraints import Constraint, Form, Line, minus, total
from karabakh_analysis.evidence.counts import change_constraints, level_constraints
from karabakh_analysis.evidence.errors import ConflictingLevelError, InconsistentError, MissingLevelError
from karabakh_analysis.evidence.grid import Grid
from karabakh_analysis.evidence.levels import Above, Derived, Level, Place, fold_span, span
from karabakh_analysis.evidence.printed import Cell, Printed, printed_cells
from karabakh_analysis.evidence.program import Program
from karabakh_analysis.evidence.solver import Limits
from karabakh_analysis.evidence.subsets import inconsistent_subsets
from karabakh_analysis.evidence.together import most_together

MOST_SUBSETS = 24


@dataclass(frozen=True)
class FlowRecord:
    """The printed counts of an additive flow as they stood on one day.

    Parameters
    ----------
    grid
        Districts and quarters.
    program
        The constraints of counts and exact changes.
    printed
        What is printed by cell: geography, first and last day.
    aside
        Numbers of constraints that are left out.
    """

    grid: Grid
    program: Program
    printed: Mapping[Cell, Printed]
    aside: frozenset[int] = frozenset()

    @classmethod
    def of(cls, rows: pd.DataFrame, changes: pd.DataFrame, grid: Grid, limits: Limits) -> FlowRecord:
        """A record of standing rows and exact changes; counts in conflict with each other, and changes in conflict with them, are aside."""
        constraints = [*level_constraints(rows, grid), *change_constraints(changes, grid)]
        record = cls(grid, Program(grid.size, grid.absent, constraints, limits), printed_cells(rows))
        counts = {number for number, constraint in enumerate(constraints) if constraint.kind == "count"}
        clashing = members_of(clashing_subsets(record.program, counts))
        changes = set(range(len(constraints))) - counts
        return replace(record, aside=clashing | members_of(clashing_subsets(record.program, changes, counts - clashing)))

    def without(self, rows: Iterable[str]) -> FlowRecord:
        """The same record without the constraints that these rows print."""
        gone = {number for number, each in enumerate(self.program.constraints) if set(rows) & set(each.rows)}
        return replace(self, aside=self.aside | gone) if gone else self

    @cached_property
    def _rows_aside(self) -> frozenset[str]:
        """Rows that print what is left out."""
        return frozenset(self._rows(self.aside))

    def form(self, place: Place) -> Form:
        """The atoms of a level."""
        return total(self.grid.atoms(place.geography, place.period, place.within))

    def level(self, place: Place) -> Level:
        """See `Record.level`."""
        known = self._known(place)
        if known is not None and known.is_sure and known.interval is not None and known.interval.is_point:
            return Level(known.interval, "printed", known.rows)
        form = self.form(place)
        found = self._derive(lambda: span(self.program, form))
        if known is not None and known.is_sure:
            return Level(found.interval, "printed", tuple(dict.fromkeys([*known.rows, *found.rows])))
        if found.interval.low == 0 and not found.interval.is_bounded and not found.rows:
            raise ConflictingLevelError() if self._is_disputed(place) else MissingLevelError()
        return Level(found.interval, "implied" if found.interval.is_point else "bounded", found.rows)

    def _known(self, place: Place) -> Printed | None:
        """What is printed of a level; ``None`` for nothing, and for counts that are left out."""
        return None if self._is_disputed(place) else self._printed(place)

    def _is_disputed(self, place: Place) -> bool:
        """Whether counts that exclude others are printed of a level."""
        found = self._printed(place)
        return found is not None and bool(self._rows_aside & set(found.rows))

    def _printed(self, place: Place) -> Printed | None:
        return None if place.within else self.printed.get((place.geography, place.period.start, place.period.end))

    def fold(self, later: Place, base: Place) -> Derived:
        """See `Record.fold`."""
        return self._derive(lambda: fold_span(self.program, self.form(later), self.form(base)))

    def change(self, later: Place, base: Place) -> Derived:
        """See `Record.change`."""
        return self._derive(lambda: span(self.program, minus(self.form(later), self.form(base))))

    def above(self, own: Place, peers: Sequence[Place]) -> Above:
        """See `Record.above`."""
        if len(peers) < 2:
            return Above(0, len(peers))
        leads, first = [minus(self.form(peer), self.form(own)) for peer in peers], len(self.program.constraints)
        lines = [*(Line(lead, 1, None) for lead in leads), *(Line(lead, None, 0) for lead in leads)]
        statements = [Constraint((), "claim", (line,)) for line in lines]
        program = Program(self.grid.size, self.grid.absent, [*self.program.constraints, *statements], self.program.limits)
        kept, middle = set(range(first)) - self.aside, first + len(leads)
        over, under = (most_together(program, kept, range(start, start + len(leads))) for start in (first, middle))
        return Above(len(peers) - under.most, over.most, self._rows([*over.support, *under.support]))

    def _derive(self, find: Callable[[], Derived]) -> Derived:
        with self.program.without(self.aside):
            found = find()
        return Derived(found.interval, self._rows(found.low), self._rows(found.high))

    def _rows(self, support: Iterable[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row for number in support for row in self.program.constraints[number].rows))


def clashing_subsets(program: Program, candidates: Iterable[int], hard: Iterable[int] = ()) -> list[tuple[int, ...]]:
    """Inconsistent subsets of the candidates, the smallest first, until the constraints that are in none of them hold together.

    Every constraint of a subset may be the wrong one, so none of them is picked. At most `MOST_SUBSETS` subsets are searched for at a
    time, beside all small ones of sums; their constraints are left out before the next ones are looked for.
    """
    left, subsets = set(candidates), list[tuple[int, ...]]()
    while True:
        if program.holds({*hard, *left}):
            return subsets
        found = inconsistent_subsets(program, left, hard, MOST_SUBSETS).found
        if not found:
            raise InconsistentError("the constraints that always hold are inconsistent")
        subsets += found
        left -= members_of(found)


def members_of(subsets: Iterable[Iterable[int]]) -> frozenset[int]:
    """Numbers that are in any of the subsets."""
    return frozenset(number for subset in subsets for number in subset)
