"""Every row of the table of precisions, with figures as the documents print them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.precision import interval_of, printed_unit, printed_words, truncation_interval
from karabakh_analysis.values import Interval
from karabakh_analysis.values.interval import INFINITY


def stands_for(value: str, precision: str, unit: str = "jobs", kind: str = "flow") -> Interval:
    return interval_of(value, "", "", precision, unit, kind)


@pytest.mark.parametrize(
    ("value", "precision", "unit", "low", "high"),
    [
        ("2575", "exact", "jobs", "2575", "2575"),
        ("60900", "rounded", "jobs", "60850", "60950"),
        ("5000", "rounded", "jobs", "4500", "5500"),
        ("5000", "about", "jobs", "4500", "5500"),
        ("1000", "rounded", "jobs", "900", "1100"),
        ("7", "rounded", "jobs", "6.5", "7.5"),
        ("65000000", "rounded", "AZN", "64500000", "65500000"),
        ("43.3", "rounded", "percent", "43.25", "43.35"),
        ("3.0", "rounded", "fold", "2.95", "3.05"),
        ("2.1", "rounded", "fold", "2.05", "2.15"),
        ("30", "rounded", "percent", "29.5", "30.5"),
        ("2", "rounded", "fold", "1.5", "2.5"),
        ("1.5", "rounded", "AZN", "1.45", "1.55"),
        ("-37.3", "rounded", "percent", "-37.35", "-37.25"),
        ("-37", "exact", "jobs", "-37", "-37"),
        ("500", "up_to", "jobs", "0", "500"),
        ("0", "rounded", "jobs", "0", "0"),
    ],
)
def test_a_printed_figure_spans_what_its_precision_allows(value: str, precision: str, unit: str, low: str, high: str) -> None:
    assert stands_for(value, precision, unit) == Interval(Fraction(low), Fraction(high))


def test_nearly_lies_below_the_figure_and_excludes_it() -> None:
    assert stands_for("60900", "nearly") == Interval(60800, 60900, high_open=True)
    assert stands_for("2000", "nearly") == Interval(1800, 2000, high_open=True)
    assert stands_for("13", "nearly", "percent") == Interval(12, 13, high_open=True)
    assert stands_for("3", "nearly", "percent") == Interval(Fraction("2.7"), 3, high_open=True)


def test_more_than_has_no_upper_end_and_excludes_the_figure() -> None:
    assert stands_for("25300", "more_than") == Interval(25300, INFINITY, low_open=True)


def test_a_range_is_its_printed_ends() -> None:
    assert interval_of("", "1500", "2000", "range", "jobs") == Interval(1500, 2000)


@pytest.mark.parametrize("precision", ["exact", "rounded", "more_than", "up_to"])
def test_a_target_is_a_stipulation(precision: str) -> None:
    assert stands_for("150000", precision, kind="target").is_point


@pytest.mark.parametrize(("precision", "low", "high", "is_open"), [("about", 145000, 155000, False), ("nearly", 140000, 150000, True)])
def test_a_target_that_is_only_about_something_stays_an_interval(precision: str, low: int, high: int, is_open: bool) -> None:
    assert stands_for("150000", precision, kind="target") == Interval(low, high, high_open=is_open)


def test_a_target_range_keeps_its_ends() -> None:
    assert interval_of("", "1500", "2000", "range", "jobs", "target") == Interval(1500, 2000)


def test_a_decrease_by_more_than_a_third_lies_below_it() -> None:
    assert stands_for("-33", "more_than", "percent") == Interval(-INFINITY, -33, high_open=True)


@pytest.mark.parametrize(
    ("value", "unit", "step"),
    [
        ("60900", "jobs", "100"),
        ("5000", "jobs", "1000"),
        ("2575", "jobs", "1"),
        ("-1200", "jobs", "100"),
        ("0", "jobs", "1"),
        ("43.3", "percent", "0.1"),
        ("40", "percent", "1"),
        ("3.0", "fold", "0.1"),
        ("1.25", "AZN", "0.01"),
    ],
)
def test_the_last_printed_digit_has_a_unit(value: str, unit: str, step: str) -> None:
    assert printed_unit(value, unit) == Fraction(step)


def test_a_truncated_figure_lies_within_one_unit_away_from_zero() -> None:
    assert truncation_interval("2.6", "fold") == Interval(Fraction("2.6"), Fraction("2.7"), high_open=True)
    assert truncation_interval("-12.5", "percent") == Interval(Fraction("-12.6"), Fraction("-12.5"), low_open=True)


def test_an_unknown_precision_is_refused() -> None:
    with pytest.raises(ValueError, match="roughly"):
        stands_for("5", "roughly")


def test_words_go_with_the_precisions_that_need_them() -> None:
    assert [printed_words(precision) for precision in ("about", "exact", "more_than")] == ["about ", "", "more than "]


@given(st.integers(1, 10**9), st.sampled_from(["exact", "rounded", "about", "up_to"]))
def test_a_figure_lies_in_its_own_interval_and_a_count_is_never_off_by_more_than_a_tenth(value: int, precision: str) -> None:
    interval = stands_for(str(value), precision)
    assert interval.contains(Interval.point(value))
    assert precision == "up_to" or interval.width <= Fraction(value, 5)


@given(st.integers(1, 10**9), st.sampled_from(["exact", "rounded", "about", "nearly"]))
def test_a_decrease_is_the_mirror_image_of_an_increase(value: int, precision: str) -> None:
    assert stands_for(f"-{value}", precision) == -stands_for(str(value), precision)


def test_a_derived_figure_of_the_founding_article_spans_a_tenth(frozen: Dataset) -> None:
    claims = frozen.claims.set_index("claim_id")
    assert claims.at["newsaz-2025-jobs-2024/c01", "interval"] == Interval(Fraction("2.05"), Fraction("2.15"))
