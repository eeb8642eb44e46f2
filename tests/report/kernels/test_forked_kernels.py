"""Forked kernels are kernels like any other: to a Jupyter client that knows nothing of us, and when something dies."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from karabakh_analysis.report.kernels import client, provisioner
from karabakh_analysis.report.kernels.client import NoForkError, close_parents
from karabakh_analysis.report.kernels.provisioner import ForkedProvisioner

SPECIFICATION = {
    "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
    "display_name": "Forked",
    "language": "python",
    "metadata": {"kernel_provisioner": {"provisioner_name": "karabakh-forked"}},
}
STARTED_ELSEWHERE = """
import sys, time
from tests.report.kernels.test_forked_kernels import started
kernel = started(sys.argv[1], "x")
print(kernel.provisioner.process.pid, flush=True)
time.sleep(60)
"""
SECONDS = 60


def started(directory: str, folder: str, **environment: str) -> KernelManager:
    """A kernel as any Jupyter client starts one whose specification names our provisioner."""
    place = Path(directory) / folder
    place.mkdir()
    manager = KernelManager(kernel_name="forked", transport="ipc", connection_file=str(place / "k.json"), ip=str(place / "k"))
    manager.kernel_spec_manager.kernel_dirs = [directory]
    manager.start_kernel(cwd=str(place), env={**os.environ, **environment}, stderr=subprocess.DEVNULL)
    return manager


@pytest.fixture
def kernels(short_folder: Path) -> Iterator[Path]:
    """A directory with a kernel specification; no warm parent is left behind."""
    (short_folder / "forked").mkdir()
    (short_folder / "forked" / "kernel.json").write_text(json.dumps(SPECIFICATION))
    yield short_folder
    close_parents()


@pytest.fixture
def start(kernels: Path) -> Iterator[Callable[..., Kernel]]:
    running: list[Kernel] = []

    def start(folder: str, **environment: str) -> Kernel:
        running.append(Kernel(started(str(kernels), folder, **environment)))
        return running[-1]

    yield start
    for kernel in running:
        kernel.close()


class Kernel:
    """A kernel and a client of it."""

    def __init__(self, manager: KernelManager) -> None:
        self.manager = manager
        self.client = manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=SECONDS)

    def run(self, code: str) -> str:
        """What code prints, or the name of its error."""
        said: list[str] = []
        self.client.execute_interactive(code, timeout=SECONDS, output_hook=lambda message: said.append(_text(message["content"])))
        return "".join(said).strip()

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def _text(content: dict[str, Any]) -> str:
    return str(content.get("text") or content.get("ename") or "")


def gone(pid: int) -> bool:
    """Whether a process ends within a few seconds."""
    for _ in range(100):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


def test_a_client_finds_the_provisioner_by_its_entry_point() -> None:
    KernelProvisionerFactory.clear_instance()
    assert KernelProvisionerFactory.instance().provisioners["karabakh-forked"].load() is ForkedProvisioner


@pytest.mark.slow
def test_a_forked_kernel_has_a_place_of_its_own(start: Callable[..., Kernel]) -> None:
    one, two = start("one", COLOUR="blue"), start("two", COLOUR="red")
    assert isinstance(one.manager.provisioner, ForkedProvisioner)
    code = "import os; print(os.path.basename(os.getcwd()), os.environ['COLOUR'])"
    assert [kernel.run(code) for kernel in (one, two)] == ["one blue", "two red"]
    assert one.run("import sys; print(os.getpid() == os.getsid(0), 'pandas' in sys.modules)") == "True True"
    draw = "import random, numpy; print(random.random(), numpy.random.rand())"
    assert set(one.run(draw).split()).isdisjoint(two.run(draw).split())
    assert one.run("import __main__; print(hasattr(__main__, 'WarmParent'), __name__)") == "False __main__"


@pytest.mark.slow
def test_a_forked_kernel_sees_what_an_ordinary_one_sees(start: Callable[..., Kernel], monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "import os, signal, sys, threading; "
        "print([path or 'here' for path in sys.path], [signal.getsignal(each) for each in (2, 15, 17)], sys.flags.hash_randomization,"
        " sorted(set(os.environ) - {'JPY_PARENT_PID'}), __name__, sorted(vars(sys.modules['__main__']))[:9], sys.stdin.closed)"
    )
    forked = start("one").run(code)
    monkeypatch.setattr(client, "CAN_FORK", False)
    ordinary = start("two").run(code)
    assert forked.replace("/one", "") == ordinary.replace("/two", "")


@pytest.mark.slow
def test_a_forked_kernel_has_clean_signals_and_can_start_processes(start: Callable[..., Kernel]) -> None:
    kernel = start("one")
    handlers = "import signal; print(*(signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGCHLD)), signal.set_wakeup_fd(-1) > 0)"
    assert kernel.run(handlers).split()[:2] == ["0", "0"]
    assert kernel.run("import subprocess; print(subprocess.run(['echo', 'hi'], capture_output=True).stdout)") == "b'hi\\n'"
    assert kernel.run("import sys; print(repr(sys.stdin.read() if not hasattr(sys.stdin, 'raw') else ''))") == "''"


@pytest.mark.slow
def test_a_forked_kernel_can_be_interrupted_and_restarted(start: Callable[..., Kernel]) -> None:
    kernel = start("one")
    kernel.run("kept = 1")
    kernel.client.execute("import time; time.sleep(60)", stop_on_error=False)  # else what is asked next may be aborted
    time.sleep(1)
    kernel.manager.interrupt_kernel()
    assert kernel.client.get_shell_msg(timeout=SECONDS)["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.run("print(kept)").endswith("1")
    kernel.manager.restart_kernel(now=True)
    kernel.client.wait_for_ready(timeout=SECONDS)
    assert kernel.run("print('kept' in globals())") == "False"


@pytest.mark.slow
def test_a_kernel_that_has_ended_leaves_no_thread_in_its_client(kernels: Path) -> None:
    Kernel(started(str(kernels), "one")).close()
    before = threading.active_count()
    for folder in ("two", "three", "four"):
        Kernel(started(str(kernels), folder)).close()
    assert threading.active_count() <= before


@pytest.mark.slow
@pytest.mark.parametrize(("end", "code"), [("os.kill(os.getpid(), 9)", -9), ("os._exit(3)", 3)])
def test_how_a_forked_kernel_ended_is_known(start: Callable[..., Kernel], end: str, code: int) -> None:
    kernel = start("one")
    process = kernel.manager.provisioner.process
    kernel.client.execute(f"import os; {end}")
    assert process.wait(timeout=SECONDS) == code
    assert not kernel.manager.is_alive()


@pytest.mark.slow
def test_kernels_die_with_the_warm_parent_and_the_next_one_gets_a_new_parent(start: Callable[..., Kernel]) -> None:
    kernel = start("one")
    process = kernel.manager.provisioner.process
    (parent,) = client._parents.values()
    parent.process.kill()
    assert process.wait(timeout=SECONDS) == -signal.SIGKILL
    assert gone(process.pid)
    assert start("two").run("print(1)") == "1"


@pytest.mark.slow
def test_parent_and_kernels_die_with_their_client(kernels: Path) -> None:
    program = subprocess.Popen([sys.executable, "-c", STARTED_ELSEWHERE, str(kernels)], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    kernel = int(program.stdout.readline())
    parent = int(Path(f"/proc/{kernel}/stat").read_text().rpartition(")")[2].split()[1])
    program.kill()
    program.wait()
    program.stdout.close()
    assert gone(kernel)
    assert gone(parent)


@pytest.mark.slow
def test_without_fork_a_kernel_is_an_ordinary_one_and_that_is_said_once(
    start: Callable[..., Kernel], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(client, "CAN_FORK", False)
    provisioner.say_once.cache_clear()
    assert [start(folder).run("print(1)") for folder in ("one", "two")] == ["1", "1"]
    said = [record.getMessage() for record in caplog.records if record.name == provisioner.__name__]
    assert len(said) == 1
    assert "not forked" in said[0]


def test_a_kernel_of_another_program_is_not_forked() -> None:
    assert not client.can_fork(["/usr/bin/other", "-m", "ipykernel_launcher", "-f", "x"])
    assert not client.can_fork([sys.executable, "-m", "other_kernel", "-f", "x"])
    assert client.can_fork([sys.executable, "-m", "ipykernel_launcher", "-f", "x"]) == (sys.platform == "linux")


def test_a_parent_that_cannot_start_is_no_way_to_fork(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client.sys, "executable", "/bin/false")
    parent = client.Parent(os.environ)
    try:
        with pytest.raises(NoForkError):
            parent.launch({"arguments": []}, [0, 1, 2])
    finally:
        parent.close()
