"""The figures of the founding article as the notebooks use them: each rests on its row, and none is known before the article."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from karabakh_analysis.analyses import entrepreneurship, job_growth, job_places, sector_targets, target_coverage, target_versions
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.values import Interval, Quantity

ARTICLE = "newsaz-2025-jobs-2024"
COVERAGE = "LIBERATED"


def test_new_jobs_of_2024_are_printed(frozen: Dataset) -> None:
    level = job_growth.scope(frozen, COVERAGE, 2024, 2023).level("new_jobs", Period.year(2024))
    assert level is not None
    assert (level.interval, level.status) == (Interval.point(2575), "published")
    assert f"{ARTICLE}/01" in level.evidence


def test_the_share_of_two_places_rests_on_three_rows(frozen: Dataset) -> None:
    sentence = job_places.places_finding(job_growth.scope(frozen, COVERAGE, 2024, 2023))
    (share,) = [quantity for quantity in sentence.quantities if quantity.unit == "percent"]
    assert float(share.interval.low) == float(share.interval.high) == pytest.approx(100 * (702 + 471) / 2575)
    assert {f"{ARTICLE}/0{row}" for row in (1, 2, 3)} <= set(share.evidence)


@pytest.mark.parametrize(
    ("indicator", "later", "base", "rows"),
    [("new_enterprises", 380, 147, ("04", "06")), ("new_sole_proprietors", 3815, 2662, ("05", "07"))],
)
def test_registrations_of_both_years_are_printed(frozen: Dataset, indicator: str, later: int, base: int, rows: tuple[str, str]) -> None:
    run = entrepreneurship.scope(frozen, COVERAGE, 2024, 2023)
    for year, count, row in ((2024, later, rows[0]), (2023, base, rows[1])):
        level = run.level(indicator, Period.year(year))
        assert level is not None
        assert level.interval == Interval.point(count)
        assert f"{ARTICLE}/{row}" in level.evidence


@pytest.mark.parametrize(
    ("sector", "interval", "row"),
    [
        ("Aghdam Industrial Park", Interval.point(5000), "15"),
        ("Agriculture", Interval.point(15000), "16"),
        ("Mining", Interval(1500, 2000), "17"),
        ("Tourism", Interval(1500, 2000), "18"),
        ("Small and medium enterprises", Interval(10000, 11500), "19"),
    ],
)
def test_a_sector_figure_is_kept_as_printed(frozen: Dataset, sector: str, interval: Interval, row: str) -> None:
    table = target_versions.versions_table(sector_targets.targets(frozen, 2030))
    (cell,) = [cell for cell in table.loc[sector] if isinstance(cell, Quantity) and f"{ARTICLE}/{row}" in cell.evidence]
    assert cell.interval == interval


def test_the_part_without_a_sector_lies_between_88_000_and_97_500(frozen: Dataset) -> None:
    both = target_coverage.coverage(sector_targets.targets(frozen, 2030))
    assert both is not None
    assert [quantity.interval for quantity in both] == [Interval(52500, 62000), Interval(88000, 97500)]


@pytest.mark.parametrize("day", ["2023-06-30", "2024-03-31", "2024-12-31", "2025-01-31"])
def test_nothing_rests_on_a_row_that_was_not_yet_published(frozen: Dataset, frozen_as_of: Callable[[str], Dataset], day: str) -> None:
    known = frozen_as_of(day)
    late = set(frozen.observations["observation_id"]) - set(known.observations["observation_id"])
    rows = {row for quantity in known.cells["quantity"] for row in quantity.evidence}
    assert rows
    assert f"{ARTICLE}/01" in late
    assert not rows & late
