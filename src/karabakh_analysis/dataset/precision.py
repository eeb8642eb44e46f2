"""A published figure as an interval, by the precision with which it is printed.

Source: the table of precisions in the methods of this collection (page "Data and methods").
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from karabakh_analysis.values import Interval
from karabakh_analysis.values.interval import INFINITY

RATES = ("percent", "fold", "rank")
STIPULATED = ("rounded", "more_than", "up_to", "exact")
# What `interval_of` does, in words: v is the printed figure, u the unit of its last digit (see `printed_unit`).
RULES = {
    "exact": "v alone",
    "rounded": "half of u to either side; of a whole count at most v/10",
    "about": "half of u to either side; of a whole count at most v/10",
    "nearly": "from v - u, u at most v/10, up to v, which is left out",
    "more_than": "everything above v; there is no upper end",
    "up_to": "from nothing to v",
    "range": "from the lower to the higher printed end",
}


def printed_unit(value: str, unit: str) -> Fraction:
    """The unit of the last printed digit.

    Per cent, fold and decimals: the last digit of ``value`` (43.3: a tenth). Whole counts and amounts: the last digit that is not zero
    (60900: a hundred).
    """
    number = Decimal(value)
    exponent = number.as_tuple().exponent
    if "." in value or unit in RATES:
        return Fraction(10) ** int(exponent)
    digits = value.lstrip("-")
    return Fraction(10) ** (len(digits) - len(digits.rstrip("0")) if digits.strip("0") else 0)


def interval_of(value: str, low: str, high: str, precision: str, unit: str, kind: str = "") -> Interval:
    """The interval that a printed figure stands for.

    Parameters
    ----------
    value, low, high
        Printed numbers as text; ``low`` and ``high`` for a range, else ``value``.
    precision
        ``exact``, ``rounded``, ``about``, ``nearly``, ``more_than``, ``up_to`` or ``range``.
    unit
        Unit of the figure.
    kind
        ``target`` for a stipulation: exact unless about, nearly or a range.

    Returns
    -------
    Interval
        In ``unit``. An end that the precision excludes is open.

    Raises
    ------
    ValueError
        For a precision that is not one of the above.
    """
    if precision == "range":
        return Interval(Fraction(low), Fraction(high))
    if kind == "target" and precision in STIPULATED:
        return Interval.point(Fraction(value))
    size, negative = abs(Fraction(value)), value.startswith("-")
    interval = _interval_of_size(size, printed_unit(value, unit), precision, unit in RATES or "." in value)
    return -interval if negative else interval


def _interval_of_size(size: Fraction, step: Fraction, precision: str, is_decimal: bool) -> Interval:
    """Interval of a figure without its sign; ``step`` is the unit of its last printed digit."""
    match precision:
        case "exact":
            return Interval.point(size)
        case "rounded" | "about":
            half = step / 2 if is_decimal else min(step / 2, size / 10)
            return Interval(size - half, size + half)
        case "nearly":
            return Interval(size - min(step, size / 10), size, high_open=True)
        case "more_than":
            return Interval(size, INFINITY, low_open=True)
        case "up_to":
            return Interval(0, size)
        case _:
            raise ValueError(f"unknown precision {precision!r}")


def truncation_interval(value: str, unit: str) -> Interval:
    """Where a figure lies if its later digits were cut off instead of rounded: [v, v+u), for negative v (v-u, v]."""
    number, step = Fraction(value), printed_unit(value, unit)
    if value.startswith("-"):
        return Interval(number - step, number, low_open=True)
    return Interval(number, number + step, high_open=True)


WORDS = {"about": "about ", "nearly": "nearly ", "more_than": "more than ", "up_to": "up to "}


def printed_words(precision: str) -> str:
    """The English words that a precision puts before a number."""
    return WORDS.get(precision, "")
