"""How numbers are printed on pages and in tables."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_analysis.values.interval import Interval
from karabakh_analysis.values.numbers import format_interval, format_number, plain_number, round_half_up

fractions = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**4)


# Rounding


@pytest.mark.parametrize(
    ("number", "decimals", "rounded"),
    [
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(7, 2), 0, "4"),
        (43.35, 1, "43.4"),
        (2.675, 2, "2.68"),
        (1.005, 2, "1.01"),
        (Fraction(1, 3), 3, "0.333"),
        (2575, 0, "2575"),
        (Fraction(-1, 1000), 2, "0.00"),
    ],
)
def test_a_half_goes_away_from_zero(number: Fraction | float, decimals: int, rounded: str) -> None:
    assert str(round_half_up(number, decimals)) == rounded


@given(fractions, st.integers(0, 4))
def test_rounding_moves_a_number_by_half_a_unit_at_most(number: Fraction, decimals: int) -> None:
    distance = abs(Fraction(round_half_up(number, decimals)) - number)
    assert distance <= Fraction(1, 2 * 10**decimals)


@given(fractions, st.integers(0, 4))
def test_rounding_is_the_same_on_both_sides_of_zero(number: Fraction, decimals: int) -> None:
    assert round_half_up(-number, decimals) == -round_half_up(number, decimals)


@given(fractions, fractions, st.integers(0, 4))
def test_rounding_keeps_the_order(a: Fraction, b: Fraction, decimals: int) -> None:
    low, high = sorted((a, b))
    assert round_half_up(low, decimals) <= round_half_up(high, decimals)


@given(st.integers(-(10**9), 10**9), st.integers(0, 4))
def test_a_half_is_never_rounded_towards_zero(whole: int, decimals: int) -> None:
    unit = Fraction(1, 10**decimals)
    number = abs(whole) * unit + unit / 2
    assert Fraction(round_half_up(number, decimals)) == (abs(whole) + 1) * unit


@given(fractions)
def test_rounding_twice_changes_nothing(number: Fraction) -> None:
    once = round_half_up(number, 2)
    assert round_half_up(Fraction(once), 2) == once


# Pages


@pytest.mark.parametrize(
    ("number", "unit", "printed"),
    [
        (2575, "jobs", "2,575"),
        (Fraction(433, 10), "percent", "43.3\u202f%"),
        (Fraction(-3, 10), "percentage points", "\u22120.3\u202fpp"),
        (Fraction(380, 147), "fold", "2.59-fold"),
        (-37, "jobs", "\u221237"),
        (Fraction(-1, 10), "jobs", "0"),
        (Fraction(1, 8), "index", "0.125"),
        (150000, "", "150,000"),
    ],
)
def test_a_number_is_printed_in_english_with_its_unit(number: Fraction | int, unit: str, printed: str) -> None:
    assert format_number(number, unit) == printed


def test_the_digits_after_the_point_can_be_asked_for() -> None:
    assert format_number(Fraction(380, 147), "fold", decimals=1) == "2.6-fold"
    assert format_number(Fraction(5, 2), "jobs", decimals=1) == "2.5"


@pytest.mark.parametrize(
    ("interval", "unit", "printed"),
    [
        (Interval(1198, 1256), "jobs", "1,198 to 1,256"),
        (Interval.at_least(1271), "jobs", "at least 1,271"),
        (Interval(25300, math.inf, low_open=True), "persons", "more than 25,300"),
        (Interval(-math.inf, 37), "jobs", "at most 37"),
        (Interval(-math.inf, 37, high_open=True), "jobs", "less than 37"),
        (Interval(0, 2.03, low_open=True), "fold", "at most 2.03-fold"),
        (Interval(0, 2.03, low_open=True, high_open=True), "fold", "less than 2.03-fold"),
        (Interval(0, 500), "jobs", "0 to 500"),
        (Interval(0, 2.03), "fold", "0.00 to 2.03-fold"),
        (Interval(2.05, 2.15), "fold", "2.05 to 2.15-fold"),
        (Interval(43.25, 43.35), "percent", "43.3 to 43.4\u202f%"),
        (Interval(43.26, 43.34), "percent", "43.3\u202f%"),
        (Interval(-math.inf, math.inf), "jobs", "unknown"),
        (Interval.point(702), "jobs", "702"),
    ],
)
def test_an_interval_is_printed_with_the_ends_that_are_known(interval: Interval, unit: str, printed: str) -> None:
    assert format_interval(interval, unit) == printed


@given(fractions)
def test_a_point_is_printed_as_its_number(number: Fraction) -> None:
    assert format_interval(Interval.point(number), "percent") == format_number(number, "percent")


@given(fractions)
def test_a_printed_number_can_be_read_back(number: Fraction) -> None:
    printed = format_number(number, decimals=3).replace(",", "").replace("\u2212", "-")
    assert Decimal(printed) == round_half_up(number, 3)


# Tables


@pytest.mark.parametrize(
    ("number", "printed"),
    [
        (2575, "2575"),
        (Fraction(867, 20), "43.35"),
        (43.35, "43.35"),
        (Fraction(1, 3), "0.333333"),
        (150000.0, "150000"),
        (1e-9, "0"),
        (-1e-9, "0"),
        (10**15, "1000000000000000"),
        (None, ""),
        (math.nan, ""),
        (math.inf, ""),
        (-math.inf, ""),
    ],
)
def test_a_table_holds_plain_numbers(number: Fraction | float | None, printed: str) -> None:
    assert plain_number(number) == printed


@given(fractions)
def test_a_plain_number_has_no_separator_exponent_or_trailing_zero(number: Fraction) -> None:
    text = plain_number(number)
    assert set(text) <= set("-0123456789.")
    assert not ("." in text and text.endswith(("0", ".")))
    assert abs(Fraction(text) - number) <= Fraction(1, 2 * 10**6)


def test_a_calendar_year_has_no_separator() -> None:
    assert format_number(2030, "calendar year") == "2030"
    assert format_interval(Interval(2074, 2076), "calendar year") == "2074 to 2076"
    assert format_number(2030) == "2,030"
