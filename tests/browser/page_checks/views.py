"""How a page is looked at: size of the window, light or dark, which folds are open."""

from __future__ import annotations

from typing import Literal

from playwright.sync_api import Page

Size = tuple[int, int]
Scheme = Literal["light", "dark"]

PHONE: Size = (360, 740)
TABLET: Size = (820, 1180)
DESKTOP: Size = (1440, 900)
# What is left of a window of 1280 x 1024 at 400 per cent (WCAG 2.2, 1.4.10 Reflow).
ZOOMED: Size = (320, 256)
# What the margins of paper.css leave of A4, by the name that the style sheet gives to a page: 176 mm upright, 263 mm lying.
SHEETS: dict[str, Size] = {"auto": (665, 975), "wide": (994, 646)}
SIZES = (PHONE, TABLET, DESKTOP)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")

# A page fits itself to a new window in its next frame, which a busy machine may be slow to draw.
_SETTLE = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
# A name makes folds exclude each other, so it goes before all are opened.
_SET_FOLDS = """(numbers) => {
  document.activeElement?.blur();
  for (const fold of document.querySelectorAll("details")) {
    fold.removeAttribute("name");
    fold.open = numbers || !fold.matches(".num");
  }
}"""


def look(tab: Page, size: Size = DESKTOP, scheme: Scheme = "light") -> None:
    """Set the size of the window and the scheme of colours, and wait until the page has fitted itself to them."""
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    tab.emulate_media(color_scheme=scheme)
    settle(tab)


def open_folds(tab: Page, numbers: bool = True) -> None:
    """Open every fold of the page and focus nothing; the cards of numbers lie over the text and are opened on wish."""
    tab.evaluate(_SET_FOLDS, numbers)
    settle(tab)


def settle(tab: Page) -> None:
    """Wait until what a page does in its next frame is done."""
    tab.evaluate(_SETTLE)
