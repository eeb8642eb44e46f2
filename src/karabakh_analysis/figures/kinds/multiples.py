"""Small columns, one panel a place, on one scale."""

from __future__ import annotations

from math import ceil

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.kinds import footing
from karabakh_analysis.figures.kinds import uprights as up
from karabakh_analysis.figures.kinds.cells import Cell, read_cells
from karabakh_analysis.figures.kinds.common import Caption, enumerated, limits, make_chart
from karabakh_analysis.figures.lettering import wrap
from karabakh_analysis.figures.style import LINE, axes_at, blank, ink_of, is_wide, say
from karabakh_analysis.values.sentence import Sentence

GAP = 12.0
TITLE = 12.5
SIZE = 11.0


def multiples(
    frame: pd.DataFrame,
    *,
    name: str,
    title: Sentence,
    subtitle: str,
    source: str,
    unit: str = "jobs",
    decimals: int | None = None,
    across: tuple[int, int] = (5, 3),
) -> Chart:
    """Small multiples of columns with a shared scale, one panel for each value of ``panel`` in order of appearance.

    Parameters
    ----------
    frame
        As for `columns`, with a column ``panel``.
    name, title, subtitle, source, unit, decimals
        As for `columns`.
    across
        Most panels side by side in the wide and in the narrow drawing; fewer stand there where words need more room.

    Raises
    ------
    ValueError
        If the frame cannot be drawn or holds values below zero.
    """
    cells = read_cells(frame, name, unit, required=["panel"], decimals=decimals, negative=False)
    alt = enumerated(cells, lambda cell: cell.panel, lambda cell: cell.label)
    return make_chart(Caption(name, title, subtitle, source), alt, frame, cells, lambda width: _draw(cells, width, across))


def panels_of(cells: list[Cell]) -> dict[str, list[Cell]]:
    """Cells by panel, panels in order of appearance."""
    panels: dict[str, list[Cell]] = {}
    for cell in cells:
        panels.setdefault(cell.panel, []).append(cell)
    return panels


def _draw(cells: list[Cell], width: int, across: tuple[int, int]) -> Figure:
    panels = [up.compact(up.stand(members)) for members in panels_of(cells).values()]
    longest = max(len(panel) for panel in panels)
    slot = max(up.needed(panel, SIZE, SIZE, "normal") for panel in panels) - 1
    count = max(1, min(across[0] if is_wide(width) else across[1], int((width + GAP) // (slot * longest + GAP)), len(panels)))
    inner = (width - GAP * (count - 1)) / count
    letters = up.Lettering(SIZE, SIZE, min(inner / longest, 72.0), "normal", gap=3.0)
    heads = [wrap(panel[0].front.panel, inner, TITLE, "bold", most=2) for panel in panels]
    scale = up.Scale(*limits(cells), plot=84.0)
    top = max(len(head) for head in heads) * TITLE * LINE + max(up.headroom(panel, letters, scale) for panel in panels) + 2
    bottom = max(sum(footing.depth(panel, letters)) for panel in panels) + 18
    plot = scale.plot
    figure = blank(width, ceil(len(panels) / count) * (top + plot + bottom))
    for place, (panel, head) in enumerate(zip(panels, heads, strict=True)):
        line, position = divmod(place, count)
        ax = axes_at(figure, position * (inner + GAP), line * (top + plot + bottom) + top, inner, plot)
        ax.set(xlim=(0, inner), ylim=(scale.low, scale.high), xticks=[], yticks=[])
        _fill(ax, panel, head, letters, top)
    return figure


def _fill(ax: Axes, panel: list[up.Column], head: list[str], letters: up.Lettering, top: float) -> None:
    say(ax, 0, ax.get_ylim()[1], head, TITLE, ink_of(panel[0].front.hue), "bold", ha="left", dy=top - len(head) * TITLE * LINE / 2)
    up.paint(ax, panel, letters)
    footing.write_labels(ax, panel, letters, 4)
