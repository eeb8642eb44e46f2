"""What a place is and where it lies: sentences beside a small map on which it is marked."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from karabakh_analysis.figures.markup import tag
from karabakh_analysis.figures.place_map import NOTE, Shape, lettering, outline, shapes_of
from karabakh_analysis.figures.plane import Point, Ring, thinned
from karabakh_analysis.figures.style import LIGHT, PAPER, REGIONS, tint
from karabakh_analysis.figures.text import Block, inline, plain
from karabakh_analysis.values.sentence import Sentence

WIDTH = 300
LEAST = 2.0  # pixels between two points of a line
REGION_NAMES = " and ".join(REGIONS.values())


def place_card(sentences: Sequence[Sentence], places: pd.DataFrame, outlines: pd.DataFrame, code: str) -> Block:
    """Sentences on a place beside a map of all places.

    Parameters
    ----------
    sentences
        What the place is.
    places
        Index: codes; columns ``name`` and ``hue`` (``kar`` or ``ezr``).
    outlines
        As `karabakh_analysis.dataset.outlines` gives them. A place without one is not on the map, and a note says so.
    code
        The place.

    Raises
    ------
    KeyError
        If the place is none of the places.
    """
    name = str(places.at[code, "name"])
    shapes, _, height = shapes_of(places, outlines, WIDTH)
    chosen = next((shape for shape in shapes if shape.code == code), None)
    words = tag("div", [tag("p", inline(sentence)) for sentence in sentences])
    if chosen is None:
        note = f"{name} has no outline in the source of our maps, so that no map marks it."
        return Block(tag("div", words, tag("p", note, class_="note"), class_="place"), _plain(sentences, note), "place")
    alt = f"Map of {REGION_NAMES}: {name} lies in the {where(chosen.middle, height)} of the two regions."
    figure = tag("figure", _map(shapes, chosen, height, alt), tag("figcaption", NOTE, class_="note"))
    return Block(tag("div", words, figure, class_="place mapped"), _plain(sentences, alt), "place")


def where(point: Point, height: float) -> str:
    """In which third of the map a point lies from west to east and from north to south, in words."""
    x, y = point
    across = ("west", "", "east")[min(int(3 * x / WIDTH), 2)]
    down = ("north", "", "south")[min(int(3 * y / height), 2)]
    return f"{down}{'-' if down and across else ''}{across}" or "middle"


def _plain(sentences: Sequence[Sentence], last: str) -> str:
    return " ".join([*map(plain, sentences), last])


def _map(shapes: Sequence[Shape], chosen: Shape, height: int, alt: str) -> Markup:
    """The places without their surroundings, which would weigh more than all of them."""
    others = [shape for shape in shapes if shape is not chosen and not shape.is_small]
    drawing = [outline(_thinned(shape.rings), shape.hue, tint(shape.hue), PAPER) for shape in others]
    marked = chosen.dot() if chosen.is_small else _marked(chosen)
    return tag("svg", drawing, marked, viewBox=f"0 0 {WIDTH} {height}", class_="map small", role="img", aria_label=alt)


def _thinned(rings: tuple[Ring, ...]) -> tuple[Ring, ...]:
    return tuple(thinned(ring, LEAST) for ring in rings)


def _marked(chosen: Shape) -> list[Markup]:
    """The outline of the place in its full colour, and its name below its middle."""
    return [
        outline(_thinned(chosen.rings), f"here {chosen.hue}", LIGHT[chosen.hue], PAPER),
        lettering(chosen.name, chosen.middle, "middle"),
    ]
