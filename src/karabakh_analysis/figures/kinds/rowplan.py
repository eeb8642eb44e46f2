"""Rows with a label, and values that run to the right: what they hold and how they share a width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isinf

from karabakh_analysis.figures.kinds.cells import Cell
from karabakh_analysis.figures.lettering import text_width, widest, wrap
from karabakh_analysis.figures.spot import REACH
from karabakh_analysis.figures.style import ALERT, INK, LINE, MUTED, Weight, is_wide

PAD = 8.0
SMALL = 11.0
HEADING = 28.0
AXIS = 24.0
BETWEEN = 6.0
LANE = 22.0
KEPT = 0.45  # share of the plot that the longest bar keeps beside words


@dataclass(frozen=True, slots=True)
class Words:
    """A line of a value's text: its words, colour and weight, and a muted tail behind them."""

    text: str
    color: str = INK
    weight: Weight = "bold"
    tail: str = ""

    @property
    def width(self) -> float:
        """Width of the line in pixels."""
        return text_width(self.text, 12, self.weight) + (BETWEEN + text_width(self.tail, 12) if self.tail else 0.0)


@dataclass(frozen=True, slots=True)
class Lane:
    """One value within a row.

    Parameters
    ----------
    cells
        What is drawn, the first one in front.
    start, end
        Lowest and highest value that the marks reach, in the unit of the axis.
    words
        Lines to the right of the marks.
    base
        The value that a bar starts from.
    lift
        Pixels to the right of ``end`` that an arrow takes.
    """

    cells: tuple[Cell, ...]
    start: float
    end: float
    words: tuple[Words, ...]
    base: float = 0.0
    lift: float = 0.0


@dataclass(frozen=True, slots=True)
class Row:
    """A label and its lanes; ``group`` is printed as a heading where it changes."""

    label: str
    lanes: tuple[Lane, ...]
    note: str = ""
    hue: str = "grey"
    group: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Room:
    """How a width is shared: labels beside the plot or above it, sizes in pixels.

    ``low`` and ``span`` are the lowest value of the axis and the distance to the highest one drawn, in its unit.
    """

    width: int
    stacked: bool
    left: float
    size: float
    lane: float
    low: float
    span: float

    @property
    def label_room(self) -> float:
        """Width in pixels that a label may take."""
        return self.width - 2 * PAD if self.stacked else self.left - PAD

    def text_room(self, lane: Lane) -> float:
        """The most that the words of a value may take: what the bar leaves if the longest bar keeps its share."""
        plot = self.width - self.left - 2
        taken = (lane.end - self.low) / self.span * KEPT * plot if self.span > 0 else 0.0
        return max(plot - taken - PAD - lane.lift, 110.0)


def share(rows: Sequence[Row], width: int, low: float, lane: float = LANE) -> Room:
    """Put labels beside the plot where they fit, above it on a narrow drawing with long ones.

    Parameters
    ----------
    rows
        What is drawn.
    width
        Width of the drawing in pixels.
    low
        Where the value axis begins.
    lane
        Least height of a lane in pixels.
    """
    span = max(one.end for row in rows for one in row.lanes) - low
    wide = is_wide(width)
    size, most = (12.5, 210.0) if wide else (12.0, 104.0)
    needs = max(max(_label_width(row, size) for row in rows), widest([row.note for row in rows], SMALL))
    stacked = not wide and needs > most
    return Room(width, stacked, 6.0 if stacked else min(needs, most) + PAD + 4, size, lane, low, span)


def _label_width(row: Row, size: float) -> float:
    return text_width(row.label, size, "bold" if row.strong else "normal")


def label_of(row: Row, room: Room) -> tuple[list[str], list[str]]:
    """Lines of a row's label and note."""
    label = wrap(row.label, room.label_room, room.size, "bold" if row.strong else "normal", most=2)
    return label, wrap(row.note, room.label_room, SMALL, most=2)


def label_height(row: Row, room: Room) -> float:
    """Height of a row's label and note in pixels."""
    label, note = label_of(row, room)
    return len(label) * room.size * LINE + len(note) * SMALL * LINE


def lines_of(lane: Lane, room: Room) -> list[Words]:
    """The words of a value, broken to fit; a tail that does not fit stands below."""
    return [line for words in lane.words for line in _broken(words, room.text_room(lane))]


def _broken(words: Words, room: float) -> list[Words]:
    if words.width <= room:
        return [words]
    first = [replace(words, text=text, tail="") for text in wrap(words.text, room, 12, words.weight)]
    return first + [Words(text, MUTED, "normal") for text in wrap(words.tail, room, 12)]


def lane_height(lane: Lane, room: Room) -> float:
    """Height of a lane in pixels."""
    return max(room.lane, len(lines_of(lane, room)) * 12 * LINE + 4)


def height_of(row: Row, room: Room) -> float:
    """Height of a row in pixels, without its heading."""
    lanes, label = sum(lane_height(lane, room) for lane in row.lanes), label_height(row, room)
    return label + lanes + 10 if room.stacked else max(lanes, label) + 8


def tops(rows: Sequence[Row], room: Room) -> tuple[list[float], float]:
    """Upper edge of every row, headings left free above where the group changes, and the whole height."""
    edges, y, group = [], 0.0, ""
    for row in rows:
        y += HEADING if row.group and row.group != group else 0.0
        group = row.group
        edges.append(y)
        y += height_of(row, room)
    return edges, y


def stretch(rows: Sequence[Row], room: Room) -> float:
    """Pixels for one unit, the most at which every value's words still end within the drawing."""
    space = room.width - room.left - 2
    lanes = [lane for row in rows for lane in row.lanes]
    needs = [(lane.end - room.low, space - PAD - lane.lift - max(words.width for words in lines_of(lane, room))) for lane in lanes]
    return min(max(left, 8.0) / reach for reach, left in needs if reach > 0) if any(reach > 0 for reach, _ in needs) else space / 2


def value_words(cell: Cell, behind: Sequence[Cell] = ()) -> tuple[Words, ...]:
    """The words of a value: in ink, or in the hue of doubt, with what it superseded below."""
    color = ALERT if cell.status == "doubt" else INK if cell.known and cell.status != "superseded" else MUTED
    first = Words(cell.text, color, "normal" if color == MUTED else "bold")
    return (first, *(Words(old.text, MUTED, "normal") for old in behind))


def reach_of(cell: Cell) -> float:
    """Pixels beyond its highest value that a mark takes: the arrow of an open end, half a ring."""
    ring = 5.0 if cell.status == "recomputed" else 0.0
    return ring + (REACH if cell.known and isinf(cell.high) else 0.0)
