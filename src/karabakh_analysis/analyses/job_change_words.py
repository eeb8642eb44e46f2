"""Contributions of places to the change of new jobs, drawn and told (notebook 01)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.job_changes import Pair
from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.marks import drawn, hue_of
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate, percent_change
from karabakh_analysis.values import Quantity, Sentence, Value, listed


def waterfall_rows(changes: pd.DataFrame) -> pd.DataFrame:
    """Changes by place as rows of a waterfall. Unit: jobs."""
    return pd.DataFrame([drawn(str(row.Index), row.change, hue=hue_of(row.region)) for row in changes.itertuples()])


def waterfall_ends(run: Scope, changes: pd.DataFrame, pair: Pair | None) -> dict[str, tuple[str, float, str]]:
    """The bars that open and close the figure of changes: the sums of both periods where they are numbers. Unit: jobs.

    Each is as known as the total of the coverage where that is the same number, and else follows from the places.
    """
    if pair is None:
        return {}
    sums = {"start": (pair.base, _sum(run, pair.base, changes["base"])), "end": (pair.later, _sum(run, pair.later, changes["later"]))}
    known = {name: (period, total) for name, (period, total) in sums.items() if total.interval.is_point}
    return {name: (period.label, float(total.interval.low), total.status) for name, (period, total) in known.items()}


def _sum(run: Scope, period: Period, parts: pd.Series) -> Quantity:
    """The sum of all places; the level of the coverage, as it is known, where that is the same number."""
    total = aggregate(parts, unit="jobs")
    own = run.level(INDICATOR, period)
    return own if own is not None and own.interval == total.interval else total


def finding(run: Scope, changes: pd.DataFrame, pair: Pair | None) -> Sentence:
    """Both sums, how many places count more and how many fewer, and which certainly adds most."""
    if pair is None:
        return Sentence("No two such periods have counts for most places of {place}, so contributions are not told apart.", _place(run))
    up, down = _directions(changes)
    was, now = (_sum(run, period, changes[column]) for period, column in ((pair.base, "base"), (pair.later, "later")))
    values: dict[str, Value] = {
        **_place(run),
        **_periods(pair),
        "up": count(up),
        "down": count(down),
        "all": count(sum(map(len, changes["codes"]))),
        "known": count(len(_single(changes))),
        "was": was,
        "now": now,
        "rate": percent_change(now, was),
    }
    parts = [
        "From {base} to {later} the same {all} places in {place} go from {was} to {now} new jobs, a change of {rate}.",
        "Of the {known} places known exactly in both periods {up} count more, {down} fewer.",
    ]
    top = _top(changes)
    if top is not None:
        parts.append("{top} adds most: {most} jobs, {points}.")
        values |= {"top": str(top.name), "most": top["change"], "points": top["contribution"]}
    return Sentence(" ".join(parts), values)


def rest_note(run: Scope, changes: pd.DataFrame) -> Sentence:
    """Which places are drawn together because only their sum is known."""
    together = [codes for codes in changes["codes"] if len(codes) > 1] if len(changes) else []
    if not together:
        return Sentence("")
    names = listed([run.name(code) for code in together[0]])
    return Sentence("{names} are drawn together: of one of the periods only their sum follows from published figures.", {"names": names})


def heading(changes: pd.DataFrame, pair: Pair | None) -> Sentence:
    """The place that added most, short."""
    if pair is None:
        return Sentence("Contributions by place are not told apart")
    top, values = _top(changes), _periods(pair)
    if top is None:
        up, _ = _directions(changes)
        return Sentence(("No place certainly adds most" if up else "No place is known to count more") + " from {base} to {later}", values)
    values |= {"top": str(top.name)}
    if not _grows(changes):
        return Sentence("{top} adds most from {base} to {later}; together the places do not grow", values)
    others = aggregate(changes.drop(index=top.name)["change"], unit="jobs") if len(changes) > 1 else None
    if others is not None and others.interval.high < 0:
        return Sentence("{top} alone makes the growth from {base} to {later}; the others together count fewer", values)
    return Sentence("{top} adds most to the growth from {base} to {later}", values)


def _grows(changes: pd.DataFrame) -> bool:
    """Whether the places together certainly count more."""
    return bool(aggregate(changes["change"], unit="jobs").interval.low > 0)


def title(changes: pd.DataFrame, pair: Pair | None) -> Sentence:
    """How many places count more and how many fewer."""
    if pair is None:
        return Sentence("No such pair of periods")
    up, down = _directions(changes)
    values: dict[str, Value] = {"up": count(up), "down": count(down), "later": pair.later.label}
    return Sentence("Places that count more in {later} than a year before: {up}, fewer: {down}", values)


def subtitle(run: Scope, pair: Pair | None) -> str:
    """What the figure of changes draws."""
    when = f" from {pair.base.label} to {pair.later.label}" if pair else ""
    return f"Change in new jobs in {run.place}{when}, by place."


def pair_note(run: Scope, pair: Pair | None) -> Sentence:
    """Why the pair is not that of the notebook's years."""
    if pair is None or (pair.later.end.year, pair.base.end.year) == (run.reference_year, run.base_year):
        return Sentence("")
    years = {"year": str(run.reference_year), "base": str(run.base_year)}
    return Sentence("For {base} and {year} themselves the counts of most places are only bounded, so no such figure is drawn.", years)


def _place(run: Scope) -> dict[str, Value]:
    return {"place": run.place}


def _periods(pair: Pair) -> dict[str, Value]:
    return {"base": pair.base.label, "later": pair.later.label}


def _single(changes: pd.DataFrame) -> pd.DataFrame:
    """The rows that are one place."""
    return changes[[len(codes) == 1 for codes in changes["codes"]]]


def _directions(changes: pd.DataFrame) -> tuple[int, int]:
    """How many single places certainly count more, and how many fewer."""
    found = [change.interval for change in _single(changes)["change"]]
    return sum(interval.low > 0 for interval in found), sum(interval.high < 0 for interval in found)


def _top(changes: pd.DataFrame) -> pd.Series | None:
    """The place whose change is above what any other can be, and above zero; ``None`` where there is none."""
    for name, row in _single(changes).iterrows():
        low = float(row["change"].interval.low)
        if low > 0 and (changes.drop(index=name)["most"] < low).all():
            return row
    return None
