"""The full table of verdicts, one row a distinct claim (notebook 07)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.claim_check import Check, printings_of
from karabakh_analysis.analyses.claim_names import COMPUTED_WORDS, VERDICT_WORDS
from karabakh_analysis.analyses.claim_remarks import remarks
from karabakh_analysis.analyses.claim_words import Claim
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.evidence.wording import Data, Piece, compose
from karabakh_analysis.values import SEPARATOR, Quantity, Sentence, Value
from karabakh_analysis.values.sentence import Words

FILTERS = ("Verdict", "Indicator", "Publisher")


def claim_table(found: Check) -> pd.DataFrame:
    """Every distinct claim: what it is, place, period, stated, recomputed, verdict, publishers, who worked it out, and the reason."""
    return pd.DataFrame(
        [_row(claim) for claim in found.claims], index=[f"{claim.what[:1].upper()}{claim.what[1:]}" for claim in found.claims], dtype=object
    )


def _row(claim: Claim) -> dict[str, object]:
    return {
        "Indicator": claim.indicator,
        "Place": claim.place,
        "Period": claim.period,
        "Stated": claim.stated,
        "Recomputed": claim.recomputed,
        "Verdict": VERDICT_WORDS[claim.verdict],
        "Publisher": SEPARATOR.join(claim.publishers),
        "Worked out by": COMPUTED_WORDS[claim.computed_by],
        "Reason": _without_repeats(_told(claim), [claim.stated, claim.recomputed]),
    }


def _told(claim: Claim) -> Sentence:
    """The reason, and what else must be known of the counts behind it."""
    pieces: list[Piece] = []
    for sentence in (claim.reason, *remarks(claim)):
        said = [part if isinstance(part, Words | Quantity) else Data(part) for part in sentence.parts()]
        pieces += [" ", *said] if pieces else said
    return compose(pieces)


def _without_repeats(reason: Sentence, shown: list[Quantity | None]) -> Sentence:
    """The reason, in which the figures of the row's other cells are plain: each leads to its rows once."""
    texts = {quantity.text for quantity in shown if quantity is not None}
    return Sentence(reason.template, {name: _text_of(value, texts) for name, value in reason.values.items()})


def _text_of(value: Value, texts: set[str]) -> Value:
    return value.text if isinstance(value, Quantity) and value.text in texts else value


def table_heading(found: Check) -> Sentence:
    """How many claims and printings the table holds."""
    if not found.claims:
        return Sentence("No verdict to list")
    values = {"all": count(len(found.claims)), "printings": count(printings_of(found.claims))}
    return Sentence("All {all} claims, each once, from {printings} printings", values)
