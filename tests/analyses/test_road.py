"""The way to the jobs target on the frozen tables: what is read from them, what is refused, and what each part of the page says."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from itertools import product

import pandas as pd
import pytest
from tests.analyses.cells import Refused, Show, plain
from tests.analyses.test_parameters import problems
from tests.evidence.altered import Added, count, only_rows

from karabakh_analysis.analyses import (
    road_areas,
    road_assumptions,
    road_flows,
    road_growth,
    road_matrix,
    road_pace,
    road_paths,
    road_readers,
    road_rounding,
    road_scenarios,
    road_swings,
)
from karabakh_analysis.analyses.marks import drawn_open
from karabakh_analysis.analyses.road import COVERAGES, READINGS, Road, road
from karabakh_analysis.analyses.road_words import flow_finding
from karabakh_analysis.dataset import Dataset, ParameterError
from karabakh_analysis.metrics import Survival
from karabakh_analysis.values import Interval, Quantity

STEM = "04_road_to_2030"
SPACE = "\N{NARROW NO-BREAK SPACE}"


@pytest.fixture(scope="module")
def run(frozen: Dataset) -> Road:
    """The way with all defaults."""
    return road(frozen)


def test_target_deadline_start_and_pace_are_those_of_the_tables(run: Road) -> None:
    assert run.target.interval == Interval.point(150_000)
    assert f"{run.announced:%Y-%m-%d} {run.start:%Y-%m-%d} {run.deadline:%Y-%m-%d}" == "2023-04-17 2025-06-30 2030-12-31"
    # 2,575 - 840 of 2024, and 1,241 of the first half of 2025
    assert run.flow is not None
    assert (run.flow.interval, run.flow.status) == (Interval.point(1735 + 1241), "implied")
    assert run.reached.interval == Interval(0, 1271 + 2575 + 1241)


def test_the_needed_pace_credits_nothing_or_everything_counted(run: Road) -> None:
    years = 5 + 184 / 365  # 30 June 2025 to the end of 2030
    assert float(run.needed.interval.low) == pytest.approx((150_000 - 5087) / years)
    assert float(run.needed.interval.high) == pytest.approx(150_000 / years)
    found = road_pace.multiple(run)
    assert found is not None
    assert found.text == "8.85 to 9.16-fold"


@pytest.mark.parametrize(("coverage", "least"), [("KAR", 617 + 493 + 1040), ("KAR+EZR", 2880 - 986 + 1601)])
def test_the_pace_of_a_region_with_missing_quarters_is_a_lower_bound(frozen: Dataset, coverage: str, least: int) -> None:
    found = road(frozen, coverage=coverage)
    assert found.flow is not None
    assert found.flow.interval == Interval.at_least(least)
    times = road_pace.multiple(found)
    assert times is not None
    assert times.text.startswith("at most ")
    assert math.isinf(found.reached.interval.high)


def test_quarters_across_vintages_stay_an_interval(frozen: Dataset) -> None:
    found = road_flows.four_quarters(frozen, "LIBERATED", pd.Timestamp("2024-06-30"))
    assert found is not None
    assert found.interval == Interval(648 + 840, 678 + 840)


def test_before_any_regional_count_the_way_starts_on_the_day_of_the_announcement(frozen_as_of: Callable[[str], Dataset]) -> None:
    found = road(frozen_as_of("2023-04-30"))
    assert found.flow is None
    assert found.counted is None
    assert found.start == found.announced
    assert road_pace.multiple(found) is None
    assert "no current pace of the same kind is published" in road_pace.pace_finding(found).plain


def test_before_the_announcement_the_page_is_refused(frozen_as_of: Callable[[str], Dataset]) -> None:
    with pytest.raises(ParameterError, match=r"as_of = '2022-06-30' is not possible: no jobs target .+ Possible: a later day"):
        road(frozen_as_of("2022-06-30"))


@pytest.mark.parametrize(
    ("parameters", "sentence"),
    [
        ({"coverage": "EZR"}, r"coverage = 'EZR' is not possible: .+ Possible: LIBERATED, KAR, KAR\+EZR\."),
        ({"reading": "D"}, "reading = 'D' is not possible: .+ Possible: A, B, C."),
        ({"start": "2031-01-01"}, "start = '2031-01-01' is not possible: .+ Possible: 2023-01-01 to the day before 2030-12-31."),
        ({"start": "2022-12-31"}, "start = '2022-12-31' is not possible: .+ Possible: 2023-01-01 to the day before 2030-12-31."),
        ({"start": "2026-06-30", "deadline": "2026-06-30"}, "start = '2026-06-30' is not possible: .+"),
        ({"deadline": "2022-12-31"}, "deadline = '2022-12-31' is not possible: .+ Possible: a day after 2023-04-17."),
        ({"survival_1y": 0.4, "survival_5y": 0.6}, "survival_5y = 0.6 with survival_1y = 0.4 is not possible: .+ Possible: 0 < .+"),
        ({"survival_1y": 1.0}, "survival_5y = 0.45 with survival_1y = 1 is not possible: .+"),
        ({"flow_growth": -100.0}, "flow_growth = -100 is not possible: .+ Possible: -99 to 1000 per cent a year."),
        ({"target": -1}, "target = -1 is not possible: .+ Possible: 1 to 999999, or 0 for what is published."),
        ({"annual_flow": 1_000_000}, "annual_flow = 1000000 is not possible: .+ Possible: 1 to 999999, or 0 for what is published."),
        ({"deadline": "2030"}, "deadline = '2030' is not possible: .+ Possible: a day as yyyy-mm-dd, or nothing."),
        ({"start": "2025-02-30"}, "start = '2025-02-30' is not possible: .+ Possible: a day as yyyy-mm-dd, or nothing."),
        ({"flow_growth": math.nan}, "flow_growth = nan is not possible: .+"),
        ({"survival_5y": math.nan}, "survival_5y = nan with survival_1y = 0.82 is not possible: .+"),
        ({"flow_growth": 1001.0}, "flow_growth = 1001 is not possible: .+"),
    ],
)
def test_what_contradicts_itself_is_refused_with_what_is_possible(frozen: Dataset, parameters: dict[str, object], sentence: str) -> None:
    with pytest.raises(ParameterError, match=f"^{sentence}$"):
        road(frozen, **parameters)  # type: ignore[arg-type]


@pytest.mark.parametrize(("target", "words"), [(0, "150"), (20_500, "20.5"), (1234, "1.234")])
def test_the_target_is_a_level_of_every_panel_of_the_paths(frozen: Dataset, target: int, words: str) -> None:
    found = road(frozen, target=target)
    rows = road_paths.paths(found)
    targets = rows[rows["status"].eq("target")]
    assert list(targets["panel"]) == list(dict.fromkeys(rows["panel"]))
    assert set(targets["printed"]) == {words}
    assert set(targets["low"]) == {float(found.target.interval.low) / 1000}
    assert all(evidence == " ".join(found.target.evidence) for evidence in targets["evidence"])


def test_what_about_and_nearly_leave_open_of_the_target_is_told(frozen: Dataset, frozen_as_of: Callable[[str], Dataset]) -> None:
    # about 150,000: 145,000 to 155,000; nearly 150,000: from 140,000. (140,000 - 5,087) / 5.504 years / 2,976 = 8.24; 155,000 / ... = 9.46.
    note = road_rounding.target_note(road(frozen)).plain
    assert "5 say about or nearly; on this page it is 150,000, while the printings leave open 140,000 to 155,000" in note
    assert note.endswith("which takes 8.24 to 9.46-fold the current pace.")
    assert road_rounding.target_note(road(frozen, target=150_000)).plain == ""
    first = road_rounding.target_note(road(frozen_as_of("2023-04-30"))).plain
    assert first.startswith("All 3 printings of the target say about or nearly")
    assert first.endswith("leave open 145,000 to 155,000.")


def test_what_a_reader_assumes_replaces_what_is_published(frozen: Dataset) -> None:
    found = road(frozen, target=50_000, deadline="2040-12-31", start="2024-12-31", annual_flow=4000, flow_growth=5.0)
    assert (found.target.interval, found.target.status) == (Interval.point(50_000), "assumed")
    assert found.flow is not None
    assert (found.flow.interval, found.flow.status) == (Interval.point(4000), "assumed")
    assert found.reached.interval == Interval(0, 1271 + 2575)
    assert "assumed: 4,000" in plain_of(found)
    sentence = road_pace.arrival_finding(found).plain
    assert f"growing by 5.0{SPACE}% a year" in sentence
    assert "by the deadline of 31 Dec 2040" in sentence


def plain_of(found: Road) -> str:
    return flow_finding(found).plain


def test_net_of_closures_the_needed_pace_is_bounded_from_below(frozen: Dataset) -> None:
    found = road_pace.multiple(road(frozen, reading="B"))
    assert found is not None
    assert found.text == "at least 8.85-fold"


@pytest.mark.parametrize("coverage", ["KAR", "KAR+EZR"])
def test_net_of_closures_nothing_is_said_where_openings_have_no_upper_end(frozen: Dataset, coverage: str) -> None:
    found = road(frozen, reading="B", coverage=coverage)
    assert road_pace.multiple(found) is None
    assert (
        "do not confine what 150,000 jobs in the Karabakh economic region need a year net of closures"
        in road_pace.pace_finding(found).plain
    )
    assert "0.00-fold" not in road_pace.pace_finding(found).plain


def test_the_needed_pace_arrives_on_the_last_day(frozen_as_of: Callable[[str], Dataset]) -> None:
    found = road(frozen_as_of("2023-04-30"))
    table = road_scenarios.scenario_table(found)
    assert table["Arrival, every opening counts"].iloc[0].text == "2030 at the latest"


def test_no_multiple_is_given_for_jobs_that_exist(frozen: Dataset) -> None:
    found = road(frozen, reading="C")
    assert road_pace.multiple(found) is None
    assert road_pace.needed(found).text.startswith("at most 27,2")


def test_the_matrix_gives_every_coverage_its_own_pace(run: Road) -> None:
    table = road_matrix.matrix(run)
    assert list(table.columns) == ["Liberated districts", "Karabakh economic region", "Both economic regions"]
    assert [cell.text for cell in table.iloc[0]] == ["2,976", "at least 2,150", "at least 3,495"]
    assert table.iloc[1, 0].text == "8.85-fold"
    assert table.iloc[2, 0].text == "9.16-fold"
    assert set(table.iloc[-1]) == {"not decided"}
    assert len(road_matrix.groups(table)) == len(table)


def test_the_current_pace_never_leaves_the_target_with_the_survival_of_enterprises(run: Road) -> None:
    table = road_paths.survival_table(run)
    assert [cell if isinstance(cell, str) else cell.text for cell in table["Arrival"]] == ["2074 or 2075", "never", "never", "never"]
    assert "never leave a stock of 150,000" in road_paths.survival_finding(run).plain.replace("about ", "")


def test_a_larger_flow_is_not_called_never(frozen: Dataset) -> None:
    found = road(frozen, annual_flow=40_000)
    assert "leave a stock of" in road_paths.survival_finding(found).plain
    assert "is it certain that" in road_paths.survival_heading(found).plain
    assert "by the deadline" in road_pace.arrival_finding(found).plain


def test_growth_of_the_pace_has_its_twin_over_the_same_places_and_the_part_of_the_entrants(run: Road) -> None:
    # Khankendi: 15 of the first half of 2024 and none before; then 702 - 15 + 385. Aghdara: 4, then 23 to 485.
    assert road_growth.entrants(run) == ("AZ-XA", "X-AGD")
    assert road_growth.largest_entrant(run) == "AZ-XA"
    ends = {code: [100 * (later / base - 1) for later, base in pairs] for code, pairs in PACES.items()}
    for left_out, expected in ends.items():
        rate = road_growth.growth_without(run, left_out.split())
        assert rate is not None
        assert [float(rate.interval.low), float(rate.interval.high)] == pytest.approx(expected)
    told = road_growth.growth_note(run).plain
    assert f"96.0 to 100.0{SPACE}% above that of the four quarters before. It takes in Khankendi and Aghdara" in told
    assert f"over the same places growth is \N{MINUS SIGN}5.3 to 28.0{SPACE}%" in told
    assert f"Khankendi alone counts 1,072, after 15, and brings 69.6 to 71.0{SPACE}pp; without it growth is 26.7 to 29.3{SPACE}%" in told


# Current pace and the one before at both ends of its growth, by the places left out.
PACES = {
    "": [(2976, 1518), (2976, 1488)],
    "AZ-XA": [(1904, 1503), (1904, 1473)],
    "AZ-XA X-AGD": [(1904 - 485, 1503 - 4), (1904 - 23, 1473 - 4)],
}


def test_the_assumed_growth_is_that_of_the_same_places(run: Road) -> None:
    table = road_assumptions.assumptions(run)
    _, grown = table[table["label"].eq("Growth of the flow")]["series"]
    assert grown == f"\N{MINUS SIGN}5.3 to 28.0{SPACE}% a year, as over the same places"


def test_no_assumption_moves_the_answer_most_where_intervals_do_not_decide_it(run: Road) -> None:
    table = road_assumptions.assumptions(run)
    assert all(len(rows) == 2 for _, rows in table.groupby("label"))
    assert road_swings.decided_first(table) is None
    assert road_swings.not_confined(table) == ["Coverage of the counts"]
    assert list(table["label"])[-1] == "Coverage of the counts"
    finding = road_swings.assumptions_finding(table).plain
    assert finding.startswith("Which assumption moves the needed pace most is not decided")
    assert "how far coverage of the counts moves it is not confined" in finding
    assert "closures, growth of the flow and coverage of the counts" in road_swings.assumptions_title(table).plain


def test_an_assumption_moves_the_answer_most_where_its_least_move_exceeds_every_other(frozen: Dataset) -> None:
    table = road_assumptions.assumptions(road(frozen, annual_flow=3000))
    assert road_swings.decided_first(table) == "Closures"
    assert "moves most with closures" in road_swings.assumptions_finding(table).plain
    assert road_swings.assumptions_title(table).plain == "What moves the needed pace most: closures"


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [((1, 2), (4, 6), (2, 5)), ((4, 6), (1, 2), (2, 5)), ((1, 4), (3, 6), (0, 5)), ((1, 10), (2, 3), (0, 8))],
)
def test_the_distance_of_two_intervals_lies_between_its_least_and_its_greatest(
    one: tuple[int, int], other: tuple[int, int], apart: tuple[int, int]
) -> None:
    assert road_swings.distance(Interval(*one), Interval(*other)) == Interval(*apart)


def test_the_places_beyond_and_outside_the_area_of_the_target_are_named(run: Road, frozen: Dataset) -> None:
    told = road_areas.area_finding(run).plain
    assert "hold 5 places outside it (Jabrayil, Kalbajar, Lachin, Gubadli and Zangilan)" in told
    # 561 of 1,241
    assert f"lack 3 in it (Aghjabadi, Barda and Tartar); in Jan–Jun 2025 45.2{SPACE}% of what they count lies outside; " in told
    assert told.endswith("from below alone, at least 2,150 a year, of which the target, read as openings, needs at most 12.68-fold.")
    assert road_areas.area_finding(road(frozen, coverage="KAR")).plain == "Target and counts are both of the Karabakh economic region."


def test_a_harsher_survival_with_a_higher_ceiling_is_explained(run: Road) -> None:
    mild, harsh = Survival(0.82, 0.45), Survival(0.70, 0.40)
    age = road_paths.crossing(mild, harsh)
    assert 8 < age < 9
    assert mild.at(age) == pytest.approx(harsh.at(age))
    assert "more are left after 9 years and all later ones, and the ceiling is higher" in road_paths.survival_note(run).plain
    assert "ceiling" not in road_paths.survival_note(replace(run, survival=Survival(0.8, 0.5))).plain


def test_without_a_pace_no_assumption_is_drawn(frozen_as_of: Callable[[str], Dataset]) -> None:
    table = road_assumptions.assumptions(road(frozen_as_of("2023-04-30")))
    assert table.empty
    assert "nothing to move" in road_swings.assumptions_finding(table).plain


def test_readers_of_the_announcement_had_no_count(run: Road, frozen_as_of: Callable[[str], Dataset]) -> None:
    assert road_readers.days(run) == ["2023-04-30", "2025-04-30"]
    views = road_readers.views(run, {day: frozen_as_of(day) for day in road_readers.days(run)})
    assert list(views) == ["April 2023", "April 2025", "All documents"]
    stories = [sentence.plain for sentence in road_readers.readers_stories(views)]
    assert "no regional count of then is in this collection" in stories[0]
    assert "1,488 to 1,518 new jobs in four quarters" in stories[1]
    assert "2,976 new jobs in four quarters" in stories[2]
    assert "2 of 3 days" in road_readers.readers_heading(views).plain
    assert "may have been known by then" in road_readers.doubtful_days(views, run).plain


def test_later_readers_are_left_out_of_an_earlier_page(frozen_as_of: Callable[[str], Dataset]) -> None:
    assert road_readers.days(road(frozen_as_of("2025-01-31"))) == ["2023-04-30"]


def test_the_scenarios_that_arrive_are_named(run: Road, frozen: Dataset) -> None:
    assert road_scenarios.scenario_finding(run).plain.endswith(
        f"in these: 10 times the current pace and current pace, +100{SPACE}% a year."
    )
    assert "In none of 8 scenarios" in road_scenarios.scenario_finding(road(frozen, target=999_999)).plain


def test_scenarios_start_from_the_current_pace_and_sliders_meet_their_values(run: Road) -> None:
    table = road_scenarios.scenario_table(run)
    assert table["Flow a year"].iloc[0] == run.flow
    inputs = road_scenarios.what_if_inputs(run)
    assert inputs["reached"] == (0.0, 5087.0)
    for name in ("flow", "growth", "target"):
        slider = inputs[name]
        assert isinstance(slider, dict)
        assert slider["least"] <= slider["value"] <= slider["most"]
        assert ((slider["value"] - slider["least"]) / slider["step"]).is_integer()


def test_every_printed_number_rests_on_rows_or_is_assumed(run: Road) -> None:
    for sentence in (road_pace.pace_finding(run), road_pace.arrival_finding(run), road_paths.survival_finding(run)):
        assert sentence.quantities
        assert all(quantity.evidence or quantity.status == "assumed" for quantity in sentence.quantities)


@pytest.mark.parametrize(("reading", "coverage"), list(product(READINGS, COVERAGES)))
def test_every_reading_and_coverage_gives_a_whole_page(show: Show, reading: str, coverage: str) -> None:
    assert problems(show(STEM, reading=reading, coverage=coverage)) == []


@pytest.mark.parametrize("parameters", [{"as_of": "2022-06-30"}, {"coverage": "EZR"}, {"start": "2035-01-01"}, {"survival_5y": 0.9}])
def test_refused_parameters_end_in_the_first_cells(show: Show, parameters: dict[str, object]) -> None:
    with pytest.raises(Refused, match=r"is not possible: .+ Possible: "):
        show(STEM, **parameters)


@pytest.mark.parametrize(
    "parameters",
    [
        {"annual_flow": 30_000},
        {"flow_growth": 40.0},
        {"flow_growth": -20.0},
        {"flow_growth": 1000.0, "deadline": "2199-12-31"},
        {"target": 3_000},
        {"target": 3_000, "annual_flow": 1, "start": "2023-01-01"},
        {"deadline": "2060-06-30"},
        {"start": "2024-02-15"},
        {"start": "2029-12-31"},
        {"survival_1y": 0.99, "survival_5y": 0.98},
    ],
    ids=str,
)
def test_other_assumptions_give_a_whole_page(show: Show, parameters: dict[str, object]) -> None:
    words = plain(show(STEM, **parameters))
    assert "In short" in words
    assert "n.a.-fold" not in words


def test_a_page_of_april_2023_says_that_no_count_had_been_published(show: Show) -> None:
    words = plain(show(STEM, as_of="2023-04-30"))
    assert "no regional count of then is in this collection" in words
    assert "never leave" not in words


def test_a_growth_that_is_not_known_is_said_to_be_so(frozen: Dataset) -> None:
    assert "is assumed" in road_growth.growth_note(road(frozen, annual_flow=100)).plain
    assert "is not known" in road_growth.growth_note(road(frozen, coverage="KAR")).plain
    assert "above that of the four quarters before" in road_growth.growth_note(road(frozen)).plain


def test_a_value_under_assumptions_has_a_mark_of_its_own_and_one_without_low_end_is_bounded() -> None:
    assert drawn_open("a", Quantity(Interval(1, 2), "jobs", "assumed"))["status"] == "assumed"
    row = drawn_open("a", Quantity(Interval(0, 2, low_open=True), "jobs", "assumed"))
    assert (row["low"], row["high"], row["status"]) == (-math.inf, 2.0, "bounded")


def test_a_quantity_of_a_year_is_printed_without_separators() -> None:
    assert Quantity(Interval(2074, 2075), "calendar year", "assumed").text == "2074 to 2075"


def test_a_part_that_counts_more_than_its_year_leaves_no_pace() -> None:
    rows = [
        count("a/01", "LIBERATED", "2024-H1", 1500),
        count("a/02", "LIBERATED", "2024", 1000),
        count("a/03", "LIBERATED", "2025-H1", 900),
    ]
    assert road_flows.four_quarters(only_rows(Added(rows)), "LIBERATED", pd.Timestamp("2025-06-30")) is None
