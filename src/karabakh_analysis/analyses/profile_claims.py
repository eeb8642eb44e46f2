"""Ranks that documents print for one district or city, beside what the printed counts give (notebook district_profile)."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from karabakh_analysis.analyses.claim_check import AGREEING, check
from karabakh_analysis.analyses.claim_names import VERDICT_WORDS
from karabakh_analysis.analyses.claim_words import Claim
from karabakh_analysis.analyses.profile import Profile
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.values import SEPARATOR, Quantity, Sentence, Value

ENDINGS = {
    "agrees": "agrees with the printed counts",
    "agrees_if_truncated": "agrees with the printed counts",
    "agrees_on_other_vintage": "agrees with the counts as they stood on another day alone",
    "disagrees": "does not follow from the printed counts",
    "not_checkable": "cannot be decided by the printed counts",
}


def rank_claims(run: Profile) -> list[Claim]:
    """The printed ranks of the place, each once however often it was printed, the last period first."""
    found = [claim for claim in check(run.data).claims if claim.kind == "rank" and claim.row["geography"] == run.code]
    return sorted(found, key=lambda claim: claim.row["period_end"], reverse=True)


def rank_table(run: Profile) -> pd.DataFrame:
    """Every printed rank: period, the places ranked, stated, recomputed, verdict and publishers; index: what is counted."""
    claims = rank_claims(run)
    return pd.DataFrame([_row(claim) for claim in claims], index=[claim.indicator for claim in claims], dtype=object)


def _row(claim: Claim) -> dict[str, object]:
    return {
        "Period": claim.period,
        "Among": claim.data.geography.name(str(claim.row["among"])),
        "Stated": stated_rank(claim),
        "Recomputed": _recomputed(claim),
        "Verdict": VERDICT_WORDS[claim.verdict],
        "Printed by": SEPARATOR.join(claim.publishers),
    }


def _recomputed(claim: Claim) -> Quantity | Sentence | str:
    """The rank by the latest counts, and by the earlier ones where the claim agrees with these alone."""
    now, then = claim.recomputed, claim.as_quantity(claim.vintage.found)
    if now is None:
        return "n.a."
    if claim.verdict != "agrees_on_other_vintage" or then is None:
        return now
    return Sentence("{now}; by earlier counts {then}", {"now": now, "then": then})


def stated_rank(claim: Claim) -> Quantity:
    """The rank as printed; where a document names several places without an order, the ranks that they share."""
    accepted = claim.first.checked.accepted
    if accepted.is_point:
        return claim.stated
    words = f"{int(accepted.low)} to {int(accepted.high)}, order not stated"
    return replace(claim.stated, interval=accepted, printed=words)


def rank_claims_caption(run: Profile) -> Sentence:
    """How many ranks are printed for the place, and how many of them agree with the printed counts."""
    claims = rank_claims(run)
    agree = sum(claim.verdict in AGREEING for claim in claims)
    values: dict[str, Value] = {"place": run.name, "all": count(len(claims)), "agree": count(agree)}
    if len(claims) == 1:
        return Sentence(f"The one printed rank of {{place}} {ENDINGS[claims[0].verdict]}", values)
    return Sentence(
        f"Of {{all}} printed ranks of {{place}} {{agree}} {'agrees' if agree == 1 else 'agree'} with the printed counts", values
    )
