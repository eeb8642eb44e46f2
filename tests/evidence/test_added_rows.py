"""Rows appended to the raw tables change verdicts, bounds and conflicts with no change of code."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.conftest import FROZEN
from tests.evidence.invented import SOURCE, claim, count, with_rows

from karabakh_analysis.dataset import Period, load
from karabakh_analysis.evidence import Evidence, gather
from karabakh_analysis.evidence.gather import Verdict
from karabakh_analysis.evidence.solver import Limits
from karabakh_analysis.values import Interval

NINE_2024, YEAR_2023, YEAR_2024 = ("2024-01-01", "2024-09-30"), ("2023-01-01", "2023-12-31"), ("2024-01-01", "2024-12-31")
FOUR_2024, FOUR_2025 = ("2024-01-01", "2024-04-30"), ("2025-01-01", "2025-04-30")
Q1_2024, Q1_2025, YEAR_2025 = ("2024-01-01", "2024-03-31"), ("2025-01-01", "2025-03-31"), ("2025-01-01", "2025-12-31")


def new_conflicts(before: Evidence, after: Evidence) -> list[tuple[str, ...]]:
    known = {conflict.conflict_id for conflict in before.conflicts}
    return sorted({conflict.rows for conflict in after.conflicts if conflict.conflict_id not in known})


def verdict(evidence: Evidence, number: int, source: str = SOURCE) -> Verdict:
    return next(each for each in evidence.verdicts if each.checked.claim["claim_id"] == f"{source}/c{number:02}")


def test_a_contradictory_count_is_found_with_the_figures_that_exclude_it(evidence: Evidence, raw_copy: Path) -> None:
    # Lachin alone counts 299 in the first half of 2024: 200 in all of East Zangezur for nine months cannot be.
    grown = gather(with_rows(raw_copy, [count(1, "EZR", *NINE_2024, 200)]))
    # Nor can 840 in both liberated parts of the half-year, if Karabakh had at most 1,171 - 617 = 554 and East Zangezur at most 200.
    assert new_conflicts(evidence, grown) == [
        (
            "azernews-20240821-jobs-2024h1/01",
            f"{SOURCE}/01",
            "newsaz-2024-jobs-2024h1/01",
            "trend-20241130-jobs-2024q3/01",
            "trend-20241130-jobs-2024q3/03",
        ),
        ("azernews-20240821-jobs-2024h1/03", f"{SOURCE}/01", "newsaz-2024-jobs-2024h1/03"),
    ]
    bound = grown.bound("new_jobs", "EZR", Period.year_to(2024, 9))
    lachin = grown.bound("new_jobs", "AZ-LAC", Period.year_to(2024, 6))
    assert bound is not None
    assert lachin is not None
    assert (bound.status, lachin.status) == ("conflicting", "conflicting")
    assert grown.conflict_ids(bound)


@pytest.fixture(scope="module")
def with_claims(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """A document with a rate that two counts exclude, and one of a year that is not printed."""
    folder = tmp_path_factory.mktemp("claims")
    shutil.copytree(FROZEN / "raw", folder / "raw")
    wrong = claim(1, "LIBERATED", YEAR_2024, YEAR_2023, "percent_change", "50.0", "percent", indicator="new_sole_proprietors")
    return gather(with_rows(folder, claims=[wrong, claim(2, "LIBERATED", YEAR_2025, YEAR_2024, "fold_change", "1.5", "fold")]))


def test_a_contradictory_claim_is_found_and_confines_nothing(evidence: Evidence, with_claims: Evidence) -> None:
    # 3,815 against 2,662 is +43.3 %, whatever a later text says.
    (conflict,) = [each for each in with_claims.conflicts if f"{SOURCE}/c01" in each.rows]
    assert len(conflict.others) == 2  # two counts with their rate, or a count with the rate that is printed beside it
    assert new_conflicts(evidence, with_claims) == [conflict.rows]
    assert verdict(with_claims, 1).checked.verdict == "disagrees"
    before, after = (
        [(each.geography, each.period, each.interval) for each in found.bounds if each.indicator == "new_sole_proprietors"]
        for found in (evidence, with_claims)
    )
    assert before == after


def test_a_rate_confines_a_level_that_is_not_printed(with_claims: Evidence) -> None:
    bound = with_claims.bound("new_jobs", "LIBERATED", Period.year(2025))
    assert bound is not None
    # 2,575 x 1.45 = 3,733.75 and x 1.55 = 3,991.25
    assert (bound.interval, bound.status) == (Interval(3734, 3991), "bounded")
    assert set(bound.evidence) == {f"{SOURCE}/c02", "newsaz-2025-jobs-2024/01"}


def test_a_later_value_is_a_revision_and_no_conflict(evidence: Evidence, raw_copy: Path) -> None:
    grown = gather(with_rows(raw_copy, [count(1, "LIBERATED", *YEAR_2024, 2600)]))
    # What excluded 2.1-fold of 2,575 excludes it of 2,600 too: 2,600 over the ten districts' 1,271 is 2.046, which is below 2.05.
    districts = {f"apa-2024-jobs-2023/{number:02}" for number in range(3, 22, 2)}
    assert [set(rows) for rows in new_conflicts(evidence, grown)] == [{*districts, f"{SOURCE}/01", "newsaz-2025-jobs-2024/c01"}]
    bound = grown.bound("new_jobs", "LIBERATED", Period.year(2024))
    assert bound is not None
    assert (bound.status, bound.interval) == ("published", Interval.point(2600))


def test_a_solver_past_its_limit_is_named_and_the_rest_goes_on(frozen_evidence_limits: Evidence) -> None:
    assert set(frozen_evidence_limits.failures) == {"new_jobs"}
    assert "the solver stopped with" in str(frozen_evidence_limits.failures["new_jobs"])
    assert {bound.indicator for bound in frozen_evidence_limits.bounds} == {"new_enterprises", "new_sole_proprietors"}


@pytest.fixture
def frozen_evidence_limits(raw_copy: Path) -> Evidence:
    return gather(load(raw_copy), Limits(iterations=40, nodes=0))


def test_an_indicator_without_rows_gives_no_bounds_and_no_error(raw_copy: Path) -> None:
    grown = gather(load(raw_copy, "2022-12-31"))
    assert grown.bounds == ()
    assert grown.failures == {}
    assert all(each.checked.verdict in ("not_checkable", "agrees", "disagrees") for each in grown.verdicts)
