"""The frozen copy of the raw tables: literal figures in tests are those of this copy, whatever is added to data/raw."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from karabakh_analysis.dataset import Dataset, load

FROZEN = Path(__file__).parent / "data"


@pytest.fixture(scope="session")
def frozen() -> Dataset:
    """Everything in the frozen tables, without a cut-off."""
    return load(FROZEN)


@pytest.fixture(scope="session")
def frozen_as_of() -> Callable[[str], Dataset]:
    """The frozen tables as known on a day; each day is loaded once."""
    loaded: dict[str, Dataset] = {}

    def as_of(day: str) -> Dataset:
        if day not in loaded:
            loaded[day] = load(FROZEN, day)
        return loaded[day]

    return as_of


@pytest.fixture
def raw_copy(tmp_path: Path) -> Path:
    """A data directory of one's own to spoil."""
    shutil.copytree(FROZEN / "raw", tmp_path / "raw")
    return tmp_path
