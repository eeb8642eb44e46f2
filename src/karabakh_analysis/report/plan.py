"""What a build is asked to do, and what of it is stale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from karabakh_analysis.report.book import Book, Report
from karabakh_analysis.report.parameters import Value
from karabakh_analysis.report.staleness import Layout, Manifest, common_inputs, digest_of_inputs, inputs_of, reasons

TABLES, SITE = "processed", "site"


@dataclass(frozen=True)
class Plan:
    """What a build is asked to do.

    Parameters
    ----------
    book, reports
        All reports, and those to bring up to date.
    values
        Parameters that differ from the reports' defaults.
    layout
        Where to read and write.
    force, keep_going
        Rebuild what is fresh; go on after a report that fails.
    jobs, scheduler
        How many reports run at once, or the address of the cluster that runs them.
    explain
        Say first what is stale, and why.
    """

    book: Book
    reports: tuple[Report, ...]
    values: Mapping[str, Value]
    layout: Layout
    force: bool = False
    keep_going: bool = False
    jobs: int = 1
    scheduler: str = ""
    explain: bool = False

    def parameters(self, report: Report) -> dict[str, Value]:
        """All parameters of a report's run."""
        return {name: self.values.get(name, default) for name, default in report.defaults.items()} | dict(report.own)

    @property
    def as_of(self) -> str:
        """The cut-off day; empty for none."""
        return str(self.values.get("as_of", ""))

    def pages(self, manifest: Manifest) -> tuple[Report, ...]:
        """The reports that the site holds after this build: those asked for and those built before."""
        return tuple(report for report in self.book.reports if report in self.reports or self._is_built(report, manifest))

    def _is_built(self, report: Report, manifest: Manifest) -> bool:
        return report.name in manifest.inputs and (self.layout.out / report.executed).is_file()


@dataclass
class Step:
    """One thing that may be stale: the tables, a report, or the pages around the reports."""

    name: str
    inputs: dict[str, Any]
    stale: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Digest of data and code; which other pages the site has does not enter it."""
        return digest_of_inputs({name: value for name, value in self.inputs.items() if name != "site"})


def steps(plan: Plan, manifest: Manifest) -> list[Step]:
    """Everything that a build looks at, each with the reasons why it must run; none means fresh."""
    common = common_inputs(plan.layout)
    found = [Step(TABLES, {**common, "parameters": {"as_of": plan.as_of}})]
    names = [report.name for report in plan.pages(manifest)]
    for report in plan.reports:
        inputs = inputs_of(report, plan.parameters(report), plan.layout, common)
        found.append(Step(report.name, {**inputs, "site": names}))
    made_from = {**manifest.inputs, **{step.name: step.inputs for step in found}}
    pages = {
        **common,
        "parameters": {"as_of": plan.as_of},
        "book": [[report.name, report.title, report.question] for report in plan.book.reports],
        "reports": {name: digest_of_inputs(made_from[name]) for name in names},
    }
    found.append(Step(SITE, pages))
    for step in found:
        step.stale = ["forced"] if plan.force else reasons(step.name, step.inputs, manifest, plan.layout)
    return found


def stale_steps(plan: Plan, manifest: Manifest) -> dict[str, Step]:
    """What must run, by name."""
    return {step.name: step for step in steps(plan, manifest) if step.stale}
