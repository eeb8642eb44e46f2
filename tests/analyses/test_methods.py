"""The page on data and methods: dictionary, precision, coverage sets, editing, what would decide what is open."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml
from tests.analyses.cells import Show, plain
from tests.analyses.test_parameters import problems
from tests.evidence.altered import Added, count, only_rows, with_rows
from tests.notebooks.project import ROOT

from karabakh_analysis import dataset, figures
from karabakh_analysis.analyses import (
    citation,
    claim_check,
    conclusions,
    coverage_sets,
    dictionary,
    documents,
    editing,
    evidence_rules,
    examples,
    model_notes,
    precisions,
    undecided,
    vintage_counts,
)
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.precision import RULES
from karabakh_analysis.dataset.schema import FLAGS, PRECISIONS, RAW_TABLES
from karabakh_analysis.evidence import VERDICTS
from karabakh_analysis.figures.kinds import cells
from karabakh_analysis.report.made import NOT_COVERED
from karabakh_analysis.values import Interval

NOTEBOOK = "09_data_and_methods"
README = (ROOT / "data" / "raw" / "README.md").read_text(encoding="utf-8")


def test_the_dictionary_says_of_every_raw_table_what_its_readme_says() -> None:
    rows = dict(re.findall(r"^\| (\w+)\.csv \| \d+ \| (.+) \|$", README, re.MULTILINE))
    assert dictionary.words()["holds"] == rows
    assert set(rows) == set(RAW_TABLES)


def test_every_column_of_every_raw_table_is_described_once() -> None:
    found = list(zip(dictionary.raw_groups(), dictionary.raw_columns().index, strict=True))
    assert found == [(f"{name}.csv", column) for name, schema in RAW_TABLES.items() for column in schema.columns]


def test_a_column_says_what_it_holds_and_whether_it_is_always_filled() -> None:
    columns = dictionary.raw_columns().assign(table=dictionary.raw_groups())
    own = columns[columns["table"].eq("observations.csv")]
    assert list(own.loc["period_end", ["Holds", "Filled"]]) == ["day", "may be empty"]
    assert list(own.loc["kind", ["Holds", "Filled"]]) == ["one of flow, stock, target", "always"]
    assert own.loc["value", "Holds"] == "number"
    assert own.loc["note", "Holds"] == "text"


def test_processed_columns_that_are_copied_are_not_repeated() -> None:
    found = list(zip(dictionary.processed_groups(), dictionary.processed_columns().index, strict=True))
    assert ("processed/observations.csv", "low_bound") in found
    assert ("processed/observations.csv", "precision") not in found
    assert dictionary.processed_columns().loc["is_latest", "Type"] == "boolean"


def test_rows_in_use_are_those_of_known_documents(frozen: Dataset, frozen_as_of: Callable[[str], Dataset]) -> None:
    now, then = (dictionary.table_table(data)["Rows in use"] for data in (frozen, frozen_as_of("2024-06-30")))
    assert now["sources.csv"] == 254
    assert now["corrections.csv"] == 51
    assert then["corrections.csv"] < 51
    assert then["observations.csv"] < now["observations.csv"] == 937


def test_every_indicator_has_a_row_with_its_unit_and_kind(frozen: Dataset) -> None:
    table = dictionary.indicator_table(frozen)
    assert len(table) == 63
    assert list(table.loc["New jobs", ["Unit", "Kind", "Additive"]]) == ["jobs", "flow", "yes"]
    assert table.loc["New jobs", "Code"] == "new_jobs"
    assert table["Figures"].sum() == len(frozen.observations) + len(frozen.claims)


@pytest.mark.parametrize(
    ("printed", "stands_for"),
    [
        ("43.3\u202f%", "43.25 to 43.35\u202f%"),
        ("3.0-fold", "2.95 to 3.05-fold"),
        ("60,900", "60,850 to 60,950"),
        ("5,000", "4,500 to 5,500"),
        ("9,000", "8,100 to under 9,000"),
        ("25,300", "more than 25,300"),
        ("500", "0 to 500"),
        ("150,000", "150,000"),
        ("1,500 to 2,000", "1,500 to 2,000"),
        ("2,575", "2,575"),
    ],
)
def test_the_table_of_precisions_gives_the_intervals_of_the_methods(frozen: Dataset, printed: str, stands_for: str) -> None:
    assert precisions.precision_table(frozen).loc[printed, "Stands for"] == stands_for


def test_every_precision_has_a_rule_and_an_example(frozen: Dataset) -> None:
    assert set(RULES) == set(PRECISIONS)
    assert {example.precision for example in precisions.EXAMPLES} == set(PRECISIONS)
    groups = precisions.precision_groups(frozen)
    assert len(groups) == len(precisions.precision_table(frozen))
    numbers = [int(group.removesuffix(" rows").rpartition(" ")[2]) for group in dict.fromkeys(groups)]
    assert sum(numbers) == len(frozen.observations) + len(frozen.claims)


def test_a_figure_that_stands_for_an_interval_is_told_from_one_that_is_a_number(frozen: Dataset) -> None:
    # A target printed as more than or up to a number is that number.
    assert precisions.precision_heading(frozen).plain == "412 of 1,102 printed figures stand for an interval, 690 for one number"


def test_every_institution_that_a_document_names_is_counted(frozen: Dataset) -> None:
    assert documents.institutions("A (KOBIA); Ministry of B; C (Ministry of B)") == ["A", "Ministry of B", "C"]
    # 33 name the committee alone, 8 with two others and 1 with one; 27 + 8 + 1 + 1 name the ministry and 25 an agency of it
    told = documents.origin_finding(frozen).plain
    assert (
        "Ministry of Labour and Social Protection of Population (62); State Statistical Committee of the Republic of Azerbaijan (42)"
        in told
    )
    assert told.startswith("234 documents name where their figures come from")


def test_an_open_upper_end_is_told() -> None:
    assert precisions.stands_for(Interval(8, 9, high_open=True), "jobs") == "8 to under 9"
    assert precisions.stands_for(Interval(8, 9), "jobs") == "8 to 9"


def test_the_liberated_districts_are_ten_then_twelve(frozen: Dataset) -> None:
    assert coverage_sets.grid_title(frozen).plain == ("The liberated districts are 10 places at the end of 2020 and 12 at the end of 2024")
    assert coverage_sets.changes_finding(frozen).plain == (
        "The first members count from 1 Dec 2020; later joined: Khankendi on 20 Sep 2023, Aghdara on 5 Dec 2023."
    )
    assert coverage_sets.outside_finding(frozen).plain == (
        "The two economic regions also hold Aghjabadi, Barda and Tartar, which are not of the liberated districts."
    )


def test_a_district_outside_a_set_has_no_cell_and_one_that_did_not_exist_says_so(frozen: Dataset) -> None:
    grid = coverage_sets.membership_grid(frozen)
    found = {(row.label, row.panel, row.column): row.status for row in grid.itertuples()}
    assert found["Khankendi", "Karabakh", "2022"] == "published"
    assert ("Khankendi", "Liberated districts", "2022") not in found
    assert found["Khankendi", "Liberated districts", "2023"] == "published"
    assert found["Aghdara", "Karabakh", "2022"] == "absent"
    assert ("Barda", "Liberated districts", "2024") not in found


def test_every_document_is_counted_once(frozen: Dataset) -> None:
    table = documents.year_table(frozen)
    assert table.loc["All", "All"] == len(frozen.sources) == table.drop("All")["All"].sum() == 254
    assert table.drop(columns="All").loc["All"].sum() == 254
    publishers = documents.publisher_table(frozen)
    assert publishers["Documents"].sum() == 254
    assert publishers["Figures"].sum() == len(frozen.observations) + len(frozen.claims)


def test_the_dates_of_documents_add_up(frozen: Dataset) -> None:
    numbers = [int(each.text) for each in documents.dates_finding(frozen).quantities]
    assert numbers[0] == sum(numbers[1:5])


def test_every_correction_stands_under_its_reason_and_leads_to_its_row(frozen: Dataset) -> None:
    table, groups = editing.correction_table(frozen), editing.correction_groups(frozen)
    assert len(table) == len(groups) == 51
    assert groups == sorted(groups)
    cells_of = [cell.quantities[0].evidence for cell in table["Raw row"]]
    assert cells_of == [(row,) for row in table.index]


def test_every_flag_has_words_and_a_consequence(frozen: Dataset) -> None:
    table = editing.flag_table(frozen)
    assert set(table["Flag"]) == set(FLAGS)
    assert table.set_index("Flag").loc["scope_doubt", ["Observations", "Claims"]].sum() == 89


def test_the_verdicts_on_the_page_are_those_of_the_claim_check(frozen: Dataset) -> None:
    found = claim_check.check(frozen)
    table = evidence_rules.verdict_table(found)
    assert set(evidence_rules.VERDICT_RULES) == set(VERDICTS)
    assert table["Distinct claims"].sum() == len(found.claims)
    assert evidence_rules.status_table(found)["Levels"].sum() == len(found.evidence.bounds)


def test_an_open_share_waits_for_what_it_is_a_share_of(frozen: Dataset) -> None:
    found = claim_check.check(frozen)
    claims = {row: claim for claim in found.claims for row in claim.rows}
    missing = undecided.missing_levels(claims["trend-20240524-jobs-2024q1-az/c02"])
    assert len(missing) >= 1
    assert undecided.missing_levels(claims["caliber-2023-small-business/c01"]) == frozenset()


def test_the_figures_that_would_decide_are_missing_and_counted(frozen: Dataset) -> None:
    found = claim_check.check(frozen)
    needed = undecided.needs(found)
    table = undecided.deciding_table(found)
    national = [each.endswith(" Azerbaijan") or ", Azerbaijan, " in each for each in table.index]
    assert national == sorted(national)
    assert "The table names the first 20 of " in undecided.cut_finding(found).plain
    assert undecided.cut_finding(found, 1000).plain == ""
    assert table["Would decide alone"].le(table["Needed by"]).all()
    printed = [frozen.published(each.indicator, each.geography, each.period, each.sector, doubtful=True) for each in needed]
    assert not any(value.interval.is_point for value in printed if value is not None)


def test_the_figures_that_decide_most_are_named_as_national_counts(frozen: Dataset) -> None:
    found = claim_check.check(frozen)
    alone = {level: sum(len(missing) == 1 for missing in those) for level, those in undecided.needs(found).items()}
    best = [level for level, decides in alone.items() if decides == max(alone.values())]
    assert {level.geography for level in best} == {"AZ"}
    told = undecided.deciding_finding(found).plain
    assert told.endswith(f"more than {max(alone.values())} alone; the {len(best)} that would decide so many are national counts.")


def test_what_would_change_the_conclusions_is_told_with_the_number_at_which_it_would(frozen: Dataset) -> None:
    told = [sentence.plain for sentence in conclusions.conclusions(claim_check.check(frozen))]
    # 2,575 / 2.15 = 1,197.7 and 2,575 / 2.05 = 1,256.1
    assert told[0] == (
        "2.1-fold (new jobs, Liberated districts, 2023 to 2024) would follow from a base of 1,198 to 1,256 (Liberated districts, 2023); "
        "the counts give at least 1,271 and would have to be revised."
    )
    assert told[1].startswith("What the target of 150,000 jobs by 31 Dec 2030 counts is not printed")
    assert "with 90 and 70 of 100 left after one and five years" in told[2]
    assert told[3].startswith("Closed jobs are printed for the whole country alone")


def test_the_survival_assumed_is_that_of_the_road() -> None:
    assert "by default 82 and 45 of 100 left after one and after five years, and from 70 and 40 of 100 left to 90 and 70 of 100 left" in (
        model_notes.survival_finding().plain
    )


def test_openings_are_no_net_change_while_closures_are_printed_for_the_country_alone(frozen: Dataset) -> None:
    assert undecided.closures_finding(frozen).plain.startswith("Closed jobs are printed for the whole country alone")
    elsewhere = only_rows(Added([count("doc/01", "AZ-LAC", "2024", 5, indicator="closed_jobs")]))
    assert (
        undecided.closures_finding(elsewhere).plain == "Closed jobs are printed for Lachin: there, openings can be compared with closures."
    )


def test_the_citation_is_that_of_the_file(frozen: Dataset, frozen_as_of: Callable[[str], Dataset]) -> None:
    fields = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    told = " ".join(sentence.plain for sentence in citation.citation_sentences(frozen))
    assert f"{fields['authors'][0]['name']}: {fields['title']}. Version {fields['version']}, all documents." in told
    assert fields["license"] in citation.licence_sentence().plain
    assert "data known by 31 Jan 2025" in citation.citation_sentences(frozen_as_of("2025-01-31"))[1].plain


def test_a_citation_without_author_is_refused() -> None:
    with pytest.raises(ValueError, match=r"CITATION\.cff has no name"):
        citation.read_citation('message: "Cite it"\ntitle: A\nversion: 1\nlicense: MIT\n')


def test_the_example_of_marks_shows_every_mark_and_says_that_it_is_invented() -> None:
    chosen = examples.example("marks")
    assert set(chosen["frame"]["status"]) == set(cells.STATUSES) - {"counted"}
    assert chosen["title"].plain.startswith("Example: ")
    assert "invented" in chosen["source"]


def test_every_kind_of_chart_has_an_example() -> None:
    kinds = {entry["kind"] for entry in examples.examples().values() if "kind" in entry}
    assert kinds == set(figures.kinds.__all__)


@pytest.mark.parametrize("name", [name for name, entry in examples.examples().items() if "kind" in entry])
def test_an_example_can_be_drawn(name: str) -> None:
    chart = figures.draw(getattr(figures, examples.examples()[name]["kind"]), **examples.example(name))
    assert isinstance(chart, figures.Chart)


def test_no_value_is_revised_where_nothing_is_printed_anew() -> None:
    data = only_rows(Added([count("doc/01", "AZ-LAC", "2024", 5)]))
    assert vintage_counts.vintages_heading(data).plain == "0 of 1 values were printed anew with another one"


FOUNDING = "newsaz-2025-jobs-2024"


def _equal(name: str, row: dict[str, str]) -> bool:
    """Keep the rows of the founding article, absolute figures all of one size."""
    if name == "observations" and row["value"]:
        row["value"] = "50"
    return row["source_id"] == FOUNDING


ALTERED = {
    "figures that are all equal": _equal,
    "one claim": lambda name, row: name != "claims" or row["claim_id"] == f"{FOUNDING}/c01",
}


@pytest.mark.parametrize("what", ALTERED)
def test_altered_tables_give_a_whole_page(show: Show, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, what: str) -> None:
    data = with_rows(tmp_path, Added(), ALTERED[what])
    monkeypatch.setattr(dataset, "load", lambda **_: data)
    bundles = show(NOTEBOOK)
    assert problems(bundles) == []
    assert "0 of 0" not in plain(bundles)


def test_the_page_says_what_the_figures_are_as_every_page_does() -> None:
    text = (ROOT / "notebooks" / f"{NOTEBOOK}.ipynb").read_text(encoding="utf-8")
    assert all(part in text for part in sentences(NOT_COVERED))


def sentences(text: str) -> Iterable[str]:
    """The sentences of a text, without the full stop."""
    return [part.strip().removesuffix(".") for part in text.split(". ")]
