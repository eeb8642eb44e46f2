"""What a page says about its own making, as the engine leaves it in the notebook's metadata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class PageInfo:
    """How a page came about; the defaults serve a notebook converted outside a build.

    Parameters
    ----------
    name, title, question
        Name of the report, its title where the notebook has none, and the question in one sentence.
    depth
        0 for a page at the root of the site, 1 for one in a folder.
    headed
        Whether the title stands above the page and not that of the notebook, which several pages share.
    as_of
        The cut-off date (ISO), ``None`` for all documents.
    scope
        ``what-if`` for a run with other parameters than the published reports.
    digest, versions, command
        Digest of data and code, package versions, the command that builds the page.
    cite
        ``text`` and ``bibtex``.
    downloads
        Folder of the page's downloads, from the root of the site.
    nav, previous, next
        Pages of the site: ``name``, ``title``, ``href`` from the root of the site.
    notebook
        The executed notebook, from the root of the site; empty if there is none to link to.
    parameters
        Parameters of the run by name.
    rows
        What is said of the rows that the numbers rest on (see `facts_of`).
    """

    name: str = ""
    title: str = "Notebook"
    question: str = ""
    depth: int = 0
    headed: bool = False
    as_of: str | None = None
    scope: str = ""
    digest: str = ""
    versions: Mapping[str, str] = field(default_factory=dict)
    command: str = ""
    cite: Mapping[str, str] = field(default_factory=dict)
    nav: list[dict[str, str]] = field(default_factory=list)
    previous: dict[str, str] | None = None
    next: dict[str, str] | None = None
    notebook: str = ""
    downloads: str = "downloads"
    parameters: Mapping[str, Any] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_info(metadata: Mapping[str, Any]) -> PageInfo:
    """The information in a notebook's metadata (keys ``karabakh`` and ``papermill``); unknown keys are left alone."""
    given = metadata.get("karabakh", {})
    known = {name: given[name] for name in PageInfo.__dataclass_fields__ if name in given}
    parameters = metadata.get("papermill", {}).get("parameters", {})
    return PageInfo(**{"parameters": dict(parameters), **known})
