"""One district or city: what it is, and how a level of it stands among all places (notebook district_profile)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from karabakh_analysis.analyses.levels import narrower
from karabakh_analysis.analyses.marks import hue_of
from karabakh_analysis.analyses.wording import count, evidence_in, require, source_line
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.values import Interval, Quantity, Sentence, Value
from karabakh_analysis.values.quantity import derived

ALL_PLACES = "KAR+EZR"
LIBERATED = "LIBERATED"
JOBS, ENTERPRISES, PROPRIETORS = "new_jobs", "new_enterprises", "new_sole_proprietors"
FLOWS = (JOBS, ENTERPRISES, PROPRIETORS)
RELEASED = ((1, 3), (1, 6), (1, 9), (1, 12))
PARTS = ((4, 6), (7, 9), (10, 12))
REGION_WORDS = {"KAR": "Karabakh", "EZR": "East Zangezur"}


@dataclass(frozen=True)
class Profile:
    """A district or city and what was known.

    Parameters
    ----------
    data
        What was known.
    code
        Code of the place.
    """

    data: Dataset
    code: str

    @property
    def name(self) -> str:
        """English name of the place."""
        return self.data.geography.name(self.code)

    @property
    def region(self) -> str:
        """Code of its economic region."""
        return self.data.geography.region_of(self.code)

    @property
    def region_name(self) -> str:
        """Name of its economic region."""
        return REGION_WORDS.get(self.region, self.data.geography.name(self.region))

    @property
    def hue(self) -> str:
        """Hue of its economic region."""
        return hue_of(self.region)

    @property
    def places(self) -> tuple[str, ...]:
        """Codes of all places of both economic regions."""
        return self.data.geography.ever_members(ALL_PLACES)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Observations of the place alone that stand."""
        rows = self.data.observations
        return rows[rows["geography"].eq(self.code) & rows["is_latest"]]

    def level(self, indicator: str, period: Period, place: str = "") -> Quantity | None:
        """The level of a flow: printed, or as all published figures confine it; ``None`` where there is nothing, or no such place."""
        geography = place or self.code
        if geography in self.places and not self.data.geography.exists(geography, period.end):
            return None
        return narrower(self.data, self.data.published(indicator, geography, period), indicator, geography, period)

    def rank(self, indicator: str, period: Period) -> tuple[Quantity, int] | None:
        """Its rank among the places that exist at a period's end, from 1, and their number.

        From 1 + the places that certainly count more to 1 + those that possibly do, each as far as its own level is confined. ``None``
        where nothing but the sign confines the level of the place itself.
        """
        mine = self.level(indicator, period)
        if mine is None:
            return None
        existing = [place for place in self.places if self.data.geography.exists(place, period.end)]
        others = [self.level(indicator, period, place) for place in existing if place != self.code]
        intervals = [other.interval if other else Interval.at_least(0) for other in others]
        above = sum(mine.interval.below(interval) for interval in intervals)
        possibly = sum(interval.high > mine.interval.low for interval in intervals)
        return derived(Interval(1 + above, 1 + possibly), "rank", mine, *filter(None, others)), len(existing)

    def largest(self, indicator: str) -> float:
        """The largest count of a flow that is printed for a single place; 0 where none is."""
        cells = self.data.cells
        counts = cells.loc[cells["indicator"].eq(indicator) & cells["geography"].isin(self.places) & cells["sector"].eq(""), "quantity"]
        return max((float(quantity.interval.low) for quantity in counts), default=0.0)

    def source(self, frame: pd.DataFrame) -> str:
        """The documents behind a frame."""
        return source_line(self.data, evidence_in(frame))

    def periods(self, indicator: str) -> list[Period]:
        """The periods from January on of all years in which anything is printed of an indicator for a place or for both regions."""
        cells = self.data.cells
        wanted = cells["geography"].isin([*self.places, ALL_PLACES, LIBERATED, *REGION_WORDS]) & cells["indicator"].eq(indicator)
        years = sorted(cells.loc[wanted & cells["kind"].eq("flow"), "period_end"].dt.year.unique().tolist())
        return [Period.months(year, *span) for year in years for span in RELEASED]


def profile(data: Dataset, district: str) -> Profile:
    """The profile of a place of the two economic regions.

    Raises
    ------
    ParameterError
        If the code is none of theirs.
    """
    require(district, data.geography.ever_members(ALL_PLACES), "district", "only districts and cities of the two regions have a profile")
    return Profile(data, district)


def about(run: Profile) -> list[Sentence]:
    """What the place is: level, region, whether it is a liberated district, its own name, its code."""
    place = _place(run)
    values: dict[str, Value] = {"level": place["level"], "region": run.region_name, "own": place["name_az"], "code": run.code}
    member = run.code in run.data.geography.ever_members(LIBERATED)
    which = "one of the places that the sources call liberated districts" if member else "not one of the liberated districts of the sources"
    first = Sentence(f"{{level}} in the {{region}} economic region, {which}.", values)
    second = Sentence("Its name in Azerbaijani is {own}; its code here is {code}.", values)
    remark = str(place["note"] or "")
    return [first, second, *([Sentence("{remark}.", {"remark": remark.rstrip(".")})] if remark else [])]


def _place(run: Profile) -> dict[str, Any]:
    rows = run.data.geography.places
    found: dict[str, Any] = rows[rows["code"].eq(run.code)].iloc[0].to_dict()
    return found


def printed_finding(run: Profile) -> Sentence:
    """How many figures are printed for the place alone, and by how many documents."""
    rows = run.data.observations
    here = rows[rows["geography"].eq(run.code)]
    values: dict[str, Value] = {"place": run.name, "many": count(len(here)), "documents": count(here["source_id"].nunique())}
    if here.empty:
        return Sentence("No figure is printed for {place} alone.", values)
    things = "figure is" if len(here) == 1 else "figures are"
    return Sentence(f"{{many}} {things} printed for {{place}} alone, in {{documents}} {_documents(here)}.", values)


def _documents(rows: pd.DataFrame) -> str:
    return "document" if rows["source_id"].nunique() == 1 else "documents"
