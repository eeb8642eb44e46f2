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
    caption: Caption, values: str, data: pd.DataFrame, cells: Iterable[Cell], draw: Callable[[int], Figure], family: str = "bar"
) -> Chart:
    """A chart of a kind; the alternative text is the finding and the values in words."""
    words = told(caption.title, values)
    frame = data.reset_index(drop=True)
    return Chart(caption.name, caption.title, caption.subtitle, caption.source, words, frame, statuses(cells), styled(draw), family)


def statuses(cells: Iterable[Cell]) -> tuple[str, ...]:
    """The marks that occur, in the order of the grammar; a value without an upper end has one of its own, printed or bounded."""
    known = list(cells)
    endless = {"open" if cell.status == "bounded" else "more_than" for cell in known if cell.known and math.isinf(cell.high)}
    found = {cell.status for cell in known if cell.status != "bounded" or not math.isinf(cell.high)} | endless
    return tuple(mark for mark in KEYED if mark in found)


def told(title: Sentence, values: str) -> str:
    """An alternative text: what a figure finds, then its values; the words beside it say what is drawn, in which unit."""
    return f"{title.plain.removesuffix('.')}. {values}"


Namer = Callable[[Cell], str]


def enumerated(cells: Iterable[Cell], head: Namer, item: Namer = lambda _: "") -> str:
    """Values in words, under the heads that they share: "Lachin: 2023 328, 2024 299; Shusha: 2023 n.a.".

    How most of them are known is said once before them, how all of a head are known at the head, and else behind a value.
    """
    known = list(cells)
    usual = _usual(known)
    lead = f"{usual[:1].upper()}{usual[1:]}{'' if _all_are(known, usual) else ' where not said otherwise'}. " if usual else ""
    return lead + "; ".join(_headed(words, list(group), item, usual) for words, group in groupby(known, key=head)) + "."


def _usual(cells: list[Cell]) -> str:
    """How more than half of the values are known, where that is not by publication."""
    ways = [cell.how for cell in cells if cell.known]
    most = max(dict.fromkeys(ways), key=ways.count, default="")
    return most if len(ways) > 1 and 2 * ways.count(most) > len(ways) else ""


def _all_are(cells: list[Cell], way: str) -> bool:
    return all(cell.how == way for cell in cells if cell.known)


def _headed(head: str, cells: list[Cell], item: Namer, usual: str) -> str:
    """A head and its values."""
    shared = cells[0].how if len(cells) > 1 and _all_are(cells, cells[0].how) else ""
    shared = "" if shared in (usual, *head.lower().split()) else shared
    names = [item(cell) for cell in cells]
    shown = [_led(name) if name != before else "" for name, before in zip(names, ["", *names], strict=False)]
    ways = [_apart(cell, shared or usual, f"{head} {name}") for name, cell in zip(names, cells, strict=True)]
    values = [f"{name} {cell.said}{way}".strip() for name, cell, way in zip(shown, cells, ways, strict=True)]
    return f"{head}{f' ({shared})' if shared else ''}: {', '.join(values)}"


def _led(name: str) -> str:
    """A name before a value; a colon keeps the figures of both apart."""
    return f"{name}:" if name[-1:].isdigit() else name


def _apart(cell: Cell, expected: str, words: str) -> str:
    """How a value is known, where that is neither expected nor in the words before it."""
    way = cell.how or ("published" if expected and cell.known and not cell.own else "")
    return "" if not way or way == expected or way in words.lower() else f" ({way})"


def by_group(cells: Iterable[Cell]) -> str:
    """Values in words under the headings of their groups, or each under its label."""
    known = list(cells)
    return enumerated(known, lambda cell: cell.group, _named) if all(cell.group for cell in known) else enumerated(known, named)


def named(cell: Cell) -> str:
    """A cell's group, label and note in one phrase."""
    return ", ".join(dict.fromkeys(part for part in (cell.group, cell.label, cell.note) if part))


def _named(cell: Cell) -> str:
    return f"{cell.label} ({cell.note})" if cell.note else cell.label


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
