"""Bringing the processed tables and the pages up to date: only what is stale runs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
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
        The `DataError` if the raw tables are wrong, and nothing is written then; a `ReportFailedError` for every report that failed.
        Empty when all is up to date.
    """
    manifest = Manifest.read(plan.layout.manifest)
    stale = {step.name: step for step in steps(plan, manifest) if step.stale}
    if not stale:
        say("everything is fresh")
        return []
    return _run(plan, manifest, stale, say)


def _run(plan: Plan, manifest: Manifest, stale: Mapping[str, Step], say: Say) -> list[Exception]:
    from karabakh_analysis.dataset import DataError, load
    from karabakh_analysis.evidence.cache import shared_folder

    try:
        dataset = load(plan.layout.data, plan.as_of or None)
    except DataError as error:
        return [error]
    with shared_folder():
        failures: list[Exception] = []
        if TABLES in stale:
            failures += _make_tables(plan, manifest, stale[TABLES], dataset)
        if not failures or plan.keep_going:
            failures += _run_reports(plan, manifest, stale, say)
    if not failures and SITE in stale:
        _note(plan, manifest, stale[SITE], _write_site(plan, manifest, dataset))
        _drop_unlisted(plan, manifest)
    return failures


def _make_tables(plan: Plan, manifest: Manifest, step: Step, dataset: Dataset) -> list[Exception]:
    """Write the processed tables; the solver's errors by indicator, after which the step stays stale."""
    from karabakh_analysis.dataset.processed import dataset_tables, processed_files
    from karabakh_analysis.evidence import SolverError, evidence_of
    from karabakh_analysis.evidence.processed import evidence_tables

    evidence = evidence_of(dataset)
    contents = processed_files({**dataset_tables(dataset), **evidence_tables(evidence)})
    files = {f"processed/{name}": write_whole(plan.layout.processed / name, content) for name, content in contents.items()}
    if not evidence.failures:
        _note(plan, manifest, step, files)
    return [SolverError(f"evidence on {indicator}: {error}") for indicator, error in evidence.failures.items()]


def _run_reports(plan: Plan, manifest: Manifest, stale: Mapping[str, Step], say: Say) -> Iterator[Exception]:
    from karabakh_analysis.report.render import ReportFailedError, run_report

    for report in plan.reports:
        if report.name not in stale:
            continue
        began = time.monotonic()
        step = stale[report.name]
        try:
            files = run_report(plan.book, report, plan.parameters(report), plan.layout, step.digest, plan.pages(manifest))
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
    before = manifest.files.get(step.name, {})
    manifest.record(step.name, step.inputs, files)
    manifest.write(plan.layout.manifest)
    _remove(before, plan, manifest)


def _remove(names: Iterable[str], plan: Plan, manifest: Manifest) -> None:
    """Remove files that no step of the manifest makes any longer."""
    for name in set(names) - set(_all_files(manifest)):
        place_of(name, plan.layout).unlink(missing_ok=True)


def _drop_unlisted(plan: Plan, manifest: Manifest) -> None:
    """Forget reports that the book no longer lists, and remove their files."""
    listed = {TABLES, SITE, *(report.name for report in plan.book.reports)}
    gone = {name: manifest.files.get(name, {}) for name in manifest.inputs if name not in listed}
    for name in gone:
        manifest.drop(name)
    manifest.write(plan.layout.manifest)
    _remove([file for files in gone.values() for file in files], plan, manifest)


def _write_site(plan: Plan, manifest: Manifest, dataset: Dataset) -> dict[str, str]:
    from karabakh_analysis.report.site import site_pages

    pages = site_pages(plan.book, plan.pages(manifest), plan.layout.out, dataset)
    return {name: write_whole(plan.layout.out / name, content) for name, content in pages.items()}


def recorded_plan(book: Book, manifest: Manifest, layout: Layout) -> Plan:
    """The plan that makes again what a manifest records: its reports with the parameters that they had."""
    reports = tuple(report for report in book.reports if report.name in manifest.inputs)
    had = [(report, manifest.inputs[report.name].get("parameters", {})) for report in reports]
    values = {key: value for report, given in had for key, value in given.items() if value != report.defaults.get(key)}
    return Plan(book, reports, values, layout)


def verify_files(manifest: Manifest, rebuilt: Manifest) -> list[str]:
    """Names of files whose bytes differ between two manifests, or that only one of them has."""
    before, after = _all_files(manifest), _all_files(rebuilt)
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def _all_files(manifest: Manifest) -> dict[str, str]:
    return {name: digest for files in manifest.files.values() for name, digest in files.items()}


def changed_on_disk(manifest: Manifest, layout: Layout) -> list[str]:
    """Files that no longer have the bytes that the manifest records."""
    return sorted(name for name, digest in _all_files(manifest).items() if digest_of(place_of(name, layout)) != digest)
