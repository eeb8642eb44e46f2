"""Places for which the district table of registrations has no count (notebook 02)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.business_places import table_year
from karabakh_analysis.analyses.entrepreneurship import THINGS
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate
from karabakh_analysis.values import Quantity, Sentence, Value, listed


def unprinted_notes(run: Scope, places: pd.DataFrame) -> list[Sentence]:
    """For every indicator the places without a printed count, and whether the others add up to the total; nothing without a table."""
    year = table_year(run)
    return [] if year is None else [_unprinted(run, Period.year(year), indicator, places[indicator]) for indicator in THINGS]


def _unprinted(run: Scope, period: Period, indicator: str, counts: pd.Series) -> Sentence:
    known = {code: found for code, found in counts.items() if isinstance(found, Quantity)}
    lacking = [run.name(code) for code in run.members(period) if code not in known]
    whole = run.level(indicator, period)
    if not lacking or not known:
        return Sentence("")
    values: dict[str, Value] = {"things": THINGS[indicator], "when": period.label, "lacking": listed(lacking)}
    told = "For {lacking} no count of {things} of {when} is printed"
    if whole is None or aggregate(known.values(), unit=whole.unit).interval != whole.interval:
        return Sentence(f"{told}.", values)
    return Sentence(f"{told}; the others add up to {{whole}}, the total.", {**values, "whole": whole})
