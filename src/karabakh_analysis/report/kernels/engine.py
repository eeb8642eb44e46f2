"""papermill's engine ``karabakh``: forked kernels over sockets of the file system, and a kernel that is killed is named as that."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nbclient.exceptions import DeadKernelError
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import NBClientEngine
from papermill.iorw import write_ipynb
from papermill.log import logger

from karabakh_analysis.report.kernels.manager import manager_class

# Nothing of a run may depend on the history of other runs.
NO_HISTORY = "--HistoryManager.enabled=False"


class KernelKilledError(RuntimeError):
    """A kernel was ended from outside."""


class Client(PapermillNotebookClient):  # type: ignore[misc] # papermill has no types
    """papermill's client, which tells how a kernel died."""

    def papermill_execute_cells(self) -> None:
        """Run the cells.

        Raises
        ------
        KernelKilledError
            If a signal ended the kernel.
        DeadKernelError
            If it ended in another way.
        """
        try:
            super().papermill_execute_cells()
        except DeadKernelError as error:
            process = getattr(self.km.provisioner, "process", None)
            code = getattr(process, "returncode", None)
            if code is None or code >= 0:
                raise
            raise KernelKilledError(killed_words(-code)) from error


def killed_words(number: int) -> str:
    """What a signal means for a kernel, in words."""
    name = signal.Signals(number).name if number in set(signal.Signals) else f"signal {number}"
    memory = ", as the system does when memory runs out" if number == signal.SIGKILL else ""
    return f"the kernel was killed by {name}{memory}"


class KarabakhEngine(NBClientEngine):  # type: ignore[misc]
    """papermill's own engine with other kernels.

    The cell limit in seconds is papermill's ``execution_timeout``. ``environment`` is that of the kernel, ``directory`` its working
    directory, ``partial`` where the notebook is written if the run is cut short, and ``forked=False`` gives ordinary kernels.
    """

    @classmethod
    def execute_managed_notebook(
        cls,
        nb_man: Any,
        kernel_name: str,
        *,
        environment: Mapping[str, str] | None = None,
        directory: str | None = None,
        forked: bool = True,
        partial: str = "",
        start_timeout: int = 60,
        execution_timeout: int | None = None,
        **kwargs: Any,
    ) -> None:
        """Run the notebook of ``nb_man``; see papermill's `NBClientEngine`."""
        with manager_class(forked=forked) as manager:
            client = Client(
                nb_man,
                kernel_name=kernel_name,
                kernel_manager_class=manager,
                resources={"metadata": {"path": directory or str(Path.cwd())}},
                extra_arguments=[NO_HISTORY],
                shutdown_kernel="immediate",
                startup_timeout=start_timeout,
                timeout=execution_timeout,
                log=logger,
                **{name: value for name, value in kwargs.items() if name != "input_path"},
            )
            try:
                client.execute(env=dict(environment or os.environ))
            except BaseException:
                if partial:
                    write_ipynb(nb_man.nb, partial)
                raise
