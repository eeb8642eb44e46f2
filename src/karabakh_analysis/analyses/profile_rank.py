"""How one district or city stands among all places (notebook district_profile)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.profile import JOBS, Profile
from karabakh_analysis.analyses.profile_levels import OPEN, shown_rank
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.values import Quantity, Sentence, Value

ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
    "fourteenth", "fifteenth",
)  # fmt: skip


def compared_period(run: Profile) -> Period | None:
    """The period in which most places have a printed count, the last of several; this place among them where it ever is."""
    cells = run.data.cells
    counts = cells[cells["indicator"].eq(JOBS) & cells["geography"].isin(run.places) & cells["sector"].eq("")]
    places = counts.groupby(["period_start", "period_end"])["geography"].agg(set)
    here = places[[run.code in those for those in places]]
    numbers = {Period(*days): len(those) for days, those in (here if len(here) else places).items()}
    return max(numbers, key=lambda period: (numbers[period], period), default=None)


def place_rows(run: Profile, period: Period | None) -> pd.DataFrame:
    """Printed new jobs of all places in a period as rows of a figure, this place in its hue. Unit: jobs."""
    if period is None:
        return pd.DataFrame()
    known = [(place, run.data.published(JOBS, place, period)) for place in run.places]
    order = sorted(((p, q) for p, q in known if q is not None), key=lambda pair: (-pair[1].interval.low, run.data.geography.name(pair[0])))
    return pd.DataFrame([drawn(run.data.geography.name(place), q, hue=run.hue if place == run.code else "grey") for place, q in order])


def rank_finding(run: Profile, period: Period | None) -> Sentence:
    """The rank of the place in a period, as far as the published figures decide it."""
    found = run.rank(JOBS, period) if period else None
    mine = run.level(JOBS, period) if period else None
    if period is None or found is None or mine is None:
        return Sentence("Nothing published tells how {place} stands among the places.", {"place": run.name})
    rank, places = found
    values: dict[str, Value] = {"place": run.name, "when": period.label, "all": count(places), "many": mine}
    low, high = int(rank.interval.low), int(rank.interval.high)
    if shown_rank(found) == OPEN:
        return Sentence("The published figures leave every rank among the {all} places open for {place} in {when}.", values)
    if low == high:
        values["rank"] = Quantity(rank.interval, "rank", "implied", rank.evidence, rank.flags, _ordinal(low))
        same = _level_with(run, period, mine)
        values["same"] = count(same)
        if not same:
            return Sentence("With {many} new jobs {place} is {rank} of the {all} places in {when}.", values)
        return Sentence("With {many} new jobs {place} is {rank} of the {all} places in {when}, level with {same} more.", values)
    values["rank"] = Quantity(rank.interval, "rank", "bounded", rank.evidence, rank.flags)
    return Sentence("Its rank among the {all} places in {when} lies from {rank}: {place} has {many} new jobs.", values)


def _level_with(run: Profile, period: Period, mine: Quantity) -> int:
    """How many other places have a printed count of as many."""
    others = [run.data.published(JOBS, place, period) for place in run.places if place != run.code]
    return sum(other is not None and other.interval == mine.interval and mine.interval.is_point for other in others)


def _ordinal(number: int) -> str:
    return ORDINALS[number - 1] if number <= len(ORDINALS) else f"no. {number}"


def places_text(period: Period | None) -> str:
    """What the figure of all places draws."""
    return f"New jobs by place, {period.label}; places without a printed count are left out." if period else "New jobs by place."
