"""What pages say to readers of earlier days, of whom each knew another part of the record: true sentences, in good English."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from karabakh_analysis.analyses import (
    business_stock,
    documents,
    entrepreneurship,
    job_concentration,
    job_growth,
    latest_release,
    printed_growth,
    profile,
    profile_jobs,
    release_changes,
    road_readers,
    sector_targets,
    target_changes,
)
from karabakh_analysis.analyses.road import road
from karabakh_analysis.analyses.road_words import flow_finding
from karabakh_analysis.dataset import Dataset

AsOf = Callable[[str], Dataset]
SPACE = "\N{NARROW NO-BREAK SPACE}"


def test_a_count_without_an_upper_end_that_exceeds_the_base_is_growth(frozen_as_of: AsOf) -> None:
    run = job_growth.scope(frozen_as_of("2024-10-31"), "LIBERATED", 2024, 2022)
    assert job_growth.growth_finding(run).plain == (
        f"At least 840 new jobs are counted in the liberated districts for 2024, at least 5.4{SPACE}% more than the 797 of 2022."
    )


def test_counts_of_less_than_four_quarters_are_no_pace_and_are_not_denied(frozen_as_of: AsOf) -> None:
    run = road(frozen_as_of("2023-08-17"))
    assert run.flow is None
    assert flow_finding(run).plain == (
        "New jobs in the liberated districts are counted to 30 Jun 2023, but not over four quarters, "
        "so there is no current pace to compare with."
    )


@pytest.mark.parametrize(
    ("day", "words"), [("2023-04-25", "no regional count of then is in this collection"), ("2023-08-17", "no four quarters in a row")]
)
def test_a_reader_is_told_why_no_pace_could_be_named(frozen_as_of: AsOf, day: str, words: str) -> None:
    assert words in road_readers._story("Then", road(frozen_as_of(day))).plain


def test_a_base_that_is_hardly_confined_is_not_printed_as_an_interval(frozen_as_of: AsOf) -> None:
    (told,) = profile_jobs.growth_findings(profile.profile(frozen_as_of("2023-08-17"), "AZ-AGM"))
    assert told.plain == "18 new jobs are counted for Jan–Jun 2023; no printed figure confines those of Jan–Jun 2022 closely."


def test_a_release_of_one_document_is_one_document(frozen_as_of: AsOf) -> None:
    release = latest_release.latest_release(frozen_as_of("2022-09-16"))
    levels, revised = release_changes.new_levels(release), release_changes.revisions(release)
    told = latest_release.release_finding(release, levels, revised, revised).plain
    assert told.endswith("to 30 Jun 2022, stands in 1 document and brought 2 new levels.")


def test_the_first_release_of_all_is_compared_with_itself(frozen_as_of: AsOf) -> None:
    release = latest_release.Release(frozen_as_of("2021-02-05"), tuple(frozen_as_of("2021-02-05").sources["source_id"]), pd.NaT, ())
    assert latest_release.days(release) == ("2021-02-05", "2021-02-05")


def test_one_figure_that_differs_is_said_in_the_singular(frozen_as_of: AsOf) -> None:
    told = target_changes.changes_finding(sector_targets.targets(frozen_as_of("2023-04-17"), 2030)).plain
    assert told == "The figures of one of the 5 sectors named for 2030 differ between the versions that print them."


def test_one_document_prints_its_figures(frozen_as_of: AsOf) -> None:
    assert documents.sources_heading(frozen_as_of("2021-02-05")).plain == "One document prints the 3 figures"


def test_one_printed_rate_is_said_in_the_singular(frozen_as_of: AsOf) -> None:
    run = job_growth.scope(frozen_as_of("2024-06-30"), "LIBERATED", 2023, 2022)
    rates = printed_growth.stated_growth(run, job_growth.INDICATOR)
    told = printed_growth.stated_growth_finding(run, rates).plain
    assert told == "The one printed growth rate overlaps what follows from published counts"


def test_a_stock_whose_parts_are_open_has_no_share(frozen_as_of: AsOf) -> None:
    run = entrepreneurship.scope(frozen_as_of("2025-08-16"), "LIBERATED", 2024, 2023)
    told = business_stock.stock_finding(run).plain
    assert told == "The printed parts of the stock of 1 Jan 2025 do not tell how many enterprises are micro ones."


def test_one_place_of_many_is_no_concentration(frozen_as_of: AsOf) -> None:
    run = job_growth.scope(frozen_as_of("2025-08-16"), "EZR", 2024, 2022)
    table = job_concentration.concentrations(run)
    assert "2024" not in table.index
    assert job_concentration.concentration_finding(run, table).plain.startswith("The published counts do not tell")
