"""The jobs target of the road: its printings, the one that stands, and what they leave open (notebook 04)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.sector_targets import REGION
from karabakh_analysis.analyses.target_coverage import narrowest
from karabakh_analysis.dataset import Dataset, ParameterError
from karabakh_analysis.values import Quantity


def printed_targets(data: Dataset) -> pd.DataFrame:
    """Printings of the region's jobs target with a deadline, the first one first."""
    observations = data.observations
    chosen = observations["indicator"].eq("jobs_target") & observations["geography"].eq(REGION) & observations["period_end"].notna()
    return observations[chosen].sort_values(["known_from_latest", "observation_id"], na_position="last", kind="stable")


def standing_printings(rows: pd.DataFrame) -> pd.DataFrame:
    """Printings of the target with the last deadline."""
    return rows[rows["period_end"].eq(rows["period_end"].max())]


def standing_target(rows: pd.DataFrame) -> Quantity:
    """The target with the last deadline, all its printings taken together."""
    found = narrowest(standing_printings(rows))
    if found is None:
        raise ParameterError("target = 0 is not possible: no target is printed. Possible: a number of jobs.")
    return found
