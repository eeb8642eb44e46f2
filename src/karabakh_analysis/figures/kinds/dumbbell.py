"""Two values of each label on one axis, joined."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.kinds.cells import Cell, read_cells
from karabakh_analysis.figures.kinds.common import Caption, enumerated, limits, make_chart, tick_texts, ticks
from karabakh_analysis.figures.kinds.dots import by_label
from karabakh_analysis.figures.kinds.rowplan import AXIS, PAD, reach_of, value_words
from karabakh_analysis.figures.lettering import widest, wrap
from karabakh_analysis.figures.marks import POINTS, SECOND, draw_mark
from karabakh_analysis.figures.spot import Spot
from karabakh_analysis.figures.style import GHOST, GRID, LINE, PAPER, axes_at, blank, ink_of, is_wide, say
from karabakh_analysis.values.sentence import Sentence

SIZE = 12.0
NAME = 12.5
GAP = 13.0
APART = 14.0

Pair = tuple[Cell, Cell]


def dumbbell(
    frame: pd.DataFrame, *, name: str, title: Sentence, subtitle: str, source: str, unit: str = "percent", decimals: int | None = None
) -> Chart:
    """Two series for each label on one axis, such as growth as printed and over the same districts, each named at its mark.

    The series keep their order and their mark in every label: the one that the frame names first lies above, its values are squares,
    those of the other are triangles.

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
    pairs = _pairs(cells)
    scale = limits(cells, zero=False)
    alt = enumerated([cell for pair in pairs for cell in pair], lambda cell: cell.label, lambda cell: cell.series)
    return make_chart(
        Caption(name, title, subtitle, source), alt, frame, cells, lambda width: _draw(pairs, _space(pairs, width, scale, unit)), "point"
    )


def _pairs(cells: list[Cell]) -> list[Pair]:
    """The two values of every label, in the order in which the series first occur."""
    order = list(dict.fromkeys(cell.series for cell in cells))
    ordered = (sorted(members, key=lambda cell: order.index(cell.series)) for members in by_label(cells).values())
    return [(first, second) for first, second in ordered]


@dataclass(frozen=True, slots=True)
class Space:
    """How a width is shared, in pixels, and the scale.

    Parameters
    ----------
    width, names
        Width of the drawing and of the labels beside the axis; labels without width stand above their marks.
    first, length
        First pixel of the axis and its length.
    broken
        Whether the value stands below the name of its series and not behind it.
    scale, unit
        Ends of the axis and its unit.
    """

    width: int
    names: float
    first: float
    length: float
    broken: bool
    scale: tuple[float, float]
    unit: str

    @property
    def lane(self) -> float:
        """Height of a value and its words."""
        return 34.0 if self.broken else 20.0

    @property
    def head(self) -> float:
        """Height of a label above its marks."""
        return 4.0 if self.names else 10.0 + NAME * LINE

    @property
    def row(self) -> float:
        """Height of a label and its two values."""
        return self.head + 2 * self.lane + 4.0

    @property
    def pixel(self) -> float:
        """One pixel in the unit of the axis."""
        return (self.scale[1] - self.scale[0]) / self.length

    def at(self, place: float) -> float:
        """A pixel of the drawing in the unit of the axis."""
        return self.scale[0] + (place - self.first) * self.pixel


def _space(pairs: list[Pair], width: int, scale: tuple[float, float], unit: str) -> Space:
    """The longest axis at which the words of every value end within the drawing; they are broken where it would be too short."""
    names = min(widest([pair[0].label for pair in pairs], NAME), 150.0) + PAD if is_wide(width) else 0.0
    edge = widest(tick_texts(ticks(*scale, 4), unit), 11.5) / 2 + 4
    cells = [cell for pair in pairs for cell in pair]
    lengths = {broken: _longest(cells, width - names - 2 * edge, edge - 4, scale, broken) for broken in (False, True)}
    broken = lengths[False] < (180 if names else 130)
    return Space(width, names, names + edge, max(lengths[broken], 60.0), broken, scale, unit)


