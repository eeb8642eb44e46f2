"""New enterprises and sole proprietors by place (notebook 02)."""

from __future__ import annotations

import math

import pandas as pd

from karabakh_analysis.analyses.entrepreneurship import ENTERPRISES, PROPRIETORS, THINGS
from karabakh_analysis.analyses.leaders import leaders, named
from karabakh_analysis.analyses.marks import drawn, hue_of
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate, share
from karabakh_analysis.values import Quantity, Sentence, Value

JOBS = "new_jobs"


def places_text(run: Scope, indicator: str, more: str = "") -> str:
    """What a figure by place draws."""
    words = " ".join(filter(None, [THINGS[indicator].capitalize(), more]))
    return f"{words} of {table_year(run) or run.reference_year} in {run.place}, by place."


def table_year(run: Scope) -> int | None:
    """The last year up to the reference year for which registrations are printed by district."""
    years = [year for year in run.known_years(PROPRIETORS) if year <= run.reference_year]
    return next((year for year in reversed(years) if _by_place(run, Period.year(year), PROPRIETORS)), None)


def _by_place(run: Scope, period: Period, indicator: str) -> dict[str, Quantity]:
    levels = {member: run.data.published(indicator, member, period) for member in run.members(period)}
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


def _size(quantity: Quantity | None) -> float:
    return float(quantity.interval.low) if quantity else -1.0


def place_rows(places: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """One indicator of a `place_table` as rows of a figure, largest first."""
    known = places[[isinstance(quantity, Quantity) for quantity in places[indicator]]]
    frame = pd.DataFrame([drawn(row["name"], row[indicator], hue=hue_of(row["region"])) for _, row in known.iterrows()])
    return frame.sort_values("low", ascending=False, kind="stable", ignore_index=True) if len(frame) else frame


def enterprises_title(rows: pd.DataFrame) -> Sentence:
    """The place with most new enterprises."""
    if rows.empty:
        return Sentence("No district table")
    most = leaders(zip(rows["label"], rows["low"], strict=True))
    values: dict[str, Value] = {"place": named(most), "many": rows["printed"].iloc[0], "all": count(len(rows))}
    if len(most) == len(rows) > 1:
        return Sentence("Each of the {all} places has {many} new enterprises", values)
    if len(most) > 1:
        return Sentence("{place} have most new enterprises: {many} each", values)
    return Sentence("{place} has most new enterprises: {many}", values)


def points_title(points: pd.DataFrame) -> Sentence:
    """Whether more proprietors go with more jobs: the rank correlation of the places with both counts."""
    both = points.dropna(subset=["x", "y"]) if len(points) else points
    if len(both) < 4:
        return Sentence("Too few places for a pattern")
    rho = both["x"].rank().corr(both["y"].rank())
    strength = "hardly go together" if abs(rho) < 0.3 else "go together loosely" if rho < 0.7 else "go together"
    strength = strength if rho > -0.3 else "run against each other"
    return Sentence(f"Proprietors and jobs {strength} over the {{all}} places with both counts", {"all": count(len(both))})


def _number(cell: object) -> float:
    return float(cell.interval.low) if isinstance(cell, Quantity) else math.nan


def place_points(places: pd.DataFrame) -> pd.DataFrame:
    """Proprietors and jobs by place as points of a figure. Units: persons, jobs."""
    return pd.DataFrame(
        {
            "label": list(places["name"]),
            "x": [_number(quantity) for quantity in places[PROPRIETORS]],
            "y": [_number(quantity) for quantity in places[JOBS]],
            "hue": [hue_of(region) for region in places["region"]],
            "evidence": [
                " ".join(row for cell in cells if isinstance(cell, Quantity) for row in cell.evidence)
                for cells in places[[PROPRIETORS, JOBS]].itertuples(index=False)
            ],
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
    values |= {"one": run.name(str(first)), "two": run.name(str(second)), "share": share(aggregate([one, two], unit="persons"), whole)}
    if year == run.reference_year:
        return Sentence("{one} and {two} have {share} of the new sole proprietors of {year}.", values)
    return Sentence(
        "{one} and {two} have {share} of the new sole proprietors of {year}; for {reference} no district table is printed.", values
    )
