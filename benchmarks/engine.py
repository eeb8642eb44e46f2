"""What the build engine costs beside a shell loop, Snakemake, and the pure work of the cells; sweeps; dask workers.

``python -m benchmarks.engine`` (or ``make bench-engine``) prints Markdown tables of seconds by the clock and their ratios, all measured in
one run. Snakemake is taken from the environment that ``--snakemake`` names; without it that row is left out.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.evidence import machine

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
CORES = os.cpu_count() or 1
MEGABYTE = 1024
COVERAGES = ("LIBERATED", "KAR", "EZR", "KAR+EZR")
YEARS = ((2024, 2023), (2024, 2022), (2023, 2022))
FIXED = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": "0", "MPLBACKEND": "agg"}
TINY = ["import time", "value = number ** 2", "from karabakh_analysis import figures\nfigures.record(value=value)"]


def variants(few: bool) -> list[tuple[str, dict[str, Any]]]:
    """Notebooks with parameters: every run of the cold build."""
    found: list[tuple[str, dict[str, Any]]] = [
        ("01_job_growth", {"coverage": coverage, "reference_year": year, "base_year": base})
        for coverage, (year, base) in product(COVERAGES, YEARS)
    ]
    found += [("02_entrepreneurship", {"reference_year": year, "base_year": base}) for year, base in YEARS]
    found += [("03_sector_targets", {}), ("07_claim_check", {})]
    found += [("08_revisions_and_gaps", {"indicator": each}) for each in ("new_jobs", "new_enterprises", "new_sole_proprietors")]
    return found[:1] + found[15:16] if few else found


def defaults() -> list[tuple[str, dict[str, Any]]]:
    """The reports of the book as they are."""
    return [(path.stem, {}) for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]


def collection(folder: Path, runs: Sequence[tuple[str, Mapping[str, Any]]]) -> Path:
    """A collection whose reports are these runs: each notebook a copy with other defaults, whose exhibits have names of its own."""
    (folder / "notebooks").mkdir(parents=True)
    shutil.copytree(ROOT / "data" / "raw", folder / "data" / "raw")
    for name in ("requirements.lock", "CITATION.cff"):
        shutil.copy(ROOT / name, folder)
    head, *_ = (ROOT / "notebooks" / "book.toml").read_text(encoding="utf-8").partition("[[report]]")
    entries = []
    for number, (stem, changed) in enumerate(runs, start=1):
        notebook = json.loads((ROOT / "notebooks" / f"{stem}.ipynb").read_text(encoding="utf-8"))
        cell = next(cell for cell in notebook["cells"] if "parameters" in cell["metadata"].get("tags", []))
        defaults = {target.id: ast.literal_eval(line.value) for line in ast.parse("".join(cell["source"])).body for target in line.targets}  # type: ignore[attr-defined]
        values = {**defaults, **changed}
        cell["source"] = "\n".join(f"{name} = {json.dumps(value)}" for name, value in values.items())
        for each in notebook["cells"]:
            each["source"] = "".join(each["source"]).replace('name="', f'name="r{number:02}-')
        name = f"r{number:02}_{stem}"
        (folder / "notebooks" / f"{name}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
        given = ", ".join(f"{key} = {json.dumps(value)}" for key, value in values.items())
        entries.append(f'[[report]]\nnotebook = "{name}"\ntitle = "{name}"\nquestion = "?"\nparameters = {{ {given} }}\n')
    (folder / "notebooks" / "book.toml").write_text("\n".join([head, *entries]), encoding="utf-8")
    return folder


# A process of its own starts the command, for the peak of memory counts what the starting process had.
MEASURE = (
    "import resource, subprocess, sys, time; began = time.perf_counter(); code = subprocess.call(sys.argv[1:], stdout=-3, stderr=-3);"
    " print(code, time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)


def timed(command: Sequence[str], project: Path, **environment: str) -> tuple[float, float]:
    """Seconds by the clock and the peak of the process's own memory in MB."""
    given = {**os.environ, "KARABAKH_ANALYSIS_PROJECT": str(project), **environment}
    measure = [sys.executable, "-S", "-c", MEASURE, *map(str, command)]
    code, seconds, kilobytes = subprocess.check_output(measure, env=given, cwd=project / "notebooks", text=True).split()
    if code != "0":
        raise SystemExit(f"failed: {command}")
    return float(seconds), float(kilobytes) / MEGABYTE


