"""Totals of new jobs from January on, year beside year (notebook 01)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.scope import SPANS, Scope
from karabakh_analysis.dataset import Period
from karabakh_analysis.values import Quantity, Sentence, Value, listed


def paths(run: Scope) -> pd.DataFrame:
    """New jobs from January on, a panel a year, up to the year after the reference year. Unit: jobs.

    A total that is not confined from both sides above zero is a gap: its interval says no more than the total of the year. A year with
    fewer than two totals has no path.
    """
    years = [year for year in run.known_years(INDICATOR) if year <= run.last_year]
    rows = [row for year in years for row in _path(run, year)]
    return pd.DataFrame(rows)


def _path(run: Scope, year: int) -> list[dict[str, object]]:
    periods = [Period.year_to(year, last) for _, last in SPANS]
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
    latest = next(((at, printed) for at, printed in reversed(before.items()) if (at[0], year_before(at[1])) in before), None)
    if latest is None:
        return Sentence("Totals from January on, by year")
    (months, year), now = latest
    values: dict[str, Value] = {"months": months, "year": year, "now": now, "was": before[months, year_before(year)]}
    return Sentence("{months} {year}: {now} new jobs, after {was} in the same months of the year before", values)


def year_before(year: str) -> str:
    """The year before one, in words."""
    return str(int(year) - 1)
