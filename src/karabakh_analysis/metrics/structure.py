"""How concentrated a total is over its parts, also where some parts are only bounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm

from karabakh_analysis.metrics.errors import MetricError, UndefinedRatioError
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.interval import total as sum_of
from karabakh_analysis.values.quantity import derived

MOST_UNCERTAIN_PARTS = 16


def concentration(parts: Sequence[Quantity], whole: Quantity) -> Quantity:
    """Herfindahl-Hirschman index of the shares of the parts, from 1/n to 1: the sum of (part / whole)^2.

    Parameters
    ----------
    parts
        Levels of all parts; a part may be an interval with two ends.
    whole
        Their total, one number.

    Returns
    -------
    Quantity
        Smallest and largest sum of squared shares over all parts that lie in their intervals and add to the total. The smallest is the
        solution of a convex quadratic program over a box and one sum (parts are raised to a common level); the largest lies at a
        vertex, where all parts but one are at an end.

    Raises
    ------
    MetricError
        If the total is not one number, a part may be negative or has no upper end, or the parts cannot add to the total.
    UndefinedRatioError
        If the total is zero.
    """
    _check(parts, whole)
    boxes = [part.interval for part in parts]
    target = Fraction(whole.interval.low)
    low = sum(level**2 for level in _levelled(boxes, target)) / target**2
    return derived(Interval(low, _largest(boxes, target) / target**2), "index", *parts, whole)


def _check(parts: Sequence[Quantity], whole: Quantity) -> None:
    if not whole.interval.is_point:
        raise MetricError("concentration needs a total that is one number")
    if whole.interval.low == 0:
        raise UndefinedRatioError("concentration of a total of zero is not defined")
    if not all(part.interval.low >= 0 and part.interval.is_bounded for part in parts):
        raise MetricError("concentration needs parts that are not negative, each with an upper end")
    if not sum_of([part.interval for part in parts]).contains(Interval.point(whole.interval.low)):
        raise MetricError("the parts cannot add up to the total")


def _levelled(boxes: Sequence[Interval], target: Fraction) -> list[Fraction]:
    """The most equal parts: every part is the common level, held within its interval.

    The sum grows piecewise linearly with the level, so the level is found on the piece between two neighbouring ends.
    """
    ends = sorted({Fraction(end) for box in boxes for end in (box.low, box.high)})
    sums = [sum(_held(end, box) for box in boxes) for end in ends]
    after = next(place for place, reached in enumerate(sums) if reached >= target)
    if sums[after] == target or after == 0:
        return [_held(ends[after], box) for box in boxes]
    part = (target - sums[after - 1]) / (sums[after] - sums[after - 1])
    level = ends[after - 1] + part * (ends[after] - ends[after - 1])
    return [_held(level, box) for box in boxes]


def _held(level: Fraction, box: Interval) -> Fraction:
    return Fraction(min(max(level, box.low), box.high))


def _largest(boxes: Sequence[Interval], target: Fraction) -> Fraction:
    """Largest sum of squares over the vertices of the box cut by the sum, in whole numbers of a common unit."""
    if sum(not box.is_point for box in boxes) > MOST_UNCERTAIN_PARTS:
        raise MetricError(f"concentration handles at most {MOST_UNCERTAIN_PARTS} parts that are intervals")
    scale = lcm(target.denominator, *(Fraction(end).denominator for box in boxes for end in (box.low, box.high)))
    ends = [(int(box.low * scale), int(box.high * scale)) for box in boxes]
    whole = int(target * scale)
    return Fraction(max(square for free in range(len(ends)) for square in _vertices(ends, free, whole)), scale**2)


def _vertices(ends: Sequence[tuple[int, int]], free: int, whole: int) -> Iterator[int]:
    """Sums of squares where every part but ``free`` is at an end and ``free`` takes what remains."""
    low, high = ends[free]
    for reached, squares in _end_sums([pair for place, pair in enumerate(ends) if place != free]).items():
        remaining = whole - reached
        if low <= remaining <= high:
            yield squares + remaining**2


def _end_sums(ends: Sequence[tuple[int, int]]) -> dict[int, int]:
    """For every sum that parts at their ends can have, the largest sum of their squares."""
    sums = {0: 0}
    for pair in ends:
        longer: dict[int, int] = {}
        for reached, squares in sums.items():
            for end in set(pair):
                longer[reached + end] = max(longer.get(reached + end, 0), squares + end**2)
        sums = longer
    return sums


def effective_number(index: Quantity) -> Quantity:
    """Number of equal parts with the same concentration: 1 / index.

    Raises
    ------
    UndefinedRatioError
        If the index may be zero.
    """
    if index.interval.low <= 0:
        raise UndefinedRatioError("a number of equal parts needs an index above zero")
    return derived(Interval.point(1) / index.interval, "parts", index)


def top_share(parts: Sequence[Quantity], whole: Quantity, count: int = 2) -> Quantity:
    """Share of the largest of all parts in the total, in per cent: 100 (sum of the largest) / whole.

    The lower end is that of the most equal parts that add to the total, which no others have less concentrated; where the total is no
    one number, that of the largest lower ends. The upper end takes the largest upper ends, held to the total.

    Raises
    ------
    MetricError
        If ``count`` is below one, there are fewer parts, a part has no upper end, or the parts certainly exceed the total.
    UndefinedRatioError
        If the total may be zero.
    """
    if not 1 <= count <= len(parts) or not all(part.interval.is_bounded for part in parts):
        raise MetricError(f"the share of the top {count} needs as many parts, each with an upper end")
    if whole.interval.low <= 0:
        raise UndefinedRatioError("a share of a total that may be zero is not defined")
    if whole.interval.below(sum_of([part.interval for part in parts])):
        raise MetricError("the parts exceed the total")
    low = sum(sorted(_most_equal([part.interval for part in parts], whole.interval), reverse=True)[:count])
    high = sum(sorted((part.interval.high for part in parts), reverse=True)[:count])
    others = sum(sorted(part.interval.low for part in parts)[: len(parts) - count])
    most = min(high, whole.interval.high - others)
    interval = Interval(low / whole.interval.high, most / whole.interval.low) * 100
    return derived(interval.intersect(Interval(0, 100)), "percent", *parts, whole)


def _most_equal(boxes: Sequence[Interval], whole: Interval) -> list[Fraction]:
    """The most equal parts that add to a total; their lower ends where the total is no one number or they cannot."""
    if whole.is_point and sum_of(list(boxes)).contains(whole):
        return _levelled(boxes, Fraction(whole.low))
    return [Fraction(box.low) for box in boxes]
