"""Drawings in ``data:`` addresses, which no check of the page looks into: contrast of their texts and marks, light and dark."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from typing import TypedDict
from urllib.parse import unquote

from playwright.sync_api import Page
from tests.browser.page_checks.colours import SHAPE, TEXT, channels, contrast
from tests.browser.page_checks.views import DESKTOP, SCHEMES, Scheme, look

from karabakh_analysis.figures.style import DARK, LIGHT

KIND = "data:image/svg+xml"
TOKENS = {"light": LIGHT, "dark": DARK}
# The grid only guides the eye, a tint is always bounded by marks of its full hue, and paper lies on paper or inside an outline.
NOT_MEANING = ("paper", "surface", "grid", "kar-tint", "ezr-tint", "grey-tint", "alert-tint")
_SOURCES = """() => [...new Set([...document.images].map((image) => image.getAttribute("src") ?? ""))]"""
# What lies under the middle of a text: the last shape drawn before it that covers the point.
_PAINTS = """() => [...document.querySelectorAll("svg")].map((svg) => {
  const parts = [...svg.querySelectorAll("path, rect, circle, ellipse, polygon, line, polyline, text")];
  const isText = (part) => part.tagName === "text";
  const paint = (part, kind) => getComputedStyle(part)[kind].replace("none", "");
  const middle = (text) => {
    const box = text.getBBox();
    return new DOMPoint(box.x + box.width / 2, box.y + box.height / 2).matrixTransform(text.getScreenCTM());
  };
  const covers = (shape, point) => shape.isPointInFill(point.matrixTransform(shape.getScreenCTM().inverse()));
  const under = (text) => parts.slice(0, parts.indexOf(text))
    .filter((shape) => !isText(shape) && paint(shape, "fill") && covers(shape, middle(text))).at(-1);
  const halo = (text) => parseFloat(getComputedStyle(text).strokeWidth) >= 2 ? paint(text, "stroke") : "";
  const ground = (text) => under(text) ? paint(under(text), "fill") : "";
  const marks = parts.filter((part) => !isText(part)).flatMap((part) => [paint(part, "fill"), paint(part, "stroke")]);
  return {
    texts: parts.filter(isText).filter((text) => text.textContent.trim())
      .map((text) => [text.textContent.slice(0, 40), paint(text, "fill"), halo(text), ground(text)]),
    marks: [...new Set(marks)].filter(Boolean),
  };
})"""


class Paints(TypedDict):
    """The paints of a drawing: of each text its words, fill, halo and what lies under it; and those of the marks."""

    texts: list[tuple[str, str, str, str]]
    marks: list[str]


def faint_drawings(tab: Page) -> list[str]:
    """Texts and marks of the embedded drawings that do not stand out from what they lie on."""
    drawings = [decoded(source) for source in tab.evaluate(_SOURCES) if source.startswith(KIND)]
    if not drawings:
        return []
    beside = tab.context.new_page()
    try:
        beside.set_content("".join(drawings))
        return [fault for scheme in SCHEMES for fault in _faults(beside, scheme)]
    finally:
        beside.close()


def decoded(address: str) -> str:
    """The drawing in a ``data:`` address, percent-encoded or in base64."""
    head, _, content = address.partition(",")
    return base64.b64decode(content).decode() if head.endswith(";base64") else unquote(content)


def _faults(beside: Page, scheme: Scheme) -> Iterable[str]:
    look(beside, DESKTOP, scheme)
    paints: list[Paints] = beside.evaluate(_PAINTS)
    faults = [fault for drawing in paints for fault in [*_faint_texts(drawing, scheme), *_faint_marks(drawing, scheme)]]
    return dict.fromkeys(f"{scheme}: {fault}" for fault in faults)


def _faint_texts(drawing: Paints, scheme: Scheme) -> Iterable[str]:
    """A halo is what the letters border on; without one it is what lies beneath them."""
    paper = TOKENS[scheme]["paper"]
    for words, fill, halo, under in drawing["texts"]:
        ratio = contrast(fill, halo or under or paper)
        if ratio < TEXT:
            yield f"the text {words!r} has contrast {ratio:.1f}, expected {TEXT}"


def _faint_marks(drawing: Paints, scheme: Scheme) -> Iterable[str]:
    tokens = TOKENS[scheme]
    quiet = {channels(tokens[name]) for name in NOT_MEANING}
    for paint in drawing["marks"]:
        ratio = contrast(paint, tokens["paper"])
        if channels(paint) not in quiet and ratio < SHAPE:
            yield f"a mark in {paint} has contrast {ratio:.1f} with the page, expected {SHAPE}"
