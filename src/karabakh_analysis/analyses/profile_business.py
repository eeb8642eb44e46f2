"""Registrations of one district or city: enterprises and sole proprietors, their rank and share (notebook district_profile)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.profile import ENTERPRISES, LIBERATED, PROPRIETORS, Profile
from karabakh_analysis.analyses.profile_levels import HOW_KNOWN, known_levels, region_share, shown_rank
from karabakh_analysis.analyses.scope import PLACE_WORDS
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.values import Quantity, Sentence, Value

KINDS = {ENTERPRISES: "New enterprises", PROPRIETORS: "New sole proprietors"}


def table_year(run: Profile) -> int | None:
    """The last year for which registrations are printed for this place."""
    years = [year for year in _years(run) if any(_printed(run, indicator, year) for indicator in KINDS)]
    return max(years, default=None)


def _years(run: Profile) -> list[int]:
    return sorted({period.end.year for indicator in KINDS for period in run.periods(indicator)})


def _printed(run: Profile, indicator: str, year: int) -> Quantity | None:
    return run.data.published(indicator, run.code, Period.year(year))


def whole_of(run: Profile) -> str:
    """Code of the coverage that the table of registrations covers, or of the region where the place is none of the liberated ones."""
    return LIBERATED if run.code in run.data.geography.ever_members(LIBERATED) else run.region


def registrations(run: Profile) -> pd.DataFrame:
    """Registrations by year, printed or confined, with the total, the share of it and the rank. Units: enterprises, persons, per cent.

    A year that is confined by nothing but the total is left out.
    """
    levels = [(indicator, period, quantity) for indicator in KINDS for period, quantity in reversed(known_levels(run, indicator).items())]
    whole_years = [(indicator, period, q) for indicator, period, q in levels if _is_told(run, indicator, period, q)]
    rows = [_row(run, indicator, period, quantity) for indicator, period, quantity in whole_years]
    return pd.DataFrame(rows, index=[period.label for _, period, _ in whole_years], dtype=object)


def _is_told(run: Profile, indicator: str, period: Period, mine: Quantity) -> bool:
    whole = run.level(indicator, period, whole_of(run))
    loose = not mine.is_known and mine.interval.low == 0 and (whole is None or mine.interval.high >= whole.interval.high)
    return period == Period.year(period.end.year) and not loose


def _row(run: Profile, indicator: str, period: Period, mine: Quantity) -> dict[str, object]:
    whole, rank = run.level(indicator, period, whole_of(run)), run.rank(indicator, period)
    return {
        "Registered": KINDS[indicator],
        "Here": mine,
        "How known": HOW_KNOWN.get(mine.status, mine.status),
        "Total": whole if whole is not None else "n.a.",
        "Share": region_share(mine, whole),
        "Rank": shown_rank(rank),
    }


def registrations_units(run: Profile) -> str:
    """Units of the table and what its totals cover."""
    return f"Enterprises, persons, per cent. Total: {PLACE_WORDS[whole_of(run)]}; rank among the places of both economic regions."


def registrations_heading(run: Profile) -> Sentence:
    """The registrations of the last year with a count for this place."""
    year = table_year(run)
    if year is None:
        return Sentence("No registrations of businesses are printed for {place}", {"place": run.name})
    known = {indicator: _printed(run, indicator, year) for indicator in KINDS}
    parts = [f"{{{indicator}}} {KINDS[indicator].lower()}" for indicator, quantity in known.items() if quantity is not None]
    values: dict[str, Value] = {indicator: quantity for indicator, quantity in known.items() if quantity is not None}
    return Sentence(" and ".join(parts) + " in {year}", {**values, "year": str(year)})


def registrations_finding(run: Profile) -> Sentence:
    """The same as a sentence, and that no later table of places is printed."""
    year = table_year(run)
    if year is None:
        return Sentence("No new enterprises or sole proprietors are printed for {place} in any year.", {"place": run.name})
    heading = registrations_heading(run)
    text = f"{heading.template.removesuffix(' in {year}')} are registered here in {{year}}"
    lacking = [KINDS[indicator].lower() for indicator in KINDS if _printed(run, indicator, year) is None]
    rest = f"; for {lacking[0]} no count is printed." if lacking else "."
    return Sentence(text + rest, heading.values)


def later_note(run: Profile) -> Sentence:
    """For which of the years with any figure on registrations nothing is printed for this place."""
    years = [year for year in _years(run) if not any(_printed(run, indicator, year) for indicator in KINDS)]
    if not years:
        return Sentence("A place on paper: a business is counted where it is registered.")
    values: dict[str, Value] = {"years": ", ".join(map(str, years)), "all": count(len(years))}
    return Sentence("For {years} totals are printed, or parts of the year, but no count for this place.", values)
