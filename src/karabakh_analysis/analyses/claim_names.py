"""Names that the page of claims gives to verdicts, kinds of claims, places and breakdowns (notebook 07)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from karabakh_analysis.dataset import Dataset, Period

VERDICT_WORDS = {
    "agrees": "agrees",
    "agrees_if_truncated": "agrees if later digits were cut off",
    "agrees_on_other_vintage": "agrees on another vintage",
    "disagrees": "does not follow",
    "not_checkable": "cannot be checked",
}
COMPUTED_WORDS = {"institution": "the institution", "publisher": "the publisher", "unknown": "not said"}
SHORT_PLACES = {"KAR": "Karabakh region", "EZR": "East Zangezur region", "KAR+EZR": "Both economic regions"}
SECTOR_WORDS = {"group:non_state": "non-state"}
KIND_WORDS = {"fold_change": "growth", "percent_change": "growth", "absolute_change": "change", "share": "share", "rank": "rank"}


def period_of(row: Mapping[str, Any], prefix: str = "") -> Period:
    """The period of a claim, or with ``base_`` the one compared with; a stock's is one day."""
    start, end = row[f"{prefix}period_start"], row[f"{prefix}period_end"]
    return Period(end if pd.isna(start) else start, end)


def label_of(data: Dataset, indicator: str) -> str:
    """An indicator in words."""
    return str(data.indicators.loc[data.indicators["indicator"].eq(indicator), "label"].iloc[0])


def sector_words(sector: str) -> str:
    """A breakdown in words: group:new_enterprises is new enterprises."""
    if sector in SECTOR_WORDS:
        return SECTOR_WORDS[sector]
    return sector.partition(":")[2].replace("_", " ") if ":" in sector else sector.replace("_", " ").replace("+", ", ")
