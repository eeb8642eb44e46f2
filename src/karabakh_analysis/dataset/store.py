"""Results that take time, kept in a folder by the digest of what they are made from: for other processes and for later builds."""

from __future__ import annotations

import fcntl
import hashlib
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from karabakh_analysis import variables
from karabakh_analysis.files import write_whole

T = TypeVar("T")


def stored(name: str, make: Callable[[], T]) -> T:
    """What is kept under a name, or what ``make`` gives, which is then kept.

    The name holds the digest of everything that the result depends on but the code: the folder belongs to one version of that. Of
    several processes that ask at once, one makes it and the others wait. Without a folder in the environment nothing is kept.
    """
    folder = os.environ.get(variables.STORE)
    if not folder:
        return make()
    path = Path(folder) / f"{name}.pickle"
    with _alone(path):
        content = _read(path)
        if content is not None:
            return pickle.loads(content)  # type: ignore[no-any-return] # noqa: S301 - written by this package
        result = make()
        _keep(path, pickle.dumps(result))
    return result


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let no other process do this meanwhile; the lock goes with the process."""
    with path.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _read(path: Path) -> bytes | None:
    """The content, if it is whole: it follows its own digest."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    digest, content = data[:32], data[32:]
    return content if hashlib.sha256(content).digest() == digest else None


def _keep(path: Path, content: bytes) -> None:
    """Keep a result; a folder without room keeps nothing, and the result is made again."""
    with suppress(OSError):
        write_whole(path, hashlib.sha256(content).digest() + content)
