"""Vertical bars from zero."""

from __future__ import annotations

from itertools import groupby
from math import ceil

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.kinds import footing
from karabakh_analysis.figures.kinds import uprights as up
from karabakh_analysis.figures.kinds.cells import Cell, read_cells
from karabakh_analysis.figures.kinds.common import Caption, by_group, limits, make_chart, tick_texts, ticks
from karabakh_analysis.figures.lettering import widest
from karabakh_analysis.figures.style import axes_at, blank, is_wide
from karabakh_analysis.values.sentence import Sentence

WIDEST_SLOT = 240.0
PAD = 8.0
CROWDED = 56.0  # pixels a column below which words give way to signs


def columns(
    frame: pd.DataFrame, *, name: str, title: Sentence, subtitle: str, source: str, unit: str = "jobs", decimals: int | None = None
) -> Chart:
    """Vertical bars from zero over labels.

    Parameters
    ----------
    frame
        One row a value: ``label``, ``low``, ``high``, ``status``; optional ``group`` (printed below a run of labels), ``hue``,
        ``note``, ``printed``, ``evidence``. A superseded row goes behind the row with its group and label.
    name, title, subtitle, source
        See `Chart`.
    unit, decimals
        Unit of the values and how many digits to print.

    Raises
    ------
    ValueError
        If the frame cannot be drawn; see `read_cells`.
    """
    cells = read_cells(frame, name, unit, decimals=decimals)
    alt = by_group(cells)
    return make_chart(Caption(name, title, subtitle, source), alt, frame, cells, lambda width: _draw(cells, width, unit))


def _draw(cells: list[Cell], width: int, unit: str) -> Figure:
    low, high = limits(cells)
    marks = ticks(low, high, 5)
    left = widest(tick_texts(marks, unit), 11.5) + PAD
    strips, letters = _strips(up.stand(cells), width - left - 4, is_wide(width))
    scale = up.Scale(low, high, (230.0 if is_wide(width) else 200.0) * (1.0 if len(strips) == 1 else 0.72))
    sizes = [_margins(strip, letters, scale) for strip in strips]
    figure = blank(width, sum(top + scale.plot + bottom for top, bottom in sizes))
    offset = 0.0
    for strip, (top, bottom) in zip(strips, sizes, strict=True):
        ax = axes_at(figure, left, offset + top, width - left - 4, scale.plot)
        ax.set(xlim=(0, width - left - 4), ylim=(low, high))
        grid(ax, marks, unit)
        _fill(ax, strip, letters, up.footroom(strip, letters, scale) + 6, bottom)
        offset += top + scale.plot + bottom
    return figure


def grid(ax: Axes, marks: list[float], unit: str) -> None:
    """A horizontal grid with its values, and a line at zero."""
    ax.set_yticks(marks, tick_texts(marks, unit))
    ax.set_xticks([])
    ax.spines["bottom"].set_position(("data", 0))


def _strips(columns: list[up.Column], inner: float, wide: bool) -> tuple[list[list[up.Column]], up.Lettering]:
    """Lines of columns that fit the width; a line breaks between groups where it can."""
    value, label = (13.0, 12.0) if wide else (12.0, 11.5)
    if up.needed(columns, value, label) * len(columns) > inner:
        value, label = 11.5, 11.0
    if not wide and inner / len(columns) < CROWDED:
        columns = up.compact(columns)
    capacity = max(1, int(inner // up.needed(columns, value, label)))
    strips = _broken(columns, capacity)
    slot = min(inner / max(len(strip) for strip in strips), WIDEST_SLOT)
    return strips, up.Lettering(value, label, slot)


def _broken(columns: list[up.Column], capacity: int) -> list[list[up.Column]]:
    """Strips of at most ``capacity`` columns; ungrouped columns are shared out evenly."""
    even = ceil(len(columns) / ceil(len(columns) / capacity))
    most = capacity if any(column.front.group for column in columns) else even
    strips: list[list[up.Column]] = [[]]
    for _, run in groupby(columns, key=lambda column: column.front.group):
        members = list(run)
        if strips[-1] and len(strips[-1]) + len(members) > most and members[0].front.group:
            strips.append([])
        for member in members:
            if len(strips[-1]) == most:
                strips.append([])
            strips[-1].append(member)
    return strips


def _margins(strip: list[up.Column], letters: up.Lettering, scale: up.Scale) -> tuple[float, float]:
    """Pixels above and below the plot of a strip."""
    grouped = any(column.front.group for column in strip)
    below = up.footroom(strip, letters, scale) + 8 + sum(footing.depth(strip, letters))
    return up.headroom(strip, letters, scale), below + (28 + footing.groups_depth(strip, letters) if grouped else 8)


def _fill(ax: Axes, strip: list[up.Column], letters: up.Lettering, drop: float, bottom: float) -> None:
    up.paint(ax, strip, letters)
    footing.write_labels(ax, strip, letters, drop)
    if any(column.front.group for column in strip):
        footing.write_groups(ax, strip, letters, drop + 4 + sum(footing.depth(strip, letters)), bottom - 8)
