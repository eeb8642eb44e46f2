"""What the frozen documents say about each other, each number worked by hand."""

from __future__ import annotations

import hashlib
import re
from collections import Counter

import pandas as pd
import pytest

from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.evidence import Evidence, Verdict, explain
from karabakh_analysis.evidence.bounds import MONTHS
from karabakh_analysis.evidence.constraints import total
from karabakh_analysis.evidence.levels import span
from karabakh_analysis.evidence.records import Records
from karabakh_analysis.evidence.system import system_of
from karabakh_analysis.values import Interval

JOBS = ("new_jobs", "")


def verdict(evidence: Evidence, claim_id: str) -> Verdict:
    return next(each for each in evidence.verdicts if each.checked.claim["claim_id"] == claim_id)


def ends(evidence: Evidence, indicator: str, place: str, year: int, months: tuple[int, int]) -> tuple[float, float, str]:
    bound = evidence.bound(indicator, place, Period.months(year, *months))
    assert bound is not None
    return float(bound.interval.low), float(bound.interval.high), bound.status


def recomputed(evidence: Evidence, claim_id: str) -> tuple[float, float]:
    found = verdict(evidence, claim_id).checked.latest.found
    assert found is not None
    return float(found.interval.low), float(found.interval.high)


def test_both_regions_in_the_first_half_of_2024_are_implied(evidence: Evidence) -> None:
    # 1,601 in the first half of 2025 less the printed change of 615; and 840 + (92-25) + (54-44) + (159-90) = 840 + 146.
    assert ends(evidence, "new_jobs", "KAR+EZR", 2024, (1, 6)) == (986, 986, "implied")


def test_each_of_the_two_ways_to_986_stands_alone(evidence: Evidence, records: Records) -> None:
    system = system_of(records, JOBS, [each.checked for each in evidence.verdicts])
    form = total(system.grid.atoms("KAR+EZR", Period.year_to(2024, 6)))
    for ways in ({"dayaz-2025-jobs-2025h1/01", "dayaz-2025-jobs-2025h1/c01"}, {"azernews-20240821-jobs-2024h1/01"}):
        gone = {number for number in system.active if ways & set(system.program.constraints[number].rows)}
        with system.program.only(system.active - gone) as rest:
            assert span(rest, form).interval == Interval.point(986)


def test_840_is_printed_and_also_implied(evidence: Evidence, records: Records) -> None:
    # 986 of both regions less 67 + 10 + 69 in Aghjabadi, Barda and Tartar, each nine months less the third quarter.
    assert ends(evidence, "new_jobs", "LIBERATED", 2024, (1, 6)) == (840, 840, "published")
    system = system_of(records, JOBS, [each.checked for each in evidence.verdicts])
    printed = {number for number in system.active if "azernews-20240821-jobs-2024h1/01" in system.program.constraints[number].rows}
    with system.program.only(system.active - printed) as rest:
        assert span(rest, total(system.grid.atoms("LIBERATED", Period.year_to(2024, 6)))).interval == Interval.point(840)


@pytest.mark.parametrize(
    ("claim_id", "low", "high"),
    [
        ("newsaz-2025-jobs-2024/c04", 380 / 147, 380 / 147),  # 2.6-fold
        ("newsaz-2025-jobs-2024/c05", 100 * 1153 / 2662, 100 * 1153 / 2662),  # 43.3 %: 3,815 - 2,662 = 1,153
        ("dayaz-2025-jobs-2025h1/c02", 100 * 615 / 986, 100 * 615 / 986),  # 62.4 %
        ("dayaz-2025-jobs-2025h1/c03", 100 * 486 / 554, 100 * 486 / 554),  # 87.7 %: 1,040 against 1,171 - 617
        ("dayaz-2025-jobs-2025h1/c04", 100 * 129 / 432, 100 * 129 / 432),  # 29.9 %: 561 against 986 - 554
        ("dayaz-2025-jobs-2025h1/c05", 100 * 1040 / 48950, 100 * 1040 / 48850),  # 2.1 % of 48.9 thousand
        ("abc-20231120-jobs-2023m9/c03", 9000, 9200),  # nearly 9,100: 60,900 +- 50 less 51,800 +- 50
        ("dayaz-202601-enterprise-stock/c02", 100 * 351 / 5240, 100 * 351 / 5240),  # 6.7 %: the printed change links two dates
    ],
)
def test_a_claim_that_follows_agrees(evidence: Evidence, claim_id: str, low: float, high: float) -> None:
    assert recomputed(evidence, claim_id) == (pytest.approx(low), pytest.approx(high))
    assert verdict(evidence, claim_id).checked.verdict == "agrees"


