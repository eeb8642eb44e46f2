"""Recomputing a derived figure from printed counts alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from karabakh_analysis.dataset import Geography
from karabakh_analysis.evidence.errors import MissingLevelError
from karabakh_analysis.evidence.levels import Derived, Level, Place, Record, ZeroBaseError, quotient
from karabakh_analysis.evidence.question import NotCheckableError, Question, Used
from karabakh_analysis.evidence.records import Subject
from karabakh_analysis.values import Interval

PERCENT = 100


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A figure recomputed from printed counts.

    Parameters
    ----------
    interval
        Where it lies, in the unit of the claim.
    decided
        Whether every level used is printed or implied; for a rank, whether it is one number.
    rows
        Rows that it rests on.
    used
        The levels, the one spoken of first, then the base or reference; for a rank the peers that stand or may stand above.
    """

    interval: Interval
    decided: bool
    rows: tuple[str, ...]
    used: tuple[Used, ...]


def recompute(question: Question) -> Recomputed:
    """The figure as printed counts give it.

    Raises
    ------
    NotCheckableError
        If a level is missing, a base is zero or not printed, or a period lies outside the grid.
    SolverError
        If the solver fails.
    """
    return RULES[question.claim["claim"]](question)


def _change(question: Question, measure: Callable[[Record, Place, Place], Derived]) -> Recomputed:
    places = question.place(question.claim["geography"]), question.place(question.claim["geography"], "base_")
    used = tuple(question.used(question.subject, place) for place in places)
    try:
        return _from_levels(measure(question.record(question.subject), *places), used)
    except ZeroBaseError as zero:
        raise NotCheckableError("zero_base", f"{question.named(question.subject, places[1])} is zero") from zero


def _from_levels(found: Derived, used: tuple[Used, ...]) -> Recomputed:
    rows = [row for each in used for row in each.level.rows] if all(each.level.interval.is_point for each in used) else []
    decided = all(each.level.standing != "bounded" for each in used)
    return Recomputed(found.interval, decided, _once([*rows, *(() if rows else found.rows)]), used)


def _once(rows: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rows))


def _fold(question: Question) -> Recomputed:
    return _change(question, lambda record, later, base: record.fold(later, base))


def _percent(question: Question) -> Recomputed:
    return _change(question, lambda record, later, base: _as_percent(record.fold(later, base)))


def _as_percent(fold: Derived) -> Derived:
    return Derived((fold.interval - 1) * PERCENT, fold.low, fold.high)


def _difference(question: Question) -> Recomputed:
    return _change(question, lambda record, later, base: record.change(later, base))


def _share(question: Question) -> Recomputed:
    """The level over its reference, in per cent; a part is never more than its whole."""
    subject, place = reference_of(question.claim), question.place(question.claim["among"])
    part = question.place(question.claim["geography"])
    if (subject, place) == (question.subject, part):
        raise NotCheckableError("undefined", "the share is of the figure itself")
    used = question.used(question.subject, part), question.used(subject, place)
    try:
        same = subject == question.subject
        found = question.record(subject).fold(part, place) if same else _across(*(each.level for each in used))
    except ZeroBaseError as zero:
        raise NotCheckableError("zero_base", f"{question.named(subject, place)} is zero") from zero
    share = found.interval * PERCENT
    limit = Interval(0, PERCENT)
    bounded = share.intersect(limit) if share.overlaps(limit) else share
    return _from_levels(Derived(bounded, found.low, found.high), used)


def _across(part: Level, whole: Level) -> Derived:
    """Ratio of levels of two subjects, which share no cells."""
    rows = (*part.rows, *whole.rows)
    return Derived(quotient(part.interval, whole.interval), rows, rows)


def reference_of(claim: Mapping[str, Any]) -> Subject:
    """What a share is a share of.

    The reference that the row names; else, in another place, the same indicator and sector there; in the same place its total.
    """
    if claim["reference_indicator"]:
        return claim["reference_indicator"], claim["reference_sector"]
    if claim["reference_sector"]:
        return claim["indicator"], claim["reference_sector"]
    return claim["indicator"], claim["sector"] if claim["among"] != claim["geography"] else ""


def _rank(question: Question) -> Recomputed:
    """From 1 + the fewest peers that can be above to 1 + the most, jointly; a peer counts with its quarters inside the group."""
    among, own = question.claim["among"], question.place(question.claim["geography"], within=question.claim["among"])
    others, me = peers(question), question.used(question.subject, own)
    record = question.record(question.subject)
    certain, possible, rows = [], [], list(me.level.rows)
    for member in others:
        place = Place(member, own.period, among)
        above = _above(record, place, own)
        if above is None or above.interval.high > 0:
            possible.append(place)
            if above is not None and above.interval.low > 0:
                certain.append(place)
                rows += above.low
        else:
            rows += above.high
    found, sure = record.above(own, [place for place in possible if place not in certain]), 1 + len(certain)
    interval = Interval(sure + found.fewest, sure + found.most)
    used = [Used(question.subject, place, _level_or_none(record, place)) for place in possible]
    return Recomputed(interval, interval.is_point, _once([*rows, *found.rows]), (me, *used))


def peers(question: Question) -> tuple[str, ...]:
    """The other places among which a rank is taken.

    Raises
    ------
    NotCheckableError
        If they are not listed.
    """
    claim, geography = question.claim, question.records.dataset.geography
    places = places_ranked(claim, geography)
    if not places:
        own, group = (geography.name(claim[column]) for column in ("geography", "among"))
        raise NotCheckableError("undefined", f"{own} is not one of the places listed for {group}")
    return tuple(place for place in places if place != claim["geography"])


def places_ranked(claim: Mapping[str, Any], geography: Geography) -> tuple[str, ...]:
    """Members of a rank's group at the period's end; none where they are not listed or the place itself is not one of them."""
    if not geography.ever_members(claim["among"]):
        return ()
    members = geography.members(claim["among"], claim["period_end"])
    return members if claim["geography"] in members else ()


def _above(record: Record, peer: Place, own: Place) -> Derived | None:
    """By how much a peer stands above; ``None`` where nothing is printed of it."""
    try:
        return record.change(peer, own)
    except MissingLevelError:
        return None


def _level_or_none(record: Record, place: Place) -> Level:
    try:
        return record.level(place)
    except MissingLevelError:
        return Level(Interval.at_least(0), "bounded", ())


RULES = {"fold_change": _fold, "percent_change": _percent, "absolute_change": _difference, "share": _share, "rank": _rank}
