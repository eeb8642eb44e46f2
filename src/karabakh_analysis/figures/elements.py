"""The paths and texts of a drawing as matplotlib writes it, without styles, ids and spare bytes."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import NamedTuple

from karabakh_analysis.figures.style import INK

SPACE = "http://www.w3.org/2000/svg"
_SVG, _LINK = f"{{{SPACE}}}", "{http://www.w3.org/1999/xlink}href"
# A circle as matplotlib writes one: eight curves that begin at its lowest point.
_ROUND = re.compile(r"M 0 ([\d.]+) (?:C [^C]+){8}z")
_KEPT = ("fill", "stroke", "stroke-width", "stroke-dasharray", "stroke-linecap")
_DEFAULTS = {("stroke-linecap", "butt"), ("stroke-width", "1"), ("fill", "#000000")}


class Element(NamedTuple):
    """A path or text of a drawing: how it looks, which neighbours can share, and where it stands."""

    name: str
    look: dict[str, str]
    place: dict[str, str]
    content: str = ""


def elements_of(root: ET.Element) -> Iterator[Element]:
    """The paths and texts that are seen, in their order."""
    shapes = {path.attrib["id"]: path.attrib["d"] for path in root.iter(f"{_SVG}path") if "id" in path.attrib}
    defined = {id(path) for defs in root.iter(f"{_SVG}defs") for path in defs.iter()}
    for element in root.iter():
        if id(element) in defined:
            continue
        style = _style(element)
        if element.tag == f"{_SVG}text":
            yield _text(element, style)
        elif element.tag == f"{_SVG}path" and _visible(style) and _extends(element.attrib["d"]):
            yield _path(element.attrib["d"], style)
        elif element.tag == f"{_SVG}use" and _visible(style):
            yield _path(shapes[element.attrib[_LINK][1:]], style, element.attrib["x"], element.attrib["y"])


def _style(element: ET.Element) -> dict[str, str]:
    pairs = (part.split(":", 1) for part in element.attrib.get("style", "").split(";") if ":" in part)
    return {name.strip(): value.strip() for name, value in pairs}


def _visible(style: dict[str, str]) -> bool:
    return style.get("fill", "#000000") != "none" or style.get("stroke", "none") != "none"


def _extends(shape: str) -> bool:
    """Whether a path goes anywhere: a lone point draws nothing."""
    return len(set(re.findall(r"-?[\d.]+ -?[\d.]+", shape))) > 1


def _path(shape: str, style: dict[str, str], x: str = "", y: str = "") -> Element:
    """A path; a marker stands where it is used instead of being referred to, so that no id is left."""
    kept = {name.replace("-", "_"): value for name, value in style.items() if name in _KEPT and (name, value) not in _DEFAULTS}
    look = {name: _short(value, 2) if name in ("stroke_width", "stroke_dasharray") else value for name, value in kept.items()}
    radius = _ROUND.fullmatch(" ".join(shape.split()))
    if radius and x:
        return Element("circle", look, {"cx": _short(x), "cy": _short(y), "r": _short(radius[1], 2)})
    moved = {"transform": f"translate({_short(x)} {_short(y)})"} if x else {}
    return Element("path", look, {"d": _compact(shape), **moved})


def _text(element: ET.Element, style: dict[str, str]) -> Element:
    anchor = style.get("text-anchor", "start")
    look = {
        "font_size": _short(style.get("font-size", "12px").removesuffix("px"), 2),
        "font_weight": "bold" if re.search(r"bold|[67]00", style.get("font-weight", "")) else "",
        "text_anchor": anchor if anchor != "start" else "",
        "fill": style.get("fill", INK),
    }
    look = {name: value for name, value in look.items() if value}
    return Element("text", look, {"x": _short(element.attrib["x"]), "y": _short(element.attrib["y"])}, element.text or "")


def _compact(shape: str) -> str:
    """The same path without spare spaces, level and upright lines written by their one moving coordinate."""
    out, x, y = "", "", ""
    for letter, points in re.findall(r"([MLQCz])([^MLQCz]*)", _short(" ".join(shape.split()))):
        *_, to_x, to_y = ["", "", *points.split()] if points.strip() else ["", x, y]
        level, upright = letter == "L" and to_y == y, letter == "L" and to_x == x
        out += f"H{to_x}" if level else f"V{to_y}" if upright else letter + " ".join(points.split())
        x, y = to_x, to_y
    return out


def _short(text: str, decimals: int = 1) -> str:
    """Numbers in a text with at most so many decimals (of a pixel) and no leading zero."""
    return re.sub(r"-?\d+\.\d+", lambda match: _shortest(float(match[0]), decimals), text)


def _shortest(number: float, decimals: int) -> str:
    text = f"{number:.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "0") else text.replace("-0.", "-.").removeprefix("0")
