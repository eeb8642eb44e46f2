"""Interval arithmetic: what is computed from intervals holds every number that the parts allow, and nothing is lost at the ends."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_analysis.values.interval import Interval, as_interval, exact, total

numbers = st.integers(-2, 2).map(Fraction) | st.fractions(min_value=-50, max_value=50, max_denominator=8)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """A non-empty interval with ends of any kind, also infinite ones."""
    low, high = sorted((draw(numbers), draw(numbers)))
    low = -math.inf if draw(st.integers(0, 9)) == 0 else low
    high = math.inf if draw(st.integers(0, 9)) == 0 else high
    return Interval(low, high, low < high and draw(st.booleans()), low < high and draw(st.booleans()))


@st.composite
def positive_intervals(draw: st.DrawFn) -> Interval:
    """A non-empty interval without zero; zero may be its open end."""
    low, high = sorted((abs(draw(numbers)), abs(draw(numbers)) + 1))
    return Interval(low, draw(st.sampled_from([high, math.inf])), low == 0 or (low < high and draw(st.booleans())))


def number_inside(draw: st.DrawFn, interval: Interval) -> Fraction:
    """One of the closed ends, or the middle (of what is left when an infinite end is cut)."""
    low = interval.low if isinstance(interval.low, Fraction) else Fraction(-60)
    high = interval.high if isinstance(interval.high, Fraction) else Fraction(60)
    closed = [end for end, is_open in ((low, interval.low_open), (high, interval.high_open)) if not is_open]
    return draw(st.sampled_from([*closed, (low + high) / 2]))


@st.composite
def numbers_in(draw: st.DrawFn, source: st.SearchStrategy[Interval]) -> tuple[Interval, Fraction]:
    interval = draw(source)
    return interval, number_inside(draw, interval)


def holds(interval: Interval, number: Fraction) -> bool:
    above = interval.low < number or (interval.low == number and not interval.low_open)
    below = number < interval.high or (number == interval.high and not interval.high_open)
    return above and below


# Worked examples


def test_a_multiple_of_2_1_implies_a_base_of_1198_to_1256_jobs() -> None:
    """2,575 new jobs in 2024 at 2.1-fold: the year before lies between 2575/2.15 and 2575/2.05."""
    base = Interval.point(2575) / Interval(2.05, 2.15)
    assert math.ceil(base.low) == 1198
    assert math.floor(base.high) == 1256


def test_growth_from_2662_to_3815_entrepreneurs_lies_in_the_printed_43_3_per_cent() -> None:
    growth = (Interval.point(3815) / 2662 - 1) * 100
    assert growth.is_point
    assert Interval(43.25, 43.35).contains(growth)


def test_the_part_of_the_target_without_a_sector_is_what_the_ranges_leave() -> None:
    parts = [Interval.point(5000), Interval.point(15000), Interval(1500, 2000), Interval(1500, 2000), Interval(10000, 11500)]
    assert total(parts) == Interval(33000, 35500)
    assert Interval.point(150000) - total(parts) == Interval(114500, 117000)


def test_more_than_25300_less_an_exact_figure_keeps_its_open_end() -> None:
    assert Interval(25300, math.inf, low_open=True) - 12200 == Interval(13100, math.inf, low_open=True)


# Exactness


def test_a_float_is_read_as_it_is_written() -> None:
    assert exact(43.35) == Fraction(867, 20) == exact(Decimal("43.35"))
    assert Fraction(43.35) != Fraction(867, 20)


def test_a_value_on_the_edge_of_a_rounding_interval_is_inside() -> None:
    assert Interval(43.25, 43.35).contains(Interval.point(Fraction(867, 20)))
    assert not Interval(43.25, 43.35, high_open=True).contains(Interval.point(43.35))


def test_infinity_stays_infinite_and_nan_is_refused() -> None:
    assert exact(-math.inf) == -math.inf
    with pytest.raises(ValueError, match="NaN"):
        exact(math.nan)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_finite_float_survives_the_way_to_a_rational_and_back(number: float) -> None:
    assert float(exact(number)) == number


# Ends


def test_an_interval_with_its_ends_exchanged_is_refused() -> None:
    with pytest.raises(ValueError, match="low end 3 exceeds high end 2"):
        Interval(3, 2)


def test_an_infinite_end_is_open_whatever_was_asked() -> None:
    interval = Interval.at_least(1271)
    assert interval.high_open
    assert not interval.low_open
    assert not interval.is_bounded
    assert interval.width == math.inf


def test_intervals_that_touch_share_a_number_only_if_both_ends_are_closed() -> None:
    assert Interval(1, 2).overlaps(Interval(2, 3))
    assert not Interval(1, 2, high_open=True).overlaps(Interval(2, 3))
    assert not Interval(1, 2).overlaps(Interval(2, 3, low_open=True))


def test_a_zero_that_is_reached_makes_a_product_zero_beside_an_open_end() -> None:
    assert Interval(0, 1) * Interval(1, 2, low_open=True, high_open=True) == Interval(0, 2, high_open=True)
    assert Interval.point(0) * Interval.at_least(5) == Interval.point(0)
    assert Interval(0, 1, low_open=True) * Interval.at_least(1) == Interval(0, math.inf, low_open=True)


def test_division_by_what_may_be_zero_is_refused() -> None:
    for divisor in (Interval(0, 3), Interval(-1, 1), Interval(-1, 0)):
        with pytest.raises(ZeroDivisionError, match="may be zero"):
            Interval.point(1) / divisor


def test_division_by_a_positive_number_of_unknown_smallness_has_no_upper_end() -> None:
    assert Interval.point(6) / Interval(0, 3, low_open=True) == Interval.at_least(2)
    assert Interval.point(6) / Interval(-3, 0, high_open=True) == Interval(-math.inf, -2)


def test_the_sum_of_nothing_is_zero() -> None:
    assert total([]) == Interval.point(0)


def test_a_number_is_the_interval_of_itself() -> None:
    assert as_interval(702) == Interval.point(702)
    assert as_interval(Interval(1, 2)) == Interval(1, 2)


# Laws


@given(intervals(), numbers)
def test_a_number_is_inside_exactly_if_it_passes_both_ends(interval: Interval, number: Fraction) -> None:
    point = Interval.point(number)
    assert interval.contains(point) == interval.overlaps(point) == holds(interval, number)


@given(numbers_in(intervals()), numbers_in(intervals()))
def test_every_sum_difference_and_product_of_numbers_inside_is_inside(
    first: tuple[Interval, Fraction], second: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = first, second
    assert holds(a + b, x + y)
    assert holds(a - b, x - y)
    assert holds(a * b, x * y)
    assert holds(-a, -x)


@given(numbers_in(intervals()), numbers_in(positive_intervals()))
def test_every_quotient_of_numbers_inside_is_inside(first: tuple[Interval, Fraction], second: tuple[Interval, Fraction]) -> None:
    (a, x), (b, y) = first, second
    assert holds(a / b, x / y)
    assert holds(a / -b, x / -y)


@given(intervals(), intervals())
def test_a_closed_end_of_a_product_is_reached_by_closed_ends(a: Interval, b: Interval) -> None:
    product = a * b
    ends = [(x, y) for x in (a.low, a.high) for y in (b.low, b.high)]
    finite = {x * y for x, y in ends if not math.isinf(x) and not math.isinf(y)}
    assert product.low_open or product.low in finite | {0}
    assert product.high_open or product.high in finite | {0}


@given(intervals(), intervals(), numbers)
def test_the_intersection_holds_what_both_hold(a: Interval, b: Interval, number: Fraction) -> None:
    if a.overlaps(b):
        both = a.intersect(b)
        assert holds(both, number) == (holds(a, number) and holds(b, number))
        assert a.contains(both)
        assert both == b.intersect(a)
    else:
        assert not (holds(a, number) and holds(b, number))
        with pytest.raises(ValueError, match="disjoint"):
            a.intersect(b)


@given(intervals(), intervals(), intervals())
def test_the_hull_is_the_smallest_interval_around_both(a: Interval, b: Interval, around: Interval) -> None:
    hull = a.hull(b)
    assert hull.contains(a)
    assert hull.contains(b)
    assert hull == b.hull(a)
    assert around.contains(hull) == (around.contains(a) and around.contains(b))


@given(intervals(), intervals())
def test_hull_and_intersection_absorb_each_other(a: Interval, b: Interval) -> None:
    assert a.intersect(a.hull(b)) == a
    if a.overlaps(b):
        assert a.hull(a.intersect(b)) == a


@given(intervals(), intervals())
def test_of_two_intervals_one_lies_below_the_other_or_they_overlap(a: Interval, b: Interval) -> None:
    assert [a.below(b), b.below(a), a.overlaps(b)].count(True) == 1


@given(intervals())
def test_intervals_of_the_same_numbers_are_equal_and_hash_alike(interval: Interval) -> None:
    twin = Interval(interval.low, interval.high, interval.low_open, interval.high_open)
    assert {twin: "found"}[interval] == "found"
