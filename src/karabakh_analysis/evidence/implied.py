"""The base that a published growth rate or share implies, and which known revision would make a disagreeing one hold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from karabakh_analysis.dataset import Period
from karabakh_analysis.dataset.schema import AMOUNTS
from karabakh_analysis.evidence.claims import Checked, truncated
from karabakh_analysis.evidence.constraints import greatest_whole, least_whole
from karabakh_analysis.evidence.errors import SolverError
from karabakh_analysis.evidence.levels import Level
from karabakh_analysis.evidence.printed import PERIOD, distinct_values
from karabakh_analysis.evidence.question import NotCheckableError, Question
from karabakh_analysis.evidence.records import Records
from karabakh_analysis.values import Interval

PERCENT = 100


def implied_base(checked: Checked, records: Records) -> Interval | None:
    """The base (for a share the reference) that the level and the claim together imply; ``None`` where there is none.

    Counts are whole numbers: 2,575 at 2.1-fold implies 1,198 to 1,256. A claim that agrees if truncated is read so.
    """
    level = _level(checked, records)
    if level is None or checked.claim["claim"] == "rank":
        return None
    stated = truncated(checked.claim) if checked.verdict == "agrees_if_truncated" else checked.claim["interval"]
    try:
        base = _base(str(checked.claim["claim"]), level.interval, stated)
    except ZeroDivisionError:
        return None
    units = records.dataset.indicators.set_index("indicator")["unit"]
    return base if set(str(units[checked.claim["indicator"]]).split("|")) & set(AMOUNTS) else whole(base)


def _level(checked: Checked, records: Records) -> Level | None:
    """The level that the claim speaks of."""
    if checked.latest.found is not None:
        return checked.latest.found.used[0].level
    question = Question(checked.claim, records, (str(checked.claim["claim_id"]),))
    try:
        return question.used(question.subject, question.place(str(checked.claim["geography"]))).level
    except (NotCheckableError, SolverError):
        return None


def _base(claim: str, level: Interval, stated: Interval) -> Interval:
    match claim:
        case "absolute_change":
            return level - stated
        case "percent_change":
            return level / (stated / PERCENT + 1)
        case "share":
            return level / (stated / PERCENT)
        case _:
            return level / stated


def whole(base: Interval) -> Interval | None:
    """The whole numbers in an interval; ``None`` where it holds none."""
    low, high = least_whole(base), greatest_whole(base)
    if low is not None and high is not None and low > high:
        return None
    return Interval(base.low if low is None else low, base.high if high is None else high)


@dataclass(frozen=True, slots=True)
class Carried:
    """A known revision of part of a base, carried into the whole of it.

    Parameters
    ----------
    period
        Period of the revised value.
    before, after
        The value before and after, with the rows that print it.
    base
        The base with the difference added.
    """

    period: Period
    before: tuple[Interval, tuple[str, ...]]
    after: tuple[Interval, tuple[str, ...]]
    base: Interval


def carried_revisions(checked: Checked, records: Records) -> Iterator[Carried]:
    """Revisions of a part of the base's period, shorter than it, that carried into the base would let a disagreeing growth claim hold."""
    needed, found = implied_base(checked, records), checked.latest.found
    if needed is None or found is None or checked.claim["claim"] not in ("fold_change", "percent_change", "absolute_change"):
        return
    base = found.used[1]
    rows = records.rows(base.subject)
    parts = rows[
        rows["geography"].eq(base.place.geography)
        & rows["period_start"].ge(base.place.period.start)
        & rows["period_end"].le(base.place.period.end)
        & rows["vintage"].notna()
        & ~(rows["period_start"].eq(base.place.period.start) & rows["period_end"].eq(base.place.period.end))
    ]
    for (start, end), printings in parts.groupby(PERIOD, sort=True):
        vintages = [
            distinct_values(zip(each["interval"], each["observation_id"], strict=True))[0] for _, each in printings.groupby("vintage")
        ]
        for before, after in pairwise(vintages):
            shifted = base.level.interval + after[0] - before[0]
            if shifted.overlaps(needed):
                yield Carried(Period(start, end), before, after, shifted)
