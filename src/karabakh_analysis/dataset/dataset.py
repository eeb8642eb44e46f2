"""The collection's data as notebooks use it: what is published of a cell, what stood there before, and which rows stand on a day."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from karabakh_analysis.dataset.cells import Key, by_key, cell_table, histories
from karabakh_analysis.dataset.corrections import IDENTIFIERS
from karabakh_analysis.dataset.geography import Geography
from karabakh_analysis.dataset.periods import Period
from karabakh_analysis.dataset.vintages import standing_on, superseded_since
from karabakh_analysis.values import Quantity


@dataclass(frozen=True)
class Dataset:
    """Everything published that was known on a day.

    Parameters
    ----------
    observations, claims
        Corrected rows of known documents. Columns of the raw tables, then ``low_bound``, ``high_bound``, ``flags``, ``published``,
        ``known_from_earliest``, ``known_from_latest``, for observations ``vintage`` and ``is_latest``, ``corrected_fields``; and
        ``interval`` (an `Interval` in the row's unit). ``value`` stays text, because its digits carry the precision.
    sources, indicators, annotations, corrections
        As in the raw tables, days as days.
    geography
        Places and memberships.
    as_of
        The cut-off day, or ``None`` for all documents.
    """

    observations: pd.DataFrame
    claims: pd.DataFrame
    sources: pd.DataFrame
    indicators: pd.DataFrame
    annotations: pd.DataFrame
    corrections: pd.DataFrame
    geography: Geography
    as_of: pd.Timestamp | None

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The standing published value of every cell (see `cell_table`)."""
        return cell_table(self.observations)

    def published(self, indicator: str, geography: str, period: Period, sector: str = "", *, doubtful: bool = False) -> Quantity | None:
        """The published value of a cell of flows or stocks.

        Parameters
        ----------
        indicator, geography, sector
            Codes; the empty sector is the total.
        period
            Period of the flow, or the day of the stock.
        doubtful
            Whether a value under doubt about its scope may be returned.

        Returns
        -------
        Quantity or None
            ``None`` if nothing is published for the cell.
        """
        quantities = self._published.get((indicator, geography, sector, period.start, period.end), [])
        return next((quantity for quantity in quantities if doubtful or not quantity.doubtful), None)

    def history(self, indicator: str, geography: str, period: Period, sector: str = "") -> list[Quantity]:
        """The successive values of a cell of flows or stocks, the first vintage first (see `histories`)."""
        return self._histories.get((indicator, geography, sector, period.start, period.end), [])

    def standing(self, rows: pd.DataFrame, day: pd.Timestamp | None = None) -> pd.DataFrame:
        """Those of some observations that stand, or that stood on a day (see `standing_on`); ``rows`` holds whole tables."""
        if day is None:
            return rows[rows["is_latest"]]
        return rows[standing_on(rows, self.geography, superseded_since(self.annotations), day)]

    @cached_property
    def flags(self) -> dict[str, str]:
        """Flags of every observation and claim, space-separated, by row id."""
        tables = ((getattr(self, name), identifier) for name, identifier in IDENTIFIERS.items())
        return {row: flags for rows, identifier in tables for row, flags in rows[[identifier, "flags"]].itertuples(index=False)}

    @cached_property
    def labels(self) -> dict[str, str]:
        """Names of the indicators, by code."""
        return dict(zip(self.indicators["indicator"], self.indicators["label"], strict=True))

    @cached_property
    def _published(self) -> dict[Key, list[Quantity]]:
        return by_key(self.cells)

    @cached_property
    def _histories(self) -> dict[Key, list[Quantity]]:
        return histories(self.observations)
