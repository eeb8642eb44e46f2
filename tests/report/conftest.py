"""A small executed notebook, made without a kernel: real figures and outputs as our objects give them."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from karabakh_analysis.figures import Table, bullets, heading, note, paragraph
from karabakh_analysis.report.assets import ASKED, scripts_of
from karabakh_analysis.report.exporter import KarabakhExporter
from karabakh_analysis.values import Interval, Quantity, Sentence

YEAR = Quantity(Interval.point(2575), "jobs", "published", ("newsaz-2025-jobs-2024/01",))
HALF = Quantity(Interval.point(1735), "jobs", "implied", ("newsaz-2025-jobs-2024/01", "azernews-20240821-jobs-2024h1/01"))
TEN = Quantity(Interval(1402, 1864), "jobs", "bounded", tuple(f"apa-2024-jobs-2023/{row:02}" for row in range(1, 22)))
GROWTH = Quantity(Interval(43.25, 43.35), "percent", "published", ("newsaz-2025-jobs-2024/c03",), printed="43.3\u202f%")
HELPED = Quantity(
    Interval(25300, float("inf"), True), "persons", "published", ("newsaz-2025-jobs-2024/09",), ("scope_doubt",), "over 25,300"
)
ADDRESS = re.compile(r"https?://.*|#.*|(?:\.\./)?[A-Za-z0-9/._-]+(?:#.*)?")
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60" width="200" height="60">'
    '<rect width="200" height="60" fill="#1c4587"/></svg>'
)
METADATA: dict[str, Any] = {
    "karabakh": {
        "name": "01-job-growth",
        "title": "Job growth",
        "question": "How many new jobs were counted?",
        "depth": 0,
        "as_of": None,
        "scope": "",
        "digest": "0dd6df83d3e56c1f0dd6df83d3e56c1f",
        "versions": {"pandas": "3.0.1", "matplotlib": "3.11.0"},
        "command": "karabakh-analysis build 01-job-growth",
        "cite": {
            "text": "Karabakh Analysis (2026). Job growth. Digest 0dd6df83.",
            "bibtex": "@misc{karabakh-analysis-job-growth,\n  title = {Job growth}\n}",
        },
        "nav": [
            {"name": "00-overview", "title": "Overview of the numbers", "href": "00-overview.html"},
            {"name": "01-job-growth", "title": "Job growth", "href": "01-job-growth.html"},
            {"name": "02-entrepreneurship", "title": "Entrepreneurship", "href": "02-entrepreneurship.html"},
            {"name": "az-xa", "title": "Khankendi", "href": "districts/az-xa.html"},
        ],
        "previous": {"name": "00-overview", "title": "Overview of the numbers", "href": "00-overview.html"},
        "next": {"name": "02-entrepreneurship", "title": "Entrepreneurship", "href": "02-entrepreneurship.html"},
        "notebook": "notebooks/01-job-growth.ipynb",
    },
    "papermill": {"parameters": {"indicator": "new_jobs", "year": 2024}},
}
TITLE = (
    "# Job growth\n\nHow many new jobs were counted in a year, a half-year, a quarter? Did growth speed up, and which districts made it?"
)


def shown(thing: Any) -> Any:
    """The output that a front end keeps of one of our objects."""
    data, metadata = thing._repr_mimebundle_()
    return new_output("display_data", data=data, metadata=metadata)


def table() -> Table:
    frame = pd.DataFrame(
        {
            "first": [Quantity(Interval.point(15), "jobs", "published", ("a/01",)), TEN, None],
            "growth": [GROWTH, HELPED, None],
            "note": ["counted", "bounded", None],
        },
        index=["Khankendi", "Lachin", "All districts"],
    )
    heads = {"first": "January to June", "growth": "Change", "note": "How known"}
    return Table(
        frame,
        "New jobs by place",
        "Jobs; change in per cent",
        "new-jobs",
        heads,
        "Place",
        "Rows do not add up.",
        ["Karabakh", "East Zangezur", "Both"],
        {"All districts"},
    )


def cells() -> list[Any]:
    values = {"year": YEAR, "half": HALF, "ten": TEN, "helped": HELPED, "place": "Khankendi"}
    opening = Sentence("{year} new jobs were counted in 2024.", values)
    finding = Sentence(
        "Of these {half} fall in the second half. Over the same ten districts there were {ten}; {place} joined later.", values
    )
    return [
        new_code_cell(
            "from karabakh_analysis import figures\nfigures.bullets(opening, finding)", outputs=[shown(bullets(opening, finding))]
        ),
        new_code_cell("year = 2024  # a parameter", metadata={"tags": ["parameters"]}),
        new_code_cell(
            'heading("...")',
            outputs=[
                shown(heading(Sentence("Two thirds of the {year} new jobs of 2024 fall in its second half", values), label="Half-years"))
            ],
        ),
        new_code_cell(
            "paragraph(...)", outputs=[shown(paragraph(opening, finding, Sentence("About {helped} persons were helped.", values)))]
        ),
        new_code_cell("table", outputs=[shown(table())]),
        new_markdown_cell(
            "## What these counts do not say\n\nNew jobs are *gross* openings, see [the methods](09_data_and_methods.ipynb#limits).\n\n"
            "#### Deep\n\n| a | b |\n|---|--:|\n| x | 1 |"
        ),
        new_code_cell("note()", outputs=[shown(note("Counts start near zero."))]),
        new_code_cell(
            "fig",
            outputs=[
                new_output(
                    "display_data",
                    data={"image/svg+xml": DRAWING, "text/plain": "<Figure>"},
                    metadata={"image/svg+xml": {"alt": "A blue block."}},
                )
            ],
        ),
        new_code_cell(
            "print(1)",
            outputs=[
                new_output("stream", name="stdout", text="\x1b[31mone\x1b[0m\n"),
                new_output("stream", name="stderr", text="careful <b>\n"),
            ],
        ),
    ]


def notebook(*more: Any, title: str = TITLE, **changes: Any) -> Any:
    """The notebook with further cells and changed metadata."""
    metadata = {**METADATA, "karabakh": {**METADATA["karabakh"], **changes}}
    made = new_notebook(cells=[new_markdown_cell(title), *cells(), *more], metadata=metadata)
    for place, cell in enumerate(made.cells):
        cell["id"] = f"cell-{place}"
    return made


@pytest.fixture
def make_notebook() -> Callable[..., Any]:
    """Builds the notebook; see `notebook`."""
    return notebook


@pytest.fixture
def export() -> Callable[..., tuple[str, dict[str, Any]]]:
    """Converts a notebook to its page and what the exporter tells of it."""

    def converted(nb: Any) -> tuple[str, dict[str, Any]]:
        page, resources = KarabakhExporter().from_notebook_node(nb)
        return page, resources["karabakh"]

    return converted


class Elements(HTMLParser):
    """The elements of a page in order: name and attributes; and its visible text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside not in ("style", "script"):
            self.words.append(data)

    def named(self, *names: str) -> list[dict[str, str | None]]:
        """Attributes of the elements of these names."""
        return [attributes for name, attributes in self.found if name in names]

    @property
    def text(self) -> str:
        """The text of the page."""
        return "".join(self.words)


