"""New jobs over a coverage: levels, growth, printed rates, the country (notebook 01)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.scope import RELEASED, Scope, compare
from karabakh_analysis.analyses.wording import count, growth_heading, growth_of, growth_sentence
from karabakh_analysis.dataset import COUNTRY, Dataset, Period
from karabakh_analysis.evidence import evidence_of, explain
from karabakh_analysis.metrics import share
from karabakh_analysis.values import Quantity, Sentence, Value

INDICATOR, THINGS = "new_jobs", "new jobs"
HALVES = ((1, 6), (7, 12))


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
    return growth_sentence(THINGS, *_two_levels(run))


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
    values |= {"joined": " and ".join(joined), "base": str(run.base_year), "year": str(run.reference_year)}
    if joined:
        return Sentence(
            "At the end of {base} {place} were {then} districts and cities, at the end of {year} {now}: {joined} had joined.", values
        )
    return Sentence("At the end of both years {place} were the same {now} districts and cities.", values)


def drawn_text(run: Scope, by: str, year: int | None = None) -> str:
    """What a figure draws, with unit and coverage."""
    when = f" of {year}" if year else ""
    return f"New jobs{when} in {run.place}, {by}. Gross openings, closures not deducted."


def half_years(run: Scope) -> pd.DataFrame:
    """New jobs by half-year, base year to reference year; superseded values beside their successors. Unit: jobs."""
    rows = []
    for year in range(run.base_year, run.reference_year + 1):
        for span in HALVES:
            period = Period.months(year, *span)
            past = run.data.history(INDICATOR, run.coverage, period)[:-1]
            rows += [drawn(period.months_label, value, group=str(year)) | {"status": "superseded"} for value in past]
            rows.append(drawn(period.months_label, run.level(INDICATOR, period), group=str(year)))
    return pd.DataFrame(rows)


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
    whole, second = (run.level(INDICATOR, Period.months(run.reference_year, first, 12)) for first in (1, 7))
    year = str(run.reference_year)
    if whole is None or second is None or not (whole.interval.is_bounded and second.interval.is_bounded) or whole.interval.low <= 0:
        return Sentence("The published counts do not divide {year} into halves.", {"year": year})
    return Sentence("{share} of the new jobs of {year} are counted in its second half.", {"share": share(second, whole), "year": year})


def quarters(run: Scope) -> pd.DataFrame:
    """New jobs by quarter, base year to reference year, printed or as differences of printed periods. Unit: jobs."""
    rows = [
        drawn(Period.quarter(year, quarter).months_label, run.level(INDICATOR, Period.quarter(year, quarter)), group=str(year))
        for year in range(run.base_year, run.reference_year + 1)
        for quarter in (1, 2, 3, 4)
    ]
    return pd.DataFrame(rows)


def quarters_title(rows: pd.DataFrame) -> Sentence:
    """The quarter with most openings among those known to a number."""
    exact = rows[rows["low"].eq(rows["high"])]
    if exact.empty:
        return Sentence("No quarter is known to a number")
    most = exact.loc[exact["low"].idxmax()]
    values: dict[str, Value] = {"when": f"{most['label']} {most['group']}", "many": most["printed"]}
    return Sentence("Of the quarters known to a number {when} has most openings: {many}", values)


def quarters_finding(rows: pd.DataFrame) -> Sentence:
    """For how many quarters a number is known."""
    known = int((rows["low"].eq(rows["high"])).sum())
    values: dict[str, Value] = {"known": count(known), "all": count(len(rows))}
    if known == len(rows):
        return Sentence("All {all} quarters are known to a number.", values)
    return Sentence("{known} of {all} quarters are known to a number.", values)


def years_title(run: Scope) -> Sentence:
    """What stands in the figure of years."""
    if run.data.published(INDICATOR, run.coverage, Period.year(run.base_year)) is None:
        level = run.level(INDICATOR, Period.year(run.base_year))
        values: dict[str, Value] = {"year": str(run.base_year)}
        if level is None:
            return Sentence("Nothing is printed for {year}", values)
        return Sentence("No total is printed for {year}; the record gives {level}", {**values, "level": level})
    return heading(run)


def base_explained(run: Scope) -> Sentence:
    """What the total of the base year follows from, where it is not printed."""
    period = Period.year(run.base_year)
    if run.data.published(INDICATOR, run.coverage, period) is not None:
        return Sentence("The total of {year} is printed.", {"year": str(run.base_year)})
    return explain(evidence_of(run.data), run.data, INDICATOR, run.coverage, period)


def revision_note(run: Scope) -> Sentence:
    """Half-years whose total was revised, and what that does to differences."""
    found = [
        (period, past)
        for year in range(run.base_year, run.reference_year + 1)
        for period in (Period.year_to(year, last) for _, last in RELEASED)
        if len(past := run.data.history(INDICATOR, run.coverage, period)) > 1
    ]
    if not found:
        return Sentence("No total of these years was revised as far as is known.")
    period, values = found[0]
    words: dict[str, Value] = {"when": period.label, "was": values[0], "now": values[-1]}
    return Sentence("The total for {when} was first printed as {was} and later as {now}; what follows from both is an interval.", words)


def national_shares(run: Scope) -> pd.DataFrame:
    """Share of the coverage in the country's new jobs, for every period that both are printed for. Columns of a table, unit per cent."""
    years = [year for year in run.known_years(INDICATOR) if year <= run.reference_year + 1]
    rows = {}
    for period in (Period.year_to(year, last) for year in years for _, last in RELEASED):
        part, whole = run.level(INDICATOR, period), run.data.published(INDICATOR, COUNTRY, period)
        if part is not None and whole is not None and part.is_known and part.interval.is_bounded:
            rows[period.label] = {"New jobs": part, "In the country": whole, "Share": share(part, whole)}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def national_finding(run: Scope, shares: pd.DataFrame) -> Sentence:
    """The last share of the country's new jobs, beside that of the same months in the earliest year that has one."""
    if shares.empty:
        return Sentence("No period has both a count for {place} and one for the country.", {"place": run.place})
    when = str(shares.index[-1])
    months = when.rpartition(" ")[0]
    then = next(str(label) for label in shares.index if str(label).rpartition(" ")[0] == months)
    values: dict[str, Value] = {
        "place": run.place,
        "share": shares.at[when, "Share"],
        "when": when,
        "then": then,
        "was": shares.at[then, "Share"],
    }
    if then == when:
        return Sentence("{share} of the country's new jobs in {when} are counted in {place}.", values)
    return Sentence("{share} of the country's new jobs in {when} are counted in {place}, after {was} in {then}.", values)
