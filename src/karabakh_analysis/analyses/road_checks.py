"""Parameters of notebook 04 that the data or each other rule out: each is refused with what is possible."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.dataset import Dataset, ParameterError
from karabakh_analysis.metrics import Survival, SurvivalError

LEAST_GROWTH, MOST_GROWTH = -99, 1000
MOST_JOBS = 999_999


def announced_on(rows: pd.DataFrame, data: Dataset) -> pd.Timestamp:
    """Day by which the first of some printings of the target was certainly published.

    Raises
    ------
    ParameterError
        If there is none.
    """
    if rows.empty:
        day = f"{data.as_of:%Y-%m-%d}" if data.as_of is not None else ""
        why = "no jobs target of the Karabakh economic region was certainly published by that day"
        raise ParameterError(f"as_of = {day!r} is not possible: {why}. Possible: a later day, or none.")
    return pd.Timestamp(rows["known_from_latest"].min())


def require_order(announced: pd.Timestamp, first: pd.Timestamp, last: pd.Timestamp, start: str, deadline: str) -> None:
    """Refuse a way that starts before the announcement's year, or not before its deadline.

    Parameters
    ----------
    announced, first, last
        Days of the announcement, of the start and of the deadline.
    start, deadline
        As the reader gave them; empty where they are the published ones.

    Raises
    ------
    ParameterError
        With the days that are possible.
    """
    begin = pd.Timestamp(announced.year, 1, 1)
    if last <= begin:
        raise ParameterError(
            f"deadline = {deadline!r} is not possible: the target was announced later. Possible: a day after {announced:%Y-%m-%d}."
        )
    if not begin <= first < last:
        name, given = ("start", start) if start else ("deadline", deadline)
        possible = f"{begin:%Y-%m-%d} to the day before {last:%Y-%m-%d}" if start else f"a day after {first:%Y-%m-%d}"
        why = "the way starts in the announcement's year or later, and before the deadline"
        raise ParameterError(f"{name} = {given!r} is not possible: {why}. Possible: {possible}.")


def require_jobs(number: int, name: str) -> None:
    """Refuse a number of jobs that is negative or beyond what the page counts with.

    Parameters
    ----------
    number
        Jobs, or jobs a year; 0 stands for what is published.
    name
        Name of the parameter.

    Raises
    ------
    ParameterError
        With the numbers that are possible.
    """
    if not 0 <= number <= MOST_JOBS:
        raise ParameterError(
            f"{name} = {number!r} is not possible: it is no number of jobs that the page counts with. "
            f"Possible: 1 to {MOST_JOBS}, or 0 for what is published."
        )


def growth_of(flow_growth: float) -> float:
    """Growth of the flow, per cent a year.

    Raises
    ------
    ParameterError
        If it lies outside the limits.
    """
    if not LEAST_GROWTH <= flow_growth <= MOST_GROWTH:
        possible = f"{LEAST_GROWTH} to {MOST_GROWTH} per cent a year"
        raise ParameterError(f"flow_growth = {flow_growth:g} is not possible: no flow is followed at such a rate. Possible: {possible}.")
    return float(flow_growth)


def survival_of(one_year: float, five_years: float) -> Survival:
    """Survival through two shares.

    Raises
    ------
    ParameterError
        If they are none, or contradict each other.
    """
    try:
        return Survival(one_year, five_years)
    except SurvivalError as error:
        given = f"survival_5y = {five_years:g} with survival_1y = {one_year:g}"
        raise ParameterError(f"{given} is not possible: {error}. Possible: 0 < survival_5y < survival_1y < 1.") from error
