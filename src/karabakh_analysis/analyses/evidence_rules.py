"""What verdicts and statuses of levels mean, and how many there are of each (notebook 09)."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from karabakh_analysis.analyses.claim_check import Check
from karabakh_analysis.analyses.claim_names import VERDICT_WORDS
from karabakh_analysis.analyses.wording import count, lowered
from karabakh_analysis.evidence import VERDICTS
from karabakh_analysis.values import Sentence, Value, listed
from karabakh_analysis.values.quantity import Status

VERDICT_RULES = {
    "agrees": "Every count used is printed or follows, and the printed and the recomputed interval overlap",
    "agrees_if_truncated": "They do not overlap, but they do if later digits were cut off instead of rounded",
    "agrees_on_other_vintage": "Neither, but they do with the counts that stood on another day",
    "disagrees": "They lie apart by every state of the counts",
    "not_checkable": "A count is missing, or it is only confined and the intervals overlap",
}
STATUS_RULES: dict[Status, str] = {
    "published": "A document prints the level",
    "implied": "One number is left by the printed figures",
    "bounded": "The printed figures leave an interval, with one end or two",
    "conflicting": "The printed counts of it cannot all be true",
    "unknown": "Nothing printed confines it; it is not negative",
}


def verdict_table(found: Check) -> pd.DataFrame:
    """What every verdict means and how many distinct claims have it, in the order in which they are tried."""
    rows = {
        VERDICT_WORDS[verdict].capitalize(): {"Given where": VERDICT_RULES[verdict], "Distinct claims": len(found.having(verdict))}
        for verdict in VERDICTS
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def status_table(found: Check) -> pd.DataFrame:
    """What every status of a level means and how many levels have it, over all indicators that have tables of districts."""
    numbers = Counter(bound.status for bound in found.evidence.bounds)
    rows = {name.capitalize(): {"Given where": rule, "Levels": numbers[name]} for name, rule in STATUS_RULES.items()}
    return pd.DataFrame.from_dict(rows, orient="index") if found.evidence.bounds else pd.DataFrame()


def evidence_heading(found: Check) -> Sentence:
    """How many claims are recomputed and how many levels confined."""
    if not found.claims:
        return Sentence("There is no claim to recompute")
    values: dict[str, Value] = {"claims": count(len(found.claims)), "levels": count(len(found.evidence.bounds))}
    return Sentence("Claims recomputed: {claims}; levels confined: {levels}", values)


def bounds_finding(found: Check) -> Sentence:
    """For which indicators levels are confined, and how many without a printed figure follow or have an interval."""
    bounds = found.evidence.bounds
    if not bounds:
        return Sentence("No level is confined: no table of districts was certainly published by that day.")
    names = [lowered(found.data.labels[code]) for code in dict.fromkeys(bound.indicator for bound in bounds)]
    numbers = Counter(bound.status for bound in bounds)
    values: dict[str, Value] = {
        "names": listed(names),
        "all": count(len(bounds)),
        "printed": count(numbers["published"]),
        "implied": count(numbers["implied"]),
        "bounded": count(numbers["bounded"]),
    }
    text = "Levels of {names} are confined: of {all} in all, {printed} are printed, {implied} follow and {bounded} are bounded."
    return Sentence(text, values)


def conflicts_finding(found: Check) -> Sentence:
    """How many sets of printed figures exclude each other, and how many figures they hold."""
    conflicts = found.evidence.conflicts
    if not conflicts:
        return Sentence("No printed figures exclude each other, as far as they can be compared.")
    rows = {row for conflict in conflicts for row in conflict.rows}
    sets = "set" if len(conflicts) == 1 else "sets"
    text = f"{{all}} smallest {sets} of printed figures cannot all be true; together they hold {{rows}} figures."
    return Sentence(text, {"all": count(len(conflicts)), "rows": count(len(rows))})
