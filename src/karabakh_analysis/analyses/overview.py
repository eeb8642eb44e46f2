"""What is known at a glance (notebook 00): the latest counts by half-year and by place."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from karabakh_analysis.analyses import job_growth, job_periods
from karabakh_analysis.analyses.leaders import leaders
from karabakh_analysis.analyses.levels import printed_level
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.values import Sentence, Value, listed

COVERAGE = "LIBERATED"
ALL_PLACES = "KAR+EZR"
YEARS = 3


def latest_years(data: Dataset) -> Scope | None:
    """The liberated districts over the last three years with a printed count; ``None`` where there are no two such years."""
    years = Scope(data, COVERAGE, 0, 0).known_years(job_growth.INDICATOR)[-YEARS:]
    return Scope(data, COVERAGE, years[-1], years[0]) if len(years) > 1 else None


def half_years(run: Scope | None) -> pd.DataFrame:
    """New jobs by half-year (see `job_periods.half_years`); empty where no two years have a count."""
    return pd.DataFrame() if run is None else job_periods.half_years(run)


def half_years_title(run: Scope | None) -> Sentence:
    """The halves of the last year for which both are known."""
    if run is None:
        return Sentence("No two years have a count")
    years = [replace(run, reference_year=year) for year in range(run.reference_year, run.base_year - 1, -1)]
    return job_periods.halves_title(next(filter(_has_halves, years), run))


def half_years_heading(halves: pd.DataFrame) -> Sentence:
    """How many of the half-years that anything is known of are known as one number."""
    if halves.empty:
        return Sentence("No two years have a count")
    standing = halves[halves["status"].ne("superseded") & halves["low"].notna()]
    exact = standing["low"].eq(standing["high"])
    return Sentence(
        "{exact} of {all} half-years with a count are known as one number", {"exact": count(int(exact.sum())), "all": count(len(standing))}
    )


def half_years_subtitle(run: Scope | None) -> str:
    """What the figure draws."""
    return "New jobs." if run is None else job_growth.drawn_text(run, "by half-year")


def half_years_source(run: Scope | None, halves: pd.DataFrame) -> str:
    """The documents behind the half-years."""
    return "" if run is None else run.source(halves)


def _has_halves(run: Scope) -> bool:
    return all(run.level(job_growth.INDICATOR, Period.months(run.reference_year, *span)) for span in job_periods.HALVES)


def latest_of_places(data: Dataset) -> Period | None:
    """The latest period for which most places have a printed count of new jobs; ``None`` where none has one."""
    cells = data.cells
    districts = data.geography.districts
    chosen = cells[cells["indicator"].eq(job_growth.INDICATOR) & cells["geography"].isin(districts) & cells["sector"].eq("")]
    numbers = {Period(*days): len(group) for days, group in chosen.groupby(["period_start", "period_end"])}
    return max(numbers, key=lambda period: (numbers[period], period), default=None)


def places(data: Dataset, period: Period | None) -> pd.DataFrame:
    """Printed new jobs of the places of both regions in a period, the largest first within each region.

    Returns
    -------
    DataFrame
        Index: codes. Columns ``name``, ``hue`` (``kar`` or ``ezr``) and ``quantity`` (jobs; ``None`` where nothing is printed).
    """
    members = data.geography.ever_members(ALL_PLACES)
    counts = {code: printed_level(data, job_growth.INDICATOR, code, period) if period else None for code in members}
    rows = [(code, data.geography.name(code), data.geography.region_of(code).lower(), counts[code]) for code in members]
    rows.sort(key=lambda row: (-row[3].interval.low if row[3] else 1, row[1]))
    return pd.DataFrame(rows, columns=["code", "name", "hue", "quantity"]).set_index("code")


def places_head(period: Period | None) -> str:
    """What the counts of the places are, as head of a column."""
    return f"New jobs, {period.label}" if period else "New jobs"


def places_heading(places: pd.DataFrame, period: Period | None) -> Sentence:
    """For how many of the places a count is printed."""
    known = int(places["quantity"].notna().sum())
    values: dict[str, Value] = {"all": count(len(places)), "known": count(known), "when": period.label if period else ""}
    if not known:
        return Sentence("None of the {all} places has a printed count", values)
    if known == len(places):
        return Sentence("A count for {when} is printed for each of the {all} places", values)
    return Sentence("A count for {when} is printed for {known} of the {all} places", values)


def places_finding(places: pd.DataFrame, period: Period | None) -> Sentence:
    """The place with most new jobs in a period, and its part of what is printed for all places."""
    known = places[places["quantity"].notna()]
    if period is None or known.empty:
        return Sentence("No place has a printed count of new jobs.")
    first = max(known.itertuples(), key=lambda place: place.quantity.interval.low)
    most = leaders((place.name, float(place.quantity.interval.low)) for place in known.itertuples())
    values: dict[str, Value] = {"place": listed(most), "many": first.quantity, "when": period.label, "known": count(len(known))}
    if len(most) == len(known) > 1:
        return Sentence("Each of the {known} places with a count for {when} has {many} new jobs.", values)
    if len(most) > 1:
        return Sentence("Of the {known} places with a count for {when}, {place} have most new jobs: {many} each.", values)
    return Sentence("Of the {known} places with a count for {when}, {place} has most new jobs: {many}.", values)
