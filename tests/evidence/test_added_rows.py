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
    found = new_conflicts(evidence, grown)
    assert found == [("azernews-20240821-jobs-2024h1/03", f"{SOURCE}/01", "newsaz-2024-jobs-2024h1/03")] or (f"{SOURCE}/01" in found[0])
    assert all(f"{SOURCE}/01" in rows for rows in found)
    bound = grown.bound("new_jobs", "EZR", Period.year_to(2024, 9))
    lachin = grown.bound("new_jobs", "AZ-LAC", Period.year_to(2024, 6))
    assert bound is not None
    assert lachin is not None
    assert (bound.status, lachin.status) == ("conflicting", "conflicting")
    assert grown.conflict_ids(bound)


def test_a_contradictory_claim_is_found_and_confines_nothing(evidence: Evidence, raw_copy: Path) -> None:
    # 3,815 against 2,662 is +43.3 %, whatever a later text says.
    text = claim(1, "LIBERATED", YEAR_2024, YEAR_2023, "percent_change", "50.0", "percent", indicator="new_sole_proprietors")
    grown = gather(with_rows(raw_copy, claims=[text]))
    (conflict,) = [each for each in grown.conflicts if f"{SOURCE}/c01" in each.rows]
    assert len(conflict.others) == 2  # two counts with their rate, or a count with the rate that is printed beside it
    assert new_conflicts(evidence, grown) == [conflict.rows]
    assert verdict(grown, 1).checked.verdict == "disagrees"
    assert [(each.geography, each.period, each.interval) for each in grown.bounds] == [
        (each.geography, each.period, each.interval) for each in evidence.bounds
    ]


def test_two_values_of_one_day_set_each_other_aside(evidence: Evidence, raw_copy: Path) -> None:
    rows = [count(1, "LIBERATED", *YEAR_2025, 3000), count(2, "LIBERATED", *YEAR_2025, 3100)]
    grown = gather(with_rows(raw_copy, rows))
    assert new_conflicts(evidence, grown) == [(f"{SOURCE}/01", f"{SOURCE}/02")]
    bound = grown.bound("new_jobs", "LIBERATED", Period.year(2025))
    assert bound is not None
    # The first half of 2025 alone has 1,241.
    assert (bound.status, bound.interval) == ("conflicting", Interval.at_least(1241))


def test_a_later_value_is_a_revision_and_no_conflict(evidence: Evidence, raw_copy: Path) -> None:
    grown = gather(with_rows(raw_copy, [count(1, "LIBERATED", *YEAR_2024, 2600)]))
    assert new_conflicts(evidence, grown) == [] or all("newsaz-2025-jobs-2024/c01" in rows for rows in new_conflicts(evidence, grown))
    bound = grown.bound("new_jobs", "LIBERATED", Period.year(2024))
    assert bound is not None
    assert (bound.status, bound.interval) == ("published", Interval.point(2600))


def test_two_equally_doubtful_claims_are_both_set_aside(evidence: Evidence, raw_copy: Path) -> None:
    # Nothing is printed for the whole of 2025, so neither rate can be checked; together they cannot hold.
    texts = [
        claim(1, "LIBERATED", YEAR_2025, YEAR_2024, "fold_change", "1.5", "fold"),
        claim(2, "LIBERATED", YEAR_2025, YEAR_2024, "fold_change", "1.9", "fold"),
    ]
    grown = gather(with_rows(raw_copy, claims=texts))
    assert [verdict(grown, number).checked.verdict for number in (1, 2)] == ["not_checkable", "not_checkable"]
    (rows,) = new_conflicts(evidence, grown)
    assert {f"{SOURCE}/c01", f"{SOURCE}/c02"} <= set(rows)
    bound = grown.bound("new_jobs", "LIBERATED", Period.year(2025))
    assert bound is not None
    assert bound.interval == Interval.at_least(1241)


def test_a_rate_confines_a_level_that_is_not_printed(raw_copy: Path) -> None:
    grown = gather(with_rows(raw_copy, claims=[claim(1, "LIBERATED", YEAR_2025, YEAR_2024, "fold_change", "1.5", "fold")]))
    bound = grown.bound("new_jobs", "LIBERATED", Period.year(2025))
    assert bound is not None
    # 2,575 x 1.45 = 3,733.75 and x 1.55 = 3,991.25
    assert (bound.interval, bound.status) == (Interval(3734, 3991), "bounded")
    assert set(bound.evidence) == {f"{SOURCE}/c01", "newsaz-2025-jobs-2024/01"}


