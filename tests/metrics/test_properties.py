"""Laws of the metrics: an interval holds every result of the numbers in its arguments, and what is not defined has a named error."""

from __future__ import annotations

import math
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.metrics import (
    MetricError,
    UndefinedRatioError,
    aggregate,
    attainment,
    change,
    concentration,
    contributions,
    difference,
    effective_number,
    elapsed_share,
    fold,
    multiple_of,
    percent_change,
    ratio,
    required_pace,
    sector_coverage,
    share,
    top_share,
    years_between,
)
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.interval import INFINITY

# A number and an interval around it: below it, above it, in halves as rounded figures have them.
HALVES = st.integers(0, 60).map(lambda halves: Fraction(halves, 2))
LEVELS = st.tuples(st.integers(0, 300), HALVES, HALVES)
POSITIVE = st.tuples(st.integers(1, 300), HALVES, HALVES)
Level = tuple[int, Fraction, Fraction]


def jobs(low: float | Fraction, high: float | Fraction | None = None, row: str = "d/01") -> Quantity:
    return Quantity(Interval(low, low if high is None else high), "jobs", evidence=(row,))


def around(level: Level, floor: Fraction = Fraction(0), row: str = "d/01") -> Quantity:
    number, below, above = level
    return jobs(max(floor, number - below), number + above, row)


def holds(quantity: Quantity, number: Fraction | int) -> bool:
    return quantity.interval.contains(Interval.point(number))


ABOVE_ZERO = Fraction(1, 2)


@given(LEVELS, POSITIVE)
def test_growth_and_ratios_hold_every_pair_of_levels(later: Level, base: Level) -> None:
    loose, truth = (around(later), around(base, ABOVE_ZERO)), Fraction(later[0], base[0])
    assert holds(fold(*loose), truth)
    assert holds(percent_change(*loose), 100 * (truth - 1))
    assert holds(ratio(*loose), truth)
    assert holds(multiple_of(*loose), truth)
    assert holds(change(*loose), later[0] - base[0])


@given(LEVELS, POSITIVE)
def test_a_share_holds_every_part_of_every_whole_and_stays_between_0_and_100(part: Level, whole: Level) -> None:
    assume(part[0] <= whole[0])
    result = share(around(part), around(whole, ABOVE_ZERO))
    assert holds(result, Fraction(100 * part[0], whole[0]))
    assert Interval(0, 100).contains(result.interval)


@given(st.lists(LEVELS, min_size=1, max_size=6), st.data())
def test_a_sum_holds_every_sum_also_where_members_are_missing(levels: list[Level], data: st.DataObject) -> None:
    missing = data.draw(st.sets(st.integers(0, len(levels) - 1)))
    parts = [None if place in missing else around(level) for place, level in enumerate(levels)]
    result = aggregate(parts, unit="jobs")
    assert holds(result, sum(number for number, _, _ in levels))
    assert result.interval.is_bounded is not bool(missing)


@given(st.lists(LEVELS, min_size=1, max_size=3), st.lists(LEVELS, min_size=1, max_size=3), st.data())
def test_a_difference_across_documents_holds_that_of_every_pair_of_vintages(
    longer: list[Level], shorter: list[Level], data: st.DataObject
) -> None:
    whole, part = data.draw(st.sampled_from(longer)), data.draw(st.sampled_from(shorter))
    assume(whole[0] >= part[0])
    result = difference([around(each, row="a/01") for each in longer], [around(each, row="b/01") for each in shorter])
    assert holds(result, whole[0] - part[0])
    assert result.interval.low >= 0


TABLES = st.lists(st.tuples(LEVELS, LEVELS), min_size=1, max_size=5)


@given(TABLES)
def test_contributions_hold_every_table_and_add_up(rows: list[tuple[Level, Level]]) -> None:
    base = sum(level[0] for _, level in rows)
    loose = pd.DataFrame({"later": [around(later) for later, _ in rows], "base": [around(level) for _, level in rows]})
    assume(sum(each.interval.low for each in loose["base"]) > 0)
    found = contributions(loose)
    for point, (later, before) in zip(found["contribution"], rows, strict=True):
        assert holds(point, Fraction(100 * (later[0] - before[0]), base))
    exact = pd.DataFrame({"later": [jobs(later[0]) for later, _ in rows], "base": [jobs(level[0]) for _, level in rows]})
    total = sum(point.interval.low for point in contributions(exact)["contribution"])
    assert total == Fraction(100 * (sum(later[0] for later, _ in rows) - base), base)


PARTS = st.lists(LEVELS, min_size=2, max_size=6)


@given(PARTS)
def test_concentration_holds_every_table_and_lies_between_equal_parts_and_one(levels: list[Level]) -> None:
    whole = sum(number for number, _, _ in levels)
    assume(whole > 0)
    index = concentration([around(level) for level in levels], jobs(whole))
    assert holds(index, Fraction(sum(number**2 for number, _, _ in levels), whole**2))
    assert Interval(Fraction(1, len(levels)), 1).contains(index.interval)
    assert Interval(1, len(levels)).contains(effective_number(index).interval)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=4))
