"""The frozen copy of the raw tables: literal figures in tests are those of this copy, whatever is added to data/raw."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings
from tests.once import shared_folder

from karabakh_analysis import variables
from karabakh_analysis.dataset import Dataset, day_of, load
from karabakh_analysis.dataset.load import assemble
from karabakh_analysis.dataset.tables import validated_tables

# No test asserts how long a computation takes.
settings.register_profile("without a clock", deadline=None)
settings.load_profile("without a clock")

FROZEN = Path(__file__).parent / "data"


@pytest.fixture(scope="session", autouse=True)
def shared_evidence(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The builds of a test run, in whatever process, gather the evidence of the same tables once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(variables.STORE, str(shared_folder(tmp_path_factory, "store")))
        yield


@pytest.fixture(scope="session")
def frozen() -> Dataset:
    """Everything in the frozen tables, without a cut-off."""
    return load(FROZEN)


@pytest.fixture(scope="session")
def frozen_as_of() -> Callable[[str], Dataset]:
    """The frozen tables as known on a day; they are read once, and each day is cut off once."""
    tables, problems = validated_tables(FROZEN)
    assert not problems
    return cache(lambda day: assemble(tables, day_of(day, "as_of")))


@pytest.fixture
def raw_copy(tmp_path: Path) -> Path:
    """A data directory of one's own to spoil."""
    shutil.copytree(FROZEN / "raw", tmp_path / "raw")
    return tmp_path
