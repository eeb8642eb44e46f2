"""The page of all documents and of every row taken from them: where each number on the site leads."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import groupby
from typing import Any

import pandas as pd
from markupsafe import Markup

from karabakh_analysis.dataset.naming import flag_words, sector_words
from karabakh_analysis.figures.markup import escape, join, tag, web_address
from karabakh_analysis.figures.number import counted
from karabakh_analysis.report.dates import date_in_words
from karabakh_analysis.report.page import Page, shell

Record = dict[Hashable, Any]
HEADS = ("Row", "As printed", "Figure", "Place", "Period", "Read as", "Remarks")
BASIS = {"inferred": "date inferred", "unknown": "", "stated": ""}
KINDS = {"observation": "", "claim": "derived figure"}
NO_DATE = "Date not known"
SEARCH = "search.html"
SUBJECTS = 2
INTRODUCTION = (
    "Every figure that was read from a document has a row here. Numbers in the reports lead to these rows. The words in “as printed” are"
    " the document's own; “read as” is how the figure is used."
)


def sources_page(site: dict[str, Any], sources: pd.DataFrame, rows: pd.DataFrame) -> str:
    """All documents, newest first, each with its rows; the anchors are the ids of document and row, unchanged.

    Parameters
    ----------
    site
        ``nav``: pages of the site.
    sources
        The columns of ``sources.csv``.
    rows
        ``row_id, source_id, kind_of_row`` (observation or claim), ``indicator_label, geography_name, sector, period_text, stated_as,
        value_text, unit, precision, coverage, flags, note, corrected``; flags are space-separated.
    """
    of_document: dict[Hashable, list[Record]] = {}
    for record in records_of(rows):
        of_document.setdefault(record["source_id"], []).append(record)
    documents = sorted(records_of(sources), key=lambda record: (record["published"], record["source_id"]), reverse=True)
    years = [(year, list(group)) for year, group in groupby(documents, key=_year)]
    sections = [_year_section(year, group, of_document) for year, group in years]
    lead = tag("p", f"{len(documents):,} documents, {len(rows):,} figures.", class_="deck")
    jump = _jump([year for year, _ in years])
    found = tag("p", tag("a", "Find a figure", href=SEARCH)) if any(link["href"] == SEARCH for link in site.get("nav", [])) else None
    header = tag("header", tag("h1", "Sources"), lead, tag("p", INTRODUCTION), found, jump, class_="title")
    main = tag("main", header, sections, id="main", class_="wrap documents")
    return shell(Page("Sources", INTRODUCTION, main, "sources", 0, site.get("nav", []), script=False))


def _jump(years: list[str]) -> Markup:
    items = [tag("li", tag("a", year, href=f"#{_anchor(year)}")) for year in years]
    return tag("nav", tag("ul", items, role="list"), class_="years", aria_label="Years")


def records_of(frame: pd.DataFrame) -> list[Record]:
    """Rows as mappings; what is missing is the empty text."""
    records: list[Record] = frame.astype(object).where(frame.notna(), "").to_dict("records")
    return records


def _year(document: Record) -> str:
    return str(document["published"])[:4] or NO_DATE


def _anchor(year: str) -> str:
    return f"published-{year}" if year != NO_DATE else "published-undated"


def _year_section(year: str, documents: list[Record], rows: dict[Hashable, list[Record]]) -> Markup:
    title = tag("h2", year, id=_anchor(year))
    return tag(
        "section",
        title,
        [_document(document, rows.get(document["source_id"], [])) for document in documents],
        aria_labelledby=_anchor(year),
    )


def _document(document: Record, rows: list[Record]) -> Markup:
    name = document["title"] or _described(document, rows)
    heading = tag("h3", name, lang=language_of(document) if document["title"] else None)
    content = _table(document, rows) if rows else tag("p", "No figure of this document stands in the tables.", class_="small")
    return tag("section", heading, _about(document), content, id=document["source_id"], class_="document")


def _described(document: Record, rows: list[Record]) -> str:
    """What stands for the title that a document does not have: who published what, and when."""
    subjects = list(dict.fromkeys(str(row["indicator_label"]).partition(", ")[0] for row in rows))
    named = [*subjects[:SUBJECTS], *(["other figures"] if len(subjects) > SUBJECTS else [])]
    what = f": {', '.join(named)}" if named else ""
    return f"{document['publisher']}, {date_in_words(document['published'])}{what}"


def _about(document: Record) -> Markup:
    address = web_address(document["url"])
    hidden = tag("span", f" {document['title'] or document['source_id']}", class_="vh")
    link = tag("a", "Open the document", hidden, href=address, rel="noopener noreferrer") if address else "address not known"
    basis = BASIS.get(document["published_basis"], document["published_basis"])
    when = f"{date_in_words(document['published'])}{f' ({basis})' if basis else ''}"
    origin = f"figures from {document['attributed_to']}" if document["attributed_to"] else None
    parts = [document["publisher"], when, origin, link, tag("code", document["source_id"])]
    note = tag("p", document["note"], class_="small") if document["note"] else None
    return join(tag("p", [tag("span", part) for part in parts if part], class_="about"), note)


def language_of(document: Mapping[Hashable, Any]) -> str | None:
    """The language of a document's words where the page has to name it."""
    return document["language"] if document["language"] not in ("", "en") else None


def _table(document: Record, rows: list[Record]) -> Markup:
    title = f"Figures in {document['source_id']}"
    head = tag("thead", tag("tr", [tag("th", text, scope="col") for text in HEADS]))
    body = tag("tbody", [_row(row, language_of(document)) for row in rows])
    return tag(
        "div", tag("table", tag("caption", title, class_="vh"), head, body), class_="scroll", tabindex="0", role="region", aria_label=title
    )


def _row(row: Record, language: str | None) -> Markup:
    anchor = tag("th", tag("a", tag("code", row["row_id"]), href=f"#{row['row_id']}"), scope="row")
    figure = "; ".join(
        filter(None, [row["indicator_label"], sector_words(str(row["sector"])), KINDS.get(row["kind_of_row"], row["kind_of_row"])])
    )
    printed = tag("td", row["stated_as"], lang=language)
    plain = [tag("td", text) for text in (figure, row["geography_name"], row["period_text"])]
    return tag("tr", anchor, printed, plain, tag("td", reading(row)), tag("td", _remarks(row)), id=row["row_id"])


def reading(row: Mapping[Hashable, Any]) -> str:
    """How a figure is used: the number with its unit and its precision."""
    precision = "" if row["precision"] == "range" or row["unit"] == "rank" else str(row["precision"]).replace("_", " ")
    return " ".join(filter(None, [counted(row["value_text"], row["unit"]), f"({precision})" if precision else ""]))


def _remarks(row: Record) -> Markup:
    flags = [tag("span", flag_words(flag), class_="flag") for flag in str(row["flags"]).split()]
    corrected = f"corrected: {row['corrected']}" if row["corrected"] else ""
    words = [escape(text) for text in (row["coverage"], row["note"], corrected) if text]
    return Markup("; ").join([*flags, *words])
