"""The frozen tables and their evidence, gathered once for all tests."""

from __future__ import annotations

import pytest

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.evidence import Evidence, evidence_of
from karabakh_analysis.evidence.records import Records


@pytest.fixture(scope="session")
def dataset(frozen: Dataset) -> Dataset:
    """Everything in the frozen tables."""
    return frozen


@pytest.fixture(scope="session")
def evidence(dataset: Dataset) -> Evidence:
    """The evidence of the frozen tables."""
    return evidence_of(dataset)


@pytest.fixture(scope="session")
def records(dataset: Dataset) -> Records:
    """The records of the frozen tables."""
    return Records(dataset)
