"""Printed counts of an additive flow as constraints: levels of places over whole quarters, and exact absolute changes between them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.dataset.cells import NO_SUM
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.evidence.constraints import Constraint, minus, total, within
from karabakh_analysis.evidence.errors import MissingLevelError, OutsideGridError
from karabakh_analysis.evidence.grid import Grid
from karabakh_analysis.evidence.printed import BASE, PERIOD, distinct_values, printed_cells


def exact_changes(claims: pd.DataFrame) -> pd.DataFrame:
    """Absolute changes printed to the unit, with both periods: they count as printed counts."""
    exact = claims["claim"].eq("absolute_change") & claims["precision"].eq("exact") & claims["base_period_end"].notna()
    return claims[exact & ~has_flag(claims, *NO_SUM)]


def grid_of(dataset: Dataset, *frames: pd.DataFrame) -> Grid:
    """The years that rows and claims of an indicator speak of, as a grid.

    Raises
    ------
    MissingLevelError
        If there is no such row.
    """
    columns = [frame[column] for frame in frames for column in (*PERIOD, *BASE) if column in frame.columns]
    years = pd.concat(columns).dropna().dt.year
    if years.empty:
        raise MissingLevelError()
    return Grid(dataset.geography, int(years.min()), int(years.max()))


def level_constraints(rows: pd.DataFrame, grid: Grid) -> Iterator[Constraint]:
    """One constraint for every value printed of a cell; cells outside the grid are left out."""
    for (place, start, end), printed in printed_cells(rows).items():
        try:
            form = total(grid.atoms(place, Period(start, end)))
        except OutsideGridError:
            continue
        for interval, ids in printed.values:
            yield Constraint(ids, "count", within(form, interval))


def change_constraints(changes: pd.DataFrame, grid: Grid) -> Iterator[Constraint]:
    """One constraint an exact absolute change, with all its printings; those outside the grid are left out."""
    for (place, start, end, base_start, base_end), printings in changes.groupby(["geography", *PERIOD, *BASE], sort=True):
        try:
            later, base = (total(grid.atoms(str(place), period)) for period in (Period(start, end), Period(base_start, base_end)))
        except OutsideGridError:
            continue
        for interval, ids in distinct_values(zip(printings["interval"], printings["claim_id"], strict=True)):
            yield Constraint(ids, "change", within(minus(later, base), interval))
