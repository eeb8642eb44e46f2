"""Days and levels in the plane of a drawing: where values stand, which words fit beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from matplotlib.transforms import Bbox

from karabakh_analysis.figures.kinds.cells import Cell
from karabakh_analysis.figures.kinds.uprights import short
from karabakh_analysis.figures.lettering import text_width, widest, wrap
from karabakh_analysis.figures.style import LINE, Weight, is_wide

SIZE = 11.0
ROOM = (150.0, 104.0)  # most pixels that names beside the plane take, in the wide and in the narrow drawing
MARGIN = 0.03
NEAR = 12.0  # pixels between marks that look like one
LONE = 183.0  # days on either side of a single one
OPEN = 18.0  # height in pixels of the reach of a value without an upper end
OFFSETS = ((-0.5, 1.0), (0.0, 1.0), (0.5, 1.0), (0.5, -1.0), (0.0, -1.0), (-0.5, -1.0))
Point = tuple[float, float]
Lines = Sequence[tuple[Point, Point]]


@dataclass(frozen=True, slots=True)
class Dated:
    """A value and its day, in days since 1970."""

    cell: Cell
    day: float

    @property
    def level(self) -> float:
        """Where its step lies: the middle of its ends, or its one finite end."""
        return sum(self.cell.ends) / len(self.cell.ends)


@dataclass(frozen=True, slots=True)
class Plane:
    """A plane of days and levels.

    Parameters
    ----------
    first, last
        The days at its sides.
    ends
        The levels at its foot and top.
    width, height
        In pixels.
    """

    first: float
    last: float
    ends: tuple[float, float]
    width: float
    height: float

    @classmethod
    def over(cls, days: Sequence[float], ends: tuple[float, float], width: float, height: float) -> Plane:
        """The plane that holds some days with a margin, half a year on either side of a single one."""
        first, last = min(days), max(days)
        room = (last - first) * MARGIN or LONE
        return cls(first - room, last + room, ends, width, height)

    def point(self, value: Dated) -> tuple[float, float]:
        """Place of a value in pixels from the left and from the foot."""
        return self.across(value.day), (value.level - self.ends[0]) / (self.ends[1] - self.ends[0]) * self.height

    def across(self, day: float) -> float:
        """Place of a day in pixels from the left."""
        return (day - self.first) / (self.last - self.first) * self.width

    def repeats(self, value: Dated, other: Dated) -> bool:
        """Whether a value says the same as another at what looks like the same day."""
        return value.cell.text == other.cell.text and abs(self.across(value.day) - self.across(other.day)) < NEAR

    def new_years(self) -> list[float]:
        """Places of the first days of the years within the plane, in pixels from the left."""
        starts = [self.across(_first_day(year)) for year in range(self._years[0], self._years[1] + 2)]
        return [at for at in starts if 0 <= at <= self.width]

    @property
    def _years(self) -> tuple[int, int]:
        first, last = (pd.Timestamp(day, unit="D").year for day in (self.first, self.last))
        return first, last

    def years(self, size: float) -> Iterator[tuple[float, str]]:
        """The years within the plane that have room for their name, each with the middle of its part of the axis."""
        for year in range(self._years[0], self._years[1] + 1):
            left, right = max(0.0, self.across(_first_day(year))), min(self.width, self.across(_first_day(year + 1)))
            if right - left > text_width(str(year), size) + 4:
                yield (left + right) / 2, str(year)


def _first_day(year: int) -> int:
    """The first of January, in days since 1970."""
    return date(year, 1, 1).toordinal() - date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Ending:
    """What stands beside the end of a series: lines from top to bottom, each with its weight."""

    lines: tuple[tuple[str, Weight], ...]

    @property
    def height(self) -> float:
        """In pixels."""
        return len(self.lines) * SIZE * LINE + 4


def ending_room(values: Iterable[Dated], width: int) -> float:
    """Pixels beside the plane for the names of the series and their last values."""
    words = [text for value in values for text in (value.cell.series, value.cell.text)]
    return min(widest(words, SIZE, "bold"), ROOM[0] if is_wide(width) else ROOM[1])


def ending_of(cell: Cell, room: float) -> Ending:
    """The value of a cell and the name of its series as lines that fit a width in pixels."""
    value: list[tuple[str, Weight]] = [(text, "bold") for text in wrap(cell.text, room, SIZE, "bold", most=2)]
    return Ending((*value, *((text, "normal") for text in wrap(cell.series, room, SIZE, most=2))))


def spread(wanted: Sequence[float], heights: Sequence[float], room: float) -> list[float]:
    """Middles of boxes below each other within a room, each as near to where it is wanted as those above it allow.

    Parameters
    ----------
    wanted, heights
        Middles and heights in pixels from the top, in any order.
    room
        Height that holds all boxes.
    """
    order = sorted(range(len(wanted)), key=lambda place: (wanted[place], place))
    tops = dict.fromkeys(order, 0.0)
    edge = 0.0
    for place in order:
        tops[place] = max(edge, wanted[place] - heights[place] / 2)
        edge = tops[place] + heights[place]
    edge = room
    for place in reversed(order):
        tops[place] = min(tops[place], edge - heights[place])
        edge = tops[place]
    return [tops[place] + heights[place] / 2 for place in range(len(wanted))]


def free_places(plane: Plane, values: Iterable[Dated], marks: Iterable[Dated], lines: Lines, size: float) -> list[tuple[str, Point]]:
    """Short words of those values that have a free place at their mark, with the middle of the place in pixels from the foot."""
    taken = [_mark_box(plane, value) for value in marks] + [_line_box(*line) for line in lines]
    found = []
    for value in values:
        text = short(value.cell.text)
        box = _free_box(plane, value, text_width(text, size), size, taken)
        if box is not None:
            taken.append(box)
            found.append((text, ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)))
    return found


def _mark_box(plane: Plane, value: Dated) -> Bbox:
    x, y = plane.point(value)
    top = y + OPEN if len(value.cell.ends) == 1 else y + 6
    return Bbox.from_extents(x - 6, y - 6, x + 6, top)


def _line_box(start: Point, end: Point) -> Bbox:
    (x, u), (y, v) = sorted((start[0], end[0])), sorted((start[1], end[1]))
    return Bbox.from_extents(x, y - 1, u, v + 1)


def _free_box(plane: Plane, value: Dated, width: float, size: float, taken: list[Bbox]) -> Bbox | None:
    """The first place above or below a mark, within the plane, that touches nothing."""
    x = plane.across(value.day)
    mark = _mark_box(plane, value)
    for side, up in OFFSETS:
        middle = x + side * width
        foot = mark.y1 + 1 if up > 0 else mark.y0 - 1 - size * LINE
        box = Bbox.from_extents(middle - width / 2 - 2, foot, middle + width / 2 + 2, foot + size * LINE)
        inside = box.x0 >= 0 and box.x1 <= plane.width and box.y0 >= 0 and box.y1 <= plane.height + 24
        if inside and not any(box.overlaps(other) for other in taken):
            return box
    return None
