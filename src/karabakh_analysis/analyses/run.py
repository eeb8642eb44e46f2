"""What every run of a notebook has: the data as known on a day, and the documents behind what it draws from them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.wording import source_of
from karabakh_analysis.dataset import Dataset


@dataclass(frozen=True)
class Run:
    """What a run looks at.

    Parameters
    ----------
    data
        What was known.
    """

    data: Dataset

    def source(self, frame: pd.DataFrame, *, computed: bool = True) -> str:
        """The documents behind a frame (its column ``evidence``, or the quantities in its cells), and whether it is calculated."""
        return source_of(self.data, frame, computed=computed)
