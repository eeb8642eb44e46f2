"""All evidence of a dataset: claims checked, levels bounded, conflicts found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.evidence.bounds import Bound, bounded_subjects, bounds_of
from karabakh_analysis.evidence.claim_constraints import cells_of
from karabakh_analysis.evidence.claims import Checked, check_claims
from karabakh_analysis.evidence.conflicts import Conflict, conflicts_of, direct_conflicts
from karabakh_analysis.evidence.errors import SolverError
from karabakh_analysis.evidence.implied import implied_base
from karabakh_analysis.evidence.printed import Cell
from karabakh_analysis.evidence.reasons import Reasons
from karabakh_analysis.evidence.records import Records
from karabakh_analysis.evidence.solver import DEFAULT_LIMITS, Limits
from karabakh_analysis.evidence.statements import Statements
from karabakh_analysis.evidence.system import system_of
from karabakh_analysis.evidence.wording import Words
from karabakh_analysis.values import Interval, Sentence


@dataclass(frozen=True)
class Verdict:
    """A checked claim with what a table of verdicts tells.

    Parameters
    ----------
    checked
        The claim, the vintages and the verdict.
    implied_base
        The base or reference that level and claim imply.
    reason
        The arithmetic in a sentence.
    """

    checked: Checked
    implied_base: Interval | None
    reason: Sentence

    @property
    def evidence(self) -> tuple[str, ...]:
        """Rows that the recomputed figure rests on, the latest vintage first."""
        vintages = (self.checked.latest, self.checked.agreeing)
        return tuple(dict.fromkeys(row for each in vintages if each and each.found for row in each.found.rows))


@dataclass(frozen=True)
class Evidence:
    """What the published figures say about each other.

    Parameters
    ----------
    verdicts
        One a claim, in the order of the rows.
    bounds
        One a cell, by indicator, period and place.
    conflicts
        Figures that cannot all be true.
    cells
        By row id, the cells of which an observation or claim gives the total.
    failures
        By indicator, the error of the solver; for these nothing is bounded.
    """

    verdicts: tuple[Verdict, ...]
    bounds: tuple[Bound, ...]
    conflicts: tuple[Conflict, ...]
    cells: Mapping[str, tuple[Cell, ...]]
    failures: Mapping[str, SolverError]

    def bound(self, indicator: str, geography: str, period: Period) -> Bound | None:
        """The bound of a cell; ``None`` where the indicator or the cell is not bounded."""
        return self._bounds.get((indicator, geography, period.start, period.end))

    def conflict_ids(self, bound: Bound) -> tuple[str, ...]:
        """Conflicts that hold a figure about a cell, in order."""
        cell = bound.geography, bound.period.start, bound.period.end
        return self._conflicts.get((bound.indicator, *cell), ())

    @cached_property
    def _bounds(self) -> dict[tuple[str, str, pd.Timestamp, pd.Timestamp], Bound]:
        return {(each.indicator, each.geography, each.period.start, each.period.end): each for each in self.bounds}

    @cached_property
    def _conflicts(self) -> dict[tuple[str, str, pd.Timestamp, pd.Timestamp], tuple[str, ...]]:
        found: dict[tuple[str, str, pd.Timestamp, pd.Timestamp], tuple[str, ...]] = {}
        for conflict in self.conflicts:
            for cell in {cell for row in conflict.rows for cell in self.cells.get(row, ())}:
                key = (conflict.indicator, *cell)
                found[key] = tuple(sorted({*found.get(key, ()), conflict.conflict_id}))
        return found


def gather(dataset: Dataset, limits: Limits = DEFAULT_LIMITS) -> Evidence:
    """Check every claim, bound every missing cell and find the figures that cannot all be true.

    Parameters
    ----------
    dataset
        What was known.
    limits
        When the solver gives up. An indicator on which it does is named in ``failures``; the others are not touched by it.
    """
    records, failures = Records(dataset, limits), dict[str, SolverError]()
    checked = check_claims(records, failures)
    words = Words(dataset)
    reasons = Reasons(records, words)
    statements = Statements(words, reasons, {each.claim["claim_id"]: each for each in checked})
    bounds, conflicts = _systems(records, checked, statements, failures)
    conflicts += direct_conflicts(checked, conflicts, statements)
    verdicts = tuple(Verdict(each, implied_base(each, records), reasons.reason(each)) for each in checked)
    return Evidence(verdicts, tuple(bounds), tuple(conflicts), dict(_cells(records)), failures)


def _systems(
    records: Records, checked: list[Checked], statements: Statements, failures: dict[str, SolverError]
) -> tuple[list[Bound], list[Conflict]]:
    """Bounds and conflicts of all additive flows with a district table; nothing of one on which the solver fails."""
    bounds, conflicts = list[Bound](), list[Conflict]()
    for subject in bounded_subjects(records):
        if subject[0] in failures:  # unchecked claims would confine its levels
            continue
        try:
            system = system_of(records, subject, checked)
            found = list(bounds_of(system, records)), list(conflicts_of(system, statements))
        except SolverError as error:
            failures[subject[0]] = error
        else:
            bounds += found[0]
            conflicts += found[1]
    return bounds, conflicts


def _cells(records: Records) -> Iterable[tuple[str, tuple[Cell, ...]]]:
    """The cells of every observation and claim; none of a breakdown or a target, which is no figure about the total."""
    rows = records.dataset.observations
    observations = rows[rows["sector"].eq("") & rows["kind"].ne("target")]
    for row, place, start, end in observations[["observation_id", "geography", "period_start", "period_end"]].itertuples(index=False):
        yield str(row), ((str(place), start, end),)
    claims = records.dataset.claims
    for claim in claims[claims["sector"].eq("")].to_dict("records"):
        yield str(claim["claim_id"]), tuple(cells_of(claim, records))
