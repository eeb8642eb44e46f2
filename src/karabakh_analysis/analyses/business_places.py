"""New enterprises and sole proprietors by place (notebook 02)."""

from __future__ import annotations

import math

import pandas as pd

from karabakh_analysis.analyses.entrepreneurship import ENTERPRISES, PROPRIETORS, THINGS
from karabakh_analysis.analyses.growth_words import share_of
from karabakh_analysis.analyses.leaders import leaders
from karabakh_analysis.analyses.levels import printed_level
from karabakh_analysis.analyses.marks import drawn, hue_of
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.analyses.wording import count, evidence_of
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate
from karabakh_analysis.values import Quantity, Sentence, Value, listed
from karabakh_analysis.values.numbers import format_number

JOBS = "new_jobs"
FEWEST_POINTS = 4


def places_text(run: Scope, indicator: str, more: str = "") -> str:
    """What a figure by place draws."""
    words = " ".join(filter(None, [THINGS[indicator].capitalize(), more]))
    return f"{words} of {table_year(run) or run.reference_year} in {run.place}, by place."


def table_year(run: Scope) -> int | None:
    """The last year up to the reference year for which registrations are printed by district."""
    years = [year for year in run.known_years(PROPRIETORS) if year <= run.reference_year]
    return next((year for year in reversed(years) if _by_place(run, Period.year(year), PROPRIETORS)), None)


def _by_place(run: Scope, period: Period, indicator: str) -> dict[str, Quantity]:
    levels = {member: printed_level(run.data, indicator, member, period) for member in run.members(period)}
    return {member: quantity for member, quantity in levels.items() if quantity is not None}


def place_table(run: Scope) -> pd.DataFrame:
    """Enterprises, proprietors and jobs by place in the last year with a district table.

    Returns
    -------
    DataFrame
        Index: district codes, most proprietors first; columns ``name``, ``region`` and one a level (missing where none is printed).
    """
    year = table_year(run)
    if year is None:
        return pd.DataFrame(columns=["name", "region", ENTERPRISES, PROPRIETORS, JOBS])
    period = Period.year(year)
    levels = {indicator: _by_place(run, period, indicator) for indicator in (ENTERPRISES, PROPRIETORS, JOBS)}
    members = [member for member in run.members(period) if any(member in values for values in levels.values())]
    order = sorted(members, key=lambda member: (-_size(levels[PROPRIETORS].get(member)), member))
    rows = [
        {"name": run.name(code), "region": run.data.geography.region_of(code), **{key: values.get(code) for key, values in levels.items()}}
        for code in order
    ]
    return pd.DataFrame(rows, index=order, dtype=object)


def _size(quantity: object) -> float:
    return float(quantity.interval.low) if isinstance(quantity, Quantity) else -1.0


