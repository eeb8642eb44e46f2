"""What residents of a park plan and what is announced for it, by the day of the document (notebook 05).

A *plan* is what residents are printed to have undertaken, without a deadline; a *target* is announced for a year. A plan printed "more
than" is a sum that has no upper end, not a stipulation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from karabakh_analysis.analyses.parks import Level, Park
from karabakh_analysis.analyses.plan_repeats import repeats
from karabakh_analysis.analyses.wording import published_words
from karabakh_analysis.dataset.cells import Row, printed_figure, value_of
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.dataset.periods import edtf_days
from karabakh_analysis.dataset.precision import interval_of
from karabakh_analysis.values import Interval, Quantity

# Precisions that leave a plan without one of its ends.
OPEN = ("more_than", "up_to")
# A publication date known less well than this gives no day on an axis.
LONGEST_WINDOW = pd.Timedelta(days=31)


def planned(park: Park, indicator: str, *, vague: bool = False) -> list[Level]:
    """What residents are printed to plan, by the day of the document; a copy of a document whose dates touch is the same printing.

    Parameters
    ----------
    park, indicator
        Whose plan, and of what.
    vague
        Whether documents dated less well than by a month are taken, by the day on which they were certainly out.
    """
    ordered = _by_day(plan_rows(park, indicator), vague).to_dict("records")
    printings: list[list[Row]] = []
    for row in ordered:
        if printings and _is_copy(row, printings[-1][0]):
            printings[-1].append(row)
        else:
            printings.append([row])
    return [Level(together[0]["known_from_latest"], plan_value(together), _window(together[0])) for together in printings]


def is_vague(rows: pd.DataFrame) -> pd.Series:
    """Whether the document of each row is dated less well than by a month."""
    return ~(rows["known_from_latest"] - rows["known_from_earliest"]).le(LONGEST_WINDOW)


def _by_day(rows: pd.DataFrame, vague: bool) -> pd.DataFrame:
    """Rows whose document has a day, in order of it; with ``vague`` those too that have a window."""
    dated = rows[rows["known_from_latest"].notna() & (~is_vague(rows) | vague)]
    return dated.sort_values(["known_from_latest", "known_from_earliest", "observation_id"], kind="stable")


def _window(row: Row) -> str:
    return published_words(row["published"]) if bool(is_vague(pd.DataFrame([row])).iloc[0]) else ""


def plan_rows(park: Park, indicator: str) -> pd.DataFrame:
    """Printings of what all residents of a park plan: no deadline, and neither a part of them nor a target that the document repeats."""
    rows = park.rows[park.rows["indicator"].eq(indicator)]
    is_plan = rows["period_end"].isna() & rows["vintage"].notna() & ~has_flag(rows, "different_concept")
    return rows[is_plan & ~repeats(rows)]


def _is_copy(row: Row, before: Row) -> bool:
    """Whether a printing is of the day of another, or prints the same and may be of that day."""
    if row["published"] == before["published"]:
        return True
    return bool(row["interval"] == before["interval"] and edtf_days(row["published"])[0] <= before["known_from_latest"])


def plan_value(printings: Sequence[Row]) -> Quantity:
    """The value of a plan from printings of one day, the narrowest of them where they overlap."""
    stated = value_of(printings)
    if stated.status == "conflicting":
        return stated
    intervals = [plan_interval(row) for row in printings]
    best = min(range(len(intervals)), key=lambda place: intervals[place].width)
    return replace(stated, interval=intervals[best], printed=printed_figure(printings[best]))


def plan_interval(row: Row) -> Interval:
    """The interval of a plan: "more than" has no upper end and "up to" none but zero below, as for a count."""
    if row["precision"] not in OPEN:
        return row["interval"]  # type: ignore[no-any-return]
    return interval_of(row["value"], row["low"], row["high"], row["precision"], row["unit"])


def targets_of(park: Park, indicator: str, *, vague: bool = False) -> list[Level]:
    """Targets with a deadline, by the day of the document (see `planned`)."""
    groups = [group.to_dict("records") for _, group in _by_day(target_rows(park, indicator), vague).groupby("published", sort=False)]
    return [Level(group[0]["known_from_latest"], value_of(group), _window(group[0])) for group in groups]


def target_rows(park: Park, indicator: str) -> pd.DataFrame:
    """Printings of targets with a deadline."""
    rows = park.rows[park.rows["indicator"].eq(indicator)]
    return rows[rows["period_end"].notna() & rows["vintage"].notna()]
