"""Bringing the processed tables and the pages up to date: only what is stale runs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING

from karabakh_analysis.report.failures import ReportFailedError, keep_failure, partial_of
from karabakh_analysis.report.kernels.client import warm_up
from karabakh_analysis.report.kernels.environment import kernel_environment
from karabakh_analysis.report.light import import_nbformat
from karabakh_analysis.report.locks import alone_in
from karabakh_analysis.report.plan import SITE, TABLES, Plan, Step, stale_steps
from karabakh_analysis.report.progress import Progress
from karabakh_analysis.report.staleness import Layout, Manifest
from karabakh_analysis.report.stores import store_of
from karabakh_analysis.report.table_files import keep_tables, processed_tables, read_dataset, wrong_tables
from karabakh_analysis.report.written import Written

if TYPE_CHECKING:
    from karabakh_analysis.dataset import Dataset
    from karabakh_analysis.report.pool import Pool
    from karabakh_analysis.report.run import RunFailedError, Task
    from karabakh_analysis.report.site import Around


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
        The `DataError` if the raw tables are wrong, or the `ParameterError` if nothing was known by the cut-off, and nothing is written
        then; a `ReportFailedError` for every report that failed.
        Empty when all is up to date.
    """
    if not stale_steps(plan, Manifest.read(plan.layout.manifest)):
        progress.say("everything is fresh")
        return []
    with alone_in([plan.layout.out, plan.layout.processed], progress.say):
        manifest = Manifest.read(plan.layout.manifest)
        stale = stale_steps(plan, manifest)
        if not stale:
            progress.say("everything is fresh now")
            return []
        for step in stale.values() if plan.explain else ():
            progress.say(f"{step.name} is stale: {', '.join(step.stale)}")
        with progress.over(sum(report.name in stale for report in plan.reports)):
            return _run(plan, Written(plan.layout, manifest), stale, progress)


@contextmanager
def pool_of(jobs: int, scheduler: str, layout: Layout) -> Iterator[Pool]:
    """Where notebooks run: on the cluster of a scheduler if one is named, else on this machine."""
    data = str(layout.data.resolve())
    if not scheduler:
        warm_up(kernel_environment(data))  # while this process imports what it needs
    import_nbformat()
    from karabakh_analysis.report.cluster import cluster_pool
    from karabakh_analysis.report.pool import local_pool

    with cluster_pool(scheduler, data) if scheduler else local_pool(jobs) as pool:
        yield pool


def tasks_of(plan: Plan, manifest: Manifest, stale: Mapping[str, Step]) -> list[Task]:
    """The runs of the reports that are stale.

    Raises
    ------
    UsageError
        If a notebook and the book declare different parameters.
    """
    from karabakh_analysis.report.notebook import source_of
    from karabakh_analysis.report.page_info import page_metadata
    from karabakh_analysis.report.run import Task

    tasks = []
    for report in (report for report in plan.reports if report.name in stale):
        source = source_of(plan.layout.notebooks / f"{report.notebook}.ipynb", report.defaults, report.name)
        parameters = plan.parameters(report)
        page = page_metadata(plan.book, report, parameters, stale[report.name].digest, plan.pages(manifest))
        tasks.append(Task.of(report.name, source, parameters, page, plan.book, plan.layout))
    return tasks


def _run(plan: Plan, written: Written, stale: Mapping[str, Step], progress: Progress) -> list[Exception]:
    with store_of(plan.layout), pool_of(plan.jobs, plan.scheduler, plan.layout) as pool:
        return _run_in(pool, plan, written, stale, tasks_of(plan, written.manifest, stale), progress)


def _run_in(
    pool: Pool, plan: Plan, written: Written, stale: Mapping[str, Step], tasks: Sequence[Task], progress: Progress
) -> list[Exception]:
    """Run the reports; meanwhile a thread reads the tables and makes what needs no kernel."""
    with _one_thread() as beside:
        reading = beside.submit(read_dataset, plan)
        beside.submit(import_module, "karabakh_analysis.report.finished")
        around = beside.submit(lambda: _around(plan, written.manifest, reading.result()))
        tables = beside.submit(lambda: processed_tables(reading.result())) if TABLES in stale else None
        failures = list(_run_reports(pool, plan, written, stale, tasks, progress, reading))
        if wrong := wrong_tables(reading):
            return [wrong]
        if tables is not None:
            failures += keep_tables(plan, written, stale[TABLES], *tables.result())
        if not failures and SITE in stale:
            written.replace(stale[SITE], _pages_around(plan, written.manifest, reading.result(), around.result()))
            written.keep_only([TABLES, SITE, *(report.name for report in plan.book.reports)])
        return failures


@contextmanager
def _one_thread() -> Iterator[Executor]:
    """A thread that does one thing after the other; what it has not begun when the block ends is not begun any more."""
    executor = ThreadPoolExecutor(1)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def _run_reports(
    pool: Pool,
    plan: Plan,
    written: Written,
    stale: Mapping[str, Step],
    tasks: Sequence[Task],
    progress: Progress,
    reading: Future[Dataset],
) -> Iterator[Exception]:
    """Run and write the reports, and say which failed; nothing is written when the tables are wrong."""
    left = set(stale)
    for task, outcome in pool.results(tasks, lambda task: progress.started(task.name), keep_going=plan.keep_going):
        if reading.exception():
            return
        left.discard(task.name)
        files = _files_or_failure(plan, written, task, outcome, left)
        if isinstance(files, ReportFailedError):
            progress.ended(task.name, "failed")
            yield files
            continue
        written.replace(stale[task.name], files)
        partial_of(task.name, plan.layout).unlink(missing_ok=True)
        progress.ended(task.name, "built", ", ".join(stale[task.name].stale))


def _files_or_failure(
    plan: Plan, written: Written, task: Task, outcome: dict[str, str] | RunFailedError, left: Collection[str]
) -> dict[str, str] | ReportFailedError:
    """The files of a run that may be written, or what is said of it: it failed, or it would write over another report."""
    if not isinstance(outcome, dict):
        return keep_failure(task.name, outcome, plan.layout)
    clash = written.clash(task.name, outcome, left)
    return ReportFailedError(task.name, clash) if clash else outcome


def _around(plan: Plan, manifest: Manifest, dataset: Dataset) -> Around:
    from karabakh_analysis.report.page_info import navigation
    from karabakh_analysis.report.site import made_before

    return made_before(dataset, navigation(plan.pages(manifest)))


def _pages_around(plan: Plan, manifest: Manifest, dataset: Dataset, around: Around) -> dict[str, str]:
    from karabakh_analysis.report.site import pages_around

    return pages_around(plan.book, plan.pages(manifest), plan.layout.out, dataset, around)