def test_2023_is_at_least_1271_from_counts_and_exactly_that_with_the_printed_rate(evidence: Evidence, records: Records) -> None:
    # 135+64+52+28+625+8+275+6+52+26 = 1,271 in ten districts; 797 x 1.595 = 1,271.2 is the most that +59 % allows.
    level = records.record(JOBS).level(verdict(evidence, "newsaz-2025-jobs-2024/c01").checked.latest.found.used[1].place)  # type: ignore[union-attr]
    assert (level.interval, level.standing) == (Interval.at_least(1271), "bounded")
    assert ends(evidence, "new_jobs", "LIBERATED", 2023, (1, 12)) == (1271, 1271, "implied")


def test_the_rate_of_2023_is_not_decided_by_counts_and_is_no_evidence_for_itself(evidence: Evidence) -> None:
    checked = verdict(evidence, "apa-2024-jobs-2023/c01").checked
    assert checked.verdict == "not_checkable"
    assert recomputed(evidence, "apa-2024-jobs-2023/c01") == (pytest.approx(100 * 474 / 797), float("inf"))


def test_2_1_fold_does_not_follow_and_the_known_revision_would_let_it(evidence: Evidence) -> None:
    # 2,575 / 1,271 = 2.03 at the most; 2,575 / 2.15 = 1,197.7 and 2,575 / 2.05 = 1,256.1; 1,271 - 623 + 593 = 1,241 lies between.
    found = verdict(evidence, "newsaz-2025-jobs-2024/c01")
    assert found.checked.verdict == "disagrees"
    assert recomputed(evidence, "newsaz-2025-jobs-2024/c01") == (0, pytest.approx(2575 / 1271))
    assert found.implied_base == Interval(1198, 1256)
    assert "A base of 1,198 to 1,256 would be needed" in found.reason.plain
    assert "revised from 623 to 593; carried into the base this gives at least 1,241" in found.reason.plain


def test_the_smallest_set_that_excludes_2_1_fold_has_four_figures(evidence: Evidence) -> None:
    # 797 x 1.585 = 1,263.2 is more than 1,256.1; the districts alone need eight counts beside 2,575.
    conflict = next(each for each in evidence.conflicts if "newsaz-2025-jobs-2024/c01" in each.figure)
    rows = ("apa-2024-jobs-2023/01", "apa-2024-jobs-2023/c01", "newsaz-2025-jobs-2024/01", "newsaz-2025-jobs-2024/c01")
    assert conflict.rows == rows
    assert conflict.conflict_id == "new_jobs-" + hashlib.sha256(" ".join(rows).encode()).hexdigest()[:8]
    assert "1,264 to 1,271 (Liberated districts, 2023)" in conflict.statement.plain


def test_a_total_lets_few_places_stand_above_at_once(evidence: Evidence) -> None:
    # 2,575 less 702 in Khankendi and what other places have for certain: two places with more than 702 find no room.
    found = verdict(evidence, "newsaz-2025-jobs-2024/c02")
    assert "Shusha (324 to 936) and Zangilan (0 to 713), not all of them at once; that is rank 1 to 2" in found.reason.plain


def test_a_rank_that_a_larger_count_excludes_disagrees_with_its_doubt(evidence: Evidence) -> None:
    # Jabrayil 31 is said to lead East Zangezur in the first quarter of 2025; Kalbajar has 70.
    found = verdict(evidence, "trend-20250525-jobs-2025q1/c02")
    assert found.checked.verdict == "disagrees"
    assert recomputed(evidence, "trend-20250525-jobs-2025q1/c02")[0] == 2
    assert "Under doubt about its scope" in found.reason.plain


