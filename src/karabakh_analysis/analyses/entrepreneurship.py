"""New enterprises and sole proprietors: levels, growth, places, and the stock they join (notebook 02)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.growth_words import growth_heading, growth_of, growth_sentence, rate_of
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.scope import SPANS, Scope, compare
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.values import Quantity, Sentence, Value

ENTERPRISES, PROPRIETORS, JOBS = "new_enterprises", "new_sole_proprietors", "new_jobs"
THINGS = {ENTERPRISES: "new enterprises", PROPRIETORS: "new sole proprietors"}
HEADS = {ENTERPRISES: "Enterprises", PROPRIETORS: "Sole proprietors"}


def scope(data: Dataset, coverage: str, reference_year: int, base_year: int) -> Scope:
    """The comparison that the notebook makes (see `compare`)."""
    return compare(data, (ENTERPRISES, PROPRIETORS), coverage, reference_year, base_year)


def year_levels(run: Scope, indicator: str) -> pd.DataFrame:
    """Registrations of every year up to the reference year. Unit: enterprises or persons."""
    years = [year for year in run.known_years(indicator) if year <= run.reference_year]
    return pd.DataFrame([drawn(str(year), run.level(indicator, Period.year(year)), note=_districts(run, year)) for year in years])


def _districts(run: Scope, year: int) -> str:
    return f"{len(run.members(Period.year(year)))} districts"


def heading(run: Scope, indicator: str) -> Sentence:
    """Growth from the base year to the reference year, short."""
    return growth_heading(THINGS[indicator], *_two_levels(run, indicator))


def growth_finding(run: Scope, indicator: str) -> Sentence:
    """Growth from the base year to the reference year."""
    return growth_sentence(THINGS[indicator], *_two_levels(run, indicator), place=run.place)


def recorded(run: Scope) -> dict[str, Quantity | None]:
    """What runs are compared by: the levels of both indicators and their growth."""
    found: dict[str, Quantity | None] = {}
    for indicator in (ENTERPRISES, PROPRIETORS):
        (_, after), (_, was) = _two_levels(run, indicator)
        found |= {indicator: after, f"{indicator}_base": was, f"{indicator}_growth": growth_of(after, was)}
    return found


def _two_levels(run: Scope, indicator: str) -> tuple[tuple[str, Quantity | None], tuple[str, Quantity | None]]:
    later, base = ((str(year), run.level(indicator, Period.year(year))) for year in (run.reference_year, run.base_year))
    return later, base


def years_title(rows: pd.DataFrame, indicator: str) -> Sentence:
    """The first and the last year with a number."""
    exact = rows[rows["low"].eq(rows["high"])] if len(rows) else rows
    if len(exact) < 2:
        return Sentence("{things} by year", {"things": THINGS[indicator].capitalize()})
    first, last = exact.iloc[0], exact.iloc[-1]
    values: dict[str, Value] = {"was": first["printed"], "then": first["label"], "now": last["printed"], "when": last["label"]}
    return Sentence("From {was} in {then} to {now} in {when}", values)


def drawn_text(run: Scope, indicator: str) -> str:
    """What a figure draws, with coverage."""
    return f"{THINGS[indicator].capitalize()} in {run.place}, by year of registration."


def released_finding(run: Scope) -> Sentence:
    """The last period released after the reference year, or within it."""
    table = released_table(run)
    if table.empty:
        return Sentence("No period has a count")
    last = table.index[-1]
    known = {
        THINGS[indicator]: table.at[last, head] for indicator, head in ((ENTERPRISES, "Enterprises"), (PROPRIETORS, "Sole proprietors"))
    }
    firms, people = (cell if isinstance(cell, Quantity) else "no printed number of" for cell in known.values())
    return Sentence("{when}: {firms} new enterprises, {people} new sole proprietors", {"when": str(last), "firms": firms, "people": people})


def latest_finding(run: Scope, indicator: str) -> Sentence:
    """Growth in the last part of a year after the reference year that has one, and whether it is over the same places; else nothing."""
    later = [Period.year_to(run.last_year, last) for _, last in reversed(SPANS)]
    pairs = [(period, period.in_year(run.reference_year)) for period in later]
    pair = next((pair for pair in pairs if all(run.count(indicator, period) for period in pair)), None)
    if pair is None:
        return Sentence("")
    after, was = ((period.label, run.count(indicator, period)) for period in pair)
    told = growth_sentence(THINGS[indicator], after, was, run.place)
    now, before = (run.members(period) for period in pair)
    if now != before:
        return told
    return Sentence(told.template + " The {places} places are the same in both.", {**told.values, "places": count(len(now))})


def released_table(run: Scope) -> pd.DataFrame:
    """Every released period up to the year after the reference year: both levels, and their rate of change against the year before."""
    rows = {}
    years = sorted({year for indicator in THINGS for year in run.known_years(indicator) if year <= run.reference_year + 1})
    for period in (Period.year_to(year, last) for year in years for _, last in SPANS):
        now = {indicator: run.count(indicator, period) for indicator in THINGS}
        if any(now.values()):
            rows[period.label] = {
                head: cell for indicator in THINGS for head, cell in _released(run, indicator, period, now[indicator]).items()
            }
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def _released(run: Scope, indicator: str, period: Period, now: Quantity | None) -> dict[str, object]:
    before = run.count(indicator, period.in_year(period.end.year - 1))
    return {HEADS[indicator]: now, f"{HEADS[indicator]}: change, %": rate_of(now, before)}
