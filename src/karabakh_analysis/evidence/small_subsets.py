"""Sums that exclude each other in ones, twos and threes, all of them by arithmetic.

Sums of non-negative atoms exclude each other in fractions where weights make the low ends exceed the high ends while no atom has a
positive weight (Farkas). For up to three sums the extreme weights are few: a part is more than its whole, two parts without a common atom
are more than their whole, a sum is more than two that cover it. Whole numbers add one case: of three sums of which each is what the other
two do not share, the total is even.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from karabakh_analysis.evidence.constraints import Constraint
from karabakh_analysis.evidence.program import Program

MOST_SUMS = 3
Flags = NDArray[np.bool_]
Ends = NDArray[np.float64]
Places = tuple[int, ...]


@dataclass(frozen=True)
class Sums:
    """Sums of atoms that lie between two ends.

    Parameters
    ----------
    atoms
        Whether each sum (row) holds each atom (column).
    low, high
        Ends; infinite where there is none.
    """

    atoms: Flags
    low: Ends
    high: Ends

    @property
    def parts(self) -> Flags:
        """Whether each sum (row) is a part of each other one (column), or the same."""
        return np.asarray(self._common == self._common.diagonal()[:, None])

    @property
    def apart(self) -> Flags:
        """Whether two sums have no common atom."""
        return np.asarray(self._common == 0)

    @property
    def _common(self) -> NDArray[np.float32]:
        weights = self.atoms.astype(np.float32)
        return np.asarray(weights @ weights.T)


def small_subsets(program: Program, order: Sequence[int]) -> list[tuple[int, ...]]:
    """All irreducible inconsistent subsets of at most `MOST_SUMS` sums, the smallest first, then in order.

    Parameters
    ----------
    program
        The constraints.
    order
        Numbers of some of them; those that are no sums are in no subset.
    """
    numbers = [number for number in order if is_sum(program.constraints[number])]
    if not numbers:
        return []
    sums = _sums(program, numbers)
    alone: set[Places] = {(place,) for place in np.flatnonzero(_never(sums)).tolist()}
    found = alone | {pair for pair in _pairs(sums) if not _holds_any(pair, alone)}
    found |= {three for three in (*_parts_above(sums), *_covered(sums), *_odd(sums)) if not _holds_any(three, found)}
    return [tuple(numbers[place] for place in places) for places in sorted(found, key=lambda places: (len(places), places))]


def is_sum(constraint: Constraint) -> bool:
    """Whether a constraint is one line in which every atom counts once."""
    return len(constraint.lines) == 1 and all(coefficient == 1 for coefficient in constraint.lines[0].form.values())


def _sums(program: Program, numbers: Sequence[int]) -> Sums:
    lines = [program.constraints[number].lines[0] for number in numbers]
    atoms = np.zeros((len(lines), program.atoms), dtype=bool)
    for place, line in enumerate(lines):
        atoms[place, list(line.form)] = True
    atoms[:, list(program.absent)] = False
    low = np.array([-np.inf if line.low is None else line.low for line in lines], dtype=float)
    return Sums(atoms, low, np.array([np.inf if line.high is None else line.high for line in lines], dtype=float))


def _never(sums: Sums) -> Flags:
    """Which sums are impossible alone."""
    return np.asarray((sums.high < 0) | (sums.low > sums.high) | (~sums.atoms.any(axis=1) & (sums.low > 0)))


def _pairs(sums: Sums) -> Iterator[Places]:
    """A part that is more than its whole."""
    for part, whole in np.argwhere(sums.parts & (sums.low[:, None] > sums.high)).tolist():
        yield tuple(sorted({part, whole}))


def _parts_above(sums: Sums) -> Iterator[Places]:
    """Two parts without a common atom that are more than their whole."""
    parts, apart = sums.parts, sums.apart
    for whole in np.flatnonzero(np.isfinite(sums.high)).tolist():
        own = np.flatnonzero(parts[:, whole] & (sums.low > 0))
        above = apart[np.ix_(own, own)] & (sums.low[own, None] + sums.low[own] > sums.high[whole])
        yield from (_in_order(whole, *own[pair]) for pair in np.argwhere(np.triu(above)))


def _covered(sums: Sums) -> Iterator[Places]:
    """A sum that is more than two that cover it."""
    for place in np.flatnonzero(sums.low > 0).tolist():
        beside = np.flatnonzero((sums.atoms & sums.atoms[place]).any(axis=1) & (sums.high < sums.low[place]))
        own = sums.atoms[np.ix_(beside, np.flatnonzero(sums.atoms[place]))]
        missed = (~own).astype(np.float32)
        covers = (missed @ missed.T == 0) & (sums.high[beside, None] + sums.high[beside] < sums.low[place])
        yield from (_in_order(place, *beside[pair]) for pair in np.argwhere(np.triu(covers)))


def _odd(sums: Sums) -> Iterator[Places]:
    """Three exact sums with an odd total of which each is what the other two do not share."""
    exact = np.flatnonzero((sums.low == sums.high) & sums.atoms.any(axis=1)).tolist()
    known: dict[bytes, list[int]] = {}
    for place in exact:
        known.setdefault(sums.atoms[place].tobytes(), []).append(place)
    for first, second in combinations(exact, 2):
        rest = sums.atoms[first] ^ sums.atoms[second]
        for third in known.get(rest.tobytes(), []):
            if third > second and (sums.low[first] + sums.low[second] + sums.low[third]) % 2:
                yield first, second, third


def _in_order(*places: int) -> Places:
    return tuple(sorted({int(place) for place in places}))


def _holds_any(places: Places, subsets: set[Places]) -> bool:
    """Whether a set of places is a subset that is known or holds a smaller one."""
    return any(each in subsets for size in range(1, len(places)) for each in combinations(places, size))
