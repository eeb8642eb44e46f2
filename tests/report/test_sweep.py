"""Sweeps: every combination runs once, a failing one has a row that says why, and the values come from the notebooks."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tests.notebooks.project import add_profiles, contents, make_project

from karabakh_analysis.cli import main
from karabakh_analysis.report.book_file import read_book
from karabakh_analysis.report.parameters import UsageError
from karabakh_analysis.report.staleness import Layout
from karabakh_analysis.report.sweep import Sweep, parse_grid, recorded_values

RECORDING = [
    "from karabakh_analysis import figures, values",
    "if number == 3: raise ValueError('three, of all numbers')",
    "figures.record(square=number ** 2, range=values.Quantity(values.Interval(number, float('inf')), 'jobs', 'bounded'), none=None)",
]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("sweep") / "project", {"01_page": RECORDING})


@pytest.fixture
def plan(project: Path) -> Sweep:
    book = read_book(project / "notebooks" / "book.toml")
    layout = Layout(project, project / "data", project / "out" / "data", project / "out")
    return Sweep(book, book.reports[0], {"number": [1, 2, 3], "as_of": ["", "2025-01-31"]}, layout)


def test_runs_are_the_product_of_the_values_in_order(plan: Sweep) -> None:
    runs = dict(plan.runs())
    assert list(runs) == [f"01-page-{number}" for number in range(1, 7)]
    assert [(run["number"], run["as_of"]) for run in runs.values()][:3] == [(1, ""), (1, "2025-01-31"), (2, "")]


def test_names_of_runs_sort_as_their_numbers(plan: Sweep) -> None:
    many = Sweep(plan.book, plan.report, {"number": list(range(11))}, plan.layout)
    names = [name for name, _ in many.runs()]
    assert names == sorted(names)


@pytest.mark.parametrize(
    ("assignments", "words"),
    [
        (["number"], "is not NAME=V1,V2"),
        (["number=1", "number=2"], "is given twice"),
        (["other=1"], "01_page does not declare 'other'; declared are number, as_of"),
        (["number=1,x"], "number = 'x' is not possible, expected a whole number from 0 to 10"),
        (["number=1,1"], "names a value twice"),
        (["number="], "number = '' is not possible"),
    ],
)
def test_a_grid_that_is_none_is_refused_with_what_is_possible(plan: Sweep, assignments: list[str], words: str) -> None:
    with pytest.raises(UsageError) as refusal:
        parse_grid(assignments, plan.book, plan.report)
    assert words in str(refusal.value)


def test_the_last_value_of_a_name_stands_and_ends_stand_together() -> None:
    def output(**values: str) -> dict[str, object]:
        return {"metadata": {"karabakh": {"values": values}}}

    notebook = {"cells": [{"outputs": [output(b_high="2", b_low="1", a="0")]}, {}, {"outputs": [output(a="3"), {}]}]}
    assert recorded_values(notebook) == {"a": "3", "b_low": "1", "b_high": "2"}
    assert list(recorded_values(notebook)) == ["a", "b_low", "b_high"]


@pytest.mark.slow
def test_a_sweep_gathers_what_runs_recorded_and_why_others_failed(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KARABAKH_ANALYSIS_PROJECT", str(project))
    assert main(["sweep", "notebooks/01_page.ipynb", "--grid", "number=2,3", "--jobs", "2"]) == 1
    out = project / "reports" / "what-if" / "sweep-01-page"
    rows = list(csv.DictReader((out / "results.csv").read_text().splitlines()))
    assert [row["status"] for row in rows] == ["done", "failed"]
    assert {**rows[0]} == {
        "run": "01-page-1",
        "status": "done",
        "error": "",
        "number": "2",
        "as_of": "",
        "none": "",
        "range_low": "2",
        "range_high": "",
        "square": "4",
    }
    assert rows[1]["error"] == "cell 4 failed with ValueError: three, of all numbers"
    complained = capsys.readouterr().err
    assert complained.startswith("01-page-2: cell 4 failed with ValueError: three, of all numbers; the partial notebook is ")
    files = set(contents(out))
    assert {"01-page-1.html", "notebooks/01-page-1.ipynb", "index.html", "sources.html", "partial/01-page-2.ipynb"} <= files
    assert "01-page-2.html" not in files
    assert json.loads((out / "notebooks" / "01-page-1.ipynb").read_text())["metadata"]["papermill"]["parameters"]["number"] == 2
    index = (out / "index.html").read_text()
    assert 'href="01-page-1.html"' in index
    assert "three, of all numbers" in index


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["01_page"], "a sweep needs --grid"),
        (["other", "--grid", "number=1"], "the book lists no notebook other; it lists 01_page"),
    ],
)
def test_a_sweep_of_nothing_is_wrong_usage(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    monkeypatch.setenv("KARABAKH_ANALYSIS_PROJECT", str(project))
    assert main(["sweep", *arguments]) == 2
    assert words in capsys.readouterr().err


def test_a_notebook_of_several_pages_is_swept_over_what_tells_them_apart_and_one_page_over_the_rest(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {"01_page": RECORDING})
    add_profiles(project, {"AZ-LAC": "Lachin", "AZ-XA": "Khankendi"})
    book = read_book(project / "notebooks" / "book.toml")
    lachin = book.reports[1]
    assert parse_grid(["place=AZ-XA,AZ-LAC"], book, lachin.unbound) == {"place": ["AZ-XA", "AZ-LAC"]}
    with pytest.raises(UsageError, match=r"districts/az-lac leaves no choice of 'place'; declared are as_of"):
        parse_grid(["place=AZ-XA"], book, lachin)
    runs = dict(Sweep(book, lachin, {"as_of": ["", "2025-01-31"]}, Layout(project, project, project, project)).runs())
    assert runs["az-lac-2"] == {"place": "AZ-LAC", "as_of": "2025-01-31"}
    everywhere = dict(Sweep(book, lachin.unbound, {"place": ["AZ-XA", "AZ-LAC"]}, Layout(project, project, project, project)).runs())
    assert everywhere["a-profile-2"] == {"place": "AZ-LAC", "as_of": ""}
