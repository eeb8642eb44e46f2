"""Where each part of the jobs target stands: counts beside announcements (notebook 03)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.park_plans import planned
from karabakh_analysis.analyses.park_target import target_finding
from karabakh_analysis.analyses.parks import JOBS_MADE, JOBS_PLANNED, Level, Park, counted, parks
from karabakh_analysis.analyses.sector_targets import NAMES, PARK, Targets
from karabakh_analysis.analyses.target_coverage import fullest_version, narrowest, parts_of
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.values import Quantity, Sentence, Value


def park_title(found: Targets) -> Sentence:
    """The first and the last count of jobs made."""
    made = _made(found)
    if len(made) < 2:
        return Sentence("Jobs planned and made in the park")
    first, last = made[0], made[-1]
    values: dict[str, Value] = {"was": first.quantity, "then": first.when, "now": last.quantity, "when": last.when}
    return Sentence("Jobs made: {was} ({then}), {now} ({when})", values)


def park_steps(found: Targets) -> pd.DataFrame:
    """Aghdam park: jobs planned by residents and jobs made, by day, and the jobs announced, by their deadline. Unit: jobs."""
    plans = [level for level in planned(_park(found), JOBS_PLANNED) if not level.quantity.doubtful]
    rows = [(level.day, "planned by residents", level) for level in plans] + [(level.day, "made", level) for level in _made(found)]
    ordered = sorted(rows, key=lambda row: row[:2])
    return pd.DataFrame([*(_step(series, level) for _, series, level in ordered), *_announced(found)])


def _announced(found: Targets) -> list[dict[str, object]]:
    """What is announced for the park, as a row of the figure; none where nothing is."""
    rows = found.parts[found.parts["sector"].eq(PARK)]
    target = narrowest(rows)
    if target is None:
        return []
    deadline = Period.day(rows["period_end"].iloc[0]).label
    return [drawn(f"By {deadline}", target, series="announced", hue="kar") | {"status": "target"}]


def _step(series: str, level: Level) -> dict[str, object]:
    row = drawn(level.when, level.quantity, series=series, hue="kar")
    return row if series == "made" or row["status"] == "bounded" else {**row, "status": "target"}


def _park(found: Targets) -> Park:
    return parks(found.data)[0]


def _made(found: Targets) -> list[Level]:
    """Counts of jobs made in the Aghdam park that are free of doubt."""
    return [level for level in counted(_park(found), JOBS_MADE) if not level.quantity.doubtful]


def park_finding(found: Targets) -> Sentence:
    """The last count of jobs made in the park beside its target."""
    made = _made(found)
    target = narrowest(found.parts[found.parts["sector"].eq(PARK)])
    if not made or target is None:
        return Sentence(
            "No count of jobs made in the {park} stands beside a target for {year}.", {"park": NAMES[PARK], "year": str(found.year)}
        )
    values: dict[str, Value] = {
        "park": NAMES[PARK],
        "made": made[-1].quantity,
        "when": made[-1].when,
        "target": target,
        "year": str(found.year),
    }
    return Sentence("{made} jobs were made in the {park} by {when}; {target} are announced for {year}.", values)


def plan_finding(found: Targets) -> Sentence:
    """What residents of the park plan beside what is announced for it."""
    return target_finding(_park(found))


def status_table(found: Targets) -> pd.DataFrame:
    """Every sector of the fullest version: its figure, what is counted towards it, and what that count is."""
    made = _made(found)
    rows = {}
    for sector, quantity in parts_of(found, fullest_version(found)).items():
        is_counted = sector == PARK and len(made) > 0
        rows[NAMES[sector]] = {
            "Announced": quantity,
            "Counted": made[-1].quantity if is_counted else "no figure found",
            "What is counted": f"jobs made in the park by {made[-1].when}" if is_counted else "nothing that can be set beside it",
        }
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def status_finding(found: Targets) -> Sentence:
    """For how many sectors any count exists."""
    table = status_table(found)
    counted = sum(isinstance(cell, Quantity) for cell in table["Counted"])
    if not counted:
        return Sentence("No count of jobs made is printed for any of the {all} sectors.", {"all": count(len(table))})
    return Sentence(
        "A count of jobs made is printed for {counted} of the {all} sectors.", {"counted": count(counted), "all": count(len(table))}
    )
