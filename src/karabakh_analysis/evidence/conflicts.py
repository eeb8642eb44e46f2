"""Figures that cannot all be true: for each one in question, the smallest set of figures that excludes it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from karabakh_analysis.evidence.claims import Checked
from karabakh_analysis.evidence.statements import MOST_OTHERS, Statements
from karabakh_analysis.evidence.subsets import Subsets, inconsistent_subsets
from karabakh_analysis.evidence.system import System
from karabakh_analysis.values import Sentence


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
    statement
        Why they cannot all be true, with the number of other inconsistent subsets that hold it, up to `MOST_OTHERS`.
    """

    indicator: str
    figure: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]
    statement: Sentence

    @property
    def rows(self) -> tuple[str, ...]:
        """All rows, in order."""
        return tuple(sorted({*self.figure, *(row for rows in self.others for row in rows)}))

    @property
    def conflict_id(self) -> str:
        """Indicator and the first eight hexadecimal digits of the SHA-256 of the row ids, in order, with spaces between."""
        return f"{self.indicator}-{hashlib.sha256(' '.join(self.rows).encode()).hexdigest()[:8]}"


def conflicts_of(system: System, statements: Statements) -> Iterator[Conflict]:
    """A conflict for every count and claim that is set aside and for every claim that disagrees with the counts, each once.

    Raises
    ------
    SolverError
        If the solver fails or the search runs past its limit.
    """
    told = set[str]()
    for conflict in _of_each(system, statements):
        if conflict.conflict_id not in told:
            told.add(conflict.conflict_id)
            yield conflict


def _of_each(system: System, statements: Statements) -> Iterator[Conflict]:
    """A conflict for every figure in question; those that exclude each other have the same one."""
    for number in sorted(system.clashing):
        yield _conflict(system, number, Subsets(system.clashes, complete=False), statements)
    for number in sorted(system.disagreeing | system.set_aside):
        subsets = _of_set_aside(system, number) if number in system.set_aside else _of_disagreeing(system, number)
        if any(number in subset for subset in subsets.found):
            yield _conflict(system, number, subsets, statements)


def _of_disagreeing(system: System, number: int) -> Subsets:
    """Inconsistent subsets with a claim that disagrees: of what holds together, else with what is set aside too."""
    alone = _subsets(system, {number})
    return alone if alone.found else _subsets(system, {number} | system.set_aside)


def _of_set_aside(system: System, number: int) -> Subsets:
    """Inconsistent subsets with a claim that is set aside: all else holds together without the others of a removal that it is part of."""
    parts = [_subsets(system, {number} | (system.set_aside - removal)) for removal in system.removals if number in removal]
    rows = [constraint.rows for constraint in system.program.constraints]
    found = sorted({subset for part in parts for subset in part.found}, key=lambda each: (len(each), [rows[member] for member in each]))
    return Subsets(tuple(found), all(part.complete for part in parts))


def _subsets(system: System, suspects: Iterable[int]) -> Subsets:
    """Inconsistent subsets of what holds together and some suspects."""
    return inconsistent_subsets(system.program, system.active | set(suspects), most=1 + MOST_OTHERS)


def _conflict(system: System, number: int, subsets: Subsets, statements: Statements) -> Conflict:
    """The first of some subsets that holds a constraint."""
    holding = [subset for subset in subsets.found if number in subset]
    others = tuple(other for other in holding[0] if other != number)
    rows = [system.program.constraints[each].rows for each in (number, *others)]
    more = min(len(holding) - 1, MOST_OTHERS)
    return Conflict(system.subject[0], rows[0], tuple(rows[1:]), statements.of_system(system, number, others, more, subsets.complete))


def direct_conflicts(checked: Iterable[Checked], known: Iterable[Conflict], statements: Statements) -> Iterator[Conflict]:
    """For claims that disagree and are in no conflict of a system: the claim and the printed figures that it was recomputed from.

    All reprints of a claim are one figure.
    """
    told = {row for conflict in known for row in conflict.figure}
    figures: dict[str, list[Checked]] = {}
    for each in checked:
        if each.verdict == "disagrees" and each.claim["claim_id"] not in told:
            figures.setdefault(each.distinct, []).append(each)
    for group in figures.values():
        found, rows = group[0].latest.found, tuple(str(each.claim["claim_id"]) for each in group)
        others = tuple((row,) for row in found.rows) if found else ()
        yield Conflict(group[0].claim["indicator"], rows, others, statements.direct(rows[0]))
