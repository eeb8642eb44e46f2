"""What would change the conclusions of the reports, with the numbers at which it would (notebook 09)."""

from __future__ import annotations

from collections.abc import Iterator

from karabakh_analysis.analyses import road, road_pace
from karabakh_analysis.analyses.claim_check import Check
from karabakh_analysis.analyses.claim_words import Claim
from karabakh_analysis.analyses.road_paths import LEAST, MOST, survival_words
from karabakh_analysis.analyses.undecided import closures_finding, doubts_finding
from karabakh_analysis.dataset import Dataset, ParameterError, Period
from karabakh_analysis.evidence.wording import computed
from karabakh_analysis.metrics import Survival, needed_between
from karabakh_analysis.values import Quantity, Sentence, Value


def conclusions(found: Check) -> list[Sentence]:
    """Figures, definitions and assumptions on which conclusions hang: bases, the target, survival, closures, doubts about scope."""
    return [*_bases(found), *_target(found.data), closures_finding(found.data), doubts_finding(found.data)]


def _bases(found: Check) -> Iterator[Sentence]:
    """For every growth rate that does not follow, the base with which it would."""
    for claim in found.having("disagrees"):
        told = _base(found.data, claim) if claim.kind == "growth" else None
        if told is not None:
            yield told


def _base(data: Dataset, claim: Claim) -> Sentence | None:
    needed, again = claim.first.implied_base, claim.first.checked.latest.found
    if needed is None or again is None:
        return None
    base = again.used[1]
    values: dict[str, Value] = {
        "stated": claim.stated,
        "about": claim.about,
        "place": data.geography.name(base.place.geography),
        "when": base.place.period.label,
        "needed": computed(needed, "", (*claim.rows, *again.used[0].level.rows)),
        "level": computed(base.level.interval, "", base.level.rows),
    }
    text = (
        "{stated} ({about}) would follow from a base of {needed} ({place}, {when}); the counts give {level} and would have to be revised."
    )
    return Sentence(text, values)


def _target(data: Dataset) -> Iterator[Sentence]:
    """What the jobs target counts and how long jobs last, with what each makes of the pace that it needs."""
    try:
        run = road.road(data)
    except ParameterError:
        return
    values: dict[str, Value] = {"target": run.target, "place": run.place, "deadline": Period.day(run.deadline).label}
    yield Sentence(
        "What the target of {target} jobs by {deadline} counts is not printed: openings, openings less closures, or jobs that exist. "
        "Only openings are counted, so that a definition could change every comparison with it.",
        values,
    )
    lasting = {"none": None, "most": MOST, "least": LEAST}
    paces = {name: _multiple(run, survival) for name, survival in lasting.items()}
    known = {name: pace for name, pace in paces.items() if pace is not None}
    if len(known) == len(lasting):
        yield Sentence(
            "How long a job lasts is printed nowhere. If none closes, the target needs {none} the current pace of {place}; with {long} "
            "after one and five years {most}, with {short} {least}.",
            {**values, **known, "long": survival_words(MOST), "short": survival_words(LEAST)},
        )


def _multiple(run: road.Road, survival: Survival | None) -> Quantity | None:
    """The flow that the target needs as a multiple of the current one, under a survival."""
    return road_pace.multiple(run, needed_between(run.target, run.reached, run.years_left, run.growth, survival))
