"""The key under a figure: a small drawing and words for every mark that occurs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from math import inf

from markupsafe import Markup
from matplotlib.axes import Axes

from karabakh_analysis.figures.marks import BARS, DASHES, POINTS, draw_mark
from karabakh_analysis.figures.markup import tag
from karabakh_analysis.figures.spot import OUTLINE, Spot
from karabakh_analysis.figures.squares import Box, draw_doubts, draw_squares
from karabakh_analysis.figures.style import HUES, LIGHT, PAPER, REGIONS, axes_at, blank, styled, tint
from karabakh_analysis.figures.svg import data_address, to_svg

WORDS = {
    "published": "published",
    "rounded": "published, with its rounding",
    "more_than": "at least; no upper end",
    "implied": "follows exactly from published figures",
    "bounded": "not published; must lie in the interval",
    "open": "not published; at least, no upper end",
    "target": "printed target or range",
    "recomputed": "recomputed",
    "assumed": "computed under assumptions",
    "superseded": "earlier value, no longer standing",
    "doubt": "in doubt",
    "unknown": "n.a.: not published",
}
IN_GRID = {
    "published": "published",
    "implied": "follows exactly from published figures",
    "bounded": "not published; confined from both sides",
    "more_than": "not published; confined from below only",
    "unknown": "not published; nothing confines it",
    "doubt": "rests on a figure in doubt (? in the table)",
    "conflicting": "printed figures that cannot all be true",
    "absent": "the place did not exist",
}
IN_PATHS = {"target": "target"}
STACKED = {
    "published": "published",
    "target": "printed range: solid to its lowest, pale to its highest value",
    "bounded": "not published: hollow to the lowest, pale to the highest possible value",
}


def key(marks: Iterable[str], hues: Iterable[str], family: str, own: Mapping[str, str] | None = None) -> Markup | None:
    """The list of marks and regions of a figure; nothing if there is nothing to explain.

    Parameters
    ----------
    marks
        Statuses that occur.
    hues
        Hues that occur; the two regions are named, others where ``own`` has words for them.
    family
        ``bar``, ``point``, ``path``, ``stack``, ``scatter`` or ``grid``: how statuses are drawn.
    own
        Words of the figure itself for some marks and hues.
    """
    named = {**REGIONS, **{hue: words for hue, words in (own or {}).items() if hue in HUES}}
    regions = [_item(f"{hue}-{family}", 14, words) for hue, words in named.items() if hue in set(hues)]
    by_family = {"stack": {**WORDS, **STACKED}, "path": {**WORDS, **IN_PATHS}, "grid": IN_GRID}
    words = {**by_family.get(family, WORDS), **(own or {})}
    drawn = [mark for mark in words if mark != "unknown" or family == "grid"]
    statuses = [_item(f"{mark}-{family}", 30, words[mark]) if mark in drawn else tag("li", words[mark]) for mark in marks if mark in words]
    items = [*regions, *([] if family == "scatter" else statuses)]
    return tag("ul", items, class_="marks", role="list", aria_label="Marks") if items else None


def _item(glyph: str, width: int, words: str) -> Markup:
    shape = "f glyph sq" if width == 14 else "f glyph"
    return tag("li", tag("img", class_=shape, width=width, height=14, alt="", src=_glyph(glyph, width)), words)


@lru_cache(maxsize=64)
@styled
def _glyph(name: str, width: int) -> str:
    figure = blank(width, 14)
    ax = axes_at(figure, 0, 0, width, 14)
    ax.set(xlim=(0, width), ylim=(14, 0))
    ax.axis("off")
    status, _, family = name.partition("-")
    if status in HUES:
        _region(ax, status, family)
    elif family == "grid":
        box = Box(5, 1, 20, 12)
        draw_squares(ax, [(box, "bounded" if status == "doubt" else status, "grey")])
        draw_doubts(ax, [box] if status == "doubt" else [])
    elif family == "stack" and status in ("target", "bounded"):
        _part(ax, hollow=status == "bounded")
    elif (family, status) == ("path", "target"):
        ax.plot([1, width - 1], [7, 7], color=LIGHT["grey"], linewidth=1.5, linestyle=DASHES)
    else:
        _status(ax, status, family)
    return data_address(to_svg(figure))


def _region(ax: Axes, hue: str, family: str) -> None:
    shape = "o" if (hue, family) == ("kar", "scatter") else "s"
    Spot(ax, 7, 12, hue).symbol(7, shape, 9, LIGHT[hue], LIGHT[hue])


def _part(ax: Axes, hollow: bool) -> None:
    """A part of a total: up to its lowest value, then the range."""
    spot = Spot(ax, 7, 10, "grey")
    spot.box(16, 28, facecolor=tint("grey"), edgecolor="none")
    spot.cap(28, 5, color=spot.color, linewidth=2)
    spot.box(1, 16, facecolor=PAPER if hollow else spot.color, edgecolor=spot.color, linewidth=OUTLINE if hollow else 0)


def _status(ax: Axes, status: str, family: str) -> None:
    point = family in ("point", "path")
    middle = {"rounded": (18.0, 28.0), "more_than": (13.0, inf), "bounded": (7.0, 24.0), "target": (15.0, 26.0), "recomputed": (15.0, 15.0)}
    middle["assumed"] = (5.0, 25.0)
    alone = (15.0, 15.0) if point else (28.0, 28.0)
    spot = Spot(ax, 7, 10, "grey", base=2.0, reach=14.0)
    if point and status == "rounded":
        middle["rounded"] = (5.0, 25.0)
    middle["open"] = (7.0, inf)
    draw_mark(spot, *middle.get(status, alone), "bounded" if status == "open" else status, POINTS if point else BARS)
