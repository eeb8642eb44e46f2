"""The other side of the warm parent: starting it, asking it for kernels, and knowing how they fare."""

from __future__ import annotations

import json
import select
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from karabakh_analysis.report.kernels.environment import ONE_THREAD

LAUNCHER = ["-m", "ipykernel_launcher"]
# Read by an interpreter or a library when it starts: parents that differ in them are different ones.
READ_AT_START = ("PYTHON", "MPL", "OMP_", "OPENBLAS_", "MKL_", "LANG", "LC_", "LD_")
BACKEND = "module://matplotlib_inline.backend_inline"


class NoForkError(RuntimeError):
    """Kernels cannot be forked here; ordinary ones can be started."""


CAN_FORK = sys.platform == "linux"


def can_fork(command: Sequence[str]) -> bool:
    """Whether a kernel's command is one that a fork can take the place of: ipykernel in this environment, on Linux."""
    return CAN_FORK and list(command[1:3]) == LAUNCHER and _same_file(command[0], sys.executable)


def _same_file(one: str, other: str) -> bool:
    """Whether two paths name one interpreter of one environment, which is more than one file: environments share it by links."""
    return Path(one).absolute() == Path(other).absolute()


class ForkedProcess:
    """A kernel's process, with the methods of `subprocess.Popen` that Jupyter uses.

    Parameters
    ----------
    connection
        Socket to the warm parent: signals go out, the way it ended comes in.
    """

    stdin = stdout = stderr = None

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._read = b""
        self.returncode: int | None = None
        self.pid = int(self._line()["pid"])

    def _line(self) -> dict[str, int]:
        """The next line that the parent tells.

        Raises
        ------
        NoForkError
            If it has gone.
        """
        while b"\n" not in self._read:
            received = self._connection.recv(4096)
            if not received:
                raise NoForkError("the warm parent has ended")
            self._read += received
        line, _, self._read = self._read.partition(b"\n")
        return dict(json.loads(line))

    def poll(self) -> int | None:
        """The exit code, minus the number of the signal that ended it, or ``None`` while it runs."""
        return self._look(0)

    def wait(self, timeout: float | None = None) -> int:
        """Wait for its end."""
        until = None if timeout is None else time.monotonic() + timeout
        while self._look(None if until is None else max(0, until - time.monotonic())) is None:
            if until is not None and time.monotonic() >= until:
                raise subprocess.TimeoutExpired(f"kernel {self.pid}", timeout or 0)
        return self.returncode or 0

    def send_signal(self, number: int) -> None:
        """Send a signal to the kernel and the processes it started."""
        if self.poll() is None:
            self._connection.sendall(bytes([number]))

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def _look(self, seconds: float | None) -> int | None:
        """What the parent has told, waiting for it if need be; a parent that is gone has taken its kernels with it."""
        if self.returncode is None and (self._read or select.select([self._connection], [], [], seconds)[0]):
            try:
                self.returncode = self._line()["ended"]
            except (NoForkError, ConnectionError):
                self.returncode = -signal.SIGKILL
            self._connection.close()
        return self.returncode


class Parent:
    """A warm parent in a process of its own, which ends when this one does.

    Parameters
    ----------
    environment
        Variables that it starts with.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._control, there = socket.socketpair()
        self._lock = threading.Lock()
        with there:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "karabakh_analysis.report.kernels.warm", str(there.fileno())],
                env={**environment, **ONE_THREAD},
                stdin=subprocess.DEVNULL,
                pass_fds=[there.fileno()],
                start_new_session=True,  # Ctrl-C is not for it
            )

    @property
    def lives(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def launch(self, request: Mapping[str, Any], files: Sequence[int]) -> ForkedProcess:
        """Ask for a kernel.

        Raises
        ------
        NoForkError
            If the parent has gone.
        """
        here, there = socket.socketpair()
        try:
            with there, self._lock:
                socket.send_fds(self._control, [b"k"], [there.fileno(), *files])
            here.sendall(json.dumps(request).encode() + b"\n")
            return ForkedProcess(here)
        except (OSError, NoForkError) as error:
            here.close()
            raise NoForkError(f"the warm parent does not answer ({error})") from error

    def close(self) -> None:
        """End it and its kernels, wherever it is."""
        self._control.close()
        self.process.kill()  # its kernels die with it
        self.process.wait()


_parents: dict[tuple[tuple[str, str], ...], Parent] = {}
_lock = threading.Lock()


def parent_for(environment: Mapping[str, str]) -> Parent:
    """The warm parent of kernels with an environment, started if there is none."""
    starts = {name: value for name, value in environment.items() if name.startswith(READ_AT_START)}
    key = tuple(sorted(starts.items()))
    with _lock:
        if key not in _parents or not _parents[key].lives:
            _parents[key] = Parent({"MPLBACKEND": BACKEND, **environment})
        return _parents[key]


def warm_up(environment: Mapping[str, str]) -> None:
    """Let the warm parent of kernels with an environment begin to import, where kernels can be forked."""
    if CAN_FORK:
        parent_for(environment)


def close_parents() -> None:
    """End all warm parents of this process, and their kernels."""
    with _lock:
        while _parents:
            _parents.popitem()[1].close()
