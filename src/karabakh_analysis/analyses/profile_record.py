"""All other printed figures on one district or city, as they are printed and never summed (notebook district_profile)."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.profile import ALL_PLACES, FLOWS, Profile
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.dataset.cells import value_of
from karabakh_analysis.dataset.naming import flag_words, sector_words
from karabakh_analysis.values import Quantity, Sentence, Value

PERSONS, FAMILIES = "population_resettled", "families_resettled"
RESETTLED = {PERSONS: "Persons", FAMILIES: "Families"}
PARK = "industrial_park:"
THEMES = {
    "targets": "Targets",
    "industrial_parks": "Industrial park",
    "resettlement": "Population and settlements",
    "employment_programmes": "Employment programmes",
    "labour_market": "Labour market",
    "business_environment": "Business environment",
    "entrepreneurship": "Businesses",
    "jobs": "Jobs by other counts",
}
# Doubts that a reader of the row must know; where a figure covers part of the place, its own words say so.
REMARKED = ("scope_doubt", "partial_table", "different_concept")
FEWEST_DATES = 3
CELL = ["indicator", "sector", "kind", "unit", "coverage", "period_start", "period_end"]


def figures_of(rows: pd.DataFrame) -> list[tuple[dict[Hashable, Any], Quantity]]:
    """The values of some observations, each once however often it was printed, in order of coverage and time."""
    found = []
    for _, printings in rows.sort_values(["known_from_latest", "observation_id"], na_position="last", kind="stable").groupby(
        CELL, dropna=False, sort=False
    ):
        records = printings.to_dict("records")
        found.append((records[0], value_of(records)))
    return sorted(found, key=lambda pair: (pair[0]["coverage"], _day(pair[0]), pair[0]["observation_id"]))


def _day(row: dict[Hashable, Any]) -> pd.Timestamp:
    """The day that a figure is about; where none is known, the first day on which it may have been published."""
    return row["period_end"] if pd.notna(row["period_end"]) else row["known_from_earliest"]


def dated(row: dict[Hashable, Any]) -> str:
    """Date or period of a figure in words; of a target, its deadline."""
    if pd.isna(row["period_end"]):
        return "no deadline printed" if row["kind"] == "target" else "date not known"
    if row["kind"] == "target":
        return f"by {Period.day(row['period_end']).label}"
    return _period(row).label


def _period(row: dict[Hashable, Any]) -> Period:
    return Period(row["period_end"] if pd.isna(row["period_start"]) else row["period_start"], row["period_end"])


def covered(run: Profile, row: dict[Hashable, Any]) -> str:
    """What a figure on resettlement covers: a settlement, a part or the whole of the place."""
    text = str(row["coverage"]).removesuffix(" only")
    if not text:
        return run.name
    return f"{run.name} {run.data.geography.level(run.code)}" if text == "district" else text[:1].upper() + text[1:]


def _resettled(run: Profile) -> list[tuple[dict[Hashable, Any], Quantity]]:
    return figures_of(run.rows[run.rows["indicator"].isin(list(RESETTLED)) & run.rows["kind"].ne("target")])


def resettled_table(run: Profile) -> pd.DataFrame:
    """Resettled persons and families by what is covered and date, one line a date. Columns: ``covers`` and one a count."""
    lines: dict[tuple[str, str], dict[str, object]] = {}
    for row, quantity in _resettled(run):
        moved = ", moved on that day" if row["kind"] == "flow" else ""
        line = lines.setdefault((covered(run, row), dated(row) + moved), dict.fromkeys(RESETTLED.values()))
        line[RESETTLED[row["indicator"]]] = quantity
    rows = [{"covers": covers, **line} for (covers, _), line in lines.items()]
    return pd.DataFrame(rows, index=[when for _, when in lines], columns=["covers", *RESETTLED.values()], dtype=object)


def _longest(run: Profile) -> list[tuple[dict[Hashable, Any], Quantity]]:
    """Resettled persons of the one coverage that is printed for most dates."""
    together: dict[str, list[tuple[dict[Hashable, Any], Quantity]]] = {}
    for row, quantity in _resettled(run):
        if row["indicator"] == PERSONS and row["kind"] == "stock" and pd.notna(row["period_end"]):
            together.setdefault(covered(run, row), []).append((row, quantity))
    return max(together.values(), key=len, default=[])


def resettled_rows(run: Profile) -> pd.DataFrame:
    """Resettled persons by date for the coverage with most dates, as columns of a figure; nothing below three dates. Unit: persons."""
    series = _longest(run)
    if len(series) < FEWEST_DATES:
        return pd.DataFrame()
    return pd.DataFrame([drawn(dated(row), quantity, hue=run.hue) for row, quantity in series])


def resettled_title(run: Profile) -> Sentence:
    """The first and the last count of the series drawn."""
    series = _longest(run)
    if len(series) < FEWEST_DATES:
        return Sentence("Too few dates to draw")
    (first, was), (last, now) = series[0], series[-1]
    values: dict[str, Value] = {"covers": covered(run, first), "was": was, "then": dated(first), "now": now, "when": dated(last)}
    return Sentence("{covers}: {now} resettled persons on {when}, {was} on {then}", values)


def resettled_heading(run: Profile) -> Sentence:
    """How often resettled persons or families are counted, and for how many areas."""
    table = resettled_table(run)
    values: dict[str, Value] = {"place": run.name, "many": count(len(table)), "areas": count(table["covers"].nunique())}
    if table.empty:
        return Sentence("No resettled persons or families are printed for {place}", values)
    if len(table) == 1:
        return Sentence("One count of resettled persons or families", values)
    if table["covers"].nunique() == 1:
        return Sentence("{many} counts of resettled persons or families, all of one area", values)
    return Sentence("{many} counts of resettled persons or families, for {areas} different areas", values)


def resettled_finding(run: Profile) -> Sentence:
    """The latest count of resettled persons and what it covers."""
    persons = [(row, quantity) for row, quantity in _resettled(run) if row["indicator"] == PERSONS and not quantity.doubtful]
    dates = [(row, quantity) for row, quantity in persons if pd.notna(row["period_end"])]
    if not dates:
        return Sentence("No dated count of resettled persons is printed for {place} alone.", {"place": run.name})
    row, quantity = max(dates, key=lambda pair: (_day(pair[0]), pair[0]["kind"] == "stock", pair[1].interval.low))
    area = str(row["coverage"]).removesuffix(" only") or run.name
    values: dict[str, Value] = {"many": quantity, "when": dated(row), "area": area}
    verb = "moved" if row["kind"] == "flow" else "are counted"
    return Sentence(f"{{many}} resettled persons {verb} on {{when}} ({{area}}).", values)


def other_table(run: Profile) -> pd.DataFrame:
    """Every other standing figure on the place, and those printed for it together with others, by theme.

    Returns
    -------
    DataFrame
        Index: what is counted. Columns ``theme``, ``Figure`` (a `Quantity`), ``Unit``, ``Date or period``, ``Remark``. Of an industrial
        park only the last figure of each kind.
    """
    lines = [*_own_lines(run), *_shared_lines(run)]
    columns = ["theme", "Figure", "Unit", "Date or period", "Remark"]
    return pd.DataFrame([line for _, line in lines], index=[what for what, _ in lines], columns=columns, dtype=object)


def _own_lines(run: Profile) -> Iterator[tuple[str, dict[str, object]]]:
    shown = run.rows[~run.rows["indicator"].isin([*FLOWS]) & ~(run.rows["indicator"].isin(list(RESETTLED)) & run.rows["kind"].ne("target"))]
    parks = shown["sector"].str.startswith(PARK)
    figures = figures_of(shown[~parks]) + _last_of_each(figures_of(shown[parks]))
    themes = run.data.indicators.set_index("indicator")["theme"]
    order, codes = list(THEMES), list(themes.index)
    for row, quantity in sorted(figures, key=lambda pair: (order.index(_theme(pair[0], themes)), codes.index(pair[0]["indicator"]))):
        yield _line(run, row, quantity, THEMES[_theme(row, themes)])


def _theme(row: dict[Hashable, Any], themes: pd.Series) -> str:
    return "industrial_parks" if str(row["sector"]).startswith(PARK) else str(themes[row["indicator"]])


def _last_of_each(figures: list[tuple[dict[Hashable, Any], Quantity]]) -> list[tuple[dict[Hashable, Any], Quantity]]:
    """The last figure of each indicator, park and, for a target, deadline."""
    last: dict[tuple[object, ...], tuple[dict[Hashable, Any], Quantity]] = {}
    for row, quantity in sorted(figures, key=lambda pair: (pair[0]["known_from_earliest"], _day(pair[0]))):
        last[row["indicator"], row["sector"], row["period_end"] if row["kind"] == "target" else None] = (row, quantity)
    return sorted(last.values(), key=lambda pair: (pair[0]["sector"], pair[0]["indicator"]))


def _shared_lines(run: Profile) -> Iterator[tuple[str, dict[str, object]]]:
    """The last figures that are printed for the place together with a few others."""
    groups = [group for group in run.data.geography.parts() if "+" in group and group != ALL_PLACES]
    rows = run.data.observations
    for group in groups:
        if run.code in run.data.geography.ever_members(group):
            names = [run.data.geography.name(code) for code in run.data.geography.ever_members(group) if code != run.code]
            for row, quantity in _last_of_each(figures_of(rows[rows["geography"].eq(group) & rows["is_latest"]])):
                yield _line(run, row, quantity, f"Together with {', '.join(names)}")


def _line(run: Profile, row: dict[Hashable, Any], quantity: Quantity, theme: str) -> tuple[str, dict[str, object]]:
    what = ", ".join(filter(None, [run.data.labels[row["indicator"]], sector_words(row["sector"])]))
    remarks = [str(row["coverage"]), *(flag_words(flag) for flag in quantity.flags if flag in REMARKED)]
    remark = "; ".join(filter(None, remarks)) or "none"
    cells = {"Figure": quantity, "Unit": quantity.unit, "Date or period": dated(row), "Remark": remark[:1].upper() + remark[1:]}
    return what, {"theme": theme, **cells}


def other_heading(table: pd.DataFrame) -> Sentence:
    """How many other figures there are, and of which kinds."""
    if table.empty:
        return Sentence("No other figure is printed")
    alone = table[~table["theme"].str.startswith("Together")]
    values: dict[str, Value] = {"alone": count(len(alone)), "shared": count(len(table) - len(alone))}
    if len(alone) == len(table):
        return Sentence("{alone} other printed figures" if len(alone) > 1 else "One other printed figure", values)
    if len(alone) == 1:
        return Sentence("One other printed figure for this place alone, {shared} for it together with others", values)
    if alone.empty:
        return Sentence("No other figure for this place alone; {shared} for it together with others", values)
    return Sentence("{alone} other printed figures for this place alone, {shared} for it together with others", values)
