"""Resettled families and persons by day, beside each version of the targets for them (notebook 06)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.printings import (
    LIBERATED,
    Count,
    Printing,
    counts_to_date,
    dated_counts,
    first_count_after,
    last_count,
    place_words,
    printings,
)
from karabakh_analysis.analyses.wording import count, published_words
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.metrics import multiple_of, required_pace, years_between
from karabakh_analysis.values import SEPARATOR, Quantity, Sentence, Value
from karabakh_analysis.values.quantity import derived, merge_evidence


@dataclass(frozen=True)
class Resettlement:
    """What is counted and targeted of one thing.

    Parameters
    ----------
    things
        ``families`` or ``persons``.
    counts
        Counts to date for the liberated districts with a day of their own and without doubt about their scope, by day.
    targets
        Every printed target of any place, in order of publication.
    as_of
        The cut-off day of the page; a deadline up to it lies behind its reader.
    """

    things: str
    counts: list[Count]
    targets: list[Printing]
    as_of: pd.Timestamp | None = None

    @property
    def compared(self) -> list[Printing]:
        """Targets of the liberated districts with a deadline, fit to stand beside the counts; by deadline, then publication.

        A number to add within a time is none: the counts are to date.
        """
        fit = [each for each in self.targets if each.geography == LIBERATED and each.is_comparable]
        return sorted((each for each in fit if pd.notna(each.day) and pd.notna(each.known)), key=lambda each: (each.day, each.known))

    @property
    def bounded(self) -> list[Count]:
        """The counts with two ends: a pace starts from the last of them."""
        return [each for each in self.counts if each.quantity.interval.is_bounded]

    @property
    def deadlines(self) -> list[pd.Timestamp]:
        """The deadlines of these, in order."""
        return list(dict.fromkeys(each.day for each in self.compared))


def families(data: Dataset) -> Resettlement:
    """Resettled families."""
    return Resettlement("families", dated_counts(data, "families_resettled"), printings(data, "families_resettled_target"), data.as_of)


def persons(data: Dataset) -> Resettlement:
    """Resettled persons."""
    return Resettlement("persons", dated_counts(data, "population_resettled"), printings(data, "population_resettled_target"), data.as_of)


def counts_table(data: Dataset) -> pd.DataFrame:
    """Families and persons resettled by day in the liberated districts, with what is noted. Units: families, persons."""
    found = {"Families": counts_to_date(data, "families_resettled"), "Persons": counts_to_date(data, "population_resettled")}
    days = sorted({(each.day, each.label) for counts in found.values() for each in counts})
    by_label = {head: {each.label: each.quantity for each in counts} for head, counts in found.items()}
    rows = [{head: quantities.get(label) for head, quantities in by_label.items()} for _, label in days]
    remarks = [_noted(data, [each for each in row.values() if each is not None]) for row in rows]
    return pd.DataFrame(rows, index=[label for _, label in days], dtype=object).assign(Remarks=remarks)


def _noted(data: Dataset, quantities: list[Quantity]) -> str:
    """What the rows behind some quantities note, each note once."""
    rows = data.observations["observation_id"].isin(merge_evidence(*quantities))
    return SEPARATOR.join(dict.fromkeys(filter(None, data.observations.loc[rows, "note"]))) or "none"


def deadline_rows(run: Resettlement) -> pd.DataFrame:
    """Under each deadline its targets by version, then the count of that day or those around it, as rows of a figure."""
    return pd.DataFrame([row for deadline in run.deadlines for row in _deadline(run, deadline)])


def _deadline(run: Resettlement, deadline: pd.Timestamp) -> list[dict[str, object]]:
    group = f"By {Period.day(deadline).label}"
    versions = [each for each in run.compared if each.day == deadline]
    targets = [drawn(f"Target, {published_words(each.published)}", each.quantity, group=group) | {"status": "target"} for each in versions]
    around = [each for each in _around(run, deadline) if each is not None]
    return [*targets, *(drawn(f"Counted, {each.label}", each.quantity, group=group) for each in dict.fromkeys(around))]


def _around(run: Resettlement, deadline: pd.Timestamp) -> list[Count | None]:
    """The last count up to a deadline, the first one after it, and the first one with two ends from the deadline on."""
    before, after = last_count(run.counts, deadline), first_count_after(run.counts, deadline)
    at_deadline = before is not None and before.day == deadline
    return [before, None if at_deadline else after, first_with_two_ends(run, deadline)]


def first_with_two_ends(run: Resettlement, deadline: pd.Timestamp) -> Count | None:
    """The first count with two ends that is of a deadline or later: a target is compared with it."""
    return first_count_after(run.bounded, deadline - pd.Timedelta(days=1))


def deadlines_finding(run: Resettlement) -> Sentence:
    """For how many versions whose deadline has passed the first later count with two ends lies below the target."""
    passed = [(each, after) for each in run.compared if (after := first_with_two_ends(run, each.day))]
    below = [(each, after) for each, after in passed if after.quantity.interval.below(each.quantity.interval)]
    values: dict[str, Value] = {"things": run.things, "passed": count(len(passed)), "below": count(len(below))}
    if not passed:
        return Sentence("No count of resettled {things} with two ends is of the deadline of a printed target or later.", values)
    each, after = (below or passed)[-1]
    values |= {"target": each.quantity, "by": each.when, "counted": after.quantity, "day": after.label}
    how_many = ("For {below} of" if below else "For none of") + " {passed} printed targets of resettled {things}"
    if len(passed) == 1:
        how_many = "For the one printed target of resettled {things} whose deadline has a count"
    lies = "is below the target" if below or len(passed) > 1 else "is not below the target"
    text = f"{how_many} the first count with two ends from the deadline on {lies}"
    told = "{target} {by}, {counted} counted on {day}"
    return Sentence(f"{text}; the last of them: {told}." if below and len(passed) > 1 else f"{text}: {told}.", values)


def deadlines_title(run: Resettlement) -> Sentence:
    """The last count beside the target with the last deadline."""
    if not run.compared or not run.counts:
        return Sentence("Resettled {things} and targets", {"things": run.things})
    last = run.counts[-1]
    target = max(run.compared, key=lambda each: (each.day > last.day, each.known))
    values: dict[str, Value] = {"target": target.quantity, "by": target.when, "counted": last.quantity, "day": last.label}
    return Sentence(f"Counted: {{counted}} {run.things} ({{day}}); target: {{target}} {{by}}", values)


def recent_pace(run: Resettlement) -> tuple[Quantity, Count, Count] | None:
    """What a year has added on average from the last count at least one year before the latest one, and both counts.

    A shorter span is never extended to a year. Unit: families or persons a year.
    """
    latest = last_count(run.bounded)
    earlier = last_count(run.bounded, latest.day - pd.DateOffset(years=1)) if latest else None
    if latest is None or earlier is None:
        return None
    added = (latest.quantity.interval - earlier.quantity.interval) / years_between(earlier.day, latest.day)
    if added.low <= 0:
        return None
    return derived(added, f"{run.things} a year", latest.quantity, earlier.quantity), earlier, latest


def needed_pace(run: Resettlement, target: Printing) -> Quantity | None:
    """What a year must add from the latest count to the deadline; ``None`` where no time is left, or no count or deadline is known."""
    latest = last_count(run.bounded)
    if latest is None or pd.isna(target.day) or target.day <= max(latest.day, run.as_of or latest.day):
        return None
    return required_pace(target.quantity, latest.quantity, years_between(latest.day, target.day))


def needed_hull(run: Resettlement) -> Quantity | None:
    """The pace that the versions of the next deadline need: from the least to the most demanding one."""
    ahead = [each for each in run.compared if needed_pace(run, each) is not None]
    paces = [needed_pace(run, each) for each in ahead if each.day == ahead[0].day]
    known = [pace for pace in paces if pace is not None]
    if not known:
        return None
    interval = known[0].interval
    for pace in known[1:]:
        interval = interval.hull(pace.interval)
    return derived(interval, known[0].unit, *known)


def pace_finding(run: Resettlement) -> Sentence:
    """The pace still needed beside the average of the last year or more."""
    needed, recent = needed_hull(run), recent_pace(run)
    if not run.bounded:
        return Sentence("No count of resettled {things} with two ends is printed, so no pace follows.", {"things": run.things})
    if needed is None:
        return Sentence("No printed target of resettled {things} has a deadline that lies ahead.", {"things": run.things})
    last = run.bounded[-1]
    ahead = next(each for each in run.compared if needed_pace(run, each) is not None)
    values: dict[str, Value] = {"needed": needed, "last": last.quantity, "day": last.label, "by": ahead.when}
    told = f"From {{last}} resettled {run.things} on {{day}}, the printed targets {{by}} need {{needed}} {run.things} a year"
    if recent is None:
        return Sentence(f"{told}; no two counts a year apart give a pace so far.", values)
    pace, earlier, _ = recent
    values |= {"pace": pace, "fold": multiple_of(needed, pace), "from": earlier.label}
    return Sentence(f"{told}, {{fold}} the average of {{pace}} a year since {{from}}.", values)


def pace_heading(run: Resettlement) -> Sentence:
    """The same, short."""
    needed, recent = needed_hull(run), recent_pace(run)
    if needed is None:
        return Sentence("Resettled {things} and the pace of the targets", {"things": run.things})
    if recent is None:
        return Sentence(f"The next targets need {{needed}} {run.things} a year", {"needed": needed})
    values: dict[str, Value] = {"fold": multiple_of(needed, recent[0]), "things": run.things}
    return Sentence("The next targets of resettled {things} need {fold} the average pace so far", values)


def targets_table(data: Dataset, run: Resettlement) -> pd.DataFrame:
    """Every printed target but those of single settlements, with the pace that it needs from the last count."""
    found = [each for each in run.targets if "settlement_level" not in each.quantity.flags]
    compared = {each.quantity.evidence for each in run.compared}
    rows = [
        {
            "Target": each.quantity,
            "Deadline": each.when.removeprefix("by "),
            "Place": "; ".join(filter(None, (place_words(data, each.geography), each.coverage))),
            "Needed a year": _pace_cell(run, each) if each.quantity.evidence in compared else _not_compared(each),
            "Remarks": "; ".join(filter(None, (each.note, each.remarks))) or "none",
        }
        for each in found
    ]
    return pd.DataFrame(rows, index=[published_words(each.published) for each in found], dtype=object)


def _not_compared(target: Printing) -> str:
    return "not compared: to be added in a time" if target.is_added else "not compared"


def _pace_cell(run: Resettlement, target: Printing) -> Quantity | str:
    if not run.bounded:
        return "no count"
    return needed_pace(run, target) or "no time left"


def recorded(run: Resettlement) -> dict[str, Quantity | None]:
    """What runs are compared by: the last count, the pace needed and the pace so far."""
    recent = recent_pace(run)
    last = run.bounded[-1].quantity if run.bounded else None
    return {f"{run.things}_resettled": last, f"{run.things}_needed": needed_hull(run), f"{run.things}_pace": recent[0] if recent else None}
