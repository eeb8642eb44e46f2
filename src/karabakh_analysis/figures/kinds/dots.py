"""Values of several series within each row, on one axis."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.kinds.cells import Cell, read_cells
from karabakh_analysis.figures.kinds.common import Caption, enumerated, limits, make_chart
from karabakh_analysis.figures.kinds.lying import lay
from karabakh_analysis.figures.kinds.rowplan import Lane, Row, reach_of, value_words
from karabakh_analysis.figures.marks import POINTS, draw_mark
from karabakh_analysis.figures.spot import Spot
from karabakh_analysis.values.sentence import Sentence


def dots(
    frame: pd.DataFrame, *, name: str, title: Sentence, subtitle: str, source: str, unit: str = "jobs", decimals: int | None = None
) -> Chart:
    """Values and intervals of several series (documents, dates) below each other within each row, each named at its mark.

    Parameters
    ----------
    frame
        As for `columns`, with a column ``series``; rows of one label and ``group`` need not stand together.
    name, title, subtitle, source, unit, decimals
        As for `columns`.

    Raises
    ------
    ValueError
        If the frame cannot be drawn; see `read_cells`.
    """
    cells = read_cells(frame, name, unit, required=["series"], decimals=decimals)
    low = limits(cells, zero=False)[0]
    places = by_label(cells)
    table = [_row(members, low) for members in places.values()]
    alt = enumerated([cell for members in places.values() for cell in members], _place, lambda cell: cell.series)

    def paint(ax: Axes, lane: Lane, middle: float, thick: float) -> None:
        cell = lane.cells[0]
        # A hairline from an axis that does not start at zero would look like a bar.
        base = cell.low if low > 0 and cell.known else 0.0
        draw_mark(Spot(ax, middle, min(thick, 11.0), cell.hue, base=base), cell.low, cell.high, cell.status, POINTS)

    return make_chart(
        Caption(name, title, subtitle, source),
        alt,
        frame,
        cells,
        lambda width: lay(table, width, low, paint, lane=19, unit=unit)[0],
        "point",
    )


def by_label(cells: list[Cell]) -> dict[str, list[Cell]]:
    """Cells by group and label in words, in order of appearance."""
    found: dict[str, list[Cell]] = {}
    for cell in cells:
        found.setdefault(_place(cell), []).append(cell)
    return found


def _place(cell: Cell) -> str:
    return ", ".join(part for part in (cell.group, cell.label) if part)


def _row(cells: list[Cell], low: float) -> Row:
    notes = "; ".join(dict.fromkeys(cell.note for cell in cells if cell.note))
    return Row(cells[0].label, tuple(_lane(cell, low) for cell in cells), notes, cells[0].hue, cells[0].group)


def _lane(cell: Cell, low: float) -> Lane:
    words = replace(value_words(cell)[0], tail=cell.series)
    lift = reach_of(cell) or (6.0 if cell.known else 0.0)
    return Lane((cell,), min(cell.ends, default=low), max(cell.ends, default=low), (words,), base=low, lift=lift)
