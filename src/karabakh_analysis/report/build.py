"""Bringing the processed tables and the pages up to date: only what is stale runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from karabakh_analysis.report.book import Book, Report
from karabakh_analysis.report.failures import ReportFailedError, partial_of
from karabakh_analysis.report.files import digest_of, write_whole
from karabakh_analysis.report.kernels.client import warm_up
from karabakh_analysis.report.kernels.environment import kernel_environment
from karabakh_analysis.report.light import import_nbformat
from karabakh_analysis.report.locks import alone_in
from karabakh_analysis.report.parameters import Value
from karabakh_analysis.report.progress import Progress
from karabakh_analysis.report.staleness import Layout, Manifest, common_inputs, digest_of_inputs, inputs_of, place_of, reasons
from karabakh_analysis.report.stores import store_of

if TYPE_CHECKING:
    from karabakh_analysis.dataset import Dataset
    from karabakh_analysis.report.pool import Pool
    from karabakh_analysis.report.run import Task

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
    """

    book: Book
    reports: tuple[Report, ...]
    values: Mapping[str, Value]
    layout: Layout
    force: bool = False
    keep_going: bool = False
    jobs: int = 1
    scheduler: str = ""

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


def build(plan: Plan, progress: Progress) -> list[Exception]:
    """Run what is stale.

    Parameters
    ----------
    plan
        What to do.
    progress
        Is told what begins and ends.

    Returns
    -------
    list of exceptions
        The `DataError` if the raw tables are wrong, and nothing is written then; a `ReportFailedError` for every report that failed.
        Empty when all is up to date.
    """
    if not _stale(plan, Manifest.read(plan.layout.manifest)):
        progress.say("everything is fresh")
        return []
    with alone_in([plan.layout.out, plan.layout.processed], progress.say):
        manifest = Manifest.read(plan.layout.manifest)
        stale = _stale(plan, manifest)
        if not stale:
            progress.say("everything is fresh now")
            return []
        with progress.over(sum(report.name in stale for report in plan.reports)):
            return _run(plan, manifest, stale, progress)


def _stale(plan: Plan, manifest: Manifest) -> dict[str, Step]:
    return {step.name: step for step in steps(plan, manifest) if step.stale}


def pool_of(jobs: int, scheduler: str, layout: Layout) -> AbstractContextManager[Pool]:
    """Where notebooks run: on the cluster of a scheduler if one is named, else on this machine."""
    import_nbformat()
    if scheduler:
        from karabakh_analysis.report.cluster import cluster_pool

        return cluster_pool(scheduler, str(layout.data.resolve()))
    from karabakh_analysis.report.pool import local_pool

    return local_pool(jobs)


def tasks_of(plan: Plan, manifest: Manifest, stale: Mapping[str, Step]) -> list[Task]:
    """The runs of the reports that are stale.

    Raises
    ------
    UsageError
        If a notebook and the book declare different parameters.
    """
    import_nbformat()
    from karabakh_analysis.report.notebook import check_declared, read_notebook
    from karabakh_analysis.report.page_info import page_metadata
    from karabakh_analysis.report.run import Task

    tasks = []
    for report in (report for report in plan.reports if report.name in stale):
        source, parameters = plan.layout.notebooks / f"{report.notebook}.ipynb", plan.parameters(report)
        check_declared(read_notebook(source), report.defaults, report.name)
        page = page_metadata(plan.book, report, parameters, stale[report.name].digest, plan.pages(manifest))
        places = str(plan.layout.notebooks), str(plan.layout.data.resolve())
        tasks.append(Task(report.name, source.read_text(encoding="utf-8"), parameters, page, *places, plan.book.cell_seconds))
    return tasks


def _run(plan: Plan, manifest: Manifest, stale: Mapping[str, Step], progress: Progress) -> list[Exception]:
    with store_of(plan.layout):
        if not plan.scheduler:
            warm_up(kernel_environment(str(plan.layout.data.resolve())))  # while this process imports what it needs
        return _run_with(plan, manifest, stale, progress)


