"""What the search page lists, from the data, the executed notebooks and the pages made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.naming import sector_words
from karabakh_analysis.report.book import Report
from karabakh_analysis.report.executed import sentences_of
from karabakh_analysis.report.notebook import read_notebook
from karabakh_analysis.report.outline import sections
from karabakh_analysis.report.page_info import navigation
from karabakh_analysis.report.search_page import search_page
from karabakh_analysis.report.source_rows import CLAIM_WORDS, source_rows

# Sections that every page has.
COMMON = ("rows", "made")
ORDER = ["indicator_name", "geography_name", "period_end", "row_id"]


def search_of(reports: tuple[Report, ...], out: Path, dataset: Dataset) -> str:
    """Contents of ``search.html``."""
    pages = [_contents(report, out) for report in reports]
    return search_page({"nav": navigation(reports)}, pages, dataset.geography.places, figure_rows(dataset))


def _contents(report: Report, out: Path) -> dict[str, Any]:
    """What a page asks, finds and is divided into; a page that was removed by hand has no sections to lead to."""
    page = out / report.page
    headings = sections(page.read_text(encoding="utf-8")) if page.is_file() else []
    parts = [(heading.anchor, heading.label) for heading in headings if heading.anchor not in COMMON]
    findings = sentences_of(read_notebook(out / report.executed))
    return {"title": report.title, "question": report.question, "href": report.page, "sections": parts, "findings": findings}


def figure_rows(dataset: Dataset) -> pd.DataFrame:
    """Observations and claims in the columns of the search page, by indicator, place and time."""
    rows = source_rows(dataset)
    documents = dataset.sources.set_index("source_id")
    named = rows.assign(
        indicator_name=rows["indicator"].map(dataset.labels),
        kind_name=rows["claim"].map(CLAIM_WORDS).fillna(rows["kind"]),
        sector=rows["sector"].map(sector_words),
        **{column: rows["source_id"].map(documents[column]) for column in ("publisher", "published", "language")},
    )
    return named.sort_values(ORDER, kind="stable", ignore_index=True)
