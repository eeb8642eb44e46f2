"""New jobs over a coverage, year by year (notebook 01)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.growth_words import growth_heading, growth_of, growth_sentence
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.scope import Scope, compare
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.evidence import evidence_of, explain
from karabakh_analysis.values import Quantity, Sentence, Value, listed

INDICATOR, THINGS = "new_jobs", "new jobs"


def scope(data: Dataset, coverage: str, reference_year: int, base_year: int) -> Scope:
    """The comparison that the notebook makes (see `compare`)."""
    return compare(data, (INDICATOR,), coverage, reference_year, base_year)


def year_levels(run: Scope) -> pd.DataFrame:
    """New jobs of every year up to the reference year, with the districts behind each. Unit: jobs."""
    years = [year for year in run.known_years(INDICATOR) if year <= run.reference_year]
    rows = [drawn(str(year), run.level(INDICATOR, Period.year(year)), note=membership(run, Period.year(year))) for year in years]
    return pd.DataFrame(rows)


def membership(run: Scope, period: Period) -> str:
    """How many districts the level of a period covers, in words of a figure."""
    members = run.members(period)
    whole = run.level(INDICATOR, period)
    printed = [member for member in members if run.data.published(INDICATOR, member, period) is not None]
    if (whole is not None and whole.interval.is_bounded) or len(printed) in (0, len(members)):
        return f"{len(members)} districts"
    return f"{len(printed)} of {len(members)} districts"


def heading(run: Scope) -> Sentence:
    """Growth from the base year to the reference year, short."""
    return growth_heading(THINGS, *_two_levels(run))


def growth_finding(run: Scope) -> Sentence:
    """Growth from the base year to the reference year."""
    return growth_sentence(THINGS, *_two_levels(run), place=run.place)


def recorded(run: Scope) -> dict[str, Quantity | None]:
    """What runs are compared by: both levels and the growth between them."""
    (_, after), (_, was) = _two_levels(run)
    return {"new_jobs": after, "new_jobs_base": was, "growth": growth_of(after, was)}


def _two_levels(run: Scope) -> tuple[tuple[str, Quantity | None], tuple[str, Quantity | None]]:
    later, base = ((str(year), run.level(INDICATOR, Period.year(year))) for year in (run.reference_year, run.base_year))
    return later, base


def membership_finding(run: Scope) -> Sentence:
    """Whether the set of districts is the same in both years."""
    later, base = (run.members(Period.year(year)) for year in (run.reference_year, run.base_year))
    joined = [run.name(code) for code in later if code not in base]
    values: dict[str, Value] = {"place": run.place, "then": count(len(base)), "now": count(len(later))}
    values |= {"joined": listed(joined), "base": str(run.base_year), "year": str(run.reference_year)}
    if joined:
        return Sentence(
            "The count of {place} covers {then} districts and cities at the end of {base}, {now} at that of {year}: {joined} had joined.",
            values,
        )
    return Sentence("At the end of both years the count of {place} covers the same {now} districts and cities.", values)


def drawn_text(run: Scope, by: str, year: int | None = None) -> str:
    """What a figure draws, with unit and coverage."""
    when = f" of {year}" if year else ""
    return f"New jobs{when} in {run.place}, {by}. Gross openings, closures not deducted."


def years_title(run: Scope) -> Sentence:
    """What stands in the figure of years."""
    if run.data.published(INDICATOR, run.coverage, Period.year(run.base_year)) is None:
        level = run.level(INDICATOR, Period.year(run.base_year))
        values: dict[str, Value] = {"year": str(run.base_year)}
        if level is None:
            return Sentence("Nothing is printed for {year}", values)
        return Sentence("No total is printed for {year}; from other printed figures follows {level}", {**values, "level": level})
    return heading(run)


def base_explained(run: Scope) -> Sentence:
    """What the total of the base year follows from, where it is not printed."""
    period = Period.year(run.base_year)
    if run.data.published(INDICATOR, run.coverage, period) is not None:
        return Sentence("The total of {year} is printed.", {"year": str(run.base_year)})
    return explain(evidence_of(run.data), run.data, INDICATOR, run.coverage, period)
