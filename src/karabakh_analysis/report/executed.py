"""What executed notebooks of the collection show: their findings, blocks and figures, for the pages around them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
from bs4 import BeautifulSoup
from markupsafe import Markup
from nbformat import NotebookNode

from karabakh_analysis.report.provenance import with_facts

DRAWING = "image/svg+xml"


def read_executed(path: Path) -> NotebookNode:
    """A notebook that a build has executed; it was checked when it was written, and is not checked again."""
    return nbformat.v4.reads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def outputs_of(notebook: NotebookNode, kind: str) -> Iterator[NotebookNode]:
    """Outputs of our own objects that hold a kind of content."""
    outputs = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return (output for output in outputs if kind in output.get("data", {}) and "karabakh" in output.get("metadata", {}))


def _blocks(notebook: NotebookNode, kind: str) -> Iterator[NotebookNode]:
    """Outputs that are blocks of a kind (see `Block`)."""
    return (output for output in outputs_of(notebook, "text/html") if output["metadata"]["karabakh"].get("kind") == kind)


def block_of(notebook: NotebookNode, kind: str) -> Markup | None:
    """The first block of a kind as markup; what is known of its rows is said."""
    html = next((output["data"]["text/html"] for output in _blocks(notebook, kind)), None)
    return None if html is None else with_facts(Markup(html), notebook.metadata["karabakh"].get("rows", {}))  # noqa: S704 - made by us


def findings_of(notebook: NotebookNode) -> list[Markup]:
    """The sentences of the list of findings; their numbers open to their documents."""
    items = BeautifulSoup(block_of(notebook, "bullets") or "", "html.parser").select(".short > ul > li")
    return [Markup(item.decode_contents(formatter="minimal")) for item in items]  # noqa: S704 - markup of our own, read back


def sentences_of(notebook: NotebookNode) -> list[str]:
    """The same sentences as plain text; later lists of a page belong to their sections."""
    text = next((output["data"]["text/plain"] for output in _blocks(notebook, "bullets")), "")
    return [line.removeprefix("- ") for line in text.splitlines() if line.startswith("- ")]


def _main_chart(notebook: NotebookNode) -> NotebookNode | None:
    """The output of the first chart; ``None`` where there is none."""
    return next(outputs_of(notebook, DRAWING), None)


def figure_of(notebook: NotebookNode) -> Markup | None:
    """The first chart as markup, without its data."""
    chart = _main_chart(notebook)
    if chart is None:
        return None
    html, *_ = str(chart["data"]["text/html"]).partition('<details class="fold data"')
    return with_facts(Markup(html + "</figure>"), notebook.metadata["karabakh"].get("rows", {}))  # noqa: S704 - made by our own figures


def main_drawing_of(notebook: NotebookNode) -> tuple[str, str] | None:
    """What the first chart shows, and the chart as a drawing; ``None`` where there is no chart."""
    chart = _main_chart(notebook)
    return None if chart is None else (chart["data"]["text/plain"].partition("\n")[0], chart["data"][DRAWING])
