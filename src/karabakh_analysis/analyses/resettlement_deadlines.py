"""Each version of a resettlement target beside the counts around its deadline (notebook 06)."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from karabakh_analysis.analyses.counts_to_date import Count, first_count_after, last_count
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.printings import Printing
from karabakh_analysis.analyses.resettlement import Resettlement
from karabakh_analysis.analyses.wording import count, published_words
from karabakh_analysis.dataset import Period
from karabakh_analysis.values import Sentence, Value


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
    """For how many deadlines that have passed the first count with two ends lies below every version of the target."""
    passed = [(versions, after) for versions in _by_deadline(run) if (after := first_with_two_ends(run, versions[0].day))]
    below = [
        (versions, after) for versions, after in passed if all(after.quantity.interval.below(each.quantity.interval) for each in versions)
    ]
    values: dict[str, Value] = {"things": run.things, "passed": count(len(passed)), "below": count(len(below))}
    if not passed:
        return Sentence("No count of resettled {things} with two ends is of the deadline of a printed target or later.", values)
    versions, after = (below or passed)[-1]
    values |= {"target": versions[-1].quantity, "by": versions[-1].when, "counted": after.quantity, "day": after.label}
    how_many = ("For {below} of" if below else "For none of") + " {passed} past deadlines of resettled {things}"
    if len(passed) == 1:
        how_many = "For the one past deadline of resettled {things} that has a count"
    lies = "is below every printed target" if below or len(passed) > 1 else "is not below every printed target"
    text = f"{how_many} the first count with two ends from then on {lies}"
    told = "{target} {by}, {counted} counted on {day}"
    return Sentence(f"{text}; the last of them: {told}." if below and len(passed) > 1 else f"{text}: {told}.", values)


def _by_deadline(run: Resettlement) -> list[list[Printing]]:
    """The targets that are compared, by deadline."""
    return [[each for each in run.compared if each.day == deadline] for deadline in run.deadlines]


def crossed_note(run: Resettlement) -> Sentence:
    """A target for a later day below every target for an earlier one: counts to date cannot fall so; nothing where there is none."""
    found = _crossed(run)
    if found is None:
        return Sentence("")
    earlier, later = found
    values: dict[str, Value] = {"later": later.quantity, "then": later.when, "earlier": earlier.quantity, "by": earlier.when}
    values |= {"things": run.things, "publishers": later.publishers}
    return Sentence(
        "The target of {later} {things} {then} ({publishers}) is below that of {earlier} {by}: of one count to date they cannot both be,"
        " so one of them counts something else.",
        values,
    )


def _crossed(run: Resettlement) -> tuple[Printing, Printing] | None:
    """A target and a lower one for a later day; of several the one with the last deadline, and the last one before it."""
    for later, earlier in combinations(reversed(_by_deadline(run)), 2):
        for each in later:
            if all(each.quantity.interval.below(before.quantity.interval) for before in earlier):
                return earlier[-1], each
    return None


def deadlines_title(run: Resettlement) -> Sentence:
    """The last count beside the target with the last deadline."""
    if not run.compared or not run.counts:
        return Sentence("Resettled {things} and targets", {"things": run.things})
    last = run.counts[-1]
    target = max(run.compared, key=lambda each: (each.day > last.day, each.known))
    values: dict[str, Value] = {"target": target.quantity, "by": target.when, "counted": last.quantity, "day": last.label}
    return Sentence(f"Counted: {{counted}} {run.things} ({{day}}); target: {{target}} {{by}}", values)
