"""Enterprises and sole proprietors in operation, and registrations beside them (notebook 02)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.business_places import table_year
from karabakh_analysis.analyses.entrepreneurship import ENTERPRISES
from karabakh_analysis.analyses.levels import level
from karabakh_analysis.analyses.marks import drawn, hue_of
from karabakh_analysis.analyses.scope import REGIONS, Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import aggregate, share
from karabakh_analysis.values import Interval, Quantity, Sentence, Value, listed

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
        "All enterprises": totals,
        "Sole proprietors": {region: run.data.published("sole_proprietors_active", region, day) for region in REGIONS},
    }
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object).rename(columns={region: run.name(region) for region in REGIONS})


def size_shares(run: Scope) -> pd.DataFrame:
    """Size classes as parts of the enterprises of their region, a panel a region. Unit: per cent."""
    table = stock_table(run)
    rows = []
    for region in REGIONS if len(table) else ():
        parts = table[run.name(region)]
        rows += [
            drawn(name, share(parts[name], parts["All enterprises"]), panel=run.name(region), hue=hue_of(region))
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
    micro, all_firms = (aggregate(list(table.loc[row]), unit="enterprises") for row in ("Micro", "All enterprises"))
    part = share(micro, all_firms)
    if part.interval == Interval(0, 100):
        return Sentence("The printed parts of the stock of {day} do not tell how many enterprises are micro ones.", {"day": day.label})
    return Sentence(
        "{share} of the {all} enterprises in operation on {day} are micro enterprises.",
        {"share": part, "all": all_firms, "day": day.label},
    )


def stock_units(run: Scope) -> str:
    """Units and day of the stock table."""
    day = stock_day(run)
    return f"Enterprises; persons. Whole economic regions, {day.label}." if day else "Enterprises; persons."


def births_title(rows: pd.DataFrame) -> Sentence:
    """The two counts side by side."""
    if rows.empty or rows["low"].isna().any():
        return Sentence("Births and stock")
    first, second = rows.iloc[0], rows.iloc[1]
    values: dict[str, Value] = {
        "births": first["printed"],
        "a": first["label"].lower(),
        "stock": second["printed"],
        "b": second["label"][0].lower() + second["label"][1:],
    }
    return Sentence("{births} {a}, {stock} {b}", values)


def births_beside_stock(run: Scope) -> pd.DataFrame:
    """East Zangezur: enterprises registered in the last year with a district table, beside those in operation later. Unit: enterprises."""
    year, day = table_year(run), stock_day(run)
    stock = stock_table(run)
    if year is None or day is None or stock.empty:
        return pd.DataFrame()
    births = level(run.data, ENTERPRISES, "EZR", Period.year(year))
    total = stock.at["All enterprises", run.name("EZR")]
    return pd.DataFrame([drawn(f"Registered in {year}", births, hue="ezr"), drawn(f"In operation on {day.label}", total, hue="ezr")])


def births_finding(run: Scope, rows: pd.DataFrame) -> Sentence:
    """The two counts in one sentence, without a rate between them."""
    if rows.empty or rows["low"].isna().any():
        return Sentence("For East Zangezur registrations and a later stock are not both printed.")
    year, day = table_year(run), stock_day(run)
    births = level(run.data, ENTERPRISES, "EZR", Period.year(int(year or 0)))
    total = stock_table(run).at["All enterprises", run.name("EZR")]
    values: dict[str, Value] = {"births": births or count(0), "year": str(year), "stock": total, "day": day.label if day else ""}
    return Sentence("In East Zangezur {births} enterprises were registered in {year}; {stock} were in operation on {day}.", values)
