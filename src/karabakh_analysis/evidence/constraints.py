"""Published figures as linear constraints on whole, non-negative atoms; each keeps the ids of the rows that print it.

A level is a sum within its interval; a fold r in [a, b] says a * base <= level <= b * base, a percentage likewise; an absolute
change is a difference; a share a ratio to its reference; a rank says that the level is at least that of every lower peer.
Coefficients and ends are whole numbers: rational ends are multiplied by their denominators, open ends moved to the next whole number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, isinf
from typing import Literal

from karabakh_analysis.values import Interval

Form = Mapping[int, int]
Kind = Literal["count", "change", "claim"]


@dataclass(frozen=True, slots=True)
class Line:
    """``low <= sum of coefficient * atom <= high``; ``None`` where there is no end.

    A line that follows only together with another constraint has its number in ``needs``.
    """

    form: Form
    low: int | None
    high: int | None
    needs: int | None = None


@dataclass(frozen=True, slots=True)
class Constraint:
    """What one published figure says, however many documents print it.

    Parameters
    ----------
    rows
        Ids of the raw rows that print it, in order.
    kind
        ``count`` (a level), ``change`` (an exact absolute change) or ``claim`` (any other derived figure).
    lines
        The inequalities.
    """

    rows: tuple[str, ...]
    kind: Kind
    lines: tuple[Line, ...]


def total(atoms: Iterable[int]) -> Form:
    """The sum of atoms as a form."""
    return Counter(atoms)


def minus(form: Form, other: Form, times: Fraction = Fraction(1)) -> Form:
    """``form - times * other``, multiplied by the denominator of ``times``."""
    scale, factor = times.denominator, times.numerator
    result = {atom: scale * coefficient for atom, coefficient in form.items()}
    for atom, coefficient in other.items():
        result[atom] = result.get(atom, 0) - factor * coefficient
    return {atom: coefficient for atom, coefficient in result.items() if coefficient}


def least_whole(interval: Interval) -> int | None:
    """The smallest whole number in an interval; ``None`` without a low end."""
    if isinf(interval.low):
        return None
    low = ceil(interval.low)
    return low + 1 if interval.low_open and low == interval.low else low


def greatest_whole(interval: Interval) -> int | None:
    """The largest whole number in an interval; ``None`` without a high end."""
    if isinf(interval.high):
        return None
    high = floor(interval.high)
    return high - 1 if interval.high_open and high == interval.high else high


def within(form: Form, interval: Interval) -> tuple[Line, ...]:
    """The form lies in an interval."""
    return (Line(form, least_whole(interval), greatest_whole(interval)),)


def ratio_within(form: Form, base: Form, interval: Interval) -> tuple[Line, ...]:
    """The form is the base multiplied by something in an interval."""
    lines = []
    if not isinf(interval.low):
        lines.append(Line(minus(form, base, Fraction(interval.low)), 1 if interval.low_open else 0, None))
    if not isinf(interval.high):
        lines.append(Line(minus(form, base, Fraction(interval.high)), None, -1 if interval.high_open else 0))
    return tuple(lines)


def at_least_each(form: Form, others: Iterable[Form]) -> tuple[Line, ...]:
    """The form is at least each of the others."""
    return tuple(Line(minus(form, other), 0, None) for other in others)
