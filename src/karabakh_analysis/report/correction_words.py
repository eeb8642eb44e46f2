"""What the editor corrected in a row, in words: which field, from what to what."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import pandas as pd

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.report.dates import date_in_words
from karabakh_analysis.values import format_number
from karabakh_analysis.values.interval import exact

FIELD_WORDS = {
    "geography": "place",
    "indicator": "figure",
    "period_start": "first day",
    "period_end": "last day",
    "base_period_start": "first day of the base",
    "base_period_end": "last day of the base",
    "stated_as": "words",
}
DAYS = ("period_start", "period_end", "base_period_start", "base_period_end")
NUMBERS = ("value", "low", "high")
NOTHING = "none"


def english(number: str) -> str:
    """A number of a raw table in English notation, with as many decimals as it has there."""
    return format_number(exact(float(number)), "", len(number.partition(".")[2]))


def corrections_in_words(dataset: Dataset) -> dict[Hashable, str]:
    """For every corrected row, its corrections: ``last day, from 30 April 2025 to 31 March 2025``."""
    names = {"geography": dataset.geography.places.set_index("code")["name"].to_dict(), "indicator": dict(dataset.labels)}
    described = [_described(correction, names) for correction in dataset.corrections.fillna("").itertuples()]
    by_row = pd.Series(described, index=dataset.corrections["row_id"], dtype=str).groupby(level=0, sort=False)
    words: dict[Hashable, str] = by_row.agg("; ".join).to_dict()
    return words


def _described(correction: Any, names: dict[str, dict[Any, str]]) -> str:
    ends = [_words(correction.field, end, names) for end in (correction.as_printed, correction.corrected)]
    return f"{FIELD_WORDS.get(correction.field, correction.field.replace('_', ' '))}, from {ends[0]} to {ends[1]}"


def _words(field: str, text: str, names: dict[str, dict[Any, str]]) -> str:
    """A value of a field in words."""
    if text and field in DAYS:
        return date_in_words(text)
    if text and field in NUMBERS:
        return english(text)
    return names.get(field, {}).get(text, text) or NOTHING
