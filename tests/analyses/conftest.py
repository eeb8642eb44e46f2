"""Notebooks run in this process on the frozen tables."""

from __future__ import annotations

from collections.abc import Callable

import matplotlib as mpl
import pytest
from tests.analyses.cells import Show, shown

from karabakh_analysis import dataset
from karabakh_analysis.dataset import Dataset, day_of
from karabakh_analysis.dataset.cut_off import require_documents

mpl.use("agg")


@pytest.fixture
def show(monkeypatch: pytest.MonkeyPatch, frozen: Dataset, frozen_as_of: Callable[[str], Dataset]) -> Show:
    """Runs the cells of a notebook; see `shown`."""

    def load(as_of: str) -> Dataset:
        require_documents(frozen.sources["published"], day_of(as_of, "as_of"))
        return frozen_as_of(as_of) if as_of else frozen

    monkeypatch.setattr(dataset, "load", load)
    return shown
