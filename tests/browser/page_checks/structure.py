"""Headings, tables and what a page may not hold."""

from __future__ import annotations

from itertools import pairwise
from typing import TypedDict

from playwright.sync_api import Page

SCOPES = {"col", "row", "colgroup", "rowgroup"}
_HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .map((heading) => [Number(heading.tagName[1]), heading.textContent.trim().slice(0, 60)])"""
_TABLES = """() => [...document.querySelectorAll("table")].map((table) => ({
  caption: table.caption?.textContent.trim() ?? "",
  heads: [...table.querySelectorAll("th")].map((head) => [head.textContent.trim().slice(0, 40), head.getAttribute("scope")]),
  first: table.rows[0]?.textContent.trim().slice(0, 40) ?? "",
}))"""
_FOREIGN = """() => {
  const wrong = "[style], iframe, object, embed, base, video, audio, source, track, form[action], link[rel~=stylesheet], script[src]";
  const named = (element) => element.outerHTML.slice(0, 80);
  const handled = (element) => element.getAttributeNames().some((name) => name.startsWith("on"));
  const images = [...document.images].filter((image) => image.srcset || !/^data:image\\//.test(image.getAttribute("src") ?? ""));
  return [
    ...[...document.querySelectorAll(wrong)].map((element) => `may not stand in a page: ${named(element)}`),
    ...[...document.querySelectorAll("*")].filter(handled).map((element) => `handles events by an attribute: ${named(element)}`),
    ...images.map((image) => `an image is not embedded: ${named(image)}`),
  ];
}"""
_TWICE = """() => {
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  return [...new Set(ids.filter((id, place) => ids.indexOf(id) !== place))].map((id) => `the id ${id.slice(0, 60)} stands twice`);
}"""


class Table(TypedDict):
    """A table: its caption, the texts and scopes of its head cells, and how its first row begins."""

    caption: str
    heads: list[tuple[str, str | None]]
    first: str


def poor_headings(tab: Page) -> list[str]:
    """Not exactly one heading of the first level, or a level that is skipped."""
    headings: list[tuple[int, str]] = tab.evaluate(_HEADINGS)
    ones = sum(level == 1 for level, _ in headings)
    wrong = [] if ones == 1 else [f"{ones} headings of level 1, expected one"]
    wrong += [f"the first heading is of level {level}" for level, _ in headings[:1] if level != 1]
    steps = pairwise(headings)
    skipped = [f"{text!r} of level {level} follows one of level {before}" for (before, _), (level, text) in steps if level > before + 1]
    empty = [f"a heading of level {level} is empty" for level, text in headings if not text]
    return wrong + skipped + empty


def poor_tables(tab: Page) -> list[str]:
    """Tables without a caption or without head cells, and head cells that do not say what they are the head of."""
    return [f"table {table['caption'] or table['first']!r}: {fault}" for table in tab.evaluate(_TABLES) for fault in _table_faults(table)]


def _table_faults(table: Table) -> list[str]:
    faults = [] if table["caption"] else ["it has no caption"]
    faults += [] if table["heads"] else ["it has no head cells"]
    return faults + [f"the head cell {text!r} has no scope" for text, scope in table["heads"] if scope not in SCOPES]


def foreign_elements(tab: Page) -> list[str]:
    """Attributes of style and of events, frames, pictures from elsewhere, ids that stand twice."""
    found: list[str] = tab.evaluate(_FOREIGN)
    return found + list(tab.evaluate(_TWICE))
