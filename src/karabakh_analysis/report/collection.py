"""All pages of a site as one document for paper: every anchor keeps its page's name, and links between pages stay inside."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from karabakh_analysis.figures.markup import tag, web_address
from karabakh_analysis.report.book import Book
from karabakh_analysis.report.page import SITE, Page, shell

FIRST, LAST = "index.html", ("09-data-and-methods.html", "sources.html")
# Only pages made by this package reach these patterns: in text from elsewhere every "<" and quotation mark is escaped.
_BODY = re.compile(r'<header class="top">.*?</header>\n(.*)\n<footer class="foot">', re.DOTALL)
_CODE = re.compile(r'<details class="fold code">.*?</details>', re.DOTALL)
_NAMED = re.compile(r' (id|aria-labelledby|aria-describedby)="([^"]*)"')
_LINK = re.compile(r' href="([^"]*)"')


def pages_of(book: Book, out: Path) -> list[str]:
    """Paths of the pages of a site that go on paper: the front page, the reports, the districts, the methods, the sources.

    Parameters
    ----------
    book
        Gives the order of the reports, profiles of places among them.
    out
        Where the pages lie. Those that are not there are left out.
    """
    between = [report.page for report in book.reports if report.page not in LAST]
    return [page for page in (FIRST, *between, *LAST) if (out / page).is_file()]


def one_document(pages: Mapping[str, str], question: str) -> str:
    """The pages after each other as one page.

    Parameters
    ----------
    pages
        Path below the site's root -> the page, in order.
    question
        What the collection asks; the document's description.

    Raises
    ------
    ValueError
        If a page has not the form of this site.
    """
    sheets = [tag("section", _sheet(path, page, pages), id=_name(path), class_="sheet") for path, page in pages.items()]
    before, start, after = shell(Page(SITE, question, Markup("\n").join(sheets), script=False)).partition("</header>")
    return _inside(before, FIRST, pages) + start + after


def _sheet(path: str, page: str, pages: Mapping[str, str]) -> Markup:
    found = _BODY.search(page)
    if found is None:
        raise ValueError(f"{path} is no page of this site: its header or its footer is missing")
    named = _NAMED.sub(lambda match: f' {match[1]}="{_anchors(path, match[2])}"', _CODE.sub("", found[1]))
    return Markup(_inside(named, path, pages))  # noqa: S704 - a page made by this package


def _inside(html: str, path: str, pages: Mapping[str, str]) -> str:
    """Markup of a page with its links fitted to the document."""
    return _LINK.sub(lambda match: _link(match[1], path, pages), html)


def _name(path: str) -> str:
    return path.removesuffix(".html").replace("/", "-")


def _anchors(path: str, names: str) -> str:
    return " ".join(f"{_name(path)}--{name}" for name in names.split())


def _link(address: str, path: str, pages: Mapping[str, str]) -> str:
    """A link as the document holds it; what is neither in it nor on the web is no link there."""
    if web_address(address):
        return f' href="{address}"'
    target, _, anchor = address.partition("#")
    page = posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    if page not in pages:
        return ""
    return f' href="#{_anchors(page, anchor) if anchor else _name(page)}"'
