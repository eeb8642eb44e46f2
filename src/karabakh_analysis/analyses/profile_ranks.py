"""How a level of one district or city stands among those of other places, jointly with the totals (notebook district_profile)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from karabakh_analysis.analyses.profile import ALL_PLACES, LIBERATED, Profile
from karabakh_analysis.analyses.scope import REGIONS
from karabakh_analysis.dataset import Geography, Period
from karabakh_analysis.metrics import Total, rank_among
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.quantity import derived

# Areas without common places, whose totals confine the levels of their places together.
FAMILIES = ((LIBERATED,), REGIONS, (ALL_PLACES,))
UNKNOWN = Interval.at_least(0)
QUARTER = 3


def rank_of(run: Profile, indicator: str, period: Period, among: str = ALL_PLACES) -> tuple[Quantity, int] | None:
    """The rank of a place among those that belong to an area at a period's end, from 1, and the number of these.

    Jointly with the printed or confined totals (see `metrics.rank_among`); a peer counts with what it adds to the area. A doubt about a
    count is told only where the rank would be another without it. ``None`` where nothing confines the level of the place, where it is
    zero, or where it is no part of the area.
    """
    mine = run.level(indicator, period)
    ranked = run.data.geography.members(among, period.end)
    if mine is None or run.code not in ranked or mine.interval == Interval.point(0):
        return None
    levels = {place: level for place in run.places if (level := run.level(indicator, period, place)) is not None}
    totals = {code: level for family in FAMILIES for code in family if (level := run.level(indicator, period, code)) is not None}
    found = _rank(run, among, period, levels, totals)
    sure = _rank(run, among, period, _undoubted(levels), _undoubted(totals))
    return (sure if found.interval == sure.interval else found), len(ranked)


def _undoubted(levels: Mapping[str, Quantity]) -> dict[str, Quantity]:
    return {place: level for place, level in levels.items() if not level.doubtful}


def _rank(run: Profile, among: str, period: Period, levels: Mapping[str, Quantity], totals: Mapping[str, Quantity]) -> Quantity:
    ranked = run.data.geography.members(among, period.end)
    areas = {code: _total(run.data.geography, code, period, level) for code, level in totals.items()}
    intervals = {place: levels[place].interval if place in levels else UNKNOWN for place in run.places}
    families = [[areas[code] for code in family if code in areas] for family in FAMILIES]
    outside = {place: Interval(0, interval.high) for place, interval in intervals.items() if place in _passing(run, among, period)}
    joint = rank_among(run.code, ranked, {**intervals, **outside}, families)
    if outside and among in areas:
        inside = {place: _within(areas[among], interval, intervals) for place, interval in outside.items()}
        nearer = rank_among(run.code, ranked, {**intervals, **inside}, [[areas[among]]])
        joint = joint.intersect(nearer) if joint.overlaps(nearer) else joint
    alone = rank_among(run.code, ranked, intervals, [])
    behind = [levels[place] for place in (run.code, *(each for each in ranked if each != run.code)) if place in levels]
    return derived(joint, "rank", *behind, *(totals.values() if joint != alone else ()))


def _passing(run: Profile, among: str, period: Period) -> frozenset[str]:
    """Other places that belong to an area during a part of a period only."""
    return _total(run.data.geography, among, period, None).passing - {run.code}


def _within(area: Total, level: Interval, levels: Mapping[str, Interval]) -> Interval:
    """What a place adds to an area: no more than its members during the whole period leave of the total."""
    left = area.interval.high - sum(levels[member].low for member in area.whole)
    return Interval(0, max(0, min(level.high, left)))


def _total(geography: Geography, code: str, period: Period, level: Quantity | None) -> Total:
    members = set(geography.members(code, period.end))
    whole = members.intersection(*(geography.members(code, end) for end in _quarter_ends(period)))
    return Total(UNKNOWN if level is None else level.interval, frozenset(whole), frozenset(members - whole))


def _quarter_ends(period: Period) -> list[pd.Timestamp]:
    """The last days of the quarters of a period: on them it is decided whether a quarter belongs to a member."""
    months = range(period.start.month + QUARTER - 1, period.end.month + 1, QUARTER)
    return [Period.year_to(period.end.year, month).end for month in months]
