"""Growth of the current pace, and over the same places where the coverage took in others in between (notebook 04)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from karabakh_analysis.analyses.growth_words import growth_of
from karabakh_analysis.analyses.road import Road
from karabakh_analysis.analyses.road_flows import four_quarters, year_before
from karabakh_analysis.metrics import change
from karabakh_analysis.values import Interval, Quantity, Sentence, Value, listed
from karabakh_analysis.values.interval import total
from karabakh_analysis.values.quantity import derived

NOT_NEGATIVE = Interval.at_least(0)
NO_TREND = "Whether it goes on so is an assumption: two points make no trend."


def entrants(run: Road) -> tuple[str, ...]:
    """Codes of the places of the current pace that were not counted all through the four quarters before it."""
    if run.flow_end is None:
        return ()
    first = year_before(year_before(run.flow_end)) + pd.Timedelta(days=1)
    return run.data.geography.entrants(run.coverage, first, run.flow_end)


def entrant_names(run: Road) -> str:
    """Their names in running text."""
    return listed([run.data.geography.name(code) for code in entrants(run)])


def paces(run: Road, left_out: Sequence[str] = ()) -> tuple[Quantity, Quantity] | None:
    """The current pace and that of the four quarters before, without some places; ``None`` where one is not confined. Jobs a year."""
    if run.flow_end is None:
        return None
    found = [_without(run, left_out, end) for end in (run.flow_end, year_before(run.flow_end))]
    later, base = found
    return (later, base) if later is not None and base is not None else None


def _without(run: Road, places: Sequence[str], end: pd.Timestamp) -> Quantity | None:
    """The pace of the coverage less what some of its places opened, never below zero; ``None`` where one of them is not confined."""
    whole, *parts = (four_quarters(run.data, code, end) for code in (run.coverage, *places))
    known = [each for each in parts if each is not None and each.interval.is_bounded]
    if whole is None or not whole.interval.is_bounded or len(known) < len(places):
        return None
    rest = whole.interval - total([each.interval for each in known])
    return derived(rest.intersect(NOT_NEGATIVE), whole.unit, whole, *known) if rest.overlaps(NOT_NEGATIVE) else None


def growth_without(run: Road, left_out: Sequence[str] = ()) -> Quantity | None:
    """Growth of the pace without some places, per cent; ``None`` where it is not confined from both sides."""
    found = paces(run, left_out)
    rate = growth_of(*found) if found else None
    return rate if rate is not None and rate.interval.is_bounded and rate.interval.low > -100 else None


def same_places_growth(run: Road) -> Quantity | None:
    """Growth of the pace over the places counted all through both years (METHODS 2), per cent."""
    return growth_without(run, entrants(run))


def largest_entrant(run: Road) -> str | None:
    """The entrant that certainly adds most to the growth; ``None`` where none does so certainly."""
    added = {code: found for code in entrants(run) if (found := _added(run, code)) is not None}
    best = max(added, key=lambda code: added[code].interval.low, default=None)
    return best if best is not None and added[best].interval.low > 0 else None


def _added(run: Road, place: str) -> Quantity | None:
    if run.flow_end is None:
        return None
    later, base = (four_quarters(run.data, place, end) for end in (run.flow_end, year_before(run.flow_end)))
    if later is None or base is None or not base.interval.is_bounded:
        return None
    return change(later, base)


def growth_note(run: Road) -> Sentence:
    """How the current pace compares with the one before, over all places and over the same ones, and what entrants bring."""
    if run.flow is not None and run.flow_end is None:
        return Sentence("The current pace is assumed, so no growth up to it is known, and coverages share it.")
    rate = growth_without(run)
    if rate is None:
        return Sentence(
            "How fast the current pace grew is not known: it and the four quarters before are not both confined from both sides."
        )
    told = _compared(rate)
    if not entrants(run):
        return Sentence(f"{told.template} {NO_TREND}", told.values)
    return _with_twin(run, told)


def _compared(rate: Quantity) -> Sentence:
    if rate.interval.low > 0:
        return Sentence("The current pace is {rate} above that of the four quarters before.", {"rate": rate})
    if rate.interval.high < 0:
        fall = Quantity(-rate.interval, rate.unit, rate.status, rate.evidence, rate.flags)
        return Sentence("The current pace is {rate} below that of the four quarters before.", {"rate": fall})
    return Sentence("Against the four quarters before the current pace changed by {rate}.", {"rate": rate})


def _with_twin(run: Road, told: Sentence) -> Sentence:
    """The comparison, its twin over the same places, and the part of the largest entrant."""
    values: dict[str, Value] = {**told.values, "joined": entrant_names(run)}
    text = f"{told.template} It takes in {{joined}}, which joined after the start of these"
    twin = same_places_growth(run)
    values |= {"twin": twin} if twin else {}
    text += "; over the same places growth is {twin}." if twin else "; growth over the same places is not confined by published figures."
    part = _part_of(run)
    return Sentence(f"{text}{' ' + part.template if part else ''} {NO_TREND}", {**values, **(part.values if part else {})})


def _part_of(run: Road) -> Sentence | None:
    """What the largest entrant brings, in jobs and in percentage points, and growth without it alone."""
    place = largest_entrant(run)
    rate, rest = growth_without(run), growth_without(run, [place]) if place else None
    pair = [four_quarters(run.data, place, end) for end in (run.flow_end, year_before(run.flow_end))] if place and run.flow_end else []
    found = paces(run)
    if rate is None or rest is None or found is None or None in pair:
        return None
    after, was = (each for each in pair if each is not None)
    gained = change(after, was)
    points = derived(gained.interval / found[1].interval * 100, "percentage points", gained, found[1])
    values: dict[str, Value] = {"place": run.data.geography.name(str(place)), "after": after, "was": was, "points": points, "rest": rest}
    return Sentence("{place} alone counts {after}, after {was}, and brings {points}; without it growth is {rest}.", values)
