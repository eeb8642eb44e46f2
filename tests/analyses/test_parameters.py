"""The notebooks run for whatever the tables allow, on every day, and refuse all else in the cell that opens the data, with a sentence.

The days are those on which a document became known. Drawn from them and from the values of the other parameters, by a fixed seed, is a
sample; ``WHOLE_GRID=1`` in the environment runs every combination instead, which takes most of an hour.
"""

from __future__ import annotations

import os
import random
import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from typing import Any, TypeVar

import pandas as pd
import pytest
from tests.analyses.cells import Bundle, Refused, Show, plain
from tests.conftest import FROZEN

from karabakh_analysis.analyses.road import COVERAGES as ROAD_COVERAGES
from karabakh_analysis.analyses.road import READINGS
from karabakh_analysis.analyses.scope import COVERAGES
from karabakh_analysis.dataset.periods import edtf_days
from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.style import NARROW

T = TypeVar("T")
Run = tuple[str, dict[str, object]]
SEED = 2030
WHOLE = bool(os.environ.get("WHOLE_GRID"))
ODD = re.compile(r"\bnan\b|\binf\b|None(?! of\b)|NaT|Quantity\(|\{\w+\}|Timestamp")
# What no page says: of nothing, of one as of many, and twice the same end of a sentence.
CLUMSY = re.compile(r"\b0 of 0\b|\b1 of 1\b|\b[Oo]n each of 1\b|(?<![\d,.])1 (documents|places|claims|days)\b|\.\.(?!\.)|\w ,|\(\)")
REFUSAL = re.compile(r"\w+ = .+ is not possible: .+\. Possible: .+\.")
YEARLY = ("01_job_growth", "02_entrepreneurship")
DATED = ("00_overview", "03_sector_targets", "05_industrial_parks", "06_employment_and_return", "07_claim_check", "09_data_and_methods")
NOTEBOOKS = (*DATED, *YEARLY, "04_road_to_2030", "08_revisions_and_gaps", "district_profile")
INDICATORS = ("new_jobs", "new_enterprises", "new_sole_proprietors")
PLACES = (
    "AZ-AGC", "AZ-AGM", "AZ-BAR", "AZ-CAB", "AZ-FUZ", "AZ-KAL", "AZ-LAC", "AZ-QBI", "AZ-SUS", "AZ-TAR", "AZ-XA", "AZ-XCI", "AZ-XVD",
    "AZ-ZAN", "X-AGD",
)  # fmt: skip
PAIRS = [(later, base) for base, later in combinations(range(2020, 2027), 2)]
WAYS: tuple[dict[str, object], ...] = (
    {},
    {"target": 3000, "flow_growth": 10.0},
    {"annual_flow": 999_999},
    {"deadline": "2023-12-31"},
    {"start": "2025-12-31", "survival_1y": 0.99, "survival_5y": 0.01},
    {"deadline": "2100-01-01", "flow_growth": -50.0},
)


def publication_days() -> list[str]:
    """The days by which a document of the frozen tables was certainly published, each once, in order."""
    published = pd.read_csv(FROZEN / "raw" / "sources.csv", dtype=str, keep_default_na=False)["published"]
    return sorted({f"{last:%Y-%m-%d}" for last in (pd.Timestamp(edtf_days(text)[1]) for text in published) if pd.notna(last)})


def sample(whole: Sequence[T], size: int, seed: object = SEED) -> list[T]:
    """Some of many, the same in every run of the tests; all of them where the whole grid is asked for."""
    return list(whole) if WHOLE else random.Random(f"{SEED} {seed}").sample(whole, size)


