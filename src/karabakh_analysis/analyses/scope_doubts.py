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
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.printings import Printing, printings
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import COUNTRY, Dataset
from karabakh_analysis.dataset.knowledge import reasons_of
from karabakh_analysis.values import Interval, Quantity, Sentence, Value, format_number, listed
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
NATIONAL_WORDS, RESETTLED_WORDS = "National programme", "Among the resettled"


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


def doubts_table(found: Sequence[Doubt]) -> pd.DataFrame:
    """The figures in doubt with the counts on either side of their day, and what their size says."""
    rows = [
        {
            "Figure": doubt.printing.quantity,
            "Day": doubt.printing.when,
            "Words of coverage": doubt.printing.coverage or "none",
            "National before": _cell(doubt.national.before),
            "National after": _cell(doubt.national.after),
            "Resettled before": _cell(doubt.resettled.before),
            "Resettled after": _cell(doubt.resettled.after),
            "Its size": verdict(doubt),
        }
        for doubt in found
    ]
    return pd.DataFrame(rows, index=[doubt.name for doubt in found], dtype=object)


def _cell(each: Count | None) -> Sentence | str:
    if each is None:
        return "none printed"
    return Sentence("{day}: {count}", {"count": each.quantity, "day": each.label})


def doubt_rows(found: Sequence[Doubt]) -> pd.DataFrame:
    """The figures in doubt and the counts around their day, as rows of a figure."""
    return pd.DataFrame([row for doubt in found for row in _rows(doubt)])


def _rows(doubt: Doubt) -> list[dict[str, object]]:
    printed = drawn(f"As printed, {doubt.printing.when}", doubt.printing.quantity, group=doubt.name)
    series = ((NATIONAL_WORDS, doubt.national), (RESETTLED_WORDS, doubt.resettled))
    counts = [drawn(f"{words}, {each.label}", each.quantity, group=doubt.name) for words, series_ in series for each in series_.counts]
    return [printed, *counts]


def doubts_finding(found: Sequence[Doubt]) -> Sentence:
    """What stands in doubt, and how many of these figures fit the national programme alone."""
    if not found:
        return Sentence("No count of the programmes is under doubt about its population.")
    outside = [doubt for doubt in found if doubt.resettled.admits(doubt.printing.quantity) is False]
    national = [doubt for doubt in outside if doubt.national.admits(doubt.printing.quantity)]
    values: dict[str, Value] = {f"figure{place}": doubt.printing.quantity for place, doubt in enumerate(found)}
    values |= {"all": count(len(found)), "national": count(len(national)), "outside": count(len(outside))}
    names = "; ".join(f"{{figure{place}}}" for place in range(len(found)))
    told = f"In doubt about whom they count: {names}"
    if not any(doubt.resettled.counts for doubt in found):
        return Sentence(f"{told}; no count of resettled persons is printed to set beside them.", values)
    if not outside:
        return Sentence(f"{told}; counts of resettled persons before and after them exclude none.", values)
    fit = "does" if len(outside) == 1 else "do"
    fitting = {0: "none of them fits", 1: "{national} of them fits"}.get(len(national), "{national} of them fit")
    return Sentence(
        f"{told}. Of these {{all}}, {{outside}} {fit} not fit the counts of resettled persons before and after; {fitting}"
        " those of the national programme for families of martyrs and war veterans.",
        values,
    )


def doubts_heading(found: Sequence[Doubt]) -> Sentence:
    """How many of the figures in doubt do not fit the counts of resettled persons, short."""
    if not found:
        return Sentence("No count of the programmes is under doubt about its population")
    outside = [doubt for doubt in found if doubt.resettled.admits(doubt.printing.quantity) is False]
    values: dict[str, Value] = {f"figure{place}": doubt.printing.quantity for place, doubt in enumerate(outside)}
    if not outside:
        return Sentence("Counts of resettled persons exclude none of {all} figures in doubt", {"all": count(len(found))})
    names = listed([f"{{{name}}}" for name in values])
    told = f"Of {{all}} figures in doubt, {names} {'does' if len(outside) == 1 else 'do'} not fit the counts of resettled persons"
    return Sentence(told, {**values, "all": count(len(found))})


def doubts_title(found: Sequence[Doubt]) -> Sentence:
    """How many of the figures may belong to the national programme, and for how many no count of it decides."""
    admitted = [doubt.national.admits(doubt.printing.quantity) for doubt in found]
    values: dict[str, Value] = {"all": count(len(found)), "fit": count(admitted.count(True)), "none": count(admitted.count(None))}
    return Sentence("Of {all} figures, {fit} fit the national programme; for {none} it has no count to compare with", values)
