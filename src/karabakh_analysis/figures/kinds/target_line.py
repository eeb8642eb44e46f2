"""Targets as lines over a whole panel, with their words where neither values nor marks nor paths stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from karabakh_analysis.figures.kinds.cells import Cell
from karabakh_analysis.figures.lettering import text_width
from karabakh_analysis.figures.marks import DASHES
from karabakh_analysis.figures.style import INK, LIGHT, LINE, Side, say, tint

HEIGHT = 16.0  # pixels above a target line that its words need
LIFT = 3.0
MARK = 6.0
STEP = 8.0  # pixels between the pieces of a path that words keep away from
Point = tuple[float, float]


def draw_targets(ax: Axes, targets: Sequence[Cell], size: float, taken: Sequence[Bbox]) -> None:
    """Draw each target as a dashed line, a range as a pale band between two, and write its name and value.

    Parameters
    ----------
    ax
        Axes whose horizontal axis counts pixels from 0.
    targets
        What is drawn; a target without an upper end is a line at its lowest value.
    size
        Of the lettering, in pixels.
    taken
        Boxes in pixels from the foot of the axes that words keep away from.
    """
    boxes = list(taken)
    width = ax.get_xlim()[1]
    for target in targets:
        if len(target.ends) > 1 and not target.exact:
            ax.axhspan(target.low, target.high, facecolor=tint(target.hue), edgecolor="none", zorder=0)
        for end in dict.fromkeys(target.ends):
            ax.plot([0, width], [end, end], color=LIGHT[target.hue], linewidth=1.5, linestyle=DASHES, clip_on=False, zorder=1)
        boxes.append(_write(ax, target, size, boxes))


def _write(ax: Axes, target: Cell, size: float, taken: Sequence[Bbox]) -> Bbox:
    """Write the words of a target at the first free place beside its line; the first of all where none is."""
    text = f"{target.label} {target.text}"
    places = list(_places(ax, target, text_width(text, size), size))
    side, level, up, box = next((place for place in places if not any(place[3].overlaps(other) for other in taken)), places[0])
    x = 0.0 if side == "left" else ax.get_xlim()[1]
    say(ax, x, level, text, size, INK, ha=side, dy=up * (LIFT + size * LINE / 2))
    return box


def _places(ax: Axes, target: Cell, length: float, size: float) -> Iterator[tuple[Side, float, int, Bbox]]:
    """Above and below the line, at its beginning and at its end."""
    width = ax.get_xlim()[1]
    sides: tuple[tuple[Side, float], ...] = (("left", 0.0), ("right", width - length))
    for up, level in ((1, max(target.ends)), (-1, min(target.ends))):
        for side, left in sides:
            foot = pixels(ax, level) + (LIFT if up > 0 else -LIFT - size * LINE)
            yield side, level, up, Bbox.from_bounds(left, foot, length, size * LINE)


def pixels(ax: Axes, value: float) -> float:
    """Height of a value above the foot of the axes, in pixels."""
    low, high = ax.get_ylim()
    return float((value - low) / (high - low) * ax.bbox.height)


def boxes_of_path(points: Sequence[Point]) -> list[Bbox]:
    """Boxes around the marks of a path and along the lines that join them; points in pixels."""
    marks = [Bbox.from_extents(x - MARK, y - MARK, x + MARK, y + MARK) for x, y in points]
    return marks + [box for start, end in pairwise(points) for box in _along(start, end)]


def _along(start: Point, end: Point) -> Iterator[Bbox]:
    pieces = max(1, int(max(abs(end[0] - start[0]), abs(end[1] - start[1])) // STEP))
    for piece in range(pieces + 1):
        x, y = (a + (b - a) * piece / pieces for a, b in zip(start, end, strict=True))
        yield Bbox.from_extents(x - 2, y - 2, x + 2, y + 2)
