"""From a matplotlib figure to a small, clean, repeatable drawing.

matplotlib writes ``style`` attributes, ids and nested groups. A page under a strict policy allows none of the first, two drawings on
a page must not share the second, and the third are bytes. So only paths and texts are kept, in their order, with plain attributes.
"""

from __future__ import annotations

import base64
import io
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from itertools import groupby
from urllib.parse import quote

from markupsafe import Markup
from matplotlib.figure import Figure

from karabakh_analysis.figures.elements import SPACE, Element, elements_of
from karabakh_analysis.figures.lettering import wrap
from karabakh_analysis.figures.markup import join, tag
from karabakh_analysis.figures.style import DARK, INK, LIGHT, MUTED, PAPER, sheet

FACES = "DejaVu Sans, Verdana, sans-serif"


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
    return width, height, _grouped(elements_of(root))


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
