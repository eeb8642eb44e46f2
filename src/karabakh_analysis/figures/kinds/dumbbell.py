"""Two values of each label on one axis, joined."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.kinds.cells import Cell, read_cells
from karabakh_analysis.figures.kinds.common import Caption, enumerated, limits, make_chart, tick_texts, ticks
from karabakh_analysis.figures.kinds.dots import by_label
from karabakh_analysis.figures.kinds.rowplan import AXIS, PAD, reach_of, value_words
from karabakh_analysis.figures.lettering import text_width, widest, wrap
from karabakh_analysis.figures.marks import POINTS, draw_mark
from karabakh_analysis.figures.spot import Spot
from karabakh_analysis.figures.style import GHOST, GRID, LINE, Side, axes_at, blank, ink_of, is_wide, say
from karabakh_analysis.values.sentence import Sentence

SIZE = 12.0
NAME = 12.5
APART = 14.0


@dataclass(frozen=True, slots=True)
class Pair:
    """The two values of a label, the lower one first; unknown ones come last."""

    low: Cell
    high: Cell

    @property
    def cells(self) -> tuple[Cell, Cell]:
        """Both values, the lower one first."""
        return (self.low, self.high)


def dumbbell(
    frame: pd.DataFrame, *, name: str, title: Sentence, subtitle: str, source: str, unit: str = "percent", decimals: int | None = None
) -> Chart:
    """Two series for each label on one axis, such as growth as printed and over the same districts, each named at its mark.

    Parameters
    ----------
    frame
        As for `columns`, with a column ``series``: exactly two rows for each label.
    name, title, subtitle, source, unit, decimals
        As for `columns`.

    Raises
    ------
    ValueError
        If the frame cannot be drawn or a label has other than two rows.
    """
    cells = read_cells(frame, name, unit, required=["series"], decimals=decimals)
    odd = [label for label, members in by_label(cells).items() if len(members) != 2]
    if odd:
        raise ValueError(f"chart {name!r} joins two series for each label; other numbers of rows have {', '.join(odd)}")
    pairs = [Pair(*sorted(members, key=_order)) for members in by_label(cells).values()]
    scale = limits(cells, zero=False)
    alt = enumerated([cell for pair in pairs for cell in pair.cells], lambda cell: cell.label, lambda cell: cell.series)
    return make_chart(
        Caption(name, title, subtitle, source),
        "Pairs of values",
        alt,
        frame,
        cells,
        lambda width: _draw(pairs, width, scale, unit),
        "point",
    )


def _order(cell: Cell) -> tuple[bool, float, float]:
    return (not cell.known, sum(cell.ends) / max(len(cell.ends), 1), cell.low)


def _texts(pair: Pair) -> tuple[str, str]:
    """The words left of the lower value and right of the higher one; an unknown one joins the right."""
    low, high = (f"? {cell.series} {cell.text[2:]}" if cell.status == "doubt" else f"{cell.series} {cell.text}" for cell in pair.cells)
    return low, high


@dataclass(frozen=True, slots=True)
class Space:
    """How a width is shared, in pixels: labels, first and last pixel of the axis, height of a row."""

    width: int
    names: float
    first: float
    last: float
    row: float
    apart: bool

    def middle(self, top: float) -> float:
        """Where the marks of a row lie, in pixels from the top of the drawing."""
        return top + (self.row / 2 if self.names else self.row - 18)


def _space(pairs: list[Pair], width: int, scale: tuple[float, float], unit: str) -> Space:
    """Words stand beside the marks where that leaves the axis enough room, else above them."""
    names = min(widest([pair.low.label for pair in pairs], NAME), 150.0) + PAD if is_wide(width) else 0.0
    row = 38.0 if names else 54.0
    edge = widest(tick_texts(ticks(*scale, 4), unit), 11.5) / 2 + 4
    inner = _fitted(pairs, names + 4, width - 4.0, scale, edge)
    if inner and inner[1] - inner[0] >= (180 if names else 130):
        return Space(width, names, *inner, row, apart=False)
    return Space(width, names, names + edge, width - edge, row + 20, apart=True)


def _fitted(pairs: list[Pair], first: float, last: float, scale: tuple[float, float], edge: float) -> tuple[float, float] | None:
    """The longest axis at which the words of every pair end within the drawing; nothing if there is none."""
    low, high = scale
    wants = [(0.0, edge, 1.0, edge)]
    for pair in pairs:
        ends = [(end - low) / (high - low) for cell in pair.cells for end in cell.ends]
        left, right = (text_width(text, SIZE) + PAD + 7 for text in _texts(pair))
        wants.append((min(ends), left, max(ends), right + max(reach_of(cell) for cell in pair.cells)))
    for length in range(int(last - first), 40, -4):
        begin = max(first + left - at * length for at, left, _, _ in wants)
        if begin <= min(last - right - at * length for _, _, at, right in wants):
            return begin, begin + length
    return None


def _draw(pairs: list[Pair], width: int, scale: tuple[float, float], unit: str) -> Figure:
    space = _space(pairs, width, scale, unit)
    height = space.row * len(pairs) + 2
    figure = blank(width, height + AXIS + 2)
    ax = axes_at(figure, space.first, 0, space.last - space.first, height)
    ax.set(xlim=scale, ylim=(height, 0), yticks=[])
    ax.grid(visible=False)
    marks = ticks(*scale, int(ax.bbox.width // 80) + 1)
    ax.set_xticks(marks, tick_texts(marks, unit))
    if scale[0] <= 0 <= scale[1]:
        ax.plot([0, 0], [0, height], color=GRID, linewidth=1, zorder=0)
    for place, pair in enumerate(pairs):
        _pair(ax, pair, place * space.row, space)
    return figure


def _pair(ax: Axes, pair: Pair, top: float, space: Space) -> None:
    low, high = ax.get_xlim()
    pixel = (high - low) / ax.bbox.width
    edge, end = low - space.first * pixel, low + (space.width - space.first) * pixel
    middle = space.middle(top)
    if top > 0:
        ax.plot([edge, end], [top, top], color=GRID, linewidth=1, clip_on=False, zorder=0)
    if space.names:
        say(
            ax,
            edge,
            top + space.row / 2,
            wrap(pair.low.label, space.names - PAD, NAME, most=2),
            NAME,
            ink_of(pair.low.hue),
            ha="left",
            dx=2,
        )
    else:
        say(
            ax,
            edge,
            top,
            wrap(pair.low.label, space.width - 8, NAME, most=1),
            NAME,
            ink_of(pair.low.hue),
            ha="left",
            dx=4,
            dy=-6 - NAME * LINE / 2,
        )
    _join(ax, pair, middle + (9 if space.names and space.apart else 0), pixel)
    _write(ax, pair, middle + (9 if space.names and space.apart else 0), (edge + (space.names + 4) * pixel, end - 4 * pixel), space.apart)


def _join(ax: Axes, pair: Pair, middle: float, pixel: float) -> None:
    """Both marks and the line between them; overlapping intervals give way upwards and downwards."""
    if not all(cell.known for cell in pair.cells):
        shift = 0.0
    else:
        begin, end = max(pair.low.ends), min(pair.high.ends)
        shift = 6.0 if end - begin < APART * pixel else 0.0
        if begin <= end:
            ax.plot([begin, end], [middle - shift, middle + shift], color=GHOST, linewidth=2, zorder=1)
    for cell, sign in zip(pair.cells, (-1, 1), strict=True):
        draw_mark(
            Spot(ax, middle + sign * shift, 10, cell.hue, base=cell.low if cell.known else 0.0), cell.low, cell.high, cell.status, POINTS
        )


def _write(ax: Axes, pair: Pair, middle: float, edges: tuple[float, float], apart: bool) -> None:
    ends = [end for cell in pair.cells for end in cell.ends]
    lift = max(reach_of(cell) for cell in pair.cells)
    sides: tuple[Side, Side] = ("left", "right") if apart else ("right", "left")
    places = edges if apart else (min(ends), max(ends))
    moves = (0.0, 0.0) if apart else (-PAD - 5, PAD + 5 + lift)
    for cell, text, side, x, dx in zip(pair.cells, _texts(pair), sides, places, moves, strict=True):
        words = value_words(cell)[0]
        say(ax, x, middle, text, SIZE, words.color, "normal", ha=side, dx=dx, dy=20.0 if apart else 0.0)
