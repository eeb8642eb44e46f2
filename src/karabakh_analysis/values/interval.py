"""Interval arithmetic with exact rational ends, open or closed.

A published figure is an interval, and so is everything computed from it. Ends are
``fractions.Fraction`` (or an infinity), so that a value that lies exactly on the edge of a
rounding interval is decided by arithmetic and not by binary representation.

Source of the rules: Moore, Kearfott and Cloud, *Introduction to Interval Analysis* (2009), chapters 2 and 5.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

End = Fraction | float
Number = int | float | Decimal | Fraction
INFINITY = math.inf


def exact(number: Number) -> End:
    """Turn a number into a rational; infinities stay floats.

    A float is read as its shortest decimal notation: 43.35 is 867/20, not the nearest binary fraction.

    Raises
    ------
    ValueError
        If the number is not a number (NaN).
    """
    if isinstance(number, int | Fraction | Decimal):
        return Fraction(number)
    if math.isinf(number):
        return float(number)
    if math.isnan(number):
        raise ValueError("an interval cannot end at NaN")
    return Fraction(repr(float(number)))


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from ``low`` to ``high``; an end marked open is not itself included.

    Parameters
    ----------
    low, high
        The ends, in the unit of the quantity; converted by `exact`.
    low_open, high_open
        Whether the end is excluded. Infinite ends are always open.

    Raises
    ------
    ValueError
        If ``low`` exceeds ``high``, or an end is NaN.
    """

    low: End
    high: End
    low_open: bool = False
    high_open: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", exact(self.low))
        object.__setattr__(self, "high", exact(self.high))
        object.__setattr__(self, "low_open", bool(self.low_open) or math.isinf(self.low))
        object.__setattr__(self, "high_open", bool(self.high_open) or math.isinf(self.high))
        if self.low > self.high:
            raise ValueError(f"low end {float(self.low):g} exceeds high end {float(self.high):g}")

    @classmethod
    def point(cls, number: Number) -> Interval:
        """The interval that holds one number only."""
        return cls(exact(number), exact(number))

    @classmethod
    def at_least(cls, number: Number) -> Interval:
        """Everything from ``number`` on, itself included."""
        return cls(exact(number), INFINITY)

    @property
    def is_point(self) -> bool:
        """Whether the interval holds exactly one number."""
        return self.low == self.high

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are finite."""
        return not (math.isinf(self.low) or math.isinf(self.high))

    @property
    def width(self) -> End:
        """High end minus low end."""
        return self.high - self.low

    def overlaps(self, other: Interval) -> bool:
        """Whether some number lies in both intervals."""
        return not (self.below(other) or other.below(self))

    def below(self, other: Interval) -> bool:
        """Whether every number here is smaller than every number there."""
        touching_open = self.high_open or other.low_open
        return self.high < other.low or (self.high == other.low and touching_open)

    def contains(self, other: Interval) -> bool:
        """Whether every number of ``other`` lies here."""
        low_fits = self.low < other.low or (self.low == other.low and (other.low_open or not self.low_open))
        high_fits = self.high > other.high or (self.high == other.high and (other.high_open or not self.high_open))
        return low_fits and high_fits

    def intersect(self, other: Interval) -> Interval:
        """The numbers that lie in both.

        Raises
        ------
        ValueError
            If the intervals are disjoint.
        """
        if not self.overlaps(other):
            raise ValueError(f"{self} and {other} are disjoint")
        low, low_open = max((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = min((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, low_open, not high_closed)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that contains both."""
        low, low_open = min((self.low, self.low_open), (other.low, other.low_open))
        high, high_closed = max((self.high, not self.high_open), (other.high, not other.high_open))
        return Interval(low, high, low_open, not high_closed)

    def __add__(self, other: Interval | Number) -> Interval:
        other = as_interval(other)
        return Interval(self.low + other.low, self.high + other.high, self.low_open or other.low_open, self.high_open or other.high_open)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.high_open, self.low_open)

    def __sub__(self, other: Interval | Number) -> Interval:
        return self + -as_interval(other)

    def __mul__(self, other: Interval | Number) -> Interval:
        return _product(self, as_interval(other))

    def __truediv__(self, other: Interval | Number) -> Interval:
        """Quotient of independent quantities.

        Raises
        ------
        ZeroDivisionError
            If the divisor may be zero or changes sign. A divisor whose open end is zero is allowed: the quotient has no end there.
        """
        return self * _reciprocal(as_interval(other))


def as_interval(value: Interval | Number) -> Interval:
    """A number as the interval of that number alone; an interval as itself."""
    return value if isinstance(value, Interval) else Interval.point(value)


def total(parts: list[Interval]) -> Interval:
    """Sum of independent intervals; the sum of none is zero."""
    return sum(parts, Interval.point(0))


def _product(a: Interval, b: Interval) -> Interval:
    """Smallest and largest of the four corner products; an end is open when no pair of numbers reaches it."""
    ends_a, ends_b = (((side.low, side.low_open), (side.high, side.high_open)) for side in (a, b))
    corners = [_corner(x, y) for x in ends_a for y in ends_b]
    low, low_open = min(corners)
    high, high_closed = max((value, not is_open) for value, is_open in corners)
    return Interval(low, high, low_open, not high_closed)


def _corner(x: tuple[End, bool], y: tuple[End, bool]) -> tuple[End, bool]:
    """Product of two ends and whether it is out of reach; a zero that is reached makes the product zero whatever the other end is."""
    if 0 in (x[0], y[0]):
        return Fraction(0), all(is_open for value, is_open in (x, y) if value == 0)
    return x[0] * y[0], x[1] or y[1]


def _reciprocal(divisor: Interval) -> Interval:
    if divisor.low > 0:
        return Interval(_inverse(divisor.high), 1 / divisor.low, divisor.high_open, divisor.low_open)
    if divisor.low == 0 and divisor.low_open:
        return Interval(_inverse(divisor.high), INFINITY, divisor.high_open, True)
    if divisor.high < 0 or (divisor.high == 0 and divisor.high_open):
        return -_reciprocal(-divisor)
    raise ZeroDivisionError(f"the divisor {divisor} may be zero")


def _inverse(number: End) -> End:
    return Fraction(0) if math.isinf(number) else 1 / number
