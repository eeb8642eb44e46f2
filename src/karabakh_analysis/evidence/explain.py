"""A level in words: what is printed of it, or the bounds and the figures that they follow from."""

from __future__ import annotations

from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.evidence.bounds import Bound
from karabakh_analysis.evidence.gather import Evidence
from karabakh_analysis.evidence.wording import Words, compose, listed
from karabakh_analysis.values import Quantity, Sentence


def explain(evidence: Evidence, dataset: Dataset, indicator: str, geography: str, period: Period) -> Sentence:
    """A cell in a sentence.

    Raises
    ------
    KeyError
        If the cell is not among the bounds.
    """
    bound = evidence.bound(indicator, geography, period)
    if bound is None:
        raise KeyError(f"there is no bound of {indicator} for {geography}, {period.label}")
    words = Words(dataset)
    where = words.where(geography, period)
    value = quantity_of(bound, words)
    match bound.status:
        case "unknown":
            return compose(where, ": nothing printed confines it.")
        case "published":
            return compose(where, ": ", value, ", as printed.", words.doubt(bound.evidence))
    if not bound.evidence:
        return compose(where, ": ", value, ", because the place did not exist then.")
    head = "; figures that exclude each other are printed of it. The others" if bound.status == "conflicting" else "; it"
    figures = listed([words.figure(rows) for rows in _printed_together(bound, dataset)])
    return compose(where, ": ", value, head, " follows from ", figures, ".", words.doubt(bound.evidence))


def quantity_of(bound: Bound, words: Words) -> Quantity:
    """A bound as a quantity; its unit is that of the indicator."""
    return Quantity(bound.interval, "", bound.status, bound.evidence, words.flags(bound.evidence))


def _printed_together(bound: Bound, dataset: Dataset) -> list[list[str]]:
    """The rows of a bound, those with the same figure of the same cell together."""
    together: dict[object, list[str]] = {}
    observations = dataset.observations.set_index("observation_id")
    claims = dataset.claims.set_index("claim_id")
    for row in bound.evidence:
        printed = observations.loc[row] if row in observations.index else claims.loc[row]
        key = tuple(str(printed[column]) for column in ("geography", "period_start", "period_end", "value", "unit"))
        together.setdefault(key, []).append(row)
    return list(together.values())
