"""The area of the target beside that of the counts (notebook 04)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from karabakh_analysis.analyses.growth_words import share_of
from karabakh_analysis.analyses.levels import level
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.road import Road
from karabakh_analysis.analyses.road_flows import INDICATOR
from karabakh_analysis.analyses.road_pace import multiple
from karabakh_analysis.analyses.sector_targets import REGION
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate
from karabakh_analysis.values import Sentence, Value, listed


def area_finding(run: Road) -> Sentence:
    """Which places the counts hold beyond the target's area and which they lack, how much that is, and the pace of the area itself."""
    geography = run.data.geography
    counts, area = (geography.members(code, run.start) for code in (run.coverage, REGION))
    beyond, lacking = ([code for code in one if code not in other] for one, other in ((counts, area), (area, counts)))
    values: dict[str, Value] = {"region": place_name(run.data, REGION).text, "place": run.place}
    if not (beyond or lacking):
        return Sentence("Target and counts are both of {region}.", values)
    names = {name: listed([geography.name(code) for code in codes]) for name, codes in (("beyond", beyond), ("lacking", lacking))}
    values |= {**names, "more": count(len(beyond)), "fewer": count(len(lacking))}
    told = [
        text for text, codes in (("hold {more} places outside it ({beyond})", beyond), ("lack {fewer} in it ({lacking})", lacking)) if codes
    ]
    text = f"The target is read as one of {{region}}; the counts, also those credited, are of {{place}}, which {' and '.join(told)}"
    outside, own = _outside(run, beyond), _own_pace(run)
    return Sentence(f"{text}{outside.template}; {own.template}.", {**values, **outside.values, **own.values})


def _outside(run: Road, beyond: Sequence[str]) -> Sentence:
    """Which share of the last part of a year the places outside the target's area have; nothing where that is not known."""
    if run.flow_end is None or not beyond:
        return Sentence("")
    last = Period.year_to(run.flow_end.year, run.flow_end.month)
    whole, *parts = (level(run.data, INDICATOR, code, last) for code in (run.coverage, *beyond))
    known = [part for part in parts if part is not None and part.interval.is_bounded]
    share = share_of(aggregate(known, unit=whole.unit), whole) if whole is not None and len(known) == len(beyond) else None
    if share is None or not share.interval.is_bounded:
        return Sentence("")
    return Sentence("; in {last} {outside} of what they count lies outside", {"last": last.label, "outside": share})


def _own_pace(run: Road) -> Sentence:
    """What is known of the pace of the target's own area, and the multiple that it makes of the needed one."""
    own = run.over(REGION)
    if own.flow is None or own.flow.status == "assumed":
        return Sentence("of the region itself no pace is known")
    values: dict[str, Value] = {"own": own.flow}
    if own.flow.interval.is_bounded:
        return Sentence("the region itself counts {own} a year", values)
    times = multiple(replace(own, reading="A"))
    text = "of the region itself the pace is known from below alone, {own} a year"
    if times is None:
        return Sentence(text, values)
    return Sentence(text + ", of which the target, read as openings, needs {times}", {**values, "times": times})
