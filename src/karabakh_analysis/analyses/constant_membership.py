"""Growth over the same places beside the headline, where the set of districts grew (notebook 01)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.levels import level
from karabakh_analysis.analyses.marks import drawn, percent_of
from karabakh_analysis.analyses.scope import RELEASED, Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate, difference, percent_change
from karabakh_analysis.values import Quantity, Sentence, Value


def same_places(run: Scope, later: Period, base: Period) -> tuple[Quantity, Quantity] | None:
    """Later and base level over the places that belonged to the coverage all through the base period (constant membership).

    What entered since is taken from the later total as far as the record confines it.

    Returns
    -------
    (later, base) or None
        ``None`` where a level is not confined from both sides, or nothing entered.
    """
    stayed = stayers(run, base)
    before = _together(run, stayed, base)
    after = run.level(INDICATOR, later)
    entrants = [member for member in run.members(later) if member not in stayed]
    joined = _together(run, entrants, later) if entrants else None
    if before is None or joined is None or after is None or not after.interval.is_bounded:
        return None
    return difference([after], [joined]), before


def stayers(run: Scope, period: Period) -> tuple[str, ...]:
    """Members of the coverage from the first quarter of a period to its end."""
    first_quarter = Period.quarter(period.start.year, (period.start.month - 1) // 3 + 1)
    at_start = run.members(first_quarter)
    return tuple(member for member in run.members(period) if member in at_start)


def _together(run: Scope, places: Sequence[str], period: Period) -> Quantity | None:
    """Sum over places: the printed total where they are all members, else their levels; ``None`` where one is not confined."""
    printed = run.data.published(INDICATOR, run.coverage, period) if tuple(places) == run.members(period) else None
    if printed is not None:
        return printed
    levels = [level(run.data, INDICATOR, place, period) for place in places]
    if not levels or not all(each is not None and each.interval.is_bounded for each in levels):
        return None
    return aggregate(levels, unit="jobs")


def headline_and_twin(run: Scope) -> pd.DataFrame:
    """Headline growth beside growth over the same places, in per cent, for every released period of the two years."""
    rows: list[dict[str, object]] = []
    for _, last in RELEASED:
        later, base = Period.year_to(run.reference_year, last), Period.year_to(run.base_year, last)
        levels, twin = (run.level(INDICATOR, later), run.level(INDICATOR, base)), same_places(run, later, base)
        if not (all(levels) and twin and levels[1].interval.low > 0 and twin[1].interval.low > 0):  # type: ignore[union-attr]
            continue
        label = f"{later.months_label} {base.end.year} to {later.end.year}"
        rows.append(drawn(label, percent_change(*levels), series="headline"))  # type: ignore[arg-type]
        rows.append(drawn(label, percent_change(*twin), series="same places"))
    return pd.DataFrame(rows)


def twin_finding(rows: pd.DataFrame) -> Sentence:
    """What the entrants change in the growth of the last period that is known to a number on both sides."""
    exact = rows[rows["low"].eq(rows["high"])] if len(rows) else rows
    labels = [label for label, group in exact.groupby("label", sort=False) if len(group) == 2] if len(exact) else []
    if not labels:
        return Sentence("Growth over the same places is not known to a number for any period of these years.")
    headline, twin = (exact[exact["label"].eq(labels[-1])].iloc[at] for at in (0, 1))
    values: dict[str, Value] = {"period": labels[-1], "headline": percent_of(headline), "twin": percent_of(twin)}
    if headline["low"] == twin["low"]:
        return Sentence("Entrants do not change growth in {period}: {headline}.", values)
    return Sentence("Over the same places growth in {period} is {twin}, with the entrants {headline}.", values)


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
