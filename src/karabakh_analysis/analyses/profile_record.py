"""All other printed figures on one district or city, as they are printed and never summed (notebook district_profile)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from karabakh_analysis.analyses.profile import FLOWS, PARK, Profile
from karabakh_analysis.analyses.profile_figures import Figure, dated, day_of, figures_of, merged
from karabakh_analysis.analyses.profile_remarks import covered_words, remark, why_gone
from karabakh_analysis.analyses.profile_settlements import RESETTLED
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset.cells import Row, value_of
from karabakh_analysis.dataset.knowledge import reasons_of
from karabakh_analysis.dataset.naming import flag_words, sector_words
from karabakh_analysis.values import Quantity, Sentence, Value, listed

GONE, TOGETHER = "No longer standing", "Together with"
UNIT_WORDS = {"percent": "per cent"}
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
    """Every other figure on the place, by theme, those that no longer stand, and those printed for it together with others.

    Returns
    -------
    DataFrame
        Index: what is counted. Columns ``theme``, ``Figure`` (a `Quantity`), ``Unit``, ``Date or period``, ``Remark``. Of an industrial
        park only the last figure of each kind; of equal figures without a date one.
    """
    lines = [*_own_lines(run), *_gone_lines(run), *_shared_lines(run)]
    columns = ["theme", "Figure", "Unit", "Date or period", "Remark"]
    return pd.DataFrame([line for _, line in lines], index=[what for what, _ in lines], columns=columns, dtype=object)


def _own_lines(run: Profile) -> Iterator[tuple[str, dict[str, object]]]:
    shown = run.rows[~run.rows["indicator"].isin([*FLOWS]) & ~(run.rows["indicator"].isin(list(RESETTLED)) & run.rows["kind"].ne("target"))]
    parks = shown["sector"].str.startswith(PARK)
    figures = merged(figures_of(shown[~parks])) + _last_of_each(figures_of(shown[parks]))
    themes = run.data.indicators.set_index("indicator")["theme"]
    order, codes = list(THEMES), list(themes.index)
    for row, quantity in sorted(figures, key=lambda pair: (order.index(_theme(pair[0], themes)), codes.index(pair[0]["indicator"]))):
        yield _line(run, row, quantity, THEMES[_theme(row, themes)], _remark(run, row, quantity))


def _gone_lines(run: Profile) -> Iterator[tuple[str, dict[str, object]]]:
    """What is printed and no longer stands, with the reason, but for new jobs, which have their own figure, and parks."""
    rows = run.data.observations
    elsewhere = rows["indicator"].isin([*FLOWS]) | rows["sector"].str.startswith(PARK)
    gone = rows[rows["geography"].eq(run.code) & ~rows["is_latest"] & ~elsewhere]
    for row in gone.to_dict("records"):
        why = why_gone(run.data, row)
        covers = covered_words(row["coverage"])
        told = Sentence(f"{{covers}}. {why.template}", {**why.values, "covers": covers}) if covers else why
        yield _line(run, row, value_of([row]), GONE, told)


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
    rows = run.data.observations
    for group in run.groups:
        for row, quantity in merged(_last_of_each(figures_of(rows[rows["geography"].eq(group) & rows["is_latest"]]))):
            yield _line(run, row, quantity, f"{TOGETHER} {listed(run.partners(group))}", _remark(run, row, quantity))


def _line(run: Profile, row: Row, quantity: Quantity, theme: str, told: Sentence) -> tuple[str, dict[str, object]]:
    cells = {"Figure": quantity, "Unit": UNIT_WORDS.get(quantity.unit, quantity.unit), "Date or period": dated(row), "Remark": told}
    return _what(run, row), {"theme": theme, **cells}


def _what(run: Profile, row: Row) -> str:
    """What is counted; a sector that the name of the indicator already says is not said again."""
    label, sector = run.data.labels[row["indicator"]], sector_words(row["sector"])
    return label if sector.lower() in label.lower() else f"{label}, {sector}"


def _remark(run: Profile, row: Row, quantity: Quantity) -> Sentence:
    """What a figure covers, and why it is in doubt or incomplete; the note of its row where no such reason says more."""
    flags = [flag for flag in quantity.flags if flag in REMARKED]
    reasons = reasons_of(run.data.annotations, quantity.evidence, *flags) or [*map(flag_words, flags)]
    return remark(str(row["coverage"]), reasons or filter(None, [str(row["note"])]))


def other_heading(table: pd.DataFrame) -> Sentence | None:
    """How many other figures there are, and of which kinds; nothing where there are none."""
    if table.empty:
        return None
    shared, gone = int(table["theme"].str.startswith(TOGETHER).sum()), int(table["theme"].eq(GONE).sum())
    alone = len(table) - shared - gone
    values: dict[str, Value] = {"alone": count(alone), "shared": count(shared), "gone": count(gone)}
    more = ["{shared} for it together with others"] if shared else []
    more += [f"{{gone}} that no longer {'stands' if gone == 1 else 'stand'}"] if gone else []
    figures = {0: "No other printed figure", 1: "One other printed figure"}.get(alone, "{alone} other printed figures")
    return Sentence(", ".join([f"{figures} for this place alone", *more]), values)
