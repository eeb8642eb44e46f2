"""A notebook gives the same bytes whatever runs it: forked or ordinary kernels, one run at a time or several."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.notebooks.project import ROOT, contents, copy_tables

from karabakh_analysis.cli import main
from karabakh_analysis.report.book import Book
from karabakh_analysis.report.book_file import read_book
from karabakh_analysis.report.kernels.client import close_parents
from karabakh_analysis.report.notebook import stable
from karabakh_analysis.report.page_info import page_metadata
from karabakh_analysis.report.run import Task, execute, run

pytestmark = pytest.mark.slow
FAST = "03-sector-targets"


@pytest.fixture(scope="module")
def book() -> Book:
    return read_book(ROOT / "notebooks" / "book.toml")


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_tables(tmp_path_factory.mktemp("data"))


def task_of(book: Book, data: Path) -> Task:
    (report,) = book.choose([FAST])
    source = (ROOT / "notebooks" / f"{report.notebook}.ipynb").read_text(encoding="utf-8")
    page = page_metadata(book, report, report.defaults, "0" * 12, (report,))
    return Task(report.name, source, report.defaults, page, str(ROOT / "notebooks"), str(data), book.cell_seconds)


def test_forked_and_ordinary_kernels_give_the_same_files(book: Book, data: Path) -> None:
    task = task_of(book, data)
    try:
        forked = run(task)
    finally:
        close_parents()
    ordinary = run(replace(task, forked=False))
    assert forked == ordinary
    assert f"{FAST}.html" in forked


def test_the_directory_in_which_a_kernel_works_changes_nothing(book: Book, data: Path, tmp_path: Path) -> None:
    task = task_of(book, data)
    try:
        elsewhere = [stable(execute(replace(task, directory=place)), task.page) for place in (str(tmp_path), "/nowhere")]
    finally:
        close_parents()
    assert elsewhere[0] == elsewhere[1]


def test_one_run_at_a_time_and_several_give_the_same_files(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KARABAKH_ANALYSIS_PROJECT", str(ROOT))
    for jobs in ("1", "3"):
        out = ["--out", str(tmp_path / jobs), "--data", str(data)]
        assert main(["build", "-q", "02-entrepreneurship", FAST, "--jobs", jobs, *out]) == 0
    assert contents(tmp_path / "1") == contents(tmp_path / "3")
