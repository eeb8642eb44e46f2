"""What a page says of the rows that its numbers rest on: beside each number, and once more as a table at its end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

from markupsafe import Markup

from karabakh_analysis.analyses.wording import published_words
from karabakh_analysis.dataset.naming import flag_words, sector_words
from karabakh_analysis.figures.markup import escape, join, tag
from karabakh_analysis.figures.number import SOURCES, unit_words

Facts = Mapping[str, str]
HEADS = ("Row", "As printed", "Figure")
# Only markup made by this package reaches these patterns.
_LINKED = re.compile(rf'<a [^>]*?\bhref="{re.escape(SOURCES)}#([^"]+)"')
_LISTED = re.compile(rf'(<li><a href="{re.escape(SOURCES)}#([^"]+)">)(<code>[^<]*</code>)(</a></li>)')
_IN_TABLE = re.compile(rf'(<a class="q(?: [^"]*)?") (href="{re.escape(SOURCES)}#([^"]+)")')


def facts_of(data: str, as_of: str, rows: Iterable[str]) -> dict[str, dict[str, str]]:
    """What is said of some rows.

    Parameters
    ----------
    data
        The directory that holds ``raw/``.
    as_of
        Cut-off day; empty for none.
    rows
        Ids of raw rows; others than those of the tables are left out.

    Returns
    -------
    dict
        By id, in order of the ids: ``printed`` (the document's own words), ``precision`` and ``figure`` (what, where, when, unit) in words,
        ``document`` (publisher and date), and ``flags`` where there are any.
    """
    from karabakh_analysis.dataset.load import raw_digest

    known = _described(data, as_of, raw_digest(Path(data)))
    return {row: known[row] for row in sorted(set(rows) & set(known))}


@lru_cache(maxsize=4)
def _described(data: str, as_of: str, digest: str) -> dict[str, dict[str, str]]:  # noqa: ARG001 - other tables, other digest
    from karabakh_analysis.dataset import load
    from karabakh_analysis.report.source_rows import source_rows

    dataset = load(data, as_of)
    documents = {row.source_id: f"{row.publisher}, {published_words(row.published)}" for row in dataset.sources.itertuples()}
    return {row["row_id"]: _facts(row, documents[row["source_id"]]) for row in source_rows(dataset).to_dict("records")}


def _facts(row: Mapping[Any, Any], document: str) -> dict[str, str]:
    figure = [row["indicator_label"], sector_words(row["sector"]), row["geography_name"], row["period_text"], unit_words(row["unit"])]
    flags = "; ".join(map(flag_words, row["flags"].split()))
    precision = row["precision"].replace("_", " ")
    facts = {"printed": row["stated_as"], "precision": precision, "figure": ", ".join(filter(None, figure)), "document": document}
    return {**facts, **({"flags": flags} if flags else {})}


def rows_linked(html: str) -> set[str]:
    """Ids of the rows to which markup of ours leads."""
    return {str(Markup(row).unescape()) for row in _LINKED.findall(html)}  # noqa: S704 - read back, not shown


def with_facts(html: Markup, known: Mapping[str, Facts], *, pointed: bool = True) -> Markup:
    """Markup in which the rows that a number lists are named by what they print, and numbers in tables carry it for the pointer.

    Parameters
    ----------
    html
        Markup made by this package, with links as from a folder below the root.
    known
        What is said of the rows (see `facts_of`); of a row that is not in it nothing is said.
    pointed
        Whether numbers in tables carry it; a page that ends with `rows_section` leaves that to its script, which reads it there.
    """

    def listed(match: re.Match[str]) -> str:
        facts = known.get(Markup(match[2]).unescape())  # noqa: S704 - read back, not shown
        named = escape(f"{_print(facts)}, {facts['document']}") if facts else match[3]  # a doubt stands in the card itself
        return f"{match[1]}{named}{match[4]}"

    def in_table(match: re.Match[str]) -> str:
        facts = known.get(Markup(match[3]).unescape())  # noqa: S704 - read back, not shown
        said = f' data-said="{escape(_said(facts))}"' if facts else ""
        return f"{match[1]}{said} {match[2]}"

    named = _LISTED.sub(listed, str(html))
    return Markup(_IN_TABLE.sub(in_table, named) if pointed else named)  # noqa: S704 - pieces were escaped above


def _said(facts: Facts) -> str:
    """A row in one line: what is printed, how precisely, by whom and when."""
    doubt = f"; {facts['flags']}" if "flags" in facts else ""
    return f"{_print(facts)}, {facts['document']}{doubt}"


def _print(facts: Facts) -> str:
    """The document's own words; how precise they are is said where they are not exact."""
    return f"“{facts['printed']}”" + (f" ({facts['precision']})" if facts["precision"] != "exact" else "")


def rows_section(known: Mapping[str, Facts]) -> Markup | None:
    """A fold with a table of all rows that the page rests on, by document; paper shows it open."""
    if not known:
        return None
    title = "Rows and documents"
    count = f"{len(known):,} printed figures" if len(known) > 1 else "One printed figure"
    caption = tag("caption", tag("b", title), tag("span", f"{count} on which the numbers of this page rest."))
    head = tag("thead", tag("tr", [tag("th", text, scope="col") for text in HEADS]))
    together = groupby(known.items(), key=lambda item: item[0].rpartition("/")[0])
    table = tag("table", caption, head, [_document(name, dict(rows)) for name, rows in together])
    scroll = tag("div", table, class_="scroll", tabindex="0", role="region", aria_label=title)
    fold = tag("details", tag("summary", f"{count} and where each stands"), tag("div", scroll), class_="fold data rows")
    return join(tag("h2", title, id="rows"), fold)


def _document(name: str, rows: Mapping[str, Facts]) -> Markup:
    """The rows of one document under its publisher, date and name."""
    first = next(iter(rows.values()))
    head = tag("th", tag("span", first["document"], " ", tag("code", name)), scope="rowgroup", colspan=len(HEADS))
    return tag("tbody", tag("tr", head), [_row(row, facts) for row, facts in rows.items()])


def _row(row: str, facts: Facts) -> Markup:
    """The number of a row in its document, what is printed there, which leads to it, and which figure that is."""
    link = tag("a", _print(facts), href=f"{SOURCES}#{row}")
    flags = [tag("br"), tag("span", facts["flags"], class_="flag")] if "flags" in facts else []
    return tag("tr", tag("td", row.rpartition("/")[2]), tag("th", link, scope="row"), tag("td", facts["figure"], flags))
