"""Checking every published derived figure against printed counts: growth, shares, ranks.

The verdicts are those of the methods, section 4; the first that fits is given.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import pandas as pd

from karabakh_analysis.dataset.precision import truncation_interval
from karabakh_analysis.evidence.errors import SolverError
from karabakh_analysis.evidence.question import Gap, NotCheckableError, Question
from karabakh_analysis.evidence.recompute import Recomputed, recompute, reference_of
from karabakh_analysis.evidence.records import Records, Subject
from karabakh_analysis.values import Interval

Verdict = Literal["agrees", "agrees_if_truncated", "agrees_on_other_vintage", "disagrees", "not_checkable"]
VERDICTS: tuple[Verdict, ...] = ("agrees", "agrees_if_truncated", "agrees_on_other_vintage", "disagrees", "not_checkable")
CONTENT = [
    *("indicator", "geography", "sector", "period_start", "period_end", "base_period_start", "base_period_end", "claim", "among"),
    *("reference_indicator", "reference_sector", "value", "unit", "precision"),
]
NAMED_TOGETHER = ["source_id", "indicator", "sector", "period_start", "period_end", "among"]
NO_ORDER = "order not stated"


@dataclass(frozen=True, slots=True)
class Vintage:
    """A claim recomputed with the levels of one day (``None``: the latest), or what is lacking and why it cannot be, in words."""

    day: pd.Timestamp | None
    found: Recomputed | None
    gap: Gap | Literal["", "unsolved"] = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim and what the printed counts say about it.

    Parameters
    ----------
    claim
        The row.
    distinct
        Id of the first claim with the same content.
    accepted
        Values that agree: the stated interval; for ranks named without an order, all ranks of those named.
    vintages
        The claim recomputed with the latest levels, then with those of other days.
    verdict
        The first that fits.
    """

    claim: Mapping[str, Any]
    distinct: str
    accepted: Interval
    vintages: tuple[Vintage, ...]
    verdict: Verdict

    @property
    def latest(self) -> Vintage:
        """Recomputed with the latest standing levels."""
        return self.vintages[0]

    @property
    def agreeing(self) -> Vintage | None:
        """The first vintage on which it agrees."""
        return next((vintage for vintage in self.vintages if _agrees(self.claim, self.accepted, vintage)), None)


def check_claims(records: Records, failed: dict[str, SolverError] | None = None) -> list[Checked]:
    """Every claim with its verdict, in the order of the rows.

    Parameters
    ----------
    records
        Records of all indicators.
    failed
        Takes the error of every indicator on which the solver fails; its claims are not checkable.
    """
    claims = records.dataset.claims
    distinct, named = _distinct(claims), _ranks_named(claims)
    checks = _Checks(records, distinct, {} if failed is None else failed)
    return [checks.check(claim, named.get(claim["claim_id"], claim["interval"])) for claim in claims.to_dict("records")]


def _distinct(claims: pd.DataFrame) -> dict[str, str]:
    """By claim id, the first claim with the same content."""
    first = claims.groupby(CONTENT, dropna=False, sort=False)["claim_id"].transform("first")
    return dict(zip(claims["claim_id"], first, strict=True))


def _ranks_named(claims: pd.DataFrame) -> dict[str, Interval]:
    """By claim id, the ranks of all that one document names without an order."""
    rows = claims[claims["claim"].eq("rank") & claims["note"].str.contains(NO_ORDER)]
    named: dict[str, Interval] = {}
    for _, together in rows.groupby(NAMED_TOGETHER, dropna=False, sort=False):
        ranks = [interval.low for interval in together["interval"]]
        named |= dict.fromkeys(together["claim_id"], Interval(min(ranks), max(ranks)))
    return named


def subjects_of(claim: Mapping[str, Any]) -> tuple[Subject, ...]:
    """Indicator and sector of a claim, and of what a share is taken of."""
    own = claim["indicator"], claim["sector"]
    return (own, reference_of(claim)) if claim["claim"] == "share" else (own,)


class _Checks:
    """Recomputes claims; what is recomputed for a claim serves its reprints too."""

    def __init__(self, records: Records, distinct: Mapping[str, str], failed: dict[str, SolverError]) -> None:
        self._records, self._distinct, self._failed = records, distinct, failed
        self._done: dict[tuple[str, tuple[int, ...]], Vintage] = {}

    def check(self, claim: dict[str, Any], accepted: Interval) -> Checked:
        """A claim with its verdict."""
        distinct = self._distinct[claim["claim_id"]]
        reprints = tuple(claim_id for claim_id, first in self._distinct.items() if first == distinct)
        vintages = tuple(self._vintages(Question(claim, self._records, reprints), accepted))
        return Checked(claim, distinct, accepted, vintages, _verdict(claim, accepted, vintages))

    def _vintages(self, question: Question, accepted: Interval) -> Iterator[Vintage]:
        """The latest levels; where they do not agree, also those of the claim's own day and after each later revision."""
        latest = self._recomputed(question)
        yield latest
        if _agrees(question.claim, accepted, latest):
            return
        for day in question.records.other_days(subjects_of(question.claim), question.claim["known_from_latest"]):
            other = self._recomputed(replace(question, day=day))
            if other.found != latest.found:
                yield replace(other, day=day)

    def _recomputed(self, question: Question) -> Vintage:
        states = tuple(self._records.state(subject, question.day) for subject in subjects_of(question.claim))
        key = self._distinct[question.claim["claim_id"]], states
        if key not in self._done:
            self._done[key] = self._vintage(question)
        return self._done[key]

    def _vintage(self, question: Question) -> Vintage:
        try:
            return Vintage(question.day, recompute(question))
        except NotCheckableError as reason:
            return Vintage(question.day, None, reason.gap, str(reason))
        except SolverError as error:
            self._failed[question.subject[0]] = error
            return Vintage(question.day, None, "unsolved", str(error))


def _verdict(claim: Mapping[str, Any], accepted: Interval, vintages: tuple[Vintage, ...]) -> Verdict:
    latest, *others = vintages
    if _decided(latest) and _meets(latest, accepted):
        return "agrees"
    if _decided(latest) and _meets(latest, truncated(claim)):
        return "agrees_if_truncated"
    if any(_agrees(claim, accepted, other) for other in others):
        return "agrees_on_other_vintage"
    if all(vintage.found and not _meets(vintage, accepted) and not _meets(vintage, truncated(claim)) for vintage in vintages):
        return "disagrees"
    return "not_checkable"


def _agrees(claim: Mapping[str, Any], accepted: Interval, vintage: Vintage) -> bool:
    return _decided(vintage) and (_meets(vintage, accepted) or _meets(vintage, truncated(claim)))


def _decided(vintage: Vintage) -> bool:
    return vintage.found is not None and vintage.found.decided


def _meets(vintage: Vintage, interval: Interval) -> bool:
    return vintage.found is not None and vintage.found.interval.overlaps(interval)


def truncated(claim: Mapping[str, Any]) -> Interval:
    """Where a figure lies if later digits were cut off; a figure printed to the unit has none."""
    return claim["interval"] if claim["precision"] == "exact" else truncation_interval(claim["value"], claim["unit"])
