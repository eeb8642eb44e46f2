"""What is not known of one district or city (notebook district_profile)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.profile import FLOWS, RELEASED, Profile
from karabakh_analysis.analyses.profile_levels import known_levels
from karabakh_analysis.analyses.wording import count, lowered
from karabakh_analysis.dataset import Period
from karabakh_analysis.values import Quantity, Sentence, Value

# Indicators of which figures on other places are printed: below so many of them it is no table that leaves this place out.
OTHER_PLACES = 3
NOTHING = "none"


def unknown_table(run: Profile) -> pd.DataFrame:
    """By flow, the periods from January on that are printed, that follow or are confined from both sides, and all others."""
    shown = [indicator for indicator in FLOWS if _existing(run, indicator)]
    return pd.DataFrame([_row(run, each) for each in shown], index=[run.data.labels[each] for each in shown], dtype=object)


def _row(run: Profile, indicator: str) -> dict[str, str]:
    known, periods = known_levels(run, indicator), _existing(run, indicator)
    printed = [period for period in periods if _status(known.get(period)) == "published"]
    between = [period for period in periods if period not in printed and _is_confined(known.get(period))]
    rest = [period for period in periods if period not in printed and period not in between]
    return {"Printed": _words(printed), "Follows, or lies between two ends": _words(between), "Not known": _words(rest)}


def _existing(run: Profile, indicator: str) -> list[Period]:
    return [period for period in run.periods(indicator) if run.data.geography.exists(run.code, period.end)]


def _status(quantity: Quantity | None) -> str:
    return quantity.status if quantity is not None else ""


def _is_confined(quantity: Quantity | None) -> bool:
    return quantity is not None and quantity.interval.is_bounded


def _words(periods: list[Period]) -> str:
    """Periods by name; a year with all its parts at once."""
    years = [period.end.year for period in periods]
    whole = {year for year in years if years.count(year) == len(RELEASED)}
    names = [f"{period.end.year} and its parts" if period.end.year in whole else period.label for period in periods]
    return "; ".join(dict.fromkeys(names)) or NOTHING


def unknown_heading(run: Profile) -> Sentence:
    """For how many periods nothing confines the new jobs, enterprises or proprietors."""
    missing, all_ = _tally(run)
    if not all_:
        return Sentence("Nothing was published on new jobs or businesses by place")
    values: dict[str, Value] = {"missing": count(missing), "all": count(all_)}
    return Sentence("{missing} of {all} levels by period are not known", values)


def _tally(run: Profile) -> tuple[int, int]:
    """Levels of the flows by period from January on: those neither printed nor confined from both sides, and all."""
    known = {indicator: known_levels(run, indicator) for indicator in FLOWS}
    cells = [(indicator, period) for indicator in FLOWS for period in _existing(run, indicator)]
    return sum(not _is_confined(known[indicator].get(period)) for indicator, period in cells), len(cells)


def _common(run: Profile) -> dict[str, set[str]]:
    """By indicator that is printed for at least three other places, the places for which it is."""
    rows = run.data.observations[run.data.observations["geography"].isin(run.places)]
    places = rows.groupby("indicator")["geography"].agg(set).to_dict()
    order = [code for code in run.data.indicators["indicator"] if code in places]
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
