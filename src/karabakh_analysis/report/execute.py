"""Running one notebook with papermill."""

from __future__ import annotations

import logging
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import papermill
from jupyter_client.manager import AsyncKernelManager
from nbformat import NotebookNode
from papermill.exceptions import PapermillExecutionError

from karabakh_analysis.dataset.load import DATA_VARIABLE
from karabakh_analysis.dataset.problems import one_line
from karabakh_analysis.report.book import Report
from karabakh_analysis.report.files import write_whole
from karabakh_analysis.report.notebook import check_declared, failed_cell
from karabakh_analysis.report.parameters import UsageError, Value
from karabakh_analysis.report.staleness import Layout

# Hash seed and date are fixed before a kernel starts: set later they do nothing.
KERNEL_ENVIRONMENT = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0", "PYTHONWARNINGS": "default", "MPLBACKEND": "agg"}

# A build says itself what failed, in one sentence.
for _name in ("papermill", "asyncio"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


class LocalKernelManager(AsyncKernelManager):
    """Kernels that talk over sockets of the file system: ports can be taken by another run between choice and use."""

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        """Without the kernel's own log, which would stand between the lines of a build; what a cell writes comes over the sockets."""
        await super()._async_launch_kernel(kernel_cmd, **kw, stderr=subprocess.DEVNULL)

    @classmethod
    def below(cls, folder: str) -> type[LocalKernelManager]:
        """A manager whose connection file and sockets lie in a folder with a short path."""
        return type(cls.__name__, (cls,), {"transport": "ipc", "connection_file": f"{folder}/k.json", "ip": f"{folder}/k"})


@dataclass
class ReportFailedError(Exception):
    """A notebook did not run to its end.

    Parameters
    ----------
    report
        Name of the report.
    cell
        Number of the failing cell, the first of the source notebook being 1; 0 where no cell failed.
    error
        Name and message of the error.
    partial
        Where the partly executed notebook lies.
    """

    report: str
    cell: int
    error: str
    partial: Path

    def __str__(self) -> str:
        where = f"cell {self.cell} failed with " if self.cell else ""
        return one_line(f"{self.report}: {where}{self.error}; the partial notebook is {self.partial}")


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


def execute(report: Report, parameters: Mapping[str, Value], layout: Layout) -> NotebookNode:
    """Run a report's notebook from top to bottom.

    Raises
    ------
    ReportFailedError
        If a cell fails; the partial notebook is kept below OUT/partial.
    UsageError
        If the notebook and the book declare different parameters.
    """
    source = layout.notebooks / f"{report.notebook}.ipynb"
    check_declared(read_notebook(source), report.defaults, report.name)
    with tempfile.TemporaryDirectory() as folder, _environment(layout):
        target = Path(folder) / f"{report.name}.ipynb"
        try:
            return papermill.execute_notebook(  # type: ignore[no-any-return]
                str(source),
                str(target),
                dict(parameters),
                kernel_name="python3",
                progress_bar=False,
                cwd=str(layout.notebooks),
                kernel_manager_class=LocalKernelManager.below(folder),
            )
        except PapermillExecutionError as error:
            if error.ename == "KeyboardInterrupt":  # the kernel was told to stop before the build was
                raise KeyboardInterrupt from error
            raise _failure(report, layout, target, f"{error.ename}: {error.evalue}") from error
        except RuntimeError as error:  # the kernel died, or did not start
            raise _failure(report, layout, target, f"{type(error).__name__}: {error}") from error


def partial_of(report: Report, layout: Layout) -> Path:
    """Where the partly executed notebook of a report that failed is kept."""
    return layout.out / "partial" / f"{report.name}.ipynb"


def _failure(report: Report, layout: Layout, written: Path, error: str) -> ReportFailedError:
    """What failed, with what papermill wrote so far kept as the partial notebook."""
    partial = partial_of(report, layout)
    write_whole(partial, written.read_bytes())
    return ReportFailedError(report.name, failed_cell(read_notebook(written)), error, partial)


@contextmanager
def _environment(layout: Layout) -> Iterator[None]:
    """The environment in which kernels start; the caller's comes back afterwards."""
    before = dict(os.environ)
    os.environ.update(KERNEL_ENVIRONMENT, **{DATA_VARIABLE: str(layout.data.resolve())})
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
