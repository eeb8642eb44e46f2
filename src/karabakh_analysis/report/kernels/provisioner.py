"""A kernel provisioner for any Jupyter client: kernels are forks of a warm parent, or ordinary ones where fork is missing."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from karabakh_analysis.report.kernels.client import ForkedProcess, NoForkError, can_fork, parent_for

LOG = logging.getLogger(__name__)
STREAMS = {"stdin": 0, "stdout": 1, "stderr": 2}


class ForkedProvisioner(LocalProvisioner):
    """Launches kernels by forking; in every other respect they are local kernels."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start an ordinary one where that is not to be had."""
        try:
            with ThreadPoolExecutor(1) as waiting:  # a first kernel waits for the parent's imports; the thread ends with it
                process = await asyncio.get_running_loop().run_in_executor(waiting, _fork, cmd, kwargs)
        except NoForkError as error:
            say_once(str(error))
            return await super().launch_kernel(cmd, **kwargs)
        self.process = process  # type: ignore[assignment] # it has the methods that are used
        self.pid, self.pgid = process.pid, None  # signals go through the parent, which knows who still lives
        self.cwd = kwargs.get("cwd") or Path.cwd()
        return self.connection_info


@cache
def say_once(why: str) -> None:
    """Say that kernels are ordinary ones, each reason once."""
    LOG.warning("kernels are not forked but started one by one: %s", why)


def _fork(command: list[str], kwargs: dict[str, Any]) -> ForkedProcess:
    if not can_fork(command) or kwargs.get("independent"):
        raise NoForkError("only kernels of this Python environment that end with their client can be forked, and only on Linux")
    environment = dict(kwargs.get("env") or os.environ)
    environment.pop("JPY_PARENT_PID", None)  # of another kernel, if the client runs in one
    request = {"arguments": command[3:], "directory": str(kwargs.get("cwd") or Path.cwd()), "environment": environment}
    with ExitStack() as stack:
        files = [_file(kwargs.get(name), number, stack) for name, number in STREAMS.items()]
        return parent_for(environment).launch(request, files)


def _file(given: Any, inherited: int, stack: ExitStack) -> int:
    """The number of an open file for a stream as `subprocess.Popen` takes it; a kernel reads nothing from standard input."""
    if given == subprocess.DEVNULL or (given is None and inherited == 0):
        number = os.open(os.devnull, os.O_RDWR)
        stack.callback(os.close, number)
        return number
    if given == subprocess.STDOUT:
        return 1
    if given is None:
        return inherited
    return given if isinstance(given, int) and given >= 0 else int(given.fileno())
