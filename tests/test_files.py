"""Files are written whole or not at all."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from karabakh_analysis.files import digest_of, digest_of_tree, write_whole


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text("old")
    os.utime(path, ns=(1_000_000_000, 1_000_000_000))
    return path


def test_a_new_file_is_written_with_its_directories_and_its_digest_returned(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "page.html"
    assert write_whole(path, "Ağdam") == hashlib.sha256("Ağdam".encode()).hexdigest()
    assert path.read_bytes() == "Ağdam".encode()


def test_bytes_are_written_as_they_are(tmp_path: Path) -> None:
    write_whole(tmp_path / "drawing", b"\x00\r\n\xff")
    assert (tmp_path / "drawing").read_bytes() == b"\x00\r\n\xff"


def test_other_content_replaces_the_file_and_leaves_nothing_beside_it(old: Path) -> None:
    write_whole(old, "new")
    assert old.read_text() == "new"
    assert [path.name for path in old.parent.iterdir()] == ["page.html"]


def test_a_file_that_has_the_content_is_left_alone(old: Path) -> None:
    before = old.stat()
    write_whole(old, "old")
    assert (old.stat().st_mtime_ns, old.stat().st_ino) == (before.st_mtime_ns, before.st_ino)


def test_others_may_read_what_is_written(tmp_path: Path) -> None:
    write_whole(tmp_path / "page.html", "x")
    assert (tmp_path / "page.html").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("step", ["fsync", "replace", "chmod"])
def test_a_write_that_fails_leaves_the_old_file_and_no_part(old: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if step == "fsync" else Path, step, fail)
    with pytest.raises(OSError, match="No space left"):
        write_whole(old, "new")
    assert old.read_text() == "old"
    assert [path.name for path in old.parent.iterdir()] == ["page.html"]


def test_a_write_that_is_interrupted_leaves_the_old_file_and_no_part(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)
    with pytest.raises(KeyboardInterrupt):
        write_whole(old, "new")
    assert old.read_text() == "old"
    assert [path.name for path in old.parent.iterdir()] == ["page.html"]


def test_a_directory_in_the_place_of_the_file_is_an_error_of_the_system(tmp_path: Path) -> None:
    (tmp_path / "page.html").mkdir()
    with pytest.raises(OSError, match=r"page\.html"):
        write_whole(tmp_path / "page.html", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]


def test_the_digest_of_a_file_is_of_its_content_and_empty_without_one(old: Path) -> None:
    assert digest_of(old) == hashlib.sha256(b"old").hexdigest()
    assert digest_of(old.parent / "none") == ""
    assert digest_of(old.parent) == ""


def tree(root: Path) -> str:
    return digest_of_tree(root, ("*.py", "*.css"))


def test_the_digest_of_a_tree_depends_on_names_and_contents_alone(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_whole(tmp_path / name / "room" / "a.py", "a")
        write_whole(tmp_path / name / "b.css", "b")
    os.utime(tmp_path / "two" / "b.css", ns=(1, 1))
    write_whole(tmp_path / "two" / "note.txt", "not looked at")
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


@pytest.mark.parametrize(("name", "content"), [("b.css", "c"), ("c.css", "b"), ("room/a.py", ""), ("room/new.py", "")])
def test_the_digest_of_a_tree_changes_with_a_name_or_a_content(tmp_path: Path, name: str, content: str) -> None:
    write_whole(tmp_path / "room" / "a.py", "a")
    write_whole(tmp_path / "b.css", "b")
    before = tree(tmp_path)
    write_whole(tmp_path / name, content)
    assert tree(tmp_path) != before
