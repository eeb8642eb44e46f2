"""Levels through time as steps: each stands until the next printed one."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.kinds.cells import read_cells
from karabakh_analysis.figures.kinds.columns import grid
from karabakh_analysis.figures.kinds.common import Caption, enumerated, limits, make_chart, tick_texts, ticks
from karabakh_analysis.figures.kinds.timeline import Dated, Ending, Plane, ending_of, ending_room, free_places, spread
from karabakh_analysis.figures.lettering import widest
from karabakh_analysis.figures.marks import DASHES, POINTS, draw_mark
from karabakh_analysis.figures.spot import Spot
from karabakh_analysis.figures.style import INK, LIGHT, LINE, MUTED, axes_at, blank, is_wide, say
from karabakh_analysis.values.sentence import Sentence

HEAD = 30.0
FOOT = 28.0
GAP = 12.0
REACH = 14.0
THICK = 10.0
SIZE = 11.0
Line = tuple[tuple[float, float], tuple[float, float]]
# Values that stand beside their series: no step leads through them.
APART = ("doubt", "superseded")


def steps(
    frame: pd.DataFrame, *, name: str, title: Sentence, subtitle: str, source: str, unit: str = "jobs", decimals: int | None = None
) -> Chart:
    """Levels over days, each series a line of steps, all on one axis from zero.

    A level stands until the next printed one of its series and coverage: nothing is interpolated, and nothing is drawn after the last.
    Steps between targets are dashed; no step leads through a value in doubt.

    Parameters
    ----------
    frame
        As for `columns`, with the columns ``series`` and ``day`` (yyyy-mm-dd) and optionally ``coverage``. The last value of a series is
        always written, earlier ones where there is room; all stand in the alternative text and in the data.
    name, title, subtitle, source, unit, decimals
        As for `columns`.

    Raises
    ------
    ValueError
        If the frame cannot be drawn or a series has two values of one day that are not superseded.
    """
    cells = read_cells(frame, name, unit, required=["series", "day"], decimals=decimals)
    days = (pd.to_datetime(frame["day"]) - pd.Timestamp(0)) / pd.Timedelta(days=1)
    lines = _by_series([Dated(cell, float(day)) for cell, day in zip(cells, days, strict=True)])
    for series, members in lines.items():
        current = [member.day for member in members if member.cell.status != "superseded"]
        if len(set(current)) < len(current):
            raise ValueError(f"series {series!r} of chart {name!r} has two current values of one day")
    ordered = [member.cell for members in lines.values() for member in members]
    return make_chart(
        Caption(name, title, subtitle, source),
        enumerated(ordered, lambda cell: cell.series, lambda cell: cell.label),
        frame,
        cells,
        lambda width: _draw(lines, width, unit),
        "point",
    )


def _by_series(dated: list[Dated]) -> dict[str, list[Dated]]:
    """Values by series in order of their days, series in order of appearance."""
    found: dict[str, list[Dated]] = {}
    for value in dated:
        found.setdefault(value.cell.series, []).append(value)
    return {series: sorted(values, key=lambda value: value.day) for series, values in found.items()}


def _draw(lines: dict[str, list[Dated]], width: int, unit: str) -> Figure:
    known = [[value for value in values if value.cell.known] for values in lines.values()]
    series = [members for members in known if members]
    values = [value for members in series for value in members]
    low, high = limits([value.cell for value in values])
    marks = ticks(low, high, 5)
    left = widest(tick_texts(marks, unit), 11.5) + 8
    right = ending_room(values, width)
    endings = [ending_of(members[-1].cell, right) for members in series]
    height = max(230.0 if is_wide(width) else 200.0, sum(ending.height for ending in endings) + GAP)
    plane = Plane.over([value.day for value in values], (low, high), width - left - right - GAP, height)
    figure = blank(width, HEAD + height + FOOT)
    ax = axes_at(figure, left, HEAD, plane.width, height)
    ax.set(xlim=(0, plane.width), ylim=(low, high))
    grid(ax, marks, unit)
    drawn = [line for members in series for line in _steps(ax, plane, members)]
    _paint(ax, plane, values)
    _write(ax, plane, series, drawn)
    _end(ax, plane, [members[-1] for members in series], endings)
    return figure


def _steps(ax: Axes, plane: Plane, members: list[Dated]) -> list[Line]:
    """Draw the steps of a series, one run for each coverage; their lines in pixels from the foot of the plane."""
    drawn: list[Line] = []
    joined = [member for member in members if member.cell.status not in APART]
    for _, run in groupby(joined, key=lambda member: member.cell.coverage):
        for here, there in pairwise(run):
            (x, y), (u, v) = plane.point(here), plane.point(there)
            style: dict[str, Any] = {"color": LIGHT[here.cell.hue], "linestyle": DASHES if here.cell.status == "target" else "solid"}
            ax.plot([x, u], [here.level, here.level], linewidth=2, clip_on=False, **style)
            ax.plot([u, u], [here.level, there.level], linewidth=1, clip_on=False, **style)
            drawn += [((x, y), (u, y)), ((u, y), (u, v))]
    return drawn


def _paint(ax: Axes, plane: Plane, values: list[Dated]) -> None:
    """Draw the marks; one that would cover that of another series stands to its left."""
    taken: list[tuple[str, float, float]] = []
    for value in values:
        at, height = plane.point(value)
        series = value.cell.series
        while any(series != other and abs(at - x) < 1 and abs(height - y) < 1 for other, x, y in taken):
            at -= THICK
        taken.append((series, at, height))
        spot = Spot(ax, at, THICK, value.cell.hue, up=True, base=value.level, reach=REACH)
        draw_mark(spot, value.cell.low, value.cell.high, value.cell.status, POINTS)


def _write(ax: Axes, plane: Plane, series: list[list[Dated]], drawn: list[Line]) -> None:
    """The years below the plane, and in it values where they are free.

    First those in doubt, whose words say so; then where a series begins; then from the newest to the oldest.
    """
    low = plane.ends[0]
    for at, year in plane.years(SIZE):
        say(ax, at, low, year, SIZE, MUTED, dy=-16)
    for at in plane.new_years():
        ax.plot([at, at], [0, -5 / plane.height], transform=ax.get_xaxis_transform(), color=MUTED, linewidth=1, clip_on=False)
    firsts = [members[0] for members in series if len(members) > 1]
    inner = (value for members in series for value in members[1:-1] if not plane.repeats(value, members[-1]))
    ordered = sorted(inner, key=lambda value: -value.day)
    doubtful, others = ([value for value in ordered if (value.cell.status == "doubt") is doubt] for doubt in (True, False))
    marks = [value for members in series for value in members]
    for text, (x, y) in free_places(plane, [*doubtful, *firsts, *others], marks, drawn, SIZE):
        say(ax, x, low, text, SIZE, INK, dy=y)


def _end(ax: Axes, plane: Plane, lasts: list[Dated], endings: list[Ending]) -> None:
    """The last value and the name of every series beside the plane, moved apart where they would touch."""
    wanted = [plane.height - plane.point(value)[1] for value in lasts]
    for middle, ending in zip(spread(wanted, [ending.height for ending in endings], plane.height), endings, strict=True):
        top = middle - ending.height / 2
        for text, weight in ending.lines:
            say(ax, plane.width, plane.ends[1], text, SIZE, INK if weight == "bold" else MUTED, weight, "left", GAP, -top - SIZE * LINE / 2)
            top += SIZE * LINE
