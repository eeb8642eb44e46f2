"""The pages around the reports: the front page and the sources, from the data and the executed notebooks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.report.book import Book, Report
from karabakh_analysis.report.dates import date_in_words
from karabakh_analysis.report.notebook import read_notebook
from karabakh_analysis.report.page_info import navigation
from karabakh_analysis.report.pages import index_page, sources_page
from karabakh_analysis.values import format_number
from karabakh_analysis.values.interval import exact

FINDINGS_SHOWN = 2
CLAIM_WORDS = {
    "fold_change": "multiple of the base period",
    "percent_change": "percentage change",
    "absolute_change": "change",
    "share": "share",
    "rank": "rank",
}


def front_page(book: Book, reports: tuple[Report, ...], out: Path, dataset: Dataset) -> str:
    """Contents of ``index.html``, with what the executed reports found."""
    site = {"nav": navigation(reports), "question": book.question, "stamp": _stamp(dataset)}
    return index_page(site, [_card(report, out) for report in reports])


def sources_of(dataset: Dataset, nav: list[dict[str, str]]) -> str:
    """Contents of ``sources.html``."""
    return sources_page({"nav": nav}, dataset.sources, source_rows(dataset))


def _stamp(dataset: Dataset) -> str:
    counted = f"{len(dataset.observations) + len(dataset.claims):,} published figures from {len(dataset.sources):,} documents"
    if dataset.as_of is None:
        dated = dataset.sources.loc[dataset.sources["known_from_earliest"].eq(dataset.sources["known_from_latest"]), "known_from_latest"]
        return f"{counted}, the last of known date from {date_in_words(f'{dated.max():%Y-%m-%d}')}."
    return f"{counted}, all certainly published by {date_in_words(f'{dataset.as_of:%Y-%m-%d}')}."


def _card(report: Report, out: Path) -> dict[str, Any]:
    findings = list(_findings(out / report.executed))[:FINDINGS_SHOWN]
    return {"name": report.name, "title": report.title, "question": report.question, "href": report.page, "findings": findings}


def _findings(executed: Path) -> Iterator[str]:
    """The sentences of a report's list of findings, as plain text."""
    for cell in read_notebook(executed).cells:
        for output in cell.get("outputs", []):
            if output.get("metadata", {}).get("karabakh", {}).get("kind") == "bullets":
                yield from (line[2:] for line in output.data["text/plain"].splitlines() if line.startswith("- "))


def source_rows(dataset: Dataset) -> pd.DataFrame:
    """Observations and claims together, in the columns of the sources page."""
    observations = dataset.observations.assign(kind_of_row="observation", row_id=dataset.observations["observation_id"])
    claims = dataset.claims.assign(kind_of_row="claim", row_id=dataset.claims["claim_id"], coverage="")
    rows = pd.concat([observations, claims], ignore_index=True).sort_values("row_id", kind="stable", ignore_index=True)
    names = dataset.geography.places.set_index("code")["name"].to_dict()
    described = rows["indicator"].map(dataset.labels) + rows.get("claim", pd.Series("", index=rows.index)).map(_claim_words)
    return rows.assign(
        indicator_label=described,
        geography_name=rows["geography"].map(names),
        period_text=[_period(row) for row in rows.itertuples()],
        value_text=[_plain_figure(row) for row in rows.itertuples()],
        corrected=rows["corrected_fields"],
    )


def _claim_words(claim: object) -> str:
    return f", {CLAIM_WORDS[claim]}" if isinstance(claim, str) and claim in CLAIM_WORDS else ""


def _period(row: Any) -> str:
    if pd.isna(row.period_end):
        return "no date"
    if pd.isna(row.period_start):
        return f"by {Period.day(row.period_end).label}"
    return Period(row.period_start, row.period_end).label


def _plain_figure(row: Any) -> str:
    """The figure as a number in English notation, or the two ends of a range."""
    numbers = [row.value] if row.precision != "range" else [row.low, row.high]
    return " to ".join(format_number(exact(float(number)), "", len(number.partition(".")[2])) for number in numbers)
