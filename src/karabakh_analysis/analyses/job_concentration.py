"""How concentrated new jobs are over the places (notebook 01)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.levels import member_levels
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate, concentration, effective_number, top_share
from karabakh_analysis.values import Quantity, Sentence, listed

TOP = 2
SPANS = {"Whole years": (1, 12), "Half-years": (1, 6)}
INDEX, EQUAL, LARGEST = "Herfindahl-Hirschman index", "Equal places with the same index", "Share of the two largest, %"


def concentrations(run: Scope) -> pd.DataFrame:
    """How concentrated the new jobs of years and first halves are, where every place is confined and the total is one number.

    Returns
    -------
    DataFrame
        Index: periods in words. Columns ``span``, ``Places``, the index (from 1/n to 1), the number of equal places with that index and
        the share of the two largest places in per cent.
    """
    years = [year for year in run.known_years(INDICATOR) if year <= run.last_year]
    periods = [(span, Period.months(year, *months)) for span, months in SPANS.items() for year in years]
    rows = {period.label: {"span": span, **found} for span, period in periods if (found := _concentration(run, period))}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def _concentration(run: Scope, period: Period) -> dict[str, object]:
    levels = list(member_levels(run.data, INDICATOR, run.coverage, period)["quantity"])
    whole = _whole(run, period, levels)
    if whole is None or len(levels) < TOP or not _can_add_to(levels, whole):
        return {}
    index = concentration(levels, whole)
    return {"Places": str(len(levels)), INDEX: index, EQUAL: effective_number(index), LARGEST: top_share(levels, whole, TOP)}


def _can_add_to(levels: list[Quantity], whole: Quantity) -> bool:
    """Whether all places have two ends between which they can add to the total."""
    return all(quantity.interval.is_bounded for quantity in levels) and aggregate(levels, unit="jobs").interval.overlaps(whole.interval)


def _whole(run: Scope, period: Period, levels: list[Quantity]) -> Quantity | None:
    """The total where it is one number above zero; where every place is known exactly, their sum."""
    if levels and all(quantity.interval.is_point for quantity in levels):
        whole: Quantity | None = aggregate(levels, unit="jobs")
    else:
        whole = run.level(INDICATOR, period)
    return whole if whole is not None and whole.interval.is_point and whole.interval.low > 0 else None


def shown_concentrations(table: pd.DataFrame) -> pd.DataFrame:
    """The concentrations as a table."""
    return table.drop(columns="span", errors="ignore")


def top_rows(table: pd.DataFrame) -> pd.DataFrame:
    """The share of the two largest places, whole years apart from half-years. Unit: per cent."""
    return pd.DataFrame([drawn(str(row.name), row[LARGEST], group=row["span"]) for _, row in table.iterrows()])


def top_title(rows: pd.DataFrame) -> Sentence:
    """In how many of the periods two places certainly have more than half of the new jobs."""
    if rows.empty:
        return Sentence("No period has a confined count for every place")
    most = rows[rows["low"] > 50]
    if len(most) == len(rows):
        return Sentence("Two places have more than half of the new jobs in every period drawn")
    if most.empty:
        return Sentence("In no period drawn do two places certainly have more than half of the new jobs")
    return Sentence("Two places certainly have more than half of the new jobs in {when}", {"when": listed(list(most["label"]))})


def concentration_finding(run: Scope, table: pd.DataFrame) -> Sentence:
    """How many equal places would be as concentrated, in the reference year beside the base year."""
    (later, base), values = run.years, {"when": run.years[0], "then": run.years[1]}
    if later not in table.index:
        return Sentence("The published counts do not tell how concentrated the new jobs of {when} are.", {**values})
    now = table.at[later, EQUAL]
    if base not in table.index:
        return Sentence("The new jobs of {when} are as concentrated as if {now} equal places had made them.", {**values, "now": now})
    was = table.at[base, EQUAL]
    told = {**values, "now": now, "was": was}
    if was.interval.below(now.interval):
        return Sentence("The new jobs of {when} are spread as over {now} equal places, wider than those of {then} (as over {was}).", told)
    if now.interval.below(was.interval):
        return Sentence(
            "The new jobs of {when} are spread as over {now} equal places, less wide than those of {then} (as over {was}).", told
        )
    return Sentence("The new jobs of {when} are spread as over {now} equal places, those of {then} as over {was}.", told)
