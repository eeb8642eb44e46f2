"""New sole proprietors for each new enterprise, here and in the country (notebook 02)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.entrepreneurship import ENTERPRISES, PROPRIETORS
from karabakh_analysis.analyses.levels import level
from karabakh_analysis.analyses.scope import SPANS, Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import COUNTRY, Period
from karabakh_analysis.metrics import ratio
from karabakh_analysis.values import Quantity, Sentence, Value, listed


def per_enterprise(run: Scope) -> pd.DataFrame:
    """Sole proprietors for each new enterprise over the coverage and in the country, for every period that has either."""
    rows = {}
    years = sorted({year for year in run.known_years(PROPRIETORS) if year <= run.reference_year + 1})
    for period in (Period.year_to(year, last) for year in years for _, last in SPANS):
        here, country = _ratio(run, run.coverage, period), _ratio(run, COUNTRY, period)
        if here is not None or country is not None:
            rows[period.label] = {"Here": here, "In the country": country}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def _ratio(run: Scope, place: str, period: Period) -> Quantity | None:
    """Persons for each enterprise where both counts are printed or implied, with two ends."""
    counts = [level(run.data, indicator, place, period) for indicator in (PROPRIETORS, ENTERPRISES)]
    people, firms = (found if found is not None and found.is_known and found.interval.is_bounded else None for found in counts)
    return ratio(people, firms) if people is not None and firms is not None and firms.interval.low > 0 else None


def both_note(table: pd.DataFrame) -> Sentence:
    """For which periods both ratios are known: only these can be compared."""
    if table.empty:
        return Sentence("")
    both = table[[all(isinstance(cell, Quantity) for cell in row) for row in table.to_numpy()]]
    if both.empty:
        return Sentence("No period has both a ratio here and one of the country, so the two columns cannot be compared.")
    periods = listed([str(label) for label in both.index])
    return Sentence("Both ratios are known for {periods}; only there can they be compared.", {"periods": periods})


def ratio_finding(run: Scope, table: pd.DataFrame) -> Sentence:
    """The ratio of the first and the last whole year with the places behind each, and of the last period after it."""
    years = table[[str(label).isdigit() for label in table.index]] if len(table) else table
    years = years[[isinstance(cell, Quantity) for cell in years["Here"]]] if len(years) else years
    if len(years) < 2:
        return Sentence("The published counts do not give the number of sole proprietors for each new enterprise in two years.")
    first, last = years.iloc[0]["Here"], years.iloc[-1]["Here"]
    values: dict[str, Value] = {"was": first, "then": str(years.index[0]), "now": last, "when": str(years.index[-1])}
    before, after = (run.members(Period.year(int(str(years.index[place])))) for place in (0, -1))
    over = "" if before == after else " ({before} places)", "" if before == after else " ({after} places)"
    values |= {"before": count(len(before)), "after": count(len(after))}
    told = f"For each new enterprise {{was}} sole proprietors were registered in {{then}}{over[0]}, {{now}} in {{when}}{over[1]}"
    part = table.iloc[-1]["Here"]
    if table.index[-1] == years.index[-1] or not isinstance(part, Quantity):
        return Sentence(f"{told}.", values)
    return Sentence(f"{told} and {{latest}} in {{last}}.", {**values, "latest": part, "last": str(table.index[-1])})


def within_year_note(table: pd.DataFrame) -> Sentence:
    """The ratio of the last period, where it is a part of a year, beside that of the same months before; nothing for a whole year."""
    known = table[[isinstance(cell, Quantity) for cell in table["Here"]]] if len(table) else table
    if known.empty or str(known.index[-1]).isdigit():
        return Sentence("")
    months, year = str(known.index[-1]).rsplit(" ", 1)
    before = f"{months} {int(year) - 1}"
    values: dict[str, Value] = {"when": str(known.index[-1]), "now": known.iloc[-1]["Here"], "before": before}
    if before not in known.index:
        return Sentence("In {when} it is {now}; for {before} it is not known, and months are not set against a year.", values)
    return Sentence("In {when} it is {now}, after {was} in {before}.", {**values, "was": known.at[before, "Here"]})
