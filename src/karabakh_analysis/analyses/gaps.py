"""Which levels are printed, which follow, which are only confined: the coverage of an indicator (notebook 08)."""

from __future__ import annotations

import math
from collections import Counter

import pandas as pd

from karabakh_analysis.analyses.marks import hue_of
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.record import SUMS, Record
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import COUNTRY, Period
from karabakh_analysis.evidence import Bound
from karabakh_analysis.values import Sentence, Value

COLUMNS = {(1, 3): "Q1", (4, 6): "Q2", (7, 9): "Q3", (10, 12): "Q4", (1, 6): "H1", (1, 9): "9M", (1, 12): "Y"}
DOUBT = "in doubt"
COLUMNS_WORDS = "Q1 to Q4 are quarters, H1 is January to June, 9M January to September, Y the year"
COUNTED = {
    "published": "Published",
    "implied": "Implied",
    "bounded": "Confined from both sides",
    "open": "From below only",
    "unknown": "Not confined",
    "conflicting": "In conflict",
    "absent": "No such place",
}


def coverage_grid(run: Record) -> pd.DataFrame:
    """Every level of the indicator by place, year and part of the year, as rows of a grid. Unit: that of the indicator."""
    rows = [_grid_row(run, bound) for bound in run.bounds]
    order = {code: place for place, code in enumerate((*run.districts, *SUMS))}
    frame = pd.DataFrame(rows)
    return frame.sort_values(["code", "panel"], key=lambda column: column.replace(order), kind="stable", ignore_index=True).drop(
        columns="code"
    )


def _grid_row(run: Record, bound: Bound) -> dict[str, object]:
    status, quantity = run.status(bound), run.quantity(bound)
    region = "" if bound.geography in SUMS else run.data.geography.region_of(bound.geography)
    known = status not in ("absent", "unknown")
    return {
        "code": bound.geography,
        "label": run.name(bound.geography),
        "panel": str(bound.period.end.year),
        "column": COLUMNS[bound.period.start.month, bound.period.end.month],
        "low": float(bound.interval.low) if known else math.nan,
        "high": float(bound.interval.high) if known else math.nan,
        "status": status,
        "note": DOUBT if known and quantity.doubtful else "",
        "printed": quantity.text if status == "published" else "",
        "hue": hue_of(region or bound.geography),
        "group": place_name(run.data, region).head if region else "Sums of places",
        "evidence": " ".join(bound.evidence) if known else "",
    }


def kind_of(run: Record, bound: Bound) -> str:
    """A key of `COUNTED`: how a level is known, an interval without an upper end apart."""
    status = run.status(bound)
    return "open" if status == "bounded" and not bound.interval.is_bounded else status


def counts_by_year(run: Record) -> pd.DataFrame:
    """Number of levels by year and by how they are known; the last row adds the years. Units: levels, per cent."""
    found = Counter((bound.period.end.year, kind_of(run, bound)) for bound in run.bounds)
    years = sorted({year for year, _ in found})
    kinds = [kind for kind in COUNTED if kind not in ("conflicting", "absent") or any(found[year, kind] for year in years)]
    table = pd.DataFrame({COUNTED[kind]: [found[year, kind] for year in years] for kind in kinds}, index=[str(year) for year in years])
    table.loc["All years"] = table.sum()
    existing = table.drop(columns=COUNTED["absent"], errors="ignore").sum(axis=1)
    return table.assign(Levels=existing)


def tally(run: Record, *kinds: str) -> int:
    """Number of levels that are known in one of some ways; without any, of all places that existed."""
    wanted = kinds or tuple(kind for kind in COUNTED if kind != "absent")
    return sum(kind_of(run, bound) in wanted for bound in run.bounds)


def coverage_finding(run: Record) -> Sentence:
    """How many levels are printed, and how many of the others follow or are confined."""
    national = by_the_country_alone(run)
    return Sentence(
        "Of {all} levels of {things} by place and period, {printed} are printed; {implied} more can be had exactly from printed figures,"
        " and {both} are confined from both sides" + (", {national} of them by a count of the whole country alone." if national else "."),
        {**_counts(run), "national": count(national)},
    )


def by_the_country_alone(run: Record) -> int:
    """How many levels of a part of the country have an upper end for no other reason than a count of the whole country."""
    tables = ((run.data.observations, "observation_id"), (run.data.claims, "claim_id"))
    places = {row: place for table, name in tables for row, place in zip(table[name], table["geography"], strict=True)}
    found = [bound for bound in run.bounds if kind_of(run, bound) == "bounded" and bound.geography != COUNTRY]
    return sum({places.get(row) for row in bound.evidence} == {COUNTRY} for bound in found)


def coverage_heading(run: Record) -> Sentence:
    """The same for a heading."""
    return Sentence("{printed} of {all} levels of {things} are printed; {implied} more can be had exactly", _counts(run))


def recorded(run: Record) -> dict[str, int]:
    """What runs are compared by: how many levels there are, and how many are known in which way."""
    return {"levels": tally(run), **{kind: tally(run, kind) for kind in COUNTED if kind != "absent"}}


def _counts(run: Record) -> dict[str, Value]:
    kinds = {"all": (), "printed": ("published",), "implied": ("implied",), "both": ("bounded",)}
    numbers = {name: count(tally(run, *wanted)) for name, wanted in kinds.items()}
    return {"things": run.things, **numbers}


def quarters_finding(run: Record) -> Sentence:
    """How many quarters of a district are printed: what a series by district and quarter would need."""
    cells = [bound for bound in run.bounds if bound.geography not in SUMS and _is_quarter(bound.period) and run.status(bound) != "absent"]
    printed = sum(bound.status == "published" for bound in cells)
    return Sentence(
        "Of the {all} quarters of a district or city, {printed} are printed: the releases count from January on and name few places.",
        {"all": count(len(cells)), "printed": count(printed)},
    )


def _is_quarter(period: Period) -> bool:
    return bool(period.end.month - period.start.month == 2)


def grid_title(run: Record) -> Sentence:
    """The year of which most is printed."""
    found = Counter(bound.period.end.year for bound in run.bounds if bound.status == "published")
    most = max(found.values(), default=0)
    best = [str(year) for year, number in sorted(found.items()) if number == most]
    values: dict[str, Value] = {"years": " and ".join(best), "most": count(most)}
    return Sentence("Most is printed for {years}: {most} levels" + (" each" if len(best) > 1 else ""), values)


def grid_text(run: Record) -> str:
    """What the grid draws."""
    return f"How each level of {run.things} is known, by place and period; {COLUMNS_WORDS}."


def absent_note(run: Record) -> Sentence:
    """Which places did not exist in a part of the time."""
    names = dict.fromkeys(run.name(bound.geography) for bound in run.bounds if run.status(bound) == "absent")
    if not names:
        return Sentence("Every place existed in all periods shown.")
    text = "{places} did not exist in a part of the time; that is not the same as a count of zero."
    return Sentence(text, {"places": ", ".join(names)})


def doubt_note(run: Record) -> Sentence:
    """How many levels rest on a figure under doubt."""
    doubtful = sum(run.quantity(bound).doubtful for bound in run.bounds if run.status(bound) not in ("absent", "unknown"))
    if not doubtful:
        return Sentence("No level rests on a figure under doubt about its scope.")
    text = "{many} levels rest on a figure under doubt about its scope: the grid marks them, the table counts them with the others."
    return Sentence(text, {"many": count(doubtful)})
