"""Counts of the programmes that lie below an earlier one (notebook 06)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.counts_to_date import counts_to_date, lower_later
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.printings import printings
from karabakh_analysis.analyses.programmes import CUMULATIVE, LEFT_OUT
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.values import Quantity, Sentence, Value


@dataclass(frozen=True)
class Fall:
    """A count that cannot have followed from another of the same kind by addition alone.

    Parameters
    ----------
    indicator, place
        What is counted, and where, in words.
    first, later
        The count before, or of a part of the period, and the one after, or of the whole period.
    first_when, later_when
        Their days or periods.
    """

    indicator: str
    place: str
    first: Quantity
    first_when: str
    later: Quantity
    later_when: str


def falls(data: Dataset, indicators: Sequence[str] = CUMULATIVE) -> list[Fall]:
    """Counts to date above a later one, with the first such, and flows of a part above that of the period; doubtful ones too."""
    return [fall for indicator in indicators for fall in (*_stock_falls(data, indicator), *_flow_falls(data, indicator))]


def _stock_falls(data: Dataset, indicator: str) -> Iterator[Fall]:
    places = dict.fromkeys(each.geography for each in printings(data, indicator) if each.kind == "stock")
    for place in places:
        counts = [each for each in counts_to_date(data, indicator, place, doubtful=True) if each.dated]
        firsts = {before.day: (before, after) for before, after in reversed(lower_later(counts))}
        for before, after in reversed(firsts.values()):
            yield Fall(data.labels[indicator], place_name(data, place).text, before.quantity, before.label, after.quantity, after.label)


def _flow_falls(data: Dataset, indicator: str) -> Iterator[Fall]:
    flows = [each for each in printings(data, indicator) if each.kind == "flow" and pd.notna(each.start) and pd.notna(each.day)]
    flows = [each for each in flows if not set(LEFT_OUT) & set(each.quantity.flags)]
    for part in flows:
        for whole in flows:
            same = (part.geography, part.sector, part.quantity.unit) == (whole.geography, whole.sector, whole.quantity.unit)
            inside = whole.start <= part.start and part.day <= whole.day
            if same and inside and whole.quantity.interval.below(part.quantity.interval):
                place = place_name(data, part.geography).text
                yield Fall(data.labels[indicator], place, part.quantity, part.when, whole.quantity, whole.when)


def falls_table(found: Sequence[Fall]) -> pd.DataFrame:
    """Counts that are lower than one before or within them."""
    rows = [
        {
            "Place": fall.place,
            "First": fall.first,
            "Its day or period": fall.first_when,
            "Then": fall.later,
            "Day or period": fall.later_when,
        }
        for fall in found
    ]
    return pd.DataFrame(rows, index=[fall.indicator for fall in found], dtype=object)


def falls_finding(found: Sequence[Fall]) -> Sentence:
    """Whether counts to date only rise."""
    if not found:
        return Sentence("No printed count to date is lower than an earlier one, and no period has fewer than a part of it.")
    doubtful = sum(fall.first.doubtful or fall.later.doubtful for fall in found)
    values: dict[str, Value] = {"falls": count(len(found)), "doubtful": count(doubtful)}
    figures = "One figure is" if len(found) == 1 else "{falls} figures are"
    told = f"Counts to date can only rise. {figures} above a later count, or, counted in part of a period, above that of the whole"
    if doubtful == len(found):
        return Sentence(f"{told}; each time a figure in doubt about its scope is one of the two.", values)
    if doubtful == 0:
        return Sentence(f"{told}; none of these figures is in doubt about its scope.", values)
    return Sentence(f"{told}; {{doubtful}} times a figure in doubt about its scope is one of the two.", values)
