"""What printed counts say about a level, and about the ratio or difference of two levels.

Flows that add up are read from the constraint system of their indicator; stocks, targets and flows that do not add up are taken as
printed at one date, where an exact absolute change links two dates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from karabakh_analysis.dataset import Period
from karabakh_analysis.evidence.constraints import Form, minus
from karabakh_analysis.evidence.derivation import reasons_for
from karabakh_analysis.evidence.errors import EvidenceError, SolverError
from karabakh_analysis.evidence.program import Least, Program
from karabakh_analysis.evidence.tables import value_of
from karabakh_analysis.values import Interval

Standing = Literal["printed", "implied", "bounded"]
MOST_STEPS = 100


class ZeroBaseError(EvidenceError):
    """The base of a ratio is zero."""


@dataclass(frozen=True, slots=True)
class Place:
    """A level asked for: a place, a period, and the group within which it counts (empty: the whole place)."""

    geography: str
    period: Period
    within: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A level as far as printed counts confine it.

    Parameters
    ----------
    interval
        Where it lies, in the unit of the indicator.
    standing
        ``printed`` with two ends, ``implied`` (one number follows) or ``bounded``.
    rows
        Rows that it rests on.
    """

    interval: Interval
    standing: Standing
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """An interval computed from levels, and the rows (or numbers of constraints) that show its low and its high end."""

    interval: Interval
    low: tuple[Any, ...] = ()
    high: tuple[Any, ...] = ()

    @property
    def rows(self) -> tuple[Any, ...]:
        """What shows either end, each once."""
        return tuple(dict.fromkeys([*self.low, *self.high]))


@dataclass(frozen=True, slots=True)
class Above:
    """The fewest and the most places that can stand above one at once, and the rows that let there be no fewer and no more."""

    fewest: int
    most: int
    rows: tuple[str, ...] = ()


class Record(Protocol):
    """Levels of one indicator and sector as they stood on one day."""

    def without(self, rows: Iterable[str]) -> Record:
        """The same record without what these rows print."""

    def level(self, place: Place) -> Level:
        """A level.

        Raises
        ------
        MissingLevelError
            If nothing is printed that confines it.
        OutsideGridError
            If the record cannot speak of the period or place.
        """

    def fold(self, later: Place, base: Place) -> Derived:
        """The ratio of two levels; raises also `ZeroBaseError`."""

    def change(self, later: Place, base: Place) -> Derived:
        """The difference of two levels."""

    def above(self, own: Place, peers: Sequence[Place]) -> Above:
        """How many of some peers can stand above a level at once, each of which may or may not do so alone."""


def span(program: Program, form: Form) -> Derived:
    """Smallest and greatest value of a form and the numbers of the constraints that show them."""
    opposite = {atom: -value for atom, value in form.items()}
    low, high = program.least(form), program.least(opposite)
    interval = Interval(-inf if low.value is None else low.value, inf if high.value is None else -high.value)
    return Derived(interval, _shown_by(program, form, low), _shown_by(program, opposite, high))


def _shown_by(program: Program, form: Form, least: Least) -> tuple[int, ...]:
    """Numbers of the constraints that show a smallest value."""
    if least.support is None and least.value is not None:
        return reasons_for(program, form, least.value, least.of_fractions)
    return least.support or ()


def fold_span(program: Program, form: Form, base: Form) -> Derived:
    """Smallest and greatest ratio of two forms over all tables, numerator and denominator taken together.

    Where an end is infinite, or the base may be zero, the ends of the two levels are divided, which holds but need not be reached.

    Raises
    ------
    ZeroBaseError
        If the base is zero in every table.
    """
    above, below = span(program, form), span(program, base)
    low, high = (*above.low, *below.high), (*above.high, *below.low)
    ends = above.interval, below.interval
    if any(end.is_point for end in ends) or not all(end.is_bounded for end in ends) or below.interval.low == 0:
        return Derived(quotient(*ends), low, high)
    return Derived(Interval(_least_ratio(program, form, base), _least_ratio(program, form, base, greatest=True)), low, high)


def quotient(above: Interval, below: Interval) -> Interval:
    """Quotient of two levels, which are never negative; without a high end where the base may be zero.

    Raises
    ------
    ZeroBaseError
        If the base is zero.
    """
    if below.high <= 0:
        raise ZeroBaseError("the base is zero")
    if below.low > 0:
        return above / below
    return Interval.at_least(0 if below.high == inf else above.low / below.high)


def _least_ratio(program: Program, form: Form, base: Form, *, greatest: bool = False) -> Fraction:
    """Smallest (greatest) ratio by Dinkelbach's method: a ratio is smallest when no table makes form - ratio * base negative.

    Source: Dinkelbach, "On nonlinear fractional programming", Management Science 13 (1967).
    """
    sign = -1 if greatest else 1
    table = _table(program.least({atom: sign * value for atom, value in form.items()}))
    for _ in range(MOST_STEPS):
        ratio = Fraction(value_of(form, table), value_of(base, table))
        gap = program.least({atom: sign * value for atom, value in minus(form, base, ratio).items()})
        if gap.value is None or gap.value >= 0:
            return ratio
        table = _table(gap)
    raise SolverError(f"the ratio of two levels was not found in {MOST_STEPS} steps")


def _table(found: Least) -> NDArray[np.int64]:
    if found.table is None:
        raise EvidenceError("a level that has two ends has no table that reaches them")
    return found.table
