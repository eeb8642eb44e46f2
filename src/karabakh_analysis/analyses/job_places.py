"""New jobs by place: who made the growth, over the same places or with entrants (notebook 01)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.levels import level, member_levels
from karabakh_analysis.analyses.marks import drawn, hue_of
from karabakh_analysis.analyses.scope import RELEASED, Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import (
    aggregate,
    concentration,
    contributions,
    difference,
    effective_number,
    percent_change,
    share,
)
from karabakh_analysis.values import Interval, Quantity, Sentence, Value


def places(run: Scope) -> pd.DataFrame:
    """New jobs of the reference year by place, printed or confined. Unit: jobs."""
    levels = member_levels(run.data, INDICATOR, run.coverage, Period.year(run.reference_year))
    return pd.DataFrame([drawn(row.name, row.quantity, hue=hue_of(row.region)) for row in levels.itertuples(index=False)])


def places_finding(run: Scope) -> Sentence:
    """The printed places of the reference year and their share of the total."""
    year = str(run.reference_year)
    period = Period.year(run.reference_year)
    printed = {member: run.data.published(INDICATOR, member, period) for member in run.members(period)}
    known = sorted(((q, member) for member, q in printed.items() if q), key=lambda pair: (-pair[0].interval.low, pair[1]))
    whole = run.level(INDICATOR, period)
    if not known or whole is None or whole.interval.low <= 0:
        return Sentence("No place of {place} has a printed count for {year}.", {"place": run.place, "year": year})
    parts = aggregate([quantity for quantity, _ in known], unit="jobs")
    values: dict[str, Value] = {"year": year, "known": count(len(known)), "all": count(len(printed)), "share": share(parts, whole)}
    if len(known) == 2 and whole.interval.is_point:
        (first, one), (second, two) = known
        values |= {"one": run.name(one), "two": run.name(two), "first": first, "second": second}
        return Sentence(
            "{one} ({first}) and {two} ({second}) account for {share} of the new jobs of {year}; no other place has a printed count.",
            values,
        )
    if len(known) == len(printed):
        return Sentence("The counts of all {all} places are printed for {year}.", values)
    if not whole.interval.is_bounded:
        return Sentence("The counts of {known} of {all} places are printed for {year}; no total is.", values)
    return Sentence("The counts of {known} of {all} places are printed for {year}; they make {share} of the total.", values)


def concentrations(run: Scope) -> pd.DataFrame:
    """How concentrated the new jobs of each year are over the places. Columns of a table: index, shares in per cent, places."""
    rows = {}
    for year in run.known_years(INDICATOR):
        period = Period.year(year)
        levels = (
            member_levels(run.data, INDICATOR, run.coverage, period)["quantity"] if year <= run.reference_year else pd.Series(dtype=object)
        )
        known = [quantity for quantity in levels if quantity.status != "unknown" and quantity.interval.is_bounded]
        whole = run.level(INDICATOR, period)
        if whole is None or not known:
            continue
        if not whole.interval.is_bounded:
            whole = aggregate(known, unit="jobs")
        parts = known if not whole.interval.is_bounded or len(known) < len(levels) else list(levels)
        index = concentration(parts, whole)
        rows[str(year)] = {
            "Places": f"{len(parts)} of {len(levels)}",
            "Herfindahl-Hirschman index": index,
            "Equal places with the same index": effective_number(index),
        }
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def concentration_finding(table: pd.DataFrame) -> Sentence:
    """How many equal places would be as concentrated, first and last year."""
    if table.empty:
        return Sentence("The published counts do not tell how concentrated the new jobs are.")
    column = "Equal places with the same index"
    first, last = table.iloc[0], table.iloc[-1]
    values: dict[str, Value] = {"when": str(table.index[-1]), "now": last[column], "then": str(table.index[0]), "was": first[column]}
    if len(table) == 1:
        return Sentence("The new jobs of {when} are as concentrated as if {now} equal places had made them.", values)
    return Sentence(
        "The new jobs of {when} are as concentrated as if {now} equal places had made them, those of {then} as if {was} had.", values
    )


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
    return bool(members) and all(quantity is not None and quantity.interval.is_bounded for quantity in levels)


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


def places_title(rows: pd.DataFrame) -> Sentence:
    """How many places are printed and how many only confined."""
    printed = int(rows["status"].eq("published").sum()) if len(rows) else 0
    if printed == len(rows):
        return Sentence("Every place has a printed count")
    if printed == 0:
        return Sentence("No place has a printed count; what is printed of parts of the year confines some")
    return Sentence(
        "{printed} of {all} places have a printed count; the record confines the others",
        {"printed": count(printed), "all": count(len(rows))},
    )


def bounds_note(run: Scope) -> Sentence:
    """How the intervals of places without a printed count come about."""
    whole = run.level(INDICATOR, Period.year(run.reference_year))
    if whole is None or not whole.interval.is_bounded:
        return Sentence("Without a printed total a place has no upper end.")
    return Sentence(
        "A place without a printed count has at least what is printed for part of the year, and at most what the total of {whole} leaves"
        " beside the least of the others.",
        {"whole": whole},
    )


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
