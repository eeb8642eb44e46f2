"""Contrast of the text of a page, which is the same for all text of one kind: colour, size, weight and what lies beneath."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypedDict

from playwright.sync_api import Page
from tests.browser.page_checks.colours import TEXT, contrast
from tests.browser.page_checks.views import DESKTOP, PHONE, SCHEMES, look, open_folds

# Thousands of cells share a handful of kinds.
KINDS = """
const grounds = new Map([[null, []]]);
const groundsOf = (element) => {
  if (!grounds.has(element)) {
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
    const plain = backgroundColor === "rgba(0, 0, 0, 0)" && backgroundImage === "none" && opacity === "1";
    const beneath = groundsOf(element.parentElement);
    grounds.set(element, plain ? beneath : [...beneath, [backgroundColor, backgroundImage, opacity]]);
  }
  return grounds.get(element);
};
const textKinds = () => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = new Map(), seen = new Set();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(element) || !element.checkVisibility({ visibilityProperty: true })) continue;
    seen.add(element);
    const { color, fontSize, fontWeight } = getComputedStyle(element);
    const kind = JSON.stringify([element.tagName, color, fontSize, fontWeight, groundsOf(element)]);
    found.set(kind, [...(found.get(kind) ?? []).slice(0, 2), element]);
  }
  return found;
};
"""
_PAINTS = f"""() => {{
  {KINDS}
  return [...textKinds().values()].map(([element]) => ({{
    text: element.textContent.trim().slice(0, 40), colour: getComputedStyle(element).color,
    grounds: groundsOf(element).map(([colour]) => colour).filter((colour) => colour !== "rgba(0, 0, 0, 0)"),
    faded: groundsOf(element).some(([, , opacity]) => opacity !== "1"),
  }}));
}}"""

_DARK = """() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
  .filter((rule) => rule instanceof CSSMediaRule && rule.conditionText.includes("prefers-color-scheme"))
  .flatMap((rule) => [...rule.cssRules])
  .flatMap((rule) => [...rule.style].map((name) => [name, rule.style.getPropertyValue(name).trim()]))
  .filter(([name, value]) => !/^(--.*|color|.*-color)$/.test(name) || !CSS.supports("color", value))
  .map(([name, value]) => `a dark page changes ${name} to ${value}`)"""


class Kind(TypedDict):
    """A kind of text: an example, its colour, the colours beneath it from the page upwards, and whether something fades it."""

    text: str
    colour: str
    grounds: list[str]
    faded: bool


def faint_texts(tab: Page) -> list[str]:
    """Texts whose contrast is too small, light or dark, on a desktop or a phone, with everything open."""
    found: dict[str, None] = {}
    for scheme in SCHEMES:
        for size in (DESKTOP, PHONE):
            look(tab, size, scheme)
            open_folds(tab)
            found |= dict.fromkeys(f"{scheme}: {fault}" for fault in _faults(tab.evaluate(_PAINTS)))
    return list(found)


def _faults(kinds: Iterable[Kind]) -> Iterable[str]:
    for kind in kinds:
        if kind["faded"]:
            yield f"the text {kind['text']!r} shines through"
            continue
        ratio = contrast(kind["colour"], (kind["grounds"] or ["rgb(255, 255, 255)"])[-1])
        if ratio < TEXT:
            yield f"the text {kind['text']!r} has contrast {ratio:.2f}, expected {TEXT}"


def dark_changes(tab: Page) -> list[str]:
    """What the style changes on a dark page besides colours; checks of anything else need not be done again there."""
    found: list[str] = tab.evaluate(_DARK)
    return found
