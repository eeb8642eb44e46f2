"""Bringing the processed tables and the pages up to date: only what is stale runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from karabakh_analysis.report.book import Book, Report
from karabakh_analysis.report.files import digest_of, write_whole
from karabakh_analysis.report.parameters import Value
from karabakh_analysis.report.staleness import Layout, Manifest, common_inputs, digest_of_inputs, inputs_of, place_of, reasons

if TYPE_CHECKING:
    from karabakh_analysis.dataset import Dataset

TABLES, SITE = "processed", "site"
Say = Callable[[str], None]


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
    """

    book: Book
    reports: tuple[Report, ...]
    values: Mapping[str, Value]
    layout: Layout
    force: bool = False
    keep_going: bool = False

    def parameters(self, report: Report) -> dict[str, Value]:
        """All parameters of a report's run."""
        return {name: self.values.get(name, default) for name, default in report.defaults.items()}

    @property
    def as_of(self) -> str:
        """The cut-off day; empty for none."""
        return str(self.values.get("as_of", ""))


@dataclass
class Step:
    """One thing that may be stale: the tables, a report, or the pages around the reports."""

    name: str
    inputs: dict[str, Any]
    stale: list[str] = field(default_factory=list)


def steps(plan: Plan, manifest: Manifest) -> list[Step]:
    """Everything that a build looks at, each with the reasons why it must run; none means fresh."""
    common = common_inputs(plan.layout)
    found = [Step(TABLES, {**common, "parameters": {"as_of": plan.as_of}})]
    found += [Step(report.name, inputs_of(report, plan.parameters(report), plan.layout, common)) for report in plan.reports]
    pages = {
        **common,
        "parameters": {"as_of": plan.as_of},
        "book": [[report.name, report.title, report.question] for report in plan.book.reports],
    }
    found.append(Step(SITE, {**pages, "notebook": [step.inputs["notebook"] for step in found[1:]]}))
    for step in found:
        step.stale = ["forced"] if plan.force else reasons(step.name, step.inputs, manifest, plan.layout)
    return found


def build(plan: Plan, say: Say) -> list[Exception]:
    """Run what is stale.

    Parameters
    ----------
    plan
        What to do.
    say
        Takes one line of progress at a time.

    Returns
    -------
    list of exceptions
        A `ReportFailedError` for every report that failed; empty when all is up to date.

    Raises
    ------
    DataError
        If the raw tables are wrong: nothing is written then.
    """
    manifest = Manifest.read(plan.layout.manifest)
    stale = {step.name: step for step in steps(plan, manifest) if step.stale}
    if not stale:
        say("everything is fresh")
        return []
    return _run(plan, manifest, stale, say)


def _run(plan: Plan, manifest: Manifest, stale: Mapping[str, Step], say: Say) -> list[Exception]:
    from karabakh_analysis.dataset import load

    dataset = load(plan.layout.data, plan.as_of or None)
    if TABLES in stale:
        _note(plan, manifest, stale[TABLES], _write_tables(plan, dataset))
    failures = list(_run_reports(plan, manifest, stale, say))
    if not failures and (SITE in stale or len(stale) > 1):
        _write_site(plan, manifest, dataset)
    return failures


def _run_reports(plan: Plan, manifest: Manifest, stale: Mapping[str, Step], say: Say) -> Iterator[Exception]:
    from karabakh_analysis.report.render import ReportFailedError, run_report

    for report in plan.reports:
        if report.name not in stale:
            continue
        began = time.monotonic()
        step = stale[report.name]
        try:
            files = run_report(plan.book, report, plan.parameters(report), plan.layout, digest_of_inputs(step.inputs), plan.reports)
        except ReportFailedError as failure:
            say(f"{report.name} failed")
            yield failure
            if not plan.keep_going:
                return
        else:
            _note(plan, manifest, step, files)
            say(f"{report.name} built in {time.monotonic() - began:.1f} s ({', '.join(step.stale)})")


def _note(plan: Plan, manifest: Manifest, step: Step, files: Mapping[str, str]) -> None:
    """Record a finished step at once, so that a build that ends early leaves a manifest that is true; drop files it no longer makes."""
    gone = set(manifest.files.get(step.name, {})) - set(files)
    manifest.record(step.name, step.inputs, files)
    manifest.write(plan.layout.manifest)
    for name in gone:
        place_of(name, plan.layout).unlink(missing_ok=True)


def _write_tables(plan: Plan, dataset: Dataset) -> dict[str, str]:
    from karabakh_analysis.dataset.processed import processed_files

    contents = processed_files(dataset)
    return {f"processed/{name}": write_whole(plan.layout.processed / name, content) for name, content in contents.items()}


def _write_site(plan: Plan, manifest: Manifest, dataset: Dataset) -> None:
    from karabakh_analysis.report.site import site_pages

    pages = site_pages(plan.book, plan.reports, plan.layout.out, dataset)
    files = {name: write_whole(plan.layout.out / name, content) for name, content in pages.items()}
    inputs = next(step.inputs for step in steps(plan, manifest) if step.name == SITE)
    _note(plan, manifest, Step(SITE, inputs), files)


def verify_files(manifest: Manifest, rebuilt: Manifest) -> list[str]:
    """Names of files whose bytes differ between two manifests, or that only one of them has."""
    before, after = _all_files(manifest), _all_files(rebuilt)
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def _all_files(manifest: Manifest) -> dict[str, str]:
    return {name: digest for files in manifest.files.values() for name, digest in files.items()}


def changed_on_disk(manifest: Manifest, layout: Layout) -> list[str]:
    """Files that no longer have the bytes that the manifest records."""
    return sorted(name for name, digest in _all_files(manifest).items() if digest_of(place_of(name, layout)) != digest)
