"""Figures printed among those of the liberated districts that may count another population (notebook 06).

Beside each stand the counts of the same thing for resettled persons, and those of the country-wide programme for families of martyrs and
war veterans, before and after its day. A figure *fits* a series of counts to date if it is not below the one before nor above the one
after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.counts_to_date import Count, dated_counts, first_count_after, last_count
from karabakh_analysis.analyses.printings import Printing, printings
from karabakh_analysis.dataset import COUNTRY, Dataset
from karabakh_analysis.dataset.knowledge import reasons_of
from karabakh_analysis.values import Interval, Quantity, Sentence, Value, format_number
from karabakh_analysis.values.sentence import SEPARATOR

FARMS = "small_farms_established"
NATIONAL = "martyr_veteran_programme_participants"
# The indicators looked at, and the breakdown of the national programme that counts the same; none where no such count is known.
LIKE = {
    "persons_assisted_into_work": "",
    "self_employment_participants": "measure:self_employment",
    "vocational_training_participants": None,
    FARMS: None,
}
FITS = {None: "no count to compare with", True: "fits", False: "does not fit"}


@dataclass(frozen=True)
class Around:
    """The last count of a series not after a day, and the first one after it; ``None`` where there is none."""

    before: Count | None
    after: Count | None

    @property
    def counts(self) -> list[Count]:
        """Those that there are."""
        return [each for each in (self.before, self.after) if each is not None]

    @property
    def room(self) -> str:
        """The numbers that fit, in words: the wider they lie apart, the less it says that one does."""
        low = format_number(self.before.quantity.interval.low) if self.before else "0"
        return f"{low} to {format_number(self.after.quantity.interval.high)} would" if self.after else f"{low} and more would"

    def admits(self, figure: Quantity) -> bool | None:
        """Whether a figure may lie between both; ``None`` where there is neither."""
        if not self.counts:
            return None
        above = self.before is None or not figure.interval.below(self.before.quantity.interval)
        below = self.after is None or not self.after.quantity.interval.below(figure.interval)
        return above and below


@dataclass(frozen=True)
class Doubt:
    """A figure in doubt with the counts around its day.

    Parameters
    ----------
    printing
        The figure.
    name
        What it is said to count.
    resettled, national
        Counts of the same thing for resettled persons, and of the national programme.
    reason
        Why the tables doubt it.
    """

    printing: Printing
    name: str
    resettled: Around
    national: Around
    reason: str


def doubts(data: Dataset) -> list[Doubt]:
    """The counts to date in doubt, one for each indicator and number; of several printings the one with a day of its own."""
    found: dict[tuple[str, Interval], Printing] = {}
    for each in printings(data, *LIKE):
        if each.quantity.doubtful and each.kind == "stock" and pd.notna(each.moment):
            key = each.indicator, each.quantity.interval
            found[key] = each if key not in found or pd.isna(found[key].day) else found[key]
    chosen = sorted(found.values(), key=lambda each: (list(LIKE).index(each.indicator), each.moment))
    return [_doubt(data, each) for each in chosen]


def _doubt(data: Dataset, printing: Printing) -> Doubt:
    like = LIKE[printing.indicator]
    national = [] if like is None else dated_counts(data, NATIONAL, COUNTRY, like)
    counts = [each for each in dated_counts(data, printing.indicator) if each.quantity.unit == printing.quantity.unit]
    sides = around(counts, printing.moment), around(national, printing.moment)
    return Doubt(printing, data.labels[printing.indicator], *sides, reason_of(data, printing))


def reason_of(data: Dataset, printing: Printing) -> str:
    """Why the tables doubt the scope of a figure."""
    return SEPARATOR.join(reasons_of(data.annotations, printing.quantity.evidence, "scope_doubt"))


def around(counts: Sequence[Count], day: pd.Timestamp) -> Around:
    """The counts with two ends before and after a day."""
    counts = [each for each in counts if each.quantity.interval.is_bounded]
    return Around(last_count(counts, day), first_count_after(counts, day))


def verdict(doubt: Doubt) -> Sentence:
    """Which population the size of a figure fits, as far as the counts before and after it decide, and how wide that test is."""
    values: dict[str, Value] = {}
    for name, series in (("national", doubt.national), ("resettled", doubt.resettled)):
        values[name] = FITS[series.admits(doubt.printing.quantity)] + (f" ({series.room})" if series.counts else "")
    return Sentence("national programme: {national}; resettled persons: {resettled}", values)
