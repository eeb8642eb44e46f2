"""Cells of a notebook as the page wants them: the title apart, the code of sentences with that of the figure they lead to."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from nbformat import NotebookNode

from karabakh_analysis.report.prose import render_markdown

PROSE = frozenset({"heading", "paragraph", "note"})
PARAMETERS = frozenset({"parameters", "injected-parameters"})


def split_title(nb: NotebookNode) -> tuple[Markup, NotebookNode]:
    """The first Markdown cell as markup if it opens with the title, and the notebook without it."""
    rest = copy.copy(nb)
    place = next((place for place, cell in enumerate(nb.cells) if cell.cell_type == "markdown"), None)
    html = Markup("") if place is None else render_markdown(nb.cells[place].source)
    if place is None or not html.startswith("<h1>"):
        return Markup(""), rest
    rest.cells = nb.cells[:place] + nb.cells[place + 1 :]
    return html, rest


def join_prose(nb: NotebookNode) -> NotebookNode:
    """The notebook with every code cell that shows sentences or nothing joined to the code cell right after it.

    A page then has one fold of code for a heading, its text and its figure, and nothing stands between a heading and its text.
    """
    joined = copy.copy(nb)
    joined.cells = []
    for cell in nb.cells:
        before = joined.cells[-1] if joined.cells else None
        if before is not None and _leads_on(before) and cell.cell_type == "code" and not _is_parameters(cell):
            joined.cells[-1] = _together(before, cell)
        else:
            joined.cells.append(cell)
    return joined


def _leads_on(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and not _is_parameters(cell) and all(map(_is_prose, cell.outputs))


def _is_prose(output: Mapping[str, Any]) -> bool:
    return output.get("metadata", {}).get("karabakh", {}).get("kind") in PROSE


def _is_parameters(cell: NotebookNode) -> bool:
    return bool(PARAMETERS.intersection(cell.get("metadata", {}).get("tags", [])))


def _together(first: NotebookNode, second: NotebookNode) -> NotebookNode:
    both = copy.copy(second)
    both.source = "\n\n".join(source for source in (first.source.strip(), second.source.strip()) if source)
    both.outputs = [*first.outputs, *second.outputs]
    return both
