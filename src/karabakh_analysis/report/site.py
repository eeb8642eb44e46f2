"""The pages around the reports: the front page and the sources, from the data and the executed notebooks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup
from markupsafe import Markup
from nbformat import NotebookNode

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.figures.svg import data_address, thumbnail
from karabakh_analysis.report.book import Book, Report
from karabakh_analysis.report.dates import date_in_words
from karabakh_analysis.report.notebook import read_notebook
from karabakh_analysis.report.page_info import navigation
from karabakh_analysis.report.pages import index_page, sources_page
from karabakh_analysis.report.provenance import with_facts
from karabakh_analysis.report.source_rows import source_rows

FINDINGS_SHOWN = 2
THUMBNAIL = (264, 110)
OVERVIEW = "00_overview"


def front_page(book: Book, reports: tuple[Report, ...], out: Path, dataset: Dataset) -> str:
    """Contents of ``index.html``, with what the executed reports found."""
    executed = [(report, read_notebook(out / report.executed)) for report in reports]
    overview = next((notebook for report, notebook in executed if report.notebook == OVERVIEW), None)
    shown = {} if overview is None else {kind: _block(overview, kind) for kind in ("keys", "places")}
    figure = None if overview is None else _figure(overview)
    site = {"nav": navigation(reports), "question": book.question, "stamp": _stamp(dataset), "figure": figure, **shown}
    return index_page(site, [_card(report, notebook) for report, notebook in executed])


def sources_of(dataset: Dataset, nav: list[dict[str, str]]) -> str:
    """Contents of ``sources.html``."""
    return sources_page({"nav": nav}, dataset.sources, source_rows(dataset))


def _stamp(dataset: Dataset) -> str:
    counted = f"{len(dataset.observations) + len(dataset.claims):,} published figures from {len(dataset.sources):,} documents"
    if dataset.as_of is None:
        dated = dataset.sources.loc[dataset.sources["known_from_earliest"].eq(dataset.sources["known_from_latest"]), "known_from_latest"]
        return f"{counted}, the last of known date from {date_in_words(f'{dated.max():%Y-%m-%d}')}."
    return f"{counted}, all certainly published by {date_in_words(f'{dataset.as_of:%Y-%m-%d}')}."


def _card(report: Report, notebook: NotebookNode) -> dict[str, Any]:
    """What the front page says of a report: its main figure, small, and its first findings."""
    findings = list(_findings(notebook))[:FINDINGS_SHOWN]
    about = {"name": report.name, "title": report.title, "question": report.question, "href": report.page, "findings": findings}
    chart = next(_outputs(notebook, "image/svg+xml"), None)
    return about if chart is None else {**about, **_main_figure(chart["data"])}


def _main_figure(data: Mapping[str, str]) -> dict[str, Any]:
    return {"headline": data["text/plain"].partition("\n")[0], "thumbnail": data_address(thumbnail(data["image/svg+xml"], *THUMBNAIL))}


def _findings(notebook: NotebookNode) -> Iterator[Markup]:
    """The sentences of a report's list of findings; their numbers open to their documents."""
    items = BeautifulSoup(_block(notebook, "bullets") or "", "html.parser").select(".short > ul > li")
    return (Markup(item.decode_contents(formatter="minimal")) for item in items)  # noqa: S704 - markup of our own, read back


def _block(notebook: NotebookNode, kind: str) -> Markup | None:
    """The first output of a kind as markup."""
    found = (output for output in _outputs(notebook, "text/html") if output["metadata"].get("karabakh", {}).get("kind") == kind)
    html = next((output["data"]["text/html"] for output in found), None)
    return None if html is None else with_facts(Markup(html), notebook.metadata["karabakh"].get("rows", {}))  # noqa: S704 - made by us


def _figure(notebook: NotebookNode) -> Markup | None:
    """The first chart as markup, without its data."""
    chart = next(_outputs(notebook, "image/svg+xml"), None)
    if chart is None:
        return None
    html, *_ = str(chart["data"]["text/html"]).partition('<details class="fold data"')
    return Markup(html + "</figure>")  # noqa: S704 - made by our own figures


def _outputs(notebook: NotebookNode, kind: str) -> Iterator[NotebookNode]:
    """Outputs of ours that hold a kind of content."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return (output for output in outputs if kind in output.get("data", {}) and "karabakh" in output.get("metadata", {}))
