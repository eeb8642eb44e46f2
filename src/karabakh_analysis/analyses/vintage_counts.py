"""How often a value was printed anew, and what a cut-off leaves out (notebook 09)."""

from __future__ import annotations

from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.dataset.vintages import cell_number
from karabakh_analysis.values import Sentence, Value


def vintages_heading(data: Dataset) -> Sentence:
    """How many cells have more than one value over time."""
    revised, cells = _cells(data)
    if not cells:
        return Sentence("No value is printed, so none was revised")
    return Sentence("{revised} of {cells} values were printed anew with another one", {"revised": count(revised), "cells": count(cells)})


def vintages_finding(data: Dataset) -> Sentence:
    """How many printings stand."""
    if data.observations.empty:
        return Sentence("No figure was certainly published by that day.")
    stands = int(data.observations["is_latest"].sum())
    values: dict[str, Value] = {"stands": count(stands), "all": count(len(data.observations))}
    return Sentence("Of {all} printed figures {stands} stand; the others are history.", values)


def _cells(data: Dataset) -> tuple[int, int]:
    """Number of cells with a second vintage, and of all cells; what an indicator does not usually count is no value of a cell."""
    rows = data.observations[~has_flag(data.observations, "different_concept")]
    if rows.empty:
        return 0, 0
    cells = cell_number(rows)
    return int(cells[rows["vintage"].gt(1).fillna(False)].nunique()), int(cells.nunique())


def cutoff_finding(data: Dataset) -> Sentence:
    """The cut-off of this page, and the documents that no cut-off can keep."""
    if data.as_of is not None:
        return Sentence("This page keeps what was certainly published by {day}.", {"day": Period.day(data.as_of).label})
    undated = int(data.sources["known_from_latest"].isna().sum())
    text = "This page has no cut-off and keeps all documents; {undated} of them have no known date, and any cut-off leaves them out."
    return Sentence(text, {"undated": count(undated)}) if undated else Sentence("This page has no cut-off and keeps all documents.")
