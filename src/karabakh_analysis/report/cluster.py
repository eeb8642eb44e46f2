"""Runs on a dask cluster: the same tasks, on workers that have the same package and the same raw tables."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from karabakh_analysis import variables
from karabakh_analysis.report.parameters import UsageError

if TYPE_CHECKING:
    from karabakh_analysis.report.pool import Pool
    from karabakh_analysis.report.run import Task

PARTS = {"code": "another version of the package", "data": "other raw tables", "python": "other packages or another Python"}
DEPENDENCIES = {"highspy", "matplotlib", "nbconvert", "numpy", "pandas", "papermill", "seaborn"}
Fingerprint = dict[str, str]
WORKER = ExitStack()  # what a worker has for as long as it lives


def fingerprint(data: str) -> Fingerprint:
    """What a run depends on in this process: the package's code, the raw tables, Python and its packages."""
    import platform
    from importlib.metadata import distributions

    from karabakh_analysis.dataset.load import raw_digest
    from karabakh_analysis.files import digest_of_tree
    from karabakh_analysis.report.staleness import CODE, PACKAGE

    names = sorted({f"{each.name}=={each.version}" for each in distributions() if each.name in DEPENDENCIES})
    return {
        "code": digest_of_tree(PACKAGE, CODE),
        "data": raw_digest(data_here(data)),
        "python": " ".join([platform.python_version(), *names]),
    }


def data_here(data: str) -> Path:
    """The tables that this process was started for, else those that the builder names if they are here, else its own collection's."""
    from karabakh_analysis.dataset.load import data_directory

    return Path(data) if variables.DATA not in os.environ and (Path(data) / "raw").is_dir() else data_directory()


def differences(own: Fingerprint, other: Fingerprint) -> list[str]:
    """In what another process differs, in words."""
    return [words for part, words in PARTS.items() if own[part] != other.get(part)]


def run_on_worker(expected: Fingerprint, task: Task) -> dict[str, str]:
    """Do a run on a worker, after a look at whether it is fit: one may have joined since the build began.

    Raises
    ------
    UsageError
        If it differs; it names the worker.
    """
    from distributed import get_worker

    from karabakh_analysis.report.run import run
    from karabakh_analysis.report.staleness import PACKAGE, Layout
    from karabakh_analysis.report.stores import store_of

    differing = differences(expected, fingerprint(task.data))
    if differing:
        raise UsageError(refusal({get_worker().address: differing}))
    data = data_here(task.data)
    if variables.STORE not in os.environ:
        WORKER.enter_context(store_of(Layout(PACKAGE.parents[1], data, data, data)))
    return run(replace(task, data=str(data.resolve())))


def refusal(found: dict[str, list[str]]) -> str:
    """Which workers are unfit, and why."""
    return "; ".join(f"worker {name} is refused: it has {' and '.join(why)}" for name, why in sorted(found.items()))


@contextmanager
def cluster_pool(address: str, data: str) -> Iterator[Pool]:
    """The workers of a scheduler.

    Raises
    ------
    UsageError
        If dask is missing, the scheduler does not answer, there is no worker, or one differs from this process.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise UsageError("--scheduler needs dask: pip install 'karabakh-analysis[cluster]'") from error
    from karabakh_analysis.report.pool import Pool

    if "://" not in address:
        raise UsageError(f"{address!r} is no address of a scheduler, expected tcp://HOST:PORT")
    try:
        client = Client(address, timeout="5s", set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(f"the scheduler {address} does not answer ({error})") from error
    with client:
        own = fingerprint(data)
        _require_same(own, client, data)
        threads = sum(client.nthreads().values())  # type: ignore[no-untyped-call]
        executor = client.get_executor(pure=False, retries=0)  # type: ignore[no-untyped-call]
        yield Pool(executor, threads, partial(run_on_worker, own), losses=(KilledWorker,))


def _require_same(own: Fingerprint, client: Any, data: str) -> None:
    answers: dict[str, Any] = client.run(fingerprint, data, on_error="return")
    if not answers:
        raise UsageError("the scheduler has no worker")
    unfit = {name: _why(own, answer) for name, answer in answers.items()}
    unfit = {name: why for name, why in unfit.items() if why}
    if unfit:
        raise UsageError(refusal(unfit))


def _why(own: Fingerprint, answer: Fingerprint | Exception) -> list[str]:
    if isinstance(answer, Exception):
        return [f"no such package ({type(answer).__name__}: {answer})"]
    return differences(own, answer)
