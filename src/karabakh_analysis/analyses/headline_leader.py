"""The one place that moves both headlines most (notebook 00)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.growth_words import growth_of
from karabakh_analysis.analyses.headline_growth import PAIR, last_period
from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.levels import level
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.metrics import change, difference
from karabakh_analysis.values import Quantity, Sentence, Value

Levels = tuple[Quantity, Quantity]


def leader_note(data: Dataset, rows: pd.DataFrame) -> Sentence:
    """What the place that certainly adds most brings to the growth of the last period, and growth without it; nothing where none does."""
    period = last_period(data) if len(rows) else None
    place = _leader(data, period) if period else None
    if period is None or place is None:
        return Sentence("")
    own = _levels(data, place, period)
    without = [_growth_without(data, code, period, own) if own else None for code in PAIR]
    wide, narrow = without
    if own is None or wide is None or narrow is None:
        return Sentence("")
    values: dict[str, Value] = {"place": data.geography.name(place), "after": own[0], "was": own[1], "added": change(*own)}
    values |= {"wide": wide, "narrow": narrow, "regions": place_name(data, PAIR[0]).text, "districts": place_name(data, PAIR[1]).text}
    return Sentence(
        "{place} alone adds {added} ({after} after {was}); without it the change is {narrow} in {districts} and {wide} in {regions}.",
        values,
    )


def _leader(data: Dataset, period: Period) -> str | None:
    """The place of the narrower coverage that certainly adds most; ``None`` where it is not certain."""
    gains = {code: _gain(data, code, period) for code in Scope(data, PAIR[1], 0, 0).members(period)}
    known = {code: gain for code, gain in gains.items() if gain is not None}
    if not known or len(known) < len(gains):
        return None
    best = max(known, key=lambda code: known[code].interval.low)
    others = [gain for code, gain in known.items() if code != best]
    leads = known[best].interval.low > 0 and all(gain.interval.below(known[best].interval) for gain in others)
    return best if leads else None


def _gain(data: Dataset, place: str, period: Period) -> Quantity | None:
    pair = _levels(data, place, period)
    return change(*pair) if pair else None


def _levels(data: Dataset, place: str, period: Period) -> Levels | None:
    """Level of the period and of the same months a year before, where both have two ends."""
    after, was = (level(data, INDICATOR, place, each) for each in (period, period.in_year(period.end.year - 1)))
    if after is None or was is None or not (after.interval.is_bounded and was.interval.is_bounded):
        return None
    return after, was


def _growth_without(data: Dataset, code: str, period: Period, own: Levels) -> Quantity | None:
    whole = _levels(data, code, period)
    if whole is None or any(total.interval.below(part.interval) for total, part in zip(whole, own, strict=True)):
        return None
    after, was = (difference([total], [part]) for total, part in zip(whole, own, strict=True))
    return growth_of(after, was)
