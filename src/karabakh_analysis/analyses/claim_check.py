"""Every published claim counted once, with its verdict (notebook 07)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.claim_words import COMPUTED_WORDS, VERDICT_WORDS, Claim, label_of
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.wording import count, source_line
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.evidence import VERDICTS, Evidence, Verdict, evidence_of
from karabakh_analysis.values import Sentence, Value

AGREEING = ("agrees", "agrees_if_truncated")
NOTHING = Sentence("No growth rate, change, share or rank was certainly published by that day.")


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


def verdict_bars(found: Check) -> pd.DataFrame:
    """Number of distinct claims with each verdict, by who worked the figure out: ``label``, ``group``, ``low``, ``high``, ``status``."""
    groups = {who: [claim for claim in found.claims if claim.computed_by == who] for who in COMPUTED_WORDS}
    bars = [
        drawn(VERDICT_WORDS[verdict].capitalize(), count(number), group=f"Worked out by: {COMPUTED_WORDS[who]}")
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


def verdicts_finding(found: Check) -> Sentence:
    """How many claims agree, do not follow and cannot be checked."""
    if not found.claims:
        return NOTHING
    text = (
        "Of {all} distinct claims, printed {printings} times, {agree} agree with the printed counts, {other} only on another vintage; "
        "{apart} {follow} not follow from the counts and {open} cannot be checked."
    )
    apart = len(found.having("disagrees"))
    values: dict[str, Value] = {
        "all": count(len(found.claims)),
        "printings": count(printings_of(found.claims)),
        "agree": count(len(found.having(*AGREEING))),
        "other": count(len(found.having("agrees_on_other_vintage"))),
        "apart": count(apart),
        "follow": "does" if apart == 1 else "do",
        "open": count(len(found.having("not_checkable"))),
    }
    return Sentence(text, values)


def verdicts_heading(found: Check) -> Sentence:
    """The same, short enough for a heading."""
    if not found.claims:
        return Sentence("No claim to check")
    values: dict[str, Value] = {
        "agree": count(len(found.having(*AGREEING))),
        "all": count(len(found.claims)),
        "open": count(len(found.having("not_checkable"))),
    }
    return Sentence("{agree} of {all} distinct claims agree with the printed counts, {open} cannot be checked", values)


def computed_finding(found: Check) -> Sentence:
    """Who worked the figures out, and what that means for an agreement."""
    if not found.claims:
        return NOTHING
    agree = found.having(*AGREEING)
    if not agree:
        return Sentence("No claim agrees with the printed counts.")
    numbers = {who: count(sum(claim.computed_by == who for claim in agree)) for who in COMPUTED_WORDS}
    text = (
        "Of the {agree} that agree, {institution} are given as the institution's own, {publisher} were worked out by the publisher and "
        "for {unknown} nobody is named. Arithmetic that rests on the same counts is no independent evidence of them: an agreement says "
        "that a figure follows, not that the counts are right."
    )
    return Sentence(text, {"agree": count(len(agree)), **numbers})


def computed_title(found: Check) -> Sentence:
    """How many of the figures that agree are the institution's own."""
    agree = found.having(*AGREEING)
    if not agree:
        return Sentence("No claim agrees with the printed counts")
    own = sum(claim.computed_by == "institution" for claim in agree)
    values: dict[str, Value] = {"own": count(own), "agree": count(len(agree))}
    return Sentence("{own} of {agree} claims that agree were worked out by the institution itself", values)


def solver_notes(found: Check) -> list[Sentence]:
    """For each indicator on which the solver gave up, that its claims are not checked; nothing where there is none."""
    text = "For {indicator} the computation was given up, so its claims stand as not checkable: {why}."
    return [
        Sentence(text, {"indicator": label_of(found.data, indicator).lower(), "why": str(error).removesuffix(".")})
        for indicator, error in sorted(found.evidence.failures.items())
    ]


def apart_finding(found: Check) -> Sentence:
    """Which claims do not follow."""
    apart = found.having("disagrees")
    if not apart:
        return Sentence("No claim lies apart from what the printed counts give.")
    places = [f"{{stated{number}}} ({{about{number}}})" for number in range(len(apart))]
    values: dict[str, Value] = {}
    for number, claim in enumerate(apart):
        values |= {f"stated{number}": claim.stated, f"about{number}": claim.about}
    listed = "; ".join(places)
    return Sentence(f"What does not follow from the printed counts: {listed}.", values)
