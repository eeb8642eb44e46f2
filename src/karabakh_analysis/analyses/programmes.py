"""Employment programmes: counts to date by day, each with its unit and its doubts (notebook 06)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from karabakh_analysis.analyses.counts_to_date import Count, counts_to_date
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.printings import Printing, printings
from karabakh_analysis.analyses.wording import lowered
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.values import Sentence, Value
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
            "Place": place_name(data, each.geography).text,
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
