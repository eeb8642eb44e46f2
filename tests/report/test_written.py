"""What a directory holds and what its manifest says of it agree at every moment, and no report writes over another."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from karabakh_analysis.files import write_whole
from karabakh_analysis.report import written as module
from karabakh_analysis.report.plan import Step
from karabakh_analysis.report.staleness import Layout, Manifest
from karabakh_analysis.report.written import Written


@pytest.fixture
def written(tmp_path: Path) -> Written:
    return Written(Layout(tmp_path, tmp_path / "data", tmp_path / "processed", tmp_path / "out"), Manifest())


def recorded(tmp_path: Path) -> dict[str, dict[str, str]]:
    files: dict[str, dict[str, str]] = json.loads((tmp_path / "out" / "manifest.json").read_text())["files"]
    return files


def test_files_that_a_step_no_longer_makes_are_removed(written: Written, tmp_path: Path) -> None:
    written.replace(Step("one", {}), {"a.csv": "1", "b.csv": "2", "processed/t.csv": "3"})
    written.replace(Step("one", {}), {"b.csv": "4"})
    assert [path.name for path in (tmp_path / "out").glob("*.csv")] == ["b.csv"]
    assert not (tmp_path / "processed" / "t.csv").exists()
    assert set(recorded(tmp_path)["one"]) == {"b.csv"}


def test_a_build_that_ends_between_two_files_leaves_no_false_record(
    written: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written.replace(Step("one", {}), {"a.csv": "1", "b.csv": "2"})
    written.replace(Step("two", {}), {"c.csv": "3"})

    def stop(path: Path, content: str) -> str:
        if path.name == "b.csv":
            raise KeyboardInterrupt
        return write_whole(path, content)

    monkeypatch.setattr(module, "write_whole", stop)
    with pytest.raises(KeyboardInterrupt):
        written.replace(Step("one", {}), {"a.csv": "4", "b.csv": "5"})
    assert set(recorded(tmp_path)) == {"two"}
    assert ((tmp_path / "out" / "a.csv").read_text(), (tmp_path / "out" / "b.csv").read_text()) == ("4", "2")


def test_what_another_step_wrote_is_named(written: Written) -> None:
    written.replace(Step("one", {}), {"a.csv": "1"})
    assert written.clash("two", {"a.csv": "", "b.csv": ""}) == "it writes a.csv, as one does"
    assert written.clash("one", {"a.csv": ""}) == ""
    assert written.clash("two", {"b.csv": ""}) == ""
    assert written.clash("two", {"a.csv": ""}, apart_from={"one"}) == ""
