"""What would make a claim hold that does not follow: a known revision, another coverage; and the doubts on record (notebook 07)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from karabakh_analysis.analyses.claim_words import Claim
from karabakh_analysis.analyses.documents import with_names
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.scope import COVERAGES
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.knowledge import reasons_of
from karabakh_analysis.evidence.claims import truncated
from karabakh_analysis.evidence.errors import EvidenceError
from karabakh_analysis.evidence.implied import carried_revisions
from karabakh_analysis.evidence.question import NotCheckableError, Question
from karabakh_analysis.evidence.recompute import Recomputed, recompute
from karabakh_analysis.evidence.records import Records
from karabakh_analysis.evidence.wording import computed
from karabakh_analysis.values import Quantity, Sentence, Value

UNEXPLAINED = Sentence("No explanation is known.")


def explanations(claim: Claim) -> list[Sentence]:
    """The explanations that there are of a claim that does not follow, or that none is known."""
    records = Records(claim.data)
    found = [*revisions(claim, records), *coverages(claim, records)]
    return found or [UNEXPLAINED]


def revisions(claim: Claim, records: Records) -> Iterator[Sentence]:
    """Known revisions that, carried into the base, would let the claim hold."""
    text = (
        "A possible explanation is the known revision with which the arithmetic ends: the counts that give a base of {base}"
        "{earlier} may still hold {before} for {period}; with {after} in its place they would give {shifted}."
    )
    found = claim.first.checked.latest.found
    if found is None:
        return
    base_rows = found.used[1].level.rows
    for carried in carried_revisions(claim.first.checked, records):
        before, after = (_level(rows, computed(value, "", rows)) for value, rows in (carried.before, carried.after))
        base, shifted = found.used[1].level, computed(carried.base, "", (*base_rows, *carried.before[1], *carried.after[1]))
        values: dict[str, Value] = {"before": before, "after": after, "period": carried.period.label, "shifted": shifted}
        printed_first = known_by(claim.data, base.rows) < known_by(claim.data, carried.after[1])
        values |= {"base": computed(base.interval, "", base.rows), "earlier": " were printed before it and" if printed_first else ""}
        yield Sentence(text, values)


def known_by(data: Dataset, rows: tuple[str, ...]) -> pd.Timestamp:
    """The day by which all of some rows were certainly known; the end of time where one has no date."""
    tables = ((data.observations, "observation_id"), (data.claims, "claim_id"))
    days = [day for table, name in tables for day in table.loc[table[name].isin(rows), "known_from_latest"]]
    return max((pd.Timestamp.max if pd.isna(day) else day for day in days), default=pd.Timestamp.max)


def _level(rows: tuple[str, ...], level: Quantity) -> Quantity:
    printed = level.interval.is_point and bool(rows)
    return Quantity(level.interval, level.unit, "published" if printed else level.status, rows)


def doubts(claim: Claim) -> Iterator[Sentence]:
    """Doubts about scope that are on record for the claim, and what its row remarks."""
    for reason in reasons_of(claim.data.annotations, claim.rows, "scope_doubt"):
        yield Sentence("A doubt about its scope is on record: {reason}.", {"reason": with_names(claim.data, reason)})
    for note in dict.fromkeys(str(each.checked.claim["note"]) for each in claim.printings if each.checked.claim["note"]):
        yield Sentence("Remark on the row: {note}.", {"note": note.removesuffix(".")})


def coverages(claim: Claim, records: Records) -> Iterator[Sentence]:
    """Other coverages over which the same claim would hold; one that the counts do not decide is not named."""
    text = "Over {place} the same counts give {again}, and printed and recomputed would meet."
    for coverage in other_coverages(claim):
        found = over(claim, coverage, records)
        if found is not None and found.decided and meets(claim, found):
            again = claim.as_quantity(found)
            yield Sentence(text, {"place": place_name(claim.data, coverage).text, "again": again or ""})


def other_coverages(claim: Claim) -> list[str]:
    """The coverages that the claim could have been about instead: for a rank, the groups that hold the place."""
    column = _column(claim)
    if claim.row[column] not in COVERAGES:
        return []
    return [each for each in COVERAGES if each != claim.row[column] and (column == "geography" or _is_member(claim, each))]


def _column(claim: Claim) -> str:
    return "among" if claim.kind == "rank" else "geography"


def _is_member(claim: Claim, group: str) -> bool:
    return claim.row["geography"] in claim.data.geography.members(group, claim.row["period_end"])


def over(claim: Claim, coverage: str, records: Records) -> Recomputed | None:
    """The claim recomputed over another coverage; ``None`` where it cannot be."""
    row = {**claim.row, _column(claim): coverage}
    try:
        return recompute(Question(row, records, claim.rows))
    except (NotCheckableError, EvidenceError):
        return None


def meets(claim: Claim, found: Recomputed) -> bool:
    """Whether a recomputed figure meets the printed one, rounded or cut off."""
    accepted = claim.first.checked.accepted, truncated(claim.row)
    return any(found.interval.overlaps(each) for each in accepted)
