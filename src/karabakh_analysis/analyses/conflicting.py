"""Printed figures that cannot all be true (notebook 08)."""

from __future__ import annotations

from collections.abc import Sequence

from karabakh_analysis.analyses.record import Record
from karabakh_analysis.analyses.wording import count, lowered
from karabakh_analysis.evidence import Conflict
from karabakh_analysis.values import Interval, Quantity, Sentence, Value


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


def statements(run: Record) -> list[Sentence]:
    """Each conflict with its arithmetic and its rows; a sentence where there is none."""
    found = conflicts(run)
    if not any(conflict.indicator == run.indicator for conflict in found):
        none = [Sentence("No printed figures on {things} exclude each other.", {"things": run.things})]
    else:
        none = []
    return [*none, *(_statement(run, conflict) for conflict in found), *_not_searched(run)]


def _statement(run: Record, conflict: Conflict) -> Sentence:
    rows = Quantity(Interval.point(len(conflict.rows)), "rows", "conflicting", conflict.rows, (), f"{len(conflict.rows)} rows")
    values = {**conflict.statement.values, "about": run.data.labels[conflict.indicator], "rows": rows, "id": conflict.conflict_id}
    return Sentence("{about}: " + conflict.statement.template + " In all {rows} ({id}).", values)


def _not_searched(run: Record) -> Sequence[Sentence]:
    """Indicators on which the search did not come to an end."""
    names = [lowered(run.data.labels[indicator]) for indicator in run.evidence.failures]
    return [Sentence("Not searched to the end: {names}.", {"names": ", ".join(names)})] if names else []
