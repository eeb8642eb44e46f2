"""The constraint system of one indicator: what enters, what cannot all be true, and what is set aside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from karabakh_analysis.evidence.claim_constraints import claim_constraints, may_confine, ranks_named
from karabakh_analysis.evidence.claims import Checked
from karabakh_analysis.evidence.constraints import Constraint
from karabakh_analysis.evidence.counts import level_constraints
from karabakh_analysis.evidence.derivation import not_spared
from karabakh_analysis.evidence.flow_record import clashing_subsets, members_of
from karabakh_analysis.evidence.grid import Grid
from karabakh_analysis.evidence.program import Program
from karabakh_analysis.evidence.records import Records, Subject
from karabakh_analysis.evidence.removals import smallest_removals


@dataclass(frozen=True)
class System:
    """Standing counts and claims of an additive flow.

    Parameters
    ----------
    subject
        Indicator and (empty) sector.
    grid
        Districts and quarters.
    program
        Counts, then claims that may confine a level, then claims that disagree.
    clashes
        Inconsistent subsets of the counts, the smallest first; all of their counts are set aside.
    removals
        Smallest sets of claims, by number, without each of which the rest holds together; where there are several, all are set aside.
    disagreeing
        Numbers of the claims that disagree with the counts.
    """

    subject: Subject
    grid: Grid
    program: Program
    clashes: tuple[tuple[int, ...], ...]
    removals: tuple[frozenset[int], ...]
    disagreeing: frozenset[int]

    @property
    def clashing(self) -> frozenset[int]:
        """Numbers of the counts that cannot all be true."""
        return members_of(self.clashes)

    @property
    def set_aside(self) -> frozenset[int]:
        """Numbers of the claims of all removals."""
        return members_of(self.removals)

    @property
    def active(self) -> frozenset[int]:
        """Numbers of the constraints that hold together and confine the levels."""
        return frozenset(range(len(self.program.constraints))) - self.clashing - self.set_aside - self.disagreeing

    def rows(self, numbers: Iterable[int]) -> tuple[str, ...]:
        """Rows that print some constraints, each once."""
        return tuple(dict.fromkeys(row for number in numbers for row in self.program.constraints[number].rows))


def system_of(records: Records, subject: Subject, checked: Iterable[Checked]) -> System:
    """The system of a subject.

    Raises
    ------
    SolverError
        If the solver fails or runs past its limit.
    """
    grid, named = records.grid(subject), ranks_named(records.claims(subject))
    own = [each for each in checked if (each.claim["indicator"], each.claim["sector"]) == subject]
    parts = (
        list(level_constraints(records.standing(subject), grid)),
        list(claim_constraints((each for each in own if may_confine(each, records, subject)), named, grid)),
        list(claim_constraints((each for each in own if each.verdict == "disagrees"), named, grid)),
    )
    program = Program(grid.size, grid.absent, [constraint for part in parts for constraint in part], records.limits)
    counts, entering, disagreeing = _numbered(parts)
    clashes = tuple(clashing_subsets(program, counts))
    removals = _removals(program, set(counts) - members_of(clashes), set(entering))
    return System(subject, grid, program, clashes, removals, frozenset(disagreeing))


def _numbered(parts: Iterable[list[Constraint]]) -> Iterator[range]:
    """The numbers of the constraints of each part, in order."""
    start = 0
    for part in parts:
        yield range(start, start + len(part))
        start += len(part)


def _removals(program: Program, counts: set[int], claims: set[int]) -> tuple[frozenset[int], ...]:
    """The smallest sets of claims without which the rest holds together; the empty one where all holds.

    Raises
    ------
    SolverError
        If they are not found within the limits.
    """

    def core_without(removed: frozenset[int]) -> list[int] | None:
        left = sorted(claims - removed)
        if not _holds_in_fractions(program, {*counts, *left}):
            return not_spared(left, lambda some: not _holds_in_fractions(program, {*counts, *some}))
        if not program.holds({*counts, *left}):
            return not_spared(left, lambda some: not program.holds({*counts, *some}))
        return None

    return tuple(smallest_removals(core_without))


def _holds_in_fractions(program: Program, numbers: set[int]) -> bool:
    with program.only(numbers) as part:
        return part.is_feasible_in_fractions
