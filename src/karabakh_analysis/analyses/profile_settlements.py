"""Resettled persons and families of one district or city, by the area that a figure covers (notebook district_profile)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.profile import Profile
from karabakh_analysis.analyses.profile_figures import Figure, dated, day_of, figures_of
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset.cells import Row
from karabakh_analysis.values import Sentence, Value

PERSONS, FAMILIES = "population_resettled", "families_resettled"
RESETTLED = {PERSONS: "Persons", FAMILIES: "Families"}
FEWEST_DATES = 3


def covered(run: Profile, row: Row) -> str:
    """What a figure on resettlement covers: a settlement, a part or the whole of the place."""
    text = str(row["coverage"]).removesuffix(" only")
    if not text:
        return run.name
    return f"{run.name} {run.data.geography.level(run.code)}" if text == "district" else text[:1].upper() + text[1:]


def _resettled(run: Profile) -> list[Figure]:
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


def _longest(run: Profile) -> list[Figure]:
    """Resettled persons of the one coverage that is printed for most dates."""
    together: dict[str, list[Figure]] = {}
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
    row, quantity = max(dates, key=lambda pair: (day_of(pair[0]), pair[0]["kind"] == "stock", pair[1].interval.low))
    area = str(row["coverage"]).removesuffix(" only") or run.name
    values: dict[str, Value] = {"many": quantity, "when": dated(row), "area": area}
    verb = "moved" if row["kind"] == "flow" else "are counted"
    return Sentence(f"{{many}} resettled persons {verb} on {{when}} ({{area}}).", values)
