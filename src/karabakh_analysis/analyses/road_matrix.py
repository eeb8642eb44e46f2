"""Every reading of the target beside every coverage: what it makes of the needed pace (notebook 04)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.road import COVERAGES, READINGS, Road
from karabakh_analysis.analyses.road_pace import NOTHING, multiple
from karabakh_analysis.analyses.road_words import day_words
from karabakh_analysis.analyses.sector_targets import REGION
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.metrics import needed_between
from karabakh_analysis.values import Interval, Quantity, Sentence, Value
from karabakh_analysis.values.interval import INFINITY

NOT_DECIDED = "not decided"


def matrix(run: Road) -> pd.DataFrame:
    """Needed pace as a multiple of the current pace, by what the target counts and over which coverage. Unit: fold."""
    roads = {coverage: run.over(coverage) for coverage in COVERAGES}
    columns = {place_name(run.data, coverage).head: dict(_cells(each)) for coverage, each in roads.items()}
    paces = {place_name(run.data, coverage).head: each.flow or "n.a." for coverage, each in roads.items()}
    table = pd.DataFrame(columns, dtype=object)
    return pd.concat([pd.DataFrame(paces, index=["Current pace, jobs a year"], dtype=object), table])


def groups(table: pd.DataFrame) -> list[str]:
    """A heading for every row of the matrix: the reading that it belongs to."""
    return [
        "For comparison" if place == 0 else f"Reading {label[0]}: {READINGS[label[0]]}" for place, label in enumerate(map(str, table.index))
    ]


def _cells(run: Road) -> Iterator[tuple[str, Quantity | str]]:
    """Label of the row, opening with its reading, and the multiple."""
    counted = run.counted or Quantity(Interval.at_least(0), "jobs", "unknown")
    left = f"{100 * run.survival.one_year:g} and {100 * run.survival.five_years:g} of 100 left after one and five years"
    yield f"A, every job counted since {run.announced.year}", _times(run, needed_between(run.target, counted, run.years_left))
    yield f"A, only what opens after {day_words(run.start)}", _times(run, needed_between(run.target, NOTHING, run.years_left))
    yield (
        f"B, closures of new jobs assumed: {left}",
        _times(run, needed_between(run.target, run.reached, run.years_left, survival=run.survival)),
    )
    yield "B, closures not assumed", _bounded(run)
    yield "C, jobs that existed before not counted", NOT_DECIDED


def _times(run: Road, pace: Quantity) -> Quantity | str:
    return multiple(run, pace) or "n.a."


def _bounded(run: Road) -> Quantity | str:
    """Net of closures at least the needed pace that credits every opening, against at most the pace of openings."""
    pace = run.needed
    least = Quantity(Interval(pace.interval.low, INFINITY), pace.unit, "assumed", pace.evidence, pace.flags)
    if run.flow is None or run.flow.interval.high == INFINITY or pace.interval.low == 0:
        return NOT_DECIDED if run.flow is not None else "n.a."
    fold = least.interval / Interval(0, run.flow.interval.high, low_open=True)
    return Quantity(fold, "fold", "assumed", (*pace.evidence, *run.flow.evidence), pace.flags)


def matrix_finding(run: Road, table: pd.DataFrame) -> Sentence:
    """How far the answers lie apart that the counts confine from both sides, and for how many that is so."""
    cells = [cell for column in table for cell in table[column].iloc[1:]]
    ends = [cell.interval for cell in cells if isinstance(cell, Quantity) and cell.interval.is_bounded and cell.interval.low > 0]
    values: dict[str, Value] = {"closed": count(len(ends)), "all": count(len(cells)), "target": run.target}
    if not ends:
        return Sentence(
            "In none of {all} combinations of reading and coverage do the counts confine the needed pace from both sides.", values
        )
    hull = Interval(min(each.low for each in ends), max(each.high for each in ends))
    values["fold"] = Quantity(hull, "fold", "assumed", run.target.evidence)
    text = "In {closed} of {all} combinations of reading and coverage the counts, or these with assumed closures, confine the needed pace"
    text += " from both sides, to {fold} the current one"
    own = table[place_name(run.data, REGION).head].iloc[1:]
    if any(isinstance(cell, Quantity) and cell.interval.is_bounded and cell.interval.low > 0 for cell in own):
        return Sentence(f"{text}.", values)
    return Sentence(text + "; for {region} itself in none.", {**values, "region": place_name(run.data, REGION).text})


def coverage_note(run: Road) -> Sentence:
    """Whose jobs the target and the counts are."""
    values: dict[str, Value] = {"place": run.place}
    if run.coverage == "KAR":
        text = "Target and counts are both of {place}, of which no whole year is printed"
        return Sentence(text + "; where a quarter is missing its pace is a lower bound.", values)
    return Sentence("The page counts in {place}; the table sets the target against the pace of each coverage.", values)
