"""Enterprises registered beside those in operation later, in East Zangezur (notebook 02)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.business_places import table_year
from karabakh_analysis.analyses.business_stock import ALL, ALL_PROPRIETORS, stock_day, stock_table
from karabakh_analysis.analyses.entrepreneurship import ENTERPRISES, PROPRIETORS
from karabakh_analysis.analyses.levels import level
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.dataset import Period
from karabakh_analysis.values import Quantity, Sentence, Value

# The only region whose registrations and stock are of the same area: all its districts are among the liberated ones.
REGION = "EZR"
STOCKS = {ENTERPRISES: ALL, PROPRIETORS: ALL_PROPRIETORS}


@dataclass(frozen=True)
class Births:
    """Enterprises registered in a year and those in operation on a later day, over the same area.

    Parameters
    ----------
    year
        The year of the registrations.
    births
        Enterprises registered.
    day
        The day of the stock.
    stock
        Enterprises in operation.
    """

    year: Period
    births: Quantity
    day: Period
    stock: Quantity


def births_beside_stock(run: Scope, indicator: str = ENTERPRISES) -> Births | None:
    """The registrations of the last year with a district table, beside the stock; ``None`` where not both are printed."""
    year, day = table_year(run), stock_day(run)
    if year is None or day is None:
        return None
    births = level(run.data, indicator, REGION, Period.year(year))
    stock = stock_table(run).at[STOCKS[indicator], run.name(REGION)]
    return None if births is None or stock is None else Births(Period.year(year), births, day, stock)


def births_rows(found: Births | None) -> pd.DataFrame:
    """The two counts as rows of a figure. Unit: enterprises."""
    if found is None:
        return pd.DataFrame()
    labels = (f"Registered in {found.year.label}", f"In operation on {found.day.label}")
    return pd.DataFrame([drawn(label, each, hue="ezr") for label, each in zip(labels, (found.births, found.stock), strict=True)])


def births_title(found: Births | None) -> Sentence:
    """The two counts side by side."""
    if found is None:
        return Sentence("Births and stock")
    return Sentence("{births} registered in {year}, {stock} in operation on {day}", _values(found))


def births_finding(found: Births | None) -> Sentence:
    """The two counts in one sentence, without a rate between them."""
    if found is None:
        return Sentence("For East Zangezur registrations and a later stock are not both printed.")
    text = "In East Zangezur {births} enterprises were registered in {year}; {stock} were in operation on {day}."
    return Sentence(text, _values(found))


def proprietors_finding(found: Births | None) -> Sentence:
    """The same of sole proprietors; nothing where not both are printed."""
    if found is None:
        return Sentence("")
    return Sentence("Of sole proprietors there {births} were registered in {year}; {stock} were in operation on {day}.", _values(found))


def _values(found: Births) -> dict[str, Value]:
    return {"births": found.births, "year": found.year.label, "stock": found.stock, "day": found.day.label}
