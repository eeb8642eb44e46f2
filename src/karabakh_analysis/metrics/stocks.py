"""The stock that is left of a yearly flow, and when it reaches a target.

Time is counted in years from a day, the start. The flow of year j = 1, 2, ... is f (1 + g)^j, f being the flow of the year before the
start. It counts at the end of its year, at age 0, and has age a another a years later. What had been reached by the start counts as age 0
there: an upper bound, since the share that is left falls with age. Between the ends of years the stock runs along a straight line.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from karabakh_analysis.metrics.errors import FlowError
from karabakh_analysis.metrics.survival import Survival

# What is not reached within so many years is never reached.
HORIZON = 1000


@dataclass(frozen=True, slots=True)
class Course:
    """A yearly flow from the start on.

    Parameters
    ----------
    flow
        What the year before the start added, in units of the target a year.
    growth
        Growth of the flow, in per cent a year.
    survival
        How what is added survives; ``None`` where nothing closes, or every opening counts.

    Raises
    ------
    FlowError
        If the flow is negative or not finite, or the growth is -100 % or less.
    """

    flow: float
    growth: float = 0.0
    survival: Survival | None = None

    def __post_init__(self) -> None:
        if not (math.isfinite(self.flow) and self.flow >= 0):
            raise FlowError(f"a yearly flow is a number from 0 on, not {self.flow:g}")
        if not (math.isfinite(self.growth) and self.growth > -100):
            raise FlowError(f"a flow cannot grow by {self.growth:g} % a year: more than -100 % is needed")

    def kept(self, years: int) -> float:
        """Share that is left of what had been reached by the start."""
        return 1.0 if self.survival is None else self.survival.at(years)

    def added(self) -> Iterator[float]:
        """For year 0, 1, ... to the horizon, what is left of all flows since the start where the flow before it is one."""
        yield 0.0
        rates, shares, total = [1.0], [1.0], 0.0
        for year in range(1, HORIZON + 1):
            rates.append(rates[-1] * (1 + self.growth / 100))
            if self.survival is None:
                total += rates[year]
            elif self.growth == 0:
                total += shares[year - 1]
            else:
                total = sum(rate * share for rate, share in zip(rates[1:], reversed(shares), strict=True))
            shares.append(self.kept(year))
            yield total

    def to_come(self, year: int) -> float:
        """All flows after the end of a year, of which nothing closes; without end unless the flow shrinks."""
        if self.flow == 0:
            return 0.0
        return self.flow * (1 + self.growth / 100) ** (year + 1) * 100 / -self.growth if self.growth < 0 else math.inf

    def ends(self, reached: float) -> Iterator[float]:
        """The stock at the start and at the end of every year to the horizon."""
        return (reached * self.kept(year) + self.flow * added for year, added in enumerate(self.added()))


def stock(reached: float, course: Course, years: float) -> float:
    """What is left after t years of R and of a flow f that grows by g: R S(t) + the sum of f (1 + g)^j S(t - j) over j = 1 to t.

    R had been reached by the start, f is the flow of the year before it, S the share that is left at an age.

    Parameters
    ----------
    reached
        Stock at the start.
    course
        The flow.
    years
        Years after the start, 0 to `HORIZON`.

    Returns
    -------
    float
        In the unit of ``reached``.

    Raises
    ------
    FlowError
        If the time lies outside the horizon or the stock outgrows all numbers.
    """
    before, after, part = _around(course.ends(reached), years)
    result = before + (after - before) * part
    if not math.isfinite(result):
        raise FlowError(f"a flow that grows by {course.growth:g} % a year outgrows all numbers within {years:g} years")
    return result


def _around(ends: Iterator[float], years: float) -> tuple[float, float, float]:
    """The values at the ends of the years around a time, and the part of the year between them that has passed."""
    if not 0 <= years <= HORIZON:
        raise FlowError(f"a stock is computed for 0 to {HORIZON} years, not for {years:g}")
    whole = min(math.floor(years), HORIZON - 1)
    before, after = islice(ends, whole, whole + 2)
    return before, after, years - whole


def ceiling(course: Course) -> float:
    """What the stock of a constant flow tends to: the stock after `HORIZON` years of it, from nothing.

    Raises
    ------
    FlowError
        If the flow is not constant or nothing closes: such a stock has no ceiling.
    """
    if course.growth != 0 or course.survival is None:
        raise FlowError("only the stock of a constant flow that does not all survive has a ceiling")
    return stock(0.0, course, HORIZON)


def arrival(target: float, reached: float, course: Course) -> float | None:
    """Years from the start until the stock first reaches a target.

    Returns
    -------
    float or None
        ``None`` is *never*: not within `HORIZON` years. With a constant flow of which part closes that is so, from nothing, exactly
        where the `ceiling` lies below the target.
    """
    if reached >= target:
        return 0.0
    before = reached
    for year, after in enumerate(course.ends(reached)):
        if after >= target:
            return year - 1 + (target - before) / (after - before)
        if after + course.to_come(year) < target:
            return None
        before = after
    return None


def needed_flow(target: float, reached: float, years: float, growth: float = 0.0, survival: Survival | None = None) -> float:
    """The flow of the year before the start with which the stock would equal the target after some years; never below zero.

    The stock is linear in the flow: f = (T - R K) / W, K and W being what is left of a unit reached and of a unit of flow.

    Raises
    ------
    FlowError
        If no time is left.
    """
    if years <= 0:
        raise FlowError("no time is left before the deadline")
    left = stock(1.0, Course(0.0, 0.0, survival), years)
    return max(target - reached * left, 0.0) / stock(0.0, Course(1.0, growth, survival), years)
