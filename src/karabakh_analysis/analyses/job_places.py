"""New jobs by place: who made the growth, over the same places or with entrants (notebook 01)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.growth_words import share_of
from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.levels import member_levels, printed_level
from karabakh_analysis.analyses.marks import drawn, hue_of
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.evidence import evidence_of, explain
from karabakh_analysis.metrics import (
    aggregate,
)
from karabakh_analysis.values import Sentence, Value


def places(run: Scope) -> pd.DataFrame:
    """New jobs of the reference year by place, printed or confined. Unit: jobs."""
    levels = member_levels(run.data, INDICATOR, run.coverage, Period.year(run.reference_year))
    return pd.DataFrame([drawn(row.name, row.quantity, hue=hue_of(row.region)) for row in levels.itertuples(index=False)])


def places_finding(run: Scope) -> Sentence:
    """The printed places of the reference year and their share of the total."""
    period = Period.year(run.reference_year)
    levels = {member: printed_level(run.data, INDICATOR, member, period) for member in run.members(period)}
    printed = sorted(((found, member) for member, found in levels.items() if found), key=lambda pair: (-pair[0].interval.low, pair[1]))
    whole = run.level(INDICATOR, period)
    values: dict[str, Value] = {"year": str(run.reference_year), "all": count(len(levels)), "known": count(len(printed))}
    if not printed or whole is None or whole.interval.low <= 0:
        return Sentence("No place of {place} has a printed count for {year}.", {**values, "place": run.place})
    part = share_of(aggregate([quantity for quantity, _ in printed], unit="jobs"), whole)
    if part is None:
        return Sentence("The counts of {known} of {all} places for {year} and the total exclude each other.", values)
    if len(printed) == len(levels):
        return Sentence("The counts of all {all} places are printed for {year}.", values)
    if not whole.interval.is_bounded:
        return Sentence("The counts of {known} of {all} places are printed for {year}; no total is.", values)
    named = {"share": part} | {f"place{at}": run.name(member) for at, (_, member) in enumerate(printed)}
    return Sentence(_share_text(len(printed)), {**values, **named, **{f"count{at}": found for at, (found, _) in enumerate(printed)}})


def _share_text(printed: int) -> str:
    """The share of the printed places; one and two are named."""
    if printed == 1:
        return "One of {all} places has a printed count for {year}: {place0}, {count0}, {share} of the total."
    if printed == 2:
        return (
            "{place0} ({count0}) and {place1} ({count1}) account for {share} of the new jobs of {year}; no other place has a printed count."
        )
    return "The counts of {known} of {all} places are printed for {year}; they make {share} of the total."


def places_title(rows: pd.DataFrame) -> Sentence:
    """How many places are printed and how many only confined."""
    printed = int(rows["status"].eq("published").sum()) if len(rows) else 0
    if printed == len(rows):
        return Sentence("Every place has a printed count")
    if printed == 0:
        return Sentence("No place has a printed count; other printed figures confine some")
    others = len(rows) - printed - int(rows["low"].isna().sum())
    how = {0: "nothing confines the rest", len(rows) - printed: "other printed figures confine the rest"}
    ending = how.get(others, "other printed figures confine some of the rest")
    have = "One of {all} places has" if printed == 1 else "{printed} of {all} places have"
    return Sentence(f"{have} a printed count; {ending}", {"printed": count(printed), "all": count(len(rows))})


def example_note(run: Scope) -> Sentence:
    """How the intervals of places without a printed count come about, with one of them explained: the narrowest that is no number."""
    levels = member_levels(run.data, INDICATOR, run.coverage, Period.year(run.reference_year))["quantity"]
    open_ones = {code: quantity for code, quantity in levels.items() if quantity.status == "bounded" and quantity.interval.is_bounded}
    if not open_ones:
        return Sentence("No place without a printed count is confined from both sides.")
    narrowest = min(open_ones, key=lambda code: (open_ones[code].interval.width, code))
    told = explain(evidence_of(run.data), run.data, INDICATOR, str(narrowest), Period.year(run.reference_year))
    return Sentence(f"How an interval comes about, with the narrowest as example. {told.template}", told.values)
