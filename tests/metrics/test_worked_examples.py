"""Metrics on figures that documents print, each worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_analysis.metrics import (
    MetricError,
    UndefinedRatioError,
    aggregate,
    attainment,
    concentration,
    contributions,
    difference,
    effective_number,
    fold,
    growth_form,
    made_over_planned,
    percent_change,
    required_pace,
    sector_coverage,
    share,
    top_share,
)
from karabakh_analysis.values import Interval, Quantity, format_interval
from karabakh_analysis.values.interval import INFINITY

SIZES = st.integers(1, 500)


def jobs(low: float, high: float | None = None, row: str = "d/01") -> Quantity:
    """A count of jobs."""
    return Quantity(Interval(low, low if high is None else high), "jobs", evidence=(row,))


def test_proprietors_from_2662_to_3815_grow_by_43_3_per_cent() -> None:
    # 3,815 / 2,662 = 1.43313...
    assert percent_change(jobs(3815), jobs(2662)).text == "43.3\u202f%"


def test_enterprises_from_147_to_380_are_2_6_fold_within_rounding() -> None:
    # 380 / 147 = 2.585, inside [2.55, 2.65]
    assert Interval(2.55, 2.65).contains(fold(jobs(380), jobs(147)).interval)


def test_growth_on_a_base_that_is_only_a_lower_bound_has_an_upper_end_alone() -> None:
    base = Quantity(Interval.at_least(1271), "jobs", "bounded")
    assert fold(jobs(2575), base).text == "at most 2.03-fold"  # 2,575 / 1,271 = 2.026


def test_growth_on_zero_is_a_named_error_and_not_infinite() -> None:
    with pytest.raises(UndefinedRatioError):
        fold(jobs(5), jobs(0))


@pytest.mark.parametrize(("base", "form"), [(29, "counts"), (30, "both"), (99, "both"), (100, "rate")])
def test_small_bases_are_printed_as_counts(base: int, form: str) -> None:
    assert growth_form(jobs(base)) == form


def test_the_second_half_of_2023_spans_the_vintages_of_the_first() -> None:
    # 1,271 - 623 = 648 and 1,271 - 593 = 678: the ten districts' year and the two vintages of the half come from different documents.
    half = difference([jobs(1271, row="apa/03")], [jobs(623, row="trend/01"), jobs(593, row="azernews/02")])
    assert format_interval(half.interval) == "648 to 678"


def test_one_document_gives_the_difference_of_its_own_figures() -> None:
    longer, shorter = [jobs(209, row="trend/15")], [jobs(194, row="trend/05")]
    assert difference(longer, shorter).text == "15"


def test_a_sum_over_part_of_the_members_is_a_lower_bound() -> None:
    assert aggregate([jobs(700), jobs(571), None], unit="jobs").text == "at least 1,271"


def test_a_share_of_a_rounded_whole_is_an_interval() -> None:
    # 1,241 of 48,900 +- 50: 1,241 / 48,950 to 1,241 / 48,850
    interval = share(jobs(1241), jobs(48850, 48950)).interval
    assert (float(interval.low), float(interval.high)) == pytest.approx((2.5352, 2.5404), abs=1e-4)


def test_contributions_add_up_to_the_growth_of_the_sum() -> None:
    levels = pd.DataFrame({"later": [jobs(625), jobs(275), jobs(371)], "base": [jobs(9), jobs(128), jobs(660)]})
    points = contributions(levels)["contribution"]
    assert sum(point.interval.low for point in points) == percent_change(jobs(1271), jobs(797)).interval.low


def test_contributions_over_no_places_are_a_named_error() -> None:
    with pytest.raises(MetricError):
        contributions(pd.DataFrame({"later": [], "base": []}))


def test_concentration_of_a_printed_table_is_one_number() -> None:
    # Shares 1/2, 1/4, 1/4: 1/4 + 1/16 + 1/16 = 3/8, that is 8/3 equal places.
    index = concentration([jobs(50), jobs(25), jobs(25)], jobs(100))
    assert index.interval == Interval.point(Fraction(3, 8))
    assert effective_number(index).text == "2.7"


def test_concentration_of_a_bounded_table_runs_from_level_to_lopsided() -> None:
    # 50 is printed; the others share 50 within 0 to 40: 25 and 25 at the least, 40 and 10 at the most.
    index = concentration([jobs(50), jobs(0, 40), jobs(0, 40)], jobs(100))
    assert index.interval == Interval(Fraction(2500 + 625 + 625, 10000), Fraction(2500 + 1600 + 100, 10000))


def test_parts_that_cannot_add_to_the_total_are_refused() -> None:
    with pytest.raises(MetricError):
        concentration([jobs(50), jobs(0, 40)], jobs(100))


def test_concentration_that_is_not_defined_is_a_named_error() -> None:
    with pytest.raises(MetricError, match="not negative"):
        concentration([jobs(-1, 0), jobs(1, 3)], jobs(2))
    with pytest.raises(MetricError, match="the top 0"):
        top_share([], jobs(2), 0)
    with pytest.raises(UndefinedRatioError, match="above zero"):
        effective_number(Quantity(Interval(0, 1), "index", "bounded"))


def test_the_two_largest_hold_at_least_what_the_most_equal_parts_leave_them() -> None:
    top = top_share([jobs(702), jobs(471), jobs(324, 1037), jobs(0, 713)], jobs(2575))
    assert float(top.interval.low) == pytest.approx(100 * (702 + 701) / 2575)  # the other two share 2,575 - 702 - 471 = 1,402


def test_the_part_of_the_target_without_a_sector() -> None:
    # 20-25, 15-17, 10-11.5, 5, 1.5-2, 1-1.5 thousand: 52,500 to 62,000; 150,000 less that is 88,000 to 97,500.
    ranges = [(20000, 25000), (15000, 17000), (10000, 11500), (5000, 5000), (1500, 2000), (1000, 1500)]
    covered, left = sector_coverage([jobs(*ends) for ends in ranges], jobs(150000))
    assert (covered.text, left.text) == ("52,500 to 62,000", "88,000 to 97,500")


def test_the_required_pace_is_what_is_missing_a_year() -> None:
    pace = required_pace(jobs(150000), Quantity(Interval(0, 6000), "jobs"), 5)
    assert (pace.text, pace.unit) == ("28,800 to 30,000", "jobs a year")


def test_a_target_that_is_met_needs_no_pace_and_one_without_time_is_refused() -> None:
    assert required_pace(jobs(100), jobs(120), 2).text == "0"
    with pytest.raises(MetricError):
        required_pace(jobs(100), jobs(20), 0)


def test_attainment_of_a_target_below_its_start_is_not_defined() -> None:
    with pytest.raises(UndefinedRatioError):
        attainment(jobs(5), jobs(10), jobs(10))


BOXES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=5)


@given(BOXES)
def test_concentration_contains_every_table_within_its_intervals(boxes: list[tuple[int, int, int]]) -> None:
    values = [value for value, _, _ in boxes]
    total = sum(values)
    if total == 0:
        return
    parts = [jobs(max(0, value - below), value + above) for value, below, above in boxes]
    truth = Fraction(sum(value**2 for value in values), total**2)
    interval = concentration(parts, jobs(total)).interval
    assert interval.low <= truth <= interval.high


@given(SIZES, SIZES, SIZES, SIZES)
def test_growth_contains_every_pair_of_levels(later: int, base: int, slack: int, other: int) -> None:
    interval = percent_change(jobs(later, later + slack), jobs(base, base + other)).interval
    assert interval.contains(percent_change(jobs(later), jobs(base)).interval)
    assert interval.contains(percent_change(jobs(later + slack), jobs(base + other)).interval)


@given(st.lists(st.tuples(SIZES, SIZES, st.integers(0, 20)), min_size=1, max_size=5))
def test_contributions_contain_those_of_every_table(rows: list[tuple[int, int, int]]) -> None:
    loose = pd.DataFrame({"later": [jobs(a, a + s) for a, _, s in rows], "base": [jobs(b, b + s) for _, b, s in rows]})
    exact = pd.DataFrame({"later": [jobs(a) for a, _, _ in rows], "base": [jobs(b + s) for _, b, s in rows]})
    for wide, narrow in zip(contributions(loose)["contribution"], contributions(exact)["contribution"], strict=True):
        assert wide.interval.contains(narrow.interval)


def test_what_is_made_of_an_open_plan_is_a_ceiling() -> None:
    # Nearly 970 jobs of more than 2,000 planned; 142 million of more than 312 million.
    jobs = made_over_planned(Quantity(Interval(960, 970), "jobs"), Quantity(Interval(2000, INFINITY, low_open=True), "jobs"))
    assert (jobs.interval, jobs.status) == (Interval(0, 48.5, low_open=True, high_open=True), "bounded")


def test_an_open_count_of_an_open_plan_is_not_confined() -> None:
    both = Quantity(Interval(115, INFINITY, low_open=True), "AZN"), Quantity(Interval(260, INFINITY, low_open=True), "AZN")
    assert made_over_planned(*both).status == "unknown"


def test_an_open_count_of_a_known_plan_is_a_floor() -> None:
    part = made_over_planned(Quantity(Interval(20, INFINITY, low_open=True), "AZN"), Quantity(Interval.point(100), "AZN"))
    assert part.interval == Interval(20, INFINITY, low_open=True)


def test_a_part_of_a_plan_that_may_be_zero_is_refused() -> None:
    with pytest.raises(UndefinedRatioError, match="plan that may be zero"):
        made_over_planned(Quantity(Interval.point(330), "jobs"), Quantity(Interval(0, 2900), "jobs"))
