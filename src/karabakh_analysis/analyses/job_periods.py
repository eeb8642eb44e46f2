"""New jobs within the year: halves, quarters and paths from January on (notebook 01)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.scope import RELEASED, Scope
from karabakh_analysis.analyses.wording import count, share_of
from karabakh_analysis.dataset import Period
from karabakh_analysis.values import Quantity, Sentence, Value, listed

HALVES = ((1, 6), (7, 12))


def half_years(run: Scope) -> pd.DataFrame:
    """New jobs by half-year from the base year on; superseded values beside their successors. Unit: jobs."""
    rows = []
    for year in _years(run):
        for span in HALVES:
            period = Period.months(year, *span)
            past = run.data.history(INDICATOR, run.coverage, period)[:-1]
            rows += [drawn(period.months_label, value, group=str(year)) | {"status": "superseded"} for value in past]
            rows.append(drawn(period.months_label, run.level(INDICATOR, period), group=str(year)))
    return pd.DataFrame(rows)


def _years(run: Scope) -> list[int]:
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
    return share_of(second, whole) if second.interval.low > 0 and whole.interval.low > 0 else None


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


def paths(run: Scope) -> pd.DataFrame:
    """New jobs from January on, a panel a year, up to the year after the reference year. Unit: jobs.

    A total that is not confined from both sides above zero is a gap: its interval says no more than the total of the year. A year with
    fewer than two totals has no path.
    """
    years = [year for year in run.known_years(INDICATOR) if year <= run.last_year]
    rows = [row for year in years for row in _path(run, year)]
    return pd.DataFrame(rows)


def _path(run: Scope, year: int) -> list[dict[str, object]]:
    periods = [Period.year_to(year, last) for _, last in RELEASED]
    totals = [_confined(run.level(INDICATOR, period)) for period in periods]
    while totals and totals[-1] is None:
        totals.pop()
    if len(totals) - totals.count(None) < 2:
        return []
    return [drawn(period.months_label, total, panel=str(year)) for period, total in zip(periods, totals, strict=False)]


def _confined(total: Quantity | None) -> Quantity | None:
    return total if total is not None and total.interval.is_bounded and total.interval.low > 0 else None


def paths_finding(rows: pd.DataFrame) -> Sentence:
    """Whether the last path lies above the one of the year before wherever both are known."""
    panels = list(dict.fromkeys(rows["panel"])) if len(rows) else []
    if len(panels) < 2:
        return Sentence("No two years have totals from January on to compare.")
    before, last = (rows[rows["panel"].eq(panel)].set_index("label")[["low", "high"]] for panel in panels[-2:])
    both = last.merge(before, left_index=True, right_index=True, suffixes=("", "_before")).dropna()
    values: dict[str, Value] = {"last": panels[-1], "before": panels[-2], "spans": listed(list(both.index))}
    if both.empty:
        return Sentence("The totals from January on of {before} and {last} are not known for the same months.", values)
    if (both["low"] > both["high_before"]).all():
        return Sentence("More new jobs are counted in {last} than in {before} over {spans}.", values)
    if (both["high"] < both["low_before"]).all():
        return Sentence("Fewer new jobs are counted in {last} than in {before} over {spans}.", values)
    return Sentence("Over {spans} the totals of {last} are neither all certainly above nor all certainly below those of {before}.", values)


def paths_title(rows: pd.DataFrame) -> Sentence:
    """The latest total from January on that is known exactly, beside the same months of the year before."""
    exact = rows[rows["low"].eq(rows["high"])] if len(rows) else rows
    before = {(row.label, row.panel): row.printed for row in exact.itertuples()} if len(exact) else {}
    latest = next(((at, printed) for at, printed in reversed(before.items()) if (at[0], _year_before(at[1])) in before), None)
    if latest is None:
        return Sentence("Totals from January on, by year")
    (months, year), now = latest
    values: dict[str, Value] = {"months": months, "year": year, "now": now, "was": before[months, _year_before(year)]}
    return Sentence("{months} {year}: {now} new jobs, after {was} in the same months of the year before", values)


def _year_before(year: str) -> str:
    return str(int(year) - 1)


def quarters(run: Scope) -> pd.DataFrame:
    """New jobs by quarter from the base year on, printed or as differences of printed periods. Unit: jobs."""
    rows = [
        drawn(Period.quarter(year, quarter).months_label, run.level(INDICATOR, Period.quarter(year, quarter)), group=str(year))
        for year in _years(run)
        for quarter in (1, 2, 3, 4)
    ]
    return pd.DataFrame(rows)


def quarters_title(rows: pd.DataFrame) -> Sentence:
    """The last quarter with a number, beside the same quarter of the year before where that has one."""
    exact = rows[rows["low"].eq(rows["high"])]
    if exact.empty:
        return Sentence("No quarter is known exactly")
    last = exact.iloc[-1]
    before = exact[exact["label"].eq(last["label"]) & exact["group"].eq(_year_before(last["group"]))]
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


def revision_note(run: Scope) -> Sentence:
    """Totals of these years that were revised, and what that does to differences."""
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
