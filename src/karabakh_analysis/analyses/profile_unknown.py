"""What is not known of one district or city (notebook district_profile)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.profile import FLOWS, LIBERATED, PARK, Profile
from karabakh_analysis.analyses.profile_levels import telling_levels
from karabakh_analysis.analyses.scope import SPANS
from karabakh_analysis.analyses.wording import count, lowered
from karabakh_analysis.dataset import Period
from karabakh_analysis.values import Sentence, Value

# Indicators of which figures on other places are printed: below so many of them it is no table that leaves this place out.
OTHER_PLACES = 3
NOTHING = "none"
PRINTED, FOLLOWS, REST = "Printed", "Follows or confined", "Nothing of its own"
# What is counted and planned in the liberated districts alone.
OF_LIBERATED = ("industrial_parks", "resettlement", "targets")


def unknown_table(run: Profile) -> pd.DataFrame:
    """By flow, the periods from January on that are printed, that follow or are confined so that it tells something, and all others."""
    shown = [indicator for indicator in FLOWS if _existing(run, indicator)]
    rows = [{kind: _words(periods) for kind, periods in _sorted(run, each).items()} for each in shown]
    return pd.DataFrame(rows, index=[run.data.labels[each] for each in shown], dtype=object)


def _sorted(run: Profile, indicator: str) -> dict[str, list[Period]]:
    """The periods of a flow by how its level is known."""
    known = telling_levels(run, indicator)
    kinds: dict[str, list[Period]] = {PRINTED: [], FOLLOWS: [], REST: []}
    for period in _existing(run, indicator):
        kinds[REST if period not in known else PRINTED if known[period].status == "published" else FOLLOWS].append(period)
    return kinds


def _existing(run: Profile, indicator: str) -> list[Period]:
    return [period for period in run.periods(indicator) if run.data.geography.exists(run.code, period.end)]


def _words(periods: list[Period]) -> str:
    """Periods by name; a year with all its parts at once."""
    years = [period.end.year for period in periods]
    whole = {year for year in years if years.count(year) == len(SPANS)}
    names = [f"{period.end.year} and its parts" if period.end.year in whole else period.label for period in periods]
    return "; ".join(dict.fromkeys(names)) or NOTHING


def unknown_heading(run: Profile) -> Sentence:
    """Of how many levels by period a count is printed, and how many follow or are confined."""
    sorted_ = [_sorted(run, indicator) for indicator in FLOWS]
    numbers = {kind: sum(len(each[kind]) for each in sorted_) for kind in (PRINTED, FOLLOWS, REST)}
    if not sum(numbers.values()):
        return Sentence("No level of new jobs or businesses is printed for {place} or an area around it", {"place": run.name})
    values: dict[str, Value] = {"printed": count(numbers[PRINTED]), "all": count(sum(numbers.values())), "rest": count(numbers[REST])}
    is_printed = "is" if numbers[PRINTED] == 1 else "are"
    none = "has no figure of its own" if numbers[REST] == 1 else "have no figure of their own"
    return Sentence(f"{{printed}} of {{all}} levels by period {is_printed} printed, {{rest}} {none}", values)


def _common(run: Profile) -> dict[str, set[str]]:
    """By indicator that is printed for at least three other places, the places for which it is.

    What belongs to the liberated districts is no gap of a place that is none of them, and what a park counts none of one without a park.
    """
    rows = run.data.observations[run.data.observations["geography"].isin(run.places)]
    rows = rows if run.has_park else rows[~rows["sector"].str.startswith(PARK)]
    places = rows.groupby("indicator")["geography"].agg(set).to_dict()
    themes = dict(zip(run.data.indicators["indicator"], run.data.indicators["theme"], strict=True))
    foreign = OF_LIBERATED if run.code not in run.data.geography.ever_members(LIBERATED) else ()
    order = [code for code in run.data.indicators["indicator"] if code in places and themes[code] not in foreign]
    return {code: places[code] for code in order if len(places[code] - {run.code}) >= OTHER_PLACES}


def silent_finding(run: Profile) -> Sentence:
    """What is printed for several other places but not for this one."""
    common = _common(run)
    silent = [run.data.labels[code] for code, places in common.items() if run.code not in places]
    if not common:
        return Sentence("Nothing is printed for as many as three other places, so that nothing can be missed here.")
    if not silent:
        return Sentence("Whatever is printed for several other places is printed for {place} too.", {"place": run.name})
    values: dict[str, Value] = {"place": run.name, "things": "; ".join(map(lowered, silent))}
    return Sentence("Printed for several other places, never for {place} alone: {things}.", values)
