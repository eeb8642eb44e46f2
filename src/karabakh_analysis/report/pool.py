"""Runs side by side: over any executor, a window of them at a time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass

from karabakh_analysis.report.kernels.client import close_parents
from karabakh_analysis.report.kernels.manager import start_kernels, stop_kernels
from karabakh_analysis.report.run import RunFailedError, Task, run

Files = dict[str, str]


@dataclass(frozen=True)
class Pool:
    """An executor, how many runs it takes at once, what does a run, and the errors that mean that a run was lost with its worker."""

    executor: Executor
    width: int
    do: Callable[[Task], Files] = run
    losses: tuple[type[Exception], ...] = ()

    def results(
        self, tasks: Iterable[Task], started: Callable[[Task], None], *, keep_going: bool
    ) -> Iterator[tuple[Task, Files | RunFailedError]]:
        """Files or the failure of each task, in the order in which they end.

        After a failure no other task is begun, unless ``keep_going``; those that run come to their end. Only as many tasks are handed
        over as run at once, so that a thousand results never wait together.
        """
        waiting, running, failed = deque(tasks), dict[Future[Files], Task](), False
        while running or (waiting and (keep_going or not failed)):
            while waiting and len(running) < self.width and (keep_going or not failed):
                task = waiting.popleft()
                started(task)
                running[self.executor.submit(self.do, task)] = task
            ended, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in ended:
                task = running.pop(future)
                outcome = self._outcome(task, future)
                failed = failed or isinstance(outcome, RunFailedError)
                yield task, outcome

    def _outcome(self, task: Task, future: Future[Files]) -> Files | RunFailedError:
        """The files, or the failure of the run; anything else that went wrong is raised."""
        try:
            return future.result()
        except RunFailedError as failure:
            return failure
        except self.losses as loss:
            return RunFailedError(0, f"{type(loss).__name__}: {loss}", task.notebook)


@contextmanager
def local_pool(jobs: int) -> Iterator[Pool]:
    """Runs in threads of this process, each with a kernel in a process of its own. Whatever ends the block ends the kernels."""
    executor = ThreadPoolExecutor(jobs)
    start_kernels()
    try:
        yield Pool(executor, jobs)
    except BaseException:
        stop_kernels()
        raise
    finally:
        close_parents()
        executor.shutdown(cancel_futures=True)
