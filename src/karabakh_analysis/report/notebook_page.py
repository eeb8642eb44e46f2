"""A report page: title, contents, the cells, how it was made, and the way on."""

from __future__ import annotations

import re

from markupsafe import Markup

from karabakh_analysis.figures.markup import escape, join, tag
from karabakh_analysis.report.dates import date_in_words
from karabakh_analysis.report.info import PageInfo
from karabakh_analysis.report.made import how_made
from karabakh_analysis.report.outline import Heading, outline, relink, with_links_of, without_spare_ends
from karabakh_analysis.report.page import Page, shell
from karabakh_analysis.report.provenance import rows_section, with_facts

_TITLE = re.compile(r"<h1>(.*?)</h1>\s*(.*?)(?=<h[1-6]|$)", re.DOTALL)
WHAT_IF = "A what-if page: it was made with other parameters or another cut-off than the published report."
FAILED = "This page is not complete: a cell ended with an error, shown below."


def notebook_page(info: PageInfo, title_cell: Markup, cells: Markup, failed: bool = False) -> str:
    """The whole page of a report.

    Parameters
    ----------
    info
        How the page came about.
    title_cell
        Markup of the cell that opens with the title; may be empty.
    cells
        Markup of the other cells.
    failed
        Whether a cell ended with an error.
    """
    heading, deck, remainder = _title_parts(title_cell, info)
    body, contents = outline(join(with_facts(join(remainder, cells), info.rows, pointed=False), rows_section(info.rows), how_made(info)))
    header = tag("header", _crumbs(info, heading), tag("h1", heading), deck, _stamp(info), _banners(info, failed), class_="title")
    main = tag("main", header, _contents(contents), tag("div", body, _turn(info), class_="body"), id="main")
    linked = relink(with_links_of(tag("div", main, class_="wrap report"), info.nav), info.depth)
    html = without_spare_ends(linked)
    return shell(Page(str(heading.striptags()), info.question or str(heading.striptags()), html, info.name, info.depth, info.nav))


def _title_parts(cell: Markup, info: PageInfo) -> tuple[Markup, Markup, Markup]:
    """Title, the paragraphs under it, and what follows the next heading of the same cell."""
    match = _TITLE.match(cell)
    if match is None:
        return tag("span", info.title), tag("p", info.question) if info.question else Markup(""), cell
    heading, deck, rest = (Markup(part) for part in (match[1], match[2], cell[match.end() :]))  # noqa: S704 - made by render_markdown
    return escape(info.title) if info.headed else heading, deck, rest


def _crumbs(info: PageInfo, heading: Markup) -> Markup:
    parent = ("Districts", "districts") if info.depth else ("Reports", "reports")
    steps = [tag("a", "Overview", href="../index.html"), tag("a", parent[0], href=f"../index.html#{parent[1]}"), heading.striptags()]
    items = [tag("li", step, aria_current="page" if place == len(steps) - 1 else None) for place, step in enumerate(steps)]
    return tag("nav", tag("ol", items, role="list"), class_="crumbs", aria_label="Breadcrumbs")


def _stamp(info: PageInfo) -> Markup:
    switch = tag("button", "Show all code", type="button", class_="all-code", hidden=True)
    link = tag("a", "Open this notebook", href=f"../{info.notebook}") if info.notebook else None
    known = f"Data known by {date_in_words(info.as_of)}" if info.as_of else "All documents, no cut-off"
    return tag("p", tag("span", known), link, switch, class_="small stamp")


def _banners(info: PageInfo, failed: bool) -> Markup:
    as_of = f"Only documents certainly published by {date_in_words(info.as_of)} are used." if info.as_of else None
    lines = [as_of, WHAT_IF if info.scope == "what-if" else None, FAILED if failed else None]
    return join(tag("p", line, class_="banner failed" if line is FAILED else "banner") for line in lines if line)


def _contents(contents: list[Heading]) -> Markup:
    items = [tag("li", tag("a", entry.label, href=f"#{entry.anchor}")) for entry in contents]
    return tag("nav", tag("p", "On this page", class_="kicker"), tag("ol", items, role="list"), class_="toc", aria_label="On this page")


def _turn(info: PageInfo) -> Markup | None:
    pages = [("Previous", info.previous), ("Next", info.next)]
    links = [tag("a", tag("span", word), page["title"], href=f"../{page['href']}") for word, page in pages if page]
    return tag("nav", links, class_="turn", aria_label="Previous and next page") if links else None