def test_concentration_reaches_the_most_lopsided_table_of_whole_numbers(levels: list[tuple[int, int, int]]) -> None:
    whole = sum(number for number, _, _ in levels)
    assume(whole > 0)
    boxes = [(max(0, number - below), number + above) for number, below, above in levels]
    tables = [[]]  # type: list[list[int]]
    for low, high in boxes:
        tables = [[*table, each] for table in tables for each in range(low, high + 1)]
    squares = [sum(each**2 for each in table) for table in tables if sum(table) == whole]
    index = concentration([jobs(*box) for box in boxes], jobs(whole)).interval
    # With whole ends and a whole sum the vertices are whole, so the highest is reached; the lowest may lie between whole numbers.
    assert index.high == Fraction(max(squares), whole**2)
    assert index.low <= Fraction(min(squares), whole**2)


def test_concentration_of_levels_in_halves_and_thirds_is_exact() -> None:
    # 1/2 and 1/3 to 2/3 and the rest to 3/2: at most (1/2, 1/3, 2/3) or (1/2, 2/3, 1/3), at least (1/2, 1/2, 1/2).
    parts = [jobs(Fraction(1, 2)), jobs(Fraction(1, 3), Fraction(2, 3)), jobs(Fraction(1, 3), Fraction(2, 3))]
    index = concentration(parts, jobs(Fraction(3, 2))).interval
    assert index == Interval(Fraction(1, 3), Fraction(4, 9) * (Fraction(1, 4) + Fraction(1, 9) + Fraction(4, 9)))


@given(PARTS, st.integers(1, 2))
def test_the_share_of_the_largest_holds_that_of_every_table(levels: list[Level], count: int) -> None:
    numbers = sorted((number for number, _, _ in levels), reverse=True)
    assume(sum(numbers) > 0)
    result = top_share([around(level) for level in levels], jobs(sum(numbers)), count)
    assert holds(result, Fraction(100 * sum(numbers[:count]), sum(numbers)))


@given(PARTS, LEVELS)
def test_the_rest_of_a_target_is_what_its_parts_leave(levels: list[Level], rest: Level) -> None:
    target = around((sum(number for number, _, _ in levels) + rest[0], *rest[1:]))
    covered, left = sector_coverage([around(level) for level in levels], target)
    assert holds(covered, sum(number for number, _, _ in levels))
    assert holds(left, rest[0])


@given(LEVELS, LEVELS, st.integers(1, 40))
def test_the_required_pace_fills_every_gap(target: Level, reached: Level, quarters: int) -> None:
    years = Fraction(quarters, 4)
    pace = required_pace(around(target), around(reached), float(years))
    assert holds(pace, max(Fraction(0), (target[0] - reached[0]) / years))
    assert pace.interval.low >= 0


@given(LEVELS, LEVELS, st.tuples(st.integers(400, 900), HALVES, HALVES))
def test_attainment_holds_every_way_and_is_no_wider_than_its_ends(current: Level, start: Level, target: Level) -> None:
    loose = [around(level) for level in (current, start, target)]
    result = attainment(*loose)
    assert holds(result, Fraction(100 * (current[0] - start[0]), target[0] - start[0]))
    corners = [
        100 * (reached - first) / (last - first)
        for reached in (loose[0].interval.low, loose[0].interval.high)
        for first in (loose[1].interval.low, loose[1].interval.high)
        for last in (loose[2].interval.low, loose[2].interval.high)
    ]
    assert result.interval == Interval(min(corners), max(corners))


def test_attainment_moves_the_start_above_and_below_the_line_together() -> None:
    # From 0 to 50 at the start: 100 of 200 is (100 - 0) / 200 = 50 % at the most and (100 - 50) / 150 = 33.3 % at the least.
    assert attainment(jobs(100), jobs(0, 50), jobs(200)).interval == Interval(Fraction(100, 3), 50)


def test_the_ten_districts_of_2023_contribute_what_their_sum_grew(frozen: Dataset) -> None:
    members = frozen.geography.members("LIBERATED", Period.year(2022).end)
    levels = {year: [frozen.published("new_jobs", member, Period.year(year)) for member in members] for year in (2022, 2023)}
    table = pd.DataFrame({"later": levels[2023], "base": levels[2022]}, index=members)
    points = contributions(table)["contribution"]
    sums = {year: aggregate(each, unit="jobs") for year, each in levels.items()}
    assert (sums[2022].text, sums[2023].text) == ("797", "1,271")
    assert sum(point.interval.low for point in points) == percent_change(sums[2023], sums[2022]).interval.low
    assert points["AZ-LAC"].interval == Interval.point(Fraction(100 * (625 - 9), 797))


