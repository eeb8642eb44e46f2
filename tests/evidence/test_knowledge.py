"""Evidence as of a day rests on what was certainly known by then, and on no order of rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from tests.evidence.altered import Added, annotation, claim, count, document, only_rows, shuffled

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.evidence import Evidence, gather
from karabakh_analysis.evidence.claims import check_claims
from karabakh_analysis.evidence.records import Records

Gathered = Callable[[str], tuple[Dataset, Evidence]]
CUT_OFFS = ("2021-06-30", "2023-06-30", "2024-06-30", "2025-01-31")


@pytest.fixture(scope="module")
def gathered(frozen_as_of: Callable[[str], Dataset]) -> Gathered:
    """What was known on a day and its evidence, each day once."""
    return cache(lambda day: (frozen_as_of(day), gather(frozen_as_of(day))))


def rows_of(evidence: Evidence) -> set[str]:
    """Every row that a verdict, a bound, a conflict or a sentence names."""
    told = [row for each in evidence.verdicts for row in (*each.evidence, *(q for part in each.reason.quantities for q in part.evidence))]
    told += [row for each in evidence.bounds for row in each.evidence]
    told += [row for each in evidence.conflicts for row in (*each.rows, *(q for part in each.statement.quantities for q in part.evidence))]
    return set(told)


@pytest.mark.parametrize("day", CUT_OFFS)
def test_all_evidence_was_known_on_the_day(frozen: Dataset, gathered: Gathered, day: str) -> None:
    then, found = gathered(day)
    dates = pd.concat(
        [rows.set_index(name)["known_from_latest"] for rows, name in ((frozen.observations, "observation_id"), (frozen.claims, "claim_id"))]
    )
    assert (dates[sorted(rows_of(found))] <= pd.Timestamp(day)).all()
    assert all(vintage.day is None or vintage.day <= pd.Timestamp(day) for each in found.verdicts for vintage in each.checked.vintages)
    assert [each.checked.claim["claim_id"] for each in found.verdicts] == then.claims["claim_id"].tolist()
    assert found.failures == {}


def test_what_is_withdrawn_later_stands_on_an_earlier_day() -> None:
    # 623 over 300 is 2.08-fold and over 310 2.01-fold; that 623 itself left in August 2024 is nothing to a reader of June.
    rows = [
        count("a/01", "LIBERATED", "2023-H1", 623),
        count("a/02", "LIBERATED", "2022-H1", 300),
        count("a/03", "LIBERATED", "2021-H1", 290),
        count("b/01", "LIBERATED", "2022-H1", 310),
    ]
    wrong = claim("a/c01", "fold_change", "LIBERATED", "2023-H1", "3.0", base="2022-H1")
    days = [document("a", "2023-08-17"), document("b", "2023-12-01")]
    left = [annotation(row, "superseded", since=day) for row, day in (("a/01", "2024-08-21"), ("a/03", "2024-12-01"))]
    added = Added(rows, [wrong], days, left)
    (then,) = check_claims(Records(only_rows(added, as_of="2024-06-30")))
    assert then.verdict == "disagrees"
    assert [vintage.day for vintage in then.vintages] == [None, pd.Timestamp("2023-08-17")]
    (now,) = check_claims(Records(only_rows(added)))
    assert now.verdict == "not_checkable"  # nothing stands for the first half of 2023


def test_the_first_half_of_2023_is_623_before_its_revision(gathered: Gathered) -> None:
    _, found = gathered("2024-06-30")
    bound = next(
        each for each in found.bounds if (each.indicator, each.geography, each.period.label) == ("new_jobs", "LIBERATED", "Jan–Jun 2023")
    )
    assert (bound.interval.low, bound.status, bound.evidence) == (623, "published", ("trend-20230817-jobs-2023h1/01",))


def content(evidence: Evidence) -> dict[str, object]:
    """What evidence says, whatever the order in which it says it."""
    return {
        "verdicts": {each.checked.claim["claim_id"]: (each.checked.verdict, each.implied_base) for each in evidence.verdicts},
        "bounds": {(each.indicator, each.geography, each.period): (each.interval, each.status) for each in evidence.bounds},
        "conflicts": {each.conflict_id: each.statement.plain for each in evidence.conflicts},
    }


def test_rows_in_another_order_give_the_same_evidence(evidence: Evidence, tmp_path: Path) -> None:
    # Gathered anew, so that it is the same from run to run as well.
    again = gather(shuffled(tmp_path, seed=1))
    assert content(again) == content(evidence)
    rows = {(each.indicator, each.geography, each.period): set(each.evidence) for each in evidence.bounds}
    assert {(each.indicator, each.geography, each.period): set(each.evidence) for each in again.bounds} == rows
    reasons = {each.checked.claim["claim_id"]: (set(each.evidence), each.reason.plain) for each in evidence.verdicts}
    assert {each.checked.claim["claim_id"]: (set(each.evidence), each.reason.plain) for each in again.verdicts} == reasons
