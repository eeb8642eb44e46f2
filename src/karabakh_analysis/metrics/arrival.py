"""Arrival at a target, needed flow and stock where the inputs are intervals: each rises or falls with every input, so ends decide."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.metrics.errors import FlowError
from karabakh_analysis.metrics.stocks import Course, arrival, needed_flow, stock
from karabakh_analysis.metrics.survival import Survival
from karabakh_analysis.metrics.targets import calendar_year, moment
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.interval import INFINITY, End
from karabakh_analysis.values.quantity import merge_evidence, merge_flags


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a target is reached, in years from the start.

    Parameters
    ----------
    earliest, latest
        Years; ``None`` is never. Where flow or stock have no upper end, ``earliest`` is 0: nothing confines it.
    """

    earliest: float | None
    latest: float | None

    @property
    def never(self) -> bool:
        """Whether the target is certainly not reached."""
        return self.earliest is None

    @property
    def open(self) -> bool:
        """Whether nothing confines the arrival from below."""
        return self.earliest == 0

    def years(self, start: pd.Timestamp) -> Interval | None:
        """Calendar years of the arrival; no upper end where it may never come, ``None`` where it never comes."""
        if self.earliest is None:
            return None
        first = calendar_year(moment(start) + self.earliest)
        return Interval(first, INFINITY if self.latest is None else calendar_year(moment(start) + self.latest))


def arrival_between(
    target: Quantity, reached: Quantity, flow: Quantity, growth: Interval | float = 0.0, survival: Survival | None = None
) -> Arrival:
    """Arrival at a target by a yearly flow.

    Parameters
    ----------
    target, reached
        In one unit; ``reached`` at the start.
    flow
        Of the year before the start, in that unit a year.
    growth
        Per cent a year.
    survival
        How what is added survives.

    Raises
    ------
    FlowError
        If the flow may be negative or the growth -100 % or less.
    """
    growths = _ends(growth)
    open_end = math.isinf(reached.interval.high) or math.isinf(flow.interval.high)
    slow = arrival(float(target.interval.high), _low(reached), Course(_low(flow), growths[0], survival))
    if open_end:
        return Arrival(0.0, slow)
    fast = Course(float(flow.interval.high), growths[1], survival)
    return Arrival(arrival(float(target.interval.low), float(reached.interval.high), fast), slow)


def stock_between(
    reached: Quantity, flow: Quantity, years: float, growth: Interval | float = 0.0, survival: Survival | None = None
) -> Quantity:
    """The stock some years after the start, in the unit of ``reached``; arguments as for `arrival_between`."""
    growths = _ends(growth)
    low = stock(_low(reached), Course(_low(flow), growths[0], survival), years)
    if math.isinf(reached.interval.high) or math.isinf(flow.interval.high):
        return assumed(Interval.at_least(low), reached.unit, reached, flow)
    high = stock(float(reached.interval.high), Course(float(flow.interval.high), growths[1], survival), years)
    return assumed(Interval(low, max(low, high)), reached.unit, reached, flow)


def needed_between(
    target: Quantity, reached: Quantity, years: float, growth: Interval | float = 0.0, survival: Survival | None = None
) -> Quantity:
    """The flow of the year before the start that leads to the target in time (see `needed_flow`), in units of the target a year.

    Where nothing confines what is reached from above, the low end is 0 and open: the target may have been reached.
    """
    growths = _ends(growth)
    high = needed_flow(float(target.interval.high), _low(reached), years, growths[0], survival)
    unit = f"{target.unit} a year"
    if math.isinf(reached.interval.high):
        return assumed(Interval(0, high, low_open=high > 0), unit, target, reached)
    low = needed_flow(float(target.interval.low), float(reached.interval.high), years, growths[1], survival)
    return assumed(Interval(min(low, high), high), unit, target, reached)


def assumed(interval: Interval, unit: str, *sources: Quantity) -> Quantity:
    """A quantity that follows from others only under assumptions."""
    return Quantity(interval, unit, "assumed", merge_evidence(*sources), merge_flags(*sources))


def _low(quantity: Quantity) -> float:
    """The low end, not below zero; a quantity that nothing confines from below may be nothing."""
    return max(0.0, float(quantity.interval.low))


def _ends(growth: Interval | float) -> tuple[float, float]:
    ends: tuple[End, End] = (growth.low, growth.high) if isinstance(growth, Interval) else (growth, growth)
    if any(math.isinf(end) for end in ends):
        raise FlowError("the growth of a flow needs both ends")
    return float(ends[0]), float(ends[1])
