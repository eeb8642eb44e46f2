"""Growth over the same places beside the headline, where the set of districts grew (notebooks 01 and 02).

What is counted is an argument; it is new jobs where none is given.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from karabakh_analysis.analyses.growth_words import growth_of
from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.levels import level, unit_of
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.scope import SPANS, Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate, difference
from karabakh_analysis.values import Quantity, Sentence, Value, listed
from karabakh_analysis.values.quantity import derived


def same_places(run: Scope, later: Period, base: Period, indicator: str = INDICATOR) -> tuple[Quantity, Quantity] | None:
    """Later and base level over the places that belonged to the coverage all through the base period (constant membership).

    What entered since is taken from the later total as far as the record confines it; where the places that stayed add to a narrower
    level, that one counts.

    Returns
    -------
    (later, base) or None
        ``None`` where a level is not confined from both sides, or nothing entered.
    """
    stayed = stayers(run, base)
    newcomers = [member for member in run.members(later) if member not in stayed]
    before = _together(run, stayed, base, indicator)
    after = [_without(run, newcomers, later, indicator), _together(run, stayed, later, indicator)] if newcomers else []
    known = [level for level in after if level is not None]
    if before is None or not known:
        return None
    return min(known, key=lambda level: level.interval.width), before


def _without(run: Scope, newcomers: Sequence[str], period: Period, indicator: str) -> Quantity | None:
    """The total less what some places count; ``None`` where one of them is not confined, or printed figures exclude each other."""
    whole, joined = run.level(indicator, period), _together(run, newcomers, period, indicator)
    if whole is None or joined is None or not whole.interval.is_bounded or whole.interval.below(joined.interval):
        return None
    return difference([whole], [joined])


def stayers(run: Scope, period: Period) -> tuple[str, ...]:
    """Members of the coverage from the first quarter of a period to its end."""
    first_quarter = Period.quarter(period.start.year, (period.start.month - 1) // 3 + 1)
    at_start = run.members(first_quarter)
    return tuple(member for member in run.members(period) if member in at_start)


def _together(run: Scope, places: Sequence[str], period: Period, indicator: str) -> Quantity | None:
    """Level over some places, the narrowest of what is known; ``None`` where nothing gives it two ends.

    Known are the sum of their levels and, where they are all members, the level of the coverage.
    """
    levels = [level(run.data, indicator, place, period) for place in places]
    summed = aggregate(levels, unit=unit_of(run.data, indicator)) if levels else None
    whole = run.level(indicator, period) if tuple(places) == run.members(period) else None
    known = [found for found in (_printed(whole), summed, whole) if found is not None and found.interval.is_bounded]
    return min(known, key=lambda found: found.interval.width, default=None)


def _printed(found: Quantity | None) -> Quantity | None:
    return found if found is not None and found.status == "published" else None


def headline_and_twin(run: Scope) -> pd.DataFrame:
    """Headline growth beside growth over the same places, in per cent, for every released period of the two years.

    A period whose headline is not confined to a number is left out: its growth is told in no figure of the page.
    """
    rows: list[dict[str, object]] = []
    for _, last in SPANS:
        found = growth_pair(run, last)
        if found is not None and found[0].interval.is_point:
            months = Period.year_to(run.reference_year, last).months_label
            label = f"{months} {run.base_year} to {run.reference_year}"
            rows += [drawn(label, found[0], series="headline"), drawn(label, found[1], series="same places")]
    return pd.DataFrame(rows)


def growth_pair(run: Scope, last: int, indicator: str = INDICATOR) -> tuple[Quantity, Quantity] | None:
    """Headline growth from January to a month, and growth over the same places, in per cent; ``None`` where one is not known."""
    later, base = Period.year_to(run.reference_year, last), Period.year_to(run.base_year, last)
    headline, twin = growth_of(run.level(indicator, later), run.level(indicator, base)), same_places(run, later, base, indicator)
    same = growth_of(*twin) if twin else None
    if headline is None or same is None or not (headline.interval.is_bounded and same.interval.is_bounded):
        return None
    return headline, same


def entrants(run: Scope) -> list[str]:
    """Names of the places that joined after the first quarter of the base year."""
    stayed = stayers(run, Period.year(run.base_year))
    return [run.name(code) for code in run.members(Period.year(run.reference_year)) if code not in stayed]


def twin_finding(run: Scope) -> Sentence:
    """Growth of the longest released period with and without the places that joined, and the part of these."""
    pairs = [(last, pair) for _, last in reversed(SPANS) if (pair := growth_pair(run, last))]
    found = next((each for each in pairs if each[1][0].interval.is_point), None)
    joined = entrants(run)
    if not joined:
        return Sentence("The same places are counted in both years.")
    if found is None:
        return Sentence("Growth over the same places, without {joined}, is not confined by published figures.", {"joined": listed(joined)})
    last, (headline, twin) = found
    period = Period.year_to(run.reference_year, last)
    values: dict[str, Value] = {"joined": listed(joined), "headline": headline, "twin": twin, "period": period.label}
    values |= {"part": _part(headline, twin), "base": str(run.base_year)}
    if twin.interval.below(headline.interval):
        return Sentence(
            "Without {joined}, which joined after {base} began, growth in {period} is {twin} instead of {headline}: they bring {part}.",
            values,
        )
    return Sentence("Without {joined}, which joined after {base} began, growth in {period} is {twin}; with them it is {headline}.", values)


def _part(headline: Quantity, twin: Quantity) -> Quantity:
    """What the entrants add to growth, in percentage points."""
    return derived(headline.interval - twin.interval, "percentage points", headline, twin)


def twin_title(rows: pd.DataFrame) -> Sentence:
    """In how many of the periods drawn the entrants add to growth."""
    if rows.empty:
        return Sentence("No entrants")
    pairs = rows.pivot(index="label", columns="series", values=["low", "high"])
    above = int((pairs["low", "headline"] > pairs["high", "same places"]).sum())
    values: dict[str, Value] = {"above": count(above), "all": count(len(pairs))}
    if above == len(pairs):
        return Sentence("Entrants add to growth in every period drawn", values)
    if above == 0:
        return Sentence("In no period drawn do the entrants certainly add to growth", values)
    return Sentence("Entrants certainly add to growth in {above} of {all} periods", values)
