"""The two industrial parks and what their documents count, by day (notebook 05)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from karabakh_analysis.analyses.run import Run
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.dataset.naming import sector_words
from karabakh_analysis.values import Quantity
from karabakh_analysis.values.numbers import plain_number

AGHDAM, ARAZ = "industrial_park:aghdam", "industrial_park:araz"
MILLION = 1_000_000
RESIDENTS, NONRESIDENTS, OPERATING = "park_residents", "park_nonresidents", "park_enterprises_operating"
INVESTED, INVESTMENT_PLANNED = "park_investment_azn", "park_investment_target_azn"
JOBS_MADE, JOBS_PLANNED = "park_jobs_created", "park_jobs_target"


@dataclass(frozen=True)
class Park(Run):
    """A park, or both counted together by the source.

    Parameters
    ----------
    data
        What was known.
    sector
        Its code among the sectors.
    name
        How pages name it.
    hue
        Of its economic region.
    """

    sector: str
    name: str
    hue: str

    @property
    def rows(self) -> pd.DataFrame:
        """Every printed figure of the park."""
        observations = self.data.observations
        return observations[observations["sector"].eq(self.sector)]


def parks(data: Dataset) -> tuple[Park, Park, Park]:
    """The Aghdam park, the Araz Valley park, and both where a source counts them together."""
    return (
        Park(data, AGHDAM, sector_words(AGHDAM), "kar"),
        Park(data, ARAZ, sector_words(ARAZ), "ezr"),
        Park(data, "industrial_park:aghdam+araz", "Both parks together", "grey"),
    )


@dataclass(frozen=True)
class Level:
    """A value and its day: that of the stock, or for a plan the day by which its document was out.

    Parameters
    ----------
    day
        The day.
    quantity
        The value.
    window
        In words, the time in which a document of no certain day came out; else empty.
    """

    day: pd.Timestamp
    quantity: Quantity
    window: str = ""

    @property
    def when(self) -> str:
        """The day or the window in words."""
        return self.window or Period.day(self.day).label


def counted(park: Park, indicator: str) -> list[Level]:
    """The standing values of a stock by its day; a value in doubt is one of them."""
    cells = park.data.cells
    chosen = cells[cells["indicator"].eq(indicator) & cells["sector"].eq(park.sector) & cells["kind"].eq("stock")]
    days = sorted(zip(chosen["period_end"], chosen["quantity"], strict=True), key=lambda pair: pair[0])
    return [Level(day, quantity) for day, quantity in days]


def millions(quantity: Quantity) -> Quantity:
    """An amount in millions, with the words of its precision: more than 312."""
    words = re.sub(r"\d[\d,]*", lambda found: plain_number(int(found[0].replace(",", "")) / MILLION, 3), quantity.printed)
    return replace(quantity, interval=quantity.interval / MILLION, unit=f"million {quantity.unit}", printed=words)


def in_millions(levels: Iterable[Level]) -> list[Level]:
    """Levels of money in millions."""
    return [replace(level, quantity=millions(level.quantity)) for level in levels]


def last_sure(levels: Iterable[Level]) -> Level | None:
    """The last value that is free of doubt."""
    return next((level for level in reversed(list(levels)) if not level.quantity.doubtful), None)
