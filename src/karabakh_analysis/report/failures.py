"""Reports that failed: what is said of them, and where the partly executed notebook lies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from karabakh_analysis.files import write_whole
from karabakh_analysis.report.staleness import Layout

if TYPE_CHECKING:
    from karabakh_analysis.report.run import RunFailedError


@dataclass
class ReportFailedError(Exception):
    """A report was not made.

    Parameters
    ----------
    report
        Its name.
    error
        The cell if one failed, and the error.
    partial
        Where the partly executed notebook lies, if there is one.
    """

    report: str
    error: str
    partial: Path | None = None

    def __str__(self) -> str:
        return f"{self.report}: {self.error}" + (f"; the partial notebook is {self.partial}" if self.partial else "")


def keep_failure(name: str, failure: RunFailedError, layout: Layout) -> ReportFailedError:
    """What is said of a run that failed; its partly executed notebook is kept."""
    partial = partial_of(name, layout)
    write_whole(partial, failure.partial)
    return ReportFailedError(name, str(failure), partial)


def partial_of(name: str, layout: Layout) -> Path:
    """Where the partly executed notebook of a report that failed is kept."""
    return layout.out / "partial" / f"{name}.ipynb"
