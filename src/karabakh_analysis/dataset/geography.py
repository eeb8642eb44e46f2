"""Aggregates as sets of districts that change over time."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

COUNTRY = "AZ"
ATOMIC_LEVELS = ("district", "city")


@dataclass(frozen=True)
class Geography:
    """Places, their names and the memberships in force on any day.

    Parameters
    ----------
    places
        ``geographies.csv``: columns code, name, name_az, level, note.
    memberships
        ``geography_members.csv`` with days: columns aggregate, member, valid_from, valid_to (missing: no limit).
    """

    places: pd.DataFrame
    memberships: pd.DataFrame

    def members(self, code: str, day: pd.Timestamp) -> tuple[str, ...]:
        """The districts and cities that make up a place on a day, in code order.

        A district is its own only member on any day, also before it exists (see `exists`). Before ``valid_from`` a member is outside
        the aggregate, which is not the same as zero activity.

        Raises
        ------
        KeyError
            If the code is unknown, or is the country, whose members are not listed.
        """
        if self.level(code) in ATOMIC_LEVELS:
            return (code,)
        if code not in self._spells:
            raise KeyError(f"no members are listed for {code}")
        return tuple(sorted(member for member, first, last in self._spells[code] if in_force(first, last, day)))

    def ever_members(self, code: str) -> tuple[str, ...]:
        """The districts and cities that belong to a place on any day, in code order."""
        if self.level(code) in ATOMIC_LEVELS:
            return (code,)
        return tuple(sorted({member for member, _, _ in self._spells.get(code, [])}))

    def parts(self) -> dict[str, tuple[str, ...]]:
        """For every group of places, the districts and the smaller groups that lie within it on any day."""
        ever = self.memberships.groupby("aggregate")["member"].agg(frozenset).to_dict()
        places = ever | {district: frozenset([district]) for district in self.districts}
        return {group: tuple(code for code, members in places.items() if members < ever[group]) for group in ever}

    def entrants(self, code: str, earlier: pd.Timestamp, later: pd.Timestamp) -> tuple[str, ...]:
        """Members on the later day that were none on the earlier."""
        before = set(self.members(code, earlier))
        return tuple(member for member in self.members(code, later) if member not in before)

    def exists(self, code: str, day: pd.Timestamp) -> bool:
        """Whether a district exists on a day: some economic region has it as a member then."""
        return any(code in self.members(region, day) for region in self.regions)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """Codes of the economic regions."""
        return tuple(self.places.loc[self.places["level"].eq("economic_region"), "code"])

    @cached_property
    def districts(self) -> tuple[str, ...]:
        """Codes of the districts and cities, in code order."""
        return tuple(sorted(self.places.loc[self.places["level"].isin(ATOMIC_LEVELS), "code"]))

    def region_of(self, code: str) -> str:
        """The economic region that a district ever belongs to; an economic region is its own; empty for anything wider."""
        if code in self.regions:
            return code
        return next((region for region in self.regions if code in self.ever_members(region)), "")

    def level(self, code: str) -> str:
        """Level of a place."""
        return self._place(code)[1]

    def name(self, code: str) -> str:
        """English name of a place."""
        return self._place(code)[0]

    def _place(self, code: str) -> tuple[str, str]:
        if code not in self._places:
            raise KeyError(f"{code!r} is no known place")
        return self._places[code]

    @cached_property
    def _places(self) -> dict[str, tuple[str, str]]:
        """Name and level by code."""
        columns = [self.places[column].astype(str) for column in ("code", "name", "level")]
        return {code: (name, level) for code, name, level in zip(*columns, strict=True)}

    @cached_property
    def _spells(self) -> dict[str, list[tuple[str, pd.Timestamp, pd.Timestamp]]]:
        """Members of every group, each with the first and last day of a membership (missing: no limit)."""
        spells: dict[str, list[tuple[str, pd.Timestamp, pd.Timestamp]]] = {}
        for row in self.memberships.itertuples():
            spells.setdefault(str(row.aggregate), []).append((str(row.member), row.valid_from, row.valid_to))
        return spells


def in_force(first: pd.Timestamp, last: pd.Timestamp, day: pd.Timestamp) -> bool:
    """Whether a day lies within a spell whose ends may be missing."""
    return bool((pd.isna(first) or first <= day) and (pd.isna(last) or day <= last))
