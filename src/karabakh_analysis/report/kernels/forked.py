"""What a fork of the warm parent does to become a kernel like any other."""

from __future__ import annotations

import atexit
import ctypes
import os
import random
import signal
import sys
import traceback
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import Any, NoReturn

PR_SET_PDEATHSIG = 1
KEPT_SIGNALS = {signal.SIGKILL, signal.SIGSTOP}
# As a new interpreter has them.
PYTHON_SIGNALS: dict[signal.Signals, Any] = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGPIPE: signal.SIG_IGN,
    signal.SIGXFSZ: signal.SIG_IGN,
}


def become_kernel(request: Mapping[str, Any], files: Sequence[int]) -> NoReturn:
    """Run a kernel to its end, and end the process with its exit code.

    Parameters
    ----------
    request
        ``arguments`` of ``ipykernel_launcher``, the working ``directory`` and the ``environment``.
    files
        Standard input, output and error.
    """
    code = 1
    try:
        _leave_parent(files)
        _take_place(request)
        code = _run(request["arguments"])
    except BaseException:  # noqa: BLE001 - nothing may return into the parent's loop
        traceback.print_exc()
    finally:
        os._exit(code)


def _leave_parent(files: Sequence[int]) -> None:
    """A session, signals, files and random numbers of its own; death with the parent."""
    parent = os.getppid()
    os.setsid()
    _die_with(parent)
    for number in set(signal.Signals) - KEPT_SIGNALS:
        signal.signal(number, PYTHON_SIGNALS.get(number, signal.SIG_DFL))
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    for place, file in enumerate(files):
        os.dup2(file, place)
        os.close(file)
    _seed()


def _die_with(parent: int) -> None:
    """Be killed when the parent ends, even if it has ended already."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def _seed() -> None:
    """Random numbers as a new interpreter draws them: from the system, not as the other kernels."""
    import numpy as np

    random.seed()
    np.random.seed()


def _take_place(request: Mapping[str, Any]) -> None:
    """Directory, environment, the backend of figures that it names, and a ``__main__`` without the parent's names."""
    import matplotlib as mpl

    os.chdir(request["directory"])
    os.environ.clear()
    os.environ.update(request["environment"])
    if "MPLBACKEND" in os.environ:
        mpl.rcParams["backend"] = os.environ["MPLBACKEND"]
    sys.modules["__main__"] = ModuleType("__main__")
    sys.argv = ["ipykernel_launcher", *request["arguments"]]


def _run(arguments: Sequence[str]) -> int:
    """A kernel from its start to its end; what was registered for the exit is run."""
    from ipykernel.kernelapp import IPKernelApp

    try:
        IPKernelApp.launch_instance(argv=list(arguments), parent_handle=os.getppid())
    except SystemExit as end:
        return _exit_code(end)
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    return 0


def _exit_code(end: SystemExit) -> int:
    return end.code if isinstance(end.code, int) else int(end.code is not None)
