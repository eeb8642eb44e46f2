"""What cannot be checked, and why (notebook 07)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.claim_check import Check, printings_of
from karabakh_analysis.analyses.claim_words import Claim
from karabakh_analysis.analyses.wording import count, lowered
from karabakh_analysis.evidence.implied import whole
from karabakh_analysis.evidence.wording import computed
from karabakh_analysis.values import Interval, Sentence, Value

NO_BASE = "No base period is printed"
NO_LEVEL = "The count itself is not printed, only the derived figure"
NO_REFERENCE = "What it is compared with is not printed: a base, a whole, or the counts of the other places"
UNFIT = "What is printed may enter no sum (other concept, one settlement, or no day)"
OPEN_RANK = "Other places may stand above: their counts are missing or only confined"
BOUNDED = "A count is only confined, and the interval holds the printed figure"
OTHER = "Another reason, told with the claim"
REASONS = (NO_LEVEL, NO_REFERENCE, NO_BASE, UNFIT, BOUNDED, OPEN_RANK, OTHER)
WHOLE = 100
KINDS = ("growth", "change", "share", "rank")


def reason_of(claim: Claim) -> str:
    """Why a claim cannot be checked: one of `REASONS`."""
    latest = claim.first.checked.latest
    if latest.found is not None and not is_confined(claim):
        return NO_LEVEL if latest.found.used[0].level.standing == "bounded" else NO_REFERENCE
    if latest.found is not None:
        return OPEN_RANK if claim.kind == "rank" else BOUNDED
    if latest.gap == "unpublished":
        return NO_LEVEL if claim.first.implied_base is None else NO_REFERENCE
    return {"no_base": NO_BASE, "unfit": UNFIT}.get(latest.gap, OTHER)


def is_confined(claim: Claim) -> bool:
    """Whether the recomputed figure says more than that a share is a share or a rank one of those possible."""
    found = claim.first.checked.latest.found
    if found is None:
        return False
    if claim.kind == "share":
        return not found.interval.contains(Interval(0, WHOLE))
    if claim.kind != "rank":
        return True
    places = claim.data.geography.members(str(claim.row["among"]), claim.row["period_end"])
    return not found.interval.contains(Interval(1, max(len(places), 1)))


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
    if len(found.having("not_checkable")) == 1:
        return Sentence("One claim cannot be checked: {why}", values)
    return Sentence("{all} claims cannot be checked; for {most} of them {why}", values)


def gap_finding(found: Check) -> Sentence:
    """How many claims lack a count, how many a base or whole, and how many are confined without being decided."""
    reasons = [reason_of(claim) for claim in found.having("not_checkable")]
    if not reasons:
        return Sentence("Every claim could be checked.") if found.claims else Sentence("There is no claim to check.")
    text = (
        "Claims that cannot be checked: {all}. Printed without the count itself: {level}; without what it is compared with: "
        "{base}; confined by printed counts but not decided: {confined}; other reasons: {rest}."
    )
    level, base, confined = (
        sum(reasons.count(each) for each in group) for group in ((NO_LEVEL,), (NO_REFERENCE, NO_BASE), (BOUNDED, OPEN_RANK))
    )
    numbers = {"all": len(reasons), "level": level, "base": base, "confined": confined, "rest": len(reasons) - level - base - confined}
    return Sentence(text, {name: count(number) for name, number in numbers.items()})


def confined_table(found: Check) -> pd.DataFrame:
    """Claims whose figure the printed counts confine without deciding: what is printed and where the recomputed figure lies."""
    claims = [claim for claim in found.having("not_checkable") if is_confined(claim)]
    return pd.DataFrame(
        [{"Stated": claim.stated, "Recomputed": claim.recomputed} for claim in claims], index=[claim.name for claim in claims]
    )


def narrowed_finding(found: Check) -> Sentence:
    """Growth rates that leave one number of a base or level with the counts that confine it; nothing where there is none."""
    told = [sentence for claim in found.having("not_checkable") if (sentence := _narrowed(claim)) is not None]
    return told[0] if told else Sentence("")


def _narrowed(claim: Claim) -> Sentence | None:
    """What a growth rate and the counts leave of the level together, where that is one whole number."""
    checked = claim.first.checked
    if claim.kind != "growth" or checked.latest.found is None:
        return None
    level, base = (each.level for each in checked.latest.found.used)
    printed = claim.row["interval"] if claim.row["claim"] == "fold_change" else claim.row["interval"] / WHOLE + 1
    allowed = base.interval * printed
    if not base.interval.is_point or not allowed.overlaps(level.interval):
        return None
    both = whole(allowed.intersect(level.interval))
    if both is None or not both.is_point:
        return None
    rows = (*claim.rows, *base.rows, *level.rows)
    values: dict[str, Value] = {"stated": claim.stated, "about": claim.about, "base": computed(base.interval, "", base.rows)}
    values |= {"level": computed(level.interval, "", level.rows), "both": computed(both, "", rows)}
    return Sentence(
        "{stated} ({about}) touches what the counts give at one number only: with the base of {base} and a level of {level} "
        "it leaves {both}.",
        values,
    )
