"""The last section of a page: how it was made, how to cite it, what it does not cover."""

from __future__ import annotations

from markupsafe import Markup

from karabakh_analysis.figures.markup import join, tag
from karabakh_analysis.report.dates import date_in_words
from karabakh_analysis.report.info import PageInfo

NOT_COVERED = (
    "The figures come from official Azerbaijani statistics as reported by the press; there is no independent count. They do not"
    " describe the Armenian population present until 2020 and 2023. Boundaries are drawn for orientation only."
)
PARTS = ("Notebook", "Parameters", "Cut-off", "Digest", "Packages", "Command", "Not covered")


def how_made(info: PageInfo) -> Markup:
    """The section; links are written as from a folder below the root."""
    facts = [tag("div", tag("dt", head), tag("dd", body)) for head, body in zip(PARTS, _facts(info), strict=True) if body]
    return join(tag("h2", "How this page was made", id="made"), tag("div", tag("dl", facts), class_="made"), _citation(info))


def cutoff(info: PageInfo) -> str:
    """The cut-off in words."""
    if not info.as_of:
        return "no cut-off: all documents"
    return f"{date_in_words(info.as_of)}: only documents certainly published by then"


def _facts(info: PageInfo) -> list[Markup | str | None]:
    parameters = [tag("code", f"{name} = {value!r}") for name, value in info.parameters.items()]
    return [
        tag("a", "Open this notebook", href=f"../{info.notebook}") if info.notebook else None,
        tag("ul", [tag("li", line) for line in parameters], role="list") if parameters else None,
        cutoff(info),
        tag("code", f"sha256:{info.digest}") if info.digest else None,
        ", ".join(f"{name} {version}" for name, version in info.versions.items()),
        tag("code", info.command) if info.command else None,
        NOT_COVERED,
    ]


def _citation(info: PageInfo) -> Markup | None:
    if not info.cite.get("text"):
        return None
    entry = tag("pre", tag("code", info.cite.get("bibtex", "")), tabindex="0", role="group", aria_label="BibTeX entry")
    fold = tag("details", tag("summary", "BibTeX"), tag("div", entry), class_="fold cite")
    return join(tag("h3", "How to cite"), tag("p", info.cite["text"]), fold if info.cite.get("bibtex") else None)
