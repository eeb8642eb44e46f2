"""Claims that do not follow, and claims that agree on another vintage alone, told one by one (notebook 07)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from karabakh_analysis.analyses.claim_check import Check
from karabakh_analysis.analyses.claim_coverages import doubts, explanations
from karabakh_analysis.analyses.claim_words import Claim
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.evidence import Conflict
from karabakh_analysis.evidence.wording import computed
from karabakh_analysis.values import Interval, Quantity, Sentence, Story, Value, format_number

WHOLE = 100
SAME_WHOLE = ("source_id", "indicator", "geography", "among", "period_start", "period_end", "reference_indicator", "reference_sector")
COMPUTED = {
    "institution": "It is given as the institution's figure.",
    "publisher": "The publisher worked it out.",
    "unknown": "Who worked it out is not said.",
}


def apart_heading(found: Check) -> Sentence:
    """How many claims do not follow."""
    number = len(found.having("disagrees"))
    if not number:
        return Sentence("No claim lies apart from the printed counts")
    values: dict[str, Value] = {"number": count(number), "all": count(len(found.claims))}
    return Sentence("{number} of {all} claims " + ("does" if number == 1 else "do") + " not follow from the printed counts", values)


def apart_stories(found: Check) -> list[Story]:
    """Every claim that does not follow: who printed it, the arithmetic, the figures it conflicts with, what would explain it."""
    return [_apart_story(found, claim) for claim in found.having("disagrees")]


def _apart_story(found: Check, claim: Claim) -> Story:
    statements = [conflict.statement for conflict in conflicts_of(found, claim)]
    others = [statement for statement in statements if statement.plain != claim.first.reason.plain]
    told = {
        "Printed": [printed_sentence(claim)],
        "Arithmetic": [claim.reason],
        "Other figures": [*others, *beside(found, claim)],
        "Doubts and remarks": list(doubts(claim)),
        "What would explain it": explanations(claim),
    }
    return Story(claim.title, {lead: each for lead, each in told.items() if each})


def beside(found: Check, claim: Claim) -> Iterator[Sentence]:
    """A share printed beside one that does not follow, where the two add to the whole: then a count or the whole is the odd one."""
    used = claim.first.checked.latest.found
    pairs = [other for other in found.claims if used is not None and _completes(claim, other)]
    if len(pairs) != 1 or used is None:
        return
    (other,) = pairs
    hundred = Quantity(Interval.point(WHOLE), "percent", "implied", (*claim.rows, *other.rows), (), format_number(WHOLE, "percent", 0))
    values: dict[str, Value] = {"stated": claim.stated, "other": other.stated, "about": other.about, "whole": hundred}
    part, whole = (computed(each.level.interval, "", each.level.rows) for each in used.used[:2])
    text = (
        "The same document prints {other} ({about}), which with {stated} adds to {whole}: "
        "the shares go together, and it is the count of {part} or the total of {total} that does not go with them."
    )
    yield Sentence(text, {**values, "part": part, "total": whole})


def _completes(claim: Claim, other: Claim) -> bool:
    """Whether two shares of one whole, period and document add to all of it as printed."""
    if claim.kind != "share" or other.kind != "share" or other.row["sector"] == claim.row["sector"]:
        return False
    same = all(str(claim.row[name]) == str(other.row[name]) for name in SAME_WHOLE)
    return same and Fraction(str(claim.row["value"])) + Fraction(str(other.row["value"])) == WHOLE


def conflicts_of(found: Check, claim: Claim) -> list[Conflict]:
    """The conflicts in which a claim is the figure in question."""
    return [conflict for conflict in found.evidence.conflicts if set(conflict.figure) & set(claim.rows)]


def printed_sentence(claim: Claim) -> Sentence:
    """Where and when a claim was printed, and who worked it out."""
    text = "{what}, printed by {documents}. " + COMPUTED[claim.computed_by]
    return Sentence(text, {"what": claim.what, "documents": claim.printed_in})


def vintage_heading(found: Check) -> Sentence:
    """How many claims agree on another vintage alone."""
    number = len(found.having("agrees_on_other_vintage"))
    if not number:
        return Sentence("No claim depends on values that were revised later")
    verb = "claim agrees" if number == 1 else "claims agree"
    return Sentence("{number} " + verb + " only with counts as they stood on another day", {"number": count(number)})


def vintage_stories(found: Check) -> list[Story]:
    """Every claim that agrees on another vintage alone: who printed it, the arithmetic of both days, what the latest counts leave."""
    return [
        Story(claim.title, {"Printed": [printed_sentence(claim)], "Arithmetic": [claim.reason], "Today": [_latest(claim)]})
        for claim in found.having("agrees_on_other_vintage")
    ]


def _latest(claim: Claim) -> Sentence:
    """What the latest counts say about a claim that agreed with others."""
    latest = claim.first.checked.latest.found
    if latest is None:
        return Sentence("The counts that stand now do not give it.")
    if latest.interval.overlaps(claim.first.checked.accepted):
        return Sentence("The counts that stand now leave it open.")
    return Sentence("The counts that stand now exclude it.")
