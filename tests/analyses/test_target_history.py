"""How the figures of the jobs target changed, what each version leaves open, and what touches a sector (notebook 03)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.analyses.cells import Refused, Show, plain
from tests.analyses.test_parameters import problems

from karabakh_analysis import dataset
from karabakh_analysis.analyses import sector_targets, target_changes, target_nearby, target_status
from karabakh_analysis.analyses.sector_targets import Targets
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.values import Quantity

ARTICLE = "newsaz-2025-jobs-2024"


@pytest.fixture(scope="module")
def found(frozen: Dataset) -> Targets:
    return sector_targets.targets(frozen, 2030)


def text_of(cell: object) -> str:
    return cell.text if isinstance(cell, Quantity) else str(cell)


def test_three_sectors_changed_each_with_both_figures_and_who_prints_them(found: Targets) -> None:
    table = target_changes.changes_table(found)
    rows = [(str(sector), *(text_of(cell) for cell in row[:3])) for sector, row in zip(table.index, table.to_numpy(), strict=True)]
    assert rows == [
        ("Agriculture", "15,000 to 17,000", "first figure", "first figure"),
        ("Agriculture", "15,000", "the same", "−2,000"),
        ("Small and medium enterprises", "10,000 to 11,500", "first figure", "first figure"),
        ("Small and medium enterprises", "10,000 to 11,000", "the same", "−500"),
        ("Tourism", "1,500 to 2,000", "first figure", "first figure"),
        ("Tourism", "1,000 to 1,500", "−500", "−500"),
    ]
    assert "News.Az" in table["Printed by"].iloc[1]
    assert table["Figure"].iloc[1].evidence == (f"{ARTICLE}/16",)


def test_a_loose_wording_is_no_change(found: Targets) -> None:
    park = [each for each in target_changes.printings(found) if each.sector == "Aghdam Industrial Park"]
    assert len(park) == 1
    assert len(park[0].versions) == len(found.versions)


def test_sectors_that_a_version_does_not_name_are_named(found: Targets) -> None:
    words = target_changes.naming_finding(found).plain
    assert words.startswith("Not every one of the 4 versions names:")
    assert "Public sector in 1" in words


def test_each_version_leaves_its_own_part_without_a_sector(found: Targets) -> None:
    rows = target_changes.left_by_version(found)
    left = {row["label"]: (row["low"], row["high"]) for _, row in rows[rows["series"].eq("no sector named")].iterrows()}
    assert len(left) == 4
    assert (88_000, 97_500) in left.values()  # 150,000 less 52,500 to 62,000 in April 2025
    assert (114_500, 117_000) in left.values()  # the founding article: less 33,000 to 35,500


def test_what_is_planned_in_the_park_is_no_target_repeated(found: Targets) -> None:
    rows = target_status.park_steps(found)
    assert not rows["evidence"].str.contains(ARTICLE).any()
    assert "more than 2,000" in target_status.plan_finding(found).plain


def test_figures_that_touch_a_sector_come_with_the_reason_why_they_are_no_status(found: Targets) -> None:
    table = target_nearby.nearby_table(found)
    assert "Mining" not in table.index
    assert (table["Why it is no status"] != "").all()
    catering = table.loc["Tourism"]
    assert (text_of(catering["Figure"]), catering["Of"]) == ("886", "31 Dec 2024")


@pytest.mark.parametrize("as_of", ["2021-01-01", "2022-06-30", "2023-05-01", "2024-06-30", "2025-01-31", "2026-02-01", ""])
def test_the_page_is_whole_on_every_day_or_refused(show: Show, as_of: str) -> None:
    if as_of in ("2021-01-01", "2022-06-30"):
        with pytest.raises(Refused, match="no sector figures"):
            show("03_sector_targets", as_of=as_of)
        return
    bundles = show("03_sector_targets", as_of=as_of)
    assert problems(bundles) == []
    assert "% of the 150,000" not in plain(bundles)


@pytest.mark.parametrize(
    "keep", [lambda rows: rows["source_id"].eq(ARTICLE), lambda rows: ~rows["source_id"].eq("trend-20250408-jobs-2030")]
)
def test_the_page_is_whole_for_a_part_of_the_rows(
    show: Show, monkeypatch: pytest.MonkeyPatch, frozen: Dataset, keep: Callable[..., object]
) -> None:
    rows = frozen.observations
    monkeypatch.setattr(dataset, "load", lambda as_of: replace(frozen, observations=rows[keep(rows)]))
    assert problems(show("03_sector_targets")) == []