def build(project: Path, *more: str) -> tuple[float, float]:
    """Our build."""
    return timed([str(BIN / "karabakh-analysis"), "build", "-q", *more], project)


def forget(project: Path) -> None:
    """Nothing is built or kept."""
    for name in ("reports", ".build", "data/processed", "out"):
        shutil.rmtree(project / name, ignore_errors=True)


def notebooks(project: Path) -> list[str]:
    """Names of the notebooks."""
    return sorted(path.stem for path in (project / "notebooks").glob("*.ipynb"))


def steps(name: str) -> list[list[str]]:
    """The two commands for a notebook."""
    executed = f"../out/{name}.ipynb"
    papermill = [str(BIN / "papermill"), "-k", "python3", "--no-progress-bar", f"{name}.ipynb", executed]
    return [papermill, [str(BIN / "jupyter"), "nbconvert", "--log-level", "ERROR", "--to", "html", executed]]


def shell_loop(project: Path) -> float:
    """papermill and nbconvert, one notebook after the other."""
    (project / "out").mkdir()
    given = {**FIXED, "KARABAKH_ANALYSIS_DATA": str(project / "data")}
    return sum(timed(step, project, **given)[0] for name in notebooks(project) for step in steps(name))


def snakemake(project: Path, program: str) -> float:
    """The same commands as rules, on all cores."""
    first = 'rule all:\n    input: expand("out/{name}.html", name=NAMES)\n'
    rule = 'rule page:\n    output: "out/{name}.html"\n    shell: "cd notebooks && %s"\n'
    commands = " && ".join(" ".join(step) for step in steps("{wildcards.name}"))
    (project / "Snakefile").write_text(f"NAMES = {notebooks(project)!r}\n" + first + rule % commands)
    (project / "out").mkdir()
    given = {**FIXED, "KARABAKH_ANALYSIS_DATA": str(project / "data")}
    command = [program, "--cores", str(CORES), "--quiet", "all", "--snakefile", str(project / "Snakefile"), "--directory", str(project)]
    return timed(command, project, **given)[0]


