"""Layout: nothing wider than the window, nothing cut off, no text over other text."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page
from tests.browser.page_checks.views import SHEETS, SIZES, ZOOMED, Size, look, open_folds

MOST = 5

# A text that lies in a box that scrolls is there as far as the box shows it; one that is clipped to nothing is for screen readers.
_TOOLS = """
const named = (element) => {
  const mark = element.id ? `#${element.id}` : element.className && typeof element.className === "string" ? `.${element.className}` : "";
  return `${element.tagName.toLowerCase()}${mark} "${element.textContent.trim().slice(0, 40)}"`;
};
const styles = new Map();
const styleOf = (element) => {
  if (!styles.has(element)) styles.set(element, getComputedStyle(element));
  return styles.get(element);
};
const boxes = new Map();
const boxOf = (element) => {
  if (!boxes.has(element)) boxes.set(element, element.getBoundingClientRect());
  return boxes.get(element);
};
const ancestors = (element) => {
  const found = [];
  for (let each = element; each && each !== document.body; each = each.parentElement) found.push(each);
  return found;
};
const scrolls = (element) => /auto|scroll/.test(styleOf(element).overflowX);
const hidden = (chain) => chain.some((each) => styleOf(each).clipPath !== "none" || boxOf(each).right <= 0);
const meet = (one, other) => ({
  left: Math.max(one.left, other.left), right: Math.min(one.right, other.right),
  top: Math.max(one.top, other.top), bottom: Math.min(one.bottom, other.bottom),
});
const pieces = () => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) {
    const text = walker.currentNode, element = text.parentElement;
    if (!text.data.trim() || !element.checkVisibility({ visibilityProperty: true })) continue;
    const chain = ancestors(element);
    if (hidden(chain)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const around = chain.filter(scrolls).map(boxOf);
    for (const box of range.getClientRects()) {
      const shown = around.reduce(meet, box);
      const { left, right, top, bottom } = shown;
      if (right - left > 1 && bottom - top > 1) found.push({ text, element, scrolled: around.length > 0, left, right, top, bottom });
    }
  }
  return found;
};
"""
_WIDER = f"""() => {{
  {_TOOLS}
  const page = document.documentElement, width = page.clientWidth;
  if (page.scrollWidth <= width) return [];
  const out = [...document.body.querySelectorAll("*")].filter((element) => boxOf(element).right > width + 1
    && !ancestors(element.parentElement).some(scrolls));
  return [`is ${{page.scrollWidth}} px wide`, ...out.map(named)];
}}"""
# What stands on a sheet of its own format is looked at in that format alone.
_BEYOND = f"""(page) => {{
  {_TOOLS}
  const own = (element) => ancestors(element).map((each) => styleOf(each).page).find((name) => name !== "auto") ?? "auto";
  const drawn = (element) => element.parentElement.closest("svg");
  return [...document.body.querySelectorAll("*")].filter((element) => element.checkVisibility() && own(element) === page && !drawn(element)
    && boxOf(element).right > document.documentElement.clientWidth + 1 && !hidden(ancestors(element))).map(named);
}}"""
_CUT = f"""() => {{
  {_TOOLS}
  const width = document.documentElement.clientWidth;
  const outside = pieces().filter((piece) => !piece.scrolled && (piece.left < -1 || piece.right > width + 1)).map((piece) => piece.element);
  const clips = (element) => /hidden|clip/.test(styleOf(element).overflowX + styleOf(element).overflowY);
  const narrower = [...document.body.querySelectorAll("*")].filter((element) => clips(element) && element.checkVisibility()
    && boxOf(element).width > 1 && !element.closest("svg") && element.textContent.trim()
    && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1));
  return [...new Set([...outside, ...narrower])].map(named);
}}"""
_OVERLAPPING = f"""() => {{
  {_TOOLS}
  const shown = (image) => ancestors(image).filter(scrolls).map(boxOf).reduce(meet, boxOf(image));
  const images = [...document.images].filter((image) => image.checkVisibility());
  const pictures = images.map((image) => ({{ text: image, element: image, ...meet(shown(image), shown(image)) }}));
  const all = [...pieces(), ...pictures].sort((one, other) => one.top - other.top);
  const found = [];
  let open = [];
  for (const piece of all) {{
    open = open.filter((each) => each.bottom > piece.top);
    for (const each of open) {{
      const shared = meet(each, piece), lower = Math.min(each.bottom - each.top, piece.bottom - piece.top);
      if (each.text !== piece.text && shared.right - shared.left > 2 && shared.bottom - shared.top > lower / 4)
        found.push(`${{named(each.element)}} and ${{named(piece.element)}}`);
    }}
    open.push(piece);
  }}
  return [...new Set(found)];
}}"""


def overflow(tab: Page, sizes: Sequence[Size] = SIZES) -> list[str]:
    """What makes the page wider than the window, with everything open; boxes that scroll in themselves do not."""
    found = []
    for size in sizes:
        look(tab, size)
        open_folds(tab)
        found += [f"at {size[0]} px: {what}" for what in _first(tab, _WIDER)]
    return found


def beyond_the_sheet(tab: Page) -> list[str]:
    """What is wider than the sheet it is printed on, with everything open; for its sake a browser prints the whole document smaller."""
    found = []
    try:
        tab.emulate_media(media="print")
        for name, size in SHEETS.items():
            look(tab, size)
            open_folds(tab)
            found += [f"on a sheet of {size[0]} px: {what}" for what in _first(tab, _BEYOND, name)]
    finally:
        tab.emulate_media(media="screen")
    return found


def cut_off(tab: Page, size: Size = ZOOMED) -> list[str]:
    """Text that ends outside the window or in a box too small for it."""
    look(tab, size)
    open_folds(tab)
    return [f"at {size[0]} px: {what} is cut off" for what in _first(tab, _CUT)]


def overlapping(tab: Page, size: Size = ZOOMED) -> list[str]:
    """Texts and pictures that lie over each other; the cards of numbers are closed, as they lie over the text by design."""
    look(tab, size)
    open_folds(tab, numbers=False)
    return [f"at {size[0]} px: {what} overlap" for what in _first(tab, _OVERLAPPING)]


def _first(tab: Page, script: str, argument: str | None = None) -> list[str]:
    found: list[str] = tab.evaluate(script, argument)
    return found[:MOST] + ([f"and {len(found) - MOST} more"] if len(found) > MOST else [])
