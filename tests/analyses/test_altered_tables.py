"""Every notebook on tables that lack much: no crash, no empty figure, no odd word; a refusal says what is possible."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product
from typing import Any

import pandas as pd
import pytest
from tests.analyses.cells import Refused, plain, shown
from tests.analyses.test_parameters import problems
from tests.conftest import FROZEN
from tests.evidence.altered import ALTERED

from karabakh_analysis import dataset
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.load import assemble
from karabakh_analysis.dataset.tables import validated_tables

NOTEBOOKS = (
    "00_overview",
    "01_job_growth",
    "02_entrepreneurship",
    "03_sector_targets",
    "04_road_to_2030",
    "07_claim_check",
    "08_revisions_and_gaps",
)
LACKING = ("a place removed", "only the founding article", "nothing after 2023")
# Totals of the frozen tables that these alterations take away.
GONE = {"a place removed": "Khankendi (702)", "only the founding article": "1,241", "nothing after 2023": "2,575"}


@cache
def lacking(name: str) -> Callable[..., Dataset]:
    """Loads altered tables as known on a day."""
    tables, _ = validated_tables(FROZEN)
    altered = ALTERED[name](tables)
    return cache(lambda as_of="": assemble(altered, pd.Timestamp(as_of) if as_of else None))


@pytest.mark.parametrize(("stem", "name"), list(product(NOTEBOOKS, LACKING)))
def test_a_notebook_on_lacking_tables_shows_a_whole_page_or_says_what_is_possible(
    monkeypatch: pytest.MonkeyPatch, stem: str, name: str
) -> None:
    load = lacking(name)
    monkeypatch.setattr(dataset, "load", lambda as_of="", **_: load(as_of))
    try:
        bundles: list[Any] = shown(stem)
    except Refused as refusal:
        words = str(refusal)
    else:
        assert problems(bundles) == []
        assert GONE[name] not in plain(bundles)
        return
    assert " is not possible: " in words or "no jobs target" in words
