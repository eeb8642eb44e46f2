"""Links: where they lead, and that nothing but a web address or a place of the site is linked to."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TypedDict
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Page

WEB = {"http", "https"}
WANTED = {"noopener", "noreferrer"}
_LINKS = """() => [...document.querySelectorAll("a, area")].map((link) => ({
  href: link.getAttribute("href"), rel: link.getAttribute("rel") ?? "", text: link.textContent.trim().slice(0, 40),
}))"""


class Link(TypedDict):
    """A link as it is written."""

    href: str | None
    rel: str
    text: str


class _Anchors(HTMLParser):
    """The ids of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {value for name, value in attrs if name == "id" and value}


def poor_links(tab: Page) -> list[str]:
    """Links of a page that was opened from a file: those that lead nowhere, leave the page in reach, or have another scheme."""
    page = Path(unquote(urlsplit(tab.url).path))
    found: list[Link] = tab.evaluate(_LINKS)
    faults = {link["href"]: fault for link in found if (fault := _fault(link, page))}
    return [f"link to {str(href)[:120]!r}: {fault}" for href, fault in faults.items()]


def _fault(link: Link, page: Path) -> str:
    href = link["href"]
    if not href:
        return f"{link['text']!r} has no address"
    scheme = urlsplit(href).scheme.lower()
    if scheme in WEB:
        return "" if set(link["rel"].split()) >= WANTED else "rel is not noopener noreferrer"
    if scheme or href.startswith(("//", "/", "\\")):
        return f"neither a web address nor a place of the site: {scheme or 'an address from the root'}"
    return _unresolved(href, page)


def _unresolved(href: str, page: Path) -> str:
    place, _, anchor = href.partition("#")
    target = (page.parent / unquote(place)).resolve() if place else page.resolve()
    if not target.is_file():
        return "there is no such file"
    return "" if not anchor or unquote(anchor) in anchors(target, target.stat().st_mtime_ns) else "there is no such anchor"


@cache
def anchors(path: Path, changed: int) -> frozenset[str]:
    """The ids of a page on disk; a file of another kind has none."""
    if path.suffix != ".html":
        return frozenset()
    reader = _Anchors()
    reader.feed(path.read_text(encoding="utf-8"))
    return frozenset(reader.found)
