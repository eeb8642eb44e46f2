"""What a run of the page on revisions and gaps looks at: an indicator, and all that the published figures say about its levels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from karabakh_analysis.analyses.levels import unit_of
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.run import Run
from karabakh_analysis.analyses.scope import COVERAGES, REGIONS
from karabakh_analysis.analyses.wording import lowered, require
from karabakh_analysis.dataset import COUNTRY, Dataset
from karabakh_analysis.evidence import Bound, Evidence, evidence_of
from karabakh_analysis.values import Quantity

SUMS = (*COVERAGES, COUNTRY)


@dataclass(frozen=True)
class Record(Run):
    """The levels of an additive flow, as far as the published figures confine them.

    Parameters
    ----------
    data
        What was known.
    evidence
        What the figures say about each other.
    indicator
        Code of the flow.
    """

    evidence: Evidence
    indicator: str

    @cached_property
    def bounds(self) -> list[Bound]:
        """The bounds of the indicator, by period and place."""
        return [bound for bound in self.evidence.bounds if bound.indicator == self.indicator]

    @cached_property
    def things(self) -> str:
        """What is counted, in running text."""
        return lowered(self.data.labels[self.indicator])

    @cached_property
    def unit(self) -> str:
        """Unit of the levels."""
        return unit_of(self.data, self.indicator)

    @property
    def districts(self) -> tuple[str, ...]:
        """Codes of the districts and cities, by economic region and name."""
        geography = self.data.geography
        order = {region: place for place, region in enumerate(REGIONS)}
        return tuple(sorted(geography.districts, key=lambda code: (order.get(geography.region_of(code), 2), geography.name(code))))

    def name(self, code: str) -> str:
        """Name of a place; sums have short ones."""
        return place_name(self.data, code).short

    def status(self, bound: Bound) -> str:
        """How a level is known; ``absent`` where the district did not exist at the period's end."""
        geography = self.data.geography
        gone = bound.geography in geography.districts and not geography.exists(bound.geography, bound.period.end)
        return "absent" if gone else bound.status

    def quantity(self, bound: Bound) -> Quantity:
        """A level with the rows that it rests on, a published one as it is printed."""
        printed = self.data.published(self.indicator, bound.geography, bound.period, doubtful=True)
        if bound.status == "published" and printed is not None and printed.status == "published":
            return printed
        return Quantity(bound.interval, self.unit, bound.status, bound.evidence, self.flags(bound.evidence))

    def flags(self, rows: tuple[str, ...]) -> tuple[str, ...]:
        """Flags of some rows, each once, in order."""
        return tuple(sorted({flag for row in rows for flag in self._flags[row].split()}))

    @cached_property
    def _flags(self) -> dict[str, str]:
        tables = ((self.data.observations, "observation_id"), (self.data.claims, "claim_id"))
        return {str(row): str(flags) for table, name in tables for row, flags in zip(table[name], table["flags"], strict=True)}


def record(data: Dataset, indicator: str) -> Record:
    """The record of an indicator that the published figures confine.

    Raises
    ------
    ParameterError
        If the indicator has no bounds: none of its tables of districts is known, or the solver gave up on it.
    """
    evidence = evidence_of(data)
    possible = list(dict.fromkeys(bound.indicator for bound in evidence.bounds))
    known = f"by {data.as_of:%Y-%m-%d}" if data.as_of is not None else "so far"
    why = f"no table of it with at least three districts for one period was published {known}, and levels are confined only where one was"
    if indicator in evidence.failures:
        why = str(evidence.failures[indicator])
    require(indicator, possible, "indicator", why)
    return Record(data, evidence, indicator)
