"""Resettled persons and families of one district or city, by the area that a figure covers (notebook district_profile)."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.profile import Profile
from karabakh_analysis.analyses.profile_figures import Figure, dated, day_of, figures_of
from karabakh_analysis.analyses.profile_remarks import doubt_notes
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.dataset.cells import Row
from karabakh_analysis.values import Quantity, Sentence, Value, listed

PERSONS, FAMILIES = "population_resettled", "families_resettled"
RESETTLED = {PERSONS: "Persons", FAMILIES: "Families"}
FEWEST_VALUES = 3


def covered(run: Profile, row: Row) -> str:
    """What a figure on resettlement covers: a settlement, a part or the whole of the place."""
    text = str(row["coverage"]).removesuffix(" only")
    if not text:
        return run.name
    return f"{run.name} {run.data.geography.level(run.code)}" if text == "district" else text[:1].upper() + text[1:]


def _is_whole(row: Row) -> bool:
    return str(row["coverage"]) in ("", "district")


def _resettled(run: Profile) -> list[Figure]:
    return figures_of(run.rows[run.rows["indicator"].isin(list(RESETTLED)) & run.rows["kind"].ne("target")])


def resettled_table(run: Profile) -> pd.DataFrame:
    """Resettled persons and families by what is covered and date, one line a date; of those without a date, one a document.

    Columns: ``covers`` and one a count.
    """
    lines: dict[tuple[str, str, str], dict[str, object]] = {}
    for row, quantity in _resettled(run):
        moved = ", moved on that day" if row["kind"] == "flow" else ""
        document = str(row["source_id"]) if pd.isna(row["period_end"]) else ""
        line = lines.setdefault((covered(run, row), dated(row) + moved, document), dict.fromkeys(RESETTLED.values()))
        line[RESETTLED[row["indicator"]]] = quantity
    rows = [{"covers": covers, **line} for (covers, _, _), line in lines.items()]
    return pd.DataFrame(rows, index=[when for _, when, _ in lines], columns=["covers", *RESETTLED.values()], dtype=object)


def _longest(run: Profile) -> list[Figure]:
    """Resettled persons of the one coverage that is printed for most dates; nothing where too few of its counts differ."""
    together: dict[str, list[Figure]] = {}
    for row, quantity in _resettled(run):
        if row["indicator"] == PERSONS and row["kind"] == "stock" and pd.notna(row["period_end"]) and not quantity.doubtful:
            together.setdefault(covered(run, row), []).append((row, quantity))
    series = max(together.values(), key=len, default=[])
    return series if len({quantity.interval for _, quantity in series}) >= FEWEST_VALUES else []


def resettled_rows(run: Profile) -> pd.DataFrame:
    """Resettled persons by date for the coverage with most dates, as columns of a figure, by year. Unit: persons."""
    return pd.DataFrame([_column(run, row, quantity) for row, quantity in _longest(run)])


def _column(run: Profile, row: Row, quantity: Quantity) -> dict[str, object]:
    day = Period.day(row["period_end"])
    year = str(day.end.year)
    return drawn(day.label.removesuffix(f" {year}"), quantity, hue=run.hue, group=year)


def resettled_title(run: Profile) -> Sentence:
    """The first and the last count of the series drawn."""
    series = _longest(run)
    if not series:
        return Sentence("Too few counts to draw")
    (first, was), (last, now) = series[0], series[-1]
    values: dict[str, Value] = {"covers": covered(run, first), "was": was, "then": dated(first), "now": now, "when": dated(last)}
    return Sentence("{covers}: {now} resettled persons on {when}, {was} on {then}", values)


def resettled_heading(run: Profile) -> Sentence | None:
    """How many counts of resettled persons and families there are, and for how many areas; nothing where there are none."""
    table = resettled_table(run)
    if table.empty:
        return None
    counts, areas = int(table[list(RESETTLED.values())].notna().to_numpy().sum()), table["covers"].nunique()
    values: dict[str, Value] = {"many": count(counts), "areas": count(areas)}
    if counts == 1:
        return Sentence("One count of resettled persons or families")
    return Sentence(f"{{many}} counts of resettled persons or families, {_areas(areas)}", values)


def doubts(run: Profile) -> list[Sentence]:
    """Counts in doubt, each with the reason."""
    return doubt_notes(run.data, [(dated(row), quantity) for row, quantity in _resettled(run) if quantity.doubtful])


def _areas(number: int) -> str:
    return "all of one area" if number == 1 else "for {areas} different areas"


def resettled_finding(run: Profile) -> list[Sentence]:
    """The latest count of resettled persons of the whole place, the latest of a part of it, and one printed for it with others."""
    persons = [(row, quantity) for row, quantity in _resettled(run) if row["indicator"] == PERSONS and not quantity.doubtful]
    dates = [(row, quantity) for row, quantity in persons if pd.notna(row["period_end"])]
    whole, part = (_latest(pair for pair in dates if _is_whole(pair[0]) is kind) for kind in (True, False))
    joint = _joint(run)
    if whole is None and part is None and joint is None:
        return [Sentence("No dated count of resettled persons is printed for {place}.", {"place": run.name})] if run.is_liberated else []
    if part is not None and whole is not None and day_of(part[0]) <= day_of(whole[0]):
        part = None
    families = _later_families(run, [pair for pair in (whole, part) if pair is not None])
    told = [_told(run, pair) for pair in (whole, part, families) if pair is not None]
    return [*told, *([joint] if joint is not None else [])]


def _later_families(run: Profile, persons: list[Figure]) -> Figure | None:
    """The latest count of families, where it is of a later day than the counts of persons."""
    found = [(row, quantity) for row, quantity in _resettled(run) if row["indicator"] == FAMILIES and not quantity.doubtful]
    latest = _latest(pair for pair in found if pd.notna(pair[0]["period_end"]) and pair[0]["kind"] == "stock")
    return latest if latest and all(day_of(latest[0]) > day_of(row) for row, _ in persons) else None


def _latest(figures: Iterable[Figure]) -> Figure | None:
    return max(figures, key=lambda pair: (pair[0]["kind"] == "stock", day_of(pair[0]), pair[1].interval.low), default=None)


def _told(run: Profile, figure: Figure) -> Sentence:
    row, quantity = figure
    area = str(row["coverage"]).removesuffix(" only")
    values: dict[str, Value] = {"many": quantity, "when": dated(row), "area": area, "place": run.name}
    values["things"] = RESETTLED[row["indicator"]].lower()
    if row["kind"] == "flow":
        return Sentence("{many} resettled {things} moved in on {when}" + (" ({area})." if area else "."), values)
    where = "in the whole of {place}" if _is_whole(row) else "for a part of {place}: {area}"
    return Sentence(f"{{many}} resettled {{things}} were counted on {{when}} {where}.", values)


def _joint(run: Profile) -> Sentence | None:
    """The latest count of resettled persons that is printed for the place together with others."""
    rows = run.data.observations
    groups = {group: names for group in run.groups if (names := run.partners(group))}
    joint = rows[rows["geography"].isin(list(groups)) & rows["is_latest"] & rows["indicator"].eq(PERSONS) & rows["kind"].eq("stock")]
    latest = _latest((row, quantity) for row, quantity in figures_of(joint[joint["period_end"].notna()]) if not quantity.doubtful)
    if latest is None:
        return None
    row, quantity = latest
    values: dict[str, Value] = {"many": quantity, "when": dated(row), "others": listed(groups[row["geography"]]), "place": run.name}
    return Sentence("{many} resettled persons were counted on {when} in {place}, {others} together.", values)
