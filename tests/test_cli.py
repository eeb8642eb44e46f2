"""The command line: what it does, what it says, and its exit code. It runs as a program of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.notebooks.project import FROZEN, ROOT, contents, copy_tables, make_project, write_notebook

HEAVY = (
    "pandas",
    "numpy",
    "matplotlib",
    "seaborn",
    "pandera",
    "papermill",
    "nbconvert",
    "nbformat",
    "nbclient",
    "jupyter_client",
    "IPython",
)
IN_PROCESS = """
import sys
from karabakh_analysis.cli import main
code = main(sys.argv[1:])
print("imported:", *[name for name in {heavy!r} if name in sys.modules])
sys.exit(code)
"""
Ran = subprocess.CompletedProcess[str]
Run = Callable[..., Ran]


def environment(project: Path | None) -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("KARABAKH_ANALYSIS")}
    return {**others, "KARABAKH_ANALYSIS_PROJECT": str(project)} if project else others


def program(project: Path | None, *arguments: object, code: str = "", cwd: Path = ROOT) -> Ran:
    start = ["-c", code] if code else ["-m", "karabakh_analysis"]
    command = [sys.executable, *start, *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False, cwd=cwd, env=environment(project))
    assert "Traceback" not in ran.stdout + ran.stderr, ran.stderr
    return ran


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A collection of two small reports that is built and fresh; tests do not change it."""
    folder = make_project(tmp_path_factory.mktemp("cli") / "project", {"01_first": ["print(number)"], "02_second": ["print(number + 1)"]})
    ran = program(folder, "build")
    assert ran.returncode == 0, ran.stderr
    return folder


@pytest.fixture
def run(project: Path) -> Run:
    """Runs the program on the fresh collection."""
    return lambda *arguments: program(project, *arguments)


def test_check_finds_no_problem_in_the_tables_of_the_collection() -> None:
    ran = program(None, "check")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, f"{Path('data/raw')}: no problems\n", "")


def test_check_reads_the_directory_that_is_named() -> None:
    ran = program(None, "check", "--data", FROZEN)
    assert (ran.returncode, ran.stdout) == (0, f"{FROZEN / 'raw'}: no problems\n")


def test_every_problem_stands_on_its_own_line_with_file_line_and_column(tmp_path: Path) -> None:
    raw = copy_tables(tmp_path) / "raw"
    rows = (raw / "observations.csv").read_text().splitlines()
    rows[4] = rows[4].replace(",stock,", ",stick,")
    rows[5] += ",one too many"
    (raw / "observations.csv").write_text("\n".join(rows) + "\n")
    (raw / "claims.csv").write_bytes((raw / "claims.csv").read_bytes() + b"\xff\x1b[31m\n")
    ran = program(None, "check", "--data", tmp_path)
    lines = ran.stdout.splitlines()
    assert ran.returncode == 1
    assert ran.stderr == ""
    assert all(re.fullmatch(rf"{re.escape(str(raw))}/\w+\.csv:\d+: [\w-]+: .+, expected .+", line) for line in lines), lines
    starts = [line.removeprefix(f"{raw}/") for line in lines]
    assert any(start.startswith("observations.csv:5: kind: 'stick'") for start in starts)
    assert any(start.startswith("observations.csv:6: -: the line has ") for start in starts)
    assert any(start.startswith("claims.csv:167: -: byte 0xff") for start in starts)
    assert "\x1b" not in ran.stdout


def test_missing_tables_are_problems(tmp_path: Path) -> None:
    ran = program(None, "check", "--data", tmp_path / "nowhere")
    assert ran.returncode == 1
    assert len(ran.stdout.splitlines()) == 8
    assert all("the file is missing" in line for line in ran.stdout.splitlines())


def test_list_names_reports_notebooks_parameters_and_freshness(run: Run) -> None:
    ran = run("list")
    assert ran.returncode == 0
    assert ran.stdout.splitlines() == [
        "01-first  (notebooks/01_first.ipynb)  fresh",
        "    number = 1  int: Any number. Expected a whole number from 0 to 10.",
        "    as_of = ''  date: Keep what was certainly published by this day. Expected a day as yyyy-mm-dd, or nothing.",
        "02-second  (notebooks/02_second.ipynb)  fresh",
        "    number = 1  int: Any number. Expected a whole number from 0 to 10.",
        "    as_of = ''  date: Keep what was certainly published by this day. Expected a day as yyyy-mm-dd, or nothing.",
    ]


