"""What every chart kind shares: its caption, its key, its alternative text, its scale."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.kinds.cells import STATUSES, Cell
from karabakh_analysis.figures.style import styled
from karabakh_analysis.values.interval import exact
from karabakh_analysis.values.numbers import format_number
from karabakh_analysis.values.sentence import Sentence

KEYED = tuple(mark for status in STATUSES for mark in ((status, "open") if status == "bounded" else (status,)))


@dataclass(frozen=True, slots=True)
class Caption:
    """The words around a drawing: file stem, finding, subtitle and source line."""

    name: str
    title: Sentence
    subtitle: str
    source: str


def make_chart(
    caption: Caption, kind: str, alt: str, data: pd.DataFrame, cells: Iterable[Cell], draw: Callable[[int], Figure], family: str = "bar"
) -> Chart:
    """A chart of a kind; the alternative text opens with the kind and the subtitle."""
    words = f"{kind}: {caption.subtitle} {alt}"
    frame = data.reset_index(drop=True)
    return Chart(caption.name, caption.title, caption.subtitle, caption.source, words, frame, statuses(cells), styled(draw), family)


def statuses(cells: Iterable[Cell]) -> tuple[str, ...]:
    """The marks that occur, in the order of the grammar; a value without an upper end has one of its own, printed or bounded."""
    known = list(cells)
    endless = {"open" if cell.status == "bounded" else "more_than" for cell in known if cell.known and math.isinf(cell.high)}
    found = {cell.status for cell in known if cell.status != "bounded" or not math.isinf(cell.high)} | endless
    return tuple(mark for mark in KEYED if mark in found)


def enumerated(cells: Iterable[Cell], head: Callable[[Cell], str], item: Callable[[Cell], str] = lambda _: "") -> str:
    """Values in words, under the heads that they share: "Lachin: 2023 328, 2024 299; Shusha: 2023 n.a."."""
    together = groupby(cells, key=head)
    return "; ".join(f"{words}: {', '.join(f'{item(cell)} {cell.spoken}'.strip() for cell in group)}" for words, group in together) + "."


def named(cell: Cell) -> str:
    """A cell's group, label and note in one phrase."""
    return ", ".join(dict.fromkeys(part for part in (cell.group, cell.label, cell.note) if part))


def limits(cells: Iterable[Cell], zero: bool = True) -> tuple[float, float]:
    """Where the value axis begins and ends: the finite ends, and zero for bars.

    Without bars zero is left out only when it would waste more than half of the axis.
    """
    ends = [end for cell in cells for end in cell.ends] or [0.0]
    low, high = min(ends), max(ends)
    if zero or min(abs(low), abs(high)) <= 0.5 * max(abs(low), abs(high)) or low * high < 0:
        low, high = min(low, 0.0), max(high, 0.0)
    else:
        room = (high - low or abs(high)) * 0.25
        low, high = low - room, high + room * 0.25
    return (low, high) if high > low else (low, low + 1.0)


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round values within an axis, at most about ``most``."""
    whole = float(low).is_integer() and float(high).is_integer() and high - low > 1
    found = MaxNLocator(max(most, 1), steps=[1, 2, 2.5, 5, 10], integer=whole).tick_values(low, high)
    slack = (high - low) * 1e-9
    return [round(float(tick), 9) for tick in found if low - slack <= tick <= high + slack]


def tick_texts(values: list[float], unit: str) -> list[str]:
    """Ticks in English notation with as many digits as their step needs."""
    places = next((digits for digits in range(4) if all(abs(round(value, digits) - value) < 1e-9 for value in values)), 4)
    return [format_number(exact(value), unit, places) for value in values]
