"""Cells of a notebook as the page wants them: the title apart, the code of sentences with that of the figure they lead to."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from nbformat import NotebookNode

from karabakh_analysis.figures.recorded import KIND as RECORDED
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
    """The notebook with the code of every cell that shows sentences or nothing joined to the next code cell.

    A page then has one fold of code for a heading, its text and its figure, and nothing stands between a heading and its text. A
    Markdown cell in between keeps its place: the sentences before it are shown without their code, which follows with the figure.
    """
    joined = copy.copy(nb)
    joined.cells = []
    waiting: list[NotebookNode] = []
    for cell in _with_one_fold_of_parameters(nb.cells):
        if cell.cell_type != "code" or _is_parameters(cell):
            joined.cells += [cell]
            continue
        leads = _leads_on(cell) and any(later.cell_type == "code" for later in nb.cells[nb.cells.index(cell) + 1 :])
        joined.cells += [_without_code(cell)] if leads else [_with_code(waiting, cell)]
        waiting = [*waiting, cell] if leads else []
    joined.cells = _without_silent_end(joined.cells)
    return joined


def _with_one_fold_of_parameters(cells: list[NotebookNode]) -> list[NotebookNode]:
    """The cells without the parameters of the run, which the page names at its end, where those of the notebook are shown."""
    shown = [cell for cell in cells if "injected-parameters" not in cell.get("metadata", {}).get("tags", [])]
    return shown if any(map(_is_parameters, shown)) else cells


def _without_silent_end(cells: list[NotebookNode]) -> list[NotebookNode]:
    """The cells with the code of a last one that shows nothing joined to the fold before it."""
    places = [place for place, cell in enumerate(cells) if cell.cell_type == "code" and cell.source.strip() and not _is_parameters(cell)]
    if len(places) < 2 or not all(map(_is_unseen, cells[places[-1]].outputs)):
        return cells
    before, last = places[-2:]
    whole = copy.copy(cells[before])
    whole.source = f"{whole.source.strip()}\n\n{cells[last].source.strip()}"
    return [whole if place == before else cell for place, cell in enumerate(cells) if place != last]


def _without_code(cell: NotebookNode) -> NotebookNode:
    shown = copy.copy(cell)
    shown.source = ""
    return shown


def _with_code(before: list[NotebookNode], cell: NotebookNode) -> NotebookNode:
    """The cell with the code of the sentences that led to it."""
    whole = copy.copy(cell)
    whole.source = "\n\n".join(each.source.strip() for each in (*before, cell) if each.source.strip())
    return whole


def _leads_on(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and not _is_parameters(cell) and all(map(_is_prose, cell.outputs))


def _is_prose(output: Mapping[str, Any]) -> bool:
    return _kind(output) in PROSE


def _is_unseen(output: Mapping[str, Any]) -> bool:
    """Whether an output is kept for runs that are compared and does not stand on the page."""
    return _kind(output) == RECORDED


def _kind(output: Mapping[str, Any]) -> str:
    """What kind of our objects an output shows; empty where it is none."""
    return str(output.get("metadata", {}).get("karabakh", {}).get("kind", ""))


def _is_parameters(cell: NotebookNode) -> bool:
    return bool(PARAMETERS.intersection(cell.get("metadata", {}).get("tags", [])))
