"""What the evidence costs: the whole step, a bound by the size of the record, and linear programs first against whole-number programs.

``python -m benchmarks.evidence`` (or ``make bench-evidence``) prints Markdown tables. Seconds are those of the processor, which other
work on the machine disturbs less than those of the clock; only ratios of one run carry over to another machine.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial, wraps
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any

import highspy
import numpy as np
from benchmarks.synthetic import SUBJECT, grown
from numpy.typing import NDArray

from karabakh_analysis.dataset import load
from karabakh_analysis.evidence import bounds, gather, levels
from karabakh_analysis.evidence.bounds import AGGREGATES, bounds_of, periods_of
from karabakh_analysis.evidence.claims import CONTENT, Checked, check_claims
from karabakh_analysis.evidence.columns import Columns
from karabakh_analysis.evidence.constraints import Form, total
from karabakh_analysis.evidence.cuts import with_cuts
from karabakh_analysis.evidence.program import Program
from karabakh_analysis.evidence.reasons import Reasons
from karabakh_analysis.evidence.records import Records
from karabakh_analysis.evidence.solver import DEFAULT_LIMITS, STATUS, new_solver, run
from karabakh_analysis.evidence.statements import Statements
from karabakh_analysis.evidence.system import System, system_of
from karabakh_analysis.evidence.tables import UNLIMITED, Lines
from karabakh_analysis.evidence.whole import WholeTables

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
SECONDS, MEGABYTES = 5, 500
MILLI = 1000
GATHER = sys.modules[gather.__module__]
STEPS = {
    "claims": [(GATHER, "check_claims")],
    "systems": [(GATHER, "system_of")],
    "bounds": [(GATHER, "bounds_of")],
    "conflicts": [(GATHER, "conflicts_of"), (GATHER, "direct_conflicts")],
    "sentences": [(Reasons, "reason"), (Statements, "of_system"), (Statements, "direct")],
}
# What a bound costs beyond linear programs.
WHOLE_NUMBERS = {"whole numbers": [(WholeTables, "_beside"), (WholeTables, "least"), (levels, "reasons_for")]}
# A process of its own, so that imports are counted, nothing is remembered, and the peak of memory is that of this work alone.
ONCE = "import time; import karabakh_analysis.evidence; imports = time.process_time(); import benchmarks.evidence as b; b.once(imports)"


@dataclass(frozen=True)
class Extent:
    """How much is measured.

    Parameters
    ----------
    runs
        Processes that do the whole step.
    sizes
        How many times the real years the synthetic records have; the first is what the others are compared with.
    seeds
        Of the synthetic records of each size.
    repeats
        How often the bounds of the first size are derived from the start, and the questions for whole-number programs asked.
    every
        Of the bounds of 1x and of the questions for whole-number programs, every which one is asked.
    """

    runs: int = 5
    sizes: Sequence[int] = (1, 4, 16)
    seeds: Sequence[int] = (2, 3, 4)
    repeats: int = 3
    every: int = 1


SMALL = Extent(runs=1, sizes=(1, 2), seeds=(5,), repeats=1, every=29)


class Stopwatch:
    """Seconds of the processor by part; a part within another one is counted there alone."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._running: list[str] = []
        self._since = 0.0

    @contextmanager
    def part(self, name: str) -> Iterator[None]:
        """Whatever happens inside belongs to a part."""
        self._lap()
        self._running.append(name)
        try:
            yield
        finally:
            self._lap()
            self._running.pop()

    def _lap(self) -> None:
        now = time.process_time()
        if self._running:
            self.seconds[self._running[-1]] += now - self._since
        self._since = now

    @contextmanager
    def watching(self, parts: dict[str, list[tuple[Any, str]]]) -> Iterator[None]:
        """Functions of modules and classes are timed as parts. A generator of this package is read to its end."""
        before = [(owner, name, getattr(owner, name)) for named in parts.values() for owner, name in named]
        for part, named in parts.items():
            for owner, name in named:
                setattr(owner, name, self._timed(part, getattr(owner, name)))
        try:
            yield
        finally:
            for owner, name, function in before:
                setattr(owner, name, function)

    def _timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def timed(*given: Any, **named: Any) -> Any:
            with self.part(part):
                found = function(*given, **named)
                return list(found) if isinstance(found, Iterator) else found

        return timed


def once(imports: float) -> None:
    """Read the data and gather the evidence, and print what it took as JSON."""
    watch = Stopwatch()
    with watch.part("reading"):
        dataset = load(DATA)
    began = time.perf_counter()
    with watch.watching(STEPS), watch.part("the rest"):
        gather(dataset)
    clock = time.perf_counter() - began
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"imports": imports, **watch.seconds, "clock": clock, "megabytes": kilobytes / 1024}))


