"""All other printed figures on one district or city, as they are printed and never summed (notebook district_profile)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from karabakh_analysis.analyses.profile import ALL_PLACES, FLOWS, Profile
from karabakh_analysis.analyses.profile_figures import Figure, dated, day_of, figures_of
from karabakh_analysis.analyses.profile_settlements import RESETTLED
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset.cells import Row
from karabakh_analysis.dataset.naming import flag_words, sector_words
from karabakh_analysis.values import Quantity, Sentence, Value

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


def _theme(row: Row, themes: pd.Series) -> str:
    return "industrial_parks" if str(row["sector"]).startswith(PARK) else str(themes[row["indicator"]])


def _last_of_each(figures: list[Figure]) -> list[Figure]:
    """The last figure of each indicator, park and, for a target, deadline; those of another concept or in doubt apart."""
    last: dict[tuple[object, ...], Figure] = {}
    for row, quantity in sorted(figures, key=lambda pair: _recency(pair[0])):
        deadline = row["period_end"] if row["kind"] == "target" else None
        last[row["indicator"], row["sector"], row["kind"], deadline, *(flag in quantity.flags for flag in REMARKED)] = (row, quantity)
    return sorted(last.values(), key=lambda pair: (pair[0]["sector"], pair[0]["indicator"]))


def _recency(row: Row) -> tuple[bool, pd.Timestamp, pd.Timestamp]:
    """What orders figures in time: one of unknown date is no later than any other."""
    published = row["known_from_earliest"]
    return row["kind"] == "target" or pd.notna(row["period_end"]), published if pd.notna(published) else pd.Timestamp.min, day_of(row)


def _shared_lines(run: Profile) -> Iterator[tuple[str, dict[str, object]]]:
    """The last figures that are printed for the place together with a few others."""
    groups = [group for group in run.data.geography.parts() if "+" in group and group != ALL_PLACES]
    rows = run.data.observations
    for group in groups:
        if run.code in run.data.geography.ever_members(group):
            names = [run.data.geography.name(code) for code in run.data.geography.ever_members(group) if code != run.code]
            for row, quantity in _last_of_each(figures_of(rows[rows["geography"].eq(group) & rows["is_latest"]])):
                yield _line(run, row, quantity, f"Together with {', '.join(names)}")


def _line(run: Profile, row: Row, quantity: Quantity, theme: str) -> tuple[str, dict[str, object]]:
    what = ", ".join(filter(None, [run.data.labels[row["indicator"]], sector_words(row["sector"])]))
    remarks = [str(row["coverage"]), *(flag_words(flag) for flag in quantity.flags if flag in REMARKED)]
    remark = "; ".join(filter(None, remarks)) or "no remark"
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
