"""Resettlement, its targets and the persons present on the frozen tables (notebook 06)."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.altered import Added, count, document, only_rows

from karabakh_analysis.analyses import presence, resettled_places, resettlement, resettlement_deadlines, resettlement_pace, target_wording
from karabakh_analysis.analyses.counts_to_date import Count, lower_later
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.values import Interval, Quantity


def test_families_still_needed_are_an_interval_over_two_targets(frozen: Dataset) -> None:
    needed = resettlement_pace.needed_hull(resettlement.families(frozen))
    assert needed is not None
    years = (365 - 21) / 365  # 21 January to the end of 2026
    assert float(needed.interval.low) == pytest.approx((34_500 - 6633) / years)
    assert float(needed.interval.high) == pytest.approx((35_000 - 6633) / years)


def test_the_pace_so_far_is_an_average_over_more_than_a_year(frozen: Dataset) -> None:
    found = resettlement_pace.recent_pace(resettlement.families(frozen))
    assert found is not None
    pace, earlier, latest = found
    assert (earlier.label, latest.label) == ("31 Jul 2024", "21 Jan 2026")
    assert latest.day - earlier.day >= pd.Timedelta(days=365)
    assert float(pace.interval.low) == pytest.approx((6633 - 2036) / ((2026 + 21 / 365) - (2024 + 213 / 366)))


def test_a_shorter_span_is_never_extended_to_a_year(frozen_as_of: Callable[[str], Dataset]) -> None:
    assert resettlement_pace.recent_pace(resettlement.families(frozen_as_of("2024-02-01"))) is None
    assert "no two counts a year apart" in resettlement_pace.pace_finding(resettlement.families(frozen_as_of("2024-02-01"))).plain


def test_without_a_count_the_page_does_not_say_that_no_target_lies_ahead(frozen_as_of: Callable[[str], Dataset]) -> None:
    text = resettlement_pace.pace_finding(resettlement.families(frozen_as_of("2023-05-01"))).plain
    assert text == "No count of resettled families with two ends is printed, so no pace follows."


def test_a_deadline_before_the_cut_off_lies_behind_its_reader(frozen_as_of: Callable[[str], Dataset]) -> None:
    assert "by 31 Dec 2024 need" in resettlement_pace.pace_finding(resettlement.persons(frozen_as_of("2024-12-30"))).plain
    assert "by 31 Dec 2026 need" in resettlement_pace.pace_finding(resettlement.persons(frozen_as_of("2025-01-31"))).plain


def test_a_pace_starts_from_the_last_count_with_two_ends(frozen_as_of: Callable[[str], Dataset]) -> None:
    run = resettlement.persons(frozen_as_of("2024-06-30"))
    assert run.counts[-1].quantity.text == "more than 5,000"
    assert resettlement_pace.pace_finding(run).plain.startswith("From 5,268 resettled persons on 31 Jan 2024")


def test_a_target_whose_deadline_has_passed_needs_no_pace(frozen: Dataset) -> None:
    run = resettlement.families(frozen)
    (passed,) = [each for each in run.compared if each.quantity.text == "5,171"]
    assert resettlement_pace.needed_pace(run, passed) is None


def test_targets_of_further_families_or_single_places_are_not_compared(frozen: Dataset) -> None:
    compared = resettlement.families(frozen).compared
    assert {each.geography for each in compared} == {"LIBERATED"}
    assert "215" not in {each.quantity.text for each in compared}


def test_both_versions_for_2026_stand_under_one_deadline(frozen: Dataset) -> None:
    rows = resettlement_deadlines.deadline_rows(resettlement.families(frozen))
    last = rows[rows["group"].eq("By 31 Dec 2026")]
    assert last[last["status"].eq("target")]["low"].tolist() == [35_000, 34_500]
    assert last[last["status"].ne("target")]["low"].tolist() == [6633]


def test_a_number_to_add_within_a_time_is_not_compared_with_counts_to_date(frozen: Dataset) -> None:
    run = resettlement.persons(frozen)
    added = [each for each in run.targets if each.is_added]
    assert {each.note for each in added} >= {"for 2024 to 2026", "to return during 2024", "in the next three years"}
    assert not set(added) & set(run.compared)
    needed, years = resettlement_pace.needed_hull(run), (365 - 32) / 365  # 1 February to the end of 2026
    assert needed is not None
    assert float(needed.interval.low) == pytest.approx((130_000 - 27_123) / years)
    assert float(needed.interval.high) == pytest.approx((140_000 - 27_123) / years)
    cells = resettlement_pace.targets_table(frozen, run).set_index("Remarks")["Needed a year"]
    assert cells["for 2024 to 2026"] == "not compared: to be added in a time"
    assert all(not each.is_added for each in target_wording.versions(frozen))


def test_the_count_that_decides_over_a_target_is_drawn(frozen: Dataset) -> None:
    run = resettlement.persons(frozen)
    rows = resettlement_deadlines.deadline_rows(run).set_index("group")
    assert list(rows.loc["By 31 Dec 2024", "label"])[-3:] == ["Counted, 31 Jul 2024", "Counted, 14 Mar 2025", "Counted, 1 May 2025"]
    assert list(rows.loc["By 31 Dec 2025", "low"])[-2:] == [25_000, 26_014]
    assert "For 3 of 3 past deadlines of resettled persons the first count with two ends from then on is below every printed target" in (
        resettlement_deadlines.deadlines_finding(run).plain
    )


def test_a_count_printed_for_an_earlier_time_says_so(frozen: Dataset) -> None:
    table = resettlement.counts_table(frozen)
    assert table.loc["no day of its own, published 20 May 2025", "Remarks"] == "printed for late 2024"


def test_a_village_is_not_listed_again_under_its_former_district(frozen: Dataset) -> None:
    table = resettled_places.places_table(frozen)
    assert table.loc["Talish village only", "Persons"].text == "91"
    assert list(table.index).count("Talish village only") == 1
    assert "no more words" not in table.index
    assert resettled_places.places_finding(frozen).plain.startswith("Below the whole area 24 last counts are printed, 15 of them")


def test_each_place_is_listed_once_and_nothing_is_summed(frozen: Dataset) -> None:
    table = resettled_places.places_table(frozen)
    groups = resettled_places.place_groups(frozen)
    assert len(table) == len(groups)
    assert len(set(zip(groups, table.index, table["Counted"], strict=True))) == len(table)
    assert all(len(cell.evidence) >= 1 for cell in table["Families"] if isinstance(cell, Quantity))
    assert all(cell.status == "published" for head in ("Families", "Persons") for cell in table[head] if isinstance(cell, Quantity))


@pytest.mark.parametrize(
    ("day", "kinds", "total"),
    [
        ("1 May 2025", (13_745, 28_249, 1_150), 43_144),
        ("1 Jun 2025", (14_843, 32_216, 1_150), 48_209),
        ("1 Sep 2025", (18_167, 36_012, 1_150), 55_329),
        ("1 Oct 2025", (19_109, 38_304, 2_152), 59_565),
    ],
)
def test_resettled_temporary_and_students_are_the_persons_present(frozen: Dataset, day: str, kinds: tuple[int, ...], total: int) -> None:
    (found,) = [each for each in presence.days(frozen) if each.label == day]
    assert tuple(int(each.interval.low) for each in found.kinds.values()) == kinds
    assert found.sum.interval == Interval.point(total)
    assert found.adds_up


def test_kinds_that_do_not_add_up_are_said_not_to() -> None:
    day = "2025-05-01/2025-05-01"
    numbers = {"population_resettled": 10, "population_temporary": 20, "population_students": 5, "population_present": 40}
    rows = [
        count(
            f"a/{place}", "AZ-XA" if name.endswith("students") else "LIBERATED", day, number, indicator=name, unit="persons", kind="stock"
        )
        for place, (name, number) in enumerate(numbers.items())
    ]
    found = presence.days(only_rows(Added(rows, sources=[document("a", "2025-05-02")])))
    assert presence.sums_finding(found).plain.startswith("Resettled, temporary and students add to the persons present on 0 of 1 days")
    assert presence.sums_table(found).iloc[0, 0].plain == "10 + 20 + 5 = 35, printed 40"


def test_without_a_printed_total_the_sum_is_shown_and_not_checked(frozen: Dataset) -> None:
    (found,) = [each for each in presence.days(frozen) if each.label == "1 Aug 2025"]
    assert found.total is None
    assert found.sum.interval == Interval.point(17_204 + 35_385 + 1_150)


def test_a_lower_later_count_of_persons_present_is_told(frozen: Dataset) -> None:
    assert "one count is lower than an earlier one: about 55,000 (14 Oct 2025) stands after 59,565 (1 Oct 2025)" in (
        presence.present_finding(frozen).plain
    )


def test_a_number_whose_digits_may_be_cut_off_is_not_lower() -> None:
    day = pd.Timestamp("2026-01-01")
    before = Count(day, "1 Jan", Quantity(Interval.point(73_514), "persons", "published", ("a/1",), (), "73,514"))
    for words, low, high, is_lower in (
        ("73,000", 72_500, 73_500, False),
        ("72,000", 71_500, 72_500, True),
        ("about 73,000", 72_500, 73_500, True),
    ):
        after = Count(day + pd.Timedelta(days=12), "13 Jan", Quantity(Interval(low, high), "persons", "published", ("b/1",), (), words))
        assert bool(lower_later([before, after])) is is_lower, words


def test_the_last_share_of_the_resettled_is_told_where_the_kinds_are_older(frozen: Dataset, frozen_as_of: Callable[[str], Dataset]) -> None:
    # 27,123 / 74,750
    assert presence.resettled_share_finding(frozen, presence.days(frozen)).plain.replace("\u202f", " ") == (
        "On 1 Feb 2026 27,123 of 74,750 persons present were resettled (36.3 %); the kinds of the others are not printed."
    )
    early = frozen_as_of("2025-09-30")
    assert presence.resettled_share_finding(early, presence.days(early)).plain == ""


def test_an_average_is_told_with_what_came_before_and_after_its_middle(frozen: Dataset) -> None:
    # 3,464 - 2,036 and 6,633 - 3,464
    assert resettlement_pace.uneven_finding(resettlement.families(frozen)).plain == (
        "The average hides that 1,428 families were added from 31 Jul 2024 to 1 May 2025 and 3,169 from then to 21 Jan 2026; a shorter time"
        " than a year is not extended to one."
    )


def test_a_later_target_below_an_earlier_one_is_told(frozen: Dataset) -> None:
    assert resettlement_deadlines.crossed_note(resettlement.persons(frozen)).plain == (
        "The target of about 35,000 persons by 31 Dec 2027 (Caliber.Az) is below that of 140,000 by 31 Dec 2026: of one count to date they"
        " cannot both be, so one of them counts something else."
    )
    assert resettlement_deadlines.crossed_note(resettlement.families(frozen)).plain == ""


def test_the_target_for_2026_went_over_from_the_resettled_to_everyone_present(frozen: Dataset) -> None:
    text = target_wording.wording_finding(target_wording.versions(frozen)).plain
    assert text == (
        "Up to 20 May 2025 targets for 31 Dec 2026 in the liberated districts count the resettled (140,000); "
        "figures for that day printed from 14 Oct 2025 on count everyone present: "
        "more than 100,000 (expectation); 120,000 to 140,000 (printed as possible; counts everyone present)."
    )


def test_before_october_2025_all_targets_count_the_resettled(frozen_as_of: Callable[[str], Dataset]) -> None:
    text = target_wording.wording_finding(target_wording.versions(frozen_as_of("2025-09-01"))).plain
    assert text == "All printed targets for 31 Dec 2026 count resettled persons."


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=12))
def test_no_count_is_lower_than_before_exactly_where_they_only_rise(numbers: list[int]) -> None:
    start = pd.Timestamp("2024-01-01")
    counts = [
        Count(start + pd.Timedelta(days=day), str(day), Quantity(Interval.point(number), "persons")) for day, number in enumerate(numbers)
    ]
    assert (lower_later(counts) == []) is (numbers == sorted(numbers))
