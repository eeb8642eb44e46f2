"""What a chart draws: checked rows of a frame, and their wording."""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from karabakh_analysis.figures.marks import BARS
from karabakh_analysis.figures.style import HUES, clean
from karabakh_analysis.values.interval import Interval
from karabakh_analysis.values.numbers import MINUS, format_interval

STATUSES = (*BARS, "unknown")
NO_VALUE = {"unknown": "n.a.", "absent": "did not exist"}
SPOKEN = {
    "rounded": "rounded",
    "implied": "implied",
    "bounded": "not published, only bounded",
    "target": "target",
    "recomputed": "recomputed",
    "assumed": "under assumptions",
    "superseded": "superseded",
    "doubt": "in doubt",
    "conflicting": "in conflict",
}
OPTIONAL = ("note", "group", "panel", "series", "coverage", "printed")


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a chart.

    Parameters
    ----------
    label
        What the value belongs to.
    low, high
        The interval in the unit of the chart; NaN for an unknown value, ``high`` infinite without an upper end.
    status
        How the value is known, one of `STATUSES`.
    text
        The value as the drawing prints it.
    hue
        ``kar``, ``ezr``, ``grey`` or ``alert``.
    note, group, panel, series, coverage
        Further columns of the frame; empty where it has none.
    own
        Whether it is a count of the collection's own things, which rests on no row.
    """

    label: str
    low: float
    high: float
    status: str
    text: str
    hue: str = "grey"
    note: str = ""
    group: str = ""
    panel: str = ""
    series: str = ""
    coverage: str = ""
    own: bool = False

    @property
    def known(self) -> bool:
        """Whether there is a value to draw."""
        return self.status not in NO_VALUE

    @property
    def exact(self) -> bool:
        """Whether the value is known to a number."""
        return self.low == self.high

    @property
    def ends(self) -> list[float]:
        """The finite ends; none for an unknown value."""
        return [end for end in (self.low, self.high) if math.isfinite(end)]

    @property
    def said(self) -> str:
        """The value in an alternative text."""
        if self.status == "unknown":
            return "not published"
        return self.text.removeprefix("? ").removeprefix("was ")

    @property
    def how(self) -> str:
        """How the value is known, in an alternative text; nothing of what is published and of what the collection counts itself."""
        return "" if self.own else SPOKEN.get(self.status, "")


def read_cells(
    frame: pd.DataFrame,
    name: str,
    unit: str = "jobs",
    *,
    required: Iterable[str] = (),
    decimals: int | None = None,
    signed: bool = False,
    negative: bool = True,
    statuses: Collection[str] = STATUSES,
) -> list[Cell]:
    """The rows of a frame as cells.

    Parameters
    ----------
    frame
        Columns ``label``, ``low``, ``high``, ``status`` and those ``required``; ``hue``, ``note`` and the like may be left out. The
        column ``printed`` holds a wording that replaces the interval where it is not empty.
    name
        Name of the chart, for messages.
    unit
        Unit of the values; decides how they are printed.
    decimals
        Digits after the point, where the unit's own do not serve.
    signed
        Whether values are changes and carry a plus sign.
    negative
        Whether values below zero can be drawn.
    statuses
        What the kind of chart can draw.

    Raises
    ------
    ValueError
        If a column is missing, a row contradicts itself, or no row has a known value.
    """
    _require_columns(frame, name, ["label", "low", "high", "status", *required])
    _require_statuses(frame, name, statuses)
    cells = [_cell(row, place, name, unit, decimals, signed) for place, row in enumerate(frame.to_dict("records"))]
    if not any(cell.known for cell in cells):
        raise ValueError(f"chart {name!r} has no known value: an empty figure is never drawn")
    below = [cell.label for cell in cells if cell.known and cell.low < 0]
    if below and not negative:
        raise ValueError(f"chart {name!r} cannot draw values below zero: {', '.join(below)}")
    return cells


def _require_columns(frame: pd.DataFrame, name: str, columns: list[str]) -> None:
    missing = [column for column in columns if column not in frame]
    if missing:
        raise ValueError(f"chart {name!r} lacks the columns {', '.join(missing)}; it has {', '.join(map(str, frame.columns))}")


def _require_statuses(frame: pd.DataFrame, name: str, statuses: Collection[str]) -> None:
    for place, (label, status) in enumerate(zip(frame["label"], frame["status"], strict=True), start=1):
        if str(status) not in statuses:
            raise ValueError(f"row {place} ({label}) of chart {name!r} has the status {status!r}, not one of {', '.join(statuses)}")


def _cell(row: dict[Hashable, Any], place: int, name: str, unit: str, decimals: int | None, signed: bool) -> Cell:
    low, high, status, hue = float(row["low"]), float(row["high"]), str(row["status"]), _word(row, "hue") or "grey"
    where = f"row {place + 1} ({row['label']}) of chart {name!r}"
    if hue not in HUES:
        raise ValueError(f"{where} has the hue {hue!r}, not one of {', '.join(HUES)}")
    if (status in NO_VALUE) != (math.isnan(low) and math.isnan(high)) or math.isnan(low) != math.isnan(high):
        raise ValueError(f"{where} is {status} from {low:g} to {high:g}: an unknown value has no ends, every other one has both")
    if low > high or low == math.inf:
        raise ValueError(f"{where} goes from {low:g} to {high:g}: the low end comes first and is finite")
    extra = {column: _word(row, column) for column in OPTIONAL if column != "printed"}
    text = worded(low, high, status, unit, decimals, signed=signed, printed=_word(row, "printed"))
    own = status == "implied" and "evidence" in row and not _word(row, "evidence")
    return Cell(clean(row["label"]), low, high, status, text, hue, own=own, **extra)


def _word(row: dict[Hashable, Any], column: str) -> str:
    value = row.get(column)
    return "" if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)) else clean(value)


def worded(low: float, high: float, status: str, unit: str, decimals: int | None = None, *, signed: bool = False, printed: str = "") -> str:
    """A value as a drawing prints it: "2,575", "648 to 678", "at least 1,271", "? 700", "was 623", "n.a."."""
    if status in NO_VALUE:
        return NO_VALUE[status]
    interval = Interval(low, high, low_open=status == "more_than" and math.isinf(high))
    text = printed or (_signed(interval, unit, decimals) if signed else format_interval(interval, unit, decimals))
    text = f"+{text}" if signed and low > 0 and text[:1].isdigit() else text
    return {"doubt": "? ", "superseded": "was "}.get(status, "") + text


def _signed(interval: Interval, unit: str, decimals: int | None) -> str:
    """A change with its sign, both ends of an interval too: "+687", "−49 to +12"."""
    ends = [
        format_interval(Interval(end, end), unit, decimals) for end in dict.fromkeys((interval.low, interval.high)) if not math.isinf(end)
    ]
    signs = [text if text.startswith(MINUS) or not any(digit in text for digit in "123456789") else f"+{text}" for text in ends]
    return f"at least {signs[0]}" if math.isinf(interval.high) else " to ".join(dict.fromkeys(signs))
