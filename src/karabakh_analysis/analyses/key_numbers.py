"""The numbers to know: which cells they are is data, what is said of each is read from the tables."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from karabakh_analysis.analyses.levels import flagged
from karabakh_analysis.analyses.target_coverage import LOOSE
from karabakh_analysis.analyses.wording import published_words
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.dataset.cells import printed_figure
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.dataset.naming import flag_words
from karabakh_analysis.values import Quantity, format_interval, listed
from karabakh_analysis.values.key_number import KeyNumber
from karabakh_analysis.values.quantity import IN_CONFLICT, SCOPE_DOUBT

Entry = Mapping[str, Any]
CHOSEN = Path(__file__).with_suffix(".toml")
SHOWN_FLAGS = (SCOPE_DOUBT, "partial_table", IN_CONFLICT)


def key_numbers(data: Dataset) -> list[KeyNumber]:
    """The numbers of ``key_numbers.toml`` for which anything is printed, in its order."""
    found = ((entry, _latest(data, entry)) for entry in _entries())
    return [_key_number(data, entry, cell, _value(data, cell)) for entry, cell in found if cell is not None]


@cache
def _entries() -> tuple[Entry, ...]:
    return tuple(tomllib.loads(CHOSEN.read_text(encoding="utf-8"))["number"])


def _latest(data: Dataset, entry: Entry) -> Any | None:
    """The latest cell that an entry names; of targets, the one last printed."""
    cells = data.cells
    named = cells[
        cells["indicator"].eq(entry["indicator"]) & cells["geography"].eq(entry["geography"]) & cells["sector"].eq(entry.get("sector", ""))
    ]
    fit = [cell for cell in named.itertuples() if _fits(cell, entry)]
    return max(fit, key=lambda cell: cell.period_end, default=None)


def _fits(cell: Any, entry: Entry) -> bool:
    if cell.quantity.doubtful and not entry.get("doubtful", False):
        return False
    match entry["when"]:
        case "year":
            return bool(cell.kind == "flow" and Period(cell.period_start, cell.period_end) == Period.year(cell.period_end.year))
        case "part":
            return bool(cell.kind == "flow" and Period(cell.period_start, cell.period_end).is_from_january)
        case "day":
            return bool(cell.kind == "stock" and pd.notna(cell.period_end))
        case "deadline":
            return bool(cell.kind == "target" and pd.notna(cell.period_end))
        case date() as day:
            return bool(cell.kind == "stock" and cell.period_end == pd.Timestamp(day))
        case other:
            raise ValueError(f"{CHOSEN.name}: when = {other!r}, expected year, part, day, deadline or a date")


def _value(data: Dataset, cell: Any) -> Quantity:
    """The value of a cell; of a flow, flagged where it excludes other printed counts."""
    value: Quantity = cell.quantity
    if cell.kind != "flow" or cell.sector:
        return value
    return flagged(data, value, cell.indicator, cell.geography, Period(cell.period_start, cell.period_end)) or value


def _key_number(data: Dataset, entry: Entry, cell: Any, value: Quantity) -> KeyNumber:
    head, period = _dated(cell)
    facts = {"Covers": _covers(data, cell), head: period, "Printed": _printed(data, value)}
    meaning = entry["meaning"]
    if entry.get("denominator", False):
        facts = {"Per cent of": _words_of(data, cell.quantity, "coverage") or "not stated", **facts}
        meaning = " ".join(filter(None, (meaning, _later_elsewhere(data, cell))))
    known = how_known(value, cell.kind) + (_loosely(data, value) if cell.kind == "target" else _as_floor(data, value))
    return KeyNumber(entry["title"].format(period=period), value, known, meaning, facts)


def _covers(data: Dataset, cell: Any) -> str:
    """The place; of a figure under doubt only what its document says of the place."""
    words = _words_of(data, cell.quantity, "coverage")
    return f"In doubt: {words or data.geography.name(cell.geography)}" if cell.quantity.doubtful else _coverage(data, cell)


def _words_of(data: Dataset, quantity: Quantity, column: str) -> str:
    """What a column of the rows behind a value says first."""
    rows = data.observations.set_index("observation_id")[column]
    return next((str(rows[row]) for row in quantity.evidence if rows[row]), "")


def _later_elsewhere(data: Dataset, cell: Any) -> str:
    """Later printings of the indicator for the place that count something else and so are no later value of it."""
    rows = data.observations
    same = rows["indicator"].eq(cell.indicator) & rows["geography"].eq(cell.geography) & rows["sector"].eq(cell.sector)
    later = rows[same & has_flag(rows, "different_concept") & rows["period_end"].gt(cell.period_end)]
    in_order = later.sort_values("period_end", kind="stable").to_dict("records")
    texts = [f"{printed_figure(row)} ({Period.day(row['period_end']).label})" for row in in_order]
    return f"Printed later on another or no stated denominator: {listed(list(dict.fromkeys(texts)))}." if texts else ""


def _loosely(data: Dataset, quantity: Quantity) -> str:
    """How many printings of a target have a word such as about."""
    rows = data.observations.set_index("observation_id").loc[list(quantity.evidence), "precision"]
    loose = int(rows.isin(LOOSE).sum())
    if not loose:
        return ""
    if loose == len(rows):
        return "; every printing says about or nearly"
    return f"; {loose} of {len(rows)} printings say about or nearly"


def _as_floor(data: Dataset, quantity: Quantity) -> str:
    """How many printings of a figure with an upper end say more than."""
    rows = data.observations.set_index("observation_id").loc[list(quantity.evidence), "precision"]
    floors = int(rows.eq("more_than").sum())
    if not floors or floors == len(rows):
        return ""
    return f"; {floors} of {len(rows)} printings {'say' if floors > 1 else 'says'} more than"


def _dated(cell: Any) -> tuple[str, str]:
    if cell.kind == "target":
        return "By", Period.day(cell.period_end).label
    if cell.kind == "stock":
        return "On", Period.day(cell.period_end).label
    return "Period", Period(cell.period_start, cell.period_end).label


def _coverage(data: Dataset, cell: Any) -> str:
    """The place, with the number of its districts where it is a group of them."""
    name = data.geography.name(cell.geography)
    members = data.geography.members(cell.geography, cell.period_end)
    return name if len(members) == 1 else f"{name}: {len(members)} places"


def _printed(data: Dataset, quantity: Quantity) -> str:
    """The first document that prints the value, and how many more do."""
    documents = list(dict.fromkeys(row.rpartition("/")[0] for row in quantity.evidence))
    first = data.sources.set_index("source_id").loc[documents[0]]
    more = len(documents) - 1
    others = f", and {more} more document{'s' * (more > 1)}" if more else ""
    return f"{first['publisher']}, {published_words(first['published'])}{others}"


def how_known(quantity: Quantity, kind: str = "stock") -> str:
    """How a published flow, stock or target is known, in a few words: how exactly, and any doubt."""
    doubts = [flag_words(flag) for flag in quantity.flags if flag in SHOWN_FLAGS]
    return "; ".join([_target(quantity) if kind == "target" else _exactness(quantity), *doubts])


def _target(quantity: Quantity) -> str:
    """A printed target is a stipulation, however round it is."""
    return "Target as printed" + ("" if quantity.interval.is_point else f": {format_interval(quantity.interval, quantity.unit)}")


def _exactness(quantity: Quantity) -> str:
    if quantity.status == "conflicting":
        return f"Printed figures of one date differ: {format_interval(quantity.interval, quantity.unit)}"
    if quantity.interval.is_point:
        return "Published, exact"
    if quantity.interval.is_bounded:
        return f"Published; lies within {format_interval(quantity.interval, quantity.unit)}"
    return "Published as a floor: no upper end is printed"
