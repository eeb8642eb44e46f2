"""Contributions that lead from one value to another."""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.kinds.cells import Cell, read_cells, worded
from karabakh_analysis.figures.kinds.common import Caption, enumerated, make_chart
from karabakh_analysis.figures.kinds.lying import lay
from karabakh_analysis.figures.kinds.rowplan import Lane, Row, height_of, reach_of, share, tops, value_words
from karabakh_analysis.figures.kinds.rows import paint_bar
from karabakh_analysis.figures.style import MUTED
from karabakh_analysis.values.sentence import Sentence

End = tuple[str, float] | tuple[str, float, str] | None


def waterfall(
    frame: pd.DataFrame,
    *,
    name: str,
    title: Sentence,
    subtitle: str,
    source: str,
    unit: str = "jobs",
    decimals: int | None = None,
    start: End = None,
    end: End = None,
) -> Chart:
    """Changes as floating bars from a start to an end.

    Exact changes come first, each from where the one before it ended. Changes known as an interval only follow as pale bars, all from
    where the exact ones ended: their places in the sum are not known.

    Parameters
    ----------
    frame
        ``label``, ``low``, ``high`` (the change, with its sign), ``status``; optional ``hue``, ``note``, ``evidence``.
    name, title, subtitle, source, unit, decimals
        As for `columns`.
    start, end
        Label, value and status (published by default) of the bars that open and close the figure; without a start the changes begin at
        zero.

    Raises
    ------
    ValueError
        If the frame cannot be drawn, or the changes cannot lead from the start to the end.
    """
    changes = read_cells(frame, name, unit, decimals=decimals, signed=True)
    changes.sort(key=lambda cell: not (cell.known and cell.exact))
    _require_sum(changes, start, end, name)
    closing = [_total(pair, unit, decimals) for pair in (start, end)]
    cells = [cell for cell in (closing[0], *changes, closing[1]) if cell is not None]
    table = _rows(changes, closing, start[1] if start else 0.0)
    low = min(0.0, *(lane.start for row in table for lane in row.lanes))
    alt = enumerated(cells, lambda cell: cell.label)
    return make_chart(
        Caption(name, title, subtitle, source),
        alt,
        _data(frame, start, end),
        cells,
        lambda width: _draw(table, width, low),
    )


def _require_sum(changes: list[Cell], start: End, end: End, name: str) -> None:
    if start is None or end is None or not all(cell.known for cell in changes):
        return
    low, high = (start[1] + sum(getattr(cell, side) for cell in changes) for side in ("low", "high"))
    slack = 1e-6 * max(1.0, abs(end[1]))
    if not low - slack <= end[1] <= high + slack:
        raise ValueError(f"the changes of chart {name!r} lead from {start[1]:g} to between {low:g} and {high:g}, not to {end[1]:g}")


def _total(pair: End, unit: str, decimals: int | None) -> Cell | None:
    if pair is None:
        return None
    label, value, *_ = pair
    return Cell(label, value, value, _status(pair), worded(value, value, _status(pair), unit, decimals))


def _status(end: tuple[str, float] | tuple[str, float, str]) -> str:
    return end[2] if len(end) == 3 else "published"


def _rows(changes: list[Cell], closing: list[Cell | None], running: float) -> list[Row]:
    table = []
    for cell in changes:
        table.append(Row(cell.label, (_lane(cell, running),), cell.note, cell.hue))
        running += cell.low if cell.known and cell.exact else 0.0
    first, last = ([_closing(cell)] if cell else [] for cell in closing)
    return [*first, *table, *last]


def _closing(cell: Cell) -> Row:
    ends = (0.0, cell.low)
    return Row(cell.label, (Lane((cell,), min(ends), max(ends), value_words(cell)),), strong=True)


def _lane(cell: Cell, running: float) -> Lane:
    moved = replace(cell, low=running + cell.low, high=running + cell.high)
    ends = [running, *moved.ends]
    return Lane((moved,), min(ends), max(ends), value_words(cell), base=running, lift=reach_of(cell))


def _draw(table: list[Row], width: int, low: float) -> Figure:
    figure, ax = lay(table, width, low, paint_bar)
    _connect(ax, table, width)
    return figure


def _connect(ax: Axes, table: list[Row], width: int) -> None:
    """A thin line from where one row ends to where the next one begins."""
    room = share(table, width, ax.get_xlim()[0])
    edges, _ = tops(table, room)
    middles = [
        edge + height_of(row, room) - (room.lane + 10) / 2 if room.stacked else edge + height_of(row, room) / 2
        for row, edge in zip(table, edges, strict=True)
    ]
    for (above, top), (below, bottom) in pairwise(zip(table, middles, strict=True)):
        value = below.lanes[0].base if not below.strong else above.lanes[0].cells[0].high
        if math.isfinite(value) and above.lanes[0].cells[0].exact:
            ax.plot([value, value], [top + 7.5, bottom - 7.5], color=MUTED, linewidth=1, zorder=1)


def _data(frame: pd.DataFrame, start: End, end: End) -> pd.DataFrame:
    """The rows in the order drawn, with the opening and the closing one."""
    exact = (frame["low"] == frame["high"]).to_numpy()
    ordered = pd.concat([frame[exact], frame[~exact]])
    first, last = (
        pd.DataFrame([{"label": pair[0], "low": pair[1], "high": pair[1], "status": _status(pair)}] if pair else [])
        for pair in (start, end)
    )
    parts = [part for part in (first, ordered, last) if len(part)]
    return pd.concat(parts, ignore_index=True)[list(frame.columns)]
