"""Horizontal bars, one row a label."""

from __future__ import annotations

from dataclasses import replace
from math import inf, isinf

import pandas as pd
from matplotlib.axes import Axes

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.kinds.cells import Cell, read_cells
from karabakh_analysis.figures.kinds.common import Caption, by_group, limits, make_chart
from karabakh_analysis.figures.kinds.lying import lay
from karabakh_analysis.figures.kinds.rowplan import Lane, Row, reach_of, value_words
from karabakh_analysis.figures.kinds.uprights import Column, stand
from karabakh_analysis.figures.marks import draw_mark
from karabakh_analysis.figures.spot import Spot
from karabakh_analysis.values.sentence import Sentence


def rows(
    frame: pd.DataFrame, *, name: str, title: Sentence, subtitle: str, source: str, unit: str = "jobs", decimals: int | None = None
) -> Chart:
    """Horizontal bars from zero, one row a label in the order of the frame, the status deciding the mark.

    Parameters
    ----------
    frame
        As for `columns`; ``group`` is printed as a heading above its rows, the hue colours the label.
    name, title, subtitle, source, unit, decimals
        As for `columns`.

    Raises
    ------
    ValueError
        If the frame cannot be drawn; see `read_cells`.
    """
    cells = read_cells(frame, name, unit, decimals=decimals)
    low, high = limits(cells)
    low, table = min(low, 0.0), merged(stand(cells), high)
    alt = by_group(cells)
    return make_chart(Caption(name, title, subtitle, source), alt, frame, cells, lambda width: lay(table, width, low, paint_bar)[0])


def merged(columns: list[Column], edge: float = -inf) -> list[Row]:
    """A row for every label; several values of one label lie in lanes below each other.

    What is only bounded and has no upper end reaches at least to ``edge``, where the longest bar ends.
    """
    places: dict[tuple[str, str, str], list[Column]] = {}
    for column in columns:
        places.setdefault(column.place, []).append(column)
    return [_row([column.front for column in together], [_lane(column, edge) for column in together]) for together in places.values()]


def _row(fronts: list[Cell], lanes: list[Lane]) -> Row:
    note = "; ".join(dict.fromkeys(cell.note for cell in fronts if cell.note))
    return Row(fronts[0].label, tuple(lanes), note, fronts[0].hue, fronts[0].group)


def _lane(column: Column, edge: float) -> Lane:
    endless = column.front.known and column.front.status == "bounded" and isinf(column.front.high)
    ends = [0.0, *(end for cell in column.cells for end in cell.ends), *([edge] if endless and not isinf(edge) else [])]
    return Lane(column.cells, min(ends), max(ends), value_words(column.front, column.behind), lift=reach_of(column.front))


def paint_bar(ax: Axes, lane: Lane, middle: float, thick: float) -> None:
    """The marks of one lane, superseded values behind."""
    for cell in reversed(lane.cells):
        extra = 5 if cell.status == "superseded" and len(lane.cells) > 1 else 0
        spot = Spot(ax, middle, thick + extra, cell.hue, base=lane.base)
        beyond = (lane.end - cell.low) / spot.pixel if cell.known and isinf(cell.high) and not isinf(cell.low) else 0.0
        draw_mark(replace(spot, reach=spot.reach + beyond), cell.low, cell.high, cell.status)