def whole_step(extent: Extent) -> Iterator[str]:
    """The whole step against its limits, in parts."""
    printed = [subprocess.check_output([sys.executable, "-c", ONCE], cwd=ROOT, text=True) for _ in range(extent.runs)]
    runs = [json.loads(each) for each in printed]
    steps = [*STEPS, "the rest"]
    gathered = [sum(run.get(step, 0) for step in steps) for run in runs]
    yield f"| Whole evidence step, median of {extent.runs} processes | measured | limit |"
    yield "|:--|--:|--:|"
    yield f"| seconds | {median(gathered):.2f} | {SECONDS} |"
    yield f"| seconds by the clock, least to most | {min(run['clock'] for run in runs):.2f} to {max(run['clock'] for run in runs):.2f} | |"
    yield f"| peak memory of the process, MB | {median(run['megabytes'] for run in runs):.0f} | {MEGABYTES} |"
    for step in steps:
        seconds = median(run.get(step, 0) for run in runs)
        yield f"| of the seconds: {step} | {seconds:.2f} | |"
    for step in ("imports", "reading"):
        yield f"| apart from it: {step} | {median(run[step] for run in runs):.2f} | |"


def agreeing(records: Records) -> list[Checked]:
    """The claims of a synthetic record without the check, which is not measured here: no figure contradicts another."""
    claims = records.claims(SUBJECT)
    distinct = claims.groupby(CONTENT, dropna=False, sort=False)["claim_id"].transform("first")
    rows = zip(claims.to_dict("records"), distinct, strict=True)
    return [Checked(claim, first, claim["interval"], (), "agrees") for claim, first in rows]


@dataclass(frozen=True)
class Measured:
    """A synthetic record, and the seconds of a bound: in all, and for whole numbers where linear programs do not give them."""

    system: System
    asked: int
    each: float
    whole_numbers: float


def measured(size: int, seed: int, extent: Extent) -> Measured:
    """As many bounds as 1x has, evenly spread over the periods of a larger record."""
    records = Records(grown(DATA, size, seed).dataset)
    checked, runs = agreeing(records), list[tuple[float, float]]()
    for _ in range(extent.repeats if size == extent.sizes[0] else 1):
        system, watch = system_of(records, SUBJECT, checked), Stopwatch()
        with sampled(size * extent.every), watch.watching(WHOLE_NUMBERS), watch.part("linear"):
            asked = len(list(bounds_of(system, records)))
        runs.append((sum(watch.seconds.values()) / asked, watch.seconds["whole numbers"] / asked))
    return Measured(system, asked, *(median(times) for times in zip(*runs, strict=True)))


@contextmanager
def sampled(every: int) -> Iterator[None]:
    """Only every so many periods are asked for."""
    bounds.periods_of = lambda grid: periods_of(grid)[::every]  # type: ignore[attr-defined]
    try:
        yield
    finally:
        bounds.periods_of = periods_of  # type: ignore[attr-defined]


def by_size(extent: Extent) -> Iterator[str]:
    """Seconds of a bound by the size of the record."""
    yield f"Medians over {len(extent.seeds)} synthetic records of each size; whole numbers: where the linear program did not give a table."
    yield ""
    yield (
        "| record | constraints | atoms | columns | bounds | of these asked | ms a bound | least to most | ratio to 1x | by constraint "
        "| ms without whole numbers | ratio to 1x | by constraint |"
    )
    yield "|--:" * 13 + "|"
    first: tuple[float, float, float] | None = None
    for size in extent.sizes:
        found = [measured(size, seed, extent) for seed in extent.seeds]
        constraints = median(len(each.system.program.constraints) for each in found)
        times, linear = [each.each for each in found], median(each.each - each.whole_numbers for each in found)
        first = first or (median(times), linear, constraints)
        grid, program = found[0].system.grid, found[0].system.program
        cells = len(periods_of(grid)) * (len(grid.geography.districts) + len(AGGREGATES))
        ratio, plain, growth = median(times) / first[0], linear / first[1], constraints / first[2]
        shown = [f"{size}x", f"{constraints:,.0f}", f"{program.atoms:,}", f"{program.size:,}", f"{cells:,}", f"{found[0].asked:,}"]
        shown += [f"{MILLI * median(times):.2f}", f"{MILLI * min(times):.2f} to {MILLI * max(times):.2f}"]
        shown += [f"{ratio:.1f}", f"{ratio / growth:.2f}", f"{MILLI * linear:.2f}", f"{plain:.1f}", f"{plain / growth:.2f}"]
        yield f"| {' | '.join(shown)} |"


def questions(system: System, every: int) -> list[Form]:
    """Both ends of every level that bounds are derived for, each question once."""
    places = (*system.grid.geography.districts, *AGGREGATES)
    levels_asked = [total(system.grid.atoms(place, period)) for period in periods_of(system.grid) for place in places]
    forms = [{atom: sign * value for atom, value in form.items()} for form in levels_asked for sign in (1, -1)]
    once_each = {frozenset(system.program.least_form(form)[0].items()): form for form in forms}
    return list(once_each.values())[::every]


