"""Which constraints cannot all hold: smallest inconsistent subsets, in order of their size and then of their row ids.

A set of constraints hits every set of constraints whose removal leaves a table. The smallest such hitting set that leaves no table is
a smallest inconsistent subset (Ignatiev, Previti, Liffiton and Marques-Silva, "Smallest MUS extraction with minimal hitting set
dualization", CP 2015). The hitting sets are whole-number programs for the same solver. The small subsets of sums need no search.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from karabakh_analysis.evidence.constraints import Constraint, Line
from karabakh_analysis.evidence.elastic import Elastic
from karabakh_analysis.evidence.errors import InconsistentError, SolverError
from karabakh_analysis.evidence.program import Program
from karabakh_analysis.evidence.small_subsets import small_subsets

MOST_ROUNDS = 400
ROUNDS_FOR_MORE = 30


@dataclass(frozen=True, slots=True)
class Subsets:
    """Inconsistent subsets, the smallest first, and whether there are certainly no others."""

    found: tuple[tuple[int, ...], ...]
    complete: bool


def inconsistent_subsets(program: Program, candidates: Iterable[int], hard: Iterable[int] = (), most: int = 1) -> Subsets:
    """The smallest inconsistent subsets, the smallest one first; of equal size, first the one with the first row ids.

    Parameters
    ----------
    program
        The constraints.
    candidates
        Numbers of the constraints that may be in a subset.
    hard
        Numbers of constraints that always hold and are not counted; some table satisfies them.
    most
        How many subsets are searched for at the most. When one is known, the search also ends after `ROUNDS_FOR_MORE` rounds. Small
        subsets of sums are all found, however many there are (see `small_subsets`).

    Returns
    -------
    Subsets
        Candidates that together with ``hard`` leave no table, and of which none can be spared.

    Raises
    ------
    SolverError
        If the first subset is not found in `MOST_ROUNDS` rounds.
    """
    order = sorted(candidates, key=lambda number: program.constraints[number].rows)
    search = _Hitting(program, order, tuple(hard))
    while len(search.found) < most and search.find_next():
        pass
    return Subsets(tuple(search.found), search.exhausted)


class _Hitting:
    """The search: corrections to be hit, and subsets found and therefore excluded."""

    def __init__(self, program: Program, order: Sequence[int], hard: tuple[int, ...]) -> None:
        self._program, self._order, self._hard = program, order, hard
        self._corrections: list[frozenset[int]] = []
        self._rounds = 0
        self._elastic = Elastic(program, {*order, *hard})
        self.found = [] if hard else small_subsets(program, order)
        self._excluded = [frozenset(subset) for subset in self.found]
        self.exhausted = False

    def find_next(self) -> bool:
        """Find the next smallest inconsistent subset; whether there was one, and it did not take too long."""
        while not self.found or self._rounds < ROUNDS_FOR_MORE:
            hitting = self._smallest()
            if hitting is None:
                self.exhausted = True
                return False
            if not self._holds(hitting):
                hitting = self._first_by_row(len(hitting))
                if not self._holds(hitting):
                    self._excluded.append(hitting)
                    self.found.append(tuple(number for number in self._order if number in hitting))
                    return True
            self._corrections.append(self._correction(hitting))
        return False

    def _holds(self, chosen: Iterable[int]) -> bool:
        """Whether some table satisfies the hard constraints and the chosen ones."""
        self._rounds += 1
        if self._rounds > MOST_ROUNDS:
            raise SolverError(f"no smallest inconsistent subset was found in {MOST_ROUNDS} rounds")
        return self._is_feasible(chosen)

    def _is_feasible(self, chosen: Iterable[int]) -> bool:
        return self._program.holds({*self._hard, *chosen})

    def _correction(self, kept: frozenset[int]) -> frozenset[int]:
        """What cannot be added to a consistent set: of what a cheapest table breaks, all that does not fit beside the rest."""
        broken = self._elastic.broken({*self._hard, *kept})
        held = frozenset(self._order) - broken
        left = [number for number in self._order if number in broken]
        if self._is_feasible(held):
            return self._unfitting(held, left)
        return self._unfitting(kept, [*(number for number in self._order if number in held - kept), *left])  # it holds in fractions only

    def _unfitting(self, held: Iterable[int], others: list[int]) -> frozenset[int]:
        """What cannot be added to a consistent set, which is filled up in runs that are halved where they do not fit."""
        held, left, runs = set(held), set[int](), [others]
        while runs:
            run = runs.pop()
            if len(run) == 1 and not self._is_feasible({*held, *run}):
                left.add(run[0])
            elif len(run) <= 1 or self._is_feasible({*held, *run}):
                held |= set(run)
            else:
                runs += [run[len(run) // 2 :], run[: len(run) // 2]]
        return frozenset(left)

    def _smallest(self, chosen: Iterable[int] = (), never: Iterable[int] = ()) -> frozenset[int] | None:
        """A smallest set that hits every correction and holds no excluded subset; ``None`` if there is none."""
        if frozenset() in self._corrections:
            return None
        if not self._corrections:
            return frozenset()
        items = sorted({number for correction in self._corrections for number in correction})
        place = {number: at for at, number in enumerate(items)}
        lines = [Line({place[number]: 1 for number in correction}, 1, None) for correction in self._corrections]
        lines += [Line({place[number]: 1 for number in subset}, None, len(subset) - 1) for subset in self._excluded if subset <= set(items)]
        lines += [Line({place[number]: 1}, 1, None) for number in chosen] + [Line({place[number]: 1}, None, 0) for number in never]
        lines += [Line({at: 1}, None, 1) for at in range(len(items))]
        try:
            table = Program(len(items), (), [Constraint((), "claim", tuple(lines))]).least(dict.fromkeys(range(len(items)), 1)).table
        except InconsistentError:
            return None
        return frozenset(number for number, at in place.items() if table is not None and table[at])

    def _first_by_row(self, size: int) -> frozenset[int]:
        """Of the smallest hitting sets the one with the first row ids: in order of rows, each is taken if the size allows it."""
        chosen: frozenset[int] = frozenset()
        never: frozenset[int] = frozenset()
        known = {number for correction in self._corrections for number in correction}
        for number in (number for number in self._order if number in known):
            if len(chosen) == size:
                break
            hitting = self._smallest(chosen | {number}, never)
            if hitting is not None and len(hitting) <= size:
                chosen |= {number}
            else:
                never |= {number}
        return chosen
