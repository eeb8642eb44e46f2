"""The raw rows as pages show them: figure, place, period and reading in words."""

from __future__ import annotations

from typing import Any

import pandas as pd

from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.report.correction_words import corrections_in_words, english

CLAIM_WORDS = {
    "fold_change": "multiple of the base period",
    "percent_change": "percentage change",
    "absolute_change": "change",
    "share": "share",
    "rank": "rank",
}


def source_rows(dataset: Dataset) -> pd.DataFrame:
    """Observations and claims together, in order of their ids.

    Returns
    -------
    DataFrame
        The columns of both, then ``row_id, kind_of_row`` (observation or claim), ``indicator_label, geography_name, period_text,
        value_text, corrected``.
    """
    observations = dataset.observations.assign(kind_of_row="observation", row_id=dataset.observations["observation_id"])
    claims = dataset.claims.assign(kind_of_row="claim", row_id=dataset.claims["claim_id"], coverage="")
    rows = pd.concat([observations, claims], ignore_index=True).sort_values("row_id", kind="stable", ignore_index=True)
    names = dataset.geography.places.set_index("code")["name"].to_dict()
    described = rows["indicator"].map(dataset.labels) + rows.get("claim", pd.Series("", index=rows.index)).map(_claim_words)
    corrected = corrections_in_words(dataset)
    return rows.assign(
        indicator_label=described,
        geography_name=rows["geography"].map(names),
        period_text=[_period(row) for row in rows.itertuples()],
        value_text=[_plain_figure(row) for row in rows.itertuples()],
        corrected=[corrected.get(row, "") for row in rows["row_id"].where(rows["corrected_fields"].ne(""))],
    )


def _claim_words(claim: object) -> str:
    return f", {CLAIM_WORDS[claim]}" if isinstance(claim, str) and claim in CLAIM_WORDS else ""


def _period(row: Any) -> str:
    if pd.isna(row.period_end):
        return "no date"
    if pd.isna(row.period_start):
        return f"by {Period.day(row.period_end).label}"
    return Period(row.period_start, row.period_end).label


def _plain_figure(row: Any) -> str:
    """The figure as a number in English notation, or the two ends of a range."""
    numbers = [row.value] if row.precision != "range" else [row.low, row.high]
    return " to ".join(map(english, numbers))
