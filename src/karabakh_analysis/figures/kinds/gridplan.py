"""A grid drawn: names of rows, heads of columns, and a mark for each cell, in blocks beside or below each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, isinf

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from karabakh_analysis.figures.kinds.cells import Cell
from karabakh_analysis.figures.kinds.multiples import panels_of
from karabakh_analysis.figures.lettering import shorten, widest
from karabakh_analysis.figures.squares import Box, draw_doubts, draw_squares
from karabakh_analysis.figures.style import GRID, LINE, MUTED, axes_at, blank, ink_of, is_wide, say

SIZE, NAME = 11.0, 12.5
ROW, HEADING, TOP, BELOW = 18.0, 25.0, 44.0, 14.0
GAP, EDGE = 12.0, 8.0
MOST_COLUMNS = 12  # as many as the narrow drawing keeps legible
MOST = 34.0  # pixels between two columns, beyond which a row is hard to follow


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a grid by row, block and column, each of them in order of appearance; ``rows`` holds a cell of each row."""

    rows: tuple[Cell, ...]
    blocks: tuple[str, ...]
    columns: tuple[str, ...]
    cells: dict[tuple[str, str, str], Cell]

    @classmethod
    def of(cls, cells: list[Cell], columns: list[str], name: str) -> Grid:
        """Cells with the column that each stands in.

        Raises
        ------
        ValueError
            If two values stand in one cell, or there are more columns than can be drawn.
        """
        places = {(cell.label, cell.panel, column): cell for cell, column in zip(cells, columns, strict=True)}
        if len(places) < len(cells):
            raise ValueError(f"grid {name!r} has {len(cells)} values in {len(places)} cells: a cell holds one value")
        if len(set(columns)) > MOST_COLUMNS:
            raise ValueError(f"grid {name!r} has {len(set(columns))} columns in a block: at most {MOST_COLUMNS} are legible")
        rows: dict[str, Cell] = {}
        for cell in cells:
            rows.setdefault(cell.label, cell)
        return cls(tuple(rows.values()), tuple(panels_of(cells)), tuple(dict.fromkeys(columns)), places)

    def row(self, label: str) -> Iterator[tuple[str, str, Cell]]:
        """Block, column and cell of a row, in order."""
        for block in self.blocks:
            for column in self.columns:
                if (label, block, column) in self.cells:
                    yield block, column, self.cells[label, block, column]


def mark_of(cell: Cell) -> str:
    """The mark of a cell: a bound without an upper end has one of its own."""
    return "more_than" if cell.status == "bounded" and isinf(cell.high) else cell.status


@dataclass(frozen=True, slots=True)
class Space:
    """How a drawing is shared, in pixels: names of rows, then blocks side by side, in as many lines of blocks as needed."""

    names: float
    pitch: float
    beside: int
    columns: int

    def left(self, place: int) -> float:
        """Left edge of a block by its place in a line of blocks."""
        return self.names + place * (self.columns * self.pitch + GAP)

    def right(self, place: int) -> float:
        """Right edge of a block."""
        return self.left(place) + self.columns * self.pitch


def share(table: Grid, width: int) -> Space:
    """As many blocks side by side as leave every head of a column its room, the same number in each line where that can be."""
    names = min(widest([row.label for row in table.rows], SIZE), 150.0 if is_wide(width) else 112.0) + EDGE
    inner, columns = width - names, len(table.columns)
    least = min(widest([*table.columns], SIZE) + 3, inner / columns)
    fit = max(1, int((inner + GAP) // (columns * least + GAP)))
    beside = ceil(len(table.blocks) / ceil(len(table.blocks) / fit))
    return Space(names, min((inner - GAP * (beside - 1)) / (beside * columns), MOST), beside, columns)


def tops(table: Grid) -> tuple[list[float], list[tuple[Cell, float]], float]:
    """Upper edges of the rows, the first rows of groups with the middle of their heading, and the height of a block."""
    edges, headings, y, group = list[float](), list[tuple[Cell, float]](), TOP, ""
    for row in table.rows:
        if row.group and row.group != group:
            headings.append((row, y + HEADING / 2 + 2))
            y += HEADING
        group = row.group
        edges.append(y)
        y += ROW
    return edges, headings, y + BELOW


def draw_grid(table: Grid, width: int) -> Figure:
    """The figure in a width."""
    space, (edges, headings, height) = share(table, width), tops(table)
    lines = [table.blocks[start : start + space.beside] for start in range(0, len(table.blocks), space.beside)]
    figure = blank(width, height * len(lines))
    for line, blocks in enumerate(lines):
        ax = axes_at(figure, 0, line * height, width, height)
        ax.set(xlim=(0, width), ylim=(height, 0))
        ax.axis("off")
        _write_rows(ax, table, edges, space, len(blocks))
        for first, y in headings:
            text = shorten(first.group, space.right(len(blocks) - 1), NAME, "bold")
            say(ax, 0, y, text, NAME, ink_of(first.hue), "bold", ha="left")
        for place, block in enumerate(blocks):
            _fill(ax, table, block, edges, space, place)
    return figure


def _write_rows(ax: Axes, table: Grid, edges: list[float], space: Space, beside: int) -> None:
    """Names of rows, and the hairlines above them."""
    for row, edge in zip(table.rows, edges, strict=True):
        ax.plot([0, space.right(beside - 1)], [edge, edge], color=GRID, linewidth=1, zorder=0, clip_on=False)
        say(ax, 0, edge + ROW / 2, shorten(row.label, space.names - EDGE, SIZE), SIZE, ink_of(row.hue), ha="left")


def _fill(ax: Axes, table: Grid, block: str, edges: list[float], space: Space, place: int) -> None:
    """Heads and marks of a block."""
    room, pitch = space.pitch * space.columns, space.pitch
    say(ax, space.left(place), NAME * LINE / 2, shorten(block, room, NAME, "bold"), NAME, weight="bold", ha="left", dx=2)
    middles = {column: space.left(place) + (number + 0.5) * pitch for number, column in enumerate(table.columns)}
    for column, middle in middles.items():
        say(ax, middle, TOP - 13, shorten(column, pitch, SIZE), SIZE, MUTED)
    width, height = min(pitch - 4.5, 22.0), ROW - 5.5
    marks, doubtful = [], []
    for row, edge in zip(table.rows, edges, strict=True):
        for column, middle in middles.items():
            cell = table.cells.get((row.label, block, column))
            if cell is not None:
                box = Box(middle - width / 2, edge + (ROW - height) / 2, width, height)
                marks.append((box, mark_of(cell), cell.hue))
                doubtful += [box] if cell.note else []
    draw_squares(ax, marks)
    draw_doubts(ax, doubtful)
