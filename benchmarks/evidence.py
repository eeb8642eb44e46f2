"""What the evidence costs: the whole step, and the time of a bound for records of 1x, 4x and 16x the real size.

Run ``make bench-evidence``; a Markdown table is printed. Times are medians of one run on one machine, so only their ratios travel.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import highspy
import numpy as np
from benchmarks.synthetic import SUBJECT, grown

from karabakh_analysis.dataset import Dataset, load
from karabakh_analysis.evidence import gather
from karabakh_analysis.evidence.bounds import AGGREGATES, bounds_of, periods_of
from karabakh_analysis.evidence.claims import check_claims
from karabakh_analysis.evidence.constraints import Form, total
from karabakh_analysis.evidence.records import Records
from karabakh_analysis.evidence.system import System, system_of

DATA = Path(__file__).resolve().parents[1] / "data"
SECONDS, MEGABYTES = 5, 500
SIZES, REPEATS, SAMPLED = (1, 4, 16), 5, 60


def timed(work: Callable[[], object]) -> tuple[float, object]:
    """Seconds that some work takes, and its result."""
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def whole_step(dataset: Dataset) -> Iterator[str]:
    """The whole step against its limits."""
    seconds = statistics.median(timed(lambda: gather(dataset))[0] for _ in range(REPEATS))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield "| whole step | measured | limit |"
    yield "| --- | --- | --- |"
    yield f"| seconds, median of {REPEATS} | {seconds:.1f} | {SECONDS} |"
    yield f"| peak memory of the process, MB | {memory:.0f} | {MEGABYTES} |"


def bounded(dataset: Dataset) -> tuple[System, float, int]:
    """The system of new jobs, the seconds that all its bounds take, and their number."""
    records = Records(dataset)
    system = system_of(records, SUBJECT, check_claims(records))
    seconds, bounds = timed(lambda: list(bounds_of(system, records)))
    return system, seconds, len(bounds)  # type: ignore[arg-type]


def curve(sizes: tuple[int, ...]) -> Iterator[str]:
    """Time of a bound by size of the record."""
    yield "| record | constraints | columns | bounds | ms a bound | ratio to 1x | ratio by constraint |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    first: tuple[float, int] | None = None
    for size in sizes:
        system, seconds, number = bounded(grown(DATA, size).dataset)
        constraints, each = len(system.program.constraints), seconds / number
        first = first or (each, constraints)
        ratio = each / first[0]
        columns = f"{size}x | {constraints} | {system.program.size} | {number} | {1000 * each:.2f}"
        yield f"| {columns} | {ratio:.1f} | {ratio / (constraints / first[1]):.2f} |"


def integer_seconds(system: System, forms: list[Form]) -> float:
    """Seconds for both ends of some levels by branch and bound from nothing."""
    began = time.perf_counter()
    for form in forms:
        for sign in (1, -1):
            solver = highspy.Highs()
            solver.setOptionValue("output_flag", False)
            solver.setOptionValue("threads", 1)
            solver.passModel(system.program.model(np.ones(len(system.program.lines), dtype=bool)))
            columns = np.arange(system.program.size, dtype=np.int32)
            solver.changeColsIntegrality(len(columns), columns, np.full(len(columns), highspy.HighsVarType.kInteger))
            cost = np.zeros(len(columns))
            reduced, _ = system.program.least_form({atom: sign * value for atom, value in form.items()})
            cost[list(reduced)] = list(reduced.values())
            solver.changeColsCost(len(columns), columns, cost)
            solver.run()
    return time.perf_counter() - began


def against_integer(dataset: Dataset) -> Iterator[str]:
    """The linear program first, against an integer program for every bound, in the same run."""
    system, seconds, number = bounded(dataset)
    places = (*system.grid.geography.districts, *AGGREGATES)
    forms = [total(system.grid.atoms(place, period)) for period in periods_of(system.grid) for place in places]
    sampled = forms[:: max(1, len(forms) // SAMPLED)]
    integer = integer_seconds(system, sampled) / len(sampled)
    yield "| ms a bound, linear first | ms a bound, integer program | ratio |"
    yield "| --- | --- | --- |"
    yield f"| {1000 * seconds / number:.2f} | {1000 * integer:.1f} | {integer / (seconds / number):.0f} |"


def report(sizes: tuple[int, ...] = SIZES) -> str:
    """All tables."""
    dataset = load(DATA)
    return "\n".join([*whole_step(dataset), "", *curve(sizes), "", *against_integer(dataset)])


if __name__ == "__main__":
    sys.stdout.write(report() + "\n")
