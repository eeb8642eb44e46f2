"""The doubts that matter most for a reader of the numbers to know (notebook 00)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from karabakh_analysis.analyses import road_matrix
from karabakh_analysis.analyses.claim_check import Check
from karabakh_analysis.analyses.claim_findings import apart_finding
from karabakh_analysis.analyses.road import road
from karabakh_analysis.dataset import Dataset, ParameterError
from karabakh_analysis.values import Sentence, Value
from karabakh_analysis.values.key_number import KeyNumber

CONFINED = (
    "The page on the road to 2030 combines what the target may count with the districts that may be meant: in {closed} of {all}"
    " combinations the printed counts confine the pace needed from both sides, to {fold} the current one."
)


def doubts(data: Dataset, found: Check, numbers: list[KeyNumber]) -> list[Sentence]:
    """What does not follow, what may count another population, and what is not said of the target; each as far as the data give it."""
    return [*_apart(found), *_other_population(numbers), *_meaning(data)]


def _apart(found: Check) -> Iterator[Sentence]:
    if found.having("disagrees"):
        yield apart_finding(found)


def _other_population(numbers: list[KeyNumber]) -> Iterator[Sentence]:
    """Every key number under doubt, beside the undoubted one of the same unit that stands before it."""
    for before, doubtful in pairwise(numbers):
        if doubtful.quantity.doubtful and not before.quantity.doubtful and before.quantity.unit == doubtful.quantity.unit:
            values: dict[str, Value] = {
                "doubtful": doubtful.quantity,
                "then": doubtful.facts.get("On", ""),
                "plain": before.quantity,
                "now": before.facts.get("On", ""),
                "what": before.title.lower(),
            }
            yield Sentence("For {then} {doubtful} {what} are printed, for {now} {plain}: the first may count another population.", values)


def _meaning(data: Dataset) -> Iterator[Sentence]:
    """What the target counts is not stated, and how far its readings lie apart."""
    try:
        run = road(data)
    except ParameterError:
        return
    yield Sentence("What the target of {target} jobs counts is not stated.", {"target": run.target})
    found = road_matrix.matrix_finding(run, road_matrix.matrix(run))
    yield Sentence(CONFINED, found.values) if "fold" in found.values else found
