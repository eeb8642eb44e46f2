"""Reports on a dask cluster: a real scheduler and real worker processes."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from tests.faults.test_faults import SECONDS, begin, build, descendants, results, wait_for
from tests.notebooks.project import ROOT, copy_few_rows, make_project

pytest.importorskip("distributed")
pytestmark = pytest.mark.slow
NOTEBOOKS = {f"0{number}_page": ["import time; time.sleep(0.5); print(number)"] for number in range(1, 5)}


@dataclass
class Cluster:
    """A scheduler and its workers, each a process."""

    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """What ``--scheduler`` takes."""
        found = self.folder / "scheduler.json"
        wait_for(found.exists)
        return f"tcp://{found.read_text().split('tcp://')[1].split(chr(34))[0]}"

    def start(self, *command: str, **environment: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"{len(self.processes)}.log").open("wb")
        with log:
            given = {**os.environ, **environment}
            line = [sys.executable, "-m", f"distributed.cli.dask_{command[0]}", *command[1:]]
            self.processes.append(subprocess.Popen(line, stderr=log, stdout=log, env=given))
        return self.processes[-1]

    def worker(self, **environment: str) -> subprocess.Popen[bytes]:
        """Another worker with one thread."""
        more = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", str(self.folder))
        return self.start("worker", self.address, *more, **environment)

    def wait_for_workers(self, number: int) -> None:
        """Until so many have joined."""
        from distributed import Client

        with Client(self.address, timeout=SECONDS) as client:
            client.wait_for_workers(number, timeout=SECONDS)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process of dask, which now and then does not end when it is asked to."""
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "cluster"
    folder.mkdir()
    made = Cluster(folder)
    options = ("--port", "0", "--no-dashboard", "--host", "127.0.0.1", "--scheduler-file", str(folder / "scheduler.json"))
    made.start("scheduler", *options, DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES="1")
    yield made
    for process in made.processes:
        end(process)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project", NOTEBOOKS)


def test_two_workers_give_the_bytes_of_one_machine_and_one_may_be_killed(cluster: Cluster, project: Path, tmp_path: Path) -> None:
    alone = make_project(tmp_path / "alone", NOTEBOOKS)
    assert build(alone)[0] == 0
    first, _ = cluster.worker(), cluster.worker()
    cluster.wait_for_workers(2)
    code, said = build(project, "--scheduler", cluster.address)
    assert code == 0, said
    assert results(project) == results(alone)
    shutil.rmtree(project / "reports")
    builder = begin(project, "--scheduler", cluster.address)
    wait_for(lambda: len(descendants(first.pid)) > 1)
    first.send_signal(signal.SIGKILL)
    first.wait()
    said, complained = builder.communicate(timeout=SECONDS)
    assert builder.returncode == 0, complained
    assert results(project) == results(alone)


def test_a_run_that_ends_every_worker_is_a_failed_report(cluster: Cluster, tmp_path: Path) -> None:
    of_parent = "open(f'/proc/{os.getppid()}/stat').read().rsplit(')', 1)[1].split()[1]"
    project = make_project(tmp_path / "project", {"01_page": ["import os, signal", f"os.kill(int({of_parent}), signal.SIGKILL)"]})
    for _ in range(2):
        cluster.worker()
    cluster.wait_for_workers(2)
    code, said = build(project, "--scheduler", cluster.address)
    assert code == 1
    assert "01-page: KilledWorker: Attempted to run task" in said
    assert (project / "reports" / "partial" / "01-page.ipynb").exists()
    assert "Traceback" not in said


def test_a_worker_with_other_tables_is_refused_by_name(cluster: Cluster, project: Path, tmp_path: Path) -> None:
    other = copy_few_rows(tmp_path / "other")
    (other / "raw" / "claims.csv").write_text((other / "raw" / "claims.csv").read_text() + "\n")
    cluster.worker()
    cluster.worker(KARABAKH_ANALYSIS_DATA=str(other))
    cluster.wait_for_workers(2)
    code, said = build(project, "--scheduler", cluster.address)
    assert code == 2
    assert re.search(r"worker tcp://127.0.0.1:\d+ is refused: it has other raw tables\n$", said)
    assert not (project / "reports").exists()


def test_a_worker_with_another_package_is_refused_by_name(cluster: Cluster, project: Path, tmp_path: Path) -> None:
    package = tmp_path / "other" / "karabakh_analysis"
    shutil.copytree(ROOT / "src" / "karabakh_analysis", package, ignore=shutil.ignore_patterns("__pycache__"))
    (package / "__init__.py").write_text((package / "__init__.py").read_text() + "# another version\n")
    cluster.worker(PYTHONPATH=str(package.parent))
    cluster.wait_for_workers(1)
    code, said = build(project, "--scheduler", cluster.address)
    assert code == 2
    assert "worker tcp://127.0.0.1:" in said
    assert "is refused: it has another version of the package" in said


def test_a_scheduler_that_does_not_answer_is_wrong_usage(project: Path) -> None:
    code, said = build(project, "--scheduler", "tcp://127.0.0.1:9")
    assert code == 2
    assert "the scheduler tcp://127.0.0.1:9 does not answer" in said
    code, said = build(project, "--scheduler", "nonsense")
    assert (code, said) == (2, "karabakh-analysis: 'nonsense' is no address of a scheduler, expected tcp://HOST:PORT\n")


def test_a_scheduler_without_workers_is_wrong_usage(cluster: Cluster, project: Path) -> None:
    code, said = build(project, "--scheduler", cluster.address)
    assert code == 2
    assert "the scheduler has no worker" in said
