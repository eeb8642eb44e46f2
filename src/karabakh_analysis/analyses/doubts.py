"""The doubts that matter most for a reader of the numbers to know (notebook 00)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from karabakh_analysis.analyses import road_matrix
from karabakh_analysis.analyses.claim_check import Check
from karabakh_analysis.analyses.claim_findings import apart_finding
from karabakh_analysis.analyses.road import road
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset, ParameterError
from karabakh_analysis.values import Sentence, Value
from karabakh_analysis.values.key_number import KeyNumber

CONFINED = (
    "The page on the road to 2030 combines what the target may count with the districts that may be meant: in {closed} of {all}"
    " combinations the printed counts, or these with assumed closures, confine the pace needed from both sides, to {fold} the current one;"
    " other assumptions give other ends."
)


def doubts(data: Dataset, found: Check, numbers: list[KeyNumber]) -> list[Sentence]:
    """Which counts exclude each other, which claims do not follow, what may count others, and what is not said of the target."""
    return [*_excluding(found), *_apart(found), *_other_population(numbers), *_meaning(data)]


def _excluding(found: Check) -> Iterator[Sentence]:
    """The first of the sets of printed counts that exclude each other, and how many there are."""
    printed = set(found.data.observations["observation_id"])
    sets = [conflict for conflict in found.evidence.conflicts if printed.issuperset(conflict.figure)]
    if len(sets) == 1:
        yield Sentence(f"Printed counts exclude each other: {sets[0].statement.template}", sets[0].statement.values)
    elif sets:
        text = f"Printed counts exclude each other, in {{sets}} sets. The first: {sets[0].statement.template}"
        yield Sentence(text, {**sets[0].statement.values, "sets": count(len(sets))})


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
    found = road_matrix.matrix_finding(run, road_matrix.matrix(run))
    readings = CONFINED if "fold" in found.values else found.template
    yield Sentence(f"What the target of {{target}} jobs counts is not stated. {readings}", {**found.values, "target": run.target})
