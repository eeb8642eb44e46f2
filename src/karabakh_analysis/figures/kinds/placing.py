"""Names beside points: the first free place around each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from karabakh_analysis.figures.lettering import text_width
from karabakh_analysis.figures.style import GHOST, ink_of, say

SIZE = 11.5
DIRECTIONS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1))
DISTANCES = (7.0, 13.0, 20.0, 28.0, 38.0, 50.0, 64.0, 80.0)


@dataclass(frozen=True, slots=True)
class Point:
    """A name, its place in the units of the axes, and its hue."""

    label: str
    x: float
    y: float
    hue: str


def points_of(data: pd.DataFrame) -> list[Point]:
    """The rows of a frame with the columns ``label``, ``x``, ``y`` and ``hue``."""
    columns = (data["label"], data["x"], data["y"], data["hue"])
    return [Point(str(label), float(x), float(y), str(hue)) for label, x, y, hue in zip(*columns, strict=True)]


def name_points(ax: Axes, points: list[Point]) -> None:
    """Write names in order, each in the first free place around its point; far ones get a line."""
    places = [(float(x), float(y)) for x, y in ax.transData.transform([(point.x, point.y) for point in points])]
    taken = [Bbox.from_extents(x - 5, y - 5, x + 5, y + 5) for x, y in places]
    for point, (x, y) in zip(points, places, strict=True):
        box, distance = _free_place(text_width(point.label, SIZE), (x, y), taken, _frame_box(ax))
        taken.append(box)
        if distance > DISTANCES[1]:
            _lead(ax, (x, y), box)
        say(ax, point.x, point.y, point.label, SIZE, ink_of(point.hue), dx=(box.x0 + box.x1) / 2 - x, dy=(box.y0 + box.y1) / 2 - y)


def _frame_box(ax: Axes) -> Bbox:
    box = ax.bbox
    return Bbox.from_extents(box.x0 + 2, box.y0 + 2, box.x1 + 10, box.y1)


def _free_place(width: float, point: tuple[float, float], taken: list[Bbox], frame: Bbox) -> tuple[Bbox, float]:
    """The first place that touches nothing, near ones before far ones; the last one tried if all are taken."""
    height = SIZE * 1.3
    for distance, (right, up) in product(DISTANCES, DIRECTIONS):
        x = point[0] + right * (distance + width / 2)
        y = point[1] + up * (distance + height / 2) * (1.0 if right == 0 else 0.8)
        box = Bbox.from_extents(x - width / 2 - 1, y - height / 2, x + width / 2 + 1, y + height / 2)
        inside = frame.x0 <= box.x0 and box.x1 <= frame.x1 and frame.y0 <= box.y0 and box.y1 <= frame.y1
        if inside and not any(box.overlaps(other) for other in taken):
            break
    return box, distance


def _lead(ax: Axes, point: tuple[float, float], box: Bbox) -> None:
    """A line from a point to the near edge of its name."""
    near = (min(max(point[0], box.x0), box.x1), min(max(point[1], box.y0), box.y1))
    ends = ax.transData.inverted().transform([point, near])
    ax.plot(ends[:, 0], ends[:, 1], color=GHOST, linewidth=1, zorder=1, clip_on=False)
