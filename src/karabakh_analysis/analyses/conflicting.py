"""Printed figures that cannot all be true (notebook 08)."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_analysis.analyses.record import Record
from karabakh_analysis.analyses.revision_tables import target_histories
from karabakh_analysis.analyses.wording import count, lowered
from karabakh_analysis.evidence import Conflict
from karabakh_analysis.values import Interval, Quantity, Sentence, Story, Value


def conflicts(run: Record) -> list[Conflict]:
    """All conflicts, those of the chosen indicator first."""
    return sorted(run.evidence.conflicts, key=lambda conflict: conflict.indicator != run.indicator)


def conflicts_heading(run: Record) -> Sentence:
    """How many sets of figures cannot all be true."""
    found = conflicts(run)
    own = sum(conflict.indicator == run.indicator for conflict in found)
    values: dict[str, Value] = {"all": count(len(found)), "own": count(own), "things": run.things}
    if not found:
        return Sentence("No printed figures exclude each other")
    sets = "sets of printed figures cannot" if len(found) > 1 else "set of printed figures cannot"
    return Sentence("{all} " + sets + " all be true" + (", {own} on {things}" if own else ", none on {things}"), values)


def conflicts_finding(run: Record) -> Sentence:
    """The same as a sentence, with the first one."""
    found = conflicts(run)
    if not found:
        return Sentence("No printed figures exclude each other, as far as they can be compared.")
    heading = conflicts_heading(run)
    return Sentence(heading.template + ".", heading.values)


def stories(run: Record) -> list[Story]:
    """Each conflict, numbered, with its arithmetic and its rows; the address of each is its id in ``conflicts.csv``."""
    return [_story(run, number, conflict) for number, conflict in enumerate(conflicts(run), start=1)]


def _story(run: Record, number: int, conflict: Conflict) -> Story:
    rows = Quantity(Interval.point(len(conflict.rows)), "rows", "conflicting", conflict.rows, (), f"{len(conflict.rows)} rows")
    title = Sentence("Set {number}: {about}", {"number": count(number), "about": lowered(run.data.labels[conflict.indicator])})
    told = {"Arithmetic": [conflict.statement], "Printed in": [Sentence("{rows}.", {"rows": rows})]}
    return Story(title, told, conflict.conflict_id)


def searched(run: Record) -> list[Sentence]:
    """What the stories leave out: that there is no conflict of the chosen indicator, targets, and what was not searched to the end."""
    own = any(conflict.indicator == run.indicator for conflict in conflicts(run))
    none = [] if own else [Sentence("No printed figures on {things} exclude each other.", {"things": run.things})]
    return [*none, *_targets(run), *_not_searched(run)]


def _targets(run: Record) -> Sequence[Sentence]:
    """That targets of one date that exclude each other are no such sets: they are told with the targets."""
    number = sum(vintage.excludes_itself for history in target_histories(run.data) for vintage in history.vintages)
    text = (
        "Targets and plans are stipulations and enter no set: {number} {values} that exclude each other, in documents whose dates"
        " overlap, {stand} with them."
    )
    words = {"values": "pair of values", "stand": "stands"} if number == 1 else {"values": "pairs of values", "stand": "stand"}
    return [Sentence(text, {"number": count(number), **words})] if number else []


def _not_searched(run: Record) -> Sequence[Sentence]:
    """Indicators on which the search did not come to an end."""
    names = [lowered(run.data.labels[indicator]) for indicator in run.evidence.failures]
    if not names:
        return [Sentence("No indicator was left out of the search.")]
    return [Sentence("Left out of the search: {names}.", {"names": ", ".join(names)})]
