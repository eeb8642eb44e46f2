"""The tightest bounds that the record gives for every level of an additive flow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass

from karabakh_analysis.dataset import COUNTRY, Period
from karabakh_analysis.dataset.cells import NO_SUM
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.evidence.constraints import total
from karabakh_analysis.evidence.grid import Grid
from karabakh_analysis.evidence.levels import span
from karabakh_analysis.evidence.printed import PERIOD, Cell, Printed, printed_cells
from karabakh_analysis.evidence.records import Records, Subject
from karabakh_analysis.evidence.system import System
from karabakh_analysis.values import Interval
from karabakh_analysis.values.quantity import Status

AGGREGATES = ("LIBERATED", "KAR", "EZR", "KAR+EZR", COUNTRY)
MONTHS = ((1, 3), (4, 6), (7, 9), (10, 12), (1, 6), (1, 9), (1, 12))
FEWEST_DISTRICTS = 3


@dataclass(frozen=True, slots=True)
class Bound:
    """What the record says about one level.

    Parameters
    ----------
    indicator, geography, period
        The cell.
    interval
        Where it lies; whole numbers.
    status
        ``published``, ``implied``, ``bounded``, ``unknown`` or ``conflicting``.
    evidence
        Rows with which the bound can be derived.
    """

    indicator: str
    geography: str
    period: Period
    interval: Interval
    status: Status
    evidence: tuple[str, ...]


def bounded_subjects(records: Records) -> list[Subject]:
    """Additive flows that have a table of districts: at least three of them printed for one period."""
    rows = records.dataset.observations
    fit = rows["kind"].eq("flow") & rows["sector"].eq("") & ~has_flag(rows, *NO_SUM)
    flows = rows[fit & rows["indicator"].isin(records.additive)]
    districts = flows[flows["geography"].isin(records.dataset.geography.districts)]
    tables = districts.groupby(["indicator", *PERIOD])["geography"].nunique()
    found = {str(indicator) for indicator, *_ in tables[tables >= FEWEST_DISTRICTS].index}
    return [(indicator, "") for indicator in records.dataset.indicators["indicator"] if indicator in found]


def bounds_of(system: System, records: Records) -> Iterator[Bound]:
    """A bound for every district and aggregate, quarter, half-year, nine months and year of the system's years.

    The bounds are tight: both ends are reached by a table of whole numbers that satisfies every constraint.
    """
    printed = printed_cells(records.standing(system.subject))
    clashing = frozenset(system.rows(system.clashing))
    with system.program.only(system.active):
        for period in periods_of(system.grid):
            for geography in (*system.grid.geography.districts, *AGGREGATES):
                yield _bound(system, geography, period, printed, clashing)


def periods_of(grid: Grid) -> list[Period]:
    """Quarters, half-years, nine months and years of a grid, year by year."""
    return [Period.months(year, *months) for year in range(grid.first_year, grid.last_year + 1) for months in MONTHS]


def _bound(system: System, geography: str, period: Period, printed: Mapping[Cell, Printed], clashing: Set[str]) -> Bound:
    known = printed.get((geography, period.start, period.end))
    if known is None:
        return _derived(system, geography, period, (), "bounded")
    if clashing & set(known.rows):
        return _derived(system, geography, period, known.rows, "conflicting")
    if known.is_sure and known.interval is not None and known.interval.is_point:
        return Bound(system.subject[0], geography, period, known.interval, "published", known.rows)
    return _derived(system, geography, period, known.rows, "published" if known.is_sure else "bounded")


def _derived(system: System, geography: str, period: Period, rows: Iterable[str], status: Status) -> Bound:
    """A bound from all that is active; what is merely bounded may turn out to be one number, or not to be confined at all."""
    found = span(system.program, total(system.grid.atoms(geography, period)))
    if status == "bounded" and found.interval.is_point:
        status = "implied"
    if status == "bounded" and found.interval.low == 0 and not found.interval.is_bounded:
        status = "unknown"
    evidence = tuple(dict.fromkeys([*rows, *system.rows(found.rows)]))
    return Bound(system.subject[0], geography, period, found.interval, status, evidence)
