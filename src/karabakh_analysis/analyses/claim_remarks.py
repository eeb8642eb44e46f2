"""What stands beside a verdict: counts that were corrected, and levels that follow from another claim (notebook 07)."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from karabakh_analysis.analyses.claim_check import AGREEING, Check
from karabakh_analysis.analyses.claim_words import Claim
from karabakh_analysis.analyses.wording import lowered
from karabakh_analysis.dataset.cells import printed_figure
from karabakh_analysis.evidence.question import Used
from karabakh_analysis.evidence.wording import Data, Words, compose, listed
from karabakh_analysis.values import Quantity, Sentence, Value

NUMBERS = ("value", "low", "high")


def corrected_rows(claim: Claim) -> pd.DataFrame:
    """The corrections of numbers on which the recomputed figure rests."""
    rows, found = claim.data.corrections, claim.vintage.found
    return rows[rows["field"].isin(NUMBERS) & rows["row_id"].isin(found.rows if found else ())]


def remarks(claim: Claim) -> list[Sentence]:
    """What a reader of a verdict must know of the counts behind it; mostly nothing."""
    return [*_on_corrections(claim), *_on_changes(claim), *_on_itself(claim)]


def _on_corrections(claim: Claim) -> Iterator[Sentence]:
    """That a count was corrected, how it is printed, and the reason, which may be the claim itself."""
    text = "The check rests on {read}, printed as “{printed}”; it is read so because: {reason}."
    circular = " The reason is this very claim, so that its agreement is no check." if is_circular(claim) else ""
    observations = claim.data.observations.set_index("observation_id")
    for row in corrected_rows(claim).itertuples():
        raw = observations.loc[row.row_id]
        read = Quantity(raw["interval"], str(raw["unit"]), "published", (str(row.row_id),), (), printed_figure(raw))
        reason = str(row.reason).removesuffix(".")
        yield Sentence(text + circular, {"read": read, "printed": str(raw["stated_as"]), "reason": lowered(reason)})


def is_circular(claim: Claim) -> bool:
    """Whether a count was corrected for a reason that names the very figure that is checked with it, in the same document."""
    figure = re.compile(rf"(?<![\d.,]){re.escape(str(claim.row['value']))}(?![\d]|[.,]\d)")
    documents = {row.rpartition("/")[0] for row in claim.rows}
    rows = corrected_rows(claim)
    return any(row.row_id.rpartition("/")[0] in documents and figure.search(row.reason) for row in rows.itertuples())


def _on_changes(claim: Claim) -> Iterator[Sentence]:
    """Levels that are printed nowhere and follow from a change that is."""
    found = claim.vintage.found
    for used in found.used if found else ():
        for change in _changes(claim, used):
            told = _difference(claim, used, change)
            if told is not None:
                yield told


def _changes(claim: Claim, used: Used) -> list[str]:
    """The rows of printed changes on which a level rests."""
    changes = set(claim.data.claims.loc[claim.data.claims["claim"].eq("absolute_change"), "claim_id"])
    return [row for row in used.level.rows if row in changes][:1]


def _difference(claim: Claim, used: Used, change: str) -> Sentence | None:
    """A level as the later one less the printed change; ``None`` where that is not how it follows."""
    other = next((each for each in claim.vintage.found.used if each is not used), None) if claim.vintage.found else None
    row = claim.data.claims.set_index("claim_id").loc[change]
    if other is None or other.level.interval - row["interval"] != used.level.interval:
        return None
    words = Words(claim.data)
    figures = {"base": used.level, "later": other.level}
    values: dict[str, Value] = {
        name: Quantity(level.interval, "", "implied" if level is used.level else "published", level.rows) for name, level in figures.items()
    }
    values["change"] = words.stated({**row.to_dict(), "claim_id": change})
    return Sentence("{base} is {later} less the change as printed, {change}.", values)


def _on_itself(claim: Claim) -> Iterator[Sentence]:
    """That a change is the only way from one day to the other, so that nothing is left to check it with."""
    if claim.row["claim"] == "absolute_change" and claim.first.checked.latest.gap == "unpublished" and claim.first.implied_base is not None:
        base = Quantity(claim.first.implied_base, "", "implied", claim.rows)
        yield Sentence("The level before it follows from this change alone: {base}.", {"base": base})


def corrected_finding(found: Check) -> Sentence:
    """Which claims agree with a count that was corrected because of them; nothing where there is none."""
    claims = [claim for claim in found.having(*AGREEING, "agrees_on_other_vintage") if is_circular(claim)]
    if not claims:
        return Sentence("")
    figures = listed([[claim.stated, " (", Data(claim.about), ")"] for claim in claims])
    verb = " agrees" if len(claims) == 1 else " agree"
    why = " only because a number of the same document was corrected by this very figure: the verdict stands by the rule, and is no check."
    return compose(figures, verb, why)
