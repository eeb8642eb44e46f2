"""What becomes of an executed notebook: its rows are described, what differs from run to run goes, and it is rendered."""

from __future__ import annotations

import nbformat
from nbformat import NotebookNode

from karabakh_analysis.report.notebook import UnstableOutputError, stable
from karabakh_analysis.report.provenance import facts_of, rows_linked
from karabakh_analysis.report.render import DuplicateDownloadError, UnfitPageError, report_files
from karabakh_analysis.report.run import RunFailedError, Task


def files_of(executed: NotebookNode, task: Task) -> dict[str, str]:
    """Contents of the files of a report, by name below the output directory.

    Raises
    ------
    RunFailedError
        If a cell prints what differs from run to run, or the page would be unfit.
    """
    try:
        return report_files(stable(executed, {**task.page, "rows": rows_of(executed, task)}))
    except (UnstableOutputError, DuplicateDownloadError, UnfitPageError) as error:
        raise RunFailedError(0, str(error), nbformat.writes(executed)) from error


def rows_of(executed: NotebookNode, task: Task) -> dict[str, dict[str, str]]:
    """What is said of the rows on which the outputs rest, so that a page can be made from the notebook alone."""
    rows = set().union(*(rows_behind(output) for cell in executed.cells for output in cell.get("outputs", [])))
    return facts_of(task.data, str(task.parameters.get("as_of", "")), rows) if rows else {}


def rows_behind(output: NotebookNode) -> set[str]:
    """Ids of the rows to which an output leads, and of the others on which its figure or table rests."""
    named = output.get("metadata", {}).get("karabakh", {}).get("rows", [])
    return rows_linked(str(output.get("data", {}).get("text/html", ""))).union(named)
