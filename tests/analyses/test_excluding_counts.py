"""A count that excludes others is shown with that doubt on every page that tells it or computes from it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.evidence.invented import count, with_rows

from karabakh_analysis.analyses import claim_check, doubts, job_growth, key_numbers, levels, road
from karabakh_analysis.analyses.marks import mark_of
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.figures.number import cell

HALF = Period.year_to(2025, 6)


@pytest.fixture
def excluding(raw_copy: Path) -> Dataset:
    """A total of 1,260, where both regions less three districts leave 1,241."""
    return with_rows(raw_copy, [count(1, "LIBERATED", "2025-01-01", "2025-06-30", 1260)])


def test_the_level_says_that_it_is_in_conflict_and_so_does_what_follows_from_it(excluding: Dataset) -> None:
    found = levels.level(excluding, "new_jobs", "LIBERATED", HALF)
    assert found is not None
    assert (found.text, found.in_conflict, mark_of(found)) == ("1,260", True, "doubt")
    assert "in conflict" in cell(found)
    pace = road.road(excluding).flow
    assert pace is not None
    assert (pace.interval.low, pace.in_conflict) == (2575 - 840 + 1260, True)


def test_levels_that_go_together_carry_no_such_doubt(excluding: Dataset, frozen: Dataset) -> None:
    whole_year = levels.level(excluding, "new_jobs", "LIBERATED", Period.year(2024))
    before = levels.level(frozen, "new_jobs", "LIBERATED", HALF)
    assert whole_year is not None
    assert before is not None
    assert not whole_year.in_conflict
    assert not before.in_conflict


def test_the_numbers_to_know_and_their_doubts_name_the_conflict(excluding: Dataset, frozen: Dataset) -> None:
    numbers = key_numbers.key_numbers(excluding)
    told = {number.title: number.known for number in numbers}
    assert told["New jobs in both regions"] == "Published, exact; printed counts that exclude each other are behind it"
    assert told["New jobs in 2024"] == "Published, exact"
    first = doubts.doubts(excluding, claim_check.check(excluding), numbers)[0].plain
    assert first.startswith("Printed counts exclude each other")
    assert "1,260 (Liberated districts, Jan–Jun 2025)" in first
    usual = doubts.doubts(frozen, claim_check.check(frozen), key_numbers.key_numbers(frozen))
    assert not any("exclude each other" in doubt.plain for doubt in usual)


def test_growth_from_a_count_in_conflict_is_in_conflict(excluding: Dataset) -> None:
    run = job_growth.scope(excluding, "LIBERATED", 2025, 2024)
    assert run.level("new_jobs", HALF).in_conflict  # type: ignore[union-attr]