def place_rows(places: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """One indicator of a `place_table` as rows of a figure, largest first."""
    known = places[[isinstance(quantity, Quantity) for quantity in places[indicator]]]
    frame = pd.DataFrame([drawn(row["name"], row[indicator], hue=hue_of(row["region"])) for _, row in known.iterrows()])
    return frame.sort_values("low", ascending=False, kind="stable", ignore_index=True) if len(frame) else frame


def most_title(run: Scope, rows: pd.DataFrame, indicator: str) -> Sentence:
    """The place with most of one indicator."""
    if rows.empty:
        return Sentence("No district table")
    most = leaders(zip(rows["label"], rows["low"], strict=True))
    values: dict[str, Value] = {"place": listed(most), "many": rows["printed"].iloc[0], "things": THINGS[indicator]}
    values |= {"all": count(len(rows)), "year": str(table_year(run))}
    if len(most) == len(rows) > 1:
        return Sentence("Each of the {all} places has {many} {things} of {year}", values)
    if len(most) > 1:
        return Sentence("{place} have the most {things} of {year}: {many} each", values)
    return Sentence("{place} has the most {things} of {year}: {many}", values)


def points_title(points: pd.DataFrame) -> Sentence:
    """The rank correlation of both counts over the places that have them."""
    if len(points) < FEWEST_POINTS:
        return Sentence("Too few places for a pattern")
    rho = points["x"].rank().corr(points["y"].rank())
    if math.isnan(rho):
        return Sentence("All places have the same count")
    values: dict[str, Value] = {"rho": format_number(rho, decimals=2), "all": count(len(points))}
    return Sentence("Proprietors and jobs: rank correlation {rho} over the {all} places with both counts", values)


def points_note(places: pd.DataFrame) -> Sentence:
    """The places that are not drawn, because one of their counts is not printed."""
    both = _with_both(places)
    values: dict[str, Value] = {"names": listed([name for code, name in places["name"].items() if code not in both.index])}
    return Sentence("Not drawn, because one of the two counts is zero or not printed: {names}." if values["names"] else "", values)


def _with_both(places: pd.DataFrame) -> pd.DataFrame:
    """The places with printed counts of proprietors and of jobs, neither of them zero: a logarithmic axis has none."""
    return places.loc[[min(map(_size, counts)) > 0 for counts in places[[PROPRIETORS, JOBS]].itertuples(index=False)]]


def place_points(places: pd.DataFrame) -> pd.DataFrame:
    """Proprietors and jobs of the places with both as points of a figure. Units: persons, jobs."""
    both = _with_both(places)
    return pd.DataFrame(
        {
            "label": list(both["name"]),
            "x": [_size(quantity) for quantity in both[PROPRIETORS]],
            "y": [_size(quantity) for quantity in both[JOBS]],
            "hue": [hue_of(region) for region in both["region"]],
            "evidence": [" ".join(evidence_of(cells)) for cells in both[[PROPRIETORS, JOBS]].itertuples(index=False)],
        }
    )


def points_finding(run: Scope, places: pd.DataFrame) -> Sentence:
    """Whether the place with most proprietors is also the one with most jobs."""
    year = str(table_year(run) or run.reference_year)
    both = places[[isinstance(p, Quantity) and isinstance(j, Quantity) for p, j in zip(places[PROPRIETORS], places[JOBS], strict=True)]]
    if len(both) < 2:
        return Sentence("Fewer than two places have printed counts of both sole proprietors and jobs for {year}.", {"year": year})
    most = {key: max(both.index, key=lambda code: _size(both.at[code, key])) for key in (PROPRIETORS, JOBS)}
    values: dict[str, Value] = {"year": year, "a": run.name(most[PROPRIETORS]), "people": both.at[most[PROPRIETORS], PROPRIETORS]}
    if any(both[key].map(_size).eq(_size(both.at[most[key], key])).sum() > 1 for key in most):
        return Sentence("In {year} several places share the most new sole proprietors or the most new jobs.", {"year": year})
    if most[PROPRIETORS] == most[JOBS]:
        return Sentence(
            "{a} has both the most new sole proprietors ({people}) and the most new jobs ({jobs}) of {year}.",
            {**values, "jobs": both.at[most[JOBS], JOBS]},
        )
    values |= {"b": run.name(most[JOBS]), "jobs": both.at[most[JOBS], JOBS]}
    return Sentence(
        "Most new sole proprietors of {year} are registered in {a} ({people}), most new jobs are counted in {b} ({jobs}).", values
    )


def places_finding(run: Scope, places: pd.DataFrame) -> Sentence:
    """The share of the two places with most new sole proprietors, and whether the table is of the reference year."""
    year = table_year(run)
    known = [(code, quantity) for code, quantity in places[PROPRIETORS].items() if isinstance(quantity, Quantity)]
    whole = run.level(PROPRIETORS, Period.year(year)) if year else None
    values: dict[str, Value] = {"place": run.place, "reference": str(run.reference_year), "year": str(year)}
    if len(known) < 2 or whole is None or whole.interval.low <= 0:
        return Sentence("No district table of new sole proprietors with a total is printed for {place} up to {reference}.", values)
    (first, one), (second, two) = known[:2]
    part = share_of(aggregate([one, two], unit="persons"), whole)
    if part is None:
        return Sentence("The district table of new sole proprietors of {year} and its total exclude each other.", values)
    values |= {"one": run.name(str(first)), "two": run.name(str(second)), "share": part}
    if year == run.reference_year:
        return Sentence("{one} and {two} have {share} of the new sole proprietors of {year}.", values)
    return Sentence(
        "{one} and {two} have {share} of the new sole proprietors of {year}; for {reference} no district table is printed.", values
    )
