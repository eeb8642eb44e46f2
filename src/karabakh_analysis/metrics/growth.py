"""Growth of a level against the same period of another year, and what each place contributes to it."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from karabakh_analysis.metrics.errors import MetricError, UndefinedRatioError
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.quantity import derived

GrowthForm = Literal["counts", "both", "rate"]
COUNTS_ONLY_BELOW = 30
BOTH_BELOW = 100


def change(later: Quantity, base: Quantity) -> Quantity:
    """Absolute change, in the unit of the levels: later - base."""
    return derived(later.interval - base.interval, later.unit, later, base)


def fold(later: Quantity, base: Quantity) -> Quantity:
    """How many times the base the later level is (2.1-fold): later / base.

    Raises
    ------
    UndefinedRatioError
        If the base may be zero.
    """
    if base.interval.low <= 0:
        raise UndefinedRatioError("growth on a base that may be zero is not defined")
    return derived(later.interval / base.interval, "fold", later, base)


def percent_change(later: Quantity, base: Quantity) -> Quantity:
    """Percentage change against the base: 100 (later / base - 1).

    Raises
    ------
    UndefinedRatioError
        If the base may be zero.
    """
    ratio = fold(later, base)
    return derived((ratio.interval - 1) * 100, "percent", later, base)


def growth_form(base: Quantity) -> GrowthForm:
    """How growth on a base may be printed: counts alone where base < 30, counts and rate where base < 100, else the rate alone."""
    if base.interval.low < COUNTS_ONLY_BELOW:
        return "counts"
    return "both" if base.interval.low < BOTH_BELOW else "rate"


def contributions(levels: pd.DataFrame) -> pd.DataFrame:
    """Contribution of each place to the growth of their sum, in percentage points: 100 (later - base) / (base + others).

    Parameters
    ----------
    levels
        One row a place: ``later`` and ``base`` (`Quantity`, counts in one unit); other columns are kept.

    Returns
    -------
    DataFrame
        The rows with ``change`` (in the unit of the levels) and ``contribution`` (percentage points of the summed base). Exact
        contributions add up to the growth of the sum; intervals contain it.

    Raises
    ------
    MetricError
        If the frame is empty, or a base has no upper end.
    UndefinedRatioError
        If the summed base may be zero.
    """
    if levels.empty:
        raise MetricError("contributions over no places are not defined")
    if not all(base.interval.is_bounded for base in levels["base"]):
        raise MetricError("contributions need an upper end for every base")
    lows = sum(base.interval.low for base in levels["base"])
    if lows <= 0:
        raise UndefinedRatioError("contributions to growth on a base that may be zero are not defined")
    changes = [change(later, base) for later, base in zip(levels["later"], levels["base"], strict=True)]
    points = [_points(place, levels) for place in range(len(levels))]
    return levels.assign(change=changes, contribution=points)


def _points(place: int, levels: pd.DataFrame) -> Quantity:
    """100 (l - b) / (b + others), with the place's own base b shared by numerator and denominator."""
    later, base = levels["later"].iloc[place], levels["base"].iloc[place]
    others = [each.interval for at, each in enumerate(levels["base"]) if at != place]
    rest_low, rest_high = sum(each.low for each in others), sum(each.high for each in others)
    corners = [
        100 * (new - old) / (old + rest)
        for new in (later.interval.low, later.interval.high)
        for old in (base.interval.low, base.interval.high)
        for rest in (rest_low, rest_high)
    ]
    return derived(Interval(min(corners), max(corners)), "percentage points", later, *levels["base"])
