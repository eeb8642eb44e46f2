"""Alternative texts: there, in words, and about what the picture shows. axe is content with any text."""

from __future__ import annotations

import re
from typing import TypedDict

from playwright.sync_api import Page

SHORTEST = 20
PLACEHOLDERS = {
    "alt", "chart", "diagram", "drawing", "fig", "figure", "graph", "graphic", "icon", "image", "img", "logo", "none", "photo",
    "picture", "plot", "svg", "untitled",
}  # fmt: skip
FILE = re.compile(r"\S+\.(png|svg|jpe?g|gif|webp|csv|html?)", re.IGNORECASE)
BY_MACHINE = re.compile(r"<.*>|no description has been provided.*|(figure|image|output|cell)[ _-]?\d+", re.IGNORECASE)

_IMAGES = """() => [...document.querySelectorAll("img")].map((image) => ({
  alt: image.getAttribute("alt"),
  title: image.closest("figure")?.querySelector("figcaption .ft, figcaption")?.textContent ?? "",
  beside: image.closest("li")?.innerText.trim() ?? "",
  place: image.closest("figure, section, main")?.querySelector(".ft, h1, h2, h3")?.textContent.trim().slice(0, 60) ?? "",
}))"""
_DRAWINGS = """() => [...document.querySelectorAll("svg")]
  .filter((svg) => svg.getAttribute("aria-hidden") !== "true" && !svg.getAttribute("aria-label") && !svg.querySelector(":scope > title"))
  .map((svg) => `a drawing in the page has no name: ${svg.outerHTML.slice(0, 60)}`)"""


class Image(TypedDict):
    """An image of a page: its alternative text, the title of its figure, the words of its item of a list, and where it stands."""

    alt: str | None
    title: str
    beside: str
    place: str


def poor_alternatives(tab: Page) -> list[str]:
    """Images whose alternative text is missing or says nothing; a glyph in a list may have none beside its words."""
    images: list[Image] = tab.evaluate(_IMAGES)
    found = [f"{image['place']!r}: {fault}" for image in images if (fault := _fault(image))]
    return [*found, *tab.evaluate(_DRAWINGS)]


def _fault(image: Image) -> str:
    alt = image["alt"]
    if alt is None:
        return "an image has no alternative text"
    if not alt.strip():
        return "" if image["beside"] else "an image that no words stand beside has an empty alternative text"
    return _said_nothing(alt.strip(), image["title"])


def _said_nothing(alt: str, title: str) -> str:
    faults = {
        "is a placeholder": alt.strip(" .:").lower() in PLACEHOLDERS or BY_MACHINE.fullmatch(alt),
        "is the name of a file": FILE.fullmatch(alt),
        "is too short to say what is shown": len(alt) < SHORTEST,
        "repeats the title alone": alt.strip(" .") == " ".join(title.split()).strip(" ."),
    }
    return next((f"the alternative text {alt[:60]!r} {fault}" for fault, found in faults.items() if found), "")
