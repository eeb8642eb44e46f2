"""New jobs by quarter (notebook 01)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.job_paths import year_before
from karabakh_analysis.analyses.job_periods import years_divided
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.values import Sentence, Value


def quarters(run: Scope) -> pd.DataFrame:
    """New jobs by quarter from the base year on, printed or as differences of printed periods. Unit: jobs."""
    rows = [
        drawn(Period.quarter(year, quarter).months_label, run.level(INDICATOR, Period.quarter(year, quarter)), group=str(year))
        for year in years_divided(run)
        for quarter in (1, 2, 3, 4)
    ]
    return pd.DataFrame(rows)


def quarters_title(rows: pd.DataFrame) -> Sentence:
    """The last quarter with a number, beside the same quarter of the year before where that has one."""
    exact = rows[rows["low"].eq(rows["high"])]
    if exact.empty:
        return Sentence("No quarter is known exactly")
    last = exact.iloc[-1]
    before = exact[exact["label"].eq(last["label"]) & exact["group"].eq(year_before(last["group"]))]
    values: dict[str, Value] = {"when": f"{last['label']} {last['group']}", "many": last["printed"]}
    if before.empty:
        return Sentence("The last quarter known exactly, {when}, has {many} openings", values)
    values |= {"was": before["printed"].iloc[0]}
    return Sentence("The last quarter known exactly, {when}, has {many} openings, after {was} a year before", values)


def quarters_finding(rows: pd.DataFrame) -> Sentence:
    """How many of the quarters that are confined at all are known exactly."""
    told = rows[rows["low"].notna()]
    known = int((told["low"].eq(told["high"])).sum())
    values: dict[str, Value] = {"known": count(known), "all": count(len(told))}
    if told.empty:
        return Sentence("Published counts confine no quarter.")
    if known == len(told):
        return Sentence("Every quarter that is confined is known exactly: {all}.", values)
    return Sentence("Of {all} quarters {known} are known exactly, the others within bounds.", values)
