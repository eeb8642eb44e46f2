"""Sentences whose numbers are computed, and the quantities that stand in them."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_analysis.values.interval import Interval
from karabakh_analysis.values.quantity import Quantity, derived, merge_evidence, merge_flags
from karabakh_analysis.values.sentence import Sentence, Words

JOBS = Quantity(Interval.point(2575), "jobs", evidence=("azertac-20250219-jobs/01",))
GROWTH = Quantity(Interval(2.05, 2.15), "fold", evidence=("azertac-20250219-jobs/c01", "azertac-20250219-jobs/01"), printed="2.1-fold")
HELPED = Quantity(Interval(25300, math.inf, low_open=True), "persons", evidence=("news-2025/03",), flags=("scope_doubt",))

no_braces = st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"]))


# Sentences


def test_a_sentence_prints_its_quantities_in_their_places() -> None:
    sentence = Sentence("{place} had {jobs} new jobs, {growth} as many as before.", {"place": "Lachin", "jobs": JOBS, "growth": GROWTH})
    assert sentence.plain == "Lachin had 2,575 new jobs, 2.1-fold as many as before."
    assert sentence.quantities == [JOBS, GROWTH]


def test_words_of_the_template_are_told_apart_from_names_of_the_data() -> None:
    parts = list(Sentence("In {place} <b>", {"place": "<i>Lachin</i>"}).parts())
    assert [type(part) for part in parts] == [Words, str, Words]
    assert parts == ["In ", "<i>Lachin</i>", " <b>"]


def test_a_place_without_a_value_is_refused_by_name() -> None:
    with pytest.raises(KeyError, match="jobs"):
        Sentence("{jobs} new jobs in {place}", {"place": "Lachin"})


def test_a_place_without_a_name_is_refused() -> None:
    with pytest.raises(KeyError, match="no value"):
        Sentence("{} new jobs")


def test_a_quantity_used_twice_is_listed_twice_and_an_unused_one_never() -> None:
    assert Sentence("{jobs} and {jobs}", {"jobs": JOBS, "growth": GROWTH}).quantities == [JOBS, JOBS]


def test_doubled_braces_are_one_brace_of_the_text() -> None:
    assert Sentence("{{{jobs}}}", {"jobs": JOBS}).plain == "{2,575}"


@given(no_braces)
def test_text_without_places_is_printed_as_it_is(text: str) -> None:
    assert Sentence(text).plain == text


@given(no_braces, st.text())
def test_a_value_is_never_read_as_a_template(text: str, value: str) -> None:
    assert Sentence(f"The {text}{{name}}", {"name": value}).plain == f"The {text}{value}"


def test_a_value_that_opens_the_sentence_has_a_capital() -> None:
    nearly = Quantity(Interval(960, 970, high_open=True), "jobs", printed="nearly 970")
    assert Sentence("{made} jobs", {"made": nearly}).plain == "Nearly 970 jobs"
    assert Sentence("{place} has none", {"place": "the region"}).plain == "The region has none"


# Quantities


def test_a_published_quantity_is_printed_in_the_words_of_its_precision() -> None:
    assert Quantity(Interval(145000, 155000), "jobs", printed="about 150,000").text == "about 150,000"
    assert HELPED.text == "more than 25,300"


def test_a_doubt_about_scope_makes_a_quantity_doubtful() -> None:
    assert HELPED.doubtful
    assert not JOBS.doubtful


def test_evidence_and_flags_are_merged_once_each_in_order_of_first_use() -> None:
    assert merge_evidence(GROWTH, JOBS, HELPED) == ("azertac-20250219-jobs/c01", "azertac-20250219-jobs/01", "news-2025/03")
    assert merge_flags(JOBS, HELPED, HELPED) == ("scope_doubt",)


def test_what_follows_as_one_number_is_implied_and_an_interval_is_bounded() -> None:
    assert derived(JOBS.interval - 1, "jobs", JOBS).status == "implied"
    assert derived(JOBS.interval / GROWTH.interval, "jobs", JOBS, GROWTH).status == "bounded"


def test_what_follows_carries_the_rows_and_doubts_that_it_rests_on() -> None:
    base = derived(JOBS.interval / GROWTH.interval, "jobs", JOBS, GROWTH)
    assert base.evidence == ("azertac-20250219-jobs/01", "azertac-20250219-jobs/c01")
    assert derived(HELPED.interval, "persons", HELPED).flags == ("scope_doubt",)


@pytest.mark.parametrize("status", ["bounded", "unknown", "assumed", "conflicting"])
def test_what_rests_on_a_figure_that_is_not_known_is_only_bounded(status: str) -> None:
    source = Quantity(Interval(1, 2), "jobs", status)
    assert derived(source.interval, "jobs", source, JOBS).status == "bounded"


def test_what_has_no_end_is_only_bounded() -> None:
    assert derived(HELPED.interval, "persons", HELPED).status == "bounded"
