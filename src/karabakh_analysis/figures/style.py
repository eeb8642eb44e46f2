"""Colours, canvas and lettering that every figure shares."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Literal, ParamSpec, TypeVar

import matplotlib.style
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from karabakh_analysis.figures.markup import escape

SHEET = Path(__file__).with_name("karabakh.mplstyle")
WIDE, NARROW = 720, 344
LINE = 1.25

LIGHT = {
    "paper": "#ffffff", "surface": "#f6f5f1", "ink": "#1b1f24", "muted": "#51575e", "grid": "#dcd9d2", "ghost": "#868b91",
    "kar": "#1c4587", "ezr": "#b45309", "grey": "#6a6e73", "alert": "#7d0a45",
    "kar-tint": "#ccd7e9", "ezr-tint": "#f3d9bf", "grey-tint": "#dddfe1", "alert-tint": "#f0d5e2",
}  # fmt: skip
DARK = {
    "paper": "#15181c", "surface": "#1e2328", "ink": "#e9e7e3", "muted": "#b0b6bd", "grid": "#343a41", "ghost": "#868c94",
    "kar": "#5f9cf5", "ezr": "#f4b860", "grey": "#c2c8cf", "alert": "#f2558f",
    "kar-tint": "#233a5e", "ezr-tint": "#553d1c", "grey-tint": "#3c4249", "alert-tint": "#55203a",
}  # fmt: skip
INK, MUTED, GRID, GHOST, PAPER, ALERT = (LIGHT[token] for token in ("ink", "muted", "grid", "ghost", "paper", "alert"))
HUES = ("kar", "ezr", "grey", "alert")
REGIONS = {"kar": "Karabakh", "ezr": "East Zangezur"}

Side = Literal["left", "center", "right"]
Weight = Literal["normal", "bold"]
P = ParamSpec("P")
T = TypeVar("T")


def tint(hue: str) -> str:
    """The pale colour of a hue, for intervals."""
    return LIGHT[f"{hue}-tint"]


def ink_of(hue: str) -> str:
    """The colour of a label: regions and doubts wear their hue, everything else is ink."""
    return INK if hue == "grey" else LIGHT[hue]


def is_wide(width: int) -> bool:
    """Whether a drawing is the wide one of its pair."""
    return width > 500


@contextmanager
def sheet() -> Iterator[None]:
    """Draw in the one style sheet, whatever the reader's own settings are."""
    with matplotlib.style.context(SHEET, after_reset=True), any_letters():
        yield


@contextmanager
def any_letters() -> Iterator[None]:
    """Measure letters that the face lacks without a word: whoever shows the drawing takes them from another face."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"Glyph \d+ .*missing from font", UserWarning)
        yield


def styled(draw: Callable[P, T]) -> Callable[P, T]:
    """Make a drawing function work in the style sheet."""

    @wraps(draw)
    def inside(*args: P.args, **options: P.kwargs) -> T:
        with sheet():
            return draw(*args, **options)

    return inside


def blank(width: int, height: float) -> Figure:
    """An empty figure of a size in pixels."""
    return Figure(figsize=(width / 72, height / 72), dpi=72)


def axes_at(figure: Figure, left: float, top: float, width: float, height: float) -> Axes:
    """Axes whose place is given in pixels from the upper left corner."""
    full_width, full_height = figure.get_size_inches() * 72
    return figure.add_axes((left / full_width, 1 - (top + height) / full_height, width / full_width, height / full_height))


def clean(text: object) -> str:
    """Text on one line without characters that a drawing cannot hold."""
    return " ".join(str(escape(text).unescape()).split("\n")).strip()


def say(
    ax: Axes,
    x: float,
    y: float,
    lines: str | list[str],
    size: float = 12,
    color: str = INK,
    weight: Weight = "normal",
    ha: Side = "center",
    dx: float = 0.0,
    dy: float = 0.0,
) -> None:
    """Write at data (x, y), the middle of the lines shifted by pixels; each line has an anchor of its own, so that other faces fit."""
    texts = [lines] if isinstance(lines, str) else lines
    middle = (len(texts) - 1) / 2
    for row, text in enumerate(texts):
        ax.annotate(
            clean(text),
            (x, y),
            xytext=(dx, dy + size * LINE * (middle - row)),
            textcoords="offset points",
            size=size,
            color=color,
            weight=weight,
            ha=ha,
            va="center",
            annotation_clip=False,
        )
