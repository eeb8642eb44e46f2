"""A level in words: what is printed of it, or the bounds and the figures that they follow from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.evidence.addition import as_sum
from karabakh_analysis.evidence.bounds import Bound
from karabakh_analysis.evidence.gather import Evidence
from karabakh_analysis.evidence.printed import BASE, PERIOD
from karabakh_analysis.evidence.wording import Piece, Words, compose, listed
from karabakh_analysis.values import Quantity, Sentence

FIGURE = ("geography", *PERIOD, *BASE, "claim", "among", "value", "low", "high", "unit")


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
    return compose(words.where(geography, period), _told(bound, evidence, dataset, words))


def _told(bound: Bound, evidence: Evidence, dataset: Dataset, words: Words) -> list[Piece]:
    """What is said of a cell after its name."""
    value, doubt = quantity_of(bound, words), words.doubt(bound.evidence)
    if bound.status == "unknown":
        return [": nothing printed confines it."]
    if bound.status == "published":
        return [": ", value, ", as printed.", *doubt]
    if not bound.evidence:
        return [": ", value, ", because the place did not exist then."]
    return [": ", value, *_reasons(bound, evidence, dataset, words), *doubt]


def _reasons(bound: Bound, evidence: Evidence, dataset: Dataset, words: Words) -> list[Piece]:
    """The figures that a level follows from: a sum of them, or their list; before it those of the cell that others exclude."""
    cell = (bound.geography, bound.period.start, bound.period.end)
    together = _printed_together(bound, dataset)
    aside = [rows for rows in together if bound.status == "conflicting" and evidence.cells[rows[0]] == (cell,)]
    rest = [rows for rows in together if rows not in aside]
    added = [] if aside else as_sum(bound, rest, evidence, words)
    if added:
        return [" = ", *added, "."]
    without = [", without ", *_figures(aside, words), ", which other printed figures exclude"] if aside else []
    return [*without, *(["; it follows from ", *_figures(rest, words), "."] if rest else ["; nothing else confines it."])]


def _figures(printed: Iterable[Sequence[str]], words: Words) -> list[Piece]:
    """Printed figures, one after the other; each is given by the rows that print it."""
    return listed([words.figure(rows) for rows in printed])


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
        key = tuple(str(printed.get(column, "")) for column in FIGURE)
        together.setdefault(key, []).append(row)
    return list(together.values())
