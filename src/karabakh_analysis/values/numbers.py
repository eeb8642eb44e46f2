"""How numbers are printed on pages (English) and in tables (plain)."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from karabakh_analysis.values.interval import End, Interval, exact

NARROW_SPACE = "\u202f"
# What a unit cannot go below: nothing can decrease by more than the whole.
LEAST = {"percent": -100}
MINUS = "\u2212"
DECIMALS = {"percent": 1, "percentage points": 1, "fold": 2, "index": 3, "parts": 1, "ratio": 1}
# Numbers that count nothing: 2030 is no 2,030.
UNGROUPED = frozenset({"calendar year"})
SUFFIX = {"percent": f"{NARROW_SPACE}%", "percentage points": f"{NARROW_SPACE}pp", "fold": "-fold"}


def round_half_up(number: End | int, decimals: int) -> Decimal:
    """Round as statistical offices do: a half goes away from zero. A float is read as `exact` reads it."""
    scaled = Fraction(exact(number)) * Fraction(10) ** decimals
    halves = abs(scaled) + Fraction(1, 2)
    whole = halves.numerator // halves.denominator * (1 if scaled >= 0 else -1)
    return Decimal(whole).scaleb(-decimals)


def format_number(number: End | int, unit: str = "", decimals: int | None = None) -> str:
    """Print a number for a page: 2,575; 43.3 %; 2.59-fold; −37.

    Parameters
    ----------
    number
        A finite number in ``unit``.
    unit
        Unit of the quantity. Per cent, percentage points and fold are appended; others are left to the sentence or table head.
    decimals
        Digits after the point; by default those of the unit (whole numbers for counts and amounts).
    """
    places = DECIMALS.get(unit, 0) if decimals is None else decimals
    rounded = round_half_up(number, places)
    sign = MINUS if rounded < 0 else ""
    digits = f"{abs(rounded)}" if unit in UNGROUPED else f"{abs(rounded):,}"
    return f"{sign}{digits}{SUFFIX.get(unit, '')}"


def format_interval(interval: Interval, unit: str = "", decimals: int | None = None) -> str:
    """Print an interval for a page; one number where both ends print alike.

    ``[1198, 1256]`` is "1,198 to 1,256", ``[1271, inf)`` "at least 1,271", ``(25300, inf)`` "more than 25,300",
    ``(0, 2.03]`` "at most 2.03-fold" (nothing but the sign confines it from below; for per cent −100 likewise), ``[0, 500]`` stays
    "0 to 500", and ``(-inf, inf)`` is "unknown".
    """
    low_known, high_known = not math.isinf(interval.low), not math.isinf(interval.high)
    if not low_known and not high_known:
        return "unknown"
    if not high_known:
        return f"{'more than' if interval.low_open else 'at least'} {format_number(interval.low, unit, decimals)}"
    if not low_known or (interval.low_open and interval.low == LEAST.get(unit, 0)):
        return f"{'less than' if interval.high_open else 'at most'} {format_number(interval.high, unit, decimals)}"
    return _two_ends(interval, unit, decimals)


def _two_ends(interval: Interval, unit: str, decimals: int | None) -> str:
    low, high = (format_number(end, unit, decimals) for end in (interval.low, interval.high))
    if low == high:
        return low
    return f"{low.removesuffix(SUFFIX.get(unit, ''))} to {high}" if unit in SUFFIX else f"{low} to {high}"


def plain_number(number: End | int | None, decimals: int = 6) -> str:
    """Print a number for a CSV: no separators, exponents or trailing zeros; nothing for an unknown or infinite one."""
    if number is None or math.isnan(number) or math.isinf(number):
        return ""
    text = f"{round_half_up(number, decimals):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text