def _run_with(plan: Plan, manifest: Manifest, stale: Mapping[str, Step], progress: Progress) -> list[Exception]:
    tasks = tasks_of(plan, manifest, stale)
    with pool_of(plan.jobs, plan.scheduler, plan.layout) as pool:
        from karabakh_analysis.dataset import DataError, load

        try:
            dataset = load(plan.layout.data, plan.as_of or None)
        except DataError as error:
            return [error]
        with ThreadPoolExecutor(1) as beside:
            sources = beside.submit(_sources, plan, manifest, dataset)
            tables = beside.submit(table_files, plan.layout, dataset) if TABLES in stale else None
            failures = list(_run_reports(plan, manifest, stale, tasks, pool, progress))
        if tables is not None:
            failures += _keep_tables(plan, manifest, stale[TABLES], *tables.result())
        if not failures and SITE in stale:
            _note(plan, manifest, stale[SITE], _write_site(plan, manifest, dataset, sources.result()))
            _drop_unlisted(plan, manifest)
    return failures


def table_files(layout: Layout, dataset: Dataset) -> tuple[dict[str, str], list[Exception]]:
    """Write the processed tables; the digests of their files, and the solver's errors by indicator."""
    from karabakh_analysis.dataset.processed import dataset_tables, processed_files
    from karabakh_analysis.evidence import SolverError, evidence_of
    from karabakh_analysis.evidence.processed import evidence_tables

    evidence = evidence_of(dataset)
    contents = processed_files({**dataset_tables(dataset), **evidence_tables(evidence)})
    files = {f"processed/{name}": write_whole(layout.processed / name, content) for name, content in contents.items()}
    return files, [SolverError(f"evidence on {indicator}: {error}") for indicator, error in evidence.failures.items()]


def _keep_tables(plan: Plan, manifest: Manifest, step: Step, files: Mapping[str, str], failures: list[Exception]) -> list[Exception]:
    """Note the tables; where the solver failed they stay stale."""
    if not failures:
        _note(plan, manifest, step, files)
    return failures


def _run_reports(
    plan: Plan, manifest: Manifest, stale: Mapping[str, Step], tasks: Sequence[Task], pool: Pool, progress: Progress
) -> Iterator[Exception]:
    for task, outcome in pool.results(tasks, lambda task: progress.started(task.name), keep_going=plan.keep_going):
        if isinstance(outcome, Exception):
            progress.ended(task.name, "failed")
            yield _failed(plan, task, outcome)
            continue
        files = {name: write_whole(plan.layout.out / name, content) for name, content in outcome.items()}
        partial_of(task.name, plan.layout).unlink(missing_ok=True)
        _note(plan, manifest, stale[task.name], files)
        progress.ended(task.name, "built", ", ".join(stale[task.name].stale))


def _failed(plan: Plan, task: Task, error: Exception) -> ReportFailedError:
    """What is said of a failed run; the partly executed notebook is kept."""
    partial = getattr(error, "partial", None)
    if partial is None:
        return ReportFailedError(task.name, str(error))
    write_whole(partial_of(task.name, plan.layout), partial)
    return ReportFailedError(task.name, str(error), partial_of(task.name, plan.layout))


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


def _sources(plan: Plan, manifest: Manifest, dataset: Dataset) -> str:
    from karabakh_analysis.report.page_info import navigation
    from karabakh_analysis.report.site import sources_of

    return sources_of(dataset, navigation(plan.pages(manifest)))


def _write_site(plan: Plan, manifest: Manifest, dataset: Dataset, sources: str) -> dict[str, str]:
    from karabakh_analysis.report.site import front_page

    pages = {"index.html": front_page(plan.book, plan.pages(manifest), plan.layout.out, dataset), "sources.html": sources}
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
