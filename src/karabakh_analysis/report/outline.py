"""The headings of a page and its links: contents list, levels without gaps, unique anchors, depth in the site."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from karabakh_analysis.figures.text import slug
from karabakh_analysis.report.page import AROUND

# Only markup made by this package reaches these patterns: in text from elsewhere every "<" and quotation mark is escaped.
_HEADING = re.compile(r"<h([1-6])((?: [^>]*)?)>(.*?)</h\1>", re.DOTALL)
_UP = re.compile(r'(<a [^>]*?\bhref=")\.\./')
# A link to a report or a profile; the pages around them are part of every site.
_LEAD = re.compile(rf'<a href="\.\./(?!(?:{"|".join(AROUND)})\.html)([^"#]+\.html)(?:#[^"]*)?"[^>]*>(.*?)</a>', re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
# End tags that HTML lets out: the next cell, row or end of the table says the same (HTML, 13.1.2.4 Optional tags).
_SPARE_ENDS = re.compile(r"</t[dhr]>")
RESERVED = ("main",)


class Heading(NamedTuple):
    """An entry of the contents list."""

    anchor: str
    label: Markup


def outline(html: Markup) -> tuple[Markup, list[Heading]]:
    """Put the headings of a page's body in order.

    Parameters
    ----------
    html
        The body below the title, made by this package.

    Returns
    -------
    html
        The same with levels from 2 on, none skipped, and an anchor at every heading, each of them unique.
    contents
        The headings of level 2.
    """
    taken = dict.fromkeys([*RESERVED], 1)
    contents: list[Heading] = []
    level = 1

    def put_right(match: re.Match[str]) -> str:
        nonlocal level
        level = max(2, min(int(match[1]), level + 1))
        text = Markup(_TAGS.sub("", match[3]))  # noqa: S704 - the text of a heading that was escaped when it was made
        anchor = _unique(_attribute(match[2], "id") or slug(text.unescape()), taken)
        if level == 2:
            contents.append(Heading(anchor, Markup(_attribute(match[2], "data-label")) or text))  # noqa: S704 - as above
        return f'<h{level} id="{escape(anchor)}">{match[3]}</h{level}>'

    return Markup(_HEADING.sub(put_right, str(html))), contents  # noqa: S704 - as above


def sections(page: str) -> list[Heading]:
    """The headings of level 2 of a finished page with their anchors, each as it reads there.

    Parameters
    ----------
    page
        A page made by this package.
    """
    headings = (match for match in _HEADING.finditer(page) if match[1] == "2")
    return [Heading(_attribute(match[2], "id"), Markup(_TAGS.sub("", match[3]))) for match in headings]  # noqa: S704 - as above


def _attribute(attributes: str, name: str) -> str:
    found = re.search(rf' {name}="([^"]*)"', attributes)
    return found[1] if found else ""


def _unique(anchor: str, taken: dict[str, int]) -> str:
    count = taken.get(anchor, 0) + 1
    taken[anchor] = count
    return anchor if count == 1 else _unique(f"{anchor}-{count}", taken)


def relink(html: Markup, depth: int) -> Markup:
    """Fit the links of a page to its place in the site.

    Figures, tables and sentences write links as seen from a folder below the root (``../sources.html#...``).

    Parameters
    ----------
    html
        Markup made by this package.
    depth
        0 for a page at the root, 1 for a page in a folder below it.

    Raises
    ------
    ValueError
        If the depth is neither.
    """
    if depth not in (0, 1):
        raise ValueError(f"pages stand at depth 0 or 1, not {depth}")
    return html if depth else Markup(_UP.sub(r"\1", str(html)))  # noqa: S704 - only a prefix was removed


def without_spare_ends(html: Markup) -> Markup:
    """Markup of ours without the end tags of cells and rows, which are a twentieth of a page of large tables."""
    return Markup(_SPARE_ENDS.sub("", str(html)))  # noqa: S704 - only end tags were removed


def with_links_of(html: Markup, pages: Sequence[Mapping[str, str]]) -> Markup:
    """Markup in which links to reports and profiles that the site does not have are plain text.

    Parameters
    ----------
    html
        Markup made by this package, with links as from a folder below the root.
    pages
        The pages of the site, each with its ``href`` from the root.
    """
    known = {page["href"] for page in pages}
    return Markup(_LEAD.sub(lambda link: link[0] if link[1] in known else link[2], str(html)))  # noqa: S704 - a link was taken out