def days_of_the_sample() -> list[str]:
    """The first day, a day of each quarter of those on which something became known, and all that is known."""
    days = publication_days()
    quarter = -(-len(days) // 4)
    drawn = [day for first in range(0, len(days), quarter) for day in sample(days[first : first + quarter], 1, first)]
    return list(dict.fromkeys([days[0], *drawn, ""]))


DAYS = days_of_the_sample()


def runs_on(day: str) -> Iterator[Run]:
    """What is run on the tables as known on a day: every notebook of a day, and of the others a sample of their combinations."""
    yield from ((stem, {}) for stem in DATED)
    for stem in YEARLY:
        for coverage, (later, base) in sample(list(product(COVERAGES, PAIRS)), 12, (stem, day)):
            yield stem, {"coverage": coverage, "reference_year": later, "base_year": base}
    for coverage, reading, way in sample(list(product(ROAD_COVERAGES, READINGS, WAYS)), 4, day):
        yield "04_road_to_2030", {"coverage": coverage, "reading": reading, **way}
    yield from (("08_revisions_and_gaps", {"indicator": indicator}) for indicator in sample(INDICATORS, 1, day))
    yield from (("district_profile", {"district": place}) for place in sample(PLACES, 3, day))


@pytest.fixture(scope="module")
def drawings() -> set[tuple[str, str]]:
    """Name and rows of every figure that was drawn."""
    return set()


@pytest.fixture(autouse=True)
def drawn_once(monkeypatch: pytest.MonkeyPatch, drawings: set[tuple[str, str]]) -> None:
    """Figures are drawn once for the same rows, in the narrow width alone: drawing takes most of the time of a run."""

    def bundle(chart: Chart, **_asked: object) -> Bundle:
        if (key := (chart.name, chart.csv)) not in drawings:
            drawings.add(key)
            chart.draw(NARROW)
        return {"text/plain": f"{chart.title.plain}\n{chart.subtitle}\n{chart.source}\n{chart.alt}"}, {"karabakh": {"name": chart.name}}

    monkeypatch.setattr(Chart, "_repr_mimebundle_", bundle)


def problems(bundles: list[Bundle]) -> list[str]:
    """What no output may hold: odd or clumsy words, headings without text, exhibits that share a name."""
    names = [about["karabakh"]["name"] for _, about in bundles if "name" in about.get("karabakh", {})]
    found = [line for line in plain(bundles).splitlines() if ODD.search(line) or CLUMSY.search(line)]
    found += [f"{name} twice" for name in set(names) if names.count(name) > 1]
    found += [
        "an empty heading" for data, about in bundles if about["karabakh"].get("kind") == "heading" and not data["text/plain"].strip()
    ]
    return found


def refusal(show: Show, stem: str, **parameters: object) -> str:
    """The sentence with which a notebook refuses these parameters; empty where it takes them, and then its page is looked through."""
    try:
        bundles = show(stem, **parameters)
    except Refused as refused:
        words = str(refused)
    else:
        assert problems(bundles) == [], (stem, parameters)
        assert bundles[0][1]["karabakh"]["kind"] == ("place" if stem == "district_profile" else "bullets"), (stem, parameters)
        return ""
    assert REFUSAL.fullmatch(words), words
    return words


@pytest.mark.parametrize("stem", NOTEBOOKS)
def test_the_default_parameters_are_taken(show: Show, stem: str) -> None:
    assert refusal(show, stem) == ""


@pytest.mark.slow
@pytest.mark.parametrize("day", DAYS)
def test_what_is_asked_of_a_day_is_shown_whole_or_refused_with_a_sentence(show: Show, day: str) -> None:
    refused = {str(run): refusal(show, run[0], as_of=day, **run[1]) for run in runs_on(day)}
    assert not all(refused.values())


@pytest.mark.parametrize("coverage", COVERAGES[1:])
def test_a_coverage_has_a_year_that_is_taken(show: Show, coverage: str) -> None:
    assert "" in [refusal(show, YEARLY[0], coverage=coverage, reference_year=later, base_year=later - 1) for later in (2024, 2023)]


@pytest.mark.parametrize("stem", NOTEBOOKS)
@pytest.mark.parametrize(
    ("day", "possible"),
    [
        ("2020-01-01", "2021-02-05 or a later day, or nothing"),
        ("2025", "a day as yyyy-mm-dd, or nothing"),
        ("31.01.2025", "a day as yyyy-mm-dd, or nothing"),
        ("2025-02-30", "a day as yyyy-mm-dd, or nothing"),
        (2025, "a day as yyyy-mm-dd, or nothing"),
    ],
)
def test_a_cut_off_that_is_no_day_or_before_every_document_is_refused(show: Show, stem: str, day: Any, possible: str) -> None:
    words = refusal(show, stem, as_of=day)
    assert words.startswith(f"as_of = {day!r} is not possible: ")
    assert words.endswith(f" Possible: {possible}.")


@pytest.mark.parametrize(
    ("stem", "parameters", "possible"),
    [
        ("01_job_growth", {"coverage": "AZ"}, "LIBERATED, KAR, EZR, KAR+EZR"),
        ("01_job_growth", {"reference_year": 2100}, "2022, 2023, 2024, 2025"),
        ("01_job_growth", {"reference_year": 2023, "base_year": 2024}, "2022"),
        ("01_job_growth", {"reference_year": 2024, "base_year": 2024}, "2022, 2023"),
        ("01_job_growth", {"as_of": "2021-02-05"}, "none yet; a later as_of, or none, may allow some"),
        ("02_entrepreneurship", {"reference_year": 2020}, "2022, 2023, 2024, 2025"),
        ("02_entrepreneurship", {"coverage": ""}, "LIBERATED, KAR, EZR, KAR+EZR"),
        ("03_sector_targets", {"target_year": 2026}, "2030"),
        ("03_sector_targets", {"as_of": "2023-04-16"}, "none yet; a later as_of, or none, may allow some"),
        ("04_road_to_2030", {"coverage": "EZR"}, "LIBERATED, KAR, KAR+EZR"),
        ("04_road_to_2030", {"annual_flow": -1}, "1 to 999999, or 0 for what is published"),
        ("04_road_to_2030", {"as_of": "2023-04-16"}, "a later day, or none"),
        ("08_revisions_and_gaps", {"indicator": "wage_employees"}, "new_jobs, new_enterprises, new_sole_proprietors"),
        ("district_profile", {"district": "AZ-BA"}, ", ".join(PLACES)),
        ("district_profile", {"district": "Lachin"}, ", ".join(PLACES)),
    ],
)
def test_what_the_tables_do_not_hold_is_refused_with_what_is_possible(
    show: Show, stem: str, parameters: dict[str, object], possible: str
) -> None:
    assert refusal(show, stem, **parameters).endswith(f" Possible: {possible}.")
