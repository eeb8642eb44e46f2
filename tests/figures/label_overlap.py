"""Finds labels of a figure that overlap each other or leave it."""

from __future__ import annotations

from itertools import combinations

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from karabakh_analysis.figures.style import sheet

TOLERANCE = 1.0


def labels(figure: Figure) -> list[tuple[str, Bbox]]:
    """Every label that is drawn, with its box in pixels."""
    with sheet():
        renderer = FigureCanvasAgg(figure).get_renderer()
        figure.draw(renderer)
        texts = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
        return [(text.get_text(), Text.get_window_extent(text, renderer)) for text in texts]


def overlapping(figure: Figure) -> list[tuple[str, str]]:
    """Pairs of labels whose boxes share more than a pixel in both directions."""
    return [(one, other) for (one, a), (other, b) in combinations(labels(figure), 2) if _shared(a, b)]


def outside(figure: Figure) -> list[str]:
    """Labels that leave the drawing by more than a pixel."""
    width, height = figure.get_size_inches() * 72
    return [
        text
        for text, box in labels(figure)
        if box.x0 < -TOLERANCE or box.y0 < -TOLERANCE or box.x1 > width + TOLERANCE or box.y1 > height + TOLERANCE
    ]


def smallest(figure: Figure) -> float:
    """The smallest size of a label, in pixels."""
    return min(text.get_fontsize() for text in figure.findobj(Text) if text.get_text().strip())


def _shared(a: Bbox, b: Bbox) -> bool:
    across = min(a.x1, b.x1) - max(a.x0, b.x0)
    along = min(a.y1, b.y1) - max(a.y0, b.y0)
    return across > TOLERANCE and along > TOLERANCE