def test_the_half_years_of_2023_come_from_the_history_of_the_first(frozen: Dataset) -> None:
    members = frozen.geography.members("LIBERATED", Period.year(2022).end)
    year = aggregate([frozen.published("new_jobs", member, Period.year(2023)) for member in members], unit="jobs")
    half = difference([year], frozen.history("new_jobs", "LIBERATED", Period.year_to(2023, 6)))
    assert half.interval == Interval(648, 678)
    assert {"trend-20230817-jobs-2023h1/01", "azernews-20240821-jobs-2024h1/02"} < set(half.evidence)


def test_a_printed_multiple_confines_the_base_that_is_not_printed() -> None:
    # 2,575 jobs at 2.1-fold: 2,575 / 2.15 = 1,197.7 to 2,575 / 2.05 = 1,256.1, and jobs are whole.
    base = Interval.point(2575) / Interval(Fraction("2.05"), Fraction("2.15"))
    assert (math.ceil(base.low), math.floor(base.high)) == (1198, 1256)


def test_a_deadline_has_passed_by_days() -> None:
    days = [pd.Timestamp(day) for day in ("2025-01-01", "2023-01-01", "2027-01-01")]
    assert elapsed_share(*days).text == "50.0\u202f%"  # 731 of 1,461 days
    assert years_between(days[1], days[2]) == pytest.approx(4)


def test_a_result_rests_on_the_rows_of_its_arguments() -> None:
    result = share(jobs(1, row="a/01"), jobs(4, row="b/02"))
    assert (result.evidence, result.status, result.text) == (("a/01", "b/02"), "implied", "25.0\u202f%")


ZERO, FEW, MORE = jobs(0), jobs(5), Quantity(Interval(3, INFINITY), "jobs")
DAY = pd.Timestamp("2025-01-01")


@pytest.mark.parametrize(
    "undefined",
    [
        lambda: fold(FEW, ZERO),
        lambda: percent_change(FEW, jobs(0, 3)),
        lambda: share(ZERO, ZERO),
        lambda: ratio(FEW, ZERO),
        lambda: multiple_of(FEW, ZERO),
        lambda: top_share([FEW, FEW], ZERO),
        lambda: concentration([ZERO, ZERO], ZERO),
        lambda: contributions(pd.DataFrame({"later": [FEW], "base": [ZERO]})),
        lambda: attainment(FEW, FEW, jobs(3, 9)),
    ],
)
def test_a_base_that_may_be_zero_is_a_named_error(undefined: object) -> None:
    with pytest.raises(UndefinedRatioError, match="not defined"):
        undefined()  # type: ignore[operator]


@pytest.mark.parametrize(
    "undefined",
    [
        lambda: aggregate([], unit="jobs"),
        lambda: contributions(pd.DataFrame(columns=["later", "base"])),
        lambda: contributions(pd.DataFrame({"later": [FEW], "base": [MORE]})),
        lambda: sector_coverage([], FEW),
        lambda: sector_coverage([jobs(9)], FEW),
        lambda: sector_coverage([jobs(5)], Quantity(Interval(4, 5, high_open=True), "jobs")),
        lambda: difference([], [FEW]),
        lambda: difference([FEW], [jobs(9)]),
        lambda: share(jobs(9), FEW),
        lambda: concentration([], FEW),
        lambda: concentration([MORE, FEW], jobs(9)),
        lambda: concentration([FEW, FEW], jobs(9, 11)),
        lambda: concentration([jobs(0, 9)] * 17, FEW),
        lambda: top_share([FEW], jobs(9)),
        lambda: top_share([FEW, MORE], jobs(9)),
        lambda: top_share([jobs(9), jobs(9)], jobs(9)),
        lambda: required_pace(FEW, ZERO, 0),
        lambda: required_pace(FEW, ZERO, -1),
        lambda: elapsed_share(DAY, DAY, DAY),
    ],
)
def test_what_cannot_be_computed_is_a_named_error(undefined: object) -> None:
    with pytest.raises(MetricError, match=r"\w+ \w+"):
        undefined()  # type: ignore[operator]


@pytest.mark.parametrize("reached", [jobs(5), jobs(9), Quantity(Interval(5, 6, low_open=True), "jobs")])
def test_a_target_that_is_met_leaves_nothing_to_add(reached: Quantity) -> None:
    assert required_pace(FEW, reached, 2.0).interval == Interval.point(0)


def test_a_level_without_upper_end_leaves_the_result_without_one() -> None:
    assert fold(MORE, FEW).interval == Interval(Fraction(3, 5), INFINITY)
    assert share(FEW, Quantity(Interval(5, INFINITY), "jobs")).interval == Interval(0, 100, low_open=True)
    assert attainment(MORE, ZERO, jobs(10)).interval == Interval(30, INFINITY)
    assert contributions(pd.DataFrame({"later": [MORE, FEW], "base": [FEW, FEW]}))["contribution"][0].interval == Interval(-20, INFINITY)


def test_sixteen_uncertain_parts_are_within_reach() -> None:
    parts = [jobs(place, 3 * place + 7) for place in range(16)]
    middle = sum(2 * place + 3 for place in range(16))
    index = concentration(parts, jobs(middle)).interval
    assert Fraction(1, 16) <= index.low < index.high < 1
