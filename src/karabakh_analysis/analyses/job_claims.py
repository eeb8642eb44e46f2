"""What printed growth rates do to the counts of new jobs, and the counts to them (notebook 01)."""

from __future__ import annotations

from collections.abc import Iterator

from karabakh_analysis.analyses import claim_check
from karabakh_analysis.analyses.claim_coverages import doubts
from karabakh_analysis.analyses.claim_words import Claim
from karabakh_analysis.analyses.growth_words import growth_of
from karabakh_analysis.analyses.job_growth import INDICATOR
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.dataset import Period
from karabakh_analysis.evidence import evidence_of
from karabakh_analysis.evidence.wording import computed
from karabakh_analysis.values import Quantity, Sentence, Value, listed

NO_BASE = "no_base"


def counts_alone(run: Scope) -> Sentence:
    """What counts alone give of the base year, where its level rests on printed growth rates too, and who worked these out."""
    period = Period.year(run.base_year)
    bound = evidence_of(run.data).bound(INDICATOR, run.coverage, period)
    if bound is None or bound.status == "published":
        return Sentence("")
    for claim in _growth_claims(run):
        alone = _level(claim, run.coverage, period)
        if set(claim.rows) & set(bound.evidence) and alone is not None and alone.interval != bound.interval:
            values: dict[str, Value] = {"alone": alone, "rate": claim.stated, "about": claim.about, "who": _who(claim)}
            return Sentence(
                "Counts alone give {alone}: the rest follows from {rate} ({about}), {who}. If that rate was taken over the printed counts"
                " alone, it says nothing of places without one.",
                values,
            )
    return Sentence("")


def growth_alone(run: Scope) -> Sentence:
    """Growth from what counts alone give of the base year; nothing where these give its level."""
    told = counts_alone(run)
    later, alone = run.level(INDICATOR, Period.year(run.reference_year)), told.values.get("alone")
    rate = growth_of(later, alone) if later is not None and isinstance(alone, Quantity) else None
    if rate is None:
        return Sentence("")
    text = "Counts alone give {alone} for {base}, and growth of {growth}; the rest follows from {rate} ({about}), {who}."
    return Sentence(text, {**told.values, "growth": rate, "base": str(run.base_year)})


def apart_notes(run: Scope) -> list[Sentence]:
    """The arithmetic of every printed rate that does not follow from the counts, and the doubts on record."""
    apart = [claim for claim in _growth_claims(run) if claim.verdict == "disagrees"]
    return [sentence for claim in apart for sentence in (claim.reason, *doubts(claim))]


def without_base(run: Scope) -> Sentence:
    """Rates over the coverage that are printed without a base period, and so are not drawn."""
    rates = [claim for claim in _growth_claims(run) if claim.first.checked.latest.gap == NO_BASE]
    if not rates:
        return Sentence("")
    values: dict[str, Value] = {f"rate{place}": claim.stated for place, claim in enumerate(rates)}
    values |= {f"about{place}": claim.about for place, claim in enumerate(rates)}
    named = listed([f"{{rate{place}}} ({{about{place}}})" for place in range(len(rates))])
    return Sentence(f"Printed without a base period and not drawn: {named}.", values)


def _growth_claims(run: Scope) -> Iterator[Claim]:
    """Growth of all new jobs over the coverage, as far as the run shows."""
    for claim in claim_check.check(run.data).claims:
        about = (claim.row["indicator"], claim.row["geography"], claim.row["sector"])
        if claim.kind == "growth" and about == (INDICATOR, run.coverage, "") and claim.row["period_end"].year <= run.last_year:
            yield claim


def _level(claim: Claim, coverage: str, period: Period) -> Quantity | None:
    """The level of a cell as the counts give it that the claim was checked with."""
    found = claim.first.checked.latest.found
    used = [each.level for each in found.used if (each.place.geography, each.place.period) == (coverage, period)] if found else []
    return computed(used[0].interval, "jobs", used[0].rows) if used else None


def _who(claim: Claim) -> str:
    """Who worked a rate out, for a sentence."""
    match claim.computed_by:
        case "institution":
            return "given as the institution's figure"
        case "publisher":
            return f"worked out by the publisher, {listed(claim.publishers)}"
        case _:
            return "of which nobody is said to have worked it out"
