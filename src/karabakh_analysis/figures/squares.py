"""The marks of a grid: the grammar of the figures in a small box, where a mark says how a value is known and not how large it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from karabakh_analysis.figures.marks import DASHES, HAIR
from karabakh_analysis.figures.spot import OUTLINE
from karabakh_analysis.figures.style import ALERT, GHOST, LIGHT, PAPER, say, tint

CONFLICT, DOUBT = "≠", "?"
HALO = 8.0
LETTER = 11.0
CAP = 1.75  # thinner than in figures of values: most cells of a grid are intervals
Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Box:
    """A place for one mark, in pixels from the upper left corner of the drawing."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def middle(self) -> tuple[float, float]:
        """The centre."""
        return self.left + self.width / 2, self.top + self.height / 2

    def outline(self, inset: float = 0.0) -> Points:
        """The corners, moved inwards."""
        left, right = self.left + inset, self.right - inset
        top, bottom = self.top + inset, self.top + self.height - inset
        return [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]

    def cap(self, x: float) -> Points:
        """A line across the box."""
        return [(x, self.top), (x, self.top + self.height)]


@dataclass(frozen=True, slots=True)
class Ink:
    """How a stroke is drawn; strokes of one ink become one path, which keeps a drawing of hundreds of marks small."""

    fill: str = "none"
    edge: str = "none"
    width: float = 0.0
    dashed: bool = False

    @property
    def style(self) -> dict[str, Any]:
        """The same for matplotlib."""
        return {"facecolor": self.fill, "edgecolor": self.edge, "linewidth": self.width, "linestyle": DASHES if self.dashed else "solid"}


Stroke = tuple[Ink, Points]


def square(box: Box, status: str, hue: str) -> list[Stroke]:
    """The strokes of one mark.

    Parameters
    ----------
    box
        Where.
    status
        ``published``, ``implied``, ``bounded``, ``more_than`` (no upper end), ``unknown``, ``conflicting`` or ``absent``.
    hue
        ``kar``, ``ezr`` or ``grey``.
    """
    full, pale = LIGHT[hue], Ink(tint(hue))
    x, y = box.middle
    match status:
        case "published":
            return [(Ink(full), box.outline())]
        case "implied":
            return [(Ink(PAPER, full, OUTLINE), box.outline(OUTLINE / 2))]
        case "bounded":
            return [(pale, box.outline()), *((Ink("none", full, CAP), box.cap(end)) for end in (box.left + CAP / 2, box.right - CAP / 2))]
        case "more_than":
            line, head = Ink("none", full, HAIR), box.right - 1
            arrow = [[(box.left + 4, y), (head, y)], [(head - 3, y - 3), (head, y), (head - 3, y + 3)]]
            return [(pale, box.outline()), (Ink("none", full, CAP), box.cap(box.left + CAP / 2)), *((line, points) for points in arrow)]
        case "unknown":
            return [(Ink("none", GHOST, HAIR), [(x - 3, y), (x + 3, y)])]
        case "absent":
            return [(Ink("none", GHOST, HAIR), [(x - 3, y - 3 * turn), (x + 3, y + 3 * turn)]) for turn in (1, -1)]
        case _:
            return [(Ink(PAPER, ALERT, HAIR, dashed=True), box.outline(HAIR / 2))]


def draw_squares(ax: Axes, marks: Iterable[tuple[Box, str, str]]) -> None:
    """Draw marks on axes that count pixels from the upper left corner; each is a box, a status and a hue."""
    strokes: dict[Ink, list[Points]] = {}
    for box, status, hue in marks:
        for ink, points in square(box, status, hue):
            strokes.setdefault(ink, []).append(points)
        if status == "conflicting":
            say(ax, *box.middle, CONFLICT, LETTER, ALERT, "bold")
    for ink, lines in sorted(strokes.items(), key=lambda pair: pair[0].fill == "none"):
        shape = Path.make_compound_path(*(Path(points, closed=points[0] == points[-1]) for points in lines))
        ax.add_patch(PathPatch(shape, clip_on=False, joinstyle="miter", capstyle="butt", **ink.style))


def draw_doubts(ax: Axes, boxes: Sequence[Box]) -> None:
    """Put a question mark on marks whose value rests on a figure in doubt; what is left of the mark says how it is known."""
    if not boxes:
        return
    halos = [Box(box.middle[0] - HALO / 2, box.top - 1, HALO, box.height + 2) for box in boxes]
    shape = Path.make_compound_path(*(Path(halo.outline(), closed=True) for halo in halos))
    ax.add_patch(PathPatch(shape, clip_on=False, zorder=3, **Ink(PAPER).style))
    for box in boxes:
        say(ax, *box.middle, DOUBT, LETTER, ALERT, "bold")
