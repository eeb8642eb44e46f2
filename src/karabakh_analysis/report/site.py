"""The pages around the reports: front page, search and sources, from the data and the executed notebooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup
from nbformat import NotebookNode

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.figures.svg import data_address
from karabakh_analysis.figures.thumbnail import thumbnail
from karabakh_analysis.report.book import Book, Report
from karabakh_analysis.report.dates import date_in_words
from karabakh_analysis.report.executed import block_of, figure_of, findings_of, main_drawing_of, read_executed
from karabakh_analysis.report.page_info import navigation
from karabakh_analysis.report.pages import index_page, sources_page
from karabakh_analysis.report.search import figures_of, search_of
from karabakh_analysis.report.source_rows import source_rows

FINDINGS_SHOWN = 2
THUMBNAIL = (264, 110)
OVERVIEW = "00_overview"


Executed = Sequence[tuple[Report, NotebookNode]]


def pages_around(book: Book, reports: tuple[Report, ...], out: Path, dataset: Dataset, around: Around) -> dict[str, str]:
    """Contents of the pages around the reports, by file name.

    Parameters
    ----------
    book, reports
        The collection, and those of its reports that the site holds.
    out
        Where the pages and the executed notebooks lie.
    dataset
        What is known.
    around
        What could be made before the reports were (see `made_before`).
    """
    executed = [(report, read_executed(out / report.executed)) for report in reports]
    return {
        "index.html": front_page(book, executed, dataset),
        "search.html": search_of(executed, out, dataset, around.figures),
        "sources.html": around.sources,
    }


@dataclass(frozen=True)
class Around:
    """What the pages around the reports take from the data alone: the page of sources, and the figures on the search page."""

    sources: str
    figures: Markup


def made_before(dataset: Dataset, nav: list[dict[str, str]]) -> Around:
    """What can be made while the reports run."""
    rows = source_rows(dataset)
    return Around(sources_page({"nav": nav}, dataset.sources, rows), figures_of(dataset, rows))


def sources_of(dataset: Dataset, nav: list[dict[str, str]]) -> str:
    """Contents of ``sources.html``."""
    return sources_page({"nav": nav}, dataset.sources, source_rows(dataset))


def front_page(book: Book, executed: Executed, dataset: Dataset) -> str:
    """Contents of ``index.html``, with what the executed reports found."""
    overview = next((notebook for report, notebook in executed if report.notebook == OVERVIEW), None)
    site = {"nav": navigation(tuple(report for report, _ in executed)), "question": book.question, "stamp": _stamp(dataset)}
    cards = [(report, notebook) for report, notebook in executed if not report.folder]  # the places lead to the pages of a folder
    return index_page({**site, **_overview(overview)}, [_card(report, notebook) for report, notebook in cards])


def _overview(notebook: NotebookNode | None) -> dict[str, Any]:
    """What the front page takes from the report on the numbers to know."""
    if notebook is None:
        return {}
    return {"figure": figure_of(notebook), "keys": block_of(notebook, "keys"), "places": block_of(notebook, "places")}


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
