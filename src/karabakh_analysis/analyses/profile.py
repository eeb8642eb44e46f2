"""One district or city and the levels of flows that are known of it (notebook district_profile)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from karabakh_analysis.analyses.levels import narrower
from karabakh_analysis.analyses.marks import hue_of
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.plan_repeats import without_repeats
from karabakh_analysis.analyses.run import Run
from karabakh_analysis.analyses.scope import REGIONS, SPANS
from karabakh_analysis.analyses.wording import require
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.values import Quantity

ALL_PLACES = "KAR+EZR"
PARK = "industrial_park:"
LIBERATED = "LIBERATED"
JOBS, ENTERPRISES, PROPRIETORS = "new_jobs", "new_enterprises", "new_sole_proprietors"
FLOWS = (JOBS, ENTERPRISES, PROPRIETORS)
PARTS = ((4, 6), (7, 9), (10, 12))
COVERAGES = (*REGIONS, LIBERATED, ALL_PLACES)


@dataclass(frozen=True)
class Profile(Run):
    """A district or city and what was known.

    Parameters
    ----------
    data
        What was known.
    code
        Code of the place.
    """

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
        return place_name(self.data, self.region).short

    @property
    def is_liberated(self) -> bool:
        """Whether it belongs to the liberated districts on any day."""
        return self.code in self.data.geography.ever_members(LIBERATED)

    @property
    def hue(self) -> str:
        """Hue of its economic region."""
        return hue_of(self.region)

    @property
    def places(self) -> tuple[str, ...]:
        """Codes of all places of both economic regions."""
        return self.data.geography.ever_members(ALL_PLACES)

    @property
    def groups(self) -> list[str]:
        """Codes of the small groups of places for which figures are printed together, this place among them."""
        geography = self.data.geography
        return [group for group in geography.parts() if "+" in group and group != ALL_PLACES and self.code in geography.ever_members(group)]

    def partners(self, group: str) -> list[str]:
        """Names of the other places of a group."""
        geography = self.data.geography
        return [geography.name(code) for code in geography.ever_members(group) if code != self.code]

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Observations of the place alone that stand; a target printed twice in one document, with a deadline and without, once."""
        rows = without_repeats(self.data.observations)
        return rows[rows["geography"].eq(self.code) & rows["is_latest"]]

    @cached_property
    def printed_ranks(self) -> frozenset[str]:
        """Ids of the printed ranks of any place."""
        claims = self.data.claims
        return frozenset(claims.loc[claims["claim"].eq("rank"), "claim_id"])

    @cached_property
    def printed_rates(self) -> frozenset[str]:
        """Ids of all other printed claims: growth, changes and shares."""
        return frozenset(self.data.claims["claim_id"]) - self.printed_ranks

    @cached_property
    def has_park(self) -> bool:
        """Whether figures on an industrial park are printed for the place, alone or with others."""
        rows = self.data.observations
        return bool(rows[rows["geography"].isin([self.code, *self.groups])]["sector"].str.startswith(PARK).any())

    def level(self, indicator: str, period: Period, place: str = "") -> Quantity | None:
        """The level of a flow: printed, or as all published figures confine it; ``None`` where there is nothing, or no such place."""
        geography = place or self.code
        if geography in self.places and not self.data.geography.exists(geography, period.end):
            return None
        return narrower(self.data, self.data.published(indicator, geography, period), indicator, geography, period)

    def coverages(self, day: pd.Timestamp) -> list[str]:
        """Codes of the areas with totals of flows of which the place is a part on a day, the smallest first."""
        return [code for code in COVERAGES if self.code in self.data.geography.members(code, day)]

    def largest(self, indicator: str) -> float:
        """The largest count of a flow that is printed for a single place; 0 where none is."""
        cells = self.data.cells
        counts = cells.loc[cells["indicator"].eq(indicator) & cells["geography"].isin(self.places) & cells["sector"].eq(""), "quantity"]
        return max((float(quantity.interval.low) for quantity in counts), default=0.0)

    def periods(self, indicator: str) -> list[Period]:
        """The periods from January on of all years in which anything is printed of an indicator for the place or an area around it."""
        cells = self.data.cells
        flows = cells[cells["kind"].eq("flow") & cells["indicator"].eq(indicator) & cells["geography"].isin([self.code, *COVERAGES])]
        printed = set(zip(flows["geography"], flows["period_end"].dt.year, strict=True))
        years = sorted({year for place, year in printed if place in (self.code, *self.coverages(Period.year(year).end))})
        return [Period.months(year, *span) for year in years for span in SPANS]


def profile(data: Dataset, district: str) -> Profile:
    """The profile of a place of the two economic regions.

    Raises
    ------
    ParameterError
        If the code is none of theirs.
    """
    require(district, data.geography.ever_members(ALL_PLACES), "district", "only districts and cities of the two regions have a profile")
    return Profile(data, district)