def pure_work(project: Path) -> float:
    """The cells alone in one warm process a core: seconds of the slowest, without imports."""
    names = notebooks(project)
    store = project / ".build" / "pure"
    store.mkdir(parents=True)
    given = {
        **os.environ,
        **FIXED,
        "KARABAKH_ANALYSIS_DATA": str(project / "data"),
        "KARABAKH_ANALYSIS_STORE": str(project / ".build" / "pure"),
    }
    command = [sys.executable, "-c", "import sys; from benchmarks.engine import run_cells; run_cells(sys.argv[1:])"]
    parts = [[str(project / "notebooks" / f"{name}.ipynb") for name in names[core::CORES]] for core in range(CORES)]
    running = [
        subprocess.Popen([*command, *part], env=given, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for part in parts
    ]
    for process in running:
        process.stdout.readline()  # type: ignore[union-attr] # it has imported everything
    began = time.perf_counter()
    for process in running:
        process.communicate("go\n")
    return time.perf_counter() - began


def run_cells(paths: Sequence[str]) -> None:
    """Run the cells of notebooks and make what they show, in this process, when told to."""
    from importlib import import_module

    from karabakh_analysis.report.kernels.warm import LATER, modules

    for name in (*modules(), *LATER):
        import_module(name)
    print("warm", flush=True)
    sys.stdin.readline()
    for path in paths:
        names: dict[str, Any] = {}
        for cell in json.loads(Path(path).read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                _run_cell("".join(cell["source"]), names)


def _run_cell(source: str, names: dict[str, Any]) -> None:
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if isinstance(last, ast.Expr):
        shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
        if hasattr(shown, "_repr_mimebundle_"):
            shown._repr_mimebundle_()


def cold(project: Path, program: str | None) -> Iterator[str]:
    """All reports from nothing."""
    ways: dict[str, Callable[[], float]] = {"ours": lambda: build(project)[0], "pure work, warm": lambda: pure_work(project)}
    ways["shell loop of papermill and nbconvert"] = lambda: shell_loop(project)
    if program:
        ways["Snakemake, the same commands on all cores"] = lambda: snakemake(project, program)
    seconds = {}
    for way, run in ways.items():
        forget(project)
        seconds[way] = run()
    ours = seconds["ours"]
    yield f"| (a) {len(notebooks(project))} reports cold, {CORES} cores | seconds | ours to it | asked |"
    yield "|:--|--:|--:|--:|"
    asked = {"pure work, warm": "at most 1.67", "shell loop of papermill and nbconvert": "at most 0.15"}
    for way, taken in seconds.items():
        limit = asked.get(way, "at most 0.3" if way.startswith("Snakemake") else "")
        yield f"| {way} | {taken:.1f} | {ours / taken:.2f} | {limit} |"


def small_changes(project: Path) -> Iterator[str]:
    """Nothing to do, and one notebook edited."""
    forget(project)
    build(project)
    idle = [build(project) for _ in range(5)]
    yield "| (b) nothing to do, median of 5 | measured | asked |"
    yield "|:--|--:|--:|"
    yield f"| seconds | {median(seconds for seconds, _ in idle):.2f} | at most 0.5 |"
    yield f"| MB | {median(memory for _, memory in idle):.0f} | at most 60 |"
    yield ""
    name = notebooks(project)[0]
    path, ours, plain = project / "notebooks" / f"{name}.ipynb", [], []
    for edit in range(3):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["cells"][-1]["source"] = f"edit {edit}"
        path.write_text(json.dumps(notebook), encoding="utf-8")
        ours.append(build(project)[0])
        (project / "out").mkdir(exist_ok=True)
        plain.append(timed(steps(name)[0], project, **FIXED, KARABAKH_ANALYSIS_DATA=str(project / "data"))[0])
    yield "| (c) one notebook edited, median of 3 | seconds | ratio | asked |"
    yield "|:--|--:|--:|--:|"
    yield f"| ours, pages and all | {median(ours):.1f} | {median(ours) / median(plain):.2f} | at most 0.5 |"
    yield f"| papermill on that notebook alone | {median(plain):.1f} | 1 | |"


def tiny_collection(folder: Path) -> Path:
    """A collection with one notebook that does next to nothing, so that a sweep measures the engine."""
    from tests.notebooks.project import make_project

    project = make_project(folder / "tiny", {"01_tiny": TINY})
    book = project / "notebooks" / "book.toml"
    book.write_text(book.read_text().replace("most = 10", "most = 100000"))
    return project


@contextmanager
def watched(pid: int) -> Iterator[list[tuple[float, float, float]]]:
    """Samples of memory in MB: of a process, of its warm parent, and of the largest kernel."""
    samples: list[tuple[float, float, float]] = []
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(0.5):
            parents = children(pid)
            kernels = [kernel for parent in parents for kernel in children(parent)]
            samples.append((memory(pid), max(map(memory, parents), default=0), max(map(memory, kernels), default=0)))

    thread = threading.Thread(target=look)
    thread.start()
    try:
        yield samples
    finally:
        ended.set()
        thread.join()


def children(pid: int) -> list[int]:
    """Processes that a process started."""
    try:
        return [int(each) for task in Path(f"/proc/{pid}/task").iterdir() for each in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return []


def memory(pid: int) -> float:
    """Memory that belongs to a process alone, in MB."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError, PermissionError):
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / MEGABYTE


def sweeps(folder: Path, sizes: Sequence[int]) -> Iterator[str]:
    """Sweeps of growing length."""
    project = tiny_collection(folder)
    yield "| (d) sweep of a tiny notebook | ms a run | last tenth to first tenth | failures | builder MB | warm parent MB | kernel MB |"
    yield "|--:|--:|--:|--:|--:|--:|--:|"
    for size in sizes:
        shutil.rmtree(project / "reports", ignore_errors=True)
        grid = f"number={','.join(map(str, range(size)))}"
        command = [str(BIN / "karabakh-analysis"), "sweep", "01_tiny", "--grid", grid]
        process = subprocess.Popen(
            command, env={**os.environ, "KARABAKH_ANALYSIS_PROJECT": str(project)}, stdout=subprocess.PIPE, text=True
        )
        ends, began = [], time.perf_counter()
        with watched(process.pid) as samples:
            for _ in process.stdout or ():
                ends.append(time.perf_counter())
            process.wait()
        runs = [later - earlier for earlier, later in zip([began, *ends], ends, strict=False)][CORES:]
        part = max(1, len(runs) // 10)
        ratio = sum(runs[-part:]) / sum(runs[:part])
        rows = (project / "reports" / "what-if" / "sweep-01-tiny" / "results.csv").read_text().splitlines()[1:]
        failed = sum(",failed," in row for row in rows) + size - len(rows)
        memories = " | ".join(_growth([sample[column] for sample in samples]) for column in range(3))
        yield f"| {size:,} runs | {1000 * sum(runs) / len(runs):.0f} | {ratio:.2f} | {failed} | {memories} |"


def _growth(values: Sequence[float]) -> str:
    """Memory in the first and the last third."""
    third = max(1, len(values) // 3)
    return f"{max(values[:third], default=0):.0f}, then {max(values[-third:], default=0):.0f}"


def workers(project: Path) -> Iterator[str]:
    """The cold build of the book on one and two dask workers."""
    yield f"| (e) {len(notebooks(project))} reports cold on dask | seconds | ratio |"
    yield "|:--|--:|--:|"
    first = 0.0
    for number in (1, 2):
        forget(project)
        with tempfile.TemporaryDirectory() as folder, dask(Path(folder), number, project) as address:
            seconds, _ = build(project, "--scheduler", address)
        first = first or seconds
        yield f"| {number} worker{'s' * (number > 1)} | {seconds:.1f} | {seconds / first:.2f} |"


@contextmanager
def dask(folder: Path, number: int, project: Path) -> Iterator[str]:
    """A scheduler with workers of one thread."""
    found = folder / "scheduler.json"
    start: Mapping[str, list[str]] = {
        "scheduler": ["--port", "0", "--no-dashboard", "--host", "127.0.0.1", "--scheduler-file", str(found)],
        "worker": ["--scheduler-file", str(found), "--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(folder)],
    }
    given = {**os.environ, "KARABAKH_ANALYSIS_PROJECT": str(project)}
    processes = []
    for kind in ["scheduler"] + ["worker"] * number:
        command = [sys.executable, "-m", f"distributed.cli.dask_{kind}", *start[kind]]
        processes.append(subprocess.Popen(command, env=given, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        while not found.exists():
            time.sleep(0.1)
    from distributed import Client

    address = json.loads(found.read_text())["address"]
    try:
        with Client(address) as client:  # type: ignore[no-untyped-call]
            client.wait_for_workers(number)  # type: ignore[no-untyped-call]
        yield address
    finally:
        for process in processes:
            process.kill()
            process.wait()


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--snakemake", type=lambda given: str(Path(given).absolute()), help="the snakemake program")
    parser.add_argument("--small", action="store_true", help="everything once, on little")
    options = parser.parse_args()
    print(machine(), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        cold_runs, book = (
            collection(Path(folder) / str(number), runs) for number, runs in enumerate((variants(options.small), defaults()))
        )
        sizes = (4,) if options.small else (10, 100, 1000)
        for table in (cold(cold_runs, options.snakemake), small_changes(book), sweeps(Path(folder), sizes), workers(book)):
            print(flush=True)
            for line in table:
                print(line, flush=True)


if __name__ == "__main__":
    main()
