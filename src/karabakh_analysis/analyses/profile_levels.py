"""What is known of the levels of one district or city, with their rank and share (notebook district_profile)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from karabakh_analysis.analyses.profile import JOBS, PARTS, Profile
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import growth_form, share
from karabakh_analysis.metrics.growth import COUNTS_ONLY_BELOW
from karabakh_analysis.values import Interval, Quantity

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


def level_table(run: Profile) -> pd.DataFrame:
    """Every known level with the region's, the share of it and the rank, the last period first. Units: jobs, per cent.

    What is confined by nothing but the level of a longer period of its year is left out.
    """
    known = known_levels(run)
    telling = {period for period in known if not _follows_from_longer(period, known)}
    periods = sorted({*telling, *_known_parts(run)}, reverse=True)
    return pd.DataFrame([_row(run, period) for period in periods], index=[period.label for period in periods], dtype=object)


def _follows_from_longer(period: Period, known: Mapping[Period, Quantity]) -> bool:
    """Whether a level is only known to be at most that of a longer period of its year."""
    mine = known[period]
    longer = [level for other, level in known.items() if other.end.year == period.end.year and other.end > period.end]
    loose = not mine.is_known and mine.interval.low == 0
    return loose and any(level.interval.high <= mine.interval.high for level in longer)


def _known_parts(run: Profile) -> Iterator[Period]:
    """Quarters that do not begin a year whose level is printed or follows."""
    for year in dict.fromkeys(period.end.year for period in run.periods(JOBS)):
        for span in PARTS:
            quantity = run.level(JOBS, Period.months(year, *span))
            if quantity is not None and quantity.is_known:
                yield Period.months(year, *span)


def _row(run: Profile, period: Period) -> dict[str, object]:
    mine, whole = run.level(JOBS, period), run.level(JOBS, period, run.region)
    rank = run.rank(JOBS, period)
    return {
        "New jobs": mine,
        "How known": HOW_KNOWN.get(mine.status, mine.status) if mine else "",
        "Region": whole if whole is not None else "n.a.",
        "Share": region_share(mine, whole),
        "Rank": shown_rank(rank),
    }


def shown_rank(rank: tuple[Quantity, int] | None) -> Quantity | str:
    """A rank for a table; ``open`` where every rank is possible."""
    if rank is None:
        return "n.a."
    return OPEN if rank[0].interval == Interval(1, rank[1]) else rank[0]


def region_share(part: Quantity | None, whole: Quantity | None) -> Quantity | str:
    """Share of the region's level, in per cent; in words why there is none.

    A share of a level under 30 is not printed, and none is computed from intervals.
    """
    if part is None or whole is None or not (part.is_known and whole.is_known and whole.interval.is_bounded):
        return "n.a."
    if whole.interval.low <= 0 or growth_form(whole) == "counts":
        return f"base under {COUNTS_ONLY_BELOW}"
    return "n.a." if whole.interval.below(part.interval) else share(part, whole)
