"""The pace that the target needs from here, beside the current one (notebook 04)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.marks import drawn, drawn_open
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.road import Road
from karabakh_analysis.analyses.road_flows import four_quarters, year_before
from karabakh_analysis.analyses.road_growth import entrant_names, entrants
from karabakh_analysis.analyses.road_words import NEVER, arrival_value, day_words, growth_words
from karabakh_analysis.analyses.sector_targets import REGION
from karabakh_analysis.metrics import needed_between
from karabakh_analysis.values import Interval, Quantity, Sentence, Value
from karabakh_analysis.values.interval import INFINITY
from karabakh_analysis.values.quantity import derived

NOTHING = Quantity(Interval.point(0), "jobs", "assumed")


def needed(run: Road) -> Quantity:
    """The pace needed under the reading of the page. Unit: jobs a year.

    Net of closures (reading B) no more can be reached than was opened, so the pace is at least the one that credits every opening. Jobs
    that exist (reading C) are not counted: none may be missing, or all.
    """
    if run.reading == "A":
        return run.needed
    if run.reading == "B" and run.needed.interval.low == 0:
        return Quantity(Interval(0, INFINITY), run.needed.unit, "unknown", run.needed.evidence, run.needed.flags, "not confined")
    if run.reading == "B":
        return Quantity(Interval(run.needed.interval.low, INFINITY), run.needed.unit, "assumed", run.needed.evidence, run.needed.flags)
    unconfined = Quantity(Interval(0, INFINITY), "jobs", "unknown")
    return needed_between(run.target, unconfined, run.years_left)


def multiple(run: Road, pace: Quantity | None = None) -> Quantity | None:
    """A pace (by default the one needed) as a multiple of the current one; ``None`` where no pace is known or none may be compared."""
    wanted = pace or needed(run)
    if run.flow is None or run.flow.interval.low <= 0 or wanted.status == "unknown" or (run.reading == "C" and pace is None):
        return None
    flow = Interval(0, run.flow.interval.high, low_open=True) if run.reading == "B" and pace is None else run.flow.interval
    fold = derived(wanted.interval / flow, "fold", wanted, run.flow)
    return Quantity(fold.interval, "fold", "assumed", fold.evidence, fold.flags)


def pace_finding(run: Road) -> Sentence:
    """The pace needed to the deadline, and its multiple of the current one."""
    values: dict[str, Value] = {
        "needed": needed(run),
        "target": run.target,
        "region": place_name(run.data, REGION).text,
        "place": run.place,
    }
    values |= {"start": day_words(run.start), "end": day_words(run.deadline)}
    if needed(run).status == "unknown":
        return Sentence(
            "From {start} to {end}, the counts of openings do not confine what {target} jobs in {region} need a year net of closures.",
            values,
        )
    what = {"A": "new jobs", "B": "new jobs net of closures", "C": "further jobs"}[run.reading]
    read = ", read as openings," if run.reading == "A" else ""
    text = f"From {{start}} to {{end}}, {{target}} jobs in {{region}}{read} need {{needed}} {what} a year on a straight line"
    times = multiple(run)
    if times is None:
        return Sentence(f"{text}; no current pace of the same kind is published.", values)
    none_closed = ", even if none of these closed" if run.reading == "B" else ""
    return Sentence(
        f"{text}, {{times}} the current pace of {{flow}} in {{place}}{none_closed}.", {**values, "times": times, "flow": run.flow or ""}
    )


def pace_heading(run: Road) -> Sentence:
    """The same, short."""
    times = multiple(run)
    values: dict[str, Value] = {"needed": needed(run), "target": run.target, "place": run.place}
    if needed(run).status == "unknown":
        return Sentence("What {target} jobs net of closures need a year is not confined", values)
    if times is None:
        return Sentence("{target} jobs need {needed} a year from here", values)
    read = "Read as openings, " if run.reading == "A" else ""
    return Sentence(read + "{target} jobs need {times} the current pace of {place}", {**values, "times": times})


def arrival_finding(run: Road) -> Sentence:
    """When the current pace arrives at the target, no job closing."""
    arrival = run.arrival()
    if arrival is None or run.flow is None:
        return Sentence("Without a current pace no year of arrival follows.")
    when = arrival_value(arrival, run.start, run.target, run.flow, run.reached)
    values: dict[str, Value] = {"flow": run.flow, "place": run.place, "growth": growth_words(run), "target": run.target, "when": when}
    values["end"] = day_words(run.deadline)
    pace = "With {flow} new jobs a year in {place}{growth}"
    if when == NEVER:
        return Sentence(pace + ", openings never add up to {target}.", values)
    if not isinstance(when, Quantity):
        return Sentence(pace + ", the counts do not confine when openings add up to {target}.", values)
    if run.reading != "A":
        return Sentence(pace + ", openings alone, no closure deducted, add up to {target} in {when}.", values)
    if arrival.latest is not None and arrival.latest <= run.years_left:
        return Sentence(pace + ", openings add up to {target} in {when}, by the deadline of {end}.", values)
    return Sentence(pace + ", openings add up to {target} in {when}; the deadline is {end}.", values)


def pace_rows(run: Road) -> pd.DataFrame:
    """Current pace, that of a year before, and the pace needed, as rows of a figure. Unit: jobs a year."""
    rows = []
    if run.flow_end is not None:
        before = year_before(run.flow_end)
        earlier = four_quarters(run.data, run.coverage, before)
        rows += [drawn(f"Four quarters to {day_words(before)}", earlier, note="counted")] if earlier else []
        rows.append(drawn(f"Four quarters to {day_words(run.flow_end)}", run.flow, note="counted"))
    elif run.flow is not None:
        rows.append(drawn("Current pace", run.flow, note="assumed"))
    rows.append(drawn_open(f"Every year to {day_words(run.deadline)}", needed(run), note="needed on a straight line"))
    return pd.DataFrame(rows)


def pace_title(run: Road) -> Sentence:
    """The pace needed beside the current one."""
    values: dict[str, Value] = {"needed": needed(run), "flow": run.flow or ""}
    if needed(run).status == "unknown":
        return Sentence("The current pace of openings; the needed one is not confined")
    if run.flow is None:
        return Sentence("{needed} a year needed; no current pace is known", values)
    how = "counted" if run.flow_end is not None else "assumed"
    return Sentence(f"{{needed}} a year needed, {{flow}} {how}", values)


def pace_subtitle(run: Road) -> str:
    """What the figure of paces draws."""
    counts = "Net of closures" if run.reading == "B" else "Jobs that exist" if run.reading == "C" else "Gross openings"
    region = place_name(run.data, REGION).text
    drawn_ones = f"Jobs a year. Needed in {region}: {counts.lower()}; counted in {run.place}: gross openings, closures not deducted."
    return f"{drawn_ones} {entrant_names(run)}: joined after the start of the first four quarters." if entrants(run) else drawn_ones


def pace_table(run: Road) -> pd.DataFrame:
    """What is credited, what is missing, and the pace that it needs. Jobs; jobs a year; fold."""
    everything = run.counted or Quantity(Interval.at_least(0), "jobs", "unknown", printed="not known")
    after, since = f"Only what opens after {day_words(run.start)}", f"Every job counted since {run.announced.year} too"
    rows = {label: _pace_row(run, reached) for label, reached in ((after, NOTHING), (since, everything))}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def _pace_row(run: Road, reached: Quantity) -> dict[str, Quantity | str]:
    left = run.target.interval - reached.interval
    missing = Interval(max(0, left.low), max(0, left.high))
    pace = needed_between(run.target, reached, run.years_left)
    return {
        "Jobs credited": reached,
        "Missing": Quantity(missing, "jobs", "assumed", run.target.evidence + reached.evidence),
        "Needed a year": pace,
        "Of the current pace": multiple(run, pace) or "n.a.",
    }


def recorded(run: Road) -> dict[str, Quantity | str | None]:
    """What runs are compared by: target, current and needed pace, multiple, and year of arrival."""
    when = arrival_value(run.arrival(), run.start)
    words = when.text if isinstance(when, Quantity) else when
    return {"target": run.target, "pace": run.flow, "needed": needed(run), "multiple": multiple(run), "arrival": words}
