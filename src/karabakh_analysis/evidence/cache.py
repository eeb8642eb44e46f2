"""Evidence is computed once for a dataset: within a process, and over processes that share a store."""

from __future__ import annotations

import hashlib
import weakref

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.store import stored
from karabakh_analysis.evidence.gather import Evidence, gather

_known: dict[str, Evidence] = {}
_of_object: dict[int, Evidence] = {}


def evidence_of(dataset: Dataset) -> Evidence:
    """The evidence of a dataset, gathered once for the same content (see `stored`)."""
    if id(dataset) not in _of_object:
        _of_object[id(dataset)] = _of_content(dataset)
        weakref.finalize(dataset, _of_object.pop, id(dataset))
    return _of_object[id(dataset)]


def _of_content(dataset: Dataset) -> Evidence:
    digest = content_digest(dataset)
    if digest not in _known:
        _known[digest] = stored(f"evidence-{digest}", lambda: gather(dataset))
    return _known[digest]


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
