"""The page of checked claims on the frozen tables, each number worked by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

import pytest
from tests.analyses.cells import Show, plain

from karabakh_analysis.analyses import (
    claim_check,
    claim_coverages,
    claim_digits,
    claim_findings,
    claim_gaps,
    claim_intervals,
    claim_remarks,
    claim_sharpness,
    claim_stories,
    claim_table,
    claim_totals,
)
from karabakh_analysis.analyses.claim_check import Check
from karabakh_analysis.analyses.claim_words import Claim
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.evidence import SolverError, evidence_of
from karabakh_analysis.evidence.records import Records
from karabakh_analysis.values import SEPARATOR, Interval, Quantity, Story

NOTEBOOK = "07_claim_check"


@pytest.fixture(scope="module")
def found(frozen: Dataset) -> Check:
    """All claims of the frozen tables."""
    return claim_check.check(frozen)


@pytest.fixture(scope="module")
def claim(found: Check) -> Callable[[str], Claim]:
    """A claim by the id of a row that prints it."""
    return {row: each for each in found.claims for row in each.rows}.__getitem__


def words(story: Story) -> str:
    return "\n".join(f"{lead}. {' '.join(each.plain for each in told)}" for lead, told in story.paragraphs.items())


def test_a_claim_is_counted_once_however_often_it_was_printed(frozen: Dataset, found: Check) -> None:
    verdicts = evidence_of(frozen).verdicts
    firsts = [each.checked.claim["claim_id"] for each in verdicts if each.checked.claim["claim_id"] == each.checked.distinct]
    assert sorted(each.rows[0] for each in found.claims) == sorted(firsts)
    assert sorted(row for each in found.claims for row in each.rows) == sorted(frozen.claims["claim_id"])


def test_figure_table_and_sentence_give_the_same_counts(found: Check) -> None:
    table, bars = claim_check.verdict_table(found), claim_check.verdict_bars(found)
    assert (
        table.loc["All", "Distinct claims"] == table["Distinct claims"].drop("All").sum() == bars["low"].sum() == len(found.claims) == 128
    )
    assert table.loc["All", "Printings"] == claim_check.printings_of(found.claims) == 165
    assert table.loc["All", ["The institution", "The publisher", "Not said"]].sum() == 128
    assert claim_findings.verdicts_finding(found).plain == (
        "Of 128 distinct claims, printed 165 times, 44 agree with the printed counts, 3 more only on another vintage; "
        "3 do not follow from the counts and 78 cannot be checked."
    )


def test_a_claim_that_one_printing_gives_to_the_institution_is_the_institutions(claim: Callable[[str], Claim]) -> None:
    share = claim("trend-20250816-jobs-2025h1-az/c01")
    assert share.rows[0] == "dayaz-2025-jobs-2025h1/c09"
    assert [each.checked.claim["computed_by"] for each in share.printings] == ["institution", "unknown", "institution"]
    assert share.computed_by == "institution"
    assert share.publishers == ["Trend", "Day.Az"]


def test_the_2_1_fold_needs_a_base_of_1198_to_1256_and_a_revision_would_explain_it(found: Check) -> None:
    # 2,575 / 2.15 = 1,197.7 and 2,575 / 2.05 = 1,256.1; 1,271 + 593 - 623 = 1,241
    (story,) = [each for each in claim_stories.apart_stories(found) if each.title.plain.startswith("2.1-fold")]
    assert story.title.plain == "2.1-fold: new jobs, Liberated districts, 2023 to 2024"
    assert list(story.paragraphs) == ["Printed", "Arithmetic", "Other figures", "Doubts and remarks", "What would explain it"]
    assert "2,575 (Liberated districts, 2024) against at least 1,271 (Liberated districts, 2023) is at most 2.03-fold" in words(story)
    assert "A base of 1,198 to 1,256 would be needed." in words(story)
    (explained, *_) = story.paragraphs["What would explain it"]
    assert explained.plain == (
        "A possible explanation is the known revision with which the arithmetic ends: the counts that give a base of at least "
        "1,271 were printed before it and may still hold 623 for Jan–Jun 2023; with 593 in its place they would give at least 1,241."
    )


def test_every_claim_that_does_not_follow_is_told_with_an_explanation_or_that_none_is_known(found: Check) -> None:
    stories = claim_stories.apart_stories(found)
    assert [each.title.plain.partition(":")[0] for each in stories] == ["2.1-fold", "Rank 1", "47\u202f%"]
    assert all(each.paragraphs["What would explain it"] for each in stories)
    assert "period printed as January through April" in words(stories[1]).partition("Doubts and remarks. ")[2]
    assert words(stories[1]).endswith("What would explain it. No explanation is known.")


def test_a_document_is_named_and_not_given_by_its_id(found: Check) -> None:
    (story, *_) = claim_stories.apart_stories(found)
    assert "printed for 2023 in the document of APA (between Feb and May 2024) add to more" in words(story)
    assert "apa-2024" not in words(story)


def test_a_share_printed_beside_another_puts_the_count_or_the_total_in_question(found: Check, claim: Callable[[str], Claim]) -> None:
    # 53 + 47 = 100
    (told,) = claim_stories.beside(found, claim("sfera-20221116-closed-jobs-2022m9/c04"))
    assert "prints 53\u202f% (closed jobs, share (existing enterprises)" in told.plain
    assert "with 47\u202f% adds to 100\u202f%" in told.plain
    assert "the count of 3,045 to 3,055 or the total of 6,750 to 6,850" in told.plain
    assert list(claim_stories.beside(found, claim("metbuat-202401-employment/c02"))) == []


def test_an_agreement_that_rests_on_a_correction_made_for_it_is_called_no_check(found: Check, claim: Callable[[str], Claim]) -> None:
    share = claim("metbuat-202401-employment/c02")
    assert claim_remarks.is_circular(share)
    (remark,) = claim_remarks.remarks(share)
    assert remark.plain.startswith("The check rests on 129,300, printed as “1293 min nəfər”; it is read so because: decimal comma lost")
    assert claim_remarks.corrected_finding(found).plain.startswith("73\u202f% (able-bodied persons on the return list")
    assert not claim_remarks.is_circular(with_row(share, value="72"))
    assert not claim_remarks.is_circular(claim("metbuat-202401-employment/c01"))


def test_a_base_that_follows_from_the_printed_change_is_told_as_one(claim: Callable[[str], Claim]) -> None:
    # 5,591 - 351 = 5,240
    (rate,) = claim_remarks.remarks(claim("dayaz-202601-enterprise-stock/c02"))
    assert rate.plain == "5,240 is 5,591 less the change as printed, +351."
    (change,) = claim_remarks.remarks(claim("dayaz-202601-enterprise-stock/c01"))
    assert change.plain == "The level before it follows from this change alone: 5,240."


@pytest.mark.parametrize(
    ("again", "stated", "text"),
    [
        # 1,271 / 797 - 1 = 59.473 %, below the 59.5 % to which +59 % reaches
        (Interval.at_least(Fraction(47400, 797)), Interval(Fraction("58.5"), Fraction("59.5")), "at least 59.47\u202f%"),
        # 24,700 / 593 = 41.65 %: one digit shows that it lies within 41.5 to 42.5
        (Interval.point(Fraction(24700, 593)), Interval(Fraction("41.5"), Fraction("42.5")), "41.7\u202f%"),
        # 59.52 does not meet 59.5; with one digit it would seem to
        (Interval.point(Fraction("59.52")), Interval(Fraction("58.5"), Fraction("59.5")), "59.52\u202f%"),
    ],
)
def test_a_recomputed_figure_has_as_many_digits_as_its_relation_to_the_print_needs(again: Interval, stated: Interval, text: str) -> None:
    assert claim_digits.with_digits(Quantity(again, "percent", "bounded"), stated).text == text


def test_a_rate_that_leaves_one_number_with_the_counts_says_which(found: Check) -> None:
    # 797 x 1.595 = 1,271.2 and the ten counts of 2023 add to 1,271
    assert claim_gaps.narrowed_finding(found).plain == (
        "+59\u202f% (new jobs, Liberated districts, 2022 to 2023) touches what the counts give at one number only: with the base of 797 "
        "and a level of at least 1,271 it leaves 1,271."
    )


def test_what_says_no_more_than_that_a_share_is_a_share_is_not_confined(found: Check, claim: Callable[[str], Claim]) -> None:
    # of the 16 that are recomputed two shares are 0 to 100 % and one rank is 1 to 10 of ten
    finding = claim_gaps.gap_finding(found).plain
    numbers = "without the count itself: 48; without what it is compared with: 16; confined by printed counts but not decided: 13"
    assert numbers in finding
    assert len(claim_gaps.confined_table(found)) == 13
    wages = next(each for each in found.claims if each.row["indicator"] == "wage_employees" and each.kind == "rank")
    assert claim_gaps.reason_of(wages) == claim_gaps.NO_REFERENCE
    assert claim_gaps.is_confined(claim("newsaz-2025-jobs-2024/c02"))


def test_printed_totals_are_set_beside_the_sum_of_their_parts(found: Check) -> None:
    # the fifteen places of the first half of 2025 add to 1,601, and 1,040 + 561 is 1,601, too
    half = [each for each in claim_totals.totals(found) if each.geography == "KAR+EZR" and each.period.label == "Jan–Jun 2025"]
    assert [(each.printed.text, each.parts, each.added.text) for each in half] == [
        ("1,601", "15 places", "1,601"),
        ("1,601", "both economic regions", "1,601"),
    ]
    assert claim_totals.totals_heading(found).plain == "8 of 8 sums of printed parts meet the printed total"
    first = half[0]
    assert not replace(first, added=replace(first.added, interval=Interval.point(1600))).fits


def test_the_distance_of_what_lies_apart_stands_beside_it(found: Check) -> None:
    # 2.05 - 2,575/1,271 = 0.024; 46.5 - 100 x 3,055/6,750 = 1.24
    growth, shares = claim_intervals.growth_rows(found), claim_intervals.share_rows(found, small=False)
    assert set(growth.loc[growth["hue"].eq("alert"), "note"]) == {"does not follow; at least 0.02-fold apart"}
    assert set(shares.loc[shares["hue"].eq("alert"), "note"]) == {"of all closed jobs; does not follow; at least 1.24\u202fpp apart"}


def test_a_claim_without_any_explanation_says_so(found: Check, claim: Callable[[str], Claim]) -> None:
    growth = with_row(claim("dayaz-2025-jobs-2025h1/c02"), geography="AZ")
    assert [each.plain for each in claim_coverages.explanations(growth)] == ["No explanation is known."]


def with_row(claim: Claim, **changes: str) -> Claim:
    """The same claim as if its row held something else."""
    verdict = claim.first
    return Claim(claim.data, (replace(verdict, checked=replace(verdict.checked, claim={**claim.row, **changes})),))


def test_another_coverage_that_makes_a_claim_hold_is_named(frozen: Dataset, claim: Callable[[str], Claim]) -> None:
    # +87.7 % is 1,040 against 554 in the Karabakh economic region; in East Zangezur 561 against 432 is +29.9 %.
    elsewhere = with_row(claim("dayaz-2025-jobs-2025h1/c03"), geography="EZR")
    told = [each.plain for each in claim_coverages.coverages(elsewhere, Records(frozen))]
    assert told == ["Over the Karabakh economic region the same counts give 87.7\u202f%, and printed and recomputed would meet."]


def test_a_rank_is_asked_only_of_groups_that_hold_the_place(claim: Callable[[str], Claim]) -> None:
    assert claim_coverages.other_coverages(claim("trend-20250525-jobs-2025q1/c02")) == ["LIBERATED", "KAR+EZR"]
    assert claim_coverages.other_coverages(claim("abc-20231120-jobs-2023m9/c04")) == []


def test_claims_of_another_vintage_say_what_stands_today(found: Check) -> None:
    stories = claim_stories.vintage_stories(found)
    assert len(stories) == 3
    assert {words(each).partition("Today. ")[2] for each in stories} == {"The counts that stand now leave it open."}
    share = next(each for each in stories if each.title.plain.startswith("1\u202f%"))
    assert "378 (East Zangezur economic region, Jan–Jun 2023)" in words(share)


@pytest.mark.parametrize(
    ("stated", "again", "ratio", "name"),
    [
        (Interval(Fraction("41.5"), Fraction("42.5")), Interval.point(Fraction(24700, 593)), 0, claim_sharpness.SHARP),
        (Interval.point(615), Interval.point(615), None, claim_sharpness.EXACT),
        (Interval.point(90), Interval(12, 159), None, claim_sharpness.WIDE),
        (Interval(1, 2), Interval(1, 2), 1, claim_sharpness.NARROW),
        (Interval(1, 2), Interval(0, 3), 3, claim_sharpness.WIDE),
        (Interval(Fraction("2.05"), Fraction("2.15")), Interval(0, Fraction(2575, 1271), True), None, claim_sharpness.OPEN),
        (Interval(58, 59), Interval.at_least(Fraction("59.5")), None, claim_sharpness.OPEN),
    ],
)
def test_sharpness_is_the_ratio_of_widths(stated: Interval, again: Interval, ratio: int | None, name: str) -> None:
    assert claim_sharpness.sharpness(stated, again) == claim_sharpness.Sharpness(ratio if ratio is None else Fraction(ratio), name)


def test_a_wide_overlap_is_consistent_and_not_confirmed(found: Check, claim: Callable[[str], Claim]) -> None:
    # 60,850/51,850 to 60,950/51,750 is 17.36 to 17.78 %, 0.42 points against the 0.1 of "17.6 %"
    sharp = claim_sharpness.of_claim(claim("abc-20231120-jobs-2023m9/c04"))
    assert sharp is not None
    assert (float(sharp.ratio or 0), sharp.name) == (pytest.approx(4.20, abs=0.005), claim_sharpness.WIDE)
    assert claim_sharpness.sharpness_heading(found).plain.startswith("26 of 31 growth rates, changes and shares that agree")
    assert claim_sharpness.others_finding(found).plain.startswith("Figures and table below also hold 3 that do not follow")
    finding = claim_sharpness.sharpness_finding(found).plain
    assert finding.startswith("Of 31 growth rates, changes and shares that agree, 21 are recomputed as one number and 5 as an interval")
    assert "for 5 the recomputed interval is the wider one: these are consistent with the counts, not confirmed" in finding


def test_the_table_of_sharpness_has_a_group_for_every_row(found: Check) -> None:
    table, groups = claim_sharpness.sharpness_table(found), claim_sharpness.sharpness_groups(found)
    assert len(table) == len(groups) == 34
    assert groups == sorted(groups, key=claim_sharpness.CLASSES.index)


def test_growth_is_drawn_as_a_multiple_and_printed_in_its_own_unit(found: Check) -> None:
    rows = claim_intervals.growth_rows(found)
    (printed,) = rows.loc[rows["claim"].eq("newsaz-2025-jobs-2024/c05") & rows["series"].eq("printed")].to_dict("records")
    assert (printed["low"], printed["high"], printed["printed"]) == (pytest.approx(1.4325), pytest.approx(1.4335), "+43.3\u202f%")
    assert set(rows.loc[rows["hue"].eq("alert"), "claim"]) == {"newsaz-2025-jobs-2024/c01"}
    title = claim_intervals.apart_title(rows, "growth rates").plain
    assert title == "1 of 18 growth rates does not meet the recomputed ones: new jobs, Liberated districts, 2024"


def test_a_share_of_an_earlier_vintage_is_drawn_with_both(found: Check) -> None:
    rows = claim_intervals.share_rows(found, small=True)
    three = rows[rows["claim"].eq("bizimmedia-2023-jobs-2023h1/c02")]
    assert list(three["status"]) == ["rounded", "recomputed", "superseded"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("caliber-2023-small-business/c01", claim_gaps.NO_BASE),
        ("eunewsweek-20250814-catering-2024/c01", claim_gaps.UNFIT),
        ("abc-20220816-jobs-2022h1-az/c01", claim_gaps.NO_LEVEL),
        ("trend-20240524-jobs-2024q1-az/c02", claim_gaps.NO_REFERENCE),
        ("apa-2024-jobs-2023/c01", claim_gaps.BOUNDED),
        ("newsaz-2025-jobs-2024/c02", claim_gaps.OPEN_RANK),
    ],
)
def test_what_cannot_be_checked_has_a_reason(claim: Callable[[str], Claim], row: str, reason: str) -> None:
    assert claim_gaps.reason_of(claim(row)) == reason


def test_the_reasons_add_up_to_what_cannot_be_checked(found: Check) -> None:
    table = claim_gaps.gap_table(found)
    assert table.loc["All", "Distinct claims"] == table["Distinct claims"].drop("All").sum() == len(found.having("not_checkable"))
    assert claim_gaps.OTHER not in table.index


def test_the_full_table_can_be_filtered_by_verdict_indicator_and_publisher(found: Check) -> None:
    table = claim_table.claim_table(found)
    assert len(table) == len(found.claims)
    assert set(claim_table.FILTERS) <= set(table.columns)
    assert sum(verdict == "does not follow" for verdict in table["Verdict"]) == 3
    publishers = {each for text in table["Publisher"] for each in text.split(SEPARATOR)}
    assert publishers <= set(found.data.sources["publisher"])


def test_an_indicator_that_the_solver_gave_up_is_named(found: Check) -> None:
    broken = replace(found, evidence=replace(found.evidence, failures={"new_jobs": SolverError("the search ran past its limit")}))
    (note,) = claim_findings.solver_notes(broken)
    assert note.plain == ("For new jobs the computation was given up, so its claims stand as not checkable: the search ran past its limit.")
    assert claim_findings.solver_notes(found) == []


def test_before_the_first_claim_every_sentence_is_neutral(show: Show) -> None:
    bundles = show(NOTEBOOK, as_of="2021-06-30")
    assert not any("image/svg+xml" in data or "text/csv" in data for data, _ in bundles)
    assert "No growth rate, change, share or rank is known to have been published." in plain(bundles)
    assert "0 of 0" not in plain(bundles)
