"""Growth over the same places beside the headline, where the set of districts grew (notebook 01)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.levels import level, member_levels
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.scope import RELEASED, Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate, difference, percent_change
from karabakh_analysis.values import Interval, Quantity, Sentence, Value


def same_places(run: Scope, later: Period, base: Period) -> tuple[Quantity, Quantity] | None:
    """Later and base level over the places behind the base level alone (constant membership).

    The places are the members at the base period's end; where their total is not printed, those of them whose counts are. What entered
    since is taken from the later total as far as it is known.

    Returns
    -------
    (later, base) or None
        ``None`` where the base is not known to a number, or nothing entered.
    """
    members = run.members(base)
    before = run.data.published(INDICATOR, run.coverage, base)
    if before is None:
        levels = {member: level(run.data, INDICATOR, member, base) for member in members}
        known = {member: quantity for member, quantity in levels.items() if quantity is not None and quantity.interval.is_bounded}
        members, before = tuple(known), aggregate(known.values(), unit="jobs") if known else None
    after = run.level(INDICATOR, later)
    if before is None or after is None or not after.interval.is_bounded:
        return None
    now = member_levels(run.data, INDICATOR, run.coverage, later)["quantity"]
    entrants = [quantity for member, quantity in now.items() if member not in members]
    if not entrants or not all(entrant.interval.is_bounded for entrant in entrants):
        return None
    return difference([after], [aggregate(entrants, unit="jobs")]), before


def headline_and_twin(run: Scope) -> pd.DataFrame:
    """Headline growth beside growth over the same places, in per cent, for every released period of the two years."""
    rows: list[dict[str, object]] = []
    for _, last in RELEASED:
        later, base = Period.year_to(run.reference_year, last), Period.year_to(run.base_year, last)
        levels, twin = (run.level(INDICATOR, later), run.level(INDICATOR, base)), same_places(run, later, base)
        if not (all(levels) and twin and levels[1].interval.low > 0):  # type: ignore[union-attr]
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
    values: dict[str, Value] = {"period": labels[-1], "headline": _percent(headline), "twin": _percent(twin)}
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


def _percent(row: pd.Series) -> Quantity:
    return Quantity(Interval(row["low"], row["high"]), "percent", "implied", tuple(str(row["evidence"]).split()))
