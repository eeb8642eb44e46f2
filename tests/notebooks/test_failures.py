"""Notebooks that fail: the report, the cell, the error and the partial notebook are named, and no page comes of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from tests.notebooks.project import contents, make_project, write_notebook

from karabakh_analysis.cli import main

Build = Callable[..., tuple[int, str]]
GOOD = ["print(number)"]
FAILING = {
    "an error": (["one = 1", "raise ValueError('no <b>such</b> thing')"], "cell 4 failed with ValueError: no <b>such</b> thing"),
    "an error of several lines": (["raise ValueError('one\\ntwo\\x1b[31m')"], "cell 3 failed with ValueError: one\\ntwo\\x1b[31m"),
    "an exit": (["import sys; sys.exit(3)"], "cell 3 failed with SystemExit: 3"),
    "a dead kernel": (["import os", "os._exit(3)"], "cell 4 failed with DeadKernelError: Kernel died"),
    "no Python": (["print(1"], "cell 3 failed with SyntaxError: "),
    "a memory address": (["one = 1", "print(object())"], "cell 4 prints 'at 0x"),
    "a temporary path": (["import tempfile; print(tempfile.mkdtemp())"], "cell 3 prints '/tmp/"),
    "a figure without words": (
        ["from IPython.display import SVG; SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')"],
        "an output is an error, or a figure has no description in words",
    ),
}


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Build:
    """Builds a collection; returns the exit code and what was complained."""

    def built(*arguments: str) -> tuple[int, str]:
        monkeypatch.setenv("KARABAKH_ANALYSIS_PROJECT", str(tmp_path / "project"))
        code = main(["build", *arguments])
        return code, capsys.readouterr().err

    return built


@pytest.mark.parametrize(("sources", "error"), FAILING.values(), ids=FAILING.keys())
def test_a_failing_notebook_is_named_and_leaves_no_page(build: Build, tmp_path: Path, sources: list[str], error: str) -> None:
    project = make_project(tmp_path / "project", {"01_bad": sources})
    code, complaint = build()
    out = project / "reports"
    assert code == 1
    assert complaint.startswith(f"01-bad: {error}")
    assert complaint.endswith(f"; the partial notebook is {out / 'partial' / '01-bad.ipynb'}\n")
    assert len(complaint.splitlines()) == 1
    assert set(contents(out)) == {"manifest.json", "partial/01-bad.ipynb"}
    partial = nbformat.read(out / "partial" / "01-bad.ipynb", as_version=4)
    assert sources[-1] in [cell.source for cell in partial.cells]


def test_the_other_reports_are_built_with_keep_going_and_the_failed_one_when_it_is_mended(build: Build, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {"01_bad": ["raise ValueError('no')"], "02_good": GOOD})
    out = project / "reports"
    code, complaint = build("--jobs", "1")
    assert (code, complaint.partition(":")[0]) == (1, "01-bad")
    assert not (out / "02-good.html").exists()
    code, complaint = build("--keep-going")
    assert (code, complaint.partition(":")[0]) == (1, "01-bad")
    assert (out / "02-good.html").is_file()
    write_notebook(project, "01_bad", GOOD)
    assert build() == (0, "")
    assert {"01-bad.html", "02-good.html", "index.html", "sources.html"} <= set(contents(out))
    assert not (out / "partial" / "01-bad.ipynb").exists()


def test_a_report_that_begins_to_fail_keeps_its_old_page(build: Build, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {"01_page": GOOD})
    assert build() == (0, "")
    before = contents(project / "reports")
    write_notebook(project, "01_page", ["raise ValueError('no')"])
    assert build()[0] == 1
    after = contents(project / "reports")
    after.pop("partial/01-page.ipynb")
    assert after == before


@pytest.mark.parametrize("content", ["", "{}", "[]"])
def test_a_notebook_that_is_none_is_wrong_usage(build: Build, tmp_path: Path, content: str) -> None:
    project = make_project(tmp_path / "project", {"01_page": GOOD})
    (project / "notebooks" / "01_page.ipynb").write_text(content)
    code, complaint = build()
    assert code == 2
    assert complaint.startswith("karabakh-analysis: ")
    assert len(complaint.splitlines()) == 1


def test_a_notebook_that_differs_from_its_entry_is_wrong_usage(build: Build, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {"01_page": GOOD})
    write_notebook(project, "01_page", GOOD, 'number = 2\nas_of = ""')
    code, complaint = build()
    assert code == 2
    assert complaint.startswith("karabakh-analysis: 01-page: the notebook declares {'number': 2, 'as_of': ''}, the book {'number': 1")
    assert not (project / "reports" / "01-page.html").exists()


def test_a_hostile_output_is_shown_as_text(build: Build, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script>"
    sources = [f"print({hostile!r})", f"from IPython.display import HTML; HTML({hostile!r})", f"# {hostile}\n{hostile!r}"]
    project = make_project(tmp_path / "project", {"01_page": sources})
    assert build() == (0, "")
    page = (project / "reports" / "01-page.html").read_text()
    assert hostile not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_an_old_notebook_without_cell_ids_is_wrong_usage(build: Build, tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {"01_page": GOOD})
    path = project / "notebooks" / "01_page.ipynb"
    old = nbformat.read(path, as_version=4)
    old.nbformat_minor = 4
    for cell in old.cells:
        del cell["id"]
    path.write_text(nbformat.writes(old))
    assert build() == (2, "karabakh-analysis: 01-page: cells of the notebook have no ids; save it in format 4.5, as JupyterLab does\n")


@pytest.mark.slow
def test_what_was_built_can_be_verified_and_a_changed_byte_is_found(
    build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = make_project(tmp_path / "project", {"01_page": GOOD})
    assert build() == (0, "")
    assert main(["verify"]) == 0
    capsys.readouterr()
    for name in ("reports/01-page.html", "data/processed/series.csv"):
        (project / name).write_text("spoiled")
    assert main(["verify"]) == 1
    assert capsys.readouterr().out.splitlines()[1:] == ["01-page.html differs", "processed/series.csv differs"]


@pytest.mark.slow
def test_a_what_if_site_can_be_verified_too(build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path / "project", {"01_page": GOOD})
    assert build("-p", "number=2", "--as-of", "2025-12-31") == (0, "")
    assert main(["verify", "--out", str(project / "reports" / "what-if")]) == 0
    assert "differs" not in capsys.readouterr().out


@pytest.mark.slow
def test_verify_on_wrong_tables_says_what_is_wrong(build: Build, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = make_project(tmp_path / "project", {"01_page": GOOD})
    assert build() == (0, "")
    (project / "data" / "raw" / "claims.csv").unlink()
    assert main(["verify"]) == 1
    assert "claims.csv:1: -: the file is missing" in capsys.readouterr().out
