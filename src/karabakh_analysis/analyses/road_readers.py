"""What readers of earlier days would have concluded from what was certainly published by then (notebook 04)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from karabakh_analysis.analyses.road import Road, road
from karabakh_analysis.analyses.road_flows import INDICATOR
from karabakh_analysis.analyses.road_pace import multiple, needed
from karabakh_analysis.analyses.road_target import printed_targets
from karabakh_analysis.analyses.road_words import NEVER, arrival_value, day_words
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.values import Interval, Quantity, Sentence, Value

WHOLE_DAY = 10  # characters of yyyy-mm-dd


def days(run: Road) -> list[str]:
    """Ends of the months in which the target was printed on a known day, before the page's own cut-off, as yyyy-mm-dd."""
    published = printed_targets(run.data)["published"]
    stated = [pd.Timestamp(day) for day in published if len(day) == WHOLE_DAY]
    ends = dict.fromkeys(day + pd.offsets.MonthEnd(0) for day in sorted(stated))
    return [f"{end:%Y-%m-%d}" for end in ends if run.data.as_of is None or end < run.data.as_of]


def views(run: Road, earlier: Mapping[str, Dataset]) -> dict[str, Road]:
    """The way as it stood on earlier days, by a name of the day; the page's own comes last.

    Parameters
    ----------
    run
        The page's way.
    earlier
        What was known, by day.
    """
    then = {pd.Timestamp(day).strftime("%B %Y"): _as_published(run, data) for day, data in earlier.items()}
    today = f"By {day_words(run.data.as_of)}" if run.data.as_of is not None else "All documents"
    return {**then, today: _as_published(run, run.data)}


def _as_published(run: Road, data: Dataset) -> Road:
    """The way as a day's documents give it: target, time and pace as published, reading and coverage as on the page."""
    return road(data, reading=run.reading, coverage=run.coverage)


def readers_table(found: Mapping[str, Road]) -> pd.DataFrame:
    """By day: last count, pace, needed pace, multiple and arrival. Jobs a year; fold; calendar years."""
    return pd.DataFrame.from_dict({name: _row(each) for name, each in found.items()}, orient="index", dtype=object)


def _row(run: Road) -> dict[str, Value]:
    return {
        "Last count": day_words(run.flow_end) if run.flow_end is not None else "none found",
        "Current pace": run.flow or "n.a.",
        "Needed a year": needed(run),
        "Multiple": multiple(run) or "n.a.",
        "Arrival": arrival_value(run.arrival(), run.start, run.target, *([run.flow] if run.flow else [])),
    }


def readers_heading(found: Mapping[str, Road]) -> Sentence:
    """On how many of the days a pace could be named."""
    known = sum(multiple(each) is not None for each in found.values())
    values: dict[str, Value] = {"known": count(known), "all": count(len(found))}
    if len(found) == 1:
        return Sentence(
            "One reader's day, on which a pace could be named" if known else "One reader's day, on which no pace could be named"
        )
    if not known:
        return Sentence("On none of {all} days a reader could set the target against a pace", values)
    if known == len(found):
        return Sentence("On each of {all} days a reader could set the target against a pace", values)
    return Sentence("On {known} of {all} days a reader could set the target against a pace", values)


def readers_stories(found: Mapping[str, Road]) -> list[Sentence]:
    """A sentence for every day."""
    return [_story(name, each) for name, each in found.items()]


def _story(name: str, run: Road) -> Sentence:
    when = arrival_value(run.arrival(), run.start, run.target, *([run.flow] if run.flow else []))
    values: dict[str, Value] = {
        "name": name,
        "target": run.target,
        "needed": needed(run),
        "place": run.place,
        "when": when,
        "end": day_words(run.deadline),
    }
    if run.flow is None:
        lacking = (
            "no regional count of then is in this collection" if run.last_count is None else "no four quarters in a row had been counted"
        )
        return Sentence(f"{{name}}: {{target}} jobs by {{end}} are announced, and {lacking}: no current pace could be named.", values)
    values |= {"flow": run.flow, "last": day_words(run.flow_end) if run.flow_end is not None else ""}
    if when == NEVER or not isinstance(when, Quantity):
        return Sentence(
            "{name}: the last count of {place} is that to {last}; {flow} new jobs in four quarters do not confine a year of arrival.",
            values,
        )
    return Sentence(
        "{name}: the last count of {place} is that to {last}; {flow} new jobs in four quarters add up to {target} in {when}.", values
    )


def doubtful_days(found: Mapping[str, Road], run: Road) -> Sentence:
    """Whether a figure may have been known on one of the days without certainty."""
    rows = run.data.observations
    counts = rows[rows["indicator"].eq(INDICATOR) & rows["geography"].eq(run.coverage)]
    for name, day in ((name, each.data.as_of) for name, each in found.items() if each.data.as_of is not None):
        between = counts[counts["known_from_earliest"].le(day) & counts["known_from_latest"].gt(day)]
        if len(between):
            number = Quantity(Interval.point(len(between)), "figures", "implied", tuple(between["observation_id"]))
            text = "{name}: of the printed counts of {place}, {number} may have been known by then"
            text += ", but the dates of the documents do not make it certain; they are left out."
            return Sentence(text, {"name": name, "number": number, "place": run.place})
    return Sentence("On none of these days is it in doubt which counts of {place} were known.", {"place": run.place})
