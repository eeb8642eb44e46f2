"""Growth of new jobs over the two coverages that headlines use, side by side (notebook 00)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.marks import drawn, percent_of
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.scope import SPANS, Scope
from karabakh_analysis.analyses.wording import lowered
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.metrics import percent_change
from karabakh_analysis.values import Quantity, Sentence, Value

PAIR = ("KAR+EZR", "LIBERATED")


def headline_growth(data: Dataset) -> pd.DataFrame:
    """Change against the same months of the year before, in per cent, for every released period that both coverages are known for.

    Returns
    -------
    DataFrame
        Two rows a period, in order of time, in the columns of a figure, with ``series``.
    """
    return pd.DataFrame([row for period in _periods(data) for row in _pair(data, period)])


def last_period(data: Dataset) -> Period:
    """The last period of `headline_growth`."""
    return [period for period in _periods(data) if _pair(data, period)][-1]


def _periods(data: Dataset) -> list[Period]:
    years = Scope(data, PAIR[0], 0, 0).known_years(INDICATOR)
    return [Period.year_to(year, last) for year in years for _, last in SPANS]


def _pair(data: Dataset, period: Period) -> list[dict[str, object]]:
    """A row for each coverage; none where growth of one is not known."""
    found = {code: _growth(Scope(data, code, period.end.year, period.end.year - 1), period) for code in PAIR}
    label = f"{period.months_label} {period.end.year - 1} to {period.end.year}"
    if any(growth is None for growth in found.values()):
        return []
    return [drawn(label, growth, series=lowered(place_name(data, code).head)) for code, growth in found.items()]


def _growth(run: Scope, period: Period) -> Quantity | None:
    after, before = run.count(INDICATOR, period), run.count(INDICATOR, period.in_year(run.base_year))
    if after is None or before is None or before.interval.low <= 0:
        return None
    return percent_change(after, before)


def headline_finding(data: Dataset, rows: pd.DataFrame) -> Sentence:
    """Growth over both coverages in the last period, and which is higher."""
    if rows.empty:
        return Sentence("No period has a known growth for both coverages.")
    label = rows["label"].iloc[-1]
    wide, narrow = (row for _, row in rows[rows["label"].eq(label)].iterrows())
    values: dict[str, Value] = {
        "period": label,
        "wide": percent_of(wide),
        "narrow": percent_of(narrow),
        "regions": place_name(data, PAIR[0]).text,
        "districts": place_name(data, PAIR[1]).text,
    }
    if wide["low"] > narrow["high"] or narrow["low"] > wide["high"]:
        text = "The coverage decides the headline: new jobs in {regions} changed by {wide} in {period}, in {districts} by {narrow}."
        return Sentence(text, values)
    return Sentence("New jobs in {regions} changed by {wide} in {period}, in {districts} by {narrow}.", values)


def headline_title(rows: pd.DataFrame) -> Sentence:
    """How far apart the two are in the last period."""
    if rows.empty:
        return Sentence("No growth over both coverages")
    last = rows[rows["label"].eq(rows["label"].iloc[-1])]
    values: dict[str, Value] = {"one": percent_of(last.iloc[0]), "other": percent_of(last.iloc[1]), "period": str(last["label"].iloc[0])}
    return Sentence("One period, two headlines: {one} and {other} in {period}", values)


def apart_title(rows: pd.DataFrame) -> Sentence:
    """How many percentage points lie between the two coverages in the last period."""
    if rows.empty:
        return Sentence("No growth over both coverages")
    one, other = (percent_of(row).interval for _, row in rows[rows["label"].eq(rows["label"].iloc[-1])].iterrows())
    between = one - other if other.low <= one.low else other - one
    evidence = " ".join(rows["evidence"]).split()
    gap = Quantity(between, "percentage points", "implied" if between.is_point else "bounded", tuple(dict.fromkeys(evidence)))
    return Sentence("Growth over the two coverages lies {gap} apart in {period}", {"gap": gap, "period": str(rows["label"].iloc[-1])})


def levels_finding(data: Dataset, rows: pd.DataFrame) -> Sentence:
    """The counts behind the growth of the last period."""
    if rows.empty:
        return Sentence("")
    last = last_period(data)
    values: dict[str, Value] = {"period": last.label, "before": str(last.end.year - 1)}
    for code, name in zip(PAIR, ("wide", "narrow"), strict=True):
        after, was = (Scope(data, code, 0, 0).count(INDICATOR, period) for period in (last, last.in_year(last.end.year - 1)))
        values |= {name: after or "n.a.", f"{name}_before": was or "n.a.", f"{name}_place": place_name(data, code).text}
    return Sentence(
        "In {period} {wide} new jobs are counted in {wide_place}, after {wide_before} in the same months of {before}; in {narrow_place}"
        " {narrow}, after {narrow_before}.",
        values,
    )
