"""Figures that cannot all be true: for each one in question, the smallest set of figures that excludes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from karabakh_analysis.evidence.claims import Checked
from karabakh_analysis.evidence.subsets import inconsistent_subsets
from karabakh_analysis.evidence.system import System

MOST_OTHERS = 3


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest inconsistent subset that holds a figure in question.

    Parameters
    ----------
    indicator
        Of the figure.
    figure
        Rows that print the figure in question.
    others
        Figures of the subset beside it, each by the rows that print it.
    more
        How many other inconsistent subsets hold it, up to `MOST_OTHERS`.
    """

    indicator: str
    figure: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]
    more: int = 0

    @property
    def rows(self) -> tuple[str, ...]:
        """All rows, in order."""
        return tuple(sorted({*self.figure, *(row for rows in self.others for row in rows)}))

    @property
    def conflict_id(self) -> str:
        """Indicator and the first eight hexadecimal digits of the SHA-256 of the row ids, in order, with spaces between."""
        return f"{self.indicator}-{hashlib.sha256(' '.join(self.rows).encode()).hexdigest()[:8]}"


def conflicts_of(system: System) -> Iterator[Conflict]:
    """A conflict for every count and claim that is set aside and for every claim that disagrees with the counts.

    Raises
    ------
    SolverError
        If the solver fails or the search runs past its limit.
    """
    for number in sorted(system.clashing):
        holding = [subset for subset in system.clashes if number in subset]
        yield _conflict(system, number, holding)
    for number in sorted(system.disagreeing | system.set_aside):
        holding = _subsets_with(system, number, {number}) or _subsets_with(system, number, system.set_aside)
        if holding:
            yield _conflict(system, number, holding)


def _subsets_with(system: System, number: int, suspects: Iterable[int]) -> list[tuple[int, ...]]:
    """Inconsistent subsets of what holds together and some suspects, that hold one of these."""
    candidates = system.active | {number, *suspects}
    return [subset for subset in inconsistent_subsets(system.program, candidates, most=1 + MOST_OTHERS) if number in subset]


def _conflict(system: System, number: int, holding: list[tuple[int, ...]]) -> Conflict:
    rows = [system.program.constraints[each].rows for each in holding[0] if each != number]
    return Conflict(system.subject[0], system.program.constraints[number].rows, tuple(rows), min(len(holding) - 1, MOST_OTHERS))


def direct_conflicts(checked: Iterable[Checked], known: Iterable[Conflict]) -> Iterator[Conflict]:
    """For claims that disagree and are in no conflict of a system: the claim and the printed figures that it was recomputed from."""
    told = {row for conflict in known for row in conflict.figure}
    for each in checked:
        if each.verdict == "disagrees" and each.claim["claim_id"] not in told and each.latest.found is not None:
            others = tuple((row,) for row in each.latest.found.rows)
            yield Conflict(each.claim["indicator"], (each.claim["claim_id"],), others)