def test_list_says_why_a_report_is_stale(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "project", {"01_first": ["1"]})
    assert program(folder, "list").stdout.splitlines()[0] == "01-first  (notebooks/01_first.ipynb)  stale: never built"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["build", "01_first"], "there is no report 01_first; the reports are 01-first, 02-second"),
        (["build", "-p", "year=2024"], "no chosen report declares 'year'; declared are as_of, number"),
        (["build", "-p", "number"], "-p 'number' is not NAME=VALUE"),
        (["build", "-p", "number=two"], "number = 'two' is not possible, expected a whole number from 0 to 10"),
        (["build", "-p", "number=1.0"], "number = '1.0' is not possible"),
        (["build", "-p", "number=11"], "number = 11 is not possible, expected a whole number from 0 to 10"),
        (["build", "-p", "number=1", "-p", "number=2"], "-p number is given twice"),
        (["build", "--as-of", "31.01.2025"], "as_of = '31.01.2025' is not possible, expected a day as yyyy-mm-dd"),
        (["build", "--as-of", "2025-02-30"], "as_of = '2025-02-30' is not possible"),
        (["build", "--as-of", ""], "--as-of needs a day as yyyy-mm-dd"),
        (["build", "--as-of", "2025-01-31", "-p", "as_of=2025-01-31"], "--as-of and -p as_of=... are the same; give one"),
    ],
)
def test_wrong_usage_ends_with_2_and_a_sentence(run: Run, arguments: list[str], sentence: str) -> None:
    ran = run(*arguments)
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert ran.stderr.startswith(f"karabakh-analysis: {sentence}")
    assert len(ran.stderr.splitlines()) == 1


@pytest.mark.parametrize("arguments", [[], ["bild"], ["build", "--ot", "x"], ["check", "data"], ["build", "--out"]])
def test_arguments_that_do_not_exist_end_with_2_and_the_usage(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.returncode == 2
    assert ran.stderr.startswith("usage: karabakh-analysis")


@pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["verify", "--help"]])
def test_help_is_no_error(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_directory_that_is_no_collection_is_wrong_usage(tmp_path: Path) -> None:
    ran = program(tmp_path, "list")
    assert (ran.returncode, ran.stderr) == (2, f"karabakh-analysis: {tmp_path}/notebooks/book.toml: the book is missing\n")


def test_a_build_that_finds_everything_fresh_imports_nothing_heavy(project: Path) -> None:
    before = contents(project)
    ran = program(project, "build", code=IN_PROCESS.format(heavy=HEAVY))
    assert (ran.returncode, ran.stdout) == (0, "everything is fresh\nimported:\n")
    assert contents(project) == before


def test_a_list_imports_nothing_heavy(project: Path) -> None:
    assert program(project, "list", code=IN_PROCESS.format(heavy=HEAVY)).stdout.endswith("\nimported:\n")


def test_quiet_says_nothing(run: Run) -> None:
    ran = run("build", "-q")
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_a_build_on_wrong_tables_ends_with_1_and_writes_nothing(project: Path, tmp_path: Path) -> None:
    claims = copy_tables(tmp_path / "data") / "raw" / "claims.csv"
    claims.write_text(claims.read_text().replace(",rounded,", ",rownded,", 1))
    before = contents(tmp_path)
    ran = program(project, "build", "--data", tmp_path / "data", "--out", tmp_path / "out")
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert re.fullmatch(rf"{re.escape(str(claims))}:\d+: precision: 'rownded' .+\n", ran.stderr)
    assert contents(tmp_path) == before
    assert not (tmp_path / "out").exists()


def test_a_directory_that_cannot_be_written_ends_with_1_and_a_sentence(project: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    ran = program(project, "build", "--out", tmp_path / "out")
    assert ran.returncode == 1
    assert ran.stderr.startswith("karabakh-analysis: ")
    assert str(tmp_path / "out") in ran.stderr


def test_there_is_nothing_to_verify_before_a_build(project: Path, tmp_path: Path) -> None:
    ran = program(project, "verify", "--out", tmp_path)
    assert ran.returncode == 1
    assert ran.stderr == f"{tmp_path}/manifest.json: there is nothing to verify; build first\n"


@pytest.mark.slow
def test_paths_may_be_relative_to_where_the_program_starts(project: Path, tmp_path: Path) -> None:
    ran = program(Path(os.path.relpath(project, tmp_path)), "build", "01-first", "--out", "here", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert (tmp_path / "here" / "01-first.html").is_file()


def test_an_interrupt_ends_cleanly_with_1_and_the_next_build_succeeds(tmp_path: Path) -> None:
    folder = make_project(tmp_path / "project", {"01_first": ["print(1)"], "02_second": ["import time", "time.sleep(60)"]})
    command = [sys.executable, "-m", "karabakh_analysis", "build"]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(folder), start_new_session=True
    )
    try:
        assert running.stdout is not None
        assert running.stdout.readline().startswith("01-first built in ")
        time.sleep(4)
        os.killpg(running.pid, signal.SIGINT)
        _, errors = running.communicate(timeout=20)
    finally:
        if running.poll() is None:
            os.killpg(running.pid, signal.SIGKILL)
    assert running.returncode == 1
    assert errors == "stopped\n"
    assert not list(folder.rglob("*.part"))
    assert (folder / "reports" / "01-first.html").is_file()
    assert not (folder / "reports" / "02-second.html").exists()
    write_notebook(folder, "02_second", ["print(2)"])
    again = program(folder, "build")
    assert (again.returncode, again.stdout.partition(" ")[0]) == (0, "02-second")
