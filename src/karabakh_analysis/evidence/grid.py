"""Places and periods as sets of atoms: one district in one quarter, and the rest of the country as one more district."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from karabakh_analysis.dataset import COUNTRY, Geography, Period
from karabakh_analysis.dataset.geography import in_force
from karabakh_analysis.evidence.errors import OutsideGridError

REST = ""
QUARTERS = 4
MONTHS = 3

Atoms = tuple[int, ...]


@dataclass(frozen=True)
class Grid:
    """District x quarter atoms of whole years.

    Parameters
    ----------
    geography
        Places and memberships.
    first_year, last_year
        Years of the first and the last quarter.
    """

    geography: Geography
    first_year: int
    last_year: int

    @property
    def quarters(self) -> int:
        """Number of quarters."""
        return (self.last_year - self.first_year + 1) * QUARTERS

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Districts and cities in code order, then the rest of the country."""
        return (*self.geography.districts, REST)

    @property
    def size(self) -> int:
        """Number of atoms."""
        return len(self.places) * self.quarters

    @cached_property
    def absent(self) -> frozenset[int]:
        """Atoms of districts that did not exist on the last day of the quarter: nothing can be counted there."""
        existing = {atom for region in self.geography.regions for atom in self._all_quarters(region)}
        districts = {atom for district in self.places[:-1] for atom in self._all_quarters(district)}
        return frozenset(districts - existing)

    def atoms(self, geography: str, period: Period, within: str = "") -> Atoms:
        """The atoms whose sum is the level of a place over a period.

        Parameters
        ----------
        geography
            Code of a district, of a group or of the country. A group has the members in force at the period's end, each with the
            quarters on whose last day it belongs to the group.
        period
            Whole quarters of one year.
        within
            A group in which the place is looked at: only quarters in which it belongs to that group count.

        Raises
        ------
        OutsideGridError
            If the period is not made of whole quarters or lies outside the years, or the place has no listed members.
        """
        quarters = self.quarters_of(period)
        chosen = self._members(geography, quarters[-1])
        if within:
            group = self._members(within, quarters[-1])
            chosen = {place: inside & group.get(place, frozenset()) for place, inside in chosen.items()}
        return tuple(sorted(self._number(place, quarter) for place, inside in chosen.items() for quarter in quarters if quarter in inside))

    def members(self, geography: str, period: Period) -> tuple[str, ...]:
        """Districts that make up a place at a period's end; for the country also its rest."""
        return tuple(sorted(self._members(geography, self.quarters_of(period)[-1])))

    def quarters_of(self, period: Period) -> range:
        """Numbers of the quarters of a period.

        Raises
        ------
        OutsideGridError
            If the period is not made of whole quarters of one year, or lies outside the grid.
        """
        year, first, last = period.start.year, period.start.month, period.end.month
        whole = Period.months(year, first, last) == period if first <= last and period.end.year == year else False
        if not whole or (first - 1) % MONTHS or last % MONTHS:
            raise OutsideGridError(f"{period.label} is not made of whole quarters of one year")
        if not self.first_year <= year <= self.last_year:
            raise OutsideGridError(f"{period.label} lies outside the years {self.first_year} to {self.last_year}")
        start = (year - self.first_year) * QUARTERS
        return range(start + (first - 1) // MONTHS, start + last // MONTHS)

    def _members(self, geography: str, last: int) -> dict[str, frozenset[int]]:
        """Members in force in a quarter, each with all quarters in which it belongs."""
        if geography in self.places[:-1]:
            return {geography: frozenset(range(self.quarters))}
        if geography not in self._in_force:
            raise OutsideGridError(f"no members of {geography} are listed")
        return {place: inside for place, inside in self._in_force[geography].items() if last in inside}

    @cached_property
    def _in_force(self) -> dict[str, dict[str, frozenset[int]]]:
        """For every group and member, the quarters on whose last day the membership is in force."""
        ends = [Period.quarter(self.first_year + number // QUARTERS, number % QUARTERS + 1).end for number in range(self.quarters)]
        groups: dict[str, dict[str, frozenset[int]]] = {COUNTRY: dict.fromkeys(self.places, frozenset(range(self.quarters)))}
        for row in self.geography.memberships.itertuples():
            spell = frozenset(number for number, day in enumerate(ends) if in_force(row.valid_from, row.valid_to, day))
            members = groups.setdefault(str(row.aggregate), {})
            members[str(row.member)] = members.get(str(row.member), frozenset()) | spell
        return groups

    def _all_quarters(self, geography: str) -> set[int]:
        """The atoms of a place in every quarter in which it has them."""
        spells = self._in_force.get(geography, {geography: frozenset(range(self.quarters))})
        return {self._number(place, quarter) for place, spell in spells.items() for quarter in spell}

    def _number(self, place: str, quarter: int) -> int:
        return self._row[place] * self.quarters + quarter

    @cached_property
    def _row(self) -> dict[str, int]:
        return {place: number for number, place in enumerate(self.places)}
