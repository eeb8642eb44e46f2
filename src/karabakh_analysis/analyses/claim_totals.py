"""Printed totals beside the sum of their printed parts (notebook 07)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.claim_check import Check
from karabakh_analysis.analyses.scope import COVERAGES, REGIONS
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.evidence import Bound
from karabakh_analysis.metrics import aggregate
from karabakh_analysis.values import Quantity, Sentence, Value


@dataclass(frozen=True, slots=True)
class Total:
    """A printed total and parts that are all printed.

    Parameters
    ----------
    indicator, geography, period
        What it is a total of.
    printed
        As printed.
    parts
        How many places or regions are added, in words.
    added
        Their sum.
    """

    indicator: str
    geography: str
    period: Period
    printed: Quantity
    parts: str
    added: Quantity

    @property
    def fits(self) -> bool:
        """Whether the sum meets the printed total."""
        return self.printed.interval.overlaps(self.added.interval)


def printed_totals(found: Check) -> list[Bound]:
    """The printed levels of sums of districts, over all flows that may be added up."""
    return [bound for bound in found.evidence.bounds if bound.geography in COVERAGES and bound.status == "published"]


def totals(found: Check) -> list[Total]:
    """Every printed total of which all districts, or both economic regions, are printed for the same period."""
    return [total for bound in printed_totals(found) for total in _added(found, bound)]


def _added(found: Check, bound: Bound) -> Iterator[Total]:
    printed = _printed(found, bound, bound.geography)
    members = found.data.geography.members(bound.geography, bound.period.end)
    ways: list[tuple[str, Sequence[str]]] = [(f"{len(members)} places", members)]
    ways += [("both economic regions", REGIONS)] if bound.geography == "+".join(REGIONS) else []
    for words, places in ways:
        levels = [_printed(found, bound, place) for place in places]
        known = [level for level in levels if level is not None]
        if printed is not None and len(known) == len(levels):
            yield Total(bound.indicator, bound.geography, bound.period, printed, words, aggregate(known, unit=printed.unit))


def _printed(found: Check, bound: Bound, place: str) -> Quantity | None:
    level: Quantity | None = found.data.published(bound.indicator, place, bound.period, doubtful=True)
    return level if level is not None and level.status == "published" else None


def totals_finding(found: Check) -> Sentence:
    """How many printed totals can be added up from printed parts, and how many are their sum."""
    every, added = printed_totals(found), totals(found)
    if not every:
        return Sentence("No total of districts was certainly published by that day.")
    cells = {(total.indicator, total.geography, total.period) for total in added}
    values: dict[str, Value] = {"all": count(len(every)), "added": count(len(cells)), "sums": count(len(added))}
    values["fit"] = count(sum(total.fits for total in added))
    if not added:
        return Sentence("Of {all} printed totals of districts none is printed with all its parts.", values)
    if len(added) == 1:
        one = "Of {all} printed totals of districts one is" if len(every) > 1 else "The one printed total of districts is"
        return Sentence(f"{one} printed with all its parts; their sum {'meets' if added[0].fits else 'does not meet'} it.", values)
    meet = "meets" if values["fit"] == count(1) else "meet"
    text = "Of {all} printed totals of districts {added} are printed with all their parts, which can be added up in {sums} ways"
    return Sentence(f"{text}; {{fit}} of these sums {meet} the total.", values)


def totals_table(found: Check) -> pd.DataFrame:
    """One row a way in which a printed total can be added up. Units: those of the indicator."""
    rows = [_row(found, total) for total in totals(found)]
    return pd.DataFrame(rows, index=[row.pop("head") for row in rows], dtype=object)


def _row(found: Check, total: Total) -> dict[str, object]:
    place = found.data.geography.name(total.geography)
    return {
        "head": f"{found.data.labels[total.indicator]}: {place}, {total.period.label}",
        "Printed": total.printed,
        "Parts": total.parts,
        "Sum of the parts": total.added,
        "Sum meets the total": "yes" if total.fits else "no",
    }


def totals_heading(found: Check) -> Sentence:
    """How many of the sums meet the printed total."""
    added = totals(found)
    if not added:
        return Sentence("No printed total can be added up from printed parts")
    values: dict[str, Value] = {"all": count(len(added)), "fit": count(sum(total.fits for total in added))}
    if len(added) == 1:
        return Sentence(f"The one sum of printed parts {'meets' if added[0].fits else 'does not meet'} the printed total")
    return Sentence("{fit} of {all} sums of printed parts meet the printed total", values)
