"""Rows drawn: labels, hairlines, marks, words and an axis where there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from karabakh_analysis.figures.kinds.common import tick_texts, ticks
from karabakh_analysis.figures.kinds.rowplan import (
    AXIS,
    BETWEEN,
    HEADING,
    LANE,
    PAD,
    SMALL,
    Lane,
    Room,
    Row,
    height_of,
    label_height,
    label_of,
    lane_height,
    lines_of,
    share,
    stretch,
    tops,
)
from karabakh_analysis.figures.lettering import text_width
from karabakh_analysis.figures.style import GRID, INK, LINE, MUTED, Side, Weight, axes_at, blank, ink_of, say

Painter = Callable[[Axes, Lane, float, float], None]


def lay(
    rows: Sequence[Row], width: int, low: float, paint: Painter, *, lane: float = LANE, unit: str | None = None, head: float = 0.0
) -> tuple[Figure, Axes]:
    """Draw rows with labels, marks and words.

    Parameters
    ----------
    rows
        What to draw, from top to bottom.
    width
        Width of the drawing in pixels.
    low
        Where the value axis begins.
    paint
        Draws the marks of a lane: axes, lane, middle in pixels from the top, thickness.
    lane
        Least height of a lane in pixels.
    unit
        Unit of the axis below the rows; without it values stand at their marks only.
    head
        Pixels left free above the rows.
    """
    room = share(rows, width, low, lane)
    edges, height = tops(rows, room)
    figure = blank(width, head + height + 2 + (AXIS if unit is not None else 0))
    ax = axes_at(figure, room.left, head, width - room.left, height)
    ax.set(xlim=(low, low + (width - room.left) / stretch(rows, room)), ylim=(height, 0), xticks=[], yticks=[])
    ax.spines["bottom"].set_visible(unit is not None)
    ax.grid(visible=False)
    _rule(ax, rows, edges, room)
    for row, edge in zip(rows, edges, strict=True):
        _write_label(ax, row, edge, room)
        _write_lanes(ax, row, edge, room, paint)
    if unit is not None:
        _scale(ax, unit, low + room.span)
    return figure, ax


def _rule(ax: Axes, rows: Sequence[Row], edges: list[float], room: Room) -> None:
    """Hairlines between rows, headings of groups, and a zero line beside every row."""
    low, high = ax.get_xlim()
    start = low - room.left * (high - low) / ax.bbox.width
    group = ""
    for row, edge in zip(rows, edges, strict=True):
        if row.group and row.group != group:
            say(ax, start, edge - HEADING / 2, row.group, 12.5, ink_of(_hue_of(row.group, rows)), "bold", ha="left", dx=2, dy=-2)
        if edge > 0 or row.group:
            ax.plot([start, high], [edge, edge], color=GRID, linewidth=1, clip_on=False, zorder=0)
        group = row.group
        if low <= 0 <= high:
            ax.plot([0, 0], [edge, edge + height_of(row, room)], color=INK, linewidth=1, clip_on=False, zorder=4)


def _hue_of(group: str, rows: Sequence[Row]) -> str:
    """The hue that all rows of a group share; grey where they differ."""
    hues = {row.hue for row in rows if row.group == group}
    return hues.pop() if len(hues) == 1 else "grey"


def _write_label(ax: Axes, row: Row, edge: float, room: Room) -> None:
    label, note = label_of(row, room)
    y = edge + (4 if room.stacked else (height_of(row, room) - label_height(row, room)) / 2)
    side: Side = "left" if room.stacked else "right"
    x, dx = ax.get_xlim()[0], 4.0 if room.stacked else -PAD
    weight: Weight = "bold" if row.strong else "normal"
    say(ax, x, y, label, room.size, ink_of(row.hue), weight, ha=side, dx=dx, dy=-len(label) * room.size * LINE / 2)
    y += len(label) * room.size * LINE
    say(ax, x, y, note, SMALL, MUTED, ha=side, dx=dx, dy=-len(note) * SMALL * LINE / 2)


def _write_lanes(ax: Axes, row: Row, edge: float, room: Room, paint: Painter) -> None:
    heights = [lane_height(lane, room) for lane in row.lanes]
    y = edge + (4 + label_height(row, room) if room.stacked else (height_of(row, room) - sum(heights)) / 2)
    for lane, height in zip(row.lanes, heights, strict=True):
        middle = y + height / 2
        paint(ax, lane, middle, min(room.lane - 7, 16.0))
        lines = lines_of(lane, room)
        for place, words in enumerate(lines):
            shift = ((len(lines) - 1) / 2 - place) * 12 * LINE
            dx = PAD + lane.lift
            say(ax, lane.end, middle, words.text, 12, words.color, words.weight, ha="left", dx=dx, dy=shift)
            if words.tail:
                behind = text_width(words.text, 12, words.weight) + BETWEEN
                say(ax, lane.end, middle, words.tail, 12, MUTED, ha="left", dx=dx + behind, dy=shift)
        y += height


def _scale(ax: Axes, unit: str, end: float) -> None:
    """Ticks below the rows, up to the first one beyond the values; the outer ones keep their words within the drawing."""
    low, high = ax.get_xlim()
    pixel = (high - low) / ax.bbox.width
    marks = ticks(low, high, int(ax.bbox.width // 90) + 1)
    last = next((mark for mark in marks if mark >= end), high)
    marks = [mark for mark in marks if mark <= last]
    texts = tick_texts(marks, unit)
    ax.set_xticks(marks, texts)
    ax.spines["bottom"].set_bounds(low, max([low, *marks], default=high))
    for mark, text, label in zip(marks, texts, ax.get_xticklabels(), strict=True):
        half = text_width(text, 11.5) / 2
        if (mark - low) / pixel + ax.bbox.x0 < half:
            label.set_horizontalalignment("left")
        elif (high - mark) / pixel < half:
            label.set_horizontalalignment("right")
