"""Every notebook on altered tables: no crash, no empty figure, no odd word, no sentence that the altered rows make false.

A refusal says what is possible. Where values contradict each other and printed rates contradict them all, the evidence takes minutes:
notebooks that need it are run without the rates; ``WHOLE_GRID=1`` in the environment runs them with the rates, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from itertools import product

import pandas as pd
import pytest
from tests.analyses.cells import Bundle, Refused, plain, shown
from tests.analyses.test_parameters import WHOLE, problems
from tests.conftest import FROZEN
from tests.evidence.altered import ALTERED

from karabakh_analysis import dataset
from karabakh_analysis.analyses import (
    business_membership,
    entrepreneurship,
    job_growth,
    job_periods,
    overview,
    target_changes,
    target_coverage,
    target_status,
)
from karabakh_analysis.analyses.sector_targets import targets
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.dataset.load import assemble
from karabakh_analysis.dataset.tables import validated_tables

NOTEBOOKS = (
    "00_overview",
    "01_job_growth",
    "02_entrepreneurship",
    "03_sector_targets",
    "04_road_to_2030",
    "05_industrial_parks",
    "06_employment_and_return",
    "07_claim_check",
    "08_revisions_and_gaps",
    "09_data_and_methods",
    "district_profile",
)
LACKING = ("a place removed", "only the founding article", "nothing after 2023")
OTHER_VALUES = ("values reversed", "all figures equal")
WITHOUT_EVIDENCE = ("03_sector_targets", "05_industrial_parks", "06_employment_and_return")
WITHOUT_RATES = tuple(f"{name}, no rates" for name in OTHER_VALUES)
WITH_EVIDENCE = tuple(stem for stem in NOTEBOOKS if stem not in WITHOUT_EVIDENCE)
# Totals of the frozen tables that these alterations take away.
GONE = {"a place removed": "Khankendi (702)", "only the founding article": "1,241", "nothing after 2023": "2,575"}
# What no page says of figures that are all 50: that there are more here or then than there or before.
UNEVEN = re.compile(
    r"has most|have most|adds most|count more than|\d % (more|fewer) than|[1-9]\d* jobs more|the balance moved|is first of"
    r"|More openings|grew|Most new|\bonly \d+ of",
)
DISTRICT = {"district": "AZ-LAC"}


@cache
def altered(name: str) -> tuple[dict[str, pd.DataFrame], Callable[..., Dataset]]:
    """Altered raw tables, and what loads them as known on a day."""
    tables, _ = validated_tables(FROZEN)
    changed = ALTERED[name](tables)
    return changed, cache(lambda as_of="": assemble(changed, pd.Timestamp(as_of) if as_of else None))


def of(name: str) -> Dataset:
    return altered(name)[1]("")


def told(monkeypatch: pytest.MonkeyPatch, stem: str, name: str) -> list[Bundle] | str:
    """What a notebook shows of altered tables, or why it shows nothing."""
    load = altered(name)[1]
    monkeypatch.setattr(dataset, "load", lambda as_of="", **_: load(as_of))
    try:
        return shown(stem, **(DISTRICT if stem == "district_profile" else {}))
    except Refused as refusal:
        return str(refusal)


def empty_figures(bundles: list[Bundle]) -> list[str]:
    """Figures without a mark: their text alternative ends where the marks would begin."""
    return [data["text/plain"] for data, _ in bundles if "image/svg+xml" in data and not re.search(r": .*\d", data["text/plain"])]


def is_whole(found: list[Bundle] | str) -> bool:
    """Whether there is a page without a fault; a refusal must say what is possible."""
    if isinstance(found, str):
        assert " is not possible: " in found or "no jobs target" in found
        return False
    assert problems(found) == []
    assert empty_figures(found) == []
    return True


@pytest.mark.parametrize(("stem", "name"), list(product(NOTEBOOKS, LACKING)))
def test_a_notebook_on_lacking_tables_shows_a_whole_page_or_says_what_is_possible(
    monkeypatch: pytest.MonkeyPatch, stem: str, name: str
) -> None:
    found = told(monkeypatch, stem, name)
    if is_whole(found) and stem != "09_data_and_methods":  # there the rules are told with numbers of their own
        assert GONE[name] not in plain(found)  # type: ignore[arg-type]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("stem", "name"), [*product(NOTEBOOKS if WHOLE else WITHOUT_EVIDENCE, OTHER_VALUES), *product(WITH_EVIDENCE, WITHOUT_RATES)]
)
def test_a_notebook_on_other_values_shows_a_whole_page(monkeypatch: pytest.MonkeyPatch, stem: str, name: str) -> None:
    found = told(monkeypatch, stem, name)
    assert is_whole(found)
    if name.startswith("all figures equal"):
        assert [line for line in plain(found).splitlines() if UNEVEN.search(line)] == []  # type: ignore[arg-type]


def printed(name: str, indicator: str, place: str, start: str, end: str) -> list[float]:
    """Numbers that the altered rows print for a cell, as text compares them, the latest last."""
    tables = altered(name)[0]
    rows = tables["observations"].merge(tables["sources"][["source_id", "published"]], on="source_id").sort_values("published")
    cell = rows["indicator"].eq(indicator) & rows["geography"].eq(place) & rows["sector"].eq("")
    days = rows["period_start"].eq(start) & rows["period_end"].eq(end)
    return rows.loc[cell & days & rows["precision"].eq("exact"), "value"].astype(float).tolist()


def test_reversed_values_are_told_as_the_reversed_rows_have_them() -> None:
    data = of("values reversed")
    period = Period.year_to(2025, 6)
    counts = {place: printed("values reversed", "new_jobs", place, "2025-01-01", "2025-06-30") for place in data.geography.districts}
    most = max((numbers[-1], place) for place, numbers in counts.items() if numbers)
    sentence = overview.places_finding(overview.places(data, period), period).plain
    assert sentence.endswith(f"{data.geography.name(most[1])} has most new jobs: {most[0]:,.0f}.")


def test_growth_of_reversed_values_has_the_sign_that_the_reversed_rows_give_it() -> None:
    # One value a cell, or the last of those that were revised: 15 after 35, 2,157 after 2,662.
    data = of("values reversed")
    run = entrepreneurship.scope(data, "LIBERATED", 2024, 2023)
    for indicator in (entrepreneurship.ENTERPRISES, entrepreneurship.PROPRIETORS):
        now, was = (printed("values reversed", indicator, "LIBERATED", f"{year}-01-01", f"{year}-12-31")[-1] for year in (2024, 2023))
        sentence = entrepreneurship.growth_finding(run, indicator).plain
        direction = "more" if now > was else "fewer"
        assert f"{now:,.0f} new" in sentence
        assert f"{abs(now / was - 1) * 100:.1f}\u202f% {direction} than the {was:,.0f} of 2023." in sentence


def test_equal_levels_are_as_many() -> None:
    run = entrepreneurship.scope(of("all figures equal"), "LIBERATED", 2024, 2023)
    for indicator, things in entrepreneurship.THINGS.items():
        assert entrepreneurship.heading(run, indicator).plain == f"50 {things} in 2024, as many as in 2023"
        assert (
            entrepreneurship.growth_finding(run, indicator).plain
            == f"50 {things} are counted in the liberated districts for 2024, as many as for 2023."
        )


@pytest.mark.slow
def test_a_half_without_openings_divides_the_year() -> None:
    run = job_growth.scope(of("all figures equal, no rates"), "LIBERATED", 2024, 2023)
    assert job_periods.halves_title(run).plain == "Fewer openings in the second half of 2024 (0) than in the first (50)"
    assert job_periods.half_years_finding(run).plain == "0.0\u202f% of the new jobs of 2024 are counted in its second half."


@pytest.mark.slow
@pytest.mark.parametrize("name", WITHOUT_RATES)
def test_places_that_count_more_than_all_leave_nothing_to_those_that_joined(name: str) -> None:
    run = entrepreneurship.scope(of(name), "LIBERATED", 2024, 2023)
    said = business_membership.joined_note(run).plain
    assert said.endswith("What they brought cannot be told: the other places count more in 2023 than all together.")


def test_of_equal_places_none_has_most() -> None:
    data = of("all figures equal")
    period = Period.year_to(2025, 6)
    places = overview.places(data, period)
    assert overview.places_finding(places, period).plain == "Each of the 15 places with a count for Jan–Jun 2025 has 50 new jobs."


def test_sectors_that_add_to_more_than_the_total_leave_nothing_that_could_be_told() -> None:
    found = targets(of("values reversed"), 2030)
    total, (covered, left) = target_coverage.standing_total(found), target_coverage.coverage(found) or (None, None)
    assert total is not None
    assert covered is not None
    assert left is None
    assert total.interval.high < covered.interval.low
    assert target_coverage.coverage_finding(found).plain.endswith(f"more than the {total.text} jobs announced.")
    assert target_changes.left_title(found).plain


def test_no_sector_counted_is_not_none_of_nothing() -> None:
    found = targets(of("only the founding article"), 2030)
    assert target_status.status_finding(found).plain == "No count of jobs made is printed for any of the 5 sectors."
    assert target_changes.naming_finding(found).plain == "There is no other version that could name other sectors."
