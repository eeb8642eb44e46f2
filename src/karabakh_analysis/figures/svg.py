"""From a matplotlib figure to a small, clean, repeatable drawing.

matplotlib writes ``style`` attributes, ids and nested groups. A page under a strict policy allows none of the first, two drawings on
a page must not share the second, and the third are bytes. So only paths and texts are kept, in their order, with plain attributes.
"""

from __future__ import annotations

import base64
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import Markup
from matplotlib.figure import Figure

from karabakh_analysis.figures.lettering import wrap
from karabakh_analysis.figures.markup import join, tag
from karabakh_analysis.figures.style import DARK, INK, LIGHT, MUTED, PAPER, sheet

SPACE = "http://www.w3.org/2000/svg"
FACES = "DejaVu Sans, Verdana, sans-serif"
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


def to_svg(figure: Figure, title: str = "", description: str = "") -> Markup:
    """A figure as markup without ids, dates or ``style`` attributes; it changes its colours on a dark page.

    Parameters
    ----------
    figure
        The figure; its size in inches times 72 is the size in pixels.
    title, description
        What the drawing shows, as its ``title`` and ``desc``; left out where empty (an ``<img>`` carries its own alternative).
    """
    width, height, body = _body(figure)
    words = join(tag("title", title) if title else None, tag("desc", description) if description else None)
    return _svg(words + tag("style", dark_colours(str(body))) + body, width, height)


def standalone(figure: Figure, title: str, subtitle: str, source: str, description: str) -> Markup:
    """The drawing for a download: with title, subtitle and source, on white in every surrounding."""
    width, height, body = _body(figure)
    head, top = _lines([(title, 17, "bold", INK), (subtitle, 13, "normal", MUTED)], width, 14)
    foot, bottom = _lines([(source, 11, "normal", MUTED)], width, top + 14 + height + 8)
    moved = tag("g", body, transform=f"translate(16 {top + 14:g})")
    ground = tag("rect", width="100%", height="100%", fill=PAPER)
    words = tag("title", title) + tag("desc", description)
    return _svg(words + ground + head + moved + foot, width + 32, bottom + 16)


def data_address(drawing: str) -> Markup:
    """The drawing as a ``data:`` address, percent-encoded or in base64, whichever is shorter.

    It comes from this module: every quotation mark in it opens or closes an attribute, those in its texts are escaped. Apostrophes do
    the same and need no encoding. What is left holds nothing that an attribute would have to escape.
    """
    encoded = base64.b64encode(drawing.encode()).decode()
    percent = quote(str(drawing).replace('"', "'"), safe=" !$()*+,-./:;=?@_~'")
    plain, packed = f"data:image/svg+xml,{percent}", f"data:image/svg+xml;base64,{encoded}"
    return Markup(plain if len(plain) <= len(packed) else packed)  # noqa: S704 - quotation marks and brackets are encoded


def _svg(inner: Markup, width: float, height: float) -> Markup:
    return tag(
        "svg",
        inner,
        xmlns=SPACE,
        viewBox=f"0 0 {width:g} {height:g}",
        width=f"{width:g}",
        height=f"{height:g}",
        role="img",
        font_family=FACES,
    )


def _lines(paragraphs: list[tuple[str, int, str, str]], width: float, top: float) -> tuple[Markup, float]:
    """Wrapped lines below ``top`` and where they end."""
    out, y = Markup(""), top
    for text, size, weight, fill in paragraphs:
        for line in wrap(text, width, size, "bold" if weight == "bold" else "normal", most=9):
            y += size * 1.35
            out += tag("text", line, x=16, y=f"{y:g}", font_size=size, font_weight=weight if weight == "bold" else None, fill=fill)
        y += 4
    return out, round(y, 2)


def _body(figure: Figure) -> tuple[float, float, Markup]:
    buffer = io.StringIO()
    with sheet():
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    root = ET.fromstring(buffer.getvalue())  # noqa: S314 - written by matplotlib a line above
    width, height = (float(part) for part in root.attrib["viewBox"].split()[2:])
    return width, height, _grouped(_elements(root))


def _grouped(elements: Iterable[Element]) -> Markup:
    """Elements in order, written once what neighbours share; texts get a halo of paper, so that they stay readable on a grid line."""
    out = Markup("")
    for name, run in groupby(elements, key=lambda element: element.name):
        inner = join(_together(list(same)) for _, same in groupby(run, key=lambda element: element.look))
        out += tag("g", inner, stroke=PAPER, stroke_width=3, stroke_linejoin="round", paint_order="stroke") if name == "text" else inner
    return out


def _together(same: list[Element]) -> Markup:
    """Neighbours of one look: a group carries it, a single element carries it itself."""
    first = same[0]
    if first.look.get("fill") == "none" and not any("transform" in each.place for each in same):
        return tag("path", d="".join(each.place["d"] for each in same), **first.look)  # lines alone: one path draws them all
    if len(same) == 1:
        return tag(first.name, first.content, **first.place, **first.look)
    return tag("g", [tag(each.name, each.content, **each.place) for each in same], **first.look)


def _elements(root: ET.Element) -> Iterator[Element]:
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


def dark_colours(body: str) -> Markup:
    """Rules by which the colours of a drawing change on a dark page."""
    used = [token for token in LIGHT if LIGHT[token] in body]
    swaps = "".join(
        f'[{part}="{LIGHT[token]}"]{{{part}:{DARK[token]}}}'
        for token in used
        for part in ("fill", "stroke")
        if f'{part}="{LIGHT[token]}"' in body
    )
    return Markup(f"@media (prefers-color-scheme: dark){{{swaps}}}")  # noqa: S704 - made of our own tokens only
