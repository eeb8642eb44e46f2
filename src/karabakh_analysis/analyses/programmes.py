"""Employment programmes: counts to date by day, each with its unit and its doubts (notebook 06)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.counts_to_date import Count, counts_to_date, lower_later
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.printings import Printing, place_words, printings
from karabakh_analysis.analyses.wording import count, lowered
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.values import Quantity, Sentence, Value
from karabakh_analysis.values.sentence import SEPARATOR

ASSISTED = "persons_assisted_into_work"
SMALLER = ("self_employment_participants", "vocational_training_participants", "small_farms_established")
REST = (
    "employment_pending",
    "active_programme_participants",
    "vacancies_offered",
    "employers_contacted",
    "employers_supported",
    "vocational_training_target",
)
PROGRAMMES = (ASSISTED, *SMALLER, *REST)
# What adds up over time; cases in progress come and go.
CUMULATIVE = (ASSISTED, *SMALLER)
KINDS = {"stock": "to date", "flow": "in the period", "target": "planned"}
LEFT_OUT = ("settlement_level", "different_concept", "superseded")


def assisted_rows(data: Dataset) -> pd.DataFrame:
    """Persons assisted into work to date in the liberated districts, by day, as rows of a figure; doubtful ones and repeats left out."""
    return pd.DataFrame([_row(each) for each in _news(counts_to_date(data, ASSISTED))])


def _news(counts: Sequence[Count]) -> list[Count]:
    """The counts that do not repeat the one before them."""
    return [each for place, each in enumerate(counts) if place == 0 or each.quantity.interval != counts[place - 1].quantity.interval]


def smaller_rows(data: Dataset) -> pd.DataFrame:
    """Counts to date of the other measures, by measure and day, as rows of a figure; doubtful ones left out."""
    return pd.DataFrame([_row(each, data.labels[measure]) for measure in SMALLER for each in counts_to_date(data, measure)])


def _row(each: Count, group: str = "") -> dict[str, object]:
    families = " (families)" if each.quantity.unit == "families" else ""
    return drawn(each.label + families, each.quantity, group=group)


def assisted_finding(data: Dataset) -> Sentence:
    """The first and the last count of persons assisted into work."""
    counts = counts_to_date(data, ASSISTED)
    if not counts:
        return Sentence("No count of resettled persons assisted into work is printed without doubt about its scope.")
    values: dict[str, Value] = {"last": counts[-1].quantity, "day": counts[-1].label}
    tail = ". Counted are persons placed or supported since the programme began, not persons at work on that day."
    if len(counts) == 1:
        return Sentence("{last} persons assisted into work are counted to date ({day})" + tail, values)
    values |= {"first": counts[0].quantity, "then": counts[0].label}
    return Sentence("{last} persons assisted into work are counted to date ({day}), after {first} ({then})" + tail, values)


def assisted_heading(data: Dataset) -> Sentence:
    """The last count, short."""
    counts = counts_to_date(data, ASSISTED)
    if not counts:
        return Sentence("No undoubted count of persons assisted into work")
    return Sentence("{last} persons assisted into work to date ({day})", {"last": counts[-1].quantity, "day": counts[-1].label})


def assisted_title(data: Dataset) -> Sentence:
    """From the first to the last count, for a figure."""
    counts = counts_to_date(data, ASSISTED)
    if len(counts) < 2:
        return Sentence("Persons assisted into work to date")
    values: dict[str, Value] = {"first": counts[0].quantity, "then": counts[0].label, "last": counts[-1].quantity}
    return Sentence("From {first} ({then}) to {last}", values)


def smaller_title(data: Dataset) -> Sentence:
    """The last count of every other measure."""
    lasts = {measure: counts[-1] for measure in SMALLER if (counts := counts_to_date(data, measure))}
    if not lasts:
        return Sentence("No undoubted count of the other measures")
    values: dict[str, Value] = {f"count{place}": each.quantity for place, each in enumerate(lasts.values())}
    values |= {f"what{place}": lowered(data.labels[measure]) for place, measure in enumerate(lasts)}
    told = "; ".join(f"{{count{place}}} {{what{place}}}" for place in range(len(lasts)))
    return Sentence(f"Last counted: {told}", values)


def programme_table(data: Dataset) -> pd.DataFrame:
    """Every printed figure of the programmes but those of single settlements: figure, unit, place, what it covers, remarks."""
    found = _printed(data)
    rows = [
        {
            "Figure": each.quantity,
            "Unit": f"{each.quantity.unit} {KINDS[each.kind]}",
            "Place": place_words(data, each.geography),
            "Covers and remarks": SEPARATOR.join(filter(None, (each.covers, each.remarks))) or "none",
        }
        for each in found
    ]
    return pd.DataFrame(rows, index=[each.when for each in found], dtype=object)


def programme_groups(data: Dataset) -> list[str]:
    """The heading above each row of `programme_table`."""
    return [data.labels[each.indicator] for each in _printed(data)]


def _printed(data: Dataset) -> list[Printing]:
    """All printings by programme, then by day, without those of single settlements."""
    found = [each for each in printings(data, *PROGRAMMES) if "settlement_level" not in each.quantity.flags]
    return sorted(found, key=lambda each: (PROGRAMMES.index(each.indicator), pd.isna(each.moment), each.moment))


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
            yield Fall(data.labels[indicator], place_words(data, place), before.quantity, before.label, after.quantity, after.label)


def _flow_falls(data: Dataset, indicator: str) -> Iterator[Fall]:
    flows = [each for each in printings(data, indicator) if each.kind == "flow" and pd.notna(each.start) and pd.notna(each.day)]
    flows = [each for each in flows if not set(LEFT_OUT) & set(each.quantity.flags)]
    for part in flows:
        for whole in flows:
            same = (part.geography, part.sector, part.quantity.unit) == (whole.geography, whole.sector, whole.quantity.unit)
            inside = whole.start <= part.start and part.day <= whole.day
            if same and inside and whole.quantity.interval.below(part.quantity.interval):
                place = place_words(data, part.geography)
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
