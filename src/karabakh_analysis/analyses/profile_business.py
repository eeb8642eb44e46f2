"""Registrations of one district or city: enterprises and sole proprietors, their rank and share (notebook district_profile)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.levels import printed_level
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.profile import ENTERPRISES, LIBERATED, PROPRIETORS, Profile
from karabakh_analysis.analyses.profile_levels import how_known, region_share, shown_rank, telling_levels
from karabakh_analysis.analyses.profile_ranks import rank_of
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate
from karabakh_analysis.values import Quantity, Sentence, Value, listed

KINDS = {ENTERPRISES: "New enterprises", PROPRIETORS: "New sole proprietors"}


def table_year(run: Profile) -> int | None:
    """The last year for which registrations are printed for this place."""
    years = [year for year in _years(run) if any(_printed(run, indicator, year) for indicator in KINDS)]
    return max(years, default=None)


def _years(run: Profile) -> list[int]:
    return sorted({period.end.year for indicator in KINDS for period in run.periods(indicator)})


def _printed(run: Profile, indicator: str, year: int) -> Quantity | None:
    return printed_level(run.data, indicator, run.code, Period.year(year))


def whole_of(run: Profile, period: Period | None = None) -> str:
    """Code of the coverage that the table of registrations covers, or of the region where the place is none of the liberated ones.

    At the end of a period, or ever.
    """
    geography = run.data.geography
    members = geography.members(LIBERATED, period.end) if period else geography.ever_members(LIBERATED)
    return LIBERATED if run.code in members else run.region


def registrations(run: Profile) -> pd.DataFrame:
    """Registrations by year, printed or confined, with the total, the share of it and the ranks. Units: enterprises, persons, per cent.

    Years that tell nothing are left out (see `telling_levels`).
    """
    levels = [(indicator, period, quantity) for indicator in KINDS for period, quantity in reversed(telling_levels(run, indicator).items())]
    whole_years = [(indicator, period, quantity) for indicator, period, quantity in levels if period == Period.year(period.end.year)]
    rows = [_row(run, indicator, period, quantity) for indicator, period, quantity in whole_years]
    return pd.DataFrame(rows, index=[period.label for _, period, _ in whole_years], dtype=object)


def _row(run: Profile, indicator: str, period: Period, mine: Quantity) -> dict[str, object]:
    area = whole_of(run, period)
    whole = run.level(indicator, period, area)
    return {
        "Registered": KINDS[indicator],
        "Here": mine,
        "How known": how_known(run, mine),
        "Total": whole if whole is not None else "n.a.",
        "Share": region_share(mine, whole),
        "Rank in the total": shown_rank(rank_of(run, indicator, period, area)),
        "Rank in both regions": shown_rank(rank_of(run, indicator, period)),
    }


def registrations_units(run: Profile) -> str:
    """Units of the table and what its totals cover."""
    return f"Enterprises, persons, per cent. Total: {place_name(run.data, whole_of(run)).text}."


def registrations_heading(run: Profile) -> Sentence | None:
    """The registrations of the last year with a count for this place; nothing where neither it nor an area around it has any."""
    year = table_year(run)
    if year is None:
        return Sentence("No registrations of businesses are printed for {place}", {"place": run.name}) if _years(run) else None
    known = {indicator: _printed(run, indicator, year) for indicator in KINDS}
    parts = [f"{{{indicator}}} {KINDS[indicator].lower()}" for indicator, quantity in known.items() if quantity is not None]
    values: dict[str, Value] = {indicator: quantity for indicator, quantity in known.items() if quantity is not None}
    return Sentence(" and ".join(parts) + " in {year}", {**values, "year": str(year)})


def registrations_finding(run: Profile) -> Sentence:
    """The same as a sentence, and what no count is printed of."""
    year, heading = table_year(run), registrations_heading(run)
    if year is None or heading is None:
        around = "" if _years(run) else ", and no total of an area that includes it"
        return Sentence(f"No new enterprises or sole proprietors are printed for {{place}} in any year{around}.", {"place": run.name})
    text = f"{heading.template.removesuffix(' in {year}')} were registered here in {{year}}"
    lacking = [KINDS[indicator].lower() for indicator in KINDS if _printed(run, indicator, year) is None]
    rest = f"; for {lacking[0]} no count is printed." if lacking else "."
    return Sentence(text + rest, heading.values)


def later_note(run: Profile) -> list[Sentence]:
    """For which years with a total of an area around this place no count is printed for it; nothing where there are none."""
    years = [year for year in _years(run) if not any(_printed(run, indicator, year) for indicator in KINDS)]
    if not years:
        return []
    text = "For {years} totals of {area} are printed, of whole years or of parts of them, but no count for this place."
    return [Sentence(text, {"years": listed(list(map(str, years))), "area": place_name(run.data, whole_of(run)).text})]


def left_notes(run: Profile) -> list[Sentence]:
    """What the counts of other places leave of a printed total for this place, where it has no count."""
    last = table_year(run)
    years = [year for year in _years(run) if last is None or year <= last]
    cells = [(indicator, Period.year(year)) for indicator in KINDS for year in years if _printed(run, indicator, year) is None]
    return [told for indicator, period in cells if (told := _left(run, indicator, period)) is not None]


def _left(run: Profile, indicator: str, period: Period) -> Sentence | None:
    area = whole_of(run, period)
    whole = printed_level(run.data, indicator, area, period)
    counts = [
        printed_level(run.data, indicator, place, period) for place in run.data.geography.members(area, period.end) if place != run.code
    ]
    known = [quantity for quantity in counts if quantity is not None]
    if whole is None or not known:
        return None
    values: dict[str, Value] = {"many": count(len(known)), "things": KINDS[indicator].lower(), "year": period.label, "whole": whole}
    values |= {"sum": aggregate(known, unit=whole.unit), "area": place_name(run.data, area).text}
    return Sentence("The {things} printed for {many} other places in {year} add up to {sum} of the {whole} of {area}.", values)
