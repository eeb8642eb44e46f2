"""How one district or city stands among all places (notebook district_profile)."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from karabakh_analysis.analyses.levels import printed_level
from karabakh_analysis.analyses.marks import drawn, hue_of
from karabakh_analysis.analyses.profile import JOBS, Profile
from karabakh_analysis.analyses.profile_levels import is_open, region_share
from karabakh_analysis.analyses.profile_ranks import rank_of
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate
from karabakh_analysis.values import Quantity, Sentence, Value, listed

HERE = "this place"
NAMED = 3  # "the third most"; after that a place is tenth of fifteen
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
    """Printed new jobs of all places in a period as rows of a figure, this place marked. Unit: jobs."""
    if period is None:
        return pd.DataFrame()
    geography = run.data.geography
    known = [(place, printed_level(run.data, JOBS, place, period)) for place in run.places]
    order = sorted(((p, q) for p, q in known if q is not None), key=lambda pair: (-pair[1].interval.low, geography.name(pair[0])))
    return pd.DataFrame([_place_row(run, place, quantity) for place, quantity in order])


def _place_row(run: Profile, place: str, quantity: Quantity) -> dict[str, object]:
    geography = run.data.geography
    row = drawn(geography.name(place), quantity, hue=hue_of(geography.region_of(place)))
    return {**row, "note": HERE if place == run.code else ""}


def rank_finding(run: Profile, period: Period | None) -> Sentence:
    """The rank of the place in a period, as far as the published figures decide it."""
    found = rank_of(run, JOBS, period) if period else None
    if period is None or found is None:
        return Sentence("Nothing published tells how {place} stands among the places.", {"place": run.name})
    rank, places = found
    values: dict[str, Value] = {"place": run.name, "when": period.label, "all": count(places), "rank": _told(rank)}
    if is_open(found):
        return Sentence("The published figures leave every rank by new jobs among the {all} places open for {place} in {when}.", values)
    if rank.interval.is_point:
        same = _level_with(run, period)
        if same == places - 1:
            return Sentence("By new jobs all {all} places are level in {when}, {place} among them.", values)
        values["same"] = count(same)
        level = ", level with {same} more" if same else ""
        return Sentence(f"By new jobs {{place}} is {{rank}} of the {{all}} places in {{when}}{level}.", values)
    return Sentence("By new jobs the rank of {place} among the {all} places in {when} lies from {rank}.", values)


def _told(rank: Quantity) -> Quantity:
    """A rank in running text: an ordinal where it is one number."""
    if not rank.interval.is_point:
        return rank
    return replace(rank, printed=_ordinal(int(rank.interval.low)))


def places_title(run: Profile, by_place: pd.DataFrame, period: Period | None) -> Sentence:
    """The rank of this place as the title of the figure of all places; what it rests on is drawn there."""
    found = rank_of(run, JOBS, period) if period else None
    if period is None or found is None or not found[0].interval.is_point or found[0].interval.low > NAMED or _is_tied(by_place):
        finding = rank_finding(run, period)
        plain = {name: value.text if isinstance(value, Quantity) else value for name, value in finding.values.items()}
        return Sentence(finding.template.removesuffix("."), plain)
    rank, places = found
    number = int(rank.interval.low)
    values: dict[str, Value] = {"place": run.name, "when": period.label, "all": count(places), "rank": _ordinal(number)}
    which = "the most new jobs" if number == 1 else "the {rank} most new jobs"
    return Sentence(f"{{place}} has {which} of the {{all}} places in {{when}}", values)


def _is_tied(by_place: pd.DataFrame) -> bool:
    """Whether another place has the same count as this one."""
    if by_place.empty:
        return False
    own = by_place["note"].eq(HERE)
    return bool(by_place.loc[~own, "low"].isin(by_place.loc[own, "low"]).any())


def places_heading(run: Profile, by_place: pd.DataFrame, period: Period | None) -> Sentence:
    """The part of this place in the new jobs of all places with a printed count."""
    own = printed_level(run.data, JOBS, run.code, period) if period else None
    if period is None or own is None:
        return Sentence("No count of new jobs places {place} among the others", {"place": run.name})
    counts = [printed_level(run.data, JOBS, place, period) for place in run.places]
    part = region_share(own, aggregate([each for each in counts if each is not None], unit=own.unit))
    values: dict[str, Value] = {"place": run.name, "many": count(len(by_place)), "when": period.label}
    if len(by_place) == 1:
        return Sentence("{place} is the only place with a count for {when}", values)
    if not isinstance(part, Quantity):
        return Sentence("{place} among the {many} places with a count for {when}", values)
    return Sentence("{place} has {part} of the new jobs of the {many} places with a count for {when}", {**values, "part": part})


def _level_with(run: Profile, period: Period) -> int:
    """How many other places have a printed count of as many."""
    mine = printed_level(run.data, JOBS, run.code, period)
    others = [printed_level(run.data, JOBS, place, period) for place in run.places if place != run.code]
    return sum(mine is not None and other is not None and mine.interval.is_point and other.interval == mine.interval for other in others)


def _ordinal(number: int) -> str:
    return ORDINALS[number - 1] if number <= len(ORDINALS) else f"no. {number}"


def places_text(run: Profile, period: Period | None) -> str:
    """What the figure of all places draws."""
    if period is None:
        return "New jobs by place."
    existing = [place for place in run.places if run.data.geography.exists(place, period.end)]
    lacking = [place for place in existing if printed_level(run.data, JOBS, place, period) is None]
    names = listed([run.data.geography.name(place) for place in lacking])
    return f"New jobs by place, {period.label}." + (f" No count is printed for {names}." if names else "")
