"""The book: which reports are built, from which notebook, with which parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from karabakh_analysis.report.parameters import Declaration, UsageError, Value

CELL_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Report:
    """One page of the collection.

    Parameters
    ----------
    name
        Name of the page: the notebook's stem with hyphens; of one of several pages of a notebook, its folder and its own name.
    notebook
        Stem of the notebook.
    title, question
        What the page is called and what its reader comes with.
    defaults
        Values of the parameters that the notebook declares.
    own
        Those of its parameters that make it this page among the pages of its notebook; nothing can give them other values.
    """

    name: str
    notebook: str
    title: str
    question: str
    defaults: Mapping[str, Value] = field(default_factory=dict)
    own: Mapping[str, Value] = field(default_factory=dict)

    @property
    def page(self) -> str:
        """Path of the page below the output directory."""
        return f"{self.name}.html"

    @property
    def executed(self) -> str:
        """Path of the executed notebook below the output directory."""
        return f"notebooks/{self.stem}.ipynb"

    @property
    def stem(self) -> str:
        """The last part of its name, by which it can be asked for as well."""
        return self.name.rpartition("/")[2]

    @property
    def folder(self) -> str:
        """The folder of its page; empty for the root of the site."""
        return self.name.rpartition("/")[0]

    @property
    def family(self) -> str:
        """What the pages of its notebook are called together; for the only page of a notebook its name."""
        return self.notebook.replace("_", "-")

    @property
    def values(self) -> dict[str, Value]:
        """Values of its parameters as it is published."""
        return {**self.defaults, **self.own}

    @property
    def unbound(self) -> Report:
        """Its notebook as a report with the defaults that it declares, whatever page of it this is."""
        return replace(self, name=self.family, title=self.family.replace("-", " ").capitalize(), own={}) if self.own else self


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

        A report in a folder is named with or without it, all pages of one notebook together by their family.

        Raises
        ------
        UsageError
            If a name is unknown.
        """
        known = {name for report in self.reports for name in _names(report)}
        unknown = [name for name in names if name not in known]
        if unknown:
            listed = ", ".join(sorted(report.name for report in self.reports))
            raise UsageError(f"there is no report {', '.join(unknown)}; the reports are {listed}")
        return tuple(report for report in self.reports if not names or _names(report).intersection(names))


def _names(report: Report) -> set[str]:
    """What a report can be asked for by."""
    return {report.name, report.stem, report.family}


def narrowed(reports: tuple[Report, ...], values: Mapping[str, Value]) -> tuple[Report, ...]:
    """Those of some reports that may have given values: of the pages of one notebook, the one that is made with them.

    Raises
    ------
    UsageError
        If a notebook is left without a page.
    """
    kept = tuple(report for report in reports if all(values.get(name, value) == value for name, value in report.own.items()))
    gone = [report for report in reports if report.notebook not in {other.notebook for other in kept}]
    if gone:
        own = ", ".join(f"{name} = {value!r}" for name, value in gone[0].own.items())
        raise UsageError(f"{gone[0].name} is the page of {own}; no report that was named is made with other values")
    return kept
