"""The numbers to know and the places at a glance (notebook 00)."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from tests.analyses.cells import Show, plain
from tests.analyses.test_parameters import problems

from karabakh_analysis.analyses import claim_check, doubts, headline_growth, key_numbers, latest_release, overview, release_changes
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.key_number import KeyNumber


def by_title(data: Dataset) -> dict[str, KeyNumber]:
    return {each.title: each for each in key_numbers.key_numbers(data)}


def test_a_dozen_numbers_are_known_each_with_coverage_date_and_print(frozen: Dataset):
    numbers = key_numbers.key_numbers(frozen)
    assert len(numbers) == 12
    assert all(set(each.facts) >= {"Covers", "Printed"} and len(each.facts) >= 3 for each in numbers)
    assert all(each.quantity.evidence for each in numbers)


def test_the_year_of_the_founding_article_is_the_latest_whole_year(frozen: Dataset):
    jobs = by_title(frozen)["New jobs in 2024"]
    assert jobs.quantity.text == "2,575"
    assert jobs.known == "Published, exact"
    assert jobs.facts["Covers"] == "Liberated districts: 12 places"
    assert jobs.facts["Period"] == "2024"
    assert jobs.facts["Printed"].startswith("News.Az, between Feb and May 2025")


def test_the_target_is_dated_by_its_deadline(frozen: Dataset):
    target = by_title(frozen)["Jobs target"]
    assert target.facts["By"] == "31 Dec 2030"
    assert target.known == "Target as printed; 5 of 6 printings say about or nearly"
    assert target.quantity.interval == Interval.point(150_000)


def test_a_figure_in_doubt_is_shown_only_where_it_is_asked_for_and_with_its_doubt(frozen: Dataset):
    numbers = by_title(frozen)
    doubtful = numbers["Persons assisted into work, printed for 31 Jan 2025"]
    assert doubtful.facts["Covers"] == "In doubt: printed in a passage on the liberated territories"
    assert doubtful.quantity.doubtful
    assert doubtful.known == "Published as a floor: no upper end is printed; place, population or period in doubt"
    assert not numbers["Persons assisted into work"].quantity.doubtful


def test_a_rate_names_its_denominator_and_the_later_rates_on_others(frozen: Dataset):
    rate = by_title(frozen)["Employment rate"]
    assert rate.facts["Per cent of"].startswith("economically active population")
    assert rate.meaning.endswith("no stated denominator: 91\u202f% (13 Sep 2025) and more than 92\u202f% (28 Nov 2025).")


def test_the_target_rests_on_the_printings_of_its_card_that_include_it(frozen: Dataset):
    numbers = key_numbers.key_numbers(frozen)
    card = next(each for each in numbers if each.title == "Jobs target")
    said = doubts.doubts(frozen, claim_check.check(frozen), numbers)[2]
    assert len(card.quantity.evidence) == 6
    # "Nearly 150,000" lies below 150,000, so it is a printing of the target and no evidence for that number.
    assert set(card.quantity.evidence) - set(said.quantities[0].evidence) == {"trend-20250408-jobs-2030/01"}
    assert set(said.quantities[0].evidence) < set(card.quantity.evidence)


def test_before_a_figure_is_printed_its_card_is_missing(frozen_as_of: Callable[[str], Dataset]):
    early = by_title(frozen_as_of("2023-05-01"))
    assert "Jobs target" in early
    assert not any(title.startswith("New jobs in 2024") for title in early)


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(Interval.point(5), "jobs"), "Published, exact"),
        (Quantity(Interval(145_000, 155_000), "jobs"), "Published; lies within 145,000 to 155,000"),
        (Quantity(Interval.at_least(92), "percent"), "Published as a floor: no upper end is printed"),
        (Quantity(Interval(1, 3), "jobs", "conflicting"), "Printed figures of one date differ: 1 to 3"),
    ],
)
def test_how_a_number_is_known_is_said_in_a_few_words(quantity: Quantity, words: str):
    assert key_numbers.how_known(quantity) == words


def test_the_places_are_compared_in_the_latest_period_with_a_count_for_all(frozen: Dataset):
    period = overview.latest_of_places(frozen)
    assert period == Period.year_to(2025, 6)
    places = overview.places(frozen, period)
    assert len(places) == 15
    assert places["quantity"].notna().all()
    assert places.loc["AZ-XA", ["name", "hue"]].tolist() == ["Khankendi", "kar"]
    assert overview.places_heading(places, period).plain == "A count for Jan–Jun 2025 is printed for each of the 15 places"
    few = places.assign(quantity=places["quantity"].where(places["name"].eq("Lachin"), None))
    assert overview.places_heading(few, period).plain == "A count for Jan–Jun 2025 is printed for 1 of the 15 places"
    assert overview.places_finding(places, period).plain.endswith("Khankendi has most new jobs: 385.")


def test_without_counts_the_places_are_listed_all_the_same(frozen_as_of: Callable[[str], Dataset]):
    nothing = frozen_as_of("2021-02-05")
    period = overview.latest_of_places(nothing)
    places = overview.places(nothing, period)
    assert period is None
    assert len(places) == 15
    assert places["quantity"].isna().all()
    assert overview.places_finding(places, period).plain == "No place has a printed count of new jobs."
    assert overview.places_heading(places, period).plain == "None of the 15 places has a printed count"
    assert overview.latest_years(nothing) is None
    assert overview.half_years(None).empty


def test_the_title_of_the_half_years_tells_of_the_last_year_whose_halves_are_both_known(frozen: Dataset):
    assert "2024" in overview.half_years_title(overview.latest_years(frozen)).plain


def test_the_latest_release_is_that_of_the_first_half_of_2025(frozen: Dataset):
    release = latest_release.latest_release(frozen)
    assert release is not None
    assert set(release.documents) == {"dayaz-2025-jobs-2025h1", "trend-20250816-jobs-2025h1-az", "trend-20250827-jobs-2025h1-ru"}
    assert latest_release.days(release) == ("2025-08-15", "2025-09-12")
    levels = release_changes.new_levels(release)
    assert levels.loc["Khankendi", "Level"].text == "385"
    assert latest_release.release_heading(release).plain == "The latest release of new jobs and closed jobs counts to 30 Jun 2025"
    assert release_changes.levels_caption(levels) == "Levels that no earlier document prints, Jan–Jun 2025"
    assert "Period" not in release_changes.levels_table(levels)
    assert list(dict.fromkeys(levels.index))[:5] == [
        "Azerbaijan", "Karabakh and East Zangezur economic regions", "Karabakh economic region", "East Zangezur economic region", "Aghdam"
    ]  # fmt: skip
    assert levels.index[-1] == "Zangilan"
    said = latest_release.release_finding(release, levels, pd.DataFrame(), pd.DataFrame()).plain
    assert said.endswith("stands in 3 documents and brought 23 new levels.")
    two = levels.assign(Period=[str(place) for place in range(len(levels))])
    assert release_changes.levels_table(two).equals(two)


def test_what_later_documents_print_is_told_after_the_release(frozen: Dataset):
    said = latest_release.since_finding(latest_release.latest_release(frozen)).plain
    assert "the last of 20 Feb 2026, print" in said


def test_the_two_coverages_lie_14_6_points_apart(frozen: Dataset):
    growth = headline_growth.headline_growth(frozen)
    # 1,601 / 986 = 1.6237 and 1,241 / 840 = 1.4774
    assert "14.6\u202fpp apart" in headline_growth.apart_title(growth).plain
    said = headline_growth.levels_finding(frozen, growth).plain
    assert all(number in said for number in ("1,601", "986", "1,241", "840"))


def test_four_of_five_half_years_are_one_number(frozen: Dataset):
    # 593, 840, 1,735 and 1,241; the second half of 2023 is an interval, that of 2025 is not printed.
    halves = overview.half_years(overview.latest_years(frozen))
    assert overview.half_years_heading(halves).plain == "4 of 5 half-years with a count are known as one number"


def test_before_any_flow_there_is_no_release(frozen_as_of: Callable[[str], Dataset]):
    release = latest_release.latest_release(frozen_as_of("2021-02-05"))
    assert release is None
    assert release_changes.new_levels(release).empty
    assert release_changes.revisions(release).empty
    assert latest_release.release_finding(release, *[pd.DataFrame()] * 3).plain == "No release of an additive flow is known."


def test_a_claim_flips_when_its_verdict_is_another_afterwards(frozen: Dataset, frozen_as_of: Callable[[str], Dataset]):
    early, now = (claim_check.check(data) for data in (frozen_as_of("2024-01-31"), frozen))
    flipped = release_changes.flips(early, now)
    assert len(flipped)
    assert flipped["Was"].ne(flipped["Is"]).all()
    assert release_changes.flips(now, now).empty


def test_the_coverage_decides_the_headline_of_the_first_half_of_2025(frozen: Dataset):
    growth = headline_growth.headline_growth(frozen)
    said = headline_growth.headline_finding(frozen, growth).plain
    assert said.startswith("The coverage decides the headline")
    assert "62.4" in said
    assert "47.7" in said


def test_the_doubts_name_what_does_not_follow_the_other_population_and_the_target(frozen: Dataset):
    said = [sentence.plain for sentence in doubts.doubts(frozen, claim_check.check(frozen), key_numbers.key_numbers(frozen))]
    assert "2.1-fold" in said[0]
    assert "more than 25,300" in said[1]
    assert "150,000" in said[2]
    assert len(said) == 3


def test_where_nothing_is_in_doubt_no_doubt_is_told(frozen_as_of: Callable[[str], Dataset]):
    nothing = frozen_as_of("2021-02-05")
    assert doubts.doubts(nothing, claim_check.check(nothing), key_numbers.key_numbers(nothing)) == []


@pytest.mark.parametrize("as_of", ["2025-08-20", "2026-02-01"])
def test_the_place_with_most_new_jobs_is_named_when_it_is_known(show: Show, as_of: str):
    bundles = show("00_overview", as_of=as_of)
    assert problems(bundles) == []
    assert ("Khankendi has most new jobs: 385" in plain(bundles)) is (as_of == "2026-02-01")
