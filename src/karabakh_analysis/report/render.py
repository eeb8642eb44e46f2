"""From a report to its files: executed notebook, page and downloads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from karabakh_analysis.report.book import Book, Report
from karabakh_analysis.report.execute import ReportFailedError, execute, partial_of
from karabakh_analysis.report.exporter import KarabakhExporter
from karabakh_analysis.report.files import write_whole
from karabakh_analysis.report.notebook import UnstableOutputError, stable
from karabakh_analysis.report.page_info import page_metadata
from karabakh_analysis.report.parameters import Value
from karabakh_analysis.report.staleness import Layout

__all__ = ["ReportFailedError", "downloads", "run_report"]

DOWNLOADS = {"text/csv": "csv", "image/svg+xml": "svg"}


def run_report(
    book: Book, report: Report, parameters: Mapping[str, Value], layout: Layout, digest: str, built: tuple[Report, ...]
) -> dict[str, str]:
    """Execute a report and write its files.

    Returns
    -------
    dict
        Digest of every file by its name below the output directory.

    Raises
    ------
    ReportFailedError
        If a cell fails or prints what differs from run to run. No file of the report is changed then.
    """
    executed = execute(report, parameters, layout)
    try:
        notebook = stable(executed, page_metadata(book, report, parameters, digest, built))
        contents = report_files(report, notebook)
    except (UnstableOutputError, DuplicateDownloadError, UnfitPageError) as error:
        partial = partial_of(report, layout)
        write_whole(partial, nbformat.writes(executed))
        raise ReportFailedError(report.name, 0, str(error), partial) from error
    written = {name: write_whole(layout.out / name, content) for name, content in contents.items()}
    partial_of(report, layout).unlink(missing_ok=True)
    return written


def report_files(report: Report, notebook: NotebookNode) -> dict[str, str]:
    """Contents of the files of a report, by name below the output directory.

    Raises
    ------
    UnfitPageError
        If the page would show an error or a figure without a text alternative.
    DuplicateDownloadError
        If two outputs share a name.
    """
    page, resources = KarabakhExporter().from_notebook_node(notebook)  # type: ignore[no-untyped-call]
    if resources["karabakh"]["failed"] or resources["karabakh"]["without_description"]:
        raise UnfitPageError("an output is an error, or a figure has no description in words")
    executed = nbformat.writes(notebook) + "\n"
    return {**downloads(notebook), report.executed: executed, report.page: page}


class UnfitPageError(ValueError):
    """A page would show an error or a figure without a text alternative."""


class DuplicateDownloadError(ValueError):
    """Two figures or tables of a page share a name."""


def downloads(notebook: NotebookNode) -> dict[str, str]:
    """The data and drawings that a page offers for download, by file name.

    Raises
    ------
    DuplicateDownloadError
        If two outputs share a name.
    """
    files: dict[str, str] = {}
    for name, kind, content in _named_outputs(notebook):
        path = f"downloads/{Path(name).name}.{DOWNLOADS[kind]}"
        if path in files:
            raise DuplicateDownloadError(f"two outputs are named {name}")
        files[path] = content
    return files


def _named_outputs(notebook: NotebookNode) -> Iterator[tuple[str, str, str]]:
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            name = output.get("metadata", {}).get("karabakh", {}).get("name")
            for kind in DOWNLOADS if name else ():
                if kind in output.get("data", {}):
                    yield name, kind, output.data[kind]
