"""What a run of a notebook looks at: a coverage, a reference year and a base year, on the data known by a day."""

from __future__ import annotations

from dataclasses import dataclass, replace

from karabakh_analysis.analyses.levels import level, years_with_data
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.run import Run
from karabakh_analysis.analyses.wording import require
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.values import Quantity

REGIONS = ("KAR", "EZR")
COVERAGES = ("LIBERATED", *REGIONS, "KAR+EZR")
WHOLE_REGIONS = {"LIBERATED": "KAR+EZR"}  # the whole economic regions that a coverage is only a part of
# First and last month of the parts of a year, from January on, for which figures are released.
SPANS = ((1, 3), (1, 6), (1, 9), (1, 12))


@dataclass(frozen=True)
class Scope(Run):
    """A comparison of two years over one coverage.

    Parameters
    ----------
    data
        What was known.
    coverage
        Code of an aggregate.
    reference_year, base_year
        The year looked at and the year it is compared with.
    """

    coverage: str
    reference_year: int
    base_year: int

    @property
    def place(self) -> str:
        """The coverage in running text, in the term of the publishing source."""
        return place_name(self.data, self.coverage).text

    @property
    def years(self) -> tuple[str, str]:
        """Reference and base year as text."""
        return str(self.reference_year), str(self.base_year)

    @property
    def last_year(self) -> int:
        """The last year shown: the one after the reference year, as far as it is counted."""
        return self.reference_year + 1

    def level(self, indicator: str, period: Period) -> Quantity | None:
        """Level of a flow over the coverage (see `levels.level`)."""
        return level(self.data, indicator, self.coverage, period)

    def count(self, indicator: str, period: Period) -> Quantity | None:
        """The level where it is printed or implied; what is merely bounded is nothing to compare with."""
        found = self.level(indicator, period)
        return found if found is not None and found.is_known else None

    def members(self, period: Period) -> tuple[str, ...]:
        """Members of the coverage in force at a period's end."""
        return self.data.geography.members(self.coverage, period.end)

    def name(self, code: str) -> str:
        """English name of a place."""
        return self.data.geography.name(code)

    def whole_regions(self) -> Scope:
        """The same run over whole economic regions."""
        return replace(self, coverage=WHOLE_REGIONS.get(self.coverage, self.coverage))

    def known_years(self, indicator: str) -> list[int]:
        """Years for which anything is printed about the coverage or its members."""
        return years_with_data(self.data, indicator, (self.coverage, *self.data.geography.ever_members(self.coverage)))


def compare(data: Dataset, indicators: tuple[str, ...], coverage: str, reference_year: int, base_year: int) -> Scope:
    """A scope whose parameters the data allow.

    Raises
    ------
    ParameterError
        If the coverage is unknown, a year holds no figure, or the base year is not before the reference year.
    """
    require(coverage, COVERAGES, "coverage", "no such coverage is analysed")
    scope = Scope(data, coverage, reference_year, base_year)
    possible = sorted({year for indicator in indicators for year in scope.known_years(indicator)})
    require(reference_year, possible, "reference_year", f"nothing is published for {scope.place} in that year")
    require(
        base_year,
        [year for year in possible if year < reference_year],
        "base_year",
        f"an earlier year with figures than {reference_year} is needed",
    )
    return scope