def _longest(cells: list[Cell], most: float, spare: float, scale: tuple[float, float], broken: bool) -> float:
    """The most pixels, up to ``most``, that an axis can have; words may take ``spare`` pixels beyond those."""
    low, high = scale
    ends = [
        ((max(cell.ends, default=low) - low) / (high - low), widest(_lines(cell, broken), SIZE) + GAP + reach_of(cell)) for cell in cells
    ]
    return min([most, *((most + spare - words) / end for end, words in ends if end > 0)])


def _lines(cell: Cell, broken: bool) -> list[str]:
    """The words of a value: its series, which takes the mark of doubt, and the value."""
    words = [f"? {cell.series}", cell.text.removeprefix("? ")] if cell.status == "doubt" else [cell.series, cell.text]
    return words if broken else [" ".join(words)]


def _draw(pairs: list[Pair], space: Space) -> Figure:
    height = space.row * len(pairs) + 2
    figure = blank(space.width, height + AXIS + 2)
    ax = axes_at(figure, space.first, 0, space.length, height)
    ax.set(xlim=space.scale, ylim=(height, 0), yticks=[])
    ax.grid(visible=False)
    marks = ticks(*space.scale, int(ax.bbox.width // 80) + 1)
    ax.set_xticks(marks, tick_texts(marks, space.unit))
    if space.scale[0] <= 0 <= space.scale[1]:
        ax.plot([0, 0], [0, height], color=GRID, linewidth=1, zorder=0)
    for place, pair in enumerate(pairs):
        _pair(ax, pair, place * space.row, space)
    return figure


def _pair(ax: Axes, pair: Pair, top: float, space: Space) -> None:
    """A label with its two values below each other, joined where they lie apart."""
    if top > 0:
        ax.plot([space.at(0), space.at(space.width)], [top, top], color=GRID, linewidth=1, clip_on=False, zorder=0)
    _name(ax, pair[0], top, space)
    middles = [top + space.head + (place + 0.5) * space.lane for place in (0, 1)]
    _join(ax, pair, middles, space.pixel)
    for cell, middle, marks in zip(pair, middles, (POINTS, SECOND), strict=True):
        draw_mark(Spot(ax, middle, 10, cell.hue, base=cell.low if cell.known else 0.0), cell.low, cell.high, cell.status, marks)
        _write(ax, cell, middle, space)


def _name(ax: Axes, cell: Cell, top: float, space: Space) -> None:
    room, most, y = (space.names - PAD, 2, top + space.row / 2) if space.names else (space.width - 8, 1, top + 6 + NAME * LINE / 2)
    say(ax, space.at(2 if space.names else 4), y, wrap(cell.label, room, NAME, most=most), NAME, ink_of(cell.hue), ha="left")


def _join(ax: Axes, pair: Pair, middles: list[float], pixel: float) -> None:
    """A line from the end of the lower value to the start of the higher one, beside whose words it does not pass."""
    if not all(cell.known for cell in pair):
        return
    (lower, below), (higher, above) = sorted(zip(pair, middles, strict=True), key=lambda placed: (sum(placed[0].ends), placed[1]))
    begin, end = max(lower.ends), min(higher.ends)
    if end - begin >= APART * pixel:
        ax.plot([begin, begin, end], [below, above, above], color=GHOST, linewidth=1.5, zorder=1)


def _write(ax: Axes, cell: Cell, middle: float, space: Space) -> None:
    """The words right of a mark, on paper that keeps the zero line away from them."""
    lines, x = _lines(cell, space.broken), max(cell.ends, default=space.scale[0])
    move = GAP + reach_of(cell)
    corner, size = (x + (move - 2) * space.pixel, middle - space.lane / 2 + 1), (widest(lines, SIZE) * space.pixel, space.lane - 2)
    ax.add_patch(Rectangle(corner, *size, facecolor=PAPER, edgecolor="none", clip_on=False, zorder=0.5))
    say(ax, x, middle, lines, SIZE, value_words(cell)[0].color, ha="left", dx=move)
