"""The rank of a level among others that are only confined, jointly with the totals that confine them.

Levels are whole numbers of things. A peer stands above if it counts more; equal levels share a rank.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from karabakh_analysis.values.interval import Interval


@dataclass(frozen=True, slots=True)
class Total:
    """The level of an area.

    Parameters
    ----------
    interval
        Where it lies.
    whole
        Places that belong to it during the whole period: their levels are parts of it.
    passing
        Places that belong to it during a part of the period: some of their levels may be part of it.
    """

    interval: Interval
    whole: frozenset[str]
    passing: frozenset[str] = frozenset()


def rank_among(place: str, ranked: Collection[str], levels: Mapping[str, Interval], families: Sequence[Sequence[Total]]) -> Interval:
    """Every rank that a place can have, from 1.

    Parameters
    ----------
    place
        The place.
    ranked
        The places among which it is ranked.
    levels
        Where the level of each place of the totals and of each ranked place lies.
    families
        Lists of totals without common places. Each list confines the rank by itself; together they confine it to what all allow.

    Notes
    -----
    The lowest rank needs the most peers above at the place's lowest level v: within a total, peers are raised to v + 1 in order of what
    that takes, for as long as the sum of all lowest levels leaves room below the total. The highest rank needs the fewest at its highest
    level: within a total, peers are raised above it in order of what they can add, until the sum of all levels reaches the total.
    """
    peers = [each for each in ranked if each != place]
    most = min([_most(place, peers, levels, family) for family in ((), *families)])
    fewest = max([_fewest(place, peers, levels, family) for family in ((), *families)])
    return Interval(1 + min(fewest, most), 1 + most)


def _most(place: str, peers: Sequence[str], levels: Mapping[str, Interval], family: Sequence[Total]) -> int:
    """The largest number of peers that can count more than the lowest level of the place."""
    least = _first(levels[place])
    possible = [peer for peer in peers if _last(levels[peer]) > least]
    free = [peer for peer in possible if not any(peer in total.whole for total in family)]
    return len(free) + sum(_most_within(total, least, possible, levels) for total in family)


def _most_within(total: Total, least: float, possible: Sequence[str], levels: Mapping[str, Interval]) -> int:
    needs = sorted(max(0.0, least + 1 - _first(levels[peer])) for peer in possible if peer in total.whole)
    room = _last(total.interval) - sum(_first(levels[member]) for member in total.whole)
    return _taken(needs, room) if room >= 0 else len(needs)


def _taken(needs: Sequence[float], room: float) -> int:
    """How many needs, the smallest first, find room together."""
    return sum(sum(needs[: number + 1]) <= room for number in range(len(needs)))


def _fewest(place: str, peers: Sequence[str], levels: Mapping[str, Interval], family: Sequence[Total]) -> int:
    """The smallest number of peers that must count more than the highest level of the place."""
    most = _last(levels[place])
    if math.isinf(most):
        return 0
    certain = [peer for peer in peers if _first(levels[peer]) > most]
    return len(certain) + sum(_fewest_within(total, most, peers, certain, levels) for total in family)


def _fewest_within(total: Total, most: float, peers: Sequence[str], certain: Sequence[str], levels: Mapping[str, Interval]) -> int:
    """Peers that must be raised above the place, beside those that certainly are, so that the levels reach the total."""
    members = total.whole | total.passing
    held = [peer for peer in members if peer in peers and peer not in certain]
    ends = {member: min(_last(levels[member]), most) if member in held else _last(levels[member]) for member in members}
    lacking = _first(total.interval) - sum(ends.values())
    gains = sorted((_last(levels[peer]) - ends[peer] for peer in held), reverse=True)
    enough = next((number for number in range(len(gains) + 1) if sum(gains[:number]) >= lacking), 0)
    return enough if lacking > 0 else 0


def _first(interval: Interval) -> float:
    """The smallest whole number in an interval."""
    return math.floor(interval.low) + 1 if interval.low_open else math.ceil(interval.low)


def _last(interval: Interval) -> float:
    """The largest whole number in an interval; infinite where it has no upper end."""
    if math.isinf(interval.high):
        return math.inf
    return math.ceil(interval.high) - 1 if interval.high_open else math.floor(interval.high)
