"""The way from what is counted to the jobs target: its ends, its time, its current pace (notebook 04)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.road_checks import announced_on, growth_of, require_jobs, require_order, survival_of
from karabakh_analysis.analyses.road_flows import counted, four_quarters, last_counted
from karabakh_analysis.analyses.road_target import printed_targets, standing_target
from karabakh_analysis.analyses.run import Run
from karabakh_analysis.analyses.wording import require
from karabakh_analysis.dataset import Dataset, day_of
from karabakh_analysis.metrics import Arrival, Survival, arrival_between, needed_between, years_between
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.interval import INFINITY

COVERAGES = ("LIBERATED", "KAR", "KAR+EZR")
READINGS = {
    "A": "new jobs opened, closures not deducted",
    "B": "new jobs opened less jobs closed",
    "C": "jobs that exist at the deadline",
}


@dataclass(frozen=True)
class Road(Run):
    """A target, the time to it, and what is counted towards it.

    Parameters
    ----------
    data
        What was known.
    coverage
        Code of the aggregate whose openings are counted.
    reading
        What the target counts, a key of `READINGS`.
    target
        Jobs; printed, or assumed by the reader.
    announced
        Day by which the target was certainly published first.
    deadline, start
        Last day of the way and the day on which it starts.
    flow
        Openings of the four quarters before the start, jobs a year; ``None`` where nothing is known.
    flow_end
        Last day of these quarters; ``None`` where the flow is assumed or unknown.
    growth
        Growth of the flow from the start on, per cent a year: an assumption.
    survival
        How openings survive: an assumption.
    counted
        Openings from the beginning of the announcement's year to the start, as far as the record confines them.
    """

    coverage: str
    reading: str
    target: Quantity
    announced: pd.Timestamp
    deadline: pd.Timestamp
    start: pd.Timestamp
    flow: Quantity | None
    flow_end: pd.Timestamp | None
    growth: float
    survival: Survival
    counted: Quantity | None

    @property
    def place(self) -> str:
        """The coverage in running text, in the term of the publishing source."""
        return place_name(self.data, self.coverage).text

    @property
    def last_count(self) -> pd.Timestamp | None:
        """Last day of the latest count of openings that ends by the start; ``None`` where none is printed or implied."""
        return last_counted(self.data, self.coverage, self.start)

    @property
    def years_left(self) -> float:
        """Years from the start to the deadline."""
        return years_between(self.start, self.deadline)

    @cached_property
    def reached(self) -> Quantity:
        """What may stand towards the target at the start: nothing to everything counted since the announcement's year. Unit: jobs."""
        if self.counted is None:
            return Quantity(Interval(0, INFINITY), "jobs", "unknown")
        most = Interval(0, self.counted.interval.high)
        return Quantity(most, "jobs", "bounded", self.counted.evidence, self.counted.flags)

    @cached_property
    def needed(self) -> Quantity:
        """Openings needed in every year to the deadline where every opening counts. Unit: jobs a year."""
        return needed_between(self.target, self.reached, self.years_left)

    def arrival(self, growth: float | None = None, survival: Survival | None = None) -> Arrival | None:
        """When the flow arrives at the target; ``None`` where no flow is known. By default at the page's growth, with no closures."""
        if self.flow is None:
            return None
        return arrival_between(self.target, self.reached, self.flow, self.growth if growth is None else growth, survival)

    def over(self, coverage: str) -> Road:
        """The same way with the openings of another coverage; an assumed flow stays."""
        assumed = self.flow is not None and self.flow.status == "assumed"
        flow, end = (self.flow, None) if assumed else known_flow(self.data, coverage, self.start)
        return replace(self, coverage=coverage, flow=flow, flow_end=end, counted=_counted(self.data, coverage, self.announced, self.start))


def road(
    data: Dataset,
    *,
    target: int = 0,
    deadline: str = "",
    start: str = "",
    annual_flow: int = 0,
    flow_growth: float = 0.0,
    survival_1y: float = 0.82,
    survival_5y: float = 0.45,
    reading: str = "A",
    coverage: str = "LIBERATED",
) -> Road:
    """The way that a notebook looks at; 0 and the empty text mean: as published.

    Raises
    ------
    ParameterError
        If no target was known, or a parameter contradicts the others; it says what is possible.
    """
    require(coverage, COVERAGES, "coverage", "the target is announced for the Karabakh economic region, which this coverage does not hold")
    require(reading, tuple(READINGS), "reading", "no such reading is analysed")
    rows = printed_targets(data)
    announced = announced_on(rows, data)
    last = day_of(deadline, "deadline") or rows["period_end"].max()
    first = day_of(start, "start") or _last_known(data, coverage, announced, last)
    require_order(announced, first, last, start, deadline)
    require_jobs(target, "target")
    require_jobs(annual_flow, "annual_flow")
    assumed = Quantity(Interval.point(annual_flow), "jobs a year", "assumed") if annual_flow else None
    flow, flow_end = (assumed, None) if assumed else known_flow(data, coverage, first)
    return Road(
        data,
        coverage,
        reading,
        Quantity(Interval.point(target), "jobs", "assumed") if target else standing_target(rows),
        announced,
        last,
        first,
        flow,
        flow_end,
        growth_of(flow_growth),
        survival_of(survival_1y, survival_5y),
        _counted(data, coverage, announced, first),
    )


def known_flow(data: Dataset, coverage: str, limit: pd.Timestamp) -> tuple[Quantity | None, pd.Timestamp | None]:
    """Openings of the last four quarters known that end by a day, and their last day."""
    end = last_counted(data, coverage, limit)
    flow = None if end is None else four_quarters(data, coverage, end)
    return flow, end if flow is not None else None


def _last_known(data: Dataset, coverage: str, announced: pd.Timestamp, deadline: pd.Timestamp) -> pd.Timestamp:
    """The end of the last count before the deadline; the day of the announcement where none is later."""
    end = last_counted(data, coverage, deadline - pd.Timedelta(days=1))
    return max(end, announced) if end is not None else announced


def _counted(data: Dataset, coverage: str, announced: pd.Timestamp, start: pd.Timestamp) -> Quantity | None:
    return counted(data, coverage, announced.year, start)