MANY = {
    # 543 / 292 is +85.96 %: cut off it is 85
    1: (("LIBERATED", Q1_2025, Q1_2024, "percent_change", "85", "percent"), {}, "agrees_if_truncated", "cut off"),
    2: (("LIBERATED", YEAR_2024, None, "fold_change", "2.1", "fold"), {}, "not_checkable", "No base period is printed"),
    3: (("LIBERATED", FOUR_2025, FOUR_2024, "fold_change", "1.9", "fold"), {}, "not_checkable", "not made of whole quarters"),
    4: (("LIBERATED", YEAR_2024, None, "share", "40", "percent"), {"among": "LIBERATED"}, "not_checkable", "of the figure itself"),
    # Gubadli has 8 of at least 1,271, at most 0.63 %
    5: (("AZ-QBI", YEAR_2023, None, "share", "0.5", "percent"), {"among": "LIBERATED"}, "not_checkable", "do not confine this enough"),
    6: (("AZ-QBI", YEAR_2023, None, "share", "1.5", "percent"), {"among": "LIBERATED"}, "disagrees", "The two do not meet"),
    7: (("AZ-XCI", YEAR_2023, None, "rank", "1", "rank"), {"among": "LIBERATED", "precision": "exact"}, "disagrees", "rank"),
}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Evidence:
    """All of `MANY` in one document."""
    folder = tmp_path_factory.mktemp("many")
    shutil.copytree(FROZEN / "raw", folder / "raw")
    return gather(with_rows(folder, claims=[claim(number, *about, **more) for number, (about, more, _, _) in MANY.items()]))


@pytest.mark.parametrize("number", MANY)
def test_a_claim_gets_the_first_verdict_that_fits(many: Evidence, number: int) -> None:
    found = verdict(many, number)
    assert found.checked.verdict == MANY[number][2]
    assert MANY[number][3] in found.reason.plain


def test_growth_on_a_base_of_zero_is_not_checkable(raw_copy: Path) -> None:
    rows = [count(1, "AZ-XA", "2022-01-01", "2022-12-31", 0), count(2, "AZ-XA", *YEAR_2025, 900)]
    text = claim(1, "AZ-XA", YEAR_2025, ("2022-01-01", "2022-12-31"), "fold_change", "3.0", "fold")
    found = verdict(gather(with_rows(raw_copy, rows, [text])), 1)
    assert (found.checked.verdict, found.reason.plain) == ("not_checkable", "New jobs for Khankendi, 2022 is zero.")


def test_a_printed_change_is_no_evidence_for_itself_or_its_reprint(raw_copy: Path) -> None:
    text = claim(1, "LIBERATED", YEAR_2025, YEAR_2024, "absolute_change", "100", "jobs", precision="exact")
    again = text.replace("/c01", "/c02")
    grown = gather(with_rows(raw_copy, claims=[text, again]))
    assert [verdict(grown, number).checked.verdict for number in (1, 2)] == ["not_checkable", "not_checkable"]
    assert verdict(grown, 2).checked.distinct == f"{SOURCE}/c01"
    bound = grown.bound("new_jobs", "LIBERATED", Period.year(2025))
    assert bound is not None
    assert (bound.interval, bound.status) == (Interval.point(2675), "implied")


def test_a_solver_past_its_limit_is_named_and_the_rest_goes_on(frozen_evidence_limits: Evidence) -> None:
    assert set(frozen_evidence_limits.failures) == {"new_jobs"}
    assert "the solver stopped with" in str(frozen_evidence_limits.failures["new_jobs"])
    assert {bound.indicator for bound in frozen_evidence_limits.bounds} == {"new_enterprises", "new_sole_proprietors"}


@pytest.fixture
def frozen_evidence_limits(raw_copy: Path) -> Evidence:
    return gather(load(raw_copy), Limits(iterations=12, nodes=0))


def test_an_indicator_without_rows_gives_no_bounds_and_no_error(raw_copy: Path) -> None:
    grown = gather(load(raw_copy, "2022-12-31"))
    assert grown.bounds == ()
    assert grown.failures == {}
    assert all(each.checked.verdict in ("not_checkable", "agrees", "disagrees") for each in grown.verdicts)
