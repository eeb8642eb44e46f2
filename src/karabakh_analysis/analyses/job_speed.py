"""Whether new jobs grew faster than the year before, over the same places (notebook 01)."""

from __future__ import annotations

from dataclasses import replace

from karabakh_analysis.analyses.constant_membership import entrants, growth_pair
from karabakh_analysis.analyses.growth_words import growth_of
from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.dataset import Period
from karabakh_analysis.values import Quantity, Sentence, Value


def speed_finding(run: Scope) -> Sentence:
    """Growth up to the base year beside growth from it to the reference year: faster, slower, or not decided.

    Where places joined, each growth is that over the places counted all through its earlier year; nothing where one is not confined.
    """
    first, second = _growth(replace(run, reference_year=run.base_year, base_year=run.base_year - 1)), _growth(run)
    if first is None or second is None or run.reference_year != run.base_year + 1:
        return Sentence("")
    values: dict[str, Value] = {"first": str(run.base_year - 1), "base": str(run.base_year), "later": str(run.reference_year)}
    values |= {"was": first, "now": second}
    over = "Over the same places growth" if entrants(run) else "Growth"
    if not (first.interval.below(second.interval) or second.interval.below(first.interval)):
        return Sentence(over + " from {first} to {base} is {was}, from {base} to {later} {now}: no faster or slower for certain.", values)
    speed = "faster" if first.interval.below(second.interval) else "slower"
    return Sentence(
        f"{over} from {{base}} to {{later}} ({{now}}) is {speed} than from {{first}} to {{base}} ({{was}}); two rates are no trend.", values
    )


def _growth(run: Scope) -> Quantity | None:
    """Growth between the two years in per cent, over the same places where others joined; ``None`` where it has not two ends."""
    if entrants(run):
        pair = growth_pair(run, 12)
        return pair[1] if pair else None
    found = growth_of(*(run.level(INDICATOR, Period.year(year)) for year in (run.reference_year, run.base_year)))
    return found if found is not None and found.interval.is_bounded else None
