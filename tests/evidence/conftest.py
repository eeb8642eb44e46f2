"""The frozen tables and their evidence, gathered once for all tests."""

from __future__ import annotations

import pytest

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.evidence import Evidence, gather


@pytest.fixture(scope="session")
def dataset(frozen: Dataset) -> Dataset:
    """Everything in the frozen tables."""
    return frozen


@pytest.fixture(scope="session")
def evidence(dataset: Dataset) -> Evidence:
    """The evidence of the frozen tables."""
    return gather(dataset)
