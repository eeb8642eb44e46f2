"""What stands below columns: their labels and notes, and the groups that they belong to."""

from __future__ import annotations

from itertools import groupby

from matplotlib.axes import Axes

from karabakh_analysis.figures.kinds.uprights import GAP, SMALL, Column, Lettering
from karabakh_analysis.figures.lettering import text_width, wrap
from karabakh_analysis.figures.style import GRID, INK, LINE, MUTED, say

GROUP = 13.0


def label_lines(columns: list[Column], letters: Lettering) -> list[tuple[float, list[str], list[list[str]]]]:
    """For every run of columns with one label: its middle in pixels, the label's lines and each column's note lines."""
    runs, start = [], 0
    for _, run in groupby(columns, key=lambda column: column.place):
        members = list(run)
        room = letters.slot * len(members) - GAP
        notes = [wrap(member.front.note, letters.room, SMALL) for member in members]
        runs.append(((start + len(members) / 2) * letters.slot, wrap(members[0].front.label, room, letters.label), notes))
        start += len(members)
    return runs


def depth(columns: list[Column], letters: Lettering) -> tuple[float, float]:
    """Heights in pixels of the labels and of the notes below a strip."""
    runs = label_lines(columns, letters)
    labels = max(len(lines) for _, lines, _ in runs) * letters.label * LINE
    return labels, max(len(note) for _, _, notes in runs for note in notes) * SMALL * LINE


def write_labels(ax: Axes, columns: list[Column], letters: Lettering, drop: float) -> None:
    """Write labels and notes ``drop`` pixels below the axis."""
    floor = ax.get_ylim()[0]
    height, _ = depth(columns, letters)
    for middle, lines, notes in label_lines(columns, letters):
        say(ax, middle, floor, lines, letters.label, INK, dy=-drop - len(lines) * letters.label * LINE / 2)
        for place, note in enumerate(notes):
            at = middle + (place - (len(notes) - 1) / 2) * letters.slot
            say(ax, at, floor, note, SMALL, MUTED, dy=-drop - height - len(note) * SMALL * LINE / 2)


def groups_depth(columns: list[Column], letters: Lettering) -> float:
    """Height in pixels of the lines of the longest group beyond the first line."""
    runs = [(group, len(list(run))) for group, run in groupby(columns, key=lambda column: column.front.group)]
    return max((len(_group_lines(group, count, letters)) - 1) * GROUP * LINE for group, count in runs)


def _group_lines(group: str, count: int, letters: Lettering) -> list[str]:
    """The name of a group of columns, on two lines where it is wider than they are."""
    room = count * letters.slot - GAP
    return [group] if text_width(group, GROUP, "bold") <= room else wrap(group, room, GROUP, "bold", most=2)


def write_groups(ax: Axes, columns: list[Column], letters: Lettering, drop: float, bottom: float) -> None:
    """Write the group under each run of columns, and a line between runs."""
    floor, start = ax.get_ylim()[0], 0
    for group, run in groupby(columns, key=lambda column: column.front.group):
        count = len(list(run))
        lines = _group_lines(group, count, letters)
        say(ax, (start + count / 2) * letters.slot, floor, lines, GROUP, INK, "bold", dy=-drop - 10 - (len(lines) - 1) * GROUP * LINE / 2)
        start += count
        if start < len(columns):
            ax.plot(
                [start * letters.slot] * 2,
                [0, -bottom / ax.bbox.height],
                transform=ax.get_xaxis_transform(),
                color=GRID,
                linewidth=1,
                clip_on=False,
            )
