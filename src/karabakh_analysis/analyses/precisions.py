"""The interval that a printed figure stands for, by its precision (notebook 09)."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.precision import RULES, STIPULATED, interval_of
from karabakh_analysis.values import Interval, Sentence, format_interval, format_number
from karabakh_analysis.values.numbers import round_half_up

TARGET = "exact, rounded, more than or up to, of a target"
TARGET_RULE = "v alone: a printed target is a stipulation, whatever word stands before it"
MOST_DECIMALS = 4


class Example(NamedTuple):
    """A figure as it may be printed: the arguments of `interval_of`."""

    value: str
    low: str
    high: str
    precision: str
    unit: str
    kind: str = ""


EXAMPLES = (
    Example("2575", "", "", "exact", "jobs"),
    Example("43.3", "", "", "rounded", "percent"),
    Example("3.0", "", "", "rounded", "fold"),
    Example("60900", "", "", "rounded", "jobs"),
    Example("5000", "", "", "about", "jobs"),
    Example("9000", "", "", "nearly", "persons"),
    Example("25300", "", "", "more_than", "persons"),
    Example("500", "", "", "up_to", "jobs"),
    Example("", "1500", "2000", "range", "jobs"),
    Example("150000", "", "", "rounded", "jobs", "target"),
)


def precision_table(data: Dataset) -> pd.DataFrame:
    """One row an example: how it is printed, what `interval_of` reads, and the rule; see `precision_groups`."""
    rows = [_row(example) for example in EXAMPLES] if len(data.observations) + len(data.claims) else []
    return pd.DataFrame(rows, index=[_as_printed(example) for example in EXAMPLES] if rows else [])


def _row(example: Example) -> dict[str, object]:
    rule = TARGET_RULE if example.kind else RULES[example.precision]
    return {"Stands for": stands_for(interval_of(*example), example.unit), "Rule": rule}


def precision_groups(data: Dataset) -> list[str]:
    """The precision of every row of `precision_table`, with the number of rows of the data that are printed so."""
    found = _rows_by_precision(data)
    names = [_name(example.precision, example.kind) for example in EXAMPLES]
    return [f"{name.capitalize()}: {format_number(found[name])} rows" for name in names]


def _name(precision: str, kind: str) -> str:
    """The precision in words; that of a stipulated target does not matter."""
    return TARGET if kind == "target" and precision in STIPULATED else precision.replace("_", " ")


def _rows_by_precision(data: Dataset) -> Counter[str]:
    """Numbers of rows by precision, targets apart."""
    named = [_name(*pair) for pair in zip(data.observations["precision"], data.observations["kind"], strict=True)]
    return Counter([*named, *(_name(precision, "") for precision in data.claims["precision"])])


def _as_printed(example: Example) -> str:
    texts = [example.value] if example.value else [example.low, example.high]
    numbers = [format_number(Fraction(text), example.unit, len(text.partition(".")[2])) for text in texts]
    return " to ".join(numbers)


def stands_for(interval: Interval, unit: str) -> str:
    """An interval with as many digits as its ends need, and whether its upper end belongs to it."""
    text = format_interval(interval, unit, _decimals(interval))
    return text.replace(" to ", " to under ") if interval.high_open and interval.is_bounded else text


def _decimals(interval: Interval) -> int:
    ends = [Fraction(end) for end in (interval.low, interval.high) if end not in (float("inf"), -float("inf"))]
    return next(places for places in range(MOST_DECIMALS + 1) if all(Fraction(round_half_up(end, places)) == end for end in ends))


def precision_heading(data: Dataset) -> Sentence:
    """How many of the figures stand for an interval, and how many for one number."""
    intervals = [*data.observations["interval"], *data.claims["interval"]]
    if not intervals:
        return Sentence("A printed figure is an interval")
    wide = sum(not interval.is_point for interval in intervals)
    values = {"wide": count(wide), "all": count(len(intervals)), "rest": count(len(intervals) - wide)}
    return Sentence("{wide} of {all} printed figures stand for an interval, {rest} for one number", values)