def linear_first(program: Program, forms: Sequence[Form]) -> tuple[float, list[int | None]]:
    """Seconds and answers of the program as it stands."""
    began = time.process_time()
    answers = [program.least(form).value for form in forms]
    return time.process_time() - began, answers


def integer_alone(program: Program, forms: Sequence[Form], *, bare: bool) -> tuple[float, list[int | None]]:
    """Seconds and answers of whole-number programs, one solver for all questions, set up as in the package.

    Over the columns and with the cuts of the program, or ``bare``: over atoms, with nothing but the figures.
    """
    figures = [program.constraints[number] for number in program.active]
    with_all = figures if bare else with_cuts(figures)
    columns = Columns(program.atoms, program.absent, with_all)
    lines = Lines(with_all if bare else columns.constraints(with_all))
    upper = np.full(program.atoms if bare else columns.size, highspy.kHighsInf)
    upper[list(program.absent) if bare else []] = 0
    solver = whole_number_solver(lines, upper)
    answers, began = list[int | None](), time.process_time()
    for form in forms:
        cost = np.zeros(len(upper))
        asked = form if bare else columns.least_form(form)[0]
        cost[list(asked)] = list(asked.values())
        solver.changeColsCost(len(cost), np.arange(len(cost), dtype=np.int32), cost)
        found = run(solver) == STATUS.kOptimal and not columns.is_unlimited_below(form)
        answers.append(round(solver.getInfo().objective_function_value) if found else None)
    return time.process_time() - began, answers


def whole_number_solver(lines: Lines, upper: NDArray[np.float64]) -> highspy.Highs:
    """A solver for tables of whole numbers from zero to ``upper`` that satisfy lines."""
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(upper), len(lines)
    model.col_cost_, model.col_lower_, model.col_upper_ = np.zeros(len(upper)), np.zeros(len(upper)), upper
    model.row_lower_ = np.where(lines.low == -UNLIMITED, -highspy.kHighsInf, lines.low)
    model.row_upper_ = np.where(lines.high == UNLIMITED, highspy.kHighsInf, lines.high)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_ = lines.starts.astype(np.int32), lines.atoms.astype(np.int32)
    model.a_matrix_.value_ = lines.coefficients.astype(float)
    model.integrality_ = [highspy.HighsVarType.kInteger] * len(upper)
    solver = new_solver(DEFAULT_LIMITS)
    solver.passModel(model)
    return solver


def against_integer(extent: Extent) -> Iterator[str]:
    """Linear programs first, against a whole-number program for every end of every level of the real record."""
    records = Records(load(DATA))
    checked = check_claims(records)
    ways: dict[str, Callable[[Program, Sequence[Form]], tuple[float, list[int | None]]]] = {
        "linear first, warm start": linear_first,
        "whole-number program, same columns and cuts": partial(integer_alone, bare=False),
        "whole-number program, atoms and figures alone": partial(integer_alone, bare=True),
    }
    seconds, answers = defaultdict[str, list[float]](list), dict[str, list[int | None]]()
    for _ in range(extent.repeats):
        system = system_of(records, SUBJECT, checked)
        forms = questions(system, extent.every)
        with system.program.only(system.active) as program:
            for way, ask in ways.items():
                taken, answers[way] = ask(program, forms)
                seconds[way].append(taken)
    if len({tuple(each) for each in answers.values()}) > 1:
        raise SystemExit("the ways of solving do not agree")
    first = median(seconds["linear first, warm start"])
    yield f"| {len(forms):,} ends of levels of the real record, median of {extent.repeats} | ms each | ratio |"
    yield "|:--|--:|--:|"
    for way, times in seconds.items():
        yield f"| {way} | {MILLI * median(times) / len(forms):.2f} | {median(times) / first:.1f} |"


def machine() -> str:
    """What the numbers were measured on."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    packages = ", ".join(f"{name} {version(name)}" for name in ("highspy", "numpy", "pandas"))
    load_now = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {gigabytes:.0f} GB, Python {platform.python_version()}, {packages}; "
        f"other work at the start: load {load_now:.1f}."
    )


def report(extent: Extent) -> Iterator[str]:
    """All tables, line by line as they are measured."""
    yield from (machine(), "", *whole_step(extent), "")
    yield from by_size(extent)
    yield ""
    yield from against_integer(extent)


def main() -> None:
    """Print the report."""
    parser = argparse.ArgumentParser(description="Measure what the evidence costs.")
    parser.add_argument("--small", action="store_true", help="try everything once on little, to see that it runs")
    extent = SMALL if parser.parse_args().small else Extent()
    for line in report(extent):
        print(line, flush=True)


if __name__ == "__main__":
    main()
