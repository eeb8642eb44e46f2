"""A drawing as a small picture without words, for a card that leads to it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from karabakh_analysis.figures.elements import SPACE
from karabakh_analysis.figures.markup import tag
from karabakh_analysis.figures.style import GRID
from karabakh_analysis.figures.svg import dark_colours

_SVG = f"{{{SPACE}}}"
EDGE = 2.0
LEAST = 0.6  # of the height allowed, where a drawing is cut between rows


class Box(NamedTuple):
    """Where something is drawn, in pixels of the drawing."""

    left: float
    top: float
    right: float
    bottom: float


def thumbnail(drawing: str, width: int, height: int) -> Markup:
    """A drawing made by `standalone`, without its words, cut to what is drawn; it knows dark pages.

    Lines keep the width in which they were drawn. A drawing too high for its width ends where one of its rows does.

    Parameters
    ----------
    drawing
        The drawing.
    width, height
        Size of the picture in pixels, the height at most.
    """
    root = ET.fromstring(drawing)  # noqa: S314 - written by this package
    moved = next(group for group in root.iter(f"{_SVG}g") if "transform" in group.attrib)
    drawn = [element for element in moved if element.tag != f"{_SVG}g" or element.find(f"{_SVG}path") is not None]
    shapes = Markup("").join(map(_shape, drawn))
    box = _cut(drawn, height / width)
    wide, high = box.right - box.left, box.bottom - box.top
    style = tag("style", dark_colours(str(shapes)), "path{vector-effect:non-scaling-stroke}")
    view = f"{box.left:g} {box.top:g} {wide:g} {high:g}"
    return tag("svg", style, shapes, xmlns=SPACE, viewBox=view, width=width, height=f"{width * high / wide:.0f}")


def _shape(element: ET.Element) -> Markup:
    """A path, or a group of them, as markup."""
    name = element.tag.removeprefix(_SVG)
    return tag(name, [_shape(child) for child in element], **{key.replace("-", "_"): value for key, value in element.attrib.items()})


def _cut(drawn: list[ET.Element], ratio: float) -> Box:
    """The part of a drawing that is shown: what is drawn on the grid, at most so high for its width."""
    parts = [(look, box) for element in drawn for look, box in _boxes(element, {})]
    marks = [box for look, box in parts if look.get("stroke") != GRID] or [box for _, box in parts]
    whole = Box(*(min(box[side] for box in marks) - EDGE for side in (0, 1)), *(max(box[side] for box in marks) + EDGE for side in (2, 3)))
    lowest = whole.top + ratio * (whole.right - whole.left)
    if whole.bottom <= lowest:
        return whole
    least = whole.top + LEAST * (lowest - whole.top)
    rules = [box.bottom for look, box in parts if look.get("stroke") == GRID and box.top == box.bottom and least < box.bottom < lowest]
    return whole._replace(bottom=max(rules, default=lowest))


def _boxes(element: ET.Element, look: Mapping[str, str]) -> Iterator[tuple[Mapping[str, str], Box]]:
    """Every stroke of an element with what it inherits of its look, and its box."""
    own = {**look, **element.attrib}
    for child in element:
        yield from _boxes(child, own)
    across, down = map(float, re.findall(r"-?[\d.]+", element.attrib.get("transform", "translate(0 0)")))
    if element.tag == f"{_SVG}circle":
        x, y, radius = (float(element.attrib[name]) for name in ("cx", "cy", "r"))
        yield own, Box(x - radius, y - radius, x + radius, y + radius)
    for stroke in re.findall(r"M[^M]*", element.attrib.get("d", "")):
        points = [(x + across, y + down) for x, y in _points(stroke)]
        yield (
            own,
            Box(*(min(point[side] for point in points) for side in (0, 1)), *(max(point[side] for point in points) for side in (0, 1))),
        )


def _points(path: str) -> Iterator[tuple[float, float]]:
    """The points of a path as `to_svg` writes it; those that bend a curve count as its own."""
    x = y = 0.0
    for letter, text in re.findall(r"([MLQCHV])([^MLQCHVz]*)", path):
        numbers = [float(number) for number in re.findall(r"-?[\d.]+", text)]
        pairs = {"H": [(number, y) for number in numbers], "V": [(x, number) for number in numbers]}
        for x, y in pairs.get(letter, list(zip(numbers[::2], numbers[1::2], strict=False))):
            yield x, y
