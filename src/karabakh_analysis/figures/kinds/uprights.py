"""Columns side by side: how they share a strip, and the words above them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes

from karabakh_analysis.figures.kinds.cells import Cell
from karabakh_analysis.figures.lettering import longest_piece, text_width, wrap
from karabakh_analysis.figures.marks import draw_mark
from karabakh_analysis.figures.spot import REACH, Spot
from karabakh_analysis.figures.style import ALERT, INK, LINE, MUTED, Side, Weight, say
from karabakh_analysis.values.numbers import MINUS, NARROW_SPACE

GAP = 4.0
WIDEST_WORD = 96.0
SMALL = 11.0


@dataclass(frozen=True, slots=True)
class Column:
    """A value and the superseded ones that stood in its place."""

    front: Cell
    behind: tuple[Cell, ...] = ()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Everything drawn in the column, the current value first."""
        return (self.front, *self.behind)

    @property
    def place(self) -> tuple[str, str, str]:
        """What tells the column from others: panel, group and label."""
        return (self.front.panel, self.front.group, self.front.label)


@dataclass(frozen=True, slots=True)
class Lettering:
    """Sizes in pixels: of values above columns, of labels below, and the width of one column's slot."""

    value: float
    label: float
    slot: float
    weight: Weight = "bold"
    gap: float = GAP

    @property
    def room(self) -> float:
        """Width in pixels that the words of one column may take."""
        return self.slot - self.gap


@dataclass(frozen=True, slots=True)
class Scale:
    """A value axis: where it begins and ends, and its height in pixels."""

    low: float
    high: float
    plot: float

    def pixels(self, value: float) -> float:
        """Height of a value above the foot of the axis."""
        return (value - self.low) / (self.high - self.low) * self.plot


def stand(cells: Iterable[Cell]) -> list[Column]:
    """Columns in order; superseded values go behind the first other value of the same place."""
    places: dict[tuple[str, str, str], list[Cell]] = {}
    for cell in cells:
        places.setdefault((cell.panel, cell.group, cell.label), []).append(cell)
    return [column for together in places.values() for column in _columns(together)]


def _columns(cells: list[Cell]) -> list[Column]:
    fronts = [cell for cell in cells if cell.status != "superseded"]
    behind = tuple(cell for cell in cells if cell.status == "superseded")
    if not fronts:
        return [Column(cell) for cell in cells]
    return [Column(fronts[0], behind), *(Column(cell) for cell in fronts[1:])]


def compact(columns: Iterable[Column]) -> list[Column]:
    """Columns with shorter wording, "160–215" and "≥ 648"; minus signs stay apart from dashes."""
    return [Column(_compact(column.front), tuple(_compact(cell) for cell in column.behind)) for column in columns]


def _compact(cell: Cell) -> Cell:
    return replace(cell, text=short(cell.text))


def short(text: str) -> str:
    """A value in shorter wording: signs for words, a dash between ends; minus signs stay apart from dashes."""
    signs = text.replace("at least ", f"≥{NARROW_SPACE}").replace("more than ", f">{NARROW_SPACE}")
    return signs if MINUS in signs else signs.replace(" to ", "–")


def needed(columns: Sequence[Column], value: float, label: float, weight: Weight = "bold") -> float:
    """Width in pixels that a column needs so that no unbreakable word of it leaves its slot."""
    words = [longest_piece(cell.text, value, weight) for column in columns for cell in column.cells]
    below = [longest_piece(text, label) for column in columns for text in (column.front.label, column.front.note)]
    return max(*words, min(max(below), WIDEST_WORD)) + GAP


def value_lines(column: Column, letters: Lettering) -> list[tuple[str, float, str, Weight]]:
    """Lines above a column from top to bottom: its value, then what it superseded."""
    front = column.front
    color = ALERT if front.status == "doubt" else INK if front.known and front.status != "superseded" else MUTED
    weight: Weight = "normal" if color == MUTED else letters.weight
    lines = [(text, letters.value, color, weight) for text in wrap(front.text, letters.room, letters.value, weight)]
    return lines + [(text, SMALL, MUTED, "normal") for cell in column.behind for text in wrap(cell.text, letters.room, SMALL)]


def _height(lines: list[tuple[str, float, str, Weight]]) -> float:
    return sum(size * LINE for _, size, _, _ in lines)


def value_size(column: Column, letters: Lettering) -> tuple[float, float]:
    """Width and height in pixels of the words above a column."""
    lines = value_lines(column, letters)
    return max(text_width(text, size, weight) for text, size, _, weight in lines), _height(lines)


def lift(column: Column) -> float:
    """Pixels between the top of a column and the words above it."""
    return 5.0 + _lift(column)


def _top(column: Column) -> float:
    return max((end for cell in column.cells for end in cell.ends), default=0.0)


def _lift(column: Column) -> float:
    return REACH if math.isinf(column.front.high) else 0.0


def headroom(columns: Iterable[Column], letters: Lettering, scale: Scale) -> float:
    """Height in pixels above the axis that words and arrows need."""
    tops = [
        scale.pixels(max(_top(column), 0.0)) + _lift(column) + 10 + _height(value_lines(column, letters))
        for column in columns
        if not _negative(column)
    ]
    return max(4.0, *(top - scale.plot for top in tops)) if tops else 4.0


def footroom(columns: Iterable[Column], letters: Lettering, scale: Scale) -> float:
    """Height in pixels below the axis that the words of negative columns need."""
    return max(
        (4 + _height(value_lines(column, letters)) - scale.pixels(min(column.front.ends)) for column in columns if _negative(column)),
        default=0.0,
    )


def _negative(column: Column) -> bool:
    return column.front.known and column.front.low < 0 and column.front.high <= 0


def paint(ax: Axes, columns: list[Column], letters: Lettering) -> None:
    """Draw columns side by side, slot by slot, with their values."""
    thick = min(letters.slot * 0.66, 84.0)
    for place, column in enumerate(columns):
        at = (place + 0.5) * letters.slot
        for cell in reversed(column.cells):
            draw_mark(Spot(ax, at, thick, cell.hue, up=True), cell.low, cell.high, cell.status)
        write_value(ax, at, column, letters)


def write_value(ax: Axes, at: float, column: Column, letters: Lettering, side: Side = "center", dx: float = 0.0) -> None:
    """Write a value above its mark, or below a negative column."""
    lines = value_lines(column, letters)
    below = _negative(column)
    y = min(column.front.ends) if below else max(_top(column), ax.get_ylim()[0])
    offset = -4.0 if below else lift(column) + _height(lines)
    for text, size, color, weight in lines:
        say(ax, at, y, text, size, color, weight, side, dx, offset - size * LINE / 2)
        offset -= size * LINE
