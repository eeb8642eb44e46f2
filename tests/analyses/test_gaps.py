"""Coverage, bounds and conflicts of the page on revisions and gaps, on the frozen tables."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from types import SimpleNamespace

import pandas as pd
import pytest
from tests.analyses.cells import Refused, Show, plain
from tests.analyses.test_parameters import problems

from karabakh_analysis.analyses import conflicting, gap_bounds, gaps
from karabakh_analysis.analyses.record import SUMS, Record, record
from karabakh_analysis.dataset import Dataset, ParameterError, Period
from karabakh_analysis.evidence import Evidence, SolverError
from karabakh_analysis.values import Interval

INDICATORS = ("new_jobs", "new_enterprises", "new_sole_proprietors")
YEAR = Period.year(2024)


@pytest.fixture(scope="module")
def run(frozen: Dataset) -> Record:
    return record(frozen, "new_jobs")


@pytest.fixture(scope="module")
def grid(run: Record) -> pd.DataFrame:
    return gaps.coverage_grid(run).set_index(["label", "panel", "column"])


@pytest.mark.parametrize(
    ("cell", "status", "low", "high"),
    [
        (("Khankendi", "2024", "Y"), "published", 702, 702),
        (("Khankendi", "2024", "H1"), "implied", 15, 15),  # 209 - 194
        (("Both regions", "2024", "H1"), "implied", 986, 986),  # 840 + (92 - 25) + (54 - 44) + (159 - 90)
        (("Liberated districts", "2024", "Q2"), "implied", 548, 548),  # 840 - 292
        (("Shusha", "2024", "Y"), "bounded", 324, 471),  # 232 + 92, and below Lachin's rank
        (("Tartar", "2024", "Y"), "bounded", 159, float("inf")),
        (("Kalbajar", "2025", "Q1"), "published", 70, 70),
    ],
)
def test_the_grid_says_how_a_level_is_known(grid: pd.DataFrame, cell: tuple[str, str, str], status: str, low: float, high: float) -> None:
    found = grid.loc[cell]
    assert (found["status"], found["low"], found["high"]) == (status, low, high)
    assert found["evidence"]


def test_a_level_that_nothing_confines_is_unknown_and_has_no_ends(grid: pd.DataFrame) -> None:
    found = grid.loc[("Barda", "2025", "Q4")]
    assert found["status"] == "unknown"
    assert pd.isna(found["low"])
    assert pd.isna(found["high"])


def test_a_place_that_did_not_exist_is_neither_unknown_nor_zero(grid: pd.DataFrame) -> None:
    before = [grid.loc[("Aghdara", *cell)] for cell in (("2022", "Y"), ("2023", "Q3"), ("2023", "9M"))]
    assert all(found["status"] == "absent" and pd.isna(found["low"]) for found in before)
    assert grid.loc[("Aghdara", "2023", "Q4"), "status"] != "absent"
    assert grid.loc[("Aghdara", "2024", "9M"), "status"] == "published"


def test_the_grid_holds_every_place_in_every_period_once(run: Record, grid: pd.DataFrame) -> None:
    assert grid.index.is_unique
    assert len(grid) == len(run.bounds) == (15 + len(SUMS)) * 4 * len(gaps.COLUMNS)
    assert list(dict.fromkeys(grid["group"])) == ["Karabakh economic region", "East Zangezur economic region", "Sums of places"]


def test_counts_by_year_add_up_to_all_levels(run: Record) -> None:
    table = gaps.counts_by_year(run)
    kinds = table.drop(columns="Levels")
    assert int(kinds.loc["All years"].sum()) == len(run.bounds)
    assert (table.iloc[:-1].sum() == table.loc["All years"]).all()
    assert (kinds.drop(columns="No such place").sum(axis=1) == table["Levels"]).all()
    assert table.at["All years", "Levels"] == len(run.bounds) - 12  # Aghdara before December 2023: seven and five cells
    assert table.at["All years", "Published"] == gaps.tally(run, "published")


def test_sentences_count_what_the_table_counts(run: Record) -> None:
    total = gaps.counts_by_year(run).loc["All years"]
    assert (
        f"Of {total['Levels']} levels of new jobs by place and period, {total['Published']} are printed" in gaps.coverage_finding(run).plain
    )
    both = f"{total['Confined from both sides']} are confined from both sides"
    assert both in gaps.coverage_finding(run).plain
    assert f"{total['Implied']} follow to one number, {both}" in gap_bounds.confined_finding(run).plain


def test_the_period_shown_is_the_last_year_with_a_printed_district(frozen: Dataset, run: Record) -> None:
    assert gap_bounds.shown_period(run) == YEAR  # Khankendi 702 and Lachin 471; of 2025 only months are printed
    assert gap_bounds.shown_period(record(frozen, "new_enterprises")) == Period.year(2023)


def test_without_a_year_the_period_shown_is_the_last_part_of_one(frozen_as_of: Callable[[str], Dataset]) -> None:
    assert gap_bounds.shown_period(record(frozen_as_of("2023-09-30"), "new_jobs")) == Period.year_to(2023, 6)


def test_districts_are_drawn_by_how_they_are_known(run: Record) -> None:
    rows = gap_bounds.district_rows(run, YEAR).set_index("label")
    assert len(rows) == 15
    assert list(rows.index[:2]) == ["Khankendi", "Shusha"]
    assert (rows.at["Khankendi", "status"], rows.at["Shusha", "printed"]) == ("published", "324 to 471")
    assert rows.at["Barda", "printed"] == "at least 54"
    assert gap_bounds.bounds_heading(run, YEAR).plain == "2 of 15 places are printed for 2024; 10 more are confined to an interval"


def test_a_place_that_did_not_exist_is_not_drawn(run: Record) -> None:
    assert "Aghdara" not in set(gap_bounds.district_rows(run, Period.year(2022))["label"])


def test_the_country_is_told_and_not_drawn(run: Record) -> None:
    assert list(gap_bounds.sum_rows(run, YEAR)["label"]) == ["Liberated districts", "Karabakh", "East Zangezur", "Both regions"]
    assert gap_bounds.country_note(run, YEAR).plain.endswith("the level of 2024 is at least 70,043.")


def test_the_narrowest_and_the_widest_interval_are_named_with_all_places_that_share_them(run: Record) -> None:
    assert [sentence.plain for sentence in gap_bounds.width_findings(run, YEAR)] == [
        "The narrowest interval of a place with two ends for 2024 is 324 to 471 (Shusha).",
        "The widest interval of a place with two ends for 2024 is 0 to 471 (Gubadli, Kalbajar, Zangilan).",
    ]


def test_equally_wide_intervals_are_told_once(frozen: Dataset) -> None:
    found = gap_bounds.width_findings(record(frozen, "new_enterprises"), YEAR)  # 0 to 380 in each of the twelve
    assert [sentence.plain for sentence in found] == ["Every interval of a place with two ends for 2024 is 0 to 380 (12 places)."]


def test_an_implied_sum_is_explained_by_the_figures_that_give_it(run: Record) -> None:
    (told,) = [sentence for sentence in gap_bounds.explanations(run, YEAR) if sentence.plain.startswith("Karabakh and East Zangezur")]
    assert told.plain == (
        "Karabakh and East Zangezur economic regions, Jan–Jun 2024: 986 = 840 (Liberated districts, Jan–Jun 2024)"
        " + 92 (Aghjabadi, Jan–Sep 2024) − 25 (Aghjabadi, Jul–Sep 2024) + 54 (Barda, Jan–Sep 2024) − 44 (Barda, Jul–Sep 2024)"
        " + 159 (Tartar, Jan–Sep 2024) − 90 (Tartar, Jul–Sep 2024)."
    )
    assert 840 + 92 - 25 + 54 - 44 + 159 - 90 == 986
    assert all(quantity.evidence for quantity in told.quantities)


def test_a_level_in_doubt_keeps_how_it_is_known_and_sums_their_region(grid: pd.DataFrame) -> None:
    assert grid.loc[("Kalbajar", "2025", "Q1"), "note"] == gaps.DOUBT
    assert grid.loc[("Kalbajar", "2025", "H1"), "note"] == ""
    hues = grid["hue"].groupby("label").first()
    assert (hues["Karabakh"], hues["East Zangezur"], hues["Both regions"]) == ("kar", "ezr", "grey")


def test_what_only_a_national_count_confines_is_counted_apart(run: Record) -> None:
    # 2022 before any table of quarters: four places outside the table of ten, and the two regions that hold them, in five periods each
    assert gaps.by_the_country_alone(run) == 30
    assert gaps.coverage_finding(run).plain.endswith("308 are confined from both sides, 30 of them by a count of the whole country alone.")
    assert (
        "32 follow to one number, 308 are confined from both sides, 57 have a lower end only, and 61"
        in gap_bounds.confined_finding(run).plain
    )


def test_the_figure_of_bounds_names_the_places_without_an_upper_end(run: Record) -> None:
    title = gap_bounds.bounds_title(run, YEAR).plain
    assert title == "3 of 15 places have no highest possible level for 2024: Aghjabadi, Barda, Tartar"


def test_cells_are_chosen_by_rule(run: Record) -> None:
    told = [(bound.geography, bound.period.label) for bound in gap_bounds.told_cells(run, YEAR)]
    assert told[:2] == [("LIBERATED", "Apr–Jun 2024"), ("KAR+EZR", "Jan–Jun 2024")]
    assert told[3:] == [("AZ-SUS", "2024"), ("AZ-AGM", "2024"), ("AZ-FUZ", "2024")]


def test_conflicts_of_the_chosen_indicator_come_first(frozen: Dataset, run: Record) -> None:
    assert [conflict.indicator for conflict in conflicting.conflicts(run)][:2] == ["new_jobs", "new_jobs"]
    first = conflicting.stories(run)[0]
    assert (first.title.plain, first.anchor) == ("Set 1: new jobs", conflicting.conflicts(run)[0].conflict_id)
    (told,), (rows,) = first.paragraphs.values()
    assert told.plain.startswith("2.1-fold (Liberated districts, 2023 to 2024) does not go together with")
    assert rows.quantities[0].evidence == conflicting.conflicts(run)[0].rows
    assert conflicting.searched(record(frozen, "new_enterprises"))[0].plain == (
        "No printed figures on new enterprises and organisations exclude each other."
    )


def test_a_record_without_conflicts_says_so(run: Record) -> None:
    quiet = Record(run.data, Evidence((), run.evidence.bounds, (), {}, {"closed_jobs": SolverError("no end")}), "new_jobs")
    assert conflicting.conflicts_finding(quiet).plain == "No printed figures exclude each other, as far as they can be compared."
    assert conflicting.stories(quiet) == []
    targets = (
        "Targets and plans are stipulations and enter no set: 2 pairs of values that exclude each other, in documents whose dates overlap,"
        " stand with them."
    )
    said = [sentence.plain for sentence in conflicting.searched(quiet)]
    assert said == ["No printed figures on new jobs exclude each other.", targets, "Left out of the search: closed jobs."]


@pytest.mark.parametrize(
    ("as_of", "possible"), [("2021-06-30", "none yet; a later .+"), ("2023-06-30", "none yet; a later .+"), ("2023-09-30", "new_jobs")]
)
def test_an_indicator_without_bounds_is_refused_with_what_is_possible(
    frozen_as_of: Callable[[str], Dataset], as_of: str, possible: str
) -> None:
    with pytest.raises(ParameterError, match=rf"no table of it .* was published by {as_of}.* Possible: {possible}\."):
        record(frozen_as_of(as_of), "new_enterprises")


def test_an_indicator_on_which_the_solver_gave_up_is_refused_with_its_reason(frozen: Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    failed = SimpleNamespace(bounds=(), failures={"new_jobs": SolverError("past its limit")})
    monkeypatch.setattr("karabakh_analysis.analyses.record.evidence_of", lambda data: failed)
    with pytest.raises(ParameterError, match="past its limit"):
        record(frozen, "new_jobs")


@pytest.mark.parametrize("as_of", ["2021-06-30", "2023-06-30"])
def test_a_page_before_the_first_table_of_districts_is_refused(show: Show, as_of: str) -> None:
    for indicator in INDICATORS:
        with pytest.raises(Refused, match=rf"indicator = '{indicator}' is not possible: .+ Possible: none yet; a later"):
            show("08_revisions_and_gaps", indicator=indicator, as_of=as_of)


@pytest.mark.slow
@pytest.mark.parametrize(("indicator", "as_of"), [*((each, "") for each in INDICATORS[1:]), ("new_jobs", "2023-09-30")])
def test_every_indicator_gives_a_page_and_so_does_the_first_day(show: Show, indicator: str, as_of: str) -> None:
    assert problems(show("08_revisions_and_gaps", indicator=indicator, as_of=as_of)) == []


@pytest.mark.slow
def test_the_page_shows_all_its_parts(show: Show) -> None:
    bundles = show("08_revisions_and_gaps")
    names = [about["karabakh"]["name"] for _, about in bundles if "name" in about["karabakh"]]
    assert names == [
        "gaps-revised-counts",
        "gaps-revised-counts-table",
        "gaps-targets",
        "gaps-coverage",
        "gaps-coverage-by-year",
        "gaps-bounds-by-place",
        "gaps-bounds-of-sums",
    ]
    assert "986" in plain(bundles)


@pytest.mark.parametrize(("width", "places"), list(product((5, 9), (1, 4))))
def test_intervals_of_one_width_but_other_ends_are_told_by_their_width(run: Record, width: int, places: int) -> None:
    bounds = [
        SimpleNamespace(geography=code, interval=Interval(start, start + width), evidence=(f"row/{start}",), status="bounded", period=YEAR)
        for start, code in enumerate(run.districts[:places])
    ]
    sentence = gap_bounds._extreme(run_without_flags(run), YEAR, bounds, "The narrowest interval is ")  # type: ignore[arg-type]
    expected = f"{width} wide (" if places > 1 else f"0 to {width} ("
    assert expected in sentence.plain
    assert ("4 places" in sentence.plain) == (places == 4)


def run_without_flags(run: Record) -> Record:
    """The record with flags of rows that no table holds."""
    copy = Record(run.data, run.evidence, run.indicator)
    copy.__dict__["_flags"] = {f"row/{number}": "" for number in range(9)}
    return copy
