"""How the figures of the jobs target changed, what each version leaves open, and what touches a sector (notebook 03)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.analyses.cells import Refused, Show, plain
from tests.analyses.test_parameters import problems

from karabakh_analysis import dataset
from karabakh_analysis.analyses import sector_targets, target_between, target_changes, target_nearby, target_status, target_totals
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
    assert words.startswith("Not every version names every sector; of the 4 these stand in fewer: mining in 3,")
    assert "public sector in 1" in words
    assert words.endswith("A figure for mining and tourism together is counted as no sector of its own.")


def test_a_range_for_two_sectors_is_no_seventh_one(found: Targets) -> None:
    said = target_changes.changes_finding(found).plain
    assert said == "The figures of 3 of the 6 sectors named for 2030 differ between the versions that print them."
    assert target_nearby.nearby_finding(found).plain.startswith("For 4 of the 6 sectors")
    alone = replace(found, rows=found.rows[found.rows["source_id"].eq("trend-20230417-jobs-2030-en")])
    assert "mining+tourism" in sector_targets.named_sectors(alone)  # where neither is named apart, the range stands for both


def test_versions_whose_dates_overlap_have_no_order(found: Targets) -> None:
    # 8 Apr 2025 lies between Feb and May 2025.
    assert target_changes.order_note(found).plain.endswith("8 Apr 2025, Trend, and between Feb and May 2025, News.Az.")
    dated = replace(found, rows=found.rows[~found.rows["source_id"].eq(ARTICLE)])
    assert target_changes.order_note(dated).plain == ""


def test_a_version_is_named_by_language_only_where_it_tells_documents_apart(found: Targets) -> None:
    assert found.versions[:3] == ["17 Apr 2023, Today.Az and Trend (Russian)", "17 Apr 2023, Trend (English)", "8 Apr 2025, Trend"]


def test_figures_attributed_to_an_office_for_another_area_are_in_doubt(found: Targets) -> None:
    said = target_totals.attribution_note(found).plain
    assert "except Shusha district" in said
    assert "Aghdam, Fuzuli and Khojavend districts" in said
    article = replace(found, rows=found.rows[found.rows["source_id"].eq(ARTICLE)])
    assert target_totals.attribution_note(article).plain == ""


def test_a_remark_tells_of_the_place_where_no_words_of_it_are_kept(found: Targets) -> None:
    remarks = target_totals.totals_table(found)[target_totals.PLACE_OR_REMARK]
    assert remarks["between Jan and 27 Jan 2026, Iki Sahil (Azerbaijani)"] == "headline; printed for Karabakh alone"


def test_the_total_that_versions_are_set_beside_comes_from_one_headline(found: Targets) -> None:
    assert target_totals.total_origin(found).plain == (
        "150,000 is the narrowest of 6 printings of the total: Iki Sahil, between Jan and 27 Jan 2026 (headline; printed for Karabakh"
        " alone; no institution is named). Of the others, 4 include it (about 150,000) and 1 lies below it (nearly 150,000)."
    )


def test_what_the_fullest_version_prints_otherwise_than_the_first_is_told(found: Targets) -> None:
    assert target_between.between_finding(found).plain == (
        "From the first version (17 Apr 2023, Today.Az and Trend (Russian)) to the fullest (8 Apr 2025, Trend): public sector is added"
        " (20,000 to 25,000) and tourism is 1,000 to 1,500 after 1,500 to 2,000; 4 figures are the same."
    )
    first = replace(found, rows=found.rows[found.rows["version"].eq(found.versions[0])])
    assert target_between.between_finding(first).plain == ""


def test_printings_that_name_another_place_are_told(found: Targets) -> None:
    assert target_totals.place_note(found).plain == (
        "Of 6 printings of the total 4 name the Karabakh economic region; remarked of the others is “printed 'Karabakh region'” and"
        " “headline; printed for Karabakh alone”."
    )
    named = replace(found, rows=found.rows[found.rows["coverage"].str.contains("Karabakh economic region")])
    assert target_totals.place_note(named).plain == "Every printing of the total names the Karabakh economic region."


def test_each_version_leaves_its_own_part_without_a_sector(found: Targets) -> None:
    rows = target_changes.left_by_version(found)
    left = {row["label"]: (row["low"], row["high"]) for _, row in rows[rows["series"].eq("no sector named, of 150,000")].iterrows()}
    assert len(left) == 4
    assert (88_000, 97_500) in left.values()  # 150,000 less 52,500 to 62,000 in April 2025
    assert (114_500, 117_000) in left.values()  # the founding article: less 33,000 to 35,500


def test_each_version_stands_beside_its_own_total_too(found: Targets) -> None:
    own = target_totals.version_coverages(found)["Left of its own total"].map(text_of)
    assert own["8 Apr 2025, Trend"] == "77,500 to 98,000"  # 140,000 to 150,000 less 52,000 to 62,500, with about 5,000 for the park
    assert own["17 Apr 2023, Today.Az and Trend (Russian)"] == "107,500 to 122,000"  # 145,000 to 155,000 less 33,000 to 37,500
    assert target_changes.left_title(found).plain == "Every version leaves at least 77,500 jobs without a sector"
    assert target_totals.own_finding(found).plain.endswith("nearly 150,000; of this, no sector is named for 77,500 to 98,000.")


def test_what_is_announced_for_the_park_stands_once_and_by_its_deadline(found: Targets) -> None:
    rows = target_status.park_steps(found)
    target = rows[rows["series"].eq("announced")]
    assert target[["label", "low", "high", "status"]].to_numpy().tolist() == [["By 31 Dec 2030", 5000.0, 5000.0, "target"]]
    assert not rows.loc[rows["series"].ne("announced"), "evidence"].str.contains(ARTICLE).any()
    assert "more than 2,000" in target_status.plan_finding(found).plain


def test_figures_that_touch_a_sector_come_with_the_reason_why_they_are_no_status(found: Targets) -> None:
    table = target_nearby.nearby_table(found)
    assert "Mining" not in table.index
    assert (table["Why it is no status"] != "").all()
    catering = table.loc["Tourism"]
    assert (text_of(catering["Figure"]), catering["Of"]) == ("886", "31 Dec 2024")


def test_nothing_is_told_as_a_share_of_the_target(show: Show) -> None:
    assert "% of the 150,000" not in plain(show("03_sector_targets"))


def test_before_the_first_sector_figures_the_page_is_refused(show: Show) -> None:
    with pytest.raises(Refused, match="no sector figures"):
        show("03_sector_targets", as_of="2022-06-30")


@pytest.mark.parametrize(
    "keep", [lambda rows: rows["source_id"].eq(ARTICLE), lambda rows: ~rows["source_id"].eq("trend-20250408-jobs-2030")]
)
def test_the_page_is_whole_for_a_part_of_the_rows(
    show: Show, monkeypatch: pytest.MonkeyPatch, frozen: Dataset, keep: Callable[..., object]
) -> None:
    rows = frozen.observations
    monkeypatch.setattr(dataset, "load", lambda as_of: replace(frozen, observations=rows[keep(rows)]))
    assert problems(show("03_sector_targets")) == []
