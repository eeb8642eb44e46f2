"""Printed figures on one district or city, each once, and their dates in words (notebook district_profile)."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from karabakh_analysis.analyses.wording import published_words
from karabakh_analysis.dataset import Period, period_of
from karabakh_analysis.dataset.cells import Row, value_of
from karabakh_analysis.dataset.vintages import cell_number
from karabakh_analysis.values import Quantity
from karabakh_analysis.values.quantity import merge_evidence

Figure = tuple[Row, Quantity]
ALIKE = ("indicator", "geography", "sector", "kind", "unit", "value", "low", "high", "precision", "coverage")


def figures_of(rows: pd.DataFrame) -> list[Figure]:
    """The values of some observations, each once however often it was printed, in order of coverage and time; those without a day last.

    What the tables say a figure covers keeps it apart, where the code of its place does not say it all.
    """
    ordered = rows.sort_values(["known_from_latest", "observation_id"], na_position="last", kind="stable")
    together: dict[tuple[int, str], list[Row]] = {}
    for cell, row in zip(cell_number(ordered), ordered.to_dict("records"), strict=True):
        together.setdefault((cell, row["coverage"]), []).append(row)
    found = [(printings[0], value_of(printings)) for printings in together.values()]
    return sorted(found, key=lambda pair: (pair[0]["coverage"], _is_undated(pair[0]), day_of(pair[0]), pair[0]["observation_id"]))


def merged(figures: list[Figure]) -> list[Figure]:
    """The same without equal figures of unknown date: their rows stand behind the dated figure that they repeat, or the first of them."""
    kept: list[Figure] = []
    for row, quantity in sorted(figures, key=lambda pair: _is_undated(pair[0])):
        place = next((place for place, (other, _) in enumerate(kept) if _is_undated(row) and _alike(row, other)), None)
        if place is None:
            kept.append((row, quantity))
        else:
            kept[place] = kept[place][0], replace(kept[place][1], evidence=merge_evidence(kept[place][1], quantity))
    order = [id(row) for row, _ in figures]
    return sorted(kept, key=lambda pair: order.index(id(pair[0])))


def _alike(row: Row, other: Row) -> bool:
    return all(row[column] == other[column] for column in ALIKE)


def _is_undated(row: Row) -> bool:
    return bool(pd.isna(row["period_end"])) and row["kind"] != "target"


def day_of(row: Row) -> pd.Timestamp:
    """The day that a figure is about; where none is known, the first day on which it may have been published; else the last of all."""
    return next((day for day in (row["period_end"], row["known_from_earliest"]) if pd.notna(day)), pd.Timestamp.max)


def dated(row: Row) -> str:
    """Date or period of a figure in words; of a target, its deadline; where it has none, when its document was published."""
    if pd.isna(row["period_end"]):
        return "no deadline printed" if row["kind"] == "target" else _published(row)
    if row["kind"] == "target":
        return f"by {Period.day(row['period_end']).label}"
    period = period_of(row)
    if period.start.year == period.end.year:
        return period.label
    return f"{Period.day(period.start).label} to {Period.day(period.end).label}"


def _published(row: Row) -> str:
    return f"no date; published {published_words(row['published'])}" if row["published"] else "no date"
