"""One build at a time in a directory; a second one says so and waits."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path


@contextmanager
def alone_in(folders: Iterable[Path], say: Callable[[str], None]) -> Iterator[None]:
    """Be the only build that writes to some directories, and remove what a killed one left half-written.

    The directories themselves are locked, so no file is left; a lock goes with its process, however that ends.

    Raises
    ------
    OSError
        If a directory cannot be made.
    """
    with ExitStack() as stack:
        for folder in sorted({folder.resolve() for folder in folders}):  # always in one order: no two builds wait for each other
            stack.callback(_remove_empty, _made(folder))
            stack.callback(os.close, _locked(folder, say))
        for folder in folders:
            _sweep(folder)
        yield


def _made(folder: Path) -> list[Path]:
    """Make a directory; those of it and its parents that were missing, the innermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _remove_empty(folders: list[Path]) -> None:
    """Remove what was made and then not used: a build that writes nothing leaves nothing."""
    with suppress(OSError):
        for folder in folders:
            folder.rmdir()


def _locked(folder: Path, say: Callable[[str], None]) -> int:
    handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say(f"another build is writing to {folder}; waiting for it to end")
        fcntl.flock(handle, fcntl.LOCK_EX)
    return handle


def _sweep(folder: Path) -> None:
    """Remove files that were not renamed into their places."""
    for part in folder.rglob(".*.part"):
        part.unlink(missing_ok=True)
