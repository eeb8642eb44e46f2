"""What a place is and where it lies: sentences beside a small map on which it is marked."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from markupsafe import Markup

from karabakh_analysis.figures.markup import tag
from karabakh_analysis.figures.place_map import DOT, NOTE, Shape, lettering, outline, shapes_of
from karabakh_analysis.figures.plane import Point, Ring, thinned
from karabakh_analysis.figures.style import LIGHT, PAPER, REGIONS, tint
from karabakh_analysis.figures.text import Block, inline, plain
from karabakh_analysis.values import listed
from karabakh_analysis.values.sentence import Sentence

WIDTH = 300
LEAST = 2.0  # pixels between two points of a line
SHARED = 2  # points that two outlines have in common where they border on each other
REGION_NAMES = " and ".join(REGIONS.values())


def place_card(sentences: Sequence[Sentence], places: pd.DataFrame, outlines: pd.DataFrame, code: str) -> Block:
    """Sentences on a place beside a map of all places, with a key and the places on which it borders.

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
    undrawn = [str(places.at[place, "name"]) for place in places.index if place not in {shape.code for shape in shapes}]
    lies = _lies(name, chosen, bordering(places, outlines, code), height)
    drawn = _map(shapes, chosen, height, f"Map of {REGION_NAMES}: {lies}")
    caption = " ".join(filter(None, [lies if chosen else "", _lacking(undrawn), NOTE]))
    figure = tag("figure", drawn, _key(places, name if chosen else ""), tag("figcaption", caption, class_="note"))
    words = tag("div", [tag("p", inline(sentence)) for sentence in sentences])
    return Block(tag("div", words, figure, class_="place mapped"), _plain(sentences, caption), "place")


def bordering(places: pd.DataFrame, outlines: pd.DataFrame, code: str) -> list[str]:
    """Names of the places whose outlines share a line with that of a place: two points or more."""
    here = outlines[outlines["layer"].eq("place")]
    points = {row.code: {point for ring in row.rings for point in ring} for row in here.itertuples()}
    own = points.get(code, set())
    near = [other for other in places.index if other != code and len(own & points.get(other, set())) >= SHARED]
    return sorted(str(places.at[other, "name"]) for other in near)


def _lies(name: str, chosen: Shape | None, neighbours: Sequence[str], height: float) -> str:
    """Where a place lies: on which others it borders, else in which part of the map."""
    if chosen is None:
        return f"{name} is not marked."
    if neighbours:
        return f"{name} borders on {listed(neighbours)}."
    return f"{name} lies in the {where(chosen.middle, height)} of the two regions."


def _lacking(undrawn: Sequence[str]) -> str:
    """Which places the map does not show."""
    if not undrawn:
        return ""
    outlines, verb = ("has no outline", "is") if len(undrawn) == 1 else ("have no outlines", "are")
    return f"{listed(undrawn)} {outlines} in the source of our maps and {verb} not drawn."


def where(point: Point, height: float) -> str:
    """In which third of the map a point lies from west to east and from north to south, in words."""
    x, y = point
    across = ("west", "", "east")[min(int(3 * x / WIDTH), 2)]
    down = ("north", "", "south")[min(int(3 * y / height), 2)]
    return f"{down}{'-' if down and across else ''}{across}" or "middle"


def _plain(sentences: Sequence[Sentence], last: str) -> str:
    return " ".join([*map(plain, sentences), last])


def _map(shapes: Sequence[Shape], chosen: Shape | None, height: int, alt: str) -> Markup:
    """The places without their surroundings, which would weigh more than all of them; small ones lie as dots upon the others."""
    others = [shape for shape in shapes if shape is not chosen]
    large = [outline(_thinned(shape.rings), shape.hue, tint(shape.hue), PAPER) for shape in others if not shape.is_small]
    small = [_speck(shape) for shape in others if shape.is_small]
    below, above = ([], []) if chosen is None else ([], chosen.dot()) if chosen.is_small else _marked(chosen)
    return tag("svg", large, below, small, above, viewBox=f"0 0 {WIDTH} {height}", class_="map small", role="img", aria_label=alt)


def _speck(shape: Shape) -> Markup:
    """A place too small for its outline, as a pale dot."""
    x, y = shape.middle
    return tag("circle", class_=shape.hue, cx=f"{x:.1f}", cy=f"{y:.1f}", r=DOT, fill=tint(shape.hue), stroke=PAPER)


def _key(places: pd.DataFrame, name: str) -> Markup:
    """What the colours of the map mean."""
    hues = [hue for hue in REGIONS if places["hue"].eq(hue).any()]
    items = [tag("li", _square(hue), REGIONS[hue]) for hue in hues]
    own = next((str(hue) for hue, other in zip(places["hue"], places["name"], strict=True) if other == name), "")
    items += [tag("li", _square(own, "here "), name)] if own else []
    return tag("ul", items, class_="marks", role="list", aria_label="Key of the map")


def _square(hue: str, lead: str = "") -> Markup:
    fill = LIGHT[hue] if lead else tint(hue)
    square = tag("path", class_=f"{lead}{hue}", d="M0 0h12v12h-12z", fill=fill)
    return tag("svg", square, viewBox="0 0 12 12", width=12, height=12, class_="map swatch", aria_hidden="true")


def _thinned(rings: tuple[Ring, ...]) -> tuple[Ring, ...]:
    return tuple(thinned(ring, LEAST) for ring in rings)


def _marked(chosen: Shape) -> tuple[list[Markup], list[Markup]]:
    """The outline of the place in its full colour, and its name in its middle."""
    shape = outline(_thinned(chosen.rings), f"here {chosen.hue}", LIGHT[chosen.hue], PAPER)
    return [shape], [lettering(chosen.name, chosen.middle, "middle")]
