"""The pages around the reports: the front page and the sources, from the data and the executed notebooks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from nbformat import NotebookNode

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.figures.svg import data_address, thumbnail
from karabakh_analysis.report.book import Book, Report
from karabakh_analysis.report.dates import date_in_words
from karabakh_analysis.report.executed import block_of, figure_of, findings_of, main_drawing_of
from karabakh_analysis.report.notebook import read_notebook
from karabakh_analysis.report.page_info import navigation
from karabakh_analysis.report.pages import index_page, sources_page
from karabakh_analysis.report.source_rows import source_rows

FINDINGS_SHOWN = 2
THUMBNAIL = (264, 110)
OVERVIEW = "00_overview"


def front_page(book: Book, reports: tuple[Report, ...], out: Path, dataset: Dataset) -> str:
    """Contents of ``index.html``, with what the executed reports found."""
    executed = [(report, read_notebook(out / report.executed)) for report in reports]
    overview = next((notebook for report, notebook in executed if report.notebook == OVERVIEW), None)
    site = {"nav": navigation(reports), "question": book.question, "stamp": _stamp(dataset), **_overview(overview)}
    return index_page(site, [_card(report, notebook) for report, notebook in executed])


def _overview(notebook: NotebookNode | None) -> dict[str, Any]:
    """What the front page takes from the report on the numbers to know."""
    if notebook is None:
        return {}
    return {"figure": figure_of(notebook), "keys": block_of(notebook, "keys"), "places": block_of(notebook, "places")}


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
    findings = findings_of(notebook)[:FINDINGS_SHOWN]
    about = {"name": report.name, "title": report.title, "question": report.question, "href": report.page, "findings": findings}
    drawing = main_drawing_of(notebook)
    if drawing is None:
        return about
    headline, picture = drawing
    return {**about, "headline": headline, "thumbnail": data_address(thumbnail(picture, *THUMBNAIL))}
