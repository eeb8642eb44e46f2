"""Employment and return on the frozen tables: denominators, programmes, figures in doubt (notebook 06)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.analyses.cells import Show, plain, shown
from tests.analyses.test_parameters import problems
from tests.conftest import FROZEN
from tests.evidence.altered import ALTERED, Added, count, document, equal_values, only_rows, reversed_values

from karabakh_analysis import dataset
from karabakh_analysis.analyses import (
    doubt_tables,
    employment_bases,
    employment_rates,
    programme_falls,
    programmes,
    scope_doubts,
    scope_populations,
)
from karabakh_analysis.analyses.counts_to_date import counts_to_date, lower_later
from karabakh_analysis.analyses.printings import printings
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.load import assemble
from karabakh_analysis.dataset.tables import validated_tables
from karabakh_analysis.values import Quantity

STEM = "06_employment_and_return"
ARTICLE = "newsaz-2025-jobs-2024"
SPACE = "\N{NARROW NO-BREAK SPACE}"

# Findings of the frozen tables, and the alterations that leave them true.
FINDINGS = {
    "are more than all resettled persons, of any age, counted up to 24 Dec 2025: 24,729.": {"a place removed", "counts alone"},
    "19,109 + 38,304 + 2,152 = 59,565, as printed": {"counts alone", "nothing in doubt"},
    "the printed targets by 31 Dec 2026 need 29,568 to 30,099 families a year": {"a place removed", "nothing in doubt"},
}


@pytest.mark.parametrize("name", ALTERED)
def test_altered_tables_give_a_whole_page(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    tables, _ = validated_tables(FROZEN)
    altered = assemble(ALTERED[name](tables), None)
    monkeypatch.setattr(dataset, "load", lambda **_: altered)
    bundles = shown(STEM)
    assert problems(bundles) == []
    for finding, kept in FINDINGS.items():
        assert (finding in plain(bundles)) is (name in kept), finding


def test_before_anything_was_published_the_page_says_so(show: Show) -> None:
    text = plain(show(STEM, as_of="2021-02-05"))
    assert "No employment rate is printed." in text
    assert "No count of the programmes is under doubt about its population." in text
    assert "No target for the population of the liberated districts is printed with a deadline." in text


def test_nothing_is_said_that_the_denominators_do_not_carry(show: Show) -> None:
    text = plain(show(STEM))
    assert not re.search(r"rose from|residents found|per 1,000", text)


def test_six_printed_rates_rest_on_three_denominators(frozen: Dataset) -> None:
    found = employment_rates.rates(frozen)
    assert [rate.quantity.text for rate in found] == [f"{rate}{SPACE}%" for rate in ("86", "85", "91", "86", "more than 92", "about 88")]
    assert employment_rates.denominators(found) == [*employment_rates.DENOMINATORS.values(), employment_rates.UNDEFINED]
    assert employment_rates.rates_finding(found).plain == (
        "6 employment rates are printed: 4 on 2 named denominators, 2 without one; they do not form a series."
    )


def test_the_same_86_per_cent_is_printed_of_two_populations(frozen: Dataset) -> None:
    sentence = employment_rates.same_rate_finding(employment_rates.rates(frozen))
    assert f"86{SPACE}% of the economically active, and 86{SPACE}% of the able-bodied" in sentence.plain
    assert {quantity.evidence[0] for quantity in sentence.quantities} == {f"{ARTICLE}/08", "icma-2025-employment-rate/01"}


def test_rates_of_one_denominator_are_not_said_to_be_of_several(frozen_as_of: Callable[[str], Dataset]) -> None:
    found = employment_rates.rates(frozen_as_of("2025-01-31"))
    assert employment_rates.rates_finding(found).plain == f"One employment rate is printed: 85{SPACE}%, of the able-bodied."
    assert employment_rates.same_rate_finding(found).plain == "No number is printed on two denominators."


def test_1138_persons_are_three_different_shares_on_one_day(frozen: Dataset) -> None:
    found = employment_bases.one_day(frozen)
    assert found is not None
    assert [float(part.interval.low) for part in found.shares.values()] == pytest.approx(
        [100 * 1138 / 1934, 100 * 1138 / 3116, 100 * 1138 / 4691]
    )
    assert f"36.5{SPACE}% of resettled persons able to work" in employment_bases.stated_share_finding(frozen, found).plain


def test_no_rate_has_a_count_of_its_denominator_in_its_month(frozen: Dataset) -> None:
    assert employment_bases.bases_finding(frozen).plain.startswith("For none of the employment rates of the liberated districts")


def test_a_rate_and_a_count_of_aghdam_are_printed_for_one_day(frozen: Dataset) -> None:
    assert employment_bases.elsewhere_finding(frozen).plain == (
        f"For Aghdam a rate and such a count are printed: unemployment rate up to 8{SPACE}% (16 Oct 2025) and 2,200 economically active"
        " resettled persons (16 Oct 2025)."
    )


def test_wage_employees_are_told_to_be_no_denominator(frozen: Dataset) -> None:
    text = employment_bases.employees_finding(frozen).plain
    assert "49,500" in text
    assert "more than 2,000 resettled persons (13 Sep 2023)" in text


def test_only_figures_in_doubt_make_a_count_to_date_fall(frozen: Dataset) -> None:
    falls = programme_falls.falls(frozen)
    assert {(fall.first.text, fall.later.text) for fall in falls} >= {("more than 25,300", "5,735"), ("444", "154")}
    assert all(fall.first.doubtful or fall.later.doubtful for fall in falls)
    assert "each time a figure in doubt" in programme_falls.falls_finding(falls).plain


def test_a_later_count_that_is_lower_is_told() -> None:
    rows = [
        count("a/01", "LIBERATED", "2025-01-01/2025-01-01", 200, indicator="persons_assisted_into_work", unit="persons", kind="stock"),
        count("b/01", "LIBERATED", "2025-06-01/2025-06-01", 150, indicator="persons_assisted_into_work", unit="persons", kind="stock"),
    ]
    data = only_rows(Added(rows, sources=[document("a", "2025-01-02"), document("b", "2025-06-02")]))
    (pair,) = lower_later(counts_to_date(data, "persons_assisted_into_work"))
    assert [each.quantity.text for each in pair] == ["200", "150"]
    assert "none of these figures is in doubt" in programme_falls.falls_finding(programme_falls.falls(data)).plain


def test_reprints_of_one_figure_are_told_once(frozen: Dataset) -> None:
    (once,) = [each for each in printings(frozen, "employment_rate") if each.quantity.text == f"more than 92{SPACE}%"]
    assert len(once.quantity.evidence) == 3
    assert once.publishers.count(";") == 2


def doubt(data: Dataset, figure: str) -> scope_doubts.Doubt:
    return next(each for each in scope_doubts.doubts(data) if each.printing.quantity.text == figure)


@pytest.mark.parametrize(
    ("figure", "national", "resettled"),
    [("more than 25,300", True, False), ("12,200", True, False), ("1,054", None, False), ("524", None, None)],
)
def test_a_figure_in_doubt_is_set_beside_both_populations(
    frozen: Dataset, figure: str, national: bool | None, resettled: bool | None
) -> None:
    found = doubt(frozen, figure)
    assert found.national.admits(found.printing.quantity) is national
    assert found.resettled.admits(found.printing.quantity) is resettled
    assert found.reason.startswith("Printed in a passage on the liberated territories")


def test_how_wide_the_test_of_a_figure_is_stands_with_its_verdict(frozen: Dataset) -> None:
    # 10,000 (to a whole ten thousand at most a tenth: from 9,000) and 27,800 (to 27,850); about 2,800 (from 2,750) and 5,735
    assert scope_doubts.verdict(doubt(frozen, "more than 25,300")).plain == (
        "national programme: fits (9,000 to 27,850 would); resettled persons: does not fit (2,750 to 5,735 would)"
    )
    found = scope_doubts.doubts(frozen)
    assert doubt_tables.doubts_heading(found).plain.startswith("Of 4 figures in doubt, more than 25,300, 12,200 and 1,054 do not fit")
    assert doubt_tables.doubts_title(found).plain.startswith("Of 4 figures, 2 fit the national programme")


def test_words_of_a_breakdown_that_its_coverage_repeats_are_told_once(frozen: Dataset) -> None:
    table = programmes.programme_table(frozen)
    told = list(table["Covers and remarks"])
    assert "country-wide; former IDPs" in told
    assert "self-employed status" in told
    assert not any("former idps" in words for words in told)


def test_25300_are_more_than_all_resettled_persons_until_the_end_of_2025(frozen: Dataset) -> None:
    text = scope_populations.population_finding(frozen, scope_doubts.doubts(frozen)).plain
    assert text.endswith("are more than all resettled persons, of any age, counted up to 24 Dec 2025: 24,729.")


def test_25300_are_eight_times_the_persons_able_to_work(frozen: Dataset) -> None:
    table = scope_populations.population_table(frozen, scope_doubts.doubts(frozen))
    assert table.loc["Resettled persons able to work", "Persons"].text in ("2,500", "more than 2,500", "3,116")
    fold = table.loc["Economically active resettled persons", "The figure is"]
    assert isinstance(fold, Quantity)
    assert float(fold.interval.low) == pytest.approx(25300 / 1934)


def test_the_population_of_524_is_named_by_the_document(frozen: Dataset) -> None:
    text = scope_populations.stated_finding(scope_doubts.doubts(frozen)).plain
    assert text == "With 524 the document names the population itself: family members of martyrs and war veterans."


def test_before_the_counts_around_it_a_figure_in_doubt_is_not_judged(frozen_as_of: Callable[[str], Dataset]) -> None:
    found = doubt(frozen_as_of("2025-06-01"), "more than 25,300")
    assert found.national.after is None
    assert found.resettled.after is None
    assert found.resettled.admits(found.printing.quantity) is True


def test_a_printed_share_that_the_counts_do_not_give_is_not_said_to_be_one_of_them() -> None:
    tables, _ = validated_tables(FROZEN)
    data = assemble(reversed_values(tables), None)
    assert employment_bases.stated_share_finding(data, employment_bases.one_day(data)).plain.startswith("Printed is 36.5")


def test_a_figure_equal_to_a_count_is_not_said_to_be_more() -> None:
    tables, _ = validated_tables(FROZEN)
    data = assemble(equal_values(tables), None)
    assert "are not more than" in scope_populations.population_finding(data, scope_doubts.doubts(data)).plain


def test_a_corrected_number_says_that_its_document_prints_another(frozen: Dataset) -> None:
    table = employment_bases.bases_table(frozen)
    assert table.at["Persons on the return list", "Remarks"].endswith("corrected: the document prints another number")
    assert table["Remarks"].str.contains("corrected").sum() == 1


def test_two_rates_of_one_document_that_add_to_all_are_told(frozen: Dataset, frozen_as_of: Callable[[str], Dataset]) -> None:
    # 87.5 to 88.5 and 11 to 12
    assert employment_rates.complement_note(frozen).plain.replace(SPACE, " ") == (
        "In one document an employment rate (about 88 %) and an unemployment rate (11 % to 12 %) add to 98.5 to 100.5 %: they may be parts"
        " of one population, the economically active, which it does not name."
    )
    assert employment_rates.complement_note(frozen_as_of("2024-12-31")).plain == ""


def test_small_farms_of_the_districts_stand_beside_those_of_the_country_also_without_a_day(frozen: Dataset) -> None:
    assert scope_populations.farms_finding(frozen).plain.endswith(
        ", for the liberated districts about 500 (no day of its own, published Oct 2025)."
    )


def test_one_count_is_told_as_the_shares_that_lie_furthest_apart(frozen: Dataset) -> None:
    found = employment_bases.one_day(frozen)
    # 1,138 / 4,691 and 1,138 / 1,934
    assert employment_bases.one_day_title(found).plain.replace(SPACE, " ") == (
        "1,138 persons assisted into work are 24.3 % of one count and 58.8 % of another"
    )
    assert found is not None
    alike = replace(found, shares=dict.fromkeys(found.shares, next(iter(found.shares.values()))))
    assert employment_bases.one_day_title(alike).plain == "1,138 persons assisted into work as a share of 3 counts"
