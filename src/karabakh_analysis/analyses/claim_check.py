"""Every published claim counted once, with its verdict (notebook 07)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.claim_names import COMPUTED_WORDS, VERDICT_WORDS
from karabakh_analysis.analyses.claim_words import Claim
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.wording import count, source_line
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.evidence import VERDICTS, Evidence, Verdict, evidence_of

AGREEING = ("agrees", "agrees_if_truncated")


@dataclass(frozen=True, eq=False)
class Check:
    """The claims of a dataset, each once, and the evidence on them.

    Parameters
    ----------
    data
        What was known.
    evidence
        What the published figures say about each other.
    claims
        By indicator, period and place.
    """

    data: Dataset
    evidence: Evidence
    claims: tuple[Claim, ...]

    def having(self, *verdicts: str) -> list[Claim]:
        """The claims with some verdicts."""
        return [claim for claim in self.claims if claim.verdict in verdicts]

    def source(self, claims: Iterable[Claim]) -> str:
        """The documents that print some claims."""
        return source_line(self.data, [row for claim in claims for row in claim.rows])


def check(data: Dataset) -> Check:
    """Every claim once, with its verdict."""
    evidence = evidence_of(data)
    printings: dict[str, list[Verdict]] = {}
    for verdict in evidence.verdicts:
        printings.setdefault(verdict.checked.distinct, []).append(verdict)
    claims = [Claim(data, tuple(sorted(group, key=_is_reprint))) for group in printings.values()]
    places = {indicator: place for place, indicator in enumerate(data.indicators["indicator"])}
    return Check(data, evidence, tuple(sorted(claims, key=lambda claim: _order(claim, places))))


def _is_reprint(verdict: Verdict) -> bool:
    return bool(verdict.checked.claim["claim_id"] != verdict.checked.distinct)


def _order(claim: Claim, places: dict[str, int]) -> tuple[object, ...]:
    row = claim.row
    return places[row["indicator"]], row["period_end"], str(row["period_start"]), row["geography"], row["sector"], row["claim_id"]


def printings_of(claims: Iterable[Claim]) -> int:
    """How many rows print some claims."""
    return sum(len(claim.rows) for claim in claims)


def recorded(found: Check) -> dict[str, int]:
    """What runs are compared by: the number of distinct claims and of those with each verdict."""
    return {"claims": len(found.claims), **{verdict: len(found.having(verdict)) for verdict in VERDICTS}}


def verdict_bars(found: Check) -> pd.DataFrame:
    """Number of distinct claims with each verdict, by who worked the figure out: ``label``, ``group``, ``low``, ``high``, ``status``."""
    groups = {who: [claim for claim in found.claims if claim.computed_by == who] for who in COMPUTED_WORDS}
    bars = [
        drawn(VERDICT_WORDS[verdict].capitalize(), count(number), group=f"Worked out by: {COMPUTED_WORDS[who]}", status="counted")
        for who, claims in groups.items()
        for verdict in VERDICTS
        if (number := sum(claim.verdict == verdict for claim in claims))
    ]
    return pd.DataFrame(bars)


def verdict_table(found: Check) -> pd.DataFrame:
    """Distinct claims by verdict and by who worked the figure out, and how often they were printed."""
    if not found.claims:
        return pd.DataFrame()
    rows = {VERDICT_WORDS[verdict].capitalize(): _table_row(found.having(verdict)) for verdict in VERDICTS}
    return pd.DataFrame.from_dict({**rows, "All": _table_row(found.claims)}, orient="index")


def _table_row(claims: Iterable[Claim]) -> dict[str, int]:
    listed = list(claims)
    by_whom = {words.capitalize(): sum(claim.computed_by == who for claim in listed) for who, words in COMPUTED_WORDS.items()}
    return {**by_whom, "Distinct claims": len(listed), "Printings": printings_of(listed)}
