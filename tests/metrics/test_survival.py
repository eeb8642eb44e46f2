"""Survival, the stock that a flow leaves, and arrival at a target: worked examples and laws."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from karabakh_analysis.metrics import (
    HORIZON,
    Arrival,
    Course,
    FlowError,
    Survival,
    SurvivalError,
    arrival,
    arrival_between,
    calendar_year,
    ceiling,
    moment,
    needed_between,
    needed_flow,
    required_pace,
    stock,
    stock_between,
)
from karabakh_analysis.values import Interval, Quantity

EUROSTAT = Survival(0.82, 0.45)
SHARES = st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95)).filter(lambda pair: pair[1] < pair[0] - 0.01)
SURVIVALS = SHARES.map(lambda pair: Survival(*pair))
MAYBE = st.one_of(st.none(), SURVIVALS)
FLOWS = st.floats(1, 50_000)
GROWTHS = st.sampled_from([-60.0, -10.0, -1.0, 0.0, 0.5, 5.0, 40.0, 100.0])
REACHED = st.floats(0, 20_000)


def jobs(low: float, high: float | None = None, unit: str = "jobs") -> Quantity:
    return Quantity(Interval(low, low if high is None else high), unit, evidence=("d/01",))


def test_the_survival_of_european_enterprises_by_hand() -> None:
    # k = ln(ln 0.45 / ln 0.82) / ln 5 = ln(4.023705) / 1.609438 = 0.865024; S(10) = exp(-0.198451 * 10^k) = exp(-1.454395)
    assert EUROSTAT.shape == pytest.approx(0.865024, abs=1e-6)
    assert EUROSTAT.at(10) == pytest.approx(0.23354, abs=1e-5)


def test_three_years_of_a_flow_by_hand() -> None:
    # Ends of years: 100 new, 82 and 82 * 100 one year later, S(2) = exp(ln 0.82 * 2^k)
    two = math.exp(math.log(0.82) * 2**EUROSTAT.shape)
    assert stock(0, Course(100, 0, EUROSTAT), 1) == 100
    assert stock(0, Course(100, 0, EUROSTAT), 2) == pytest.approx(182)
    assert stock(0, Course(100, 0, EUROSTAT), 3) == pytest.approx(182 + 100 * two)


def test_a_flow_of_100_that_grows_by_a_tenth_adds_110_and_121() -> None:
    assert stock(0, Course(100, 10), 1) == pytest.approx(110)
    assert stock(0, Course(100, 10), 2) == pytest.approx(231)
    assert stock(0, Course(100, 10), 1.5) == pytest.approx(110 + 121 / 2)


def test_what_had_been_reached_counts_as_new_at_the_start() -> None:
    assert stock(1000, Course(0, 0, EUROSTAT), 1) == pytest.approx(820)
    assert stock(1000, Course(0, 0, EUROSTAT), 5) == pytest.approx(450)
    assert stock(1000, Course(0), 5) == 1000


def test_2976_jobs_a_year_add_up_to_150000_in_2074_if_5087_are_credited_and_in_2075_if_none_is() -> None:
    # (150,000 - 5,087) / 2,976 = 48.69 and 150,000 / 2,976 = 50.40 years after 30 June 2025
    found = arrival_between(jobs(150_000), jobs(0, 5087), jobs(2976, unit="jobs a year"))
    assert (found.earliest, found.latest) == (pytest.approx(48.6939, abs=1e-4), pytest.approx(50.4032, abs=1e-4))
    assert found.years(pd.Timestamp("2025-06-30")) == Interval(2074, 2075)


def test_with_the_survival_of_enterprises_2976_jobs_a_year_never_leave_150000() -> None:
    found = arrival_between(jobs(150_000), jobs(0, 5087), jobs(2976, unit="jobs a year"), survival=EUROSTAT)
    assert found.never
    assert found.years(pd.Timestamp("2025-06-30")) is None
    assert 15_000 < ceiling(Course(2976, 0, EUROSTAT)) < 25_000


def test_an_arrival_that_one_end_never_reaches_has_no_last_year() -> None:
    found = arrival_between(jobs(20_000), jobs(0), jobs(2000, 5000, "jobs a year"), survival=EUROSTAT)
    assert found.latest is None
    assert not found.never
    years = found.years(pd.Timestamp("2025-12-31"))
    assert years is not None
    assert math.isinf(years.high)


def test_a_flow_without_an_upper_end_leaves_the_arrival_open() -> None:
    least = Quantity(Interval.at_least(2150), "jobs a year", "bounded")
    found = arrival_between(jobs(150_000), jobs(0), least)
    assert found.open
    assert found.latest == pytest.approx(150_000 / 2150)
    assert stock_between(jobs(0), least, 2).interval == Interval.at_least(4300)


@pytest.mark.parametrize(("day", "time"), [("2025-06-30", 2025 + 181 / 365), ("2024-12-31", 2025.0), ("2024-02-29", 2024 + 60 / 366)])
def test_a_day_counts_to_its_end(day: str, time: float) -> None:
    assert moment(pd.Timestamp(day)) == pytest.approx(time)


@pytest.mark.parametrize(("time", "year"), [(2031.0, 2030), (2030.999, 2030), (2031.001, 2031)])
def test_the_end_of_a_year_belongs_to_it(time: float, year: int) -> None:
    assert calendar_year(time) == year


@pytest.mark.parametrize("shares", [(0.45, 0.82), (0.5, 0.5), (1.0, 0.5), (0.5, 0.0), (-0.1, 0.5), (0.5, math.nan), (1.2, 0.5)])
def test_impossible_shares_are_a_named_error(shares: tuple[float, float]) -> None:
    with pytest.raises(SurvivalError):
        Survival(*shares)


@pytest.mark.parametrize(("flow", "growth"), [(-1, 0), (math.inf, 0), (math.nan, 0), (100, -100), (100, -150), (100, math.inf)])
def test_an_impossible_flow_or_growth_is_a_named_error(flow: float, growth: float) -> None:
    with pytest.raises(FlowError):
        Course(flow, growth)


def test_times_outside_the_horizon_are_a_named_error() -> None:
    for years in (-0.1, HORIZON + 0.1):
        with pytest.raises(FlowError):
            stock(0, Course(100), years)
    with pytest.raises(FlowError):
        needed_flow(100, 0, 0)


def test_a_stock_that_outgrows_all_numbers_is_a_named_error() -> None:
    with pytest.raises(FlowError, match="outgrows"):
        stock(0, Course(100, 1000), 900)


@pytest.mark.parametrize("course", [Course(100, 5, EUROSTAT), Course(100)])
def test_only_a_constant_flow_of_which_part_closes_has_a_ceiling(course: Course) -> None:
    with pytest.raises(FlowError, match="ceiling"):
        ceiling(course)


@given(SHARES)
def test_survival_passes_through_both_shares(shares: tuple[float, float]) -> None:
    survival = Survival(*shares)
    assert survival.at(0) == 1
    assert survival.at(1) == pytest.approx(shares[0])
    assert survival.at(5) == pytest.approx(shares[1])


@given(SURVIVALS, st.floats(0, 100), st.floats(0.01, 50))
def test_survival_falls_with_age(survival: Survival, age: float, later: float) -> None:
    assert survival.at(age + later) <= survival.at(age) <= 1


@given(REACHED, FLOWS, GROWTHS, MAYBE, st.floats(0, 60), st.floats(1, 2))
def test_the_stock_rises_with_what_is_reached_and_with_the_flow(
    reached: float, flow: float, growth: float, survival: Survival | None, years: float, factor: float
) -> None:
    less = stock(reached, Course(flow, growth, survival), years)
    assert stock(reached * factor, Course(flow, growth, survival), years) >= less * (1 - 1e-9)
    assert stock(reached, Course(flow * factor, growth, survival), years) >= less * (1 - 1e-9)
    assert less <= stock(reached, Course(flow, growth), years) * (1 + 1e-9)


def later(one: float | None) -> float:
    return math.inf if one is None else one


@given(REACHED, FLOWS, GROWTHS, MAYBE, st.floats(1, 3))
def test_a_larger_flow_arrives_no_later(reached: float, flow: float, growth: float, survival: Survival | None, factor: float) -> None:
    slow, fast = (arrival(150_000, reached, Course(rate, growth, survival)) for rate in (flow, flow * factor))
    assert later(fast) <= later(slow) * (1 + 1e-9)


@given(REACHED, FLOWS, GROWTHS, MAYBE)
def test_the_stock_equals_the_target_on_arrival_and_is_below_it_before(
    reached: float, flow: float, growth: float, survival: Survival | None
) -> None:
    course = Course(flow, growth, survival)
    when = arrival(150_000, reached, course)
    assume(when is not None)
    assert when is not None
    assert stock(reached, course, when) == pytest.approx(150_000)
    for share in (0.0, 0.3, 0.9):
        assert stock(reached, course, when * share) < 150_000


@given(FLOWS, SURVIVALS)
def test_a_constant_flow_from_nothing_never_arrives_exactly_where_its_ceiling_is_below_the_target(flow: float, survival: Survival) -> None:
    top = ceiling(Course(flow, 0, survival))
    assert (arrival(150_000, 0, Course(flow, 0, survival)) is None) == (top < 150_000)


@given(REACHED, FLOWS, st.floats(-90, -0.5))
def test_a_shrinking_flow_never_arrives_where_all_of_it_is_too_little(reached: float, flow: float, growth: float) -> None:
    limit = reached + flow * (1 + growth / 100) / (-growth / 100)
    assume(abs(limit - 150_000) > 1)
    assert (arrival(150_000, reached, Course(flow, growth)) is None) == (limit < 150_000)


@given(REACHED, st.floats(0.5, 40), GROWTHS, MAYBE)
def test_the_needed_flow_leads_to_the_target_on_the_last_day(
    reached: float, years: float, growth: float, survival: Survival | None
) -> None:
    flow = needed_flow(150_000, reached, years, growth, survival)
    assert stock(reached, Course(flow, growth, survival), years) == pytest.approx(150_000)


@given(st.floats(0, 140_000), st.floats(0, 9_000), st.floats(0.5, 40))
def test_without_growth_and_closures_the_needed_flow_is_the_required_pace(low: float, width: float, years: float) -> None:
    reached = jobs(low, low + width)
    ours, theirs = (found(jobs(150_000), reached, years).interval for found in (needed_between, required_pace))
    assert float(ours.low) == pytest.approx(float(theirs.low))
    assert float(ours.high) == pytest.approx(float(theirs.high))


@given(REACHED, FLOWS, st.floats(0, 5_000), st.floats(0, 2_000), MAYBE, st.floats(0, 1), st.floats(0, 1))
def test_an_interval_of_arrivals_holds_that_of_every_number_in_its_inputs(
    reached: float, flow: float, wider: float, faster: float, survival: Survival | None, share: float, other: float
) -> None:
    found = arrival_between(jobs(150_000), jobs(reached, reached + wider), jobs(flow, flow + faster, "jobs a year"), 0.0, survival)
    one = arrival(150_000, reached + share * wider, Course(flow + other * faster, 0.0, survival))
    assert later(found.earliest) * (1 - 1e-9) <= later(one) <= later(found.latest) * (1 + 1e-9)


def test_an_arrival_knows_whether_it_is_open_or_never() -> None:
    assert Arrival(None, None).never
    assert Arrival(0.0, 3.0).open
    assert not Arrival(2.0, None).never
