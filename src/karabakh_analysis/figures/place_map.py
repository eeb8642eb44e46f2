"""A map of the districts as an entrance to their profiles, beside lists for those who cannot use it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd
from markupsafe import Markup

from karabakh_analysis.figures.markup import tag
from karabakh_analysis.figures.number import cell
from karabakh_analysis.figures.plane import Point, Ring, area, largest, middle, projection
from karabakh_analysis.figures.style import GRID, INK, LIGHT, PAPER, REGIONS, tint
from karabakh_analysis.figures.text import Block
from karabakh_analysis.values.quantity import Quantity

WIDTH, MARGIN = 640, 0.06
DOT, SMALLEST, NEAR = 5, 400, 18
LIFT = 26  # a line of the letters that a phone shows
NOTE = "Outlines: Natural Earth 1:10m, generalised, for orientation only."


def place_map(places: pd.DataFrame, outlines: pd.DataFrame, *, value: str) -> Block:
    """A map of places and a list for each region; both lead to the profiles.

    Parameters
    ----------
    places
        Index: codes; columns ``name``, ``hue`` (``kar`` or ``ezr``) and ``quantity`` (a `Quantity` or ``None``), in the order of the
        lists. A place without outline stands in the lists only, and a note names it.
    outlines
        As `karabakh_analysis.dataset.outlines` gives them.
    value
        What the quantities are, as head of their column.
    """
    lists = tag("div", [_list(places[places["hue"].eq(hue)], name, hue, value) for hue, name in REGIONS.items()], class_="lists")
    missing = ", ".join(places.loc[~places.index.isin(outlines["code"].tolist()), "name"])
    note = tag("p", NOTE, f" Without an outline there, in the list only: {missing}." if missing else "", class_="note")
    plain = "\n".join(f"{place.name}: {_text(place.quantity)}" for place in places.itertuples(index=False))
    return Block(tag("div", tag("div", drawn_map(places, outlines), note), lists, class_="places"), plain, "places")


def profile_address(code: str) -> str:
    """Where the profile of a place stands, as seen from a folder below the root of the site."""
    return f"../districts/{code.lower()}.html"


def _text(quantity: Quantity | None) -> str:
    return quantity.text if quantity else "n.a."


def _list(places: pd.DataFrame, region: str, hue: str, value: str) -> Markup:
    heads = tag("tr", tag("th", "Place", scope="col"), tag("th", value, scope="col"))
    caption = tag("caption", tag("span", class_=f"swatch {hue}"), tag("b", region))
    return tag("table", caption, tag("thead", heads), tag("tbody", [_line(place) for place in places.itertuples()]))


def _line(place: tuple[str, str, str, Quantity | None]) -> Markup:
    code, name, _, known = place
    link = tag("a", name, href=profile_address(code))
    return tag("tr", tag("th", link, scope="row"), tag("td", cell(known) if known else "n.a."))


@dataclass(frozen=True)
class Shape:
    """A place as the map draws it."""

    code: str
    name: str
    hue: str
    rings: tuple[Ring, ...]

    @property
    def is_small(self) -> bool:
        """Whether its outline is too small to be seen, in squares of a pixel."""
        return abs(area(largest(self.rings))) < SMALLEST

    @property
    def middle(self) -> Point:
        """The middle of its outline."""
        return middle(largest(self.rings))

    def drawn(self) -> Markup:
        """Its outline, or a dot with its name, as a way to its profile."""
        inner = self.dot() if self.is_small else outline(self.rings, self.hue, tint(self.hue), PAPER)
        return tag("a", inner, href=profile_address(self.code), tabindex=-1)

    def dot(self) -> list[Markup]:
        """A dot in its middle, and its name beside it."""
        x, y = self.middle
        dot = tag("circle", class_=f"dot {self.hue}", cx=f"{x:.1f}", cy=f"{y:.1f}", r=DOT, fill=LIGHT[self.hue])
        return [dot, lettering(self.name, (x + DOT + 4, y), "start")]

    def label(self, dots: Sequence[Point]) -> Markup | None:
        """Its name in the middle of its outline, above a dot that stands there."""
        x, y = self.middle
        taken = [dot_y for dot_x, dot_y in dots if abs(x - dot_x) < 2 * NEAR and abs(y - dot_y) < NEAR]
        return None if self.is_small else lettering(self.name, (x, min(taken) - LIFT if taken else y), "middle")


def drawn_map(places: pd.DataFrame, outlines: pd.DataFrame) -> Markup:
    """The map alone: left out of the order of the keyboard and of what is read aloud, for lists beside it say the same."""
    shapes, around, height = shapes_of(places, outlines, WIDTH)
    drawing = [[outline(rings, "around", "none", GRID) for rings in around], [shape.drawn() for shape in shapes]]
    dots = [shape.middle for shape in shapes if shape.is_small]
    labels = [shape.label(dots) for shape in shapes]
    return tag("svg", *drawing, labels, viewBox=f"0 0 {WIDTH} {height}", class_="map", aria_hidden="true", focusable="false")


def shapes_of(places: pd.DataFrame, outlines: pd.DataFrame, width: int) -> tuple[list[Shape], list[tuple[Ring, ...]], int]:
    """The places that have an outline, small ones last; the lines of what surrounds them; and the height of the map in pixels."""
    here = outlines[outlines["layer"].eq("place")]
    project, height = projection([ring for rings in here["rings"] for ring in rings], width, MARGIN)
    around = [_projected(rings, project) for rings in outlines.loc[outlines["layer"].ne("place"), "rings"]]
    known = here[here["code"].isin(places.index)]
    shapes = [
        Shape(row.code, places.at[row.code, "name"], places.at[row.code, "hue"], _projected(row.rings, project))
        for row in known.itertuples()
    ]
    shapes.sort(key=lambda shape: shape.is_small)  # a dot lies upon the outline around it
    return shapes, around, height


def _projected(rings: Sequence[Ring], project: Callable[[Point], Point]) -> tuple[Ring, ...]:
    return tuple([project(point) for point in ring] for ring in rings)


def outline(rings: Sequence[Ring], name: str, fill: str, stroke: str) -> Markup:
    """A closed line, or several, as a path."""
    line = "".join("M" + "L".join(f"{x:g} {y:g}" for x, y in ring[:-1]) + "Z" for ring in rings)
    return tag("path", class_=name, d=line, fill=fill, stroke=stroke)


def lettering(text: str, at: Point, anchor: str) -> Markup:
    """A name at a point of the map."""
    return tag("text", text, x=f"{at[0]:.1f}", y=f"{at[1] + 4:.1f}", fill=INK, text_anchor=anchor)
