"""How sharp a check was: the width of the recomputed interval over that of the stated one (notebook 07)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import pandas as pd

from karabakh_analysis.analyses.claim_check import AGREEING, Check
from karabakh_analysis.analyses.claim_intervals import DECIDED
from karabakh_analysis.analyses.claim_names import VERDICT_WORDS
from karabakh_analysis.analyses.claim_words import Claim
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.values import Interval, Quantity, Sentence, Value, format_number

EXACT = "To the unit: both are single numbers"
SHARP = "Sharp: one number is recomputed"
NARROW = "Recomputed no wider than printed"
WIDE = "Recomputed wider than printed: an overlap is consistent, not confirmed"
OPEN = "Recomputed with one end only"
LEAST = Fraction(1, 100)
CLASSES = (EXACT, SHARP, NARROW, WIDE, OPEN)


@dataclass(frozen=True, slots=True)
class Sharpness:
    """The width of a recomputed interval over that of the printed one (``None``: no ratio) and the class it falls into."""

    ratio: Fraction | None
    name: str


def sharpness(stated: Interval, again: Interval) -> Sharpness:
    """How sharp a check was.

    Parameters
    ----------
    stated, again
        The printed and the recomputed interval, in one unit.
    """
    if not stated.is_bounded or again.low_open or again.high_open:
        return Sharpness(None, OPEN)
    if again.is_point:
        return Sharpness(None if stated.is_point else Fraction(0), EXACT if stated.is_point else SHARP)
    if stated.is_point:
        return Sharpness(None, WIDE)
    ratio = Fraction(again.width) / Fraction(stated.width)
    return Sharpness(ratio, NARROW if ratio <= 1 else WIDE)


def of_claim(claim: Claim) -> Sharpness | None:
    """How sharp the check of a claim was, by the vintage that its verdict rests on; ``None`` for ranks and what was not recomputed."""
    found = claim.vintage.found
    return None if found is None or claim.kind == "rank" else sharpness(claim.row["interval"], found.interval)


def compared(found: Check) -> list[tuple[Claim, Sharpness]]:
    """The decided claims that have a width, by class and ratio."""
    pairs = [(claim, sharp) for claim in found.having(*DECIDED) if (sharp := of_claim(claim)) is not None]
    return sorted(pairs, key=lambda pair: (CLASSES.index(pair[1].name), pair[1].ratio or 0))


def sharpness_table(found: Check) -> pd.DataFrame:
    """Every decided claim with what is printed, what is recomputed and the ratio of the two widths."""
    pairs = compared(found)
    rows = [_row(claim, sharp) for claim, sharp in pairs]
    return pd.DataFrame(rows, index=[claim.name for claim, _ in pairs])


def sharpness_groups(found: Check) -> list[str]:
    """The class of every row of `sharpness_table`."""
    return [sharp.name for _, sharp in compared(found)]


def _row(claim: Claim, sharp: Sharpness) -> dict[str, object]:
    again = claim.as_quantity(claim.vintage.found)
    return {"Stated": claim.stated, "Recomputed": again, "Ratio of widths": _ratio(claim, sharp), "Verdict": VERDICT_WORDS[claim.verdict]}


def _ratio(claim: Claim, sharp: Sharpness) -> Quantity | None:
    if sharp.ratio is None:
        return None
    words = "under 0.01" if 0 < sharp.ratio < LEAST else format_number(sharp.ratio, decimals=2)
    return Quantity(Interval.point(sharp.ratio), "", "implied", (*claim.rows, *claim.first.evidence), printed=words)


def sharpness_heading(found: Check) -> Sentence:
    """How many agreements are sharp: of growth rates, changes and shares, those recomputed no wider than they are printed."""
    pairs = agreeing(found)
    if not pairs:
        return Sentence("No growth rate, change or share agrees with printed counts")
    wide = sum(sharp.name in (WIDE, OPEN) for _, sharp in pairs)
    values: dict[str, Value] = {"all": count(len(pairs)), "sharp": count(len(pairs) - wide)}
    return Sentence("{sharp} of {all} growth rates, changes and shares that agree are recomputed no wider than they are printed", values)


def agreeing(found: Check) -> list[tuple[Claim, Sharpness]]:
    """The claims of `compared` that agree with the latest counts."""
    return [(claim, sharp) for claim, sharp in compared(found) if claim.verdict in AGREEING]


def sharpness_finding(found: Check) -> Sentence:
    """How many agreements are sharp, and how many are wide overlaps only."""
    pairs = agreeing(found)
    ranks = [claim for claim in found.having(*AGREEING) if claim.kind == "rank"]
    if not pairs:
        return Sentence("No growth rate, change or share agrees with printed counts.")
    numbers = {name: sum(sharp.name == name for _, sharp in pairs) for name in CLASSES}
    text = (
        "Of {all} growth rates, changes and shares that agree, {exact} are recomputed as one number and {narrow} as an interval no wider "
        "than the rounding of the print; for {wide} the recomputed interval is the wider one: these are consistent with the counts, not "
        "confirmed by them. Ranks that agree: {ranks}; a rank agrees only where the counts leave one place for it."
    )
    values: dict[str, Value] = {
        "all": count(len(pairs)),
        "exact": count(numbers[EXACT] + numbers[SHARP]),
        "narrow": count(numbers[NARROW]),
        "wide": count(numbers[WIDE] + numbers[OPEN]),
        "ranks": count(len(ranks)),
    }
    return Sentence(text, values)


def others_finding(found: Check) -> Sentence:
    """That figures and table hold the claims that do not agree, too."""
    others = len(compared(found)) - len(agreeing(found))
    if not others:
        return Sentence("")
    verb = "does not follow or agrees" if others == 1 else "do not follow or agree"
    return Sentence("Figures and table below also hold {others} that " + verb + " on another vintage.", {"others": count(others)})
