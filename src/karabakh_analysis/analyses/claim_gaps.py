"""What cannot be checked, and why (notebook 07)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.claim_check import Check, printings_of
from karabakh_analysis.analyses.claim_words import Claim
from karabakh_analysis.analyses.wording import count, lowered
from karabakh_analysis.values import Sentence, Value

NO_BASE = "No base period is printed"
NO_LEVEL = "The count itself is not printed, only the derived figure"
NO_REFERENCE = "The base or the whole that it is compared with is not printed"
UNFIT = "What is printed may enter no sum (other concept, one settlement, or no day)"
OPEN_RANK = "Other places may stand above: their counts are missing or only confined"
BOUNDED = "A count is only confined, and the interval holds the printed figure"
OTHER = "Another reason, told with the claim"
REASONS = (NO_LEVEL, NO_REFERENCE, NO_BASE, UNFIT, BOUNDED, OPEN_RANK, OTHER)
KINDS = ("growth", "change", "share", "rank")


def reason_of(claim: Claim) -> str:
    """Why a claim cannot be checked: one of `REASONS`."""
    latest = claim.first.checked.latest
    if latest.found is not None:
        return OPEN_RANK if claim.kind == "rank" else BOUNDED
    if latest.gap == "unpublished":
        return NO_LEVEL if claim.first.implied_base is None else NO_REFERENCE
    return {"no_base": NO_BASE, "unfit": UNFIT}.get(latest.gap, OTHER)


def gap_table(found: Check) -> pd.DataFrame:
    """Distinct claims that cannot be checked, by reason and kind of claim, and how often they were printed."""
    open_claims = found.having("not_checkable")
    groups = {reason: [claim for claim in open_claims if reason_of(claim) == reason] for reason in REASONS}
    rows = {reason: _row(claims) for reason, claims in groups.items() if claims}
    return pd.DataFrame.from_dict({**rows, "All": _row(open_claims)} if rows else {}, orient="index")


def _row(claims: list[Claim]) -> dict[str, int]:
    by_kind = {kind.capitalize(): sum(claim.kind == kind for claim in claims) for kind in KINDS}
    return {**by_kind, "Distinct claims": len(claims), "Printings": printings_of(claims)}


def gap_heading(found: Check) -> Sentence:
    """How many claims cannot be checked, and the most frequent reason."""
    table = gap_table(found)
    if table.empty:
        return Sentence("No claim is left unchecked") if found.claims else Sentence("No claim is left to check")
    reasons = table.drop(index="All")["Distinct claims"]
    values: dict[str, Value] = {
        "all": count(int(table.loc["All", "Distinct claims"])),
        "most": count(int(reasons.max())),
        "why": lowered(str(reasons.idxmax())),
    }
    return Sentence("{all} claims cannot be checked; for {most} of them {why}", values)


def gap_finding(found: Check) -> Sentence:
    """How many claims lack a count, how many a base or whole, and how many are confined without being decided."""
    reasons = [reason_of(claim) for claim in found.having("not_checkable")]
    if not reasons:
        return Sentence("Every claim could be checked.") if found.claims else Sentence("There is no claim to check.")
    text = (
        "Of {all} claims that cannot be checked, {level} are printed without the count itself and {base} without the base or the whole "
        "they are compared with; {confined} are confined by printed counts but not decided; other reasons: {rest}."
    )
    level, base, confined = (
        sum(reasons.count(each) for each in group) for group in ((NO_LEVEL,), (NO_REFERENCE, NO_BASE), (BOUNDED, OPEN_RANK))
    )
    numbers = {"all": len(reasons), "level": level, "base": base, "confined": confined, "rest": len(reasons) - level - base - confined}
    return Sentence(text, {name: count(number) for name, number in numbers.items()})


def confined_table(found: Check) -> pd.DataFrame:
    """Claims whose figure the printed counts confine without deciding: what is printed and where the recomputed figure lies."""
    claims = [claim for claim in found.having("not_checkable") if claim.recomputed is not None]
    return pd.DataFrame(
        [{"Stated": claim.stated, "Recomputed": claim.recomputed} for claim in claims], index=[claim.name for claim in claims]
    )
