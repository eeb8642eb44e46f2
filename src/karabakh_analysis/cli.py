"""What each command calls, and its exit code. Heavy packages are imported only by what needs them."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from karabakh_analysis import variables
from karabakh_analysis.arguments import parser
from karabakh_analysis.report.book import Book, Report, narrowed
from karabakh_analysis.report.book_file import read_book
from karabakh_analysis.report.build import build
from karabakh_analysis.report.parameters import UsageError, Value, parse_assignments
from karabakh_analysis.report.plan import Plan, steps
from karabakh_analysis.report.progress import Lines, progress_for
from karabakh_analysis.report.staleness import Layout, Manifest
from karabakh_analysis.report.verify import differing

DONE, FAILED, WRONG_USAGE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns its exit code: 0 done, 1 something failed, 2 wrong usage."""
    options = parser().parse_args(arguments)
    try:
        return COMMANDS[options.command](options)
    except UsageError as error:
        _complain(f"karabakh-analysis: {error}")
        return WRONG_USAGE
    except OSError as error:
        _complain(f"karabakh-analysis: {error}")
        return FAILED
    except KeyboardInterrupt:
        _complain("stopped")
        return FAILED


def _project() -> Path:
    """Root of the collection: named in the environment, else the directory of the sources that this package is installed from."""
    named = os.environ.get(variables.PROJECT)
    return Path(named).resolve() if named else Path(__file__).resolve().parents[2]


def cores() -> int:
    """Number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _book() -> Book:
    return read_book(_project() / "notebooks" / "book.toml")


def _plan(options: argparse.Namespace) -> Plan:
    book = _book()
    reports = book.choose(options.reports)
    values = _values(options, book, {name for report in reports for name in report.defaults})
    reports = narrowed(reports, values)
    data = options.data or _project() / "data"
    out = options.out or _project() / "reports" / ("what-if" if values else "")
    layout = Layout(_project(), data, out / "data" if values else data / "processed", out)
    return Plan(
        book, reports, values, layout, options.force, options.keep_going, options.jobs or cores(), options.scheduler, options.verbose
    )


def _values(options: argparse.Namespace, book: Book, declared: set[str]) -> dict[str, Value]:
    """Parameters of the command line; ``--as-of`` is the parameter ``as_of``."""
    values = parse_assignments(options.assignments, book.declarations, declared)
    if options.as_of is None:
        return values
    if "as_of" in values:
        raise UsageError("--as-of and -p as_of=... are the same; give one")
    if not options.as_of:
        raise UsageError("--as-of needs a day as yyyy-mm-dd")
    return values | parse_assignments([f"as_of={options.as_of}"], book.declarations, declared)


def _build(options: argparse.Namespace) -> int:
    return _told(build(_plan(options), progress_for(quiet=options.quiet)))


def _sweep(options: argparse.Namespace) -> int:
    from karabakh_analysis.report.sweep import Sweep, parse_grid, sweep

    book, project = _book(), _project()
    report = _report_of(options.notebook, book)
    if not options.grid:
        raise UsageError("a sweep needs --grid NAME=V1,V2,...")
    out = options.out or project / "reports" / "what-if" / f"sweep-{report.stem}"
    layout, grid = Layout(project, project / "data", out / "data", out), parse_grid(options.grid, book, report)
    plan = Sweep(book, report, grid, layout, options.jobs or cores(), options.scheduler)
    return _told(sweep(plan, progress_for(quiet=options.quiet)))


def _told(failures: Sequence[object]) -> int:
    """Say what failed; the exit code that follows."""
    for failure in failures:
        _complain(str(failure))
    return FAILED if failures else DONE


def _report_of(name: str, book: Book) -> Report:
    """The report of a notebook that is named by its stem or path, or of a report's own name."""
    stem = Path(name).stem
    found = [report for report in book.reports if stem == report.stem]
    found += [report.unbound for report in book.reports if stem in (report.notebook, report.family)]
    if not found:
        listed = ", ".join(dict.fromkeys(report.notebook for report in book.reports))
        raise UsageError(f"the book lists no notebook {name}; it lists {listed}")
    return found[0]


def _check(options: argparse.Namespace) -> int:
    from karabakh_analysis.dataset import check

    data = options.data or Path(os.path.relpath(_project() / "data"))
    problems = check(data)
    for problem in problems:
        _say(str(problem))
    if not problems:
        _say(f"{data / 'raw'}: no problems")
    return FAILED if problems else DONE


def _verify(options: argparse.Namespace) -> int:
    project = _project()
    out = options.out or project / "reports"
    layout = Layout(project, project / "data", project / "data" / "processed", out)
    recorded = Manifest.read(layout.manifest)
    if not recorded.files:
        _complain(f"{layout.manifest}: there is nothing to verify; build first")
        return FAILED
    differences = differing(_book(), recorded, layout, Lines())
    for line in differences:
        _say(line)
    return FAILED if differences else DONE


def _list(_: argparse.Namespace) -> int:
    book, project = _book(), _project()
    layout = Layout(project, project / "data", project / "data" / "processed", project / "reports")
    plan = Plan(book, book.reports, {}, layout)
    stale = {step.name: step.stale for step in steps(plan, Manifest.read(layout.manifest))}
    for report in book.reports:
        state = f"stale: {', '.join(stale[report.name])}" if stale[report.name] else "fresh"
        _say(f"{report.name}  (notebooks/{report.notebook}.ipynb)  {state}")
        for name, default in report.values.items():
            declaration = book.declarations[name]
            _say(f"    {name} = {default!r}  {declaration.type}: {declaration.meaning} Expected {declaration.expected}.")
    return DONE


def _lab(_: argparse.Namespace) -> int:
    notebooks = _project() / "notebooks"
    os.execv(sys.executable, [sys.executable, "-m", "jupyterlab", str(notebooks)])  # noqa: S606 - the point of the command


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "check": _check,
    "verify": _verify,
    "sweep": _sweep,
    "list": _list,
    "lab": _lab,
}
