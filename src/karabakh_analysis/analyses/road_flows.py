"""What is counted towards the target: openings since a year, and those of the last four quarters known (notebook 04)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.levels import level, years_with_data
from karabakh_analysis.analyses.scope import SPANS
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.metrics import aggregate, change
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.quantity import derived

INDICATOR = "new_jobs"


def last_counted(data: Dataset, coverage: str, limit: pd.Timestamp | None = None) -> pd.Timestamp | None:
    """Last day of the latest year-to-date period, ending by a day, whose openings are printed or implied; ``None`` where none is.

    Parameters
    ----------
    data
        What was known.
    coverage
        Code of an aggregate.
    limit
        The day; by default none.
    """
    places = (coverage, *data.geography.ever_members(coverage))
    periods = [Period.year_to(year, month) for year in years_with_data(data, INDICATOR, places) for _, month in SPANS]
    ended = sorted((period for period in periods if limit is None or period.end <= limit), reverse=True)
    return next((period.end for period in ended if _is_counted(data, coverage, period)), None)


def _is_counted(data: Dataset, coverage: str, period: Period) -> bool:
    found = level(data, INDICATOR, coverage, period)
    return found is not None and found.is_known and found.interval.is_bounded


def four_quarters(data: Dataset, coverage: str, end: pd.Timestamp) -> Quantity | None:
    """Openings of the four quarters up to the end of a quarter. Unit: jobs a year.

    The year to that day, and what the year before counts after the same day: printed, or as the difference of its levels.
    ``None`` where nothing is known of a part.
    """
    to_date = level(data, INDICATOR, coverage, Period.year_to(end.year, end.month))
    if end.month == 12:
        return _a_year(to_date)
    rest = _rest(data, coverage, end.year - 1, end.month)
    return _a_year(aggregate([to_date, rest], unit="jobs")) if to_date and rest else None


def year_before(end: pd.Timestamp) -> pd.Timestamp:
    """The end of the same quarter of the year before."""
    return end - pd.DateOffset(years=1) + pd.offsets.MonthEnd(0)


def _rest(data: Dataset, coverage: str, year: int, month: int) -> Quantity | None:
    """Openings of a year after a month: printed, or the sum of its quarters where each is confined, or what the year leaves.

    Nothing where more is counted up to that month than in the whole year.
    """
    rest = level(data, INDICATOR, coverage, Period.months(year, month + 1, 12)) or _sum_of_quarters(data, coverage, year, month)
    if rest is not None:
        return rest
    whole, part = (level(data, INDICATOR, coverage, Period.year_to(year, last)) for last in (12, month))
    if whole is None or part is None:
        return None
    left = change(whole, part)
    if left.interval.high < 0:
        return None
    return derived(left.interval.intersect(Interval.at_least(0)), "jobs", whole, part)


def _sum_of_quarters(data: Dataset, coverage: str, year: int, month: int) -> Quantity | None:
    quarters = [level(data, INDICATOR, coverage, Period.quarter(year, quarter)) for quarter in range(month // 3 + 1, 5)]
    known = [each for each in quarters if each is not None and each.interval.is_bounded]
    return aggregate(known, unit="jobs") if len(known) == len(quarters) else None


def _a_year(openings: Quantity | None) -> Quantity | None:
    if openings is None:
        return None
    return Quantity(openings.interval, "jobs a year", openings.status, openings.evidence, openings.flags, openings.printed)


def counted(data: Dataset, coverage: str, first_year: int, end: pd.Timestamp) -> Quantity | None:
    """Openings from the beginning of a year to a day, as far as the record confines them. Unit: jobs.

    A day within a quarter counts the whole quarter: what is asked for is what may have been reached at most. A year of which nothing is
    known leaves the sum without an upper end; ``None`` where nothing is known at all.
    """
    whole = [Period.year(year) for year in range(first_year, end.year)]
    periods = [*whole, Period.year_to(end.year, next(month for _, month in SPANS if month >= end.month))]
    levels = [level(data, INDICATOR, coverage, period) for period in periods]
    return aggregate(levels, unit="jobs") if any(levels) else None
