"""The processed tables of a build: what is read for them, what they hold, and how they are kept."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING

from karabakh_analysis.files import write_whole
from karabakh_analysis.report.plan import TABLES, Plan, Step
from karabakh_analysis.report.written import Written

if TYPE_CHECKING:
    from karabakh_analysis.dataset import DataError, Dataset, ParameterError


def read_dataset(plan: Plan) -> Dataset:
    """The dataset of a plan: its raw tables as known by its cut-off."""
    from karabakh_analysis.dataset import load

    return load(plan.layout.data, plan.as_of or None)


def wrong_tables(reading: Future[Dataset]) -> DataError | ParameterError | None:
    """What is wrong with the tables or with their cut-off, once they have been read; any other error is raised."""
    error = reading.exception()
    if error is None:
        return None
    from karabakh_analysis.dataset import DataError, ParameterError

    if isinstance(error, DataError | ParameterError):
        return error
    raise error


def processed_tables(dataset: Dataset) -> tuple[dict[str, str], list[Exception]]:
    """Contents of the processed tables, and the solver's errors by indicator."""
    from karabakh_analysis.dataset.processed import dataset_tables, processed_files
    from karabakh_analysis.evidence import SolverError, evidence_of
    from karabakh_analysis.evidence.processed import evidence_tables

    evidence = evidence_of(dataset)
    contents = processed_files({**dataset_tables(dataset), **evidence_tables(evidence)})
    failures: list[Exception] = [SolverError(f"evidence on {indicator}: {error}") for indicator, error in evidence.failures.items()]
    return contents, failures


def keep_tables(plan: Plan, written: Written, step: Step, contents: Mapping[str, str], failures: list[Exception]) -> list[Exception]:
    """Write the tables; where the solver failed they stay stale."""
    if not failures:
        written.replace(step, {f"{TABLES}/{name}": content for name, content in contents.items()})
        return []
    for name, content in contents.items():
        write_whole(plan.layout.processed / name, content)
    return failures
