"""What every page says of itself: command, versions, digest, citation, neighbours."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from karabakh_analysis import RELEASED, __version__
from karabakh_analysis.report.book import Book, Report
from karabakh_analysis.report.parameters import Value

STATED_PACKAGES = ("pandas", "matplotlib", "seaborn", "papermill", "nbconvert")
DIGITS = 12
DOWNLOADS = "downloads"


def command_of(name: str, parameters: Mapping[str, Value], defaults: Mapping[str, Value]) -> str:
    """The command line that makes a page."""
    changed = {key: value for key, value in parameters.items() if value != defaults.get(key)}
    as_of = changed.pop("as_of", "")
    words = [
        "karabakh-analysis build",
        name,
        *([f"--as-of {as_of}"] if as_of else []),
        *(f"-p {shlex.quote(f'{key}={value}')}" for key, value in changed.items()),
    ]
    return " ".join(words)


def page_metadata(book: Book, report: Report, parameters: Mapping[str, Value], digest: str, built: tuple[Report, ...]) -> dict[str, Any]:
    """Metadata that an executed notebook carries, from which its page states how it was made."""
    previous, following = _neighbours(report, built)
    return {
        "name": report.name,
        "title": report.title,
        "question": report.question,
        "depth": 1 if report.folder else 0,
        "headed": bool(report.own),
        "as_of": parameters.get("as_of") or None,
        "scope": "" if dict(parameters) == report.values else "what-if",
        "digest": digest[:DIGITS],
        "versions": {"karabakh-analysis": __version__, **{name: version(name) for name in STATED_PACKAGES}},
        "command": command_of(report.name, parameters, report.values),
        "cite": citation(book, report, str(parameters.get("as_of") or ""), digest[:DIGITS]),
        "nav": navigation(built),
        "previous": previous,
        "next": following,
        "notebook": report.executed,
        "downloads": f"{DOWNLOADS}/{report.stem}" if report.own else DOWNLOADS,
    }


def _neighbours(report: Report, built: tuple[Report, ...]) -> tuple[dict[str, str] | None, dict[str, str] | None]:
    """The pages before and after a report among those of its folder."""
    beside = [other for other in built if other.folder == report.folder]
    place = beside.index(report)
    return _link(beside[place - 1]) if place else None, _link(beside[place + 1]) if place + 1 < len(beside) else None


def navigation(built: tuple[Report, ...]) -> list[dict[str, str]]:
    """Links to all pages of the site."""
    return [
        {"name": "index", "title": "Overview", "href": "index.html"},
        *map(_link, built),
        {"name": "sources", "title": "Sources", "href": "sources.html"},
        {"name": "search", "title": "Search", "href": "search.html"},
    ]


def _link(report: Report) -> dict[str, str]:
    return {"name": report.name, "title": report.title, "href": report.page}


def citation(book: Book, report: Report, as_of: str, digest: str) -> dict[str, str]:
    """How to cite a page: one sentence and a BibTeX entry."""
    known = f"Data known by {as_of}" if as_of else "All documents"
    year = RELEASED[:4]
    text = f"{book.title} ({year}). {report.title}. Version {__version__}. {known}, digest {digest}."
    entry = [
        f"@misc{{karabakh-analysis-{report.stem},",
        f"  author  = {{{{{book.title} maintainers}}}},",
        f"  title   = {{{report.title}}},",
        f"  year    = {{{year}}},",
        f"  version = {{{__version__}}},",
        f"  note    = {{{known}, digest {digest}}}",
        "}",
    ]
    return {"text": text, "bibtex": "\n".join(entry)}
