"""Pure transformations of notebooks: their declared parameters, and executed notebooks made identical on every run."""

from __future__ import annotations

import ast
import copy
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from karabakh_analysis.report.parameters import UsageError, Value

PARAMETERS, INJECTED = "parameters", "injected-parameters"
ADDED = frozenset({INJECTED, "papermill-error-cell-tag"})
KEPT_METADATA = ("kernelspec", "language_info", "papermill", "karabakh")
KEPT_LANGUAGE = ("name", "file_extension", "mimetype")
PLACES = (tempfile.gettempdir(), sys.prefix, str(Path(__file__).resolve().parents[3]))
MACHINE = "|".join(re.escape(place) for place in PLACES if len(place) > 1)
ADDRESS = re.compile(rf"\bat 0x[0-9a-fA-F]{{6,}}|(?<![\w.-])(?:/(?:tmp|home|root|Users)/|(?:{MACHINE})(?![\w-]))[\w./-]*")


class UnstableOutputError(ValueError):
    """An output holds a memory address or a path of this machine and would differ on the next run."""


def read_notebook(path: Path) -> NotebookNode:
    """A notebook in the current format.

    Raises
    ------
    UsageError
        If the file is missing or is no notebook.
    """
    try:
        return nbformat.read(path, as_version=4)  # type: ignore[no-any-return]
    except FileNotFoundError as error:
        raise UsageError(f"{path}: the notebook is missing") from error
    except (AttributeError, ValueError, nbformat.ValidationError) as error:
        raise UsageError(f"{path}: this is no notebook") from error


def source_of(path: Path, defaults: Mapping[str, Value], name: str) -> str:
    """The text of a source notebook that declares what its book entry does (see `check_declared`)."""
    check_declared(read_notebook(path), defaults, name)
    return path.read_text(encoding="utf-8")


def declared_parameters(notebook: NotebookNode) -> dict[str, Value]:
    """Names and default values in the cell tagged ``parameters``.

    Raises
    ------
    UsageError
        If there is not exactly one such cell, or it holds anything but plain assignments of constants.
    """
    cells = [cell for cell in notebook.cells if PARAMETERS in cell.metadata.get("tags", [])]
    if len(cells) != 1:
        raise UsageError(f"the notebook has {len(cells)} cells tagged parameters, expected one")
    try:
        return {
            target.id: ast.literal_eval(statement.value) for statement in ast.parse(cells[0].source).body for target in statement.targets
        }
    except (AttributeError, SyntaxError, TypeError, ValueError) as error:
        raise UsageError("the parameters cell must hold assignments of constants and nothing else") from error


def check_declared(notebook: NotebookNode, defaults: Mapping[str, Value], name: str) -> None:
    """The notebook declares exactly the parameters and defaults of its book entry, so that JupyterLab and a build show the same.

    Raises
    ------
    UsageError
        If a name or a default differs, or cells have no ids: they would get random ones on every run.
    """
    if not all("id" in cell for cell in notebook.cells):
        raise UsageError(f"{name}: cells of the notebook have no ids; save it in format 4.5, as JupyterLab does")
    declared = declared_parameters(notebook)
    if _typed(declared) != _typed(defaults):
        raise UsageError(f"{name}: the notebook declares {declared}, the book {dict(defaults)}; expected the same")


def _typed(values: Mapping[str, Value]) -> dict[str, tuple[type, Value]]:
    """Values with their types: True is not 1 and 2024.0 is not 2024."""
    return {name: (type(value), value) for name, value in values.items()}


def stable(executed: NotebookNode, page: Mapping[str, Any]) -> NotebookNode:
    """An executed notebook without anything that a second run would change.

    Timing metadata, random cell ids and the Python patch version go; ``page`` becomes the metadata from which pages state how they were
    made.

    Raises
    ------
    UnstableOutputError
        If an output holds a memory address or a path of this machine.
    """
    notebook = copy.deepcopy(executed)
    metadata = {key: notebook.metadata[key] for key in KEPT_METADATA if key in notebook.metadata}
    run = metadata.get("papermill", {})
    metadata["papermill"] = {key: run[key] for key in ("default_parameters", "parameters") if key in run}
    metadata["language_info"] = {key: value for key, value in metadata.get("language_info", {}).items() if key in KEPT_LANGUAGE}
    notebook.metadata = NotebookNode({**metadata, "karabakh": dict(page)})
    number = 0
    for cell in notebook.cells:
        number += INJECTED not in cell.metadata.get("tags", [])
        _settle(cell, number)
    return notebook


def failed_cell(executed: NotebookNode) -> int:
    """Number of the cell at which a run stopped, the first cell of the source notebook being 1; 0 if there is none."""
    written = [cell for cell in executed.cells if not ADDED.intersection(cell.metadata.get("tags", []))]
    return next((number for number, cell in enumerate(written, start=1) if _has_stopped(cell)), 0)


def _has_stopped(cell: NotebookNode) -> bool:
    """Whether a cell ended with an error, or was sent to the kernel and never answered."""
    unanswered = "execution" in cell.metadata and "shell.execute_reply" not in cell.metadata["execution"]
    return unanswered or any(output.output_type == "error" for output in cell.get("outputs", []))


def _settle(cell: NotebookNode, number: int) -> None:
    """Strip a cell of timing, give an injected cell a fixed id, and refuse outputs that cannot be stable.

    Cells are numbered as in the source notebook, from 1.
    """
    tags = cell.metadata.get("tags", [])
    cell.metadata = NotebookNode({"tags": list(tags)} if tags else {})
    cell.id = INJECTED if INJECTED in tags else cell.id
    for output in cell.get("outputs", []):
        found = next((match for text in _texts(output) if (match := ADDRESS.search(text))), None)
        if found:
            raise UnstableOutputError(f"cell {number} prints {found.group()!r}, which differs from run to run")


def _texts(output: NotebookNode) -> Iterator[str]:
    """The texts of an output that a reader sees."""
    if output.output_type == "stream":
        yield output.text
    for kind, content in output.get("data", {}).items():
        if kind.startswith("text/") and isinstance(content, str):
            yield re.sub(r'src="data:[^"]*"', "", content)
