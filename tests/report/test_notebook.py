"""Executed notebooks are made the same on every run, and what cannot be is refused."""

from __future__ import annotations

import copy
import sys
import tempfile
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from karabakh_analysis.report.notebook import UnstableOutputError, check_declared, declared_parameters, failed_cell, read_notebook, stable
from karabakh_analysis.report.parameters import UsageError

PAGE = {"name": "01-page", "title": "Page"}
TIMES = {"start_time": "2025-01-31T10:00:00", "end_time": "2025-01-31T10:00:01", "duration": 1.0, "status": "completed"}


def parameters(source: str, *tags: str) -> NotebookNode:
    return new_notebook(cells=[new_markdown_cell("# T"), new_code_cell(source, metadata={"tags": list(tags or ["parameters"])})])


def executed(*outputs: NotebookNode, run: int = 0) -> NotebookNode:
    """A notebook as papermill leaves it; two runs differ in times, ids and versions."""
    cells = [
        new_markdown_cell("# T", id="title"),
        new_code_cell("year = 2024", id="parameters", metadata={"tags": ["parameters"], "papermill": {**TIMES, "duration": run}}),
        new_code_cell("year = 2025", id=f"random-{run}", metadata={"tags": ["injected-parameters"], "papermill": TIMES}),
        new_code_cell(
            "show()",
            id="shown",
            metadata={"papermill": {**TIMES, "duration": run}, "execution": {"shell.execute_reply": f"2025-01-31T10:00:0{run}"}},
        ),
    ]
    cells[-1].outputs = list(outputs)
    metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python", "version": f"3.11.{run}", "file_extension": ".py", "mimetype": "text/x-python"},
        "papermill": {
            **TIMES,
            "default_parameters": {},
            "parameters": {"year": 2025},
            "input_path": f"/tmp/{run}/in.ipynb",
            "output_path": f"/tmp/{run}/out.ipynb",
            "environment_variables": {},
            "version": "2.6.0",
        },
        "widgets": {"state": run},
    }
    return new_notebook(cells=cells, metadata=metadata)


def printed(text: str, name: str = "stdout") -> NotebookNode:
    return new_output("stream", name=name, text=text)


def shown(**data: str) -> NotebookNode:
    return new_output("display_data", data={kind.replace("_", "/"): content for kind, content in data.items()})


def test_two_runs_become_the_same_bytes() -> None:
    first, second = (nbformat.writes(stable(executed(printed("one\n"), run=run), PAGE)) for run in (0, 7))
    assert first == second
    assert "start_time" not in first
    assert "3.11" not in first
    assert "/tmp" not in first


def test_what_a_page_needs_is_kept() -> None:
    notebook = stable(executed(printed("one\n")), PAGE)
    assert notebook.metadata.karabakh == PAGE
    assert notebook.metadata.papermill == {"default_parameters": {}, "parameters": {"year": 2025}}
    assert notebook.metadata.kernelspec.name == "python3"
    assert notebook.cells[1].metadata == {"tags": ["parameters"]}
    assert notebook.cells[-1].outputs[0].text == "one\n"
    nbformat.validate(notebook)


def test_the_notebook_given_is_not_changed() -> None:
    given = executed(printed("one\n"))
    before = copy.deepcopy(given)
    stable(given, PAGE)
    assert given == before


BAD = {
    "a memory address": printed("<object object at 0x7f3c5a1b2d30>\n"),
    "an address on the error stream": printed("<function f at 0x7f3c5a1b2d30>\n", "stderr"),
    "a temporary path": printed("saved to /tmp/tmpab12/x.csv\n"),
    "a home directory": printed("read /home/someone/data.csv\n"),
    "a home directory on a Mac": printed("read /Users/someone/data.csv\n"),
    "the temporary directory of this machine": printed(f"in {tempfile.gettempdir()}/x\n"),
    "the environment": printed(f"{sys.prefix}/lib/python3/site-packages/x.py:1: UserWarning: careful\n", "stderr"),
    "a file of the collection": printed(f"{Path(__file__).resolve()}:1: UserWarning: careful\n", "stderr"),
    "plain text of a value": shown(text_plain="<built-in method at 0x00007f00deadbeef>"),
    "markup": shown(text_html="<p>&lt;Figure at 0x7f3c5a1b2d30&gt;</p>", text_plain="figure"),
    "Markdown": shown(text_markdown="see /root/x", text_plain="text"),
    "a table to download": shown(text_csv="path\n/tmp/x\n", text_plain="table"),
}


