"""Plans for a park that are printed lower than before, and since when nothing is printed for one (notebook 05)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from karabakh_analysis.analyses.park_plans import planned
from karabakh_analysis.analyses.parks import (
    INVESTMENT_PLANNED,
    JOBS_PLANNED,
    RESIDENTS,
    Level,
    Park,
    counted,
    in_millions,
    last_sure,
    parks,
)
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.values import Sentence, Value, listed

PLANS = {JOBS_PLANNED: "jobs planned", INVESTMENT_PLANNED: "million AZN planned"}


def falls_finding(data: Dataset) -> Sentence:
    """The plans that lie below the one printed before."""
    found = [(park, unit, *pair) for park in parks(data) for indicator, unit in PLANS.items() for pair in _falls(park, indicator)]
    if not found:
        return Sentence("No plan is printed lower than the one before it.")
    values: dict[str, Value] = {}
    told = []
    for place, (park, unit, before, after) in enumerate(found):
        values |= {f"park{place}": park.name, f"unit{place}": unit, f"before{place}": before.quantity, f"after{place}": after.quantity}
        values |= {f"then{place}": before.when, f"when{place}": after.when}
        told.append(f"{{park{place}}}, {{unit{place}}}: {{after{place}}} ({{when{place}}}) after {{before{place}}} ({{then{place}}})")
    return Sentence(f"A plan is printed lower than the one before it: {listed(told)}; why is not printed.", values)


def _falls(park: Park, indicator: str) -> Iterator[tuple[Level, Level]]:
    levels = planned(park, indicator, vague=True)
    plans = [level for level in (in_millions(levels) if indicator == INVESTMENT_PLANNED else levels) if not level.quantity.doubtful]
    for before, after in pairwise(plans):
        if after.quantity.interval.below(before.quantity.interval):
            yield before, after


def silence_note(data: Dataset) -> Sentence:
    """Up to when residents of each single park are counted, where one is counted no longer."""
    lasts = [(park, last) for park in parks(data)[:2] if (last := last_sure(counted(park, RESIDENTS))) is not None]
    if len(lasts) < 2:
        return Sentence("")
    (old, first), (new, last) = sorted(lasts, key=lambda pair: pair[1].day)
    if first.day == last.day:
        return Sentence("")
    values: dict[str, Value] = {"old": old.name, "then": first.when, "new": new.name, "when": last.when}
    return Sentence("The last count of residents of the {old} alone is of {then}, that of the {new} of {when}.", values)
