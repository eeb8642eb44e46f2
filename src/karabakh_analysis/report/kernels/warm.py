"""The warm parent: a process with one thread that has imported everything and forks a kernel whenever it is asked to.

It is started by `karabakh_analysis.report.kernels.client`, as ``python -m karabakh_analysis.report.kernels.warm FD``, where FD is its end
of a socket. When the other end is closed, it kills its kernels and goes; when it goes, its kernels are killed.
"""

from __future__ import annotations

import array
import gc
import importlib
import json
import os
import pkgutil
import selectors
import signal
import socket
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from karabakh_analysis.report.kernels.forked import become_kernel

# What kernels are made of, and what notebooks import.
KERNEL = ("ipykernel.kernelapp", "ipykernel.ipkernel", "matplotlib.pyplot", "matplotlib_inline.backend_inline", "pandas")
# What few notebooks need and takes long: the first kernels do not wait for it.
LATER = ("seaborn",)
NOT_IN_NOTEBOOKS = ("karabakh_analysis.report", "karabakh_analysis.cli")
FILES = 4  # the kernel's socket, standard input, output and error


def modules() -> Iterator[str]:
    """Names of the modules that kernels find imported."""
    import karabakh_analysis

    yield from KERNEL
    for module in pkgutil.walk_packages(karabakh_analysis.__path__, "karabakh_analysis."):
        if not module.name.startswith(NOT_IN_NOTEBOOKS):
            yield module.name


def import_all(names: Iterable[str]) -> None:
    """Import modules for all kernels to come."""
    for name in names:
        importlib.import_module(name)
    if threads() != 1:
        sys.exit(f"a process with {threads()} threads cannot be forked safely")
    gc.collect()
    gc.freeze()  # what kernels share stays shared


def threads() -> int:
    """Number of threads of this process."""
    return len(list(Path("/proc/self/task").iterdir()))


class WarmParent:
    """Forks kernels, passes signals on to them and tells how they ended.

    Parameters
    ----------
    control
        Socket over which a kernel is asked for: one byte with the files of `FILES`.
    """

    def __init__(self, control: socket.socket) -> None:
        self._control = control
        self._later = deque(LATER)
        self._kernels: dict[int, socket.socket] = {}
        self._selector = selectors.DefaultSelector()
        self._selector.register(control, selectors.EVENT_READ)
        self._woken, self._wakes = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
        self._selector.register(self._woken, selectors.EVENT_READ)
        signal.set_wakeup_fd(self._wakes, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self) -> None:
        """Answer until the other end of the control socket is closed; while nobody asks, import what is left."""
        while True:
            events = self._selector.select(0 if self._later else None)
            if not events:
                import_all([self._later.popleft()])
            for key, _ in events:
                if key.fileobj is self._control:
                    files = _received_files(self._control)
                    if not files:
                        self._kill_all()
                        return
                    self._launch(socket.socket(fileno=files[0]), files[1:])
                elif key.fd == self._woken:
                    with suppress(BlockingIOError):
                        os.read(self._woken, 4096)
                    self._reap()
                elif key.data in self._kernels:
                    self._obey(key.data)

    def _launch(self, kernel: socket.socket, files: list[int]) -> None:
        """Fork; the request is one line of JSON with ``arguments``, ``directory`` and ``environment``."""
        with kernel.makefile("r", encoding="utf-8") as lines:
            request = json.loads(lines.readline())
        pid = os.fork()
        if pid == 0:
            self._leave(kernel)
            become_kernel(request, files)
        for file in files:
            os.close(file)
        self._kernels[pid] = kernel
        self._selector.register(kernel, selectors.EVENT_READ, pid)
        _tell(kernel, {"pid": pid})

    def _leave(self, kernel: socket.socket) -> None:
        """In a fork: close what belongs to the parent."""
        signal.set_wakeup_fd(-1)
        self._selector.close()
        for each in (self._control, kernel, *self._kernels.values()):
            each.close()
        os.close(self._woken)
        os.close(self._wakes)

    def _obey(self, pid: int) -> None:
        """Send a kernel the signals asked for, one byte each; kill it when nobody holds the other end any longer."""
        numbers = self._kernels[pid].recv(64)
        for number in numbers or [signal.SIGKILL]:
            with suppress(ProcessLookupError):
                os.killpg(pid, number)
        if not numbers:
            self._selector.unregister(self._kernels[pid])

    def _reap(self) -> None:
        """Tell how kernels ended: the exit code, or minus the number of the signal."""
        for pid in list(self._kernels):
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                kernel = self._kernels.pop(pid)
                with suppress(KeyError):
                    self._selector.unregister(kernel)
                _tell(kernel, {"ended": os.waitstatus_to_exitcode(status)})
                kernel.close()

    def _kill_all(self) -> None:
        for pid in self._kernels:
            with suppress(ProcessLookupError):
                os.killpg(pid, signal.SIGKILL)


def _received_files(control: socket.socket) -> list[int]:
    """The files that come with a byte; none when the other end is closed."""
    size = FILES * array.array("i").itemsize
    data, ancillary, *_ = control.recvmsg(1, socket.CMSG_SPACE(size))
    files = array.array("i")
    for level, kind, content in ancillary:
        if (level, kind) == (socket.SOL_SOCKET, socket.SCM_RIGHTS):
            files.frombytes(content[: len(content) - len(content) % files.itemsize])
    return list(files) if data else []


def _tell(kernel: socket.socket, message: dict[str, int]) -> None:
    """Send a line of JSON; a client that has gone needs none."""
    with suppress(OSError):
        kernel.sendall(json.dumps(message).encode() + b"\n")


def main() -> None:
    """Import everything, then serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the builder, which then ends this process
    control = socket.socket(fileno=int(sys.argv[1]))
    sys.path[:1] = []  # the directory that this was started in; kernels have their own
    import_all(modules())
    WarmParent(control).serve()
    os._exit(0)  # at once: nothing is left to close that does not close with the process


if __name__ == "__main__":
    main()
