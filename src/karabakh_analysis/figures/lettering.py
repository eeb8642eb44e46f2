"""How wide words are, and where lines of a label break."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.font_manager import FontProperties

from karabakh_analysis.figures.style import Weight, any_letters, clean

ELLIPSIS = "…"
ENLARGED = 16  # measured large, because hinting moves small letters by whole pixels


@lru_cache(maxsize=1)
def _ruler() -> RendererAgg:
    return RendererAgg(8, 8, 72)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: Weight = "normal") -> float:
    """Width of a line in pixels, in the widest face of the stack, so that every other one fits."""
    face = FontProperties(family="DejaVu Sans", size=size * ENLARGED, weight=weight)
    with any_letters():
        return float(_ruler().get_text_width_height_descent(text, face, ismath=False)[0]) / ENLARGED


def widest(texts: list[str], size: float, weight: Weight = "normal") -> float:
    """Width in pixels of the longest of some lines; nothing is 0 wide."""
    return max((text_width(text, size, weight) for text in texts), default=0.0)


def pieces(text: str) -> list[str]:
    """The parts of a label between which a line may break: after a space or an en dash (never inside a number)."""
    return re.findall(r"[^ –]*(?:–| +)|[^ –]+", text)


def longest_piece(text: str, size: float, weight: Weight = "normal") -> float:
    """Width in pixels of the widest part that cannot be broken."""
    return widest([piece.rstrip() for piece in pieces(clean(text))], size, weight)


def shorten(text: str, width: float, size: float, weight: Weight = "normal") -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if text_width(text, size, weight) <= width:
        return text
    too_long = bisect_left(range(len(text)), True, key=lambda end: text_width(text[:end].rstrip() + ELLIPSIS, size, weight) > width)
    return text[: max(too_long - 1, 0)].rstrip() + ELLIPSIS


def wrap(text: str, width: float, size: float, weight: Weight = "normal", most: int = 3) -> list[str]:
    """Lines of a label that fit a width in pixels; at most ``most`` lines, the last one shortened if more is left."""
    lines = [""]
    for piece in pieces(clean(text)):
        longer = lines[-1] + piece
        if lines[-1] and text_width(longer.rstrip(), size, weight) > width:
            lines.append(piece)
        else:
            lines[-1] = longer
    if len(lines) > most:
        lines = [*lines[: most - 1], "".join(lines[most - 1 :])]
    return [shorten(line.rstrip(), width, size, weight) for line in lines if line.strip()]
