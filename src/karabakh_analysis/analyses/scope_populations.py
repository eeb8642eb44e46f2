"""What the figures in doubt are set against: populations of resettled persons, the words of documents and tables (notebook 06)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

import pandas as pd

from karabakh_analysis.analyses.counts_to_date import Count, counts_to_date, dated_counts, last_count, nearest_count
from karabakh_analysis.analyses.printings import printings
from karabakh_analysis.analyses.scope_doubts import FARMS, LIKE, Doubt, reason_of
from karabakh_analysis.dataset import COUNTRY, Dataset
from karabakh_analysis.metrics import MetricError, multiple_of
from karabakh_analysis.values import Quantity, Sentence, Value
from karabakh_analysis.values.sentence import SEPARATOR

NAMED = "martyrs"
POPULATIONS = ("population_resettled", "working_age_resettled", "economically_active_resettled")


def largest(found: Sequence[Doubt]) -> Doubt | None:
    """The figure in doubt about persons assisted into work; the largest of several."""
    assisted = [doubt for doubt in found if doubt.printing.indicator == next(iter(LIKE))]
    return max(assisted, key=lambda doubt: doubt.printing.quantity.interval.low, default=None)


def population_table(data: Dataset, found: Sequence[Doubt]) -> pd.DataFrame:
    """The persons assisted, in doubt, against every population of resettled persons: the count nearest to its day, and how many fold.

    A quotient of figures of different days: it says that the one cannot be part of the other, and is no rate.
    """
    doubt = largest(found)
    if doubt is None:
        return pd.DataFrame()
    near = {name: nearest_count(_bounded(data, name), doubt.printing.moment) for name in POPULATIONS}
    rows = {
        data.labels[name]: {
            "Nearest day with two ends": each.label,
            "Persons": each.quantity,
            "The figure is": _fold(doubt.printing.quantity, each.quantity),
        }
        for name, each in near.items()
        if each is not None
    }
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def _bounded(data: Dataset, name: str) -> list[Count]:
    """The counts that have two ends."""
    return [each for each in dated_counts(data, name) if each.quantity.interval.is_bounded]


def _fold(figure: Quantity, base: Quantity) -> Quantity | str:
    try:
        return multiple_of(figure, base)
    except MetricError:
        return "not defined"


def population_finding(data: Dataset, found: Sequence[Doubt]) -> Sentence:
    """The first count of all resettled persons that the figure in doubt does not certainly exceed."""
    doubt = largest(found)
    if doubt is None:
        return Sentence("No count of persons assisted into work is in doubt.")
    figure, counts = doubt.printing.quantity, _bounded(data, POPULATIONS[0])
    values: dict[str, Value] = {"figure": figure, "day": doubt.printing.when}
    if not counts:
        return Sentence("{figure} persons ({day}): no count of resettled persons with two ends is printed to compare with.", values)
    smaller = list(takewhile(lambda each: each.quantity.interval.below(figure.interval), counts))
    if not smaller:
        return Sentence("{figure} persons ({day}) are not more than the resettled persons first counted.", values)
    values |= {"last": smaller[-1].label, "most": smaller[-1].quantity}
    return Sentence("{figure} persons ({day}) are more than all resettled persons, of any age, counted up to {last}: {most}.", values)


def stated_finding(found: Sequence[Doubt]) -> Sentence:
    """The figures for which the document itself names another population than the resettled."""
    named = [doubt for doubt in found if NAMED in doubt.printing.coverage]
    if not named:
        return Sentence("No document names another population with its figure.")
    values: dict[str, Value] = {f"figure{place}": doubt.printing.quantity for place, doubt in enumerate(named)}
    values |= {"words": named[0].printing.coverage}
    names = " and ".join(f"{{figure{place}}}" for place in range(len(named)))
    return Sentence(f"With {names} the document names the population itself: {{words}}.", values)


def farms_finding(data: Dataset) -> Sentence:
    """What is printed of small farms for the whole country, and last for the liberated districts, also without a day of its own."""
    found = [each for each in printings(data, FARMS) if each.geography == COUNTRY and pd.notna(each.day)]
    if not found:
        return Sentence("For the whole country no number of small farms is printed.")
    last = max(found, key=lambda each: each.day)
    values: dict[str, Value] = {"figure": last.quantity, "when": last.when, "words": last.coverage or "without more words"}
    told = "For the whole country {figure} beneficiaries of small farms are printed for {when} ({words})"
    own = last_count(counts_to_date(data, FARMS))
    if own is None:
        return Sentence(f"{told}.", values)
    return Sentence(f"{told}, for the liberated districts {{own}} ({{day}}).", {**values, "own": own.quantity, "day": own.label})


def reasons_finding(found: Sequence[Doubt]) -> Sentence:
    """Why the tables doubt the figures, in their words."""
    reasons = list(dict.fromkeys(doubt.reason for doubt in found if doubt.reason))
    if not reasons:
        return Sentence("The annotations of this collection give no reason for a doubt.")
    return Sentence("The annotations of this collection give the reason: {reasons}.", {"reasons": SEPARATOR.join(reasons)})


def flow_doubts_table(data: Dataset) -> pd.DataFrame:
    """Counts of a period in doubt, and why."""
    found = [each for each in printings(data, *LIKE) if each.quantity.doubtful and each.kind == "flow"]
    rows = [{"Figure": each.quantity, "Reason in the annotations": reason_of(data, each) or "none"} for each in found]
    return pd.DataFrame(rows, index=[f"{data.labels[each.indicator]}, {each.when}" for each in found], dtype=object)
