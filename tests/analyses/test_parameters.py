"""The notebooks run for every coverage, pair of years and cut-off that the tables allow, and refuse all others with a sentence."""

from __future__ import annotations

import re
from itertools import combinations, product

import pytest
from tests.analyses.cells import Bundle, Refused, Show, plain

from karabakh_analysis.analyses.scope import COVERAGES

CUTS = ("", "2022-06-30", "2023-06-30", "2024-03-31", "2024-12-31", "2025-01-31", "2025-12-31")
GRID_CUTS = ("", "2025-01-31")
PAIRS = [(later, base) for base, later in combinations(range(2020, 2027), 2)]
NOTEBOOKS = ("01_job_growth", "02_entrepreneurship")
ODD = re.compile(r"\bnan\b|\binf\b|None(?! of\b)|NaT|Quantity\(|\{\w+\}|Timestamp")
REFUSAL = re.compile(r"(reference_year|base_year|target_year|coverage|indicator) = .* is not possible: .+\. Possible: .+\.")


def problems(bundles: list[Bundle]) -> list[str]:
    """What no output may hold: odd words, headings without text, exhibits that share a name."""
    names = [about["karabakh"]["name"] for _, about in bundles if "name" in about.get("karabakh", {})]
    found = [line for line in plain(bundles).splitlines() if ODD.search(line)]
    found += [f"{name} twice" for name in set(names) if names.count(name) > 1]
    found += [
        "an empty heading" for data, about in bundles if about["karabakh"].get("kind") == "heading" and not data["text/plain"].strip()
    ]
    return found


def tried(show: Show, stem: str, **parameters: object) -> bool:
    """Whether a notebook takes these parameters; what it then shows is looked through."""
    try:
        bundles = show(stem, **parameters)
    except Refused as refusal:
        words = str(refusal)
    else:
        assert problems(bundles) == [], parameters
        return True
    assert REFUSAL.fullmatch(words), words
    return False


@pytest.mark.parametrize("stem", NOTEBOOKS)
def test_the_default_parameters_are_taken(show: Show, stem: str) -> None:
    assert tried(show, stem)


def test_the_target_is_taken(show: Show) -> None:
    assert tried(show, "03_sector_targets")


@pytest.mark.parametrize(("stem", "coverage"), list(product(NOTEBOOKS, COVERAGES[1:])))
def test_every_coverage_is_taken_or_refused_with_a_sentence(show: Show, stem: str, coverage: str) -> None:
    taken = [tried(show, stem, coverage=coverage, reference_year=later, base_year=later - 1) for later in (2024, 2023)]
    assert any(taken) or stem == "02_entrepreneurship"


@pytest.mark.parametrize(("stem", "as_of"), list(product(NOTEBOOKS, CUTS[1:])))
def test_every_cut_off_is_taken_or_refused_with_a_sentence(show: Show, stem: str, as_of: str) -> None:
    year = int(as_of[:4]) if as_of.endswith("12-31") else int(as_of[:4]) - 1
    tried(show, stem, as_of=as_of, reference_year=year, base_year=year - 1)


@pytest.mark.parametrize("as_of", CUTS[1:])
def test_every_cut_off_of_the_target_is_taken_or_refused_with_a_sentence(show: Show, as_of: str) -> None:
    tried(show, "03_sector_targets", as_of=as_of)


@pytest.mark.slow
@pytest.mark.parametrize(("stem", "as_of", "coverage"), list(product(NOTEBOOKS, GRID_CUTS, COVERAGES)))
def test_every_pair_of_years_is_taken_or_refused_with_a_sentence(show: Show, stem: str, as_of: str, coverage: str) -> None:
    for later, base in PAIRS:
        tried(show, stem, as_of=as_of, coverage=coverage, reference_year=later, base_year=base)


@pytest.mark.parametrize(
    ("stem", "parameters"),
    [
        ("01_job_growth", {"coverage": "AZ"}),
        ("01_job_growth", {"reference_year": 2100}),
        ("01_job_growth", {"reference_year": 2023, "base_year": 2024}),
        ("01_job_growth", {"reference_year": 2024, "base_year": 2024}),
        ("02_entrepreneurship", {"reference_year": 2020}),
        ("03_sector_targets", {"target_year": 2026}),
    ],
)
def test_parameters_that_the_tables_do_not_hold_are_refused(show: Show, stem: str, parameters: dict[str, object]) -> None:
    assert not tried(show, stem, **parameters)
