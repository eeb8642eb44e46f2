"""The numbers to know and the places at a glance (notebook 00)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from karabakh_analysis.analyses import key_numbers, overview
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.key_number import KeyNumber


def by_title(data: Dataset) -> dict[str, KeyNumber]:
    return {each.title: each for each in key_numbers.key_numbers(data)}


def test_a_dozen_numbers_are_known_each_with_coverage_date_and_print(frozen: Dataset):
    numbers = key_numbers.key_numbers(frozen)
    assert len(numbers) == 12
    assert all(set(each.facts) >= {"Covers", "Printed"} and len(each.facts) == 3 for each in numbers)
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
    assert target.known == "Target as printed"
    assert target.quantity.interval == Interval.point(150_000)


def test_a_figure_in_doubt_is_shown_only_where_it_is_asked_for_and_with_its_doubt(frozen: Dataset):
    numbers = by_title(frozen)
    doubtful = numbers["The same, as the article on 2024 prints it"]
    assert doubtful.quantity.doubtful
    assert doubtful.known == "Published as a floor: no upper end is printed; place, population or period in doubt"
    assert not numbers["Persons assisted into work"].quantity.doubtful


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
    assert overview.places_heading(places).plain == "15 places, 15 of them with a printed count"
    assert overview.places_finding(places, period).plain.endswith("Khankendi has most new jobs: 385.")


def test_without_counts_the_places_are_listed_all_the_same(frozen_as_of: Callable[[str], Dataset]):
    nothing = frozen_as_of("2021-01-01")
    period = overview.latest_of_places(nothing)
    places = overview.places(nothing, period)
    assert period is None
    assert len(places) == 15
    assert places["quantity"].isna().all()
    assert overview.places_finding(places, period).plain == "No place has a printed count of new jobs."
    assert overview.latest_years(nothing) is None
    assert overview.half_years(None).empty


def test_the_title_of_the_half_years_tells_of_the_last_year_whose_halves_are_both_known(frozen: Dataset):
    assert "2024" in overview.half_years_title(overview.latest_years(frozen)).plain
