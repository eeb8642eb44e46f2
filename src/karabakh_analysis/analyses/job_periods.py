"""New jobs within the year: halves, quarters and paths from January on (notebook 01)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.growth_words import share_of
from karabakh_analysis.analyses.job_growth import INDICATOR, membership
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.scope import SPANS, Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.values import Quantity, Sentence, Value

HALVES = ((1, 6), (7, 12))


def half_years(run: Scope) -> pd.DataFrame:
    """New jobs by half-year from the base year on; superseded values beside their successors. Unit: jobs."""
    rows = []
    for year in years_divided(run):
        for span in HALVES:
            period = Period.months(year, *span)
            past = run.data.history(INDICATOR, run.coverage, period)[:-1]
            rows += [drawn(period.months_label, value, group=str(year)) | {"status": "superseded"} for value in past]
            level = run.level(INDICATOR, period)
            rows.append(drawn(period.months_label, level, group=str(year), note=membership(run, period) if level else ""))
    return pd.DataFrame(rows)


def years_divided(run: Scope) -> list[int]:
    """The base year to the reference year, and the year after it where anything is printed for it."""
    after = [run.last_year] if run.last_year in run.known_years(INDICATOR) else []
    return [*range(run.base_year, run.reference_year + 1), *after]


def halves_title(run: Scope) -> Sentence:
    """The two halves of the reference year, as far as they are known."""
    first, second = (run.level(INDICATOR, Period.months(run.reference_year, *span)) for span in HALVES)
    year = str(run.reference_year)
    if first is None or second is None:
        return Sentence("The halves of {year} are not both known", {"year": year})
    values: dict[str, Value] = {"year": year, "first": first, "second": second}
    if first.interval.below(second.interval):
        return Sentence("More openings in the second half of {year} ({second}) than in the first ({first})", values)
    if second.interval.below(first.interval):
        return Sentence("Fewer openings in the second half of {year} ({second}) than in the first ({first})", values)
    return Sentence("First and second half of {year}: {first} and {second}", values)


def half_years_finding(run: Scope) -> Sentence:
    """The share of the second half in the reference year."""
    year, part = str(run.reference_year), _second_half(run, run.reference_year)
    if part is None:
        return Sentence("The published counts do not divide {year} into halves.", {"year": year})
    return Sentence("{share} of the new jobs of {year} are counted in its second half.", {"share": part, "year": year})


def second_halves(run: Scope) -> pd.DataFrame:
    """Share of the second half in the new jobs of each year up to the reference year, where it is confined. Unit: per cent."""
    years = [year for year in run.known_years(INDICATOR) if year <= run.reference_year]
    parts = {year: _second_half(run, year) for year in years}
    return pd.DataFrame([drawn(str(year), part) for year, part in parts.items() if part is not None])


def _second_half(run: Scope, year: int) -> Quantity | None:
    """The share of July to December in a year, in per cent; ``None`` where nothing printed divides the year without contradiction."""
    whole, second = (run.level(INDICATOR, Period.months(year, first, 12)) for first in (1, 7))
    if whole is None or second is None or not (whole.interval.is_bounded and second.interval.is_bounded):
        return None
    is_divided = second.interval.low > 0 or second.interval.high < whole.interval.high
    return share_of(second, whole) if is_divided and whole.interval.low > 0 else None


def second_halves_title(rows: pd.DataFrame) -> Sentence:
    """In how many years more than half of the new jobs certainly fall in the second half."""
    if rows.empty:
        return Sentence("No year is divided into halves")
    larger = int((rows["low"] > 50).sum())
    values: dict[str, Value] = {"larger": count(larger), "all": count(len(rows))}
    if larger == len(rows) == 1:
        return Sentence("The second half is the larger in {year}", {"year": rows["label"].iloc[0]})
    if larger == len(rows):
        return Sentence("The second half is the larger in every year that can be divided", values)
    return Sentence("Years whose second half is certainly the larger: {larger} of {all}", values)


def revision_note(run: Scope) -> Sentence:
    """Totals of these years that were revised, and what that does to differences."""
    found = [
        (period, past)
        for year in range(run.base_year, run.reference_year + 1)
        for period in (Period.year_to(year, last) for _, last in SPANS)
        if len(past := run.data.history(INDICATOR, run.coverage, period)) > 1
    ]
    if not found:
        return Sentence("No total of these years was revised as far as is known.")
    period, values = found[0]
    words: dict[str, Value] = {"when": period.label, "was": values[0], "now": values[-1]}
    return Sentence("The total for {when} was first printed as {was} and later as {now}; what follows from both is an interval.", words)