@pytest.mark.parametrize("number", [1, 2])
def test_ranks_of_a_withdrawn_table_agree_with_the_values_of_their_day(evidence: Evidence, number: int) -> None:
    found = verdict(evidence, f"trend-20230817-jobs-2023h1/c0{number}")  # Lachin 328, Shusha 177
    assert found.checked.verdict == "agrees_on_other_vintage"
    assert found.checked.agreeing is not None
    assert found.checked.agreeing.day == pd.Timestamp("2023-08-17")


def test_the_two_vintages_of_the_first_half_of_2023_are_no_conflict(evidence: Evidence, frozen: Dataset) -> None:
    values = frozen.history("new_jobs", "LIBERATED", Period.year_to(2023, 6))
    assert [value.interval for value in values] == [Interval.point(623), Interval.point(593)]
    assert ends(evidence, "new_jobs", "LIBERATED", 2023, (1, 6)) == (593, 593, "published")
    assert not [each for each in evidence.conflicts if "trend-20230817-jobs-2023h1/01" in each.rows]


def test_registrations_of_the_first_half_of_2023_follow_from_printed_changes(evidence: Evidence) -> None:
    # 159 - 90 and 1,726 - 488, the latter printed only as more than 1,200.
    assert ends(evidence, "new_enterprises", "LIBERATED", 2023, (1, 6)) == (69, 69, "implied")
    assert ends(evidence, "new_sole_proprietors", "LIBERATED", 2023, (1, 6)) == (1238, 1238, "implied")


def test_every_claim_has_a_verdict_and_reprints_share_their_first(evidence: Evidence, frozen: Dataset) -> None:
    ids = [each.checked.claim["claim_id"] for each in evidence.verdicts]
    assert ids == list(frozen.claims["claim_id"])
    groups = Counter(each.checked.distinct for each in evidence.verdicts)
    assert groups["azernews-20240821-jobs-2024h1/c02"] == 2  # 90 enterprises more, printed by two publishers
    for each in evidence.verdicts:
        assert verdict(evidence, each.checked.distinct).checked.distinct == each.checked.distinct
        assert not {each.checked.claim["claim_id"], each.checked.distinct} & set(each.evidence)


def test_every_place_and_period_of_four_years_is_bounded_for_three_flows(evidence: Evidence, frozen: Dataset) -> None:
    cells = Counter(bound.indicator for bound in evidence.bounds)
    assert dict(cells) == dict.fromkeys(("new_jobs", "new_enterprises", "new_sole_proprietors"), 20 * len(MONTHS) * 4)
    rows = set(frozen.observations["observation_id"]) | set(frozen.claims["claim_id"])
    assert all(set(bound.evidence) <= rows for bound in evidence.bounds)


def test_a_cell_tells_the_conflicts_about_it(evidence: Evidence) -> None:
    bound = evidence.bound("new_jobs", "LIBERATED", Period.year(2023))
    assert bound is not None
    (conflict_id,) = evidence.conflict_ids(bound)
    assert re.fullmatch(r"new_jobs-[0-9a-f]{8}", conflict_id)


@pytest.mark.parametrize(
    ("place", "period", "words"),
    [
        ("LIBERATED", Period.year(2024), "Liberated districts, 2024: 2,575, as printed."),
        ("AZ-XA", Period.year_to(2024, 6), "Khankendi, Jan–Jun 2024: 15 = 209 (Khankendi, Jan–Sep 2024) − 194 (Khankendi, Jul"),
        (
            "AZ-SUS",
            Period.year(2024),
            "Shusha, 2024: 324 to 471; it follows from 324 (Shusha, Jan–Sep 2024), 471 (Lachin, 2024) and rank 2",
        ),
        ("X-AGD", Period.year(2022), "Aghdara, 2022: 0, because the place did not exist then."),
        ("AZ-AGC", Period.quarter(2025, 4), "Aghjabadi, Oct–Dec 2025: nothing printed confines it."),
    ],
)
def test_a_level_is_explained_in_words(evidence: Evidence, frozen: Dataset, place: str, period: Period, words: str) -> None:
    assert explain(evidence, frozen, "new_jobs", place, period).plain.startswith(words)
