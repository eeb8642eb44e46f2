"""What is known of the levels of one district or city, with their rank and share (notebook district_profile)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

import pandas as pd

from karabakh_analysis.analyses.profile import JOBS, PARTS, Profile
from karabakh_analysis.analyses.profile_ranks import rank_of
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import growth_form, share
from karabakh_analysis.metrics.growth import COUNTS_ONLY_BELOW
from karabakh_analysis.values import Interval, Quantity, listed

HOW_KNOWN = {
    "published": "Printed",
    "implied": "Follows",
    "bounded": "Confined",
    "conflicting": "In conflict",
}
# An interval that reaches beyond so many times the largest count tells nothing of a place, and would leave the counts no room.
REACH = 3
OPEN = "open"


def known_levels(run: Profile, indicator: str = JOBS) -> dict[Period, Quantity]:
    """Levels from January on that are printed, follow, or are confined so that it tells something, in order of time.

    An interval from zero to more than `REACH` times the largest count that is printed for any place tells nothing of this one.
    """
    most = REACH * run.largest(indicator)
    found = {period: run.level(indicator, period) for period in run.periods(indicator)}
    return {period: q for period, q in found.items() if q is not None and (q.is_known or q.interval.low > 0 or q.interval.high <= most)}


def telling_levels(run: Profile, indicator: str = JOBS) -> dict[Period, Quantity]:
    """Those of the known levels that tell something of their own, in order of time: the others are not known.

    Left out is what repeats another period of its year, from above or from below, and an interval that begins at zero and holds more
    than half of the level of an area around the place.
    """
    known = known_levels(run, indicator)
    silent = {period for period, q in known.items() if _repeats(period, known) or _is_trivial(run, indicator, period, q)}
    return {period: q for period, q in known.items() if q.is_known or period not in silent}


def _repeats(period: Period, known: Mapping[Period, Quantity]) -> bool:
    """Whether a level is only known to be at most that of a longer period of its year, or at least that of a shorter one."""
    mine = known[period].interval
    same_year = {other: level.interval for other, level in known.items() if other.end.year == period.end.year}
    longer = [interval for other, interval in same_year.items() if other.end > period.end]
    shorter = [interval for other, interval in same_year.items() if other.end < period.end]
    from_above = mine.low == 0 and any(interval.high <= mine.high for interval in longer)
    from_below = not mine.is_bounded and any(interval.low >= mine.low for interval in shorter)
    return from_above or from_below


def _is_trivial(run: Profile, indicator: str, period: Period, mine: Quantity) -> bool:
    wholes = filter(None, (run.level(indicator, period, code) for code in run.coverages(period.end)))
    return mine.interval.low == 0 and any(2 * mine.interval.high > whole.interval.high for whole in wholes)


def level_table(run: Profile) -> pd.DataFrame:
    """Every telling level with the region's, the share of it and the ranks, the last period first. Units: jobs, per cent."""
    periods = sorted({*telling_levels(run), *_known_parts(run)}, reverse=True)
    return pd.DataFrame([_row(run, period) for period in periods], index=[period.label for period in periods], dtype=object)


def units(run: Profile) -> str:
    """Units of the table of levels, and what its columns mean."""
    region = f"the {run.region_name} economic region"
    return f"Jobs; the region is {region}, the share of it in per cent. Ranks with the number of places. Periods overlap."


def _known_parts(run: Profile) -> Iterator[Period]:
    """Quarters that do not begin a year whose level is printed or follows."""
    for year in dict.fromkeys(period.end.year for period in run.periods(JOBS)):
        for span in PARTS:
            quantity = run.level(JOBS, Period.months(year, *span))
            if quantity is not None and quantity.is_known:
                yield Period.months(year, *span)


def _row(run: Profile, period: Period) -> dict[str, object]:
    mine, whole = run.level(JOBS, period), run.level(JOBS, period, run.region)
    return {
        "New jobs": mine,
        "How known": how_known(run, mine),
        "Region": whole if whole is not None else "n.a.",
        "Share": region_share(mine, whole),
        "Rank in both regions": shown_rank(rank_of(run, JOBS, period)),
        "Rank in its region": shown_rank(rank_of(run, JOBS, period, run.region)),
    }


def how_known(run: Profile, level: Quantity | None) -> str:
    """How a level is known, and whether a printed rank or another derived figure is among what confines it."""
    if level is None:
        return ""
    words = HOW_KNOWN.get(level.status, level.status)
    if level.status == "published":
        return words
    used = {"rank": run.printed_ranks, "rate or share": run.printed_rates}
    by = [f"a printed {name}" for name, rows in used.items() if not rows.isdisjoint(level.evidence)]
    return f"{words}, also by {listed(by)}" if by else words


def shown_rank(rank: tuple[Quantity, int] | None) -> Quantity | str:
    """A rank for a table, with the number of places; ``open`` where every rank is possible."""
    if rank is None:
        return "n.a."
    found, places = rank
    if is_open(rank):
        return f"{OPEN}, of {places}"
    return replace(found, printed=f"{found.text} of {places}")


def is_open(rank: tuple[Quantity, int]) -> bool:
    """Whether every rank is possible."""
    return rank[0].interval == Interval(1, rank[1])


def region_share(part: Quantity | None, whole: Quantity | None) -> Quantity | str:
    """Share of the region's level, in per cent; in words why there is none.

    A share of a level under 30 is not printed, and none is computed from intervals.
    """
    if part is None or whole is None or not (part.is_known and whole.is_known and whole.interval.is_bounded):
        return "n.a."
    if whole.interval.low <= 0 or growth_form(whole) == "counts":
        return f"base under {COUNTS_ONLY_BELOW}"
    return "n.a." if whole.interval.below(part.interval) else share(part, whole)
