"""Kernel managers for builds: sockets of the file system, each kernel with a path of its own, forked where that is possible."""

from __future__ import annotations

import subprocess
import tempfile
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from jupyter_client.manager import AsyncKernelManager

from karabakh_analysis.report.kernels.provisioner import ForkedProvisioner


class LocalKernelManager(AsyncKernelManager):
    """Kernels that talk over sockets of the file system: ports can be taken by another run between choice and use."""

    live: ClassVar[set[LocalKernelManager]] = set()
    stopped: ClassVar[threading.Event] = threading.Event()

    async def _async_launch_kernel(self, kernel_cmd: list[str], **kw: Any) -> None:
        """Without the kernel's own log, which would stand between the lines of a build; what a cell writes comes over the sockets."""
        await super()._async_launch_kernel(kernel_cmd, **kw, stderr=subprocess.DEVNULL)
        self.live.add(self)
        if self.stopped.is_set():
            self.kill_now()

    async def _async_cleanup_resources(self, restart: bool = False) -> None:
        await super()._async_cleanup_resources(restart)
        self.live.discard(self)

    cleanup_resources = _async_cleanup_resources

    def kill_now(self) -> None:
        """End the kernel from any thread; whoever waits for it then sees that it died."""
        process = getattr(self.provisioner, "process", None)
        if process is not None:
            process.kill()


class ForkedKernelManager(LocalKernelManager):
    """The same with forked kernels, whatever the kernel's specification says."""

    async def _async_pre_start_kernel(self, **kw: Any) -> tuple[list[str], dict[str, Any]]:
        self.kernel_id = self.kernel_id or str(uuid.uuid4())
        if self.provisioner is None:
            self.provisioner = ForkedProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**kw)


@contextmanager
def manager_class(*, forked: bool) -> Iterator[type[LocalKernelManager]]:
    """A manager for one kernel, whose connection file and sockets lie in a folder of its own with a short path."""
    base = ForkedKernelManager if forked else LocalKernelManager
    with tempfile.TemporaryDirectory(prefix="k") as folder:
        yield type(base.__name__, (base,), {"transport": "ipc", "connection_file": f"{folder}/k.json", "ip": f"{folder}/k"})


def start_kernels() -> None:
    """Let kernels start again."""
    LocalKernelManager.stopped.clear()


def stop_kernels() -> None:
    """End all kernels of builds, and those that are still to start."""
    LocalKernelManager.stopped.set()
    for manager in list(LocalKernelManager.live):
        manager.kill_now()
