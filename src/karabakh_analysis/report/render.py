"""From an executed notebook to its files: the notebook itself, page and downloads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from karabakh_analysis.report.exporter import KarabakhExporter

DOWNLOADS_FOLDER = "downloads"
DOWNLOADS = {"text/csv": "csv", "image/svg+xml": "svg"}


def report_files(notebook: NotebookNode) -> dict[str, str]:
    """Contents of the files of an executed notebook, by name below the output directory: downloads, the notebook itself, the page.

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
    about = notebook.metadata["karabakh"]
    folder, root = about.get("downloads", DOWNLOADS_FOLDER), "../" * about.get("depth", 0)
    page = page.replace(f'href="{root}{DOWNLOADS_FOLDER}/', f'href="{root}{folder}/')
    return {**downloads(notebook, folder), about["notebook"]: executed, f"{about['name']}.html": page}


class UnfitPageError(ValueError):
    """A page would show an error or a figure without a text alternative."""


class DuplicateDownloadError(ValueError):
    """Two figures or tables of a page share a name."""


def downloads(notebook: NotebookNode, folder: str = DOWNLOADS_FOLDER) -> dict[str, str]:
    """The data and drawings that a page offers for download, by file name.

    Raises
    ------
    DuplicateDownloadError
        If two outputs share a name.
    """
    files: dict[str, str] = {}
    for name, kind, content in _named_outputs(notebook):
        path = f"{folder}/{Path(name).name}.{DOWNLOADS[kind]}"
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
