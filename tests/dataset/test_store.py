"""What is kept by digest is made once, by one process, and never read when it is not whole."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path

import pytest

from karabakh_analysis import variables
from karabakh_analysis.dataset import Dataset, load
from karabakh_analysis.dataset.load import raw_digest
from karabakh_analysis.dataset.store import stored


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(variables.STORE, str(tmp_path))
    return tmp_path


def make(folder: Path) -> list[int]:
    """Says in a file that it was called."""
    with (folder / "calls").open("a") as calls:
        calls.write("x")
    time.sleep(0.2)
    return [1, 2]


def ask(folder: Path) -> None:
    assert stored("thing", lambda: make(folder)) == [1, 2]


def test_a_result_is_made_once_by_whoever_asks_first(folder: Path) -> None:
    context = multiprocessing.get_context("spawn")
    asking = [context.Process(target=ask, args=(folder,)) for _ in range(3)]
    for process in asking:
        process.start()
    for process in asking:
        process.join()
    assert [process.exitcode for process in asking] == [0, 0, 0]
    assert (folder / "calls").read_text() == "x"


@pytest.mark.parametrize("content", [b"", b"short", b"x" * 100])
def test_what_is_not_whole_is_made_again(folder: Path, content: bytes) -> None:
    ask(folder)
    (folder / "thing.pickle").write_bytes(content)
    ask(folder)
    assert (folder / "calls").read_text() == "xx"
    ask(folder)
    assert (folder / "calls").read_text() == "xx"


def test_without_a_folder_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(variables.STORE)
    ask(folder)
    ask(folder)
    assert (folder / "calls").read_text() == "xx"


def test_an_error_keeps_nothing(folder: Path) -> None:
    def fail() -> int:
        raise ValueError("no")

    for _ in range(2):
        with pytest.raises(ValueError, match="no"):
            stored("thing", fail)
    assert list(folder.glob("*.pickle")) == []


def test_a_kept_dataset_is_the_one_that_was_read(folder: Path, raw_copy: Path, frozen: Dataset) -> None:
    first, second = load(raw_copy), load(raw_copy)
    assert len(list(folder.glob("dataset-*.pickle"))) == 1
    for dataset in (first, second):
        assert dataset.observations.equals(frozen.observations)
        assert dataset.claims.equals(frozen.claims)
    assert load(raw_copy, "2025-01-31").as_of is not None
    assert len(list(folder.glob("dataset-*.pickle"))) == 2


def test_the_digest_of_the_tables_follows_names_and_contents(raw_copy: Path) -> None:
    before = raw_digest(raw_copy)
    table = raw_copy / "raw" / "claims.csv"
    table.rename(raw_copy / "raw" / "other.csv")
    assert raw_digest(raw_copy) != before
    (raw_copy / "raw" / "other.csv").rename(table)
    assert raw_digest(raw_copy) == before
    table.write_text(table.read_text() + "\n")
    assert raw_digest(raw_copy) != before
