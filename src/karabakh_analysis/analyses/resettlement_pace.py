"""The pace that resettlement targets need beside the pace so far (notebook 06)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.counts_to_date import Count, last_count, nearest_count
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.printings import Printing
from karabakh_analysis.analyses.resettlement import Resettlement
from karabakh_analysis.analyses.wording import published_words
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.metrics import multiple_of, required_pace, years_between
from karabakh_analysis.values import Quantity, Sentence, Value
from karabakh_analysis.values.quantity import derived


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


def uneven_finding(run: Resettlement) -> Sentence:
    """How the average came about: what was added up to the count nearest to the middle of its time and after it; nothing without one."""
    recent = recent_pace(run)
    if recent is None:
        return Sentence("")
    _, earlier, latest = recent
    between = [each for each in run.bounded if earlier.day < each.day < latest.day]
    middle = nearest_count(between, earlier.day + (latest.day - earlier.day) / 2)
    if middle is None:
        return Sentence("")
    values: dict[str, Value] = {"from": earlier.label, "middle": middle.label, "to": latest.label, "things": run.things}
    values |= {"first": added(earlier, middle), "second": added(middle, latest)}
    return Sentence(
        "The average hides that {first} {things} were added from {from} to {middle} and {second} from then to {to}; a shorter time than a"
        " year is not extended to one.",
        values,
    )


def added(earlier: Count, later: Count) -> Quantity:
    """What came to a count to date between two of its days."""
    return derived(later.quantity.interval - earlier.quantity.interval, later.quantity.unit, later.quantity, earlier.quantity)


def pace_heading(run: Resettlement) -> Sentence:
    """The same, short."""
    needed, recent = needed_hull(run), recent_pace(run)
    if needed is None:
        return Sentence("Resettled {things} and the pace of the targets", {"things": run.things})
    if recent is None:
        return Sentence(f"The next targets need {{needed}} {run.things} a year", {"needed": needed})
    pace, earlier, _ = recent
    values: dict[str, Value] = {"fold": multiple_of(needed, pace), "things": run.things, "from": earlier.label}
    return Sentence("The next targets of resettled {things} need {fold} the average pace since {from}", values)


def targets_table(data: Dataset, run: Resettlement) -> pd.DataFrame:
    """Every printed target but those of single settlements, with the pace that it needs from the last count."""
    found = [each for each in run.targets if "settlement_level" not in each.quantity.flags]
    compared = {each.quantity.evidence for each in run.compared}
    rows = [
        {
            "Target": each.quantity,
            "Deadline": each.when.removeprefix("by "),
            "Place": "; ".join(filter(None, (place_name(data, each.geography).text, each.coverage))),
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
