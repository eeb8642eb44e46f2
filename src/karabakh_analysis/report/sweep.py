"""Sweeps: one notebook run over the product of values of its parameters, and what the runs recorded in one table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, Any

from karabakh_analysis.files import write_whole
from karabakh_analysis.report.book import Book, Report
from karabakh_analysis.report.build import pool_of
from karabakh_analysis.report.failures import ReportFailedError, keep_failure
from karabakh_analysis.report.locks import alone_in
from karabakh_analysis.report.parameters import UsageError, Value, split_assignments
from karabakh_analysis.report.progress import Progress
from karabakh_analysis.report.staleness import Layout, common_inputs, digest_of_inputs, inputs_of
from karabakh_analysis.report.stores import store_of

if TYPE_CHECKING:
    from karabakh_analysis.report.pool import Pool
    from karabakh_analysis.report.run import Task

RESULTS = "results.csv"
DONE, FAILED = "done", "failed"
Outcome = dict[str, str] | ReportFailedError
NAVIGATION = [{"name": "index", "title": "Runs", "href": "index.html"}, {"name": "sources", "title": "Sources", "href": "sources.html"}]


@dataclass(frozen=True)
class Sweep:
    """What a sweep is asked to do.

    Parameters
    ----------
    book, report
        The collection, and the report whose notebook runs.
    grid
        Values by parameter; the others keep their defaults.
    layout
        Where to read and write.
    jobs, scheduler
        How many runs at once, or the address of the cluster that does them.
    """

    book: Book
    report: Report
    grid: Mapping[str, Sequence[Value]]
    layout: Layout
    jobs: int = 1
    scheduler: str = ""

    def runs(self) -> Iterator[tuple[str, dict[str, Value]]]:
        """Name and parameters of every run, in the order of the grid: the last parameter changes fastest."""
        combinations = list(product(*self.grid.values()))
        digits = len(str(len(combinations)))
        for number, values in enumerate(combinations, start=1):
            yield f"{self.report.stem}-{number:0{digits}}", {**self.report.values, **dict(zip(self.grid, values, strict=True))}


def parse_grid(assignments: Iterable[str], book: Book, report: Report) -> dict[str, list[Value]]:
    """Values of ``NAME=V1,V2,...`` texts.

    Raises
    ------
    UsageError
        If a text has no equals sign, a name twice, a name that the notebook does not declare or that makes the report this page of
        it, no value, a value twice, or one of another type.
    """
    grid: dict[str, list[Value]] = {}
    free = [name for name in report.defaults if name not in report.own]
    lacking = f"{report.name} leaves no choice of" if report.own else f"{report.notebook} does not declare"
    for name, text in split_assignments(assignments, "--grid", "NAME=V1,V2,...", free, lacking):
        grid[name] = [book.declarations[name].parse(value) for value in text.split(",")]
        if len(set(grid[name])) < len(grid[name]):
            raise UsageError(f"--grid {name} names a value twice")
    return grid


def sweep(plan: Sweep, progress: Progress) -> list[Exception]:
    """Run every combination and write ``results.csv``; a run that fails has a row that says why, and the others go on.

    Returns
    -------
    list of exceptions
        A `ReportFailedError` for every run that failed, or the `DataError` if the raw tables are wrong.
    """
    runs = dict(plan.runs())
    with alone_in([plan.layout.out], progress.say), store_of(plan.layout), progress.over(len(runs)):
        with pool_of(plan.jobs, plan.scheduler, plan.layout) as pool:
            from karabakh_analysis.dataset import DataError, load

            try:
                dataset = load(plan.layout.data)
            except DataError as error:
                return [error]
            outcomes = dict(_outcomes(plan, pool, _tasks(plan, runs), progress))
        from karabakh_analysis.report.runs_page import runs_page
        from karabakh_analysis.report.site import sources_of

        rows = [_row(name, parameters, outcomes[name]) for name, parameters in runs.items()]
        pages = {"index.html": runs_page(plan.report.title, rows, NAVIGATION), "sources.html": sources_of(dataset, NAVIGATION)}
        for file, content in {**pages, RESULTS: _csv(rows)}.items():
            write_whole(plan.layout.out / file, content)
    return [outcome for outcome in outcomes.values() if isinstance(outcome, Exception)]


def _tasks(plan: Sweep, runs: Mapping[str, Mapping[str, Value]]) -> Iterator[Task]:
    from karabakh_analysis.report.notebook import source_of
    from karabakh_analysis.report.page_info import command_of, page_metadata
    from karabakh_analysis.report.run import Task

    source = source_of(plan.layout.notebooks / f"{plan.report.notebook}.ipynb", plan.report.defaults, plan.report.name)
    common = common_inputs(plan.layout)
    for name, parameters in runs.items():
        report = replace(plan.report, name=name)
        digest = digest_of_inputs(inputs_of(plan.report, parameters, plan.layout, common))
        page = {**page_metadata(plan.book, report, parameters, digest, (report,)), "downloads": f"downloads/{name}", "nav": NAVIGATION}
        page["command"] = command_of(plan.report.name, parameters, plan.report.values)
        yield Task.of(name, source, parameters, page, plan.book, plan.layout)


def _outcomes(plan: Sweep, pool: Pool, tasks: Iterable[Task], progress: Progress) -> Iterator[tuple[str, Outcome]]:
    """By run, the recorded values, or the failure. The files are written as they come."""
    for task, outcome in pool.results(tasks, lambda task: progress.started(task.name), keep_going=True):
        if not isinstance(outcome, dict):
            progress.ended(task.name, FAILED)
            yield task.name, keep_failure(task.name, outcome, plan.layout)
            continue
        for name, content in outcome.items():
            write_whole(plan.layout.out / name, content)
        progress.ended(task.name, DONE)
        yield task.name, recorded_values(json.loads(outcome[task.page["notebook"]]))


def recorded_values(notebook: Mapping[str, Any]) -> dict[str, str]:
    """What the cells of an executed notebook recorded; a later value of the same name stands."""
    found: dict[str, str] = {}
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            found |= output.get("metadata", {}).get("karabakh", {}).get("values", {})
    return {name: found[name] for name in sorted(found, key=_place)}


def _place(name: str) -> tuple[str, bool]:
    """The two ends of a quantity stand together, the low one first."""
    return name.removesuffix("_low").removesuffix("_high"), name.endswith("_high")


def _row(name: str, parameters: Mapping[str, Value], outcome: Outcome) -> dict[str, object]:
    if isinstance(outcome, ReportFailedError):
        return {"run": name, "status": FAILED, "error": outcome.error, **parameters}
    return {"run": name, "status": DONE, "error": "", **parameters, **outcome}


def _csv(rows: Sequence[Mapping[str, object]]) -> str:
    columns = list(dict.fromkeys(name for row in rows for name in row))
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
