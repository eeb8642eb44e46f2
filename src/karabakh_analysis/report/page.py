"""The shell that every page of the site stands in: head, policy, header, footer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import Markup

from karabakh_analysis.figures.markup import escape
from karabakh_analysis.report.assets import policy, scripts_of, style_of
from karabakh_analysis.report.made import NOT_COVERED

TEMPLATES = Path(__file__).parent / "templates"
SITE = "Karabakh Analysis"
AROUND = ("index", "sources", "search")
DISTRICTS = "districts/"


@dataclass(frozen=True)
class Page:
    """A page before it is put into the shell.

    Parameters
    ----------
    title, description
        For the window and for search; plain text.
    body
        Markup with one ``main`` element of id ``main``.
    name
        Name of the report, or ``index``, ``sources`` or ``search``: marks the page's own links.
    depth
        0 for a page at the root of the site, 1 for one in a folder.
    nav
        The pages of the site: ``name``, ``title``, ``href`` from the root. Those in ``districts/`` are listed apart; ``index`` and
        ``sources`` stand in the header anyway, ``search`` where the site has it.
    script
        Whether the page has any script.
    """

    title: str
    description: str
    body: Markup
    name: str = ""
    depth: int = 0
    nav: Sequence[dict[str, str]] = field(default_factory=list)
    script: bool = True


def shell(page: Page) -> str:
    """The whole document as text. Style and script are inline and named by their hashes, nothing else is loaded."""
    style, scripts = style_of(page.body), scripts_of(page.body) if page.script else []
    districts = [link for link in page.nav if link["href"].startswith(DISTRICTS)]
    return _template().render(
        page=page,
        title=page.title if page.title == SITE else f"{page.title} - {SITE}",
        style=Markup(style),  # noqa: S704 - our own file
        scripts=[Markup(script) for script in scripts],  # noqa: S704 - our own files
        policy=policy(style, scripts),
        root="../" * page.depth,
        districts=districts,
        reports=[link for link in page.nav if link not in districts and link["name"] not in AROUND],
        not_covered=NOT_COVERED,
    )


@cache
def _template() -> Template:
    loader = FileSystemLoader(TEMPLATES)
    environment = Environment(
        loader=loader, autoescape=True, finalize=escape, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("karabakh/page.html.j2")
