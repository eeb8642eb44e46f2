"""The book: which reports are built, from which notebook, with which parameters. It is data (``notebooks/book.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from karabakh_analysis.report.parameters import Declaration, UsageError, Value, declare

RESERVED = "index", "sources", "search", "processed", "site"
CELL_SECONDS = 600
NOTEBOOK_NAME = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Report:
    """One page of the collection.

    Parameters
    ----------
    name
        Name of the page: the notebook's stem with hyphens.
    notebook
        Stem of the notebook.
    title, question
        What the page is called and what its reader comes with.
    defaults
        Values of the parameters that the report declares.
    """

    name: str
    notebook: str
    title: str
    question: str
    defaults: Mapping[str, Value] = field(default_factory=dict)

    @property
    def page(self) -> str:
        """Path of the page below the output directory."""
        return f"{self.name}.html"

    @property
    def executed(self) -> str:
        """Path of the executed notebook below the output directory."""
        return f"notebooks/{self.name}.ipynb"


@dataclass(frozen=True, slots=True)
class Book:
    """All reports in reading order, what every parameter means, and how many seconds a cell may take."""

    title: str
    question: str
    reports: tuple[Report, ...]
    declarations: Mapping[str, Declaration]
    cell_seconds: int = CELL_SECONDS

    def choose(self, names: list[str]) -> tuple[Report, ...]:
        """The named reports in reading order; all if none is named.

        Raises
        ------
        UsageError
            If a name is unknown.
        """
        known = {report.name for report in self.reports}
        unknown = [name for name in names if name not in known]
        if unknown:
            raise UsageError(f"there is no report {', '.join(unknown)}; the reports are {', '.join(sorted(known))}")
        return tuple(report for report in self.reports if not names or report.name in names)


def read_book(path: Path) -> Book:
    """Read ``book.toml``.

    Raises
    ------
    UsageError
        If the file is missing, is no TOML, or a report lacks an entry or names an undeclared parameter.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UsageError(f"{path}: the book is missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    try:
        declarations = {name: declare(name, entry) for name, entry in content["parameters"].items()}
        reports = tuple(_report(entry, declarations) for entry in content["report"])
        _require_distinct([report.name for report in reports])
        return Book(content["title"], content["question"], reports, declarations, _cell_seconds(content))
    except KeyError as error:
        raise UsageError(f"{path}: the entry {error} is missing") from error
    except (AttributeError, TypeError) as error:
        raise UsageError(f"{path}: an entry has another form than expected ({error})") from error


def _cell_seconds(content: Mapping[str, Any]) -> int:
    seconds = content.get("cell_seconds", CELL_SECONDS)
    if isinstance(seconds, bool) or not isinstance(seconds, int) or seconds < 1:
        raise UsageError(f"cell_seconds = {seconds!r} is not possible, expected a whole number from 1")
    return seconds


def _require_distinct(names: list[str]) -> None:
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise UsageError(f"the book lists {', '.join(twice)} more than once")


def _report(entry: Mapping[str, Any], declarations: Mapping[str, Declaration]) -> Report:
    notebook = entry["notebook"]
    if not NOTEBOOK_NAME.fullmatch(notebook) or notebook in RESERVED:
        raise UsageError(f"{notebook!r} is no notebook name, expected lower-case words joined by underscores, not {RESERVED}")
    defaults = {name: declarations[name].check(value) for name, value in entry.get("parameters", {}).items()}
    return Report(notebook.replace("_", "-"), notebook, entry["title"], entry["question"], defaults)
