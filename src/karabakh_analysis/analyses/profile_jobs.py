"""New jobs of one district or city: the counts and what they say (notebook district_profile)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.growth_words import growth_heading, growth_sentence
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.profile import JOBS, Profile
from karabakh_analysis.analyses.profile_levels import REACH, known_levels, level_table, region_share, telling_levels
from karabakh_analysis.analyses.profile_ranks import rank_of
from karabakh_analysis.analyses.profile_remarks import SUPERSEDED, doubt_notes, why_gone
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.dataset.cells import Row
from karabakh_analysis.values import Quantity, Sentence, Value

THINGS = "new jobs"


def level_rows(run: Profile) -> pd.DataFrame:
    """The levels as columns of a figure, those of the same months together. Unit: jobs.

    What is in doubt, confined from above only, or by an interval that would dwarf the counts, is left to the text and the table.
    """
    shown = _shown_levels(run)
    rows = []
    for period in sorted(run.periods(JOBS), key=lambda period: (period.end.month, period.end.year)):
        rows += [_column(run, period, shown[period])] if period in shown else []
        rows += [_column(run, period, old, SUPERSEDED) for old in _withdrawn(run, period)]
    return pd.DataFrame(rows)


def _shown_levels(run: Profile) -> dict[Period, Quantity]:
    levels = {period: quantity for period, quantity in telling_levels(run).items() if not quantity.doubtful}
    counts = [float(quantity.interval.high) for quantity in levels.values() if quantity.is_known and quantity.interval.is_bounded]
    most = REACH * max(counts, default=0)
    return {period: q for period, q in levels.items() if q.is_known or (q.interval.low > 0 and q.interval.high <= most)}


def _column(run: Profile, period: Period, quantity: Quantity, status: str = "") -> dict[str, object]:
    row = drawn(str(period.end.year), quantity, hue=run.hue, group=period.months_label)
    return {**row, "status": status or row["status"]}


def _withdrawn(run: Profile, period: Period) -> list[Quantity]:
    """What was printed for a period and no longer stands."""
    standing = run.data.published(JOBS, run.code, period, doubtful=True)
    kept = set(standing.evidence) if standing else set()
    return [old for old in run.data.history(JOBS, run.code, period) if not kept.intersection(old.evidence)]


def levels_title(run: Profile) -> Sentence:
    """The latest two counts of the same months, for the title of the figure."""
    pair = _pair(run)
    return growth_heading(THINGS, *pair) if pair else Sentence("No count of new jobs is printed")


def levels_heading(run: Profile) -> Sentence:
    """For how many periods from January on new jobs are counted, and which is the last."""
    counted = [period for period, quantity in known_levels(run).items() if quantity.status == "published" and not quantity.doubtful]
    if not counted:
        return Sentence("No count of new jobs is printed for {place}", {"place": run.name})
    values: dict[str, Value] = {"many": count(len(counted)), "last": counted[-1].label}
    if len(counted) == 1:
        return Sentence("Of the periods from January on, new jobs are counted for {last} alone", values)
    return Sentence("New jobs are counted for {many} periods from January on, the last of them {last}", values)


def levels_text(run: Profile) -> str:
    """What the figure draws."""
    drawn_rows = level_rows(run)
    number = int(drawn_rows["status"].ne(SUPERSEDED).sum()) if len(drawn_rows) else 0
    rest = " The table below holds further levels." if len(level_table(run)) > number else ""
    return f"New jobs in {run.name}; periods of the same months side by side.{rest}"


def growth_findings(run: Profile) -> list[Sentence]:
    """The latest count, and the latest whole year, each against the same months of the year before."""
    pairs = dict.fromkeys(filter(None, (_latest(run), _latest(run, whole=True))))
    told = [_growth(run, period) for period, _ in pairs]
    return told or [Sentence("No count of new jobs is printed for {place}, and none follows from other figures.", {"place": run.name})]


def _growth(run: Profile, period: Period) -> Sentence:
    before = period.in_year(period.end.year - 1)
    values: dict[str, Value]
    after, was = run.level(JOBS, period), run.level(JOBS, before)
    if after is not None and not run.data.geography.exists(run.code, before.end):
        values = {"after": after, "then": period.label, "place": run.name, "before": before.label}
        return Sentence("{after} new jobs are counted for {then}; {place} did not exist in {before}.", values)
    if after is None or was is None or was.is_known:
        return growth_sentence(THINGS, (period.label, after), (before.label, was))
    values = {"after": after, "then": period.label, "before": before.label, "was": was}
    if before not in known_levels(run):
        return Sentence("{after} new jobs are counted for {then}; no printed figure confines those of {before} closely.", values)
    return Sentence("{after} new jobs are counted for {then}; for {before} the printed figures leave {was}.", values)


def _pair(run: Profile) -> tuple[tuple[str, Quantity | None], tuple[str, Quantity | None]] | None:
    latest = _latest(run)
    if latest is None:
        return None
    period, quantity = latest
    before = period.in_year(period.end.year - 1)
    return (period.label, quantity), (before.label, run.level(JOBS, before))


def _latest(run: Profile, *, whole: bool = False) -> tuple[Period, Quantity] | None:
    """The last period from January on whose level is printed or follows, or the last year whose level is printed."""
    known = [(period, quantity) for period, quantity in known_levels(run).items() if quantity.is_known]
    years = [pair for pair in known if pair[0] == Period.year(pair[0].end.year) and pair[1].status == "published"]
    return next(reversed(years if whole else known), None)


def share_finding(run: Profile) -> Sentence:
    """The share of the region's new jobs in the last period for which both are known."""
    known = [(period, quantity) for period, quantity in known_levels(run).items() if quantity.is_known]
    for period, quantity in reversed(known):
        whole = run.level(JOBS, period, run.region)
        part = region_share(quantity, whole)
        if isinstance(part, Quantity) and whole is not None:
            values: dict[str, Value] = {"many": quantity, "when": period.label, "share": part, "whole": whole, "region": run.region_name}
            return Sentence("{share} of the {whole} new jobs of the {region} economic region in {when} are counted here.", values)
    return Sentence("No share of the {region} economic region can be computed.", {"region": run.region_name})


def superseded_note(run: Profile) -> list[Sentence]:
    """What was printed and no longer stands, and why; nothing where there is nothing."""
    rows = run.data.observations.set_index("observation_id", drop=False)
    gone = [(period, old) for period in run.periods(JOBS) for old in _withdrawn(run, period)]
    return [_superseded(run, period, old, rows.loc[old.evidence[0]].to_dict()) for period, old in gone]


def _superseded(run: Profile, period: Period, old: Quantity, row: Row) -> Sentence:
    why = why_gone(run.data, row)
    values: dict[str, Value] = {"old": old, "when": period.label, **why.values}
    return Sentence(f"{{old}} for {{when}} no longer stands, and nothing is derived from it. {why.template}.", values)


def doubts(run: Profile) -> list[Sentence]:
    """Counts in doubt, each with the reason."""
    found = ((period.label, run.data.published(JOBS, run.code, period, doubtful=True)) for period in run.periods(JOBS))
    return doubt_notes(run.data, [(when, quantity) for when, quantity in found if quantity is not None and quantity.doubtful])


def recorded(run: Profile) -> dict[str, Quantity | str | int | None]:
    """What runs are compared by."""
    latest = _latest(run)
    found = rank_of(run, JOBS, latest[0]) if latest else None
    numbers: dict[str, Quantity | str | int | None] = {"period": latest[0].label if latest else "", "jobs": latest[1] if latest else None}
    return {**numbers, "rank": found[0] if found else None, "printed": len(run.rows)}
