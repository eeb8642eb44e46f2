"""The front page of a sweep: its runs with their parameters and recorded values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from karabakh_analysis.figures.markup import tag
from karabakh_analysis.report.page import Page, shell

LEAD = "Every run of the notebook, with its parameters and the values that it recorded."


def runs_page(title: str, rows: Sequence[Mapping[str, object]], navigation: Sequence[dict[str, str]]) -> str:
    """A table of runs.

    Parameters
    ----------
    title
        Of the report.
    rows
        ``run, status, error``, parameters and recorded values of each run.
    navigation
        The pages of the sweep.
    """
    columns = list(dict.fromkeys(name for row in rows for name in row))
    head = tag("thead", tag("tr", [tag("th", name.replace("_", " "), scope="col") for name in columns]))
    body = tag("tbody", [_row(row, columns) for row in rows])
    table = tag("div", tag("table", tag("caption", tag("b", f"{len(rows):,} runs")), head, body), class_="scroll", tabindex="0")
    csv = tag("p", tag("a", "Download this table (CSV)", href="results.csv", download=True))
    header = tag("header", tag("h1", f"{title}: runs"), tag("p", LEAD, class_="deck"), class_="title")
    return shell(Page(f"{title}: runs", LEAD, tag("main", header, table, csv, id="main", class_="wrap documents"), "index", 0, navigation))


def _row(row: Mapping[str, object], columns: Sequence[str]) -> Markup:
    link = tag("a", str(row["run"]), href=f"{row['run']}.html") if row["status"] == "done" else str(row["run"])
    return tag("tr", tag("th", link, scope="row"), [tag("td", str(row.get(name, ""))) for name in columns[1:]])
