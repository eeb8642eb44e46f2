"""Residents, investment and jobs of a park through time, promises and counts on one axis (notebook 05)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.park_plans import planned, targets_of
from karabakh_analysis.analyses.parks import (
    AGHDAM,
    INVESTED,
    INVESTMENT_PLANNED,
    JOBS_MADE,
    JOBS_PLANNED,
    NONRESIDENTS,
    OPERATING,
    RESIDENTS,
    Level,
    Park,
    counted,
    in_millions,
    last_sure,
    parks,
)
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.values import Quantity, Sentence, Value

PLANNED, CONFLICTING = "planned by residents", "conflicting figures"
COUNTED = ("made", "residents", "non-residents", "enterprises operating")


def residents(park: Park) -> pd.DataFrame:
    """Residents, non-residents and enterprises in operation by day, as rows of a figure. Unit: firms."""
    things = {"residents": RESIDENTS, "non-residents": NONRESIDENTS, "enterprises operating": OPERATING}
    return _rows(park, {series: counted(park, indicator) for series, indicator in things.items()})


def investment(park: Park) -> pd.DataFrame:
    """Investment planned and made by day, as rows of a figure. Unit: million AZN."""
    plans, made = planned(park, INVESTMENT_PLANNED), counted(park, INVESTED)
    return _rows(park, {PLANNED: in_millions(plans), "made": in_millions(made)})


def jobs(park: Park) -> pd.DataFrame:
    """Jobs planned, made and announced for a year by day, as rows of a figure. Unit: jobs."""
    announced = {target_name(park): targets_of(park, JOBS_PLANNED)}
    return _rows(park, {**announced, PLANNED: planned(park, JOBS_PLANNED), "made": counted(park, JOBS_MADE)})


def target_name(park: Park) -> str:
    """The series of the target, named by its year."""
    rows = park.rows[park.rows["indicator"].eq(JOBS_PLANNED)]
    years = sorted(rows["period_end"].dropna().dt.year.unique())
    return f"announced for {years[-1]}" if years else "announced"


def _rows(park: Park, series: Mapping[str, list[Level]]) -> pd.DataFrame:
    return pd.DataFrame([_row(park, name, level) for name, levels in series.items() for level in levels])


def _row(park: Park, series: str, level: Level) -> dict[str, object]:
    row = drawn(level.when, level.quantity, series=series, day=f"{level.day:%Y-%m-%d}", hue=park.hue)
    is_promise = series not in COUNTED and row["status"] not in ("doubt", "bounded")
    return {**row, "status": "target"} if is_promise else row


def residents_finding(park: Park) -> Sentence:
    """The first and the last count of residents."""
    levels = counted(park, RESIDENTS)
    if not levels:
        return Sentence("No count of residents of the {park} is printed with a day.", {"park": park.name})
    values = {"park": park.name, **_ends(levels)}
    if len(levels) == 1:
        return Sentence("{park}: {now} residents on {when}.", values)
    return Sentence("{park}: from {was} residents on {then} to {now} on {when}.", values)


def residents_title(park: Park) -> Sentence:
    """The last counts of residents and of enterprises in operation."""
    levels, working = last_sure(counted(park, RESIDENTS)), last_sure(counted(park, OPERATING))
    if levels is None:
        return Sentence("No count of residents")
    values: dict[str, Value] = {"now": levels.quantity, "when": levels.when}
    if working is None:
        return Sentence("Residents: {now} ({when})", values)
    values |= {"working": working.quantity, "day": working.when}
    return Sentence("Residents: {now} ({when}); enterprises operating: {working} ({day})", values)


def _ends(levels: list[Level]) -> dict[str, Value]:
    first, last = levels[0], levels[-1]
    return {"was": first.quantity, "then": first.when, "now": last.quantity, "when": last.when}


def investment_finding(park: Park) -> Sentence:
    """The last investment printed as made beside the last plan."""
    made, plan = (last_sure(in_millions(levels)) for levels in (counted(park, INVESTED), planned(park, INVESTMENT_PLANNED)))
    return _beside(park, made, plan, "million AZN", "invested")


def jobs_finding(park: Park) -> Sentence:
    """The last count of jobs made beside the last plan."""
    made, plan = last_sure(counted(park, JOBS_MADE)), last_sure(planned(park, JOBS_PLANNED))
    return _beside(park, made, plan, "jobs", "made")


def _beside(park: Park, made: Level | None, plan: Level | None, unit: str, verb: str) -> Sentence:
    values: dict[str, Value] = {"park": park.name, "unit": unit, "verb": verb}
    values |= {"made": made.quantity, "when": made.when} if made else {}
    values |= {"plan": plan.quantity, "day": plan.when} if plan else {}
    if made and plan:
        return Sentence("{park}: {made} {unit} {verb} by {when}; {plan} {unit} planned by residents as printed on {day}.", values)
    if made:
        return Sentence("{park}: {made} {unit} {verb} by {when}; no plan of residents is printed with a day.", values)
    if plan:
        return Sentence("{park}: {plan} {unit} planned by residents as printed on {day}; nothing is printed as {verb}.", values)
    return Sentence("{park}: no plan and no count of {unit} is printed with a day.", values)


def title_of(frame: pd.DataFrame, made: str, planned_words: str) -> Sentence:
    """The first and the last value free of doubt of what is made; of what is planned where nothing is made.

    Parameters
    ----------
    frame
        Rows of a figure.
    made, planned_words
        What is made and what is planned, in words.
    """
    sure = frame[frame["status"].ne("doubt")] if len(frame) else frame
    for series, things in (("made", made), (PLANNED, planned_words)):
        rows = sure[sure["series"].eq(series)].sort_values("day", kind="stable") if len(sure) else sure
        if len(rows):
            return _course(things, rows.iloc[0], rows.iloc[-1], len(rows))
    return Sentence("Nothing is printed")


def _course(things: str, first: pd.Series, last: pd.Series, number: int) -> Sentence:
    values: dict[str, Value] = {"things": things, "now": last["printed"] or CONFLICTING, "when": last["label"]}
    if number == 1:
        return Sentence("{things}: {now} ({when})", values)
    return Sentence("{things}: {was} ({then}), {now} ({when})", {**values, "was": first["printed"] or CONFLICTING, "then": first["label"]})


def latest_table(data: Dataset) -> pd.DataFrame:
    """The last value of every measure free of doubt, by park, each with its day."""
    things: dict[str, Callable[[Park], list[Level]]] = {
        "Residents": lambda park: counted(park, RESIDENTS),
        "Non-residents": lambda park: counted(park, NONRESIDENTS),
        "Enterprises operating": lambda park: counted(park, OPERATING),
        "Investment made, million AZN": lambda park: in_millions(counted(park, INVESTED)),
        "Investment planned, million AZN": lambda park: in_millions(planned(park, INVESTMENT_PLANNED, vague=True)),
        "Jobs made": lambda park: counted(park, JOBS_MADE),
        "Jobs planned": lambda park: planned(park, JOBS_PLANNED, vague=True),
        "Jobs announced as a target": lambda park: targets_of(park, JOBS_PLANNED, vague=True),
    }
    rows = {name: {park.name: _cell(last_sure(levels(park))) for park in parks(data)} for name, levels in things.items()}
    table = pd.DataFrame.from_dict(rows, orient="index", dtype=object)
    return table[table.notna().any(axis=1)]


def _cell(level: Level | None) -> Sentence | None:
    return Sentence("{value} ({when})", {"value": level.quantity, "when": level.when}) if level else None


def recorded(data: Dataset) -> dict[str, Quantity | None]:
    """What runs are compared by: the last counts and plans of the Aghdam park."""
    park = next(park for park in parks(data) if park.sector == AGHDAM)
    lasts = {
        "residents": counted(park, RESIDENTS),
        "invested": counted(park, INVESTED),
        "jobs_made": counted(park, JOBS_MADE),
        "jobs_planned": planned(park, JOBS_PLANNED),
    }
    return {name: level.quantity if (level := last_sure(levels)) else None for name, levels in lasts.items()}
