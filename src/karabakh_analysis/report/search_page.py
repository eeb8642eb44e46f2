"""The page that finds: what the pages say and every figure, in one list that a script narrows and that is read without it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

import pandas as pd
from markupsafe import Markup

from karabakh_analysis.figures.markup import join, tag
from karabakh_analysis.figures.table_filters import filter_heads
from karabakh_analysis.report.dates import date_in_words
from karabakh_analysis.report.page import DISTRICTS, Page, shell
from karabakh_analysis.report.sources_page import Record, language_of, reading, records_of

# The script reads a row's cells in this order, and its indicator in the heading of its group.
HEADS = ("As printed", "Read as", "Kind", "Place", "Period", "Publisher", "Published")
CHOICES = ("Indicator", "Place", "Year", "Publisher", "Kind")
INTRODUCTION = (
    "What every page asks, finds and is divided into, the names of the places, and every figure that was read from a document. The words"
    " “as printed” lead to the row of the figure and its document."
)
CAPTION = "Every figure, by indicator"
UNITS = "As printed, and as it is read: the number with its unit, and how precise it is."


def search_page(site: Mapping[str, Any], pages: Sequence[Mapping[str, Any]], places: pd.DataFrame, figures: Markup) -> str:
    """Everything that can be searched, as plain lists and one table.

    Parameters
    ----------
    site
        ``nav``: pages of the site.
    pages
        One mapping a page, in reading order: ``title``, ``question``, ``href`` from the root, ``sections`` (pairs of anchor and heading)
        and ``findings``, sentences as plain text that stand at ``short`` (at ``href`` where that is not given).
    places
        ``name`` and ``name_az`` of every place.
    figures
        The table of figures (see `figures_table`).
    """
    names = records_of(places)
    own = {place["name"]: place["name_az"] for place in names}
    districts = [{**page, "name_az": own.get(page["title"], "")} for page in pages if page["href"].startswith(DISTRICTS)]
    reports = [page for page in pages if not page["href"].startswith(DISTRICTS)]
    profiles = {page["title"]: page["href"] for page in districts}
    parts = [
        _area("pages", "Reports", map(_leaf, reports)) if reports else None,
        _area("districts", "Districts and cities", map(_leaf, districts)) if districts else None,
        _area("places", "Names of places", [_places(names, profiles)]),
        _area("figures", "Figures", [figures]) if figures else None,
    ]
    header = tag("header", tag("h1", "Search"), tag("p", INTRODUCTION, class_="deck"), class_="title")
    listed = tag("div", parts, class_="find", data_filters=filter_heads(CHOICES, {}))
    main = tag("main", header, listed, id="main", class_="wrap documents")
    return shell(Page("Search", INTRODUCTION, main, "search", 0, site.get("nav", [])))


def _area(anchor: str, title: str, content: Iterable[Markup]) -> Markup:
    return tag("section", tag("h2", title, id=anchor), content, aria_labelledby=anchor)


def _leaf(page: Mapping[str, Any]) -> Markup:
    """A page: its title and question, then the lines that are searched one by one."""
    sections = [tag("li", tag("a", label, href=f"{page['href']}#{anchor}")) for anchor, label in page["sections"]]
    findings = [tag("li", tag("a", finding, href=page.get("short", page["href"]))) for finding in page["findings"]]
    own = page.get("name_az")
    name = [" ", _own(own)] if own and own != page["title"] else None
    head = join(tag("h3", tag("a", page["title"], href=page["href"]), name), tag("p", page["question"], class_="asks"))
    return tag("div", head, _list("In short", findings), _list("Sections", sections), class_="leaf")


def _list(title: str, items: list[Markup]) -> Markup | None:
    return join(tag("p", title, class_="kicker"), tag("ul", items)) if items else None


def _own(name: str) -> Markup:
    return tag("span", name, lang="az", class_="own")


def _places(places: list[Record], profiles: Mapping[str, str]) -> Markup:
    """Both names of every place; the first leads to its profile where there is one."""
    names = [(place["name"], place["name_az"]) for place in places if place["name_az"]]
    items = [
        tag("li", tag("a", name, href=profiles[name]) if name in profiles else tag("span", name), " ", _own(own)) for name, own in names
    ]
    return tag("div", tag("ul", items, role="list"), class_="leaf names")


def figures_table(rows: pd.DataFrame) -> Markup:
    """All figures as a table, grouped by indicator; nothing where there is none.

    Parameters
    ----------
    rows
        One row a figure, in reading order and together by indicator: ``row_id, indicator_name, kind_name, geography_name, sector,
        period_text, stated_as, value_text, unit, precision, publisher, published`` (EDTF) and ``language`` of the document.
    """
    figures = records_of(rows)
    if not figures:
        return Markup("")
    head = tag("thead", tag("tr", [tag("th", text, scope="col") for text in HEADS]))
    groups = groupby(figures, key=lambda row: str(row["indicator_name"]))
    bodies = [tag("tbody", _group_head(name), map(_row, members)) for name, members in groups]
    caption = tag("caption", tag("b", CAPTION), tag("span", UNITS))
    return tag("div", tag("table", caption, head, bodies), class_="scroll", tabindex="0", role="region", aria_label=CAPTION)


def _group_head(name: str) -> Markup:
    return tag("tr", tag("th", tag("span", name), scope="rowgroup", colspan=str(len(HEADS))))


def _row(row: Record) -> Markup:
    printed = tag("a", row["stated_as"] or row["value_text"], href=f"sources.html#{row['row_id']}")
    figure = "; ".join(filter(None, [reading(row), row["sector"]]))
    texts = (figure, row["kind_name"], row["geography_name"], row["period_text"], row["publisher"], date_in_words(row["published"]))
    return tag("tr", tag("th", printed, scope="row", lang=language_of(row)), [tag("td", text) for text in texts])