@pytest.fixture
def read_page() -> type[Elements]:
    """Reads a page into its elements and text."""
    return Elements


def problems(page: str) -> list[str]:
    """What a page holds that no page of ours may hold; empty for a good one."""
    elements = Elements(page)
    found = [f"{name} has {key}" for name, attributes in elements.found for key in attributes if key == "style" or key.startswith("on")]
    found += [f"{name} element" for name, _ in elements.found if name in ("iframe", "object", "embed", "form", "base")]
    found += [
        f"loads {attributes['src']}"
        for _, attributes in elements.found
        if "src" in attributes and not str(attributes["src"]).startswith("data:")
    ]
    found += [f"loads {attributes['href']}" for attributes in elements.named("link") if not str(attributes["href"]).startswith("data:")]
    found += [f"leads to {attributes['href']}" for attributes in elements.named("a") if not ADDRESS.fullmatch(str(attributes.get("href")))]
    if set(re.findall(r"<script[^>]*>(.*?)</script>", page, re.DOTALL)) - set(scripts_of("".join(ASKED))):
        found.append("a script that is not our own")
    if any(elements.named("script")):
        found.append("a script with attributes")
    return found + _structure(elements)


def _structure(elements: Elements) -> list[str]:
    levels = [int(name[1]) for name, _ in elements.found if re.fullmatch("h[1-6]", name)]
    names = [name for name, _ in elements.found]
    identities = [attributes["id"] for _, attributes in elements.found if attributes.get("id")]
    checks = {
        "not one h1": levels.count(1) == 1 and levels[0] == 1,
        "a heading level is skipped": all(after <= before + 1 for before, after in pairwise(levels)),
        "a table without caption": names.count("table") == names.count("caption"),
        "a head cell without scope": all("scope" in attributes for attributes in elements.named("th")),
        "an id twice": len(identities) == len(set(identities)),
        "an image without alt": all("alt" in attributes for attributes in elements.named("img")),
    }
    return [name for name, good in checks.items() if not good]


@pytest.fixture
def find_problems() -> Callable[[str], list[str]]:
    """Lists what a page may not hold."""
    return problems