@pytest.mark.parametrize("output", BAD.values(), ids=BAD.keys())
def test_an_output_that_differs_from_run_to_run_is_refused_and_its_cell_named(output: NotebookNode) -> None:
    with pytest.raises(UnstableOutputError, match=r"^cell 3 prints .*, which differs from run to run$"):
        stable(executed(output), PAGE)


GOOD = {
    "numbers": printed("2,575 and 0x1f\n"),
    "an address on the web": printed("https://stat.example/home/tmp/page and https://x.example/root/a\n"),
    "words": printed("home/root is at home; temp and tmp\n"),
    "a picture": shown(text_html='<img alt="x" src="data:image/svg+xml;base64,AAAA/tmp/BBBB/root/CCCC">', text_plain="x"),
    "a drawing": shown(**{"image_svg+xml": "<svg/>"}, text_plain="x"),
}


@pytest.mark.parametrize("output", GOOD.values(), ids=GOOD.keys())
def test_an_output_that_stays_the_same_is_kept(output: NotebookNode) -> None:
    assert stable(executed(output), PAGE).cells[-1].outputs == [output]


def test_declared_parameters_are_names_and_constants() -> None:
    notebook = parameters('year = 2024  # a year\nplace = "KAR"\nrate = -0.5\nas_of = ""\n')
    assert declared_parameters(notebook) == {"year": 2024, "place": "KAR", "rate": -0.5, "as_of": ""}


@pytest.mark.parametrize(
    "source",
    [
        "year = 2023 + 1 if True else 0",
        "import os\nyear = 2024",
        "year = base + 1",
        "year = int('2024')",
        "year: int = 2024",
        "year, base = 2024, 2023",
        "data['year'] = 2024",
        "print(2024)",
        "year = ",
        "'''words'''",
        "year = {[]: 1}",
        "%matplotlib inline",
        "if True:\n    year = 2024",
        "year = f'{2024}'",
    ],
)
def test_a_parameters_cell_that_holds_anything_but_constants_is_refused(source: str) -> None:
    with pytest.raises(UsageError, match="assignments of constants and nothing else"):
        declared_parameters(parameters(source))


def test_a_notebook_has_exactly_one_parameters_cell() -> None:
    with pytest.raises(UsageError, match="has 0 cells tagged parameters, expected one"):
        declared_parameters(parameters("year = 2024", "other"))
    twice = parameters("year = 2024")
    twice.cells += parameters("year = 2025").cells
    with pytest.raises(UsageError, match="has 2 cells tagged parameters, expected one"):
        declared_parameters(twice)


@pytest.mark.parametrize("defaults", [{}, {"year": 2023}, {"year": 2024, "base": 2023}, {"jahr": 2024}, {"year": "2024"}, {"year": 2024.0}])
def test_a_notebook_that_differs_from_the_book_is_refused(defaults: dict[str, Any]) -> None:
    check_declared(parameters("year = 2024"), {"year": 2024}, "01-page")
    with pytest.raises(UsageError, match=r"^01-page: the notebook declares .*, the book .*; expected the same$"):
        check_declared(parameters("year = 2024"), defaults, "01-page")


def test_a_truth_value_is_not_the_number_one() -> None:
    with pytest.raises(UsageError, match="expected the same"):
        check_declared(parameters("number = True"), {"number": 1}, "01-page")


def test_the_failing_cell_is_counted_as_in_the_source_notebook() -> None:
    notebook = executed(new_output("error", ename="ValueError", evalue="no", traceback=[]))
    assert failed_cell(notebook) == 3
    marker = new_markdown_cell("An exception", metadata={"tags": ["papermill-error-cell-tag"]})
    notebook.cells.insert(0, marker)
    assert failed_cell(notebook) == 3


def test_the_cell_in_which_a_kernel_died_is_found() -> None:
    notebook = executed()
    assert failed_cell(notebook) == 0
    for times in ({}, {"iopub.status.busy": "2025-01-31T10:00:00"}):
        notebook.cells[3].metadata["execution"] = times
        assert failed_cell(notebook) == 3


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", "1", "text"])
def test_a_file_that_is_no_notebook_is_wrong_usage(tmp_path: Path, content: str) -> None:
    (tmp_path / "x.ipynb").write_text(content)
    with pytest.raises(UsageError, match="this is no notebook"):
        read_notebook(tmp_path / "x.ipynb")


def test_a_missing_notebook_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the notebook is missing"):
        read_notebook(tmp_path / "x.ipynb")
