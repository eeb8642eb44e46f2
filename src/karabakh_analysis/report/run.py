"""One run of one notebook, as a value: what it needs goes in, the files it gives come out, in this process or another."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError
from nbformat import NotebookNode
from papermill.engines import papermill_engines
from papermill.exceptions import PapermillExecutionError

from karabakh_analysis.lines import one_line
from karabakh_analysis.report.book import Book
from karabakh_analysis.report.kernels.engine import KarabakhEngine
from karabakh_analysis.report.kernels.environment import kernel_environment
from karabakh_analysis.report.notebook import failed_cell
from karabakh_analysis.report.parameters import Value
from karabakh_analysis.report.staleness import Layout

ENGINE = "karabakh"
papermill_engines.register(ENGINE, KarabakhEngine)
# A build says itself what failed, in one sentence.
for _name in ("papermill", "asyncio"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


@dataclass(frozen=True)
class Task:
    """A run.

    Parameters
    ----------
    name
        Of the report or of the run of a sweep.
    notebook
        The source notebook as text.
    parameters
        All of its parameters.
    page
        Metadata from which the page states how it was made.
    directory
        Where the kernel works; a directory that is not there is replaced by a temporary one.
    data
        The directory that holds ``raw/``.
    seconds
        How long a cell may take.
    forked
        Whether the kernel may be a fork.
    """

    name: str
    notebook: str
    parameters: Mapping[str, Value]
    page: Mapping[str, Any]
    directory: str
    data: str
    seconds: int
    forked: bool = True

    @classmethod
    def of(cls, name: str, notebook: str, parameters: Mapping[str, Value], page: Mapping[str, Any], book: Book, layout: Layout) -> Task:
        """A run in a collection: where its notebooks and tables lie, within the limit of its book."""
        return cls(name, notebook, parameters, page, str(layout.notebooks), str(layout.data.resolve()), book.cell_seconds)


@dataclass
class RunFailedError(Exception):
    """A notebook did not run to its end, or what it shows cannot be a page.

    Parameters
    ----------
    cell
        Number of the failing cell, the first of the source notebook being 1; 0 where no cell failed.
    error
        Name and message of the error.
    partial
        The partly executed notebook as text.
    """

    cell: int
    error: str
    partial: str = field(repr=False)

    def __reduce__(self) -> tuple[type[RunFailedError], tuple[int, str, str]]:
        return type(self), (self.cell, self.error, self.partial)

    def __str__(self) -> str:
        return one_line((f"cell {self.cell} failed with " if self.cell else "") + self.error)


def run(task: Task) -> dict[str, str]:
    """Execute a notebook and render it.

    Returns
    -------
    dict
        Contents of the files of the report, by name below the output directory.

    Raises
    ------
    RunFailedError
        If a cell fails, or prints what differs from run to run, or the page would be unfit.
    """
    executed = execute(task)
    from karabakh_analysis.report.finished import files_of  # what makes pages is imported while the kernel works, not before

    return files_of(executed, task)


def execute(task: Task) -> NotebookNode:
    """Run a notebook from top to bottom with papermill."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder) / "source.ipynb", Path(folder) / "executed.ipynb"
        source.write_text(task.notebook, encoding="utf-8")
        try:
            return papermill.execute_notebook(  # type: ignore[no-any-return]
                str(source),
                str(target),
                dict(task.parameters),
                engine_name=ENGINE,
                kernel_name="python3",
                progress_bar=False,
                execution_timeout=task.seconds,
                request_save_on_cell_execute=False,  # the notebook is written at the end, however the run ends
                partial=str(target),
                environment=kernel_environment(task.data),
                directory=task.directory if Path(task.directory).is_dir() else folder,
                forked=task.forked,
            )
        except PapermillExecutionError as error:
            raise _failure(target, f"{error.ename}: {error.evalue}") from error
        except CellTimeoutError as error:
            raise _failure(target, f"CellTimeoutError: it ran longer than {task.seconds} s, the limit of book.toml") from error
        except RuntimeError as error:  # the kernel died, was killed, or did not start
            raise _failure(target, f"{type(error).__name__}: {error}") from error


def _failure(written: Path, error: str) -> RunFailedError:
    """What failed, with what papermill wrote so far."""
    partial = written.read_text(encoding="utf-8")
    return RunFailedError(failed_cell(nbformat.reads(partial, as_version=4)), error, partial)
