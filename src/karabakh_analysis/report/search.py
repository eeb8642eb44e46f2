"""What the search page lists, from the data, the executed notebooks and the pages made of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from markupsafe import Markup
from nbformat import NotebookNode

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.naming import sector_words
from karabakh_analysis.report.book import Report
from karabakh_analysis.report.executed import sentences_of
from karabakh_analysis.report.outline import sections
from karabakh_analysis.report.page_info import navigation
from karabakh_analysis.report.search_page import figures_table, search_page
from karabakh_analysis.report.source_rows import CLAIM_WORDS

# Sections that every page has.
COMMON = ("rows", "made")
SHORT = "in-short"
ORDER = ["indicator_name", "geography_name", "period_end", "row_id"]


def search_of(executed: Sequence[tuple[Report, NotebookNode]], out: Path, dataset: Dataset, figures: Markup) -> str:
    """Contents of ``search.html``; ``figures`` as `figures_of` makes them."""
    pages = [_contents(report, notebook, out) for report, notebook in executed]
    site = {"nav": navigation(tuple(report for report, _ in executed))}
    return search_page(site, pages, dataset.geography.places, figures)


def _contents(report: Report, notebook: NotebookNode, out: Path) -> dict[str, Any]:
    """What a page asks, finds and is divided into; a page that was removed by hand has no sections to lead to."""
    page = out / report.page
    headings = sections(page.read_text(encoding="utf-8")) if page.is_file() else []
    parts = [(heading.anchor, heading.label) for heading in headings if heading.anchor not in (SHORT, *COMMON)]
    short = f"#{SHORT}" if any(heading.anchor == SHORT for heading in headings) else ""
    return {
        "title": report.title,
        "question": report.question,
        "href": report.page,
        "sections": parts,
        "short": f"{report.page}{short}",
        "findings": sentences_of(notebook),
    }


def figures_of(dataset: Dataset, rows: pd.DataFrame) -> Markup:
    """The table of all figures on the search page, from the rows of `source_rows`."""
    return figures_table(figure_rows(dataset, rows))


def figure_rows(dataset: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """Observations and claims in the columns of the search page, by indicator, place and time."""
    documents = dataset.sources.set_index("source_id")
    named = rows.assign(
        indicator_name=rows["indicator"].map(dataset.labels),
        kind_name=rows["claim"].map(CLAIM_WORDS).fillna(rows["kind"]),
        sector=rows["sector"].map(sector_words),
        **{column: rows["source_id"].map(documents[column]) for column in ("publisher", "published", "language")},
    )
    return named.sort_values(ORDER, kind="stable", ignore_index=True)
