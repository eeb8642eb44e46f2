"""The grammar of the figures: a few marks, each with one meaning; ``counted`` is a number of things in the collection, and needs no key.

Shape carries the meaning and hue only repeats it, so that every figure reads in colour, in grey and on paper. A mark is drawn on a
`Spot`: a place across the value axis with a thickness in pixels. Values are in the unit of the axis.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from karabakh_analysis.figures.spot import OUTLINE, Spot
from karabakh_analysis.figures.style import ALERT, GHOST, INK, PAPER, tint

HAIR = 1.25
CAP = 2.5
CAPSULE = 9.75
DASHES: Any = (0, (4, 2.5))
DOTS: Any = (0, (1.2, 1.8))


Mark = Callable[[Spot, float, float], None]


def published(spot: Spot, low: float, high: float) -> None:
    """Stands in a document: a filled bar, with its rounding where that is wide enough to see."""
    spot.box(spot.base, (low + high) / 2, facecolor=spot.color, edgecolor="none")
    if high - low >= 5 * spot.pixel:
        whisker(spot, low, high)


def rounded(spot: Spot, low: float, high: float) -> None:
    """Printed with a rounding wider than its label: a filled bar and a whisker."""
    spot.box(spot.base, (low + high) / 2, facecolor=spot.color, edgecolor="none")
    whisker(spot, low, high)


def whisker(spot: Spot, low: float, high: float) -> None:
    """A thin I from the lowest to the highest value; a halo of paper keeps it visible on its bar."""
    half = max(3.0, spot.thick * 0.16)
    for width, color in ((3.25, PAPER), (HAIR, INK)):
        spot.line(low, high, color=color, linewidth=width)
        for end in (low, high):
            spot.cap(end, half, color=color, linewidth=width)


def implied(spot: Spot, low: float, high: float) -> None:
    """Follows exactly from published figures: a hollow bar."""
    spot.box(spot.base, (low + high) / 2, facecolor=PAPER, edgecolor=spot.color, linewidth=OUTLINE)


def bounded(spot: Spot, low: float, high: float) -> None:
    """Never published, only confined: a pale bar between two caps, without a point or a stem."""
    start = spot.foot if math.isinf(low) else low
    spot.box(start, high, facecolor=tint(spot.hue), edgecolor="none")
    for end in (high,) if math.isinf(low) else (low, high):
        spot.cap(end, spot.thick / 2, color=spot.color, linewidth=cap_width(spot, high - start))


def cap_width(spot: Spot, length: float) -> float:
    """Thickness of a cap in pixels: thinner on a short interval, so that its pale part stays visible."""
    return min(CAP, max(HAIR, length / spot.pixel / 3))


def target(spot: Spot, low: float, high: float) -> None:
    """A printed target or range: a block on a hairline; a single number keeps a block of three pixels."""
    middle, half = (low + high) / 2, max(high - low, 3 * spot.pixel) / 2
    spot.line(spot.base, middle - half, color=spot.color, linewidth=HAIR)
    spot.box(middle - half, middle + half, facecolor=spot.color, edgecolor="none")


def recomputed(spot: Spot, low: float, high: float) -> None:
    """Our value against a printed claim: a ring, stretched over the interval if there is one."""
    length = (high - low) / spot.pixel
    if length < 4:
        spot.symbol((low + high) / 2, "o", 8, PAPER, spot.color)
        return
    for width, color in ((CAPSULE, spot.color), (CAPSULE - 2 * OUTLINE, PAPER)):
        # A round end takes half a width, a straight one nothing: both stop where the interval does.
        inset = (CAPSULE if length > CAPSULE else CAPSULE - width) / 2 * spot.pixel
        style = "round" if length > CAPSULE else "butt"
        spot.line(low + inset, high - inset, color=color, linewidth=width, solid_capstyle=style, zorder=5)


def assumed(spot: Spot, low: float, high: float) -> None:
    """Computed under assumptions: hollow diamonds at the lowest and the highest value, a line between them."""
    if high - low < 12 * spot.pixel:
        low = high = (low + high) / 2
    spot.line(low, high, color=spot.color, linewidth=HAIR)
    for end in dict.fromkeys((low, high)):
        spot.symbol(end, "D", 6.5, PAPER, spot.color)


def superseded(spot: Spot, low: float, high: float) -> None:
    """An earlier vintage: a dotted outline, from the base or over its range."""
    start, end = (low, high) if high - low >= 6 * spot.pixel else (spot.base, (low + high) / 2)
    spot.box(start, end, facecolor="none", edgecolor=GHOST, linewidth=HAIR, linestyle=DOTS)


def doubt(spot: Spot, low: float, high: float) -> None:
    """Scope, period or fit in doubt: a dashed outline in the hue of doubt; words and a question mark go with it."""
    wide = high - low >= 6 * spot.pixel
    start, end = (low, high) if wide else (spot.base, (low + high) / 2)
    spot.box(start, end, facecolor=tint("alert") if wide else PAPER, edgecolor=ALERT, linewidth=OUTLINE, linestyle=DASHES)


def open_end(spot: Spot, low: float, status: str, marks: dict[str, Mark]) -> None:
    """No upper end: the mark up to the lowest value, then a pale reach with an arrow."""
    tip = low + spot.reach * spot.pixel
    spot.box(low, tip, facecolor=tint(spot.hue), edgecolor="none")
    if status == "bounded":
        spot.cap(low, spot.thick / 2, color=spot.color, linewidth=CAP)
    else:
        marks["published" if status in ("more_than", "rounded") else status](spot, low, low)
    ends = ((spot.at, tip), (spot.at, low)) if spot.up else ((tip, spot.at), (low, spot.at))
    spot.ax.annotate(
        "", *ends, arrowprops={"arrowstyle": "->", "color": spot.color, "lw": 1.5, "shrinkA": 0, "shrinkB": 0}, annotation_clip=False
    )


def point(shape: str, fill: bool) -> Mark:
    """A value on an axis instead of a bar from zero: a symbol, filled if published, hollow if implied."""

    def draw(spot: Spot, low: float, high: float) -> None:
        if fill and high - low >= 5 * spot.pixel:
            whisker(spot, low, high)
        spot.symbol((low + high) / 2, shape, 7, spot.color if fill else PAPER, spot.color)

    return draw


def edged(bar: Mark) -> Mark:
    """A mark with an outline only, as a small box around a single value."""

    def draw(spot: Spot, low: float, high: float) -> None:
        margin = max(0.0, 10 * spot.pixel - (high - low)) / 2
        bar(spot, low - margin, high + margin)

    return draw


BARS: dict[str, Mark] = {
    "published": published,
    "rounded": rounded,
    "more_than": published,
    "implied": implied,
    "bounded": bounded,
    "target": target,
    "recomputed": recomputed,
    "assumed": assumed,
    "superseded": superseded,
    "doubt": doubt,
    "counted": published,
}


def points(shape: str) -> dict[str, Mark]:
    """Marks of values on an axis that need not start at zero, exact ones drawn as a symbol."""
    exact = {status: point(shape, fill=status != "implied") for status in ("published", "rounded", "more_than", "implied")}
    return {**BARS, **exact, "superseded": edged(superseded), "doubt": edged(doubt)}


POINTS = points("s")
# The other of two series: squares and triangles are told apart where both are grey.
SECOND = points("^")


def draw_mark(spot: Spot, low: float, high: float, status: str, marks: dict[str, Mark] = BARS) -> None:
    """Draw the mark of a status; an unknown value has none.

    Parameters
    ----------
    spot
        Where.
    low, high
        The interval in the unit of the axis; ``high`` may be infinite.
    status
        How the value is known.
    marks
        `BARS` for bars from a base, `POINTS` for values on an axis that need not start at zero.
    """
    if status == "unknown":
        return
    spot = replace(spot, hue="alert") if status == "doubt" else spot
    if math.isinf(low):
        low, status = spot.foot, status if status in ("recomputed", "doubt") else "at most"
    if status == "at most":
        bounded(spot, -math.inf, high)
    elif math.isinf(high):
        open_end(spot, low, status, marks)
    else:
        marks[status](spot, low, high)
