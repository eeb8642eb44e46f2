"""New jobs of two periods place by place: contributions, and growth over the same places (notebook 01)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.levels import level
from karabakh_analysis.analyses.marks import drawn, hue_of
from karabakh_analysis.analyses.scope import RELEASED, Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate, contributions
from karabakh_analysis.values import Quantity, Sentence, Value


@dataclass(frozen=True, slots=True)
class Pair:
    """The same months of two years, both with a count for every place of the earlier year."""

    later: Period
    base: Period


def last_complete_pair(run: Scope) -> Pair | None:
    """The last pair of successive years up to the reference year whose same months have a count for every member; ``None`` if none."""
    years = [year for year in run.known_years(INDICATOR) if year <= run.reference_year]
    pairs = [Pair(Period.year_to(year, last), Period.year_to(year - 1, last)) for year in years for _, last in RELEASED]
    return max((pair for pair in pairs if _has_all(run, pair)), key=lambda pair: pair.later, default=None)


def _has_all(run: Scope, pair: Pair) -> bool:
    members = run.members(pair.base)
    levels = [level(run.data, INDICATOR, member, period) for member in members for period in (pair.later, pair.base)]
    return bool(members) and all(quantity is not None and quantity.interval.is_point for quantity in levels)


def place_changes(run: Scope, pair: Pair | None) -> pd.DataFrame:
    """Change and contribution of every place of the base period between two periods, largest contribution first.

    Returns
    -------
    DataFrame
        Index: names. Columns ``region``, ``base``, ``later``, ``change`` (jobs), ``contribution`` (percentage points). Empty without a
        pair.
    """
    if pair is None:
        return pd.DataFrame()
    members = run.members(pair.base)
    rows = {
        run.name(member): {
            "region": run.data.geography.region_of(member),
            "base": level(run.data, INDICATOR, member, pair.base),
            "later": level(run.data, INDICATOR, member, pair.later),
        }
        for member in members
    }
    frame = contributions(pd.DataFrame.from_dict(rows, orient="index"))
    return (
        frame.assign(order=[-float(points.interval.low) for points in frame["contribution"]])
        .sort_values("order", kind="stable")
        .drop(columns="order")
    )


def waterfall_rows(changes: pd.DataFrame) -> pd.DataFrame:
    """Changes by place as rows of a waterfall. Unit: jobs."""
    return pd.DataFrame([drawn(str(row.Index), row.change, hue=hue_of(row.region)) for row in changes.itertuples()])


def changes_finding(changes: pd.DataFrame, pair: Pair | None) -> Sentence:
    """Which place added most, how many added and how many lost."""
    if pair is None:
        return Sentence("No two successive years have a count for every place in the same months, so contributions cannot be told apart.")
    values: dict[str, Value] = {
        "up": count(sum(change.interval.low > 0 for change in changes["change"])),
        "down": count(sum(change.interval.high < 0 for change in changes["change"])),
        "all": count(len(changes)),
        "place": str(changes.index[0]),
        "most": changes["change"].iloc[0],
        "points": changes["contribution"].iloc[0],
        "later": pair.later.label,
        "base": pair.base.label,
        "was": aggregate(changes["base"], unit="jobs"),
        "now": aggregate(changes["later"], unit="jobs"),
    }
    if changes["change"].iloc[0].interval.low <= 0:
        return Sentence("No place counts more new jobs in {later} than in {base} (together {now} after {was}).", values)
    return Sentence(
        "From {base} to {later} the same {all} places go from {was} to {now} new jobs: {up} count more, {down} fewer."
        " {place} adds most, {most} jobs or {points} of the growth.",
        values,
    )


def changes_heading(changes: pd.DataFrame, pair: Pair | None) -> Sentence:
    """The place that added most, short."""
    if pair is None:
        return Sentence("Contributions by place cannot be told apart")
    values: dict[str, Value] = {"place": str(changes.index[0]), "later": pair.later.label, "base": pair.base.label}
    if changes["change"].iloc[0].interval.low <= 0:
        return Sentence("No place counts more in {later} than in {base}", values)
    others = aggregate(changes["change"].iloc[1:], unit="jobs") if len(changes) > 1 else None
    if others is not None and others.interval.high < 0:
        return Sentence("{place} made the growth from {base} to {later}; the others together count fewer", values)
    return Sentence("{place} adds most to the growth from {base} to {later}", values)


def changes_title(changes: pd.DataFrame) -> Sentence:
    """How many places count more and how many fewer."""
    if changes.empty:
        return Sentence("No complete pair of periods")
    up, down = (count(sum(test(change) for change in changes["change"])) for test in (_rises, _falls))
    return Sentence("{up} places count more than a year before, {down} fewer", {"up": up, "down": down})


def _rises(change: Quantity) -> bool:
    return change.interval.low > 0


def _falls(change: Quantity) -> bool:
    return change.interval.high < 0


def changes_subtitle(pair: Pair | None) -> str:
    """What the figure of changes draws."""
    return f"Change in new jobs from {pair.base.label} to {pair.later.label} by place." if pair else "Change in new jobs by place."


def waterfall_ends(changes: pd.DataFrame, pair: Pair | None) -> dict[str, tuple[str, float]]:
    """The bars that open and close the figure of changes: the sums of both periods where they are numbers. Unit: jobs."""
    if pair is None:
        return {}
    sums = {"start": (pair.base, aggregate(changes["base"], unit="jobs")), "end": (pair.later, aggregate(changes["later"], unit="jobs"))}
    return {name: (period.label, float(total.interval.low)) for name, (period, total) in sums.items() if total.interval.is_point}


def pair_note(run: Scope, pair: Pair | None) -> Sentence:
    """Why the pair is not that of the notebook's years."""
    if pair is None or (pair.later.end.year, pair.base.end.year) == (run.reference_year, run.base_year):
        return Sentence("")
    years = {"year": str(run.reference_year), "base": str(run.base_year)}
    return Sentence("For {base} and {year} themselves not every place has a printed count.", years)
