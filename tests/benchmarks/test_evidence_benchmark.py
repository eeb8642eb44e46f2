"""The benchmark of the evidence: its synthetic records hold together, and it runs."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from benchmarks.evidence import agreeing
from benchmarks.synthetic import SUBJECT, Grown, grown

from karabakh_analysis.dataset import Period
from karabakh_analysis.evidence.bounds import bounds_of
from karabakh_analysis.evidence.claims import check_claims
from karabakh_analysis.evidence.records import Records
from karabakh_analysis.evidence.system import System, system_of
from karabakh_analysis.evidence.tables import value_of

ROOT = Path(__file__).resolve().parents[2]
FROZEN = ROOT / "tests" / "data"
SEED = 5
# As dayaz-2025-jobs-2025h1/02 prints it for the first half of 2025.
KARABAKH_2025H1 = "dayaz-2025-jobs-2025h1-0/02"


@cache
def record(times: int) -> Grown:
    return grown(FROZEN, times, SEED)


@cache
def system(times: int) -> System:
    records = Records(record(times).dataset)
    return system_of(records, SUBJECT, agreeing(records))


@pytest.mark.parametrize("times", [1, 2])
def test_the_true_table_satisfies_every_constraint_of_a_synthetic_record(times: int) -> None:
    lines = [line for each in system(times).program.constraints for line in each.lines]
    assert lines
    values = [value_of(line.form, record(times).table) for line in lines]
    broken = [
        (value, line)
        for value, line in zip(values, lines, strict=True)
        if (line.low is not None and value < line.low) or (line.high is not None and value > line.high)
    ]
    assert broken == []


def test_nothing_is_set_aside_in_a_synthetic_record() -> None:
    assert (system(2).clashes, system(2).set_aside, system(2).disagreeing) == ((), frozenset(), frozenset())


def test_no_claim_of_a_synthetic_record_disagrees_with_its_counts() -> None:
    verdicts = {each.verdict for each in check_claims(Records(record(1).dataset))}
    assert verdicts == {"agrees", "not_checkable"}


def test_every_bound_of_a_synthetic_record_holds_the_true_level() -> None:
    found = list(bounds_of(system(1), Records(record(1).dataset)))
    levels = [record(1).level(each.geography, each.period) for each in found]
    assert all(each.interval.low <= level <= each.interval.high for each, level in zip(found, levels, strict=True))
    assert {"published", "implied", "bounded"} <= {each.status for each in found}


def test_a_synthetic_record_speaks_of_as_many_times_the_years() -> None:
    grids = [Records(record(times).dataset).grid(SUBJECT) for times in (1, 2)]
    assert [(grid.first_year, grid.last_year) for grid in grids] == [(2022, 2025), (2022, 2029)]
    assert len(system(2).program.constraints) >= 2 * len(system(1).program.constraints)


def test_a_count_is_printed_again_with_the_true_level() -> None:
    rows = record(1).dataset.observations.set_index("observation_id")
    level = record(1).level("KAR", Period.year_to(2025, 6))
    assert rows.loc[KARABAKH_2025H1, "value"] == str(level)


def test_the_same_seed_gives_the_same_record_and_another_seed_another() -> None:
    again, other = grown(FROZEN, 1, SEED), grown(FROZEN, 1, SEED + 1)
    assert again.dataset.observations.drop(columns="interval").equals(record(1).dataset.observations.drop(columns="interval"))
    assert (other.table != again.table).any()


@pytest.mark.slow
def test_the_benchmark_prints_its_three_tables() -> None:
    command = [sys.executable, "-m", "benchmarks.evidence", "--small"]
    printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [printed.count(head) for head in ("Whole evidence step", "| record |", "ends of levels")] == [1, 1, 1]
    assert "| peak memory of the process, MB |" in printed
    assert "| 2x |" in printed
