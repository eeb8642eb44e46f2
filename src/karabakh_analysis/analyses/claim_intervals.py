"""Stated beside recomputed intervals, for the claims that the printed counts decide (notebook 07)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from karabakh_analysis.analyses.claim_check import Check
from karabakh_analysis.analyses.claim_names import VERDICT_WORDS
from karabakh_analysis.analyses.claim_words import Claim
from karabakh_analysis.analyses.marks import drawn, hue_of
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.values import Interval, Quantity, Sentence, Value, format_number

DECIDED = ("agrees", "agrees_if_truncated", "agrees_on_other_vintage", "disagrees")
SMALL_SHARE = 5
APART_DECIMALS = 2
KEY = {
    "alert": "does not follow: the two lie apart",
    "rounded": "printed, with its rounding",
    "recomputed": "recomputed from printed counts; stretched where they leave an interval",
    "superseded": "recomputed from earlier counts",
}
NOTES = {
    "agrees_if_truncated": "agrees if later digits were cut off",
    "agrees_on_other_vintage": "agrees by earlier counts",
    "disagrees": "does not follow",
}


def growth_rows(found: Check) -> pd.DataFrame:
    """Growth, printed and recomputed, as a multiple of the base.

    Returns
    -------
    DataFrame
        Two or three rows a claim, as the figure `dots` takes them: ``low`` and ``high`` in fold, ``printed`` in the claim's own unit.
    """
    return _rows((claim for claim in found.having(*DECIDED) if claim.kind == "growth"), _as_fold)


def share_rows(found: Check, *, small: bool) -> pd.DataFrame:
    """Shares, printed and recomputed, in per cent: those of a few per cent, or the larger ones."""
    shares = [claim for claim in found.having(*DECIDED) if claim.kind == "share"]
    return _rows((claim for claim in shares if (claim.row["interval"].high <= SMALL_SHARE) == small), lambda _, interval: interval)


def _rows(claims: Iterable[Claim], measure: Callable[[Claim, Interval], Interval]) -> pd.DataFrame:
    return pd.DataFrame([row for claim in claims for row in _claim_rows(claim, measure)])


def _claim_rows(claim: Claim, measure: Callable[[Claim, Interval], Interval]) -> list[dict[str, object]]:
    """A claim's figure, what the latest counts give and, where it agrees on another vintage alone, what that one gives."""
    then = claim.as_quantity(claim.vintage.found) if claim.verdict == "agrees_on_other_vintage" else None
    marks = [(claim.stated, "printed", "rounded"), (claim.recomputed, "recomputed", "recomputed"), (then, "recomputed then", "superseded")]
    return [_mark(claim, quantity, series, status, measure) for quantity, series, status in marks if quantity is not None]


def _mark(claim: Claim, quantity: Quantity, series: str, status: str, measure: Callable[[Claim, Interval], Interval]) -> dict[str, object]:
    interval = measure(claim, quantity.interval)
    placed = Quantity(interval, quantity.unit, quantity.status, quantity.evidence, quantity.flags, quantity.text)
    hue = "alert" if claim.verdict == "disagrees" else hue_of(str(claim.row["geography"]))
    note = "; ".join(filter(None, [claim.whole, NOTES.get(claim.verdict, ""), _distance(claim, measure)]))
    more = {
        "series": series,
        "hue": hue,
        "note": note,
        "verdict": VERDICT_WORDS[claim.verdict],
        "claim": claim.rows[0],
        "group": claim.indicator,
    }
    return drawn(claim.label, placed, **more) | {"status": status}


def _distance(claim: Claim, measure: Callable[[Claim, Interval], Interval]) -> str:
    """How far the two intervals of a claim that does not follow lie apart at least, in the unit of the figure."""
    found = claim.first.checked.latest.found
    if claim.verdict != "disagrees" or found is None:
        return ""
    printed, again = (measure(claim, interval) for interval in (claim.first.checked.accepted, found.interval))
    gap = max(printed.low - again.high, again.low - printed.high)
    unit = "percentage points" if claim.kind == "share" else "fold"
    return f"at least {format_number(gap, unit, APART_DECIMALS)} apart"


def _as_fold(claim: Claim, interval: Interval) -> Interval:
    return interval if claim.row["claim"] == "fold_change" else interval / 100 + 1


def apart_title(rows: pd.DataFrame, things: str) -> Sentence:
    """Whether the two intervals meet for every claim of a figure."""
    if rows.empty:
        return Sentence("No {things} to compare", {"things": things})
    apart = rows[rows["verdict"].eq(VERDICT_WORDS["disagrees"])]
    number = apart["claim"].nunique()
    names = list(
        dict.fromkeys(f"{group[:1].lower()}{group[1:]}, {label}" for group, label in zip(apart["group"], apart["label"], strict=True))
    )
    values: dict[str, Value] = {"things": things, "all": count(rows["claim"].nunique()), "apart": count(number), "names": "; ".join(names)}
    if rows["claim"].nunique() == 1:
        return Sentence(
            "Of the {things} one is compared, and it does not meet: {names}" if names else "Of the {things} one is compared, and it meets",
            values,
        )
    if not names:
        return Sentence("{all} of {all} {things} meet the recomputed ones", values)
    return Sentence("{apart} of {all} {things} " + ("does" if number == 1 else "do") + " not meet the recomputed ones: {names}", values)


def source_of(found: Check, rows: pd.DataFrame) -> str:
    """The documents behind a figure."""
    ids = {row for text in rows["evidence"] for row in text.split()} if len(rows) else set()
    return found.source(claim for claim in found.claims if ids & set(claim.rows))
