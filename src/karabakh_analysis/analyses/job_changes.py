"""New jobs of two periods place by place: what each place contributes to the change (notebook 01)."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf

import pandas as pd

from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.levels import level
from karabakh_analysis.analyses.scope import SPANS, Scope
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate, change, contributions
from karabakh_analysis.values import Quantity

FEWEST_KNOWN = 0.5  # the share of places that must be known exactly in both periods


@dataclass(frozen=True, slots=True)
class Pair:
    """The same months of two successive years."""

    later: Period
    base: Period


def last_pair(run: Scope, *, whole_years: bool) -> Pair | None:
    """The last two successive years, or the same months of two up to the year after the reference year, told apart by place.

    Returns
    -------
    Pair or None
        ``None`` where `place_changes` is empty for every pair.
    """
    spans = [span for span in SPANS if (span == (1, 12)) is whole_years]
    years = [year for year in run.known_years(INDICATOR) if year <= (run.reference_year if whole_years else run.last_year)]
    pairs = [Pair(Period.months(year, *span), Period.months(year - 1, *span)) for year in years for span in spans]
    latest_first = sorted(pairs, key=lambda pair: pair.later, reverse=True)
    return next((pair for pair in latest_first if len(place_changes(run, pair))), None)


def place_changes(run: Scope, pair: Pair | None) -> pd.DataFrame:
    """Change and contribution of every place of the base period between two periods, largest contribution first.

    Places not known exactly in both periods stand in one row, where the total of the coverage gives their sum.

    Returns
    -------
    DataFrame
        Index: names. Columns ``codes`` (of the places of a row), ``region`` (empty where there are several), ``base``, ``later``,
        ``change`` (jobs), ``contribution`` (percentage points) and ``most`` (the largest change that one place of the row can have).
        Empty without a pair, where fewer than half of the places are known exactly, or where the sum of the others is not one.
    """
    levels = _known_places(run, pair) if pair else pd.DataFrame()
    if levels.empty or pair is None:
        return pd.DataFrame()
    rest = _rest(run, pair, levels)
    if rest is None or aggregate([*levels["base"], *rest["base"]], unit="jobs").interval.low <= 0:
        return pd.DataFrame()
    frame = contributions(pd.concat([levels, rest]) if len(rest) else levels)
    frame["most"] = [max(_most(run, pair, code) for code in codes) for codes in frame["codes"]]
    order = [-float(points.interval.low) for points in frame["contribution"]]
    return frame.assign(order=order).sort_values("order", kind="stable").drop(columns="order")


def _known_places(run: Scope, pair: Pair) -> pd.DataFrame:
    """Levels of the places of the base period that are known exactly in both; empty where fewer than half are."""
    members = run.members(pair.base)
    rows = [(run.name(code), (code,), run.data.geography.region_of(code), *_levels(run, pair, code)) for code in members]
    known = [row for row in rows if all(quantity is not None and quantity.interval.is_point for quantity in row[3:])]
    if not known or len(known) < FEWEST_KNOWN * len(members):
        return pd.DataFrame()
    return pd.DataFrame(known, columns=["name", "codes", "region", "base", "later"]).set_index("name")


def _levels(run: Scope, pair: Pair, place: str) -> tuple[Quantity | None, Quantity | None]:
    return level(run.data, INDICATOR, place, pair.base), level(run.data, INDICATOR, place, pair.later)


def _most(run: Scope, pair: Pair, place: str) -> float:
    """The largest change that a place can have, in jobs; infinite where nothing confines it."""
    base, later = _levels(run, pair, place)
    return float(later.interval.high - (base.interval.low if base else 0)) if later else inf


def _rest(run: Scope, pair: Pair, levels: pd.DataFrame) -> pd.DataFrame | None:
    """The places that are not known exactly, as one row; no row where there is none, ``None`` where their sum is not one number."""
    members, known = run.members(pair.base), [code for codes in levels["codes"] for code in codes]
    others = tuple(code for code in members if code not in known)
    if not others:
        return levels.iloc[:0]
    joined = [code for code in run.members(pair.later) if code not in members]
    base = _remainder(run, pair.base, known)
    later = _remainder(run, pair.later, [*known, *joined])
    if base is None or later is None:
        return None
    regions = {run.data.geography.region_of(code) for code in others}
    name = run.name(others[0]) if len(others) == 1 else f"{len(others)} others"
    row = {"codes": others, "region": regions.pop() if len(regions) == 1 else "", "base": base, "later": later}
    return pd.DataFrame.from_dict({name: row}, orient="index")


def _remainder(run: Scope, period: Period, places: list[str]) -> Quantity | None:
    """The total of the coverage without some places, where all of them are known exactly."""
    quantities = [run.level(INDICATOR, period), *(level(run.data, INDICATOR, place, period) for place in places)]
    known = [quantity for quantity in quantities if quantity is not None and quantity.interval.is_point]
    if len(known) < len(quantities):
        return None
    left = change(known[0], aggregate(known[1:], unit="jobs"))
    return left if left.interval.low >= 0 else None
