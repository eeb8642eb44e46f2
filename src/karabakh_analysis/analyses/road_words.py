"""Words that the parts of notebook 04 share: arrivals, days, paces, and the sentences about the current pace."""

from __future__ import annotations

import math
from dataclasses import replace

import pandas as pd

from karabakh_analysis.analyses.road import READINGS, Road
from karabakh_analysis.dataset.periods import Period
from karabakh_analysis.metrics import HORIZON, Arrival, assumed
from karabakh_analysis.values import Quantity, Sentence, Value
from karabakh_analysis.values.interval import Interval

NEVER = "never"
UNIT = "calendar year"


def day_words(day: pd.Timestamp) -> str:
    """A day as pages name it: 30 Jun 2025."""
    return Period.day(day).label


def arrival_value(arrival: Arrival | None, start: pd.Timestamp, *sources: Quantity) -> Value:
    """The calendar years of an arrival as a value of a sentence or table: 2074; 2074 to 2076; 2095 at the latest; never."""
    if arrival is None:
        return "n.a."
    years = arrival.years(start)
    if years is None:
        return NEVER
    if arrival.open and math.isinf(years.high):
        return "not confined"
    words = _arrival_words(arrival, years)
    shown = Interval(pd.Timestamp(start).year, years.high) if arrival.open else years
    return replace(assumed(shown, UNIT, *sources), printed=words)


def _arrival_words(arrival: Arrival, years: Interval) -> str:
    if arrival.open:
        return f"{years.high} at the latest"
    if arrival.latest is None:
        return f"{years.low} at the earliest, or never"
    if years.is_point:
        return f"{years.low}"
    return f"{years.low} {'or' if years.width == 1 else 'to'} {years.high}"


def growth_words(run: Road) -> str:
    """How the flow is assumed to go on, as words after a pace; nothing where it stays."""
    if run.growth == 0:
        return ""
    rate = Quantity(Interval.point(abs(run.growth)), "percent", "assumed").text
    return f" {'growing' if run.growth > 0 else 'shrinking'} by {rate} a year"


def never_note(run: Road) -> Sentence:
    """What *never* means on the page."""
    if run.flow is None:
        return Sentence("Years of arrival need published counts of four quarters, or an assumed flow (the parameter annual_flow).")
    horizon = Quantity(Interval.point(HORIZON), "years", "implied")
    return Sentence("Never means: not within {horizon} years.", {"horizon": horizon})


def reading_finding(run: Road) -> Sentence:
    """What the target is taken to count, and what is published about it."""
    values: dict[str, Value] = {"reading": run.reading, "words": READINGS[run.reading]}
    if run.reading == "A":
        return Sentence(
            "The target is read here as {words} (reading {reading}): the one reading that published counts can be set against.", values
        )
    if run.reading == "B":
        text = (
            "The target is read here as {words} (reading {reading}). Closed jobs are published for the country only, so counts of openings"
        )
        return Sentence(text + " bound this reading from one side.", values)
    text = "The target is read here as {words} (reading {reading}). No count of existing jobs covers these places and people, so where it"
    return Sentence(text + " stands is not known.", values)


def flow_finding(run: Road) -> Sentence:
    """The current pace and what it rests on."""
    values: dict[str, Value] = {"place": run.place}
    if run.flow is None and run.last_count is None:
        return Sentence("No count of new jobs in {place} had been published, so there is no current pace to compare with.", values)
    if run.flow is None:
        values["end"] = day_words(run.last_count)
        text = "New jobs in {place} are counted to {end}, but not over four quarters, so there is no current pace to compare with."
        return Sentence(text, values)
    values["flow"] = run.flow
    if run.flow_end is None:
        return Sentence("The current pace is assumed: {flow} new jobs a year in {place}.", values)
    values["end"] = day_words(run.flow_end)
    return Sentence("In the four quarters to {end}, {flow} new jobs are counted in {place}: the current pace.", values)
