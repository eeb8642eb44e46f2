"""Names that the page of claims gives to verdicts, kinds of claims, places and breakdowns (notebook 07)."""

from __future__ import annotations

VERDICT_WORDS = {
    "agrees": "agrees",
    "agrees_if_truncated": "agrees if later digits were cut off",
    "agrees_on_other_vintage": "agrees on another vintage",
    "disagrees": "does not follow",
    "not_checkable": "cannot be checked",
}
COMPUTED_WORDS = {"institution": "the institution", "publisher": "the publisher", "unknown": "not said"}
KIND_WORDS = {"fold_change": "growth", "percent_change": "growth", "absolute_change": "change", "share": "share", "rank": "rank"}
