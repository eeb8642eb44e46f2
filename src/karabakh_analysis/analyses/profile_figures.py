"""Printed figures on one district or city, each once, and their dates in words (notebook district_profile)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.dataset import Period, period_of
from karabakh_analysis.dataset.cells import Row, value_of
from karabakh_analysis.dataset.vintages import cell_number
from karabakh_analysis.values import Quantity

Figure = tuple[Row, Quantity]


def figures_of(rows: pd.DataFrame) -> list[Figure]:
    """The values of some observations, each once however often it was printed, in order of coverage and time.

    What the tables say a figure covers keeps it apart, where the code of its place does not say it all.
    """
    ordered = rows.sort_values(["known_from_latest", "observation_id"], na_position="last", kind="stable")
    together: dict[tuple[int, str], list[Row]] = {}
    for cell, row in zip(cell_number(ordered), ordered.to_dict("records"), strict=True):
        together.setdefault((cell, row["coverage"]), []).append(row)
    found = [(printings[0], value_of(printings)) for printings in together.values()]
    return sorted(found, key=lambda pair: (pair[0]["coverage"], day_of(pair[0]), pair[0]["observation_id"]))


def day_of(row: Row) -> pd.Timestamp:
    """The day that a figure is about; where none is known, the first day on which it may have been published; else the last of all."""
    return next((day for day in (row["period_end"], row["known_from_earliest"]) if pd.notna(day)), pd.Timestamp.max)


def dated(row: Row) -> str:
    """Date or period of a figure in words; of a target, its deadline."""
    if pd.isna(row["period_end"]):
        return "no deadline printed" if row["kind"] == "target" else "date not known"
    if row["kind"] == "target":
        return f"by {Period.day(row['period_end']).label}"
    period = period_of(row)
    if period.start.year == period.end.year:
        return period.label
    return f"{Period.day(period.start).label} to {Period.day(period.end).label}"
