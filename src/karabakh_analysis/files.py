"""Files written whole or not at all, and their digests."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> str:
    """Write a file beside its place and rename it into it; returns the digest of its content.

    A reader sees the old file or the new one, never a part. A file that already has this content is left alone.

    Raises
    ------
    OSError
        If the directory cannot be written; the old file then stands as it was.
    """
    data = content.encode() if isinstance(content, str) else content
    if not (path.is_file() and path.read_bytes() == data):
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    return hashlib.sha256(data).hexdigest()


def _replace(path: Path, data: bytes) -> None:
    handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).chmod(0o644)
        Path(beside).replace(path)
    finally:
        Path(beside).unlink(missing_ok=True)


def digest_of(path: Path) -> str:
    """SHA-256 of a file's content as hexadecimal digits; empty for a file that is not there."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def digest_of_tree(root: Path, patterns: tuple[str, ...]) -> str:
    """One digest over the names and contents of all files below a directory that fit the patterns."""
    files = sorted({path for pattern in patterns for path in root.rglob(pattern) if path.is_file()})
    names = "".join(f"{path.relative_to(root).as_posix()}\0{digest_of(path)}\n" for path in files)
    return hashlib.sha256(names.encode()).hexdigest()
