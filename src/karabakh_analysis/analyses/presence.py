"""Persons present by kind: resettled, temporary and students, and whether they add up (notebook 06)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.counts_to_date import Count, counts_to_date, dated_counts, lower_later
from karabakh_analysis.analyses.growth_words import share_of
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.printings import LIBERATED
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.metrics import aggregate
from karabakh_analysis.values import Interval, Quantity, Sentence, Value
from karabakh_analysis.values.quantity import derived

PRESENT, RESETTLED = "population_present", "population_resettled"
# The kinds of persons present: where each is counted (students only in Khankendi) and its name.
KINDS = {
    RESETTLED: (LIBERATED, "Resettled"),
    "population_temporary": (LIBERATED, "Temporary"),
    "population_students": ("AZ-XA", "Students"),
}


@dataclass(frozen=True)
class Day:
    """The persons present on a day for which every kind is printed.

    Parameters
    ----------
    day
        The day.
    kinds
        Counts by indicator, in the order of `KINDS`.
    total
        The printed total; ``None`` where it is not printed.
    """

    day: pd.Timestamp
    kinds: dict[str, Quantity]
    total: Quantity | None

    @property
    def label(self) -> str:
        """The day in words."""
        return Period.day(self.day).label

    @property
    def sum(self) -> Quantity:
        """What the kinds add to. Unit: persons."""
        return aggregate(self.kinds.values(), unit="persons")

    @property
    def adds_up(self) -> bool:
        """Whether the kinds may add to the printed total."""
        return self.total is not None and self.sum.interval.overlaps(self.total.interval)


def days(data: Dataset) -> list[Day]:
    """Every day for which all kinds are printed, in order."""
    found = [each.day for each in dated_counts(data, "population_temporary")]
    read = [(day, {name: _printed(data, name, place, day) for name, (place, _) in KINDS.items()}) for day in found]
    whole = [(day, {name: each for name, each in kinds.items() if each is not None}) for day, kinds in read]
    return [Day(day, kinds, _printed(data, PRESENT, LIBERATED, day)) for day, kinds in whole if len(kinds) == len(KINDS)]


def _printed(data: Dataset, indicator: str, place: str, day: pd.Timestamp) -> Quantity | None:
    return data.published(indicator, place, Period.day(day))


def sums_table(found: Sequence[Day]) -> pd.DataFrame:
    """For each day what the kinds add to, beside the printed total. Unit: persons."""
    rows = [{"Resettled, temporary and students": _check(day), "Present, as printed": day.total or "not printed"} for day in found]
    return pd.DataFrame(rows, index=[day.label for day in found], dtype=object)


def _check(day: Day) -> Sentence:
    numbers: dict[str, Value] = {f"part{place}": each for place, each in enumerate(day.kinds.values())}
    told = " + ".join(f"{{{name}}}" for name in numbers) + " = {sum}"
    values = {**numbers, "sum": day.sum}
    if day.total is None:
        return Sentence(told, values)
    if day.adds_up:
        return Sentence(told + ", as printed", values)
    return Sentence(told + ", printed {total}", {**values, "total": day.total})


def sums_finding(found: Sequence[Day]) -> Sentence:
    """Whether the kinds add to the printed total."""
    checked = [day for day in found if day.total is not None]
    right = sum(day.adds_up for day in checked)
    values: dict[str, Value] = {"days": count(len(checked)), "right": count(right)}
    if not checked:
        return Sentence("On no day are the persons present printed together with all three kinds.")
    if right == len(checked):
        when = "the only day" if right == 1 else "all {days} days"
        return Sentence(f"Resettled, temporary and students add to the persons present on {when} for which the four are printed.", values)
    return Sentence(
        "Resettled, temporary and students add to the persons present on {right} of {days} days for which the four are printed.", values
    )


def kinds_finding(found: Sequence[Day]) -> Sentence:
    """The kinds of the last day, and the share of the resettled."""
    if not found:
        return Sentence("The persons present are not printed by kind.")
    last = found[-1]
    names = list(KINDS)
    total = last.total or last.sum
    values: dict[str, Value] = {"day": last.label, "total": total, **{f"kind{place}": last.kinds[name] for place, name in enumerate(names)}}
    told = "Of {total} persons present on {day}, {kind0} were resettled, {kind1} were there temporarily and {kind2} were students"
    part = share_of(last.kinds[RESETTLED], total)
    if part is None:
        return Sentence(told + ".", values)
    return Sentence(told + ": {part} resettled.", {**values, "part": part})


def resettled_share_finding(data: Dataset, found: Sequence[Day]) -> Sentence:
    """The share of the resettled on the last day for which both are printed; nothing where the kinds are printed for that day too."""
    counts = [each for each in dated_counts(data, PRESENT) if each.quantity.interval.is_bounded]
    pairs = [(each, resettled) for each in counts if (resettled := _printed(data, RESETTLED, LIBERATED, each.day)) is not None]
    if not pairs or (found and pairs[-1][0].day <= found[-1].day):
        return Sentence("")
    present, resettled = pairs[-1]
    part = share_of(resettled, present.quantity)
    if part is None:
        return Sentence("")
    values: dict[str, Value] = {"day": present.label, "present": present.quantity, "resettled": resettled, "part": part}
    return Sentence(
        "On {day} {resettled} of {present} persons present were resettled ({part}); the kinds of the others are not printed.", values
    )


def kind_rows(found: Sequence[Day]) -> pd.DataFrame:
    """The kinds of the first and the last day as rows of a figure. Unit: persons."""
    ends = [found[0], found[-1]] if len(found) > 1 else found
    return pd.DataFrame([drawn(KINDS[name][1], quantity, group=day.label) for day in ends for name, quantity in day.kinds.items()])


def kinds_title(found: Sequence[Day]) -> Sentence:
    """Which kind is the largest on the last day."""
    if not found:
        return Sentence("Persons present by kind")
    last = found[-1]
    name = max(last.kinds, key=lambda kind: last.kinds[kind].interval.low)
    values: dict[str, Value] = {"kind": KINDS[name][1], "many": last.kinds[name], "day": last.label}
    return Sentence("{kind}: {many}, the largest of three kinds on {day}", values)


def present_table(data: Dataset) -> pd.DataFrame:
    """Persons present by day, the resettled printed for the same day, and the others. Unit: persons."""
    counts = counts_to_date(data, PRESENT, doubtful=True)
    rows = [_present(data, each) for each in counts]
    return pd.DataFrame(rows, index=[each.label for each in counts], dtype=object)


def _present(data: Dataset, each: Count) -> dict[str, object]:
    resettled = _printed(data, RESETTLED, LIBERATED, each.day) if each.dated else None
    return {"Present": each.quantity, "Resettled on that day": resettled or "not printed", "All others": _others(each.quantity, resettled)}


def _others(present: Quantity, resettled: Quantity | None) -> Quantity | str:
    """What the resettled leave of the persons present."""
    if resettled is None:
        return "not known"
    left = present.interval - resettled.interval
    return derived(left, "persons", present, resettled) if left.low >= 0 else "not defined"


def replaced_note(data: Dataset) -> Sentence:
    """How many figures the table of counts leaves out because a count of their day or a later one replaces them."""
    rows = data.observations
    chosen = rows[rows["indicator"].eq(PRESENT) & rows["geography"].eq(LIBERATED) & rows["flags"].str.contains("superseded")]
    if chosen.empty:
        return Sentence("")
    values: dict[str, Value] = {"many": Quantity(Interval.point(len(chosen)), "figures", "implied", tuple(chosen["observation_id"]))}
    return Sentence("Left out of the table are {many} that other documents replace.", values)


def present_finding(data: Dataset) -> Sentence:
    """The last count of persons present, and how often a later count is lower."""
    counts = counts_to_date(data, PRESENT)
    if not counts:
        return Sentence("No count of persons present is printed without doubt about its area.")
    lower = lower_later(counts)
    values: dict[str, Value] = {"last": counts[-1].quantity, "day": counts[-1].label}
    told = "The last count of persons present is {last} ({day})"
    if not lower:
        return Sentence(told + "; no later count is lower than an earlier one.", values)
    before, after = max(lower, key=lambda pair: pair[0].quantity.interval.low - pair[1].quantity.interval.high)
    values |= {"before": before.quantity, "then": before.label, "after": after.quantity, "when": after.label, "lower": count(len(lower))}
    if len(lower) == 1:
        return Sentence(told + "; one count is lower than an earlier one: {after} ({when}) stands after {before} ({then}).", values)
    return Sentence(told + "; {lower} counts are lower than an earlier one, such as {after} ({when}) after {before} ({then}).", values)
