"""The two industrial parks on the frozen tables: what is counted and planned, what confines what, and which documents disagree."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.analyses.cells import Show, plain
from tests.analyses.test_parameters import problems
from tests.evidence.altered import Added, Row, annotation, count, with_rows

from karabakh_analysis import dataset
from karabakh_analysis.analyses import park_documents, park_falls, park_lists, park_paths, park_plans, park_ratios, park_target, parks
from karabakh_analysis.analyses.parks import INVESTED, INVESTMENT_PLANNED, JOBS_MADE, JOBS_PLANNED, RESIDENTS, Level, Park
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.interval import INFINITY

ARTICLE = "newsaz-2025-jobs-2024"


@pytest.fixture(scope="module")
def aghdam(frozen: Dataset) -> Park:
    return parks.parks(frozen)[0]


@pytest.fixture(scope="module")
def araz(frozen: Dataset) -> Park:
    return parks.parks(frozen)[1]


def by_day(levels: Iterable[Level]) -> dict[str, Quantity]:
    return {f"{level.day:%Y-%m-%d}": level.quantity for level in levels}


def park_row(row_id: str, indicator: str, value: object, day: str = "", precision: str = "exact", **changes: str) -> Row:
    """A printed figure of the Aghdam park: a stock of a day, or without one a plan."""
    about = {"indicator": indicator, "sector": parks.AGHDAM, "kind": "stock" if day else "target"} | changes
    unit = {"unit": "AZN" if indicator.endswith("azn") else "residents" if "resident" in indicator else "jobs"}
    return count(
        row_id, "AZ-AGM", day or "2026-01-01", value, precision, **(about | unit | ({} if day else {"period_start": "", "period_end": ""}))
    )


def altered(folder: Path, *rows: Row, keep: Callable[[str, Row], bool] = lambda *_: True, **added: Iterable[Row]) -> Dataset:
    return with_rows(folder, Added(rows, **added), keep)


def without_parks(table: str, row: Row) -> bool:
    return table != "observations" or not row["sector"].startswith("industrial_park:")


def test_a_plan_printed_more_than_has_no_upper_end(aghdam: Park) -> None:
    plan = by_day(park_plans.planned(aghdam, INVESTMENT_PLANNED))["2025-12-25"]
    assert (plan.interval, plan.text) == (Interval(312_000_000, INFINITY, low_open=True), "more than 312,000,000")


def test_a_plan_printed_nearly_or_about_keeps_both_ends(araz: Park) -> None:
    assert by_day(park_plans.planned(araz, INVESTMENT_PLANNED))["2023-10-19"].interval == Interval(32_500_000, 33_500_000)


def test_a_superseded_figure_of_the_same_day_is_no_plan(aghdam: Park) -> None:
    assert by_day(park_plans.planned(aghdam, JOBS_PLANNED))["2023-10-19"].text == "more than 1,600"


def test_a_copy_of_a_document_is_the_same_printing(araz: Park) -> None:
    plans = by_day(park_plans.planned(araz, INVESTMENT_PLANNED))
    assert plans["2024-10-03"].evidence == ("einpresswire-20241003-araz-park/05", "menafn-202410-araz-park/05")
    assert "2024-10-31" not in plans


def test_a_target_that_a_document_repeats_without_its_deadline_is_no_plan(aghdam: Park) -> None:
    rows = park_plans.plan_rows(aghdam, JOBS_PLANNED)["observation_id"]
    assert f"{ARTICLE}/13" not in set(rows)
    assert f"{ARTICLE}/15" in set(park_plans.target_rows(aghdam, JOBS_PLANNED)["observation_id"])


def test_parts_of_a_park_and_applications_enter_no_series(aghdam: Park) -> None:
    used = {row for level in park_plans.planned(aghdam, JOBS_PLANNED) for row in level.quantity.evidence}
    assert used.isdisjoint({"44days-202105-aghdam-park/02", "trend-20211201-aghdam-park/01", "todayaz-20221103-aghdam-park/03"})
    assert "2024-10-15" not in by_day(parks.counted(aghdam, INVESTED))


def test_a_document_of_unknown_day_stands_on_no_axis(aghdam: Park) -> None:
    plans = park_plans.planned(aghdam, JOBS_PLANNED)
    assert "report-nd-parks-100m/03" not in {row for level in plans for row in level.quantity.evidence}
    assert any("Report" in label for label in park_documents.undated_table(aghdam.data).index)


def test_amounts_are_shown_in_millions_with_the_words_of_their_precision() -> None:
    printed = Quantity(Interval(15_250_000, 15_350_000), "AZN", printed="about 15,300,000")
    shown = parks.millions(printed)
    assert (shown.text, shown.unit) == ("about 15.3", "million AZN")
    assert (float(shown.interval.low), float(shown.interval.high)) == (15.25, 15.35)


def test_residents_went_from_5_to_32(aghdam: Park) -> None:
    assert park_paths.residents_finding(aghdam).plain == "Aghdam Industrial Park: from 5 residents on 13 Feb 2022 to 32 on 25 Dec 2025."


def test_dollars_and_manats_are_never_in_one_frame(aghdam: Park) -> None:
    frame = park_paths.investment(aghdam)
    assert not frame["evidence"].str.contains("metbuat-202307").any()
    units = aghdam.data.observations.set_index("observation_id")["unit"]
    assert {units[row] for text in frame["evidence"] for row in text.split()} == {"AZN"}
    assert len(park_lists.dollar_table(aghdam.data)) >= 4


def test_an_amount_in_doubt_is_drawn_as_that(aghdam: Park) -> None:
    frame = park_paths.investment(aghdam).set_index("day")
    assert frame.loc["2023-02-10", "status"] == "doubt"


def test_the_parts_of_the_plans_are_ceilings(frozen: Dataset) -> None:
    found = {(part.park.sector, part.thing, f"{part.made.day:%Y-%m-%d}"): part for part in park_ratios.parts(frozen)}
    jobs, money = (found[(parks.AGHDAM, thing, "2025-12-25")].part for thing in ("Jobs", "Investment"))
    assert float(jobs.interval.high) == pytest.approx(100 * 970 / 2000)  # more than 2,000 planned, as printed on 28 June 2024
    assert float(money.interval.high) == pytest.approx(100 * 142.5 / 312)
    assert (jobs.text, jobs.interval.low) == ("at most 48.5\u202f%", 0)
    assert not found[(parks.AGHDAM, "Investment", "2025-06-12")].is_confined  # more than 115 of more than 260 million
    assert found[(parks.ARAZ, "Investment", "2024-10-03")].part.text.startswith("more than 14.9")  # 20 of 133.8 million


def test_a_part_is_taken_of_the_plan_that_stood_on_the_day(frozen: Dataset) -> None:
    parts = [part for part in park_ratios.parts(frozen) if (part.park.sector, part.thing) == (parks.AGHDAM, "Jobs")]
    assert {part.when for part in parts} >= {"28 Jun 2024", "25 Dec 2025, plan printed on 28 Jun 2024"}
    assert all(part.plan.day <= part.made.day for part in parts)


def test_a_plan_of_no_certain_day_is_named_by_its_window(frozen: Dataset) -> None:
    # Vergiler prints more than 330 million between 28 June and 25 November 2024, after the 263 million of 9 April.
    cell = park_paths.latest_table(frozen).loc["Investment planned, million AZN", "Both parks together"]
    assert cell.plain == "More than 330 (between 28 Jun and 25 Nov 2024)"
    ceiling = next(part for part in park_ratios.parts(frozen) if part.park.name == "Both parks together" and part.is_confined)
    assert float(ceiling.part.interval.high) == pytest.approx(100 * 200 / 330)
    assert ceiling.when == "14 Oct 2025, plan printed between 28 Jun and 25 Nov 2024"
    assert "3 of the 11 parts rest on a plan printed before the count" in park_ratios.age_finding(park_ratios.parts(frozen)).plain


def test_the_heading_names_the_day_of_an_older_plan(frozen: Dataset) -> None:
    assert park_ratios.ratio_heading(park_ratios.parts(frozen)).plain.endswith("(25 Dec 2025, plan printed on 28 Jun 2024)")
    assert park_ratios.ratio_title(park_ratios.parts(frozen)).plain.startswith("Aghdam Industrial Park: at most 45.7")


def test_a_plan_printed_lower_than_before_is_told(frozen: Dataset, frozen_as_of: Callable[[str], Dataset]) -> None:
    assert park_falls.falls_finding(frozen).plain == (
        "A plan is printed lower than the one before it: Aghdam Industrial Park, jobs planned: about 800 (10 Feb 2023) after more than"
        " 1,000 (16 Sep 2022); why is not printed."
    )
    assert park_falls.falls_finding(frozen_as_of("2022-12-31")).plain == "No plan is printed lower than the one before it."


def test_the_park_that_is_counted_no_longer_is_named(frozen: Dataset, frozen_as_of: Callable[[str], Dataset]) -> None:
    assert park_falls.silence_note(frozen).plain == (
        "The last count of residents of the Araz Valley Economic Zone alone is of 3 Oct 2024, that of the Aghdam Industrial Park of"
        " 25 Dec 2025."
    )
    assert park_falls.silence_note(frozen_as_of("2022-12-31")).plain == ""


def test_a_replaced_plan_excludes_nothing_and_is_told_with_what_replaces_it(frozen: Dataset) -> None:
    # More than 60 and more than 176 million, more than 700 and more than 1,600 jobs: the smaller ones are noted to belong to 2022.
    assert park_documents.disagreements(frozen) == []
    assert park_documents.disagreements_finding(frozen).plain == (
        "No two figures of one day for a park exclude each other; 2 figures are noted to be replaced by others of their day"
        " (first 19 Oct 2023)."
    )
    (story,) = park_documents.disagreement_stories(frozen)
    told = {lead: [sentence.plain for sentence in sentences] for lead, sentences in story.paragraphs.items()}
    assert story.title.plain == "Aghdam Industrial Park, 19 Oct 2023"
    assert told["19 Oct 2023, ABC.AZ (in Russian)"] == ["Planned, million AZN: more than 176.", "Jobs planned: more than 1,600."]
    assert told["19 Oct 2023, MENAFN (Trend) (in English)"] == ["Planned, million AZN: more than 60.", "Jobs planned: more than 700."]
    assert "these figures belong to 2022" in told["Noted"][0]


def test_documents_of_one_day_that_agree_are_no_story(frozen: Dataset) -> None:
    documents = {row["source_id"] for pair in park_documents.replacements(frozen) for row in pair}
    assert documents == {"abc-20231019-parks", "menafn-20231019-aghdam-park"}


def test_two_plans_printed_more_than_exclude_each_other_only_with_an_upper_end(tmp_path: Path) -> None:
    rows = [park_row("one/01", JOBS_PLANNED, 3000, precision="more_than"), park_row("other/01", JOBS_PLANNED, 2500, precision="more_than")]
    undated = [annotation(f"{name}/01", "undated") for name in ("one", "other")]
    assert park_documents.disagreements(altered(tmp_path / "open", *rows, annotations=undated)) == []
    rows[1] = park_row("other/01", JOBS_PLANNED, 2500)
    assert len(park_documents.disagreements(altered(tmp_path / "closed", *rows, annotations=undated))) == 1


def test_two_counts_of_one_day_that_exclude_each_other_are_told_and_drawn_as_bounds(tmp_path: Path) -> None:
    rows = [park_row(f"{name}/01", JOBS_MADE, value, "2026-01-15") for name, value in (("one", 1100), ("other", 1300))]
    data = altered(tmp_path, *rows)
    frame = park_paths.jobs(parks.parks(data)[0]).set_index(["series", "day"])
    assert tuple(frame.loc[("made", "2026-01-15"), ["low", "high", "status"]]) == (1100, 1300, "bounded")
    assert park_documents.disagreements_finding(data).plain.startswith(
        "1 pair of printed figures of one day excludes each other, on 15 Jan 2026"
    )
    assert any("15 Jan 2026" in story.title.plain for story in park_documents.disagreement_stories(data))


def test_plans_without_an_upper_end_do_not_decide_whether_they_come_to_the_target(aghdam: Park) -> None:
    finding = park_target.target_finding(aghdam)
    assert finding.plain == (
        "5,000 jobs are announced for the Aghdam Industrial Park for 2030, also printed as about 5,000; "
        "its residents plan more than 2,000 as printed on 28 Jun 2024, "
        "a number without an upper end: whether it comes to what is announced is not printed."
    )
    assert f"{ARTICLE}/15" in finding.quantities[0].evidence
    assert park_target.distance_finding(aghdam).plain == (
        "Nearly 970 jobs were made by 25 Dec 2025, 4,030 to 4,040 fewer than the 5,000 announced (3,530 to 4,540 fewer than about 5,000); "
        "whether the target counts them is not printed."
    )


def test_a_plan_that_is_below_the_target_leaves_a_difference(tmp_path: Path) -> None:
    data = altered(tmp_path, park_row("later/01", JOBS_PLANNED, 4200), annotations=[annotation("later/01", "undated")])
    assert park_target.target_finding(parks.parks(data)[0]).plain.endswith("plan 4,200 as printed on 1 Feb 2026, 800 fewer.")


def test_more_jobs_than_announced_leave_no_difference(tmp_path: Path) -> None:
    data = altered(tmp_path, park_row("later/01", JOBS_MADE, 6000, "2026-01-15"))
    assert park_target.distance_finding(parks.parks(data)[0]).plain == "6,000 jobs were made by 15 Jan 2026, 5,000 are announced."


def test_output_stands_in_its_own_table_only(show: Show) -> None:
    bundles = show("05_industrial_parks")
    with_output = [data["text/plain"] for data, _ in bundles if "945" in data["text/plain"]]
    assert len(with_output) == 1
    assert with_output[0].startswith("Output of the parks")


def test_before_the_parks_every_exhibit_is_a_sentence(show: Show) -> None:
    text = plain(show("05_industrial_parks", as_of="2021-02-05"))
    assert "No count of residents of the Aghdam Industrial Park is printed with a day." in text
    assert "image/svg+xml" not in {kind for data, _ in show("05_industrial_parks", as_of="2021-02-05") for kind in data}
    assert not re.search(r"\d", "".join(text.split("2030")))


def no_aghdam(table: str, row: Row) -> bool:
    return table != "observations" or row["geography"] != "AZ-AGM"


ALTERED = {"without-aghdam": no_aghdam, "without-parks": without_parks}


@pytest.mark.parametrize("keep", ALTERED.values(), ids=ALTERED)
def test_the_page_is_whole_for_a_part_of_the_rows(
    show: Show, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, keep: Callable[[str, Row], bool]
) -> None:
    data = altered(tmp_path, keep=keep)
    monkeypatch.setattr(dataset, "load", lambda as_of: data)
    assert problems(show("05_industrial_parks")) == []


@pytest.mark.parametrize("how", ["equal", "reversed"])
def test_the_page_is_whole_for_other_values(show: Show, monkeypatch: pytest.MonkeyPatch, frozen: Dataset, how: str) -> None:
    monkeypatch.setattr(dataset, "load", lambda as_of: other_values(frozen, how))
    text = plain(show("05_industrial_parks"))
    if how == "reversed":
        assert "from 32 residents on 13 Feb 2022 to 5 on 25 Dec 2025." in text


def other_values(data: Dataset, how: str) -> Dataset:
    """Counts of residents in the reverse order of their days, or every figure of the parks the same."""
    rows = data.observations.copy()
    counts = rows["indicator"].eq(RESIDENTS) & rows["period_end"].notna()
    chosen = rows["sector"].str.startswith("industrial_park:") & (counts | (how == "equal"))
    columns = ["value", "interval", "low_bound", "high_bound"]
    for _, group in rows[chosen].groupby("sector" if how == "reversed" else "unit"):
        ordered = group.sort_values("period_end", kind="stable")
        source = ordered[::-1] if how == "reversed" else ordered.iloc[[0] * len(ordered)]
        rows.loc[ordered.index, columns] = source[columns].to_numpy()
    return replace(data, observations=rows)
