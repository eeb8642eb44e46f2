"""The interval that a printed figure stands for, by its precision (notebook 09)."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.precision import RULES, STIPULATED, STIPULATION, interval_of
from karabakh_analysis.values import Interval, Sentence, format_interval, format_number
from karabakh_analysis.values.numbers import round_half_up

TARGET = "any, for a target"
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
    """One row an example: how it is printed, what `interval_of` reads, the rule, and how many rows of the data are printed so."""
    found = _rows_by_precision(data)
    rows = [_row(example, found) for example in EXAMPLES]
    return pd.DataFrame(rows, index=[_as_printed(example) for example in EXAMPLES])


def _row(example: Example, found: Counter[str]) -> dict[str, object]:
    name = _name(example.precision, example.kind)
    rule = STIPULATION if example.kind else RULES[example.precision]
    return {"Precision": name, "Stands for": stands_for(interval_of(*example), example.unit), "Rule": rule, "Rows": found[name]}


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
    """How many of the figures are printed with another precision than to the unit."""
    precisions = [*data.observations["precision"], *data.claims["precision"]]
    loose = sum(precision != "exact" for precision in precisions)
    if not precisions:
        return Sentence("A printed figure is an interval")
    values = {"loose": count(loose), "all": count(len(precisions))}
    return Sentence("{loose} of {all} figures are not printed to the unit: each is an interval", values)
