"""Enterprises and sole proprietors in operation, and registrations beside them (notebook 02)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.growth_words import share_of
from karabakh_analysis.analyses.marks import drawn, hue_of
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.scope import REGIONS, Scope
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate, share
from karabakh_analysis.values import Interval, Quantity, Sentence, Value, listed

ALL, ALL_PROPRIETORS = "All enterprises", "Sole proprietors"
WHOLE = "KAR+EZR"
SIZES = {"size:micro": "Micro", "size:small": "Small", "size:medium": "Medium", "size:large": "Large"}


def stock_day(run: Scope) -> Period | None:
    """The last day for which enterprises in operation are printed by size class."""
    cells = run.data.cells
    days = cells.loc[cells["indicator"].eq("enterprises_active") & cells["sector"].isin(SIZES) & cells["geography"].eq("EZR"), "period_end"]
    return Period.day(days.value_counts().sort_index(kind="stable").idxmax()) if len(days) else None


def stock_table(run: Scope) -> pd.DataFrame:
    """Enterprises by size class and sole proprietors in operation, by economic region, on the day of `stock_day`."""
    day = stock_day(run)
    if day is None:
        return pd.DataFrame()
    rows = {
        name: {region: run.data.published("enterprises_active", region, day, size) for region in REGIONS} for size, name in SIZES.items()
    }
    totals: dict[str, Quantity | None] = {
        region: aggregate([row[region] for row in rows.values()], unit="enterprises") for region in REGIONS
    }
    rows |= {
        ALL: totals,
        ALL_PROPRIETORS: {region: run.data.published("sole_proprietors_active", region, day) for region in REGIONS},
    }
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object).rename(columns={region: run.name(region) for region in REGIONS})


def size_shares(run: Scope) -> pd.DataFrame:
    """Size classes as parts of the enterprises of their region, a panel a region. Unit: per cent."""
    table = stock_table(run)
    rows = []
    for region in REGIONS if len(table) else ():
        parts = table[run.name(region)]
        rows += [
            drawn(name, share(parts[name], parts[ALL]), panel=run.name(region), hue=hue_of(region))
            for name in SIZES.values()
            if isinstance(parts[name], Quantity)
        ]
    return pd.DataFrame(rows)


def shares_title(rows: pd.DataFrame) -> Sentence:
    """The share of the largest size class of each region."""
    if rows.empty:
        return Sentence("No stock of enterprises by size")
    largest = [group.loc[group["low"].idxmax()] for _, group in rows.groupby("panel", sort=False)]
    values: dict[str, Value] = {f"share{place}": row["printed"] for place, row in enumerate(largest)}
    values |= {f"panel{place}": row["panel"] for place, row in enumerate(largest)}
    values |= {f"size{place}": row["label"].lower() for place, row in enumerate(largest)}
    if len({row["label"] for row in largest}) == 1:
        parts = listed([f"{{share{place}}} in the {{panel{place}}}" for place in range(len(largest))])
        return Sentence(f"Of the enterprises {parts} are {{size0}}", values)
    parts = listed([f"{{share{place}}} are {{size{place}}} in the {{panel{place}}}" for place in range(len(largest))])
    return Sentence(f"Of the enterprises {parts}", values)


def stock_finding(run: Scope) -> Sentence:
    """The share of micro enterprises in the stock of both regions."""
    table = stock_table(run)
    day = stock_day(run)
    if table.empty or day is None:
        return Sentence("No stock of enterprises by size is printed.")
    micro, all_firms = (aggregate(list(table.loc[row]), unit="enterprises") for row in (SIZES["size:micro"], ALL))
    all_firms = run.data.published("enterprises_active", WHOLE, day) or all_firms
    part = share_of(micro, all_firms)
    if part is None:
        return Sentence("The printed parts of the stock of {day} come to more than its printed total.", {"day": day.label})
    if part.interval == Interval(0, 100):
        return Sentence("The printed parts of the stock of {day} do not tell how many enterprises are micro ones.", {"day": day.label})
    return Sentence(
        "{share} of the {all} enterprises in operation in {where} on {day} are micro enterprises.",
        {"share": part, "all": all_firms, "where": place_name(run.data, WHOLE).text, "day": day.label},
    )


def stock_units(run: Scope) -> str:
    """Units and day of the stock table."""
    day = stock_day(run)
    return f"Enterprises; persons. Whole economic regions, {day.label}." if day else "Enterprises; persons."
