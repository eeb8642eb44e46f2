"""Evidence is computed once for a dataset: within a process, and over the processes of a build that share a folder."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.evidence.gather import Evidence, gather

FOLDER_VARIABLE = "KARABAKH_ANALYSIS_EVIDENCE"
_known: dict[str, Evidence] = {}
_of_object: dict[int, Evidence] = {}


def evidence_of(dataset: Dataset) -> Evidence:
    """The evidence of a dataset, taken from the folder that a build names in the environment if it is there, else gathered and left there.

    The folder belongs to one build of one version of the code; nothing else is read from it.
    """
    if id(dataset) not in _of_object:
        _of_object[id(dataset)] = _of_content(dataset)
        weakref.finalize(dataset, _of_object.pop, id(dataset))
    return _of_object[id(dataset)]


def _of_content(dataset: Dataset) -> Evidence:
    digest = content_digest(dataset)
    if digest not in _known:
        folder = os.environ.get(FOLDER_VARIABLE)
        _known[digest] = _shared(Path(folder) / f"{digest}.pickle", dataset) if folder else gather(dataset)
    return _known[digest]


@contextmanager
def shared_folder() -> Iterator[None]:
    """A folder for the processes started meanwhile: the one named in the environment, else a new one that is removed at the end."""
    if FOLDER_VARIABLE in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ[FOLDER_VARIABLE] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER_VARIABLE]


def content_digest(dataset: Dataset) -> str:
    """Digest of everything in a dataset that evidence depends on."""
    tables = (
        dataset.observations.drop(columns="interval"),
        dataset.claims.drop(columns="interval"),
        dataset.annotations,
        dataset.indicators,
        dataset.geography.places,
        dataset.geography.memberships,
    )
    return hashlib.sha256("\f".join(table.to_csv() for table in tables).encode()).hexdigest()


def _shared(path: Path, dataset: Dataset) -> Evidence:
    if path.is_file():
        return pickle.loads(path.read_bytes())  # type: ignore[no-any-return] # noqa: S301 - written by this build
    evidence = gather(dataset)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as part:
        part.write(pickle.dumps(evidence))
    Path(part.name).replace(path)
    return evidence
