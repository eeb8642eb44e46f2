"""What the verdicts say in sentences (notebook 07)."""

from __future__ import annotations

from karabakh_analysis.analyses.claim_check import AGREEING, Check, printings_of
from karabakh_analysis.analyses.claim_names import COMPUTED_WORDS
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.values import Sentence, Value

NOTHING = Sentence("No growth rate, change, share or rank is known to have been published.")


def verdicts_finding(found: Check) -> Sentence:
    """How many claims agree, do not follow and cannot be checked."""
    if not found.claims:
        return NOTHING
    text = (
        "Of {all} distinct claims, printed {printings} times, {agree} agree with the printed counts, {other} more only on another vintage; "
        "{apart} {follow} not follow from the counts and {open} cannot be checked."
    )
    apart = len(found.having("disagrees"))
    values: dict[str, Value] = {
        "all": count(len(found.claims)),
        "printings": count(printings_of(found.claims)),
        "agree": count(len(found.having(*AGREEING))),
        "other": count(len(found.having("agrees_on_other_vintage"))),
        "apart": count(apart),
        "follow": "does" if apart == 1 else "do",
        "open": count(len(found.having("not_checkable"))),
    }
    return Sentence(text, values)


def verdicts_heading(found: Check) -> Sentence:
    """The same, short enough for a heading."""
    if not found.claims:
        return Sentence("No claim to check")
    values: dict[str, Value] = {
        "agree": count(len(found.having(*AGREEING))),
        "all": count(len(found.claims)),
        "open": count(len(found.having("not_checkable"))),
    }
    return Sentence("{agree} of {all} distinct claims agree with the printed counts, {open} cannot be checked", values)


def computed_finding(found: Check) -> Sentence:
    """Who worked the figures out, and what that means for an agreement."""
    if not found.claims:
        return NOTHING
    agree = found.having(*AGREEING)
    if not agree:
        return Sentence("No claim agrees with the printed counts.")
    numbers = {who: count(sum(claim.computed_by == who for claim in agree)) for who in COMPUTED_WORDS}
    text = (
        "Of the {agree} that agree, {institution} are given as the institution's own, {publisher} were worked out by the publisher and "
        "for {unknown} nobody is named. Arithmetic that rests on the same counts is no independent evidence of them: an agreement says "
        "that a figure follows, not that the counts are right."
    )
    return Sentence(text, {"agree": count(len(agree)), **numbers})


def computed_title(found: Check) -> Sentence:
    """How many of the figures that agree are the institution's own."""
    agree = found.having(*AGREEING)
    if not agree:
        return Sentence("No claim agrees with the printed counts")
    own = sum(claim.computed_by == "institution" for claim in agree)
    values: dict[str, Value] = {"own": count(own), "agree": count(len(agree))}
    return Sentence("{own} of {agree} claims that agree are given as the institution's own", values)


def solver_notes(found: Check) -> list[Sentence]:
    """For each indicator on which the solver gave up, that its claims are not checked; nothing where there is none."""
    text = "For {indicator} the computation was given up, so its claims stand as not checkable: {why}."
    return [
        Sentence(text, {"indicator": found.data.labels[indicator].lower(), "why": str(error).removesuffix(".")})
        for indicator, error in sorted(found.evidence.failures.items())
    ]


def apart_finding(found: Check) -> Sentence:
    """Which claims do not follow, and what the counts give instead."""
    apart = found.having("disagrees")
    if not apart:
        return Sentence("No claim lies apart from what the printed counts give.")
    values: dict[str, Value] = {}
    places = []
    for number, claim in enumerate(apart):
        values |= {f"stated{number}": claim.stated, f"about{number}": claim.about, f"again{number}": claim.recomputed or "n.a."}
        again = "a rank of " if claim.kind == "rank" else ""
        places.append(f"{{stated{number}}} ({{about{number}}}), the counts give {again}{{again{number}}}")
    listed = "; ".join(places)
    return Sentence(f"What does not follow from the printed counts: {listed}.", values)
