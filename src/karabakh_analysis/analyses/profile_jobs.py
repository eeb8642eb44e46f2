"""New jobs of one district or city: every level, its rank and its share of the region (notebook district_profile)."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.profile import JOBS, PARTS, Profile
from karabakh_analysis.analyses.wording import count, growth_heading, growth_sentence
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import growth_form, share
from karabakh_analysis.metrics.growth import COUNTS_ONLY_BELOW
from karabakh_analysis.values import Interval, Quantity, Sentence, Value

HOW_KNOWN = {
    "published": "Printed",
    "implied": "Follows from printed figures",
    "bounded": "Confined by printed figures",
    "conflicting": "Printed figures in conflict",
}
# An interval that reaches beyond so many times the largest count tells nothing of a place, and would leave the counts no room.
REACH = 3
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth", "thirteenth",
    "fourteenth", "fifteenth",
)  # fmt: skip
THINGS = "new jobs"
OPEN = "open"


def known_levels(run: Profile, indicator: str = JOBS) -> dict[Period, Quantity]:
    """Levels from January on that are printed, follow, or are confined so that it tells something, in order of time.

    An interval from zero to more than `REACH` times the largest count that is printed for any place tells nothing of this one.
    """
    most = REACH * run.largest(indicator)
    found = {period: run.level(indicator, period) for period in run.periods(indicator)}
    return {period: q for period, q in found.items() if q is not None and (q.is_known or q.interval.low > 0 or q.interval.high <= most)}


def level_rows(run: Profile) -> pd.DataFrame:
    """The levels as columns of a figure, years as groups. Unit: jobs.

    What is confined from above only, or by an interval that would dwarf the counts, is left to the table.
    """
    levels = known_levels(run)
    counts = [float(quantity.interval.high) for quantity in levels.values() if quantity.is_known and quantity.interval.is_bounded]
    most = REACH * max(counts, default=0)
    shown = {period: q for period, q in levels.items() if q.is_known or (q.interval.low > 0 and q.interval.high <= most)}
    rows = []
    for period in run.periods(JOBS):
        rows += [_column(run, period, shown[period])] if period in shown else []
        rows += [_column(run, period, old, "superseded") for old in _withdrawn(run, period)]
    return pd.DataFrame(rows)


def _column(run: Profile, period: Period, quantity: Quantity, status: str = "") -> dict[str, object]:
    row = drawn(period.months_label, quantity, hue=run.hue, group=str(period.end.year))
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
    """The latest count, for a heading."""
    latest = _latest(run)
    if latest is None:
        return Sentence("No count of new jobs is printed for {place}", {"place": run.name})
    period, quantity = latest
    return Sentence("{many} new jobs are counted for {when}", {"many": quantity, "when": period.label})


def levels_text(run: Profile) -> str:
    """What the figure draws."""
    wide = len(known_levels(run)) > int(level_rows(run).get("status", pd.Series(dtype=object)).ne("superseded").sum())
    rest = " Levels that are confined from one side only, or loosely, stand in the table." if wide else ""
    return f"New jobs in {run.name}, counted from January of each year.{rest}"


def growth_findings(run: Profile) -> list[Sentence]:
    """The latest count, and the latest whole year, each against the same months of the year before."""
    pairs = dict.fromkeys(filter(None, (_latest(run), _latest(run, whole=True))))
    told = [_growth(run, period) for period, _ in pairs]
    return told or [Sentence("No count of new jobs is printed for {place}, and none follows from other figures.", {"place": run.name})]


def _growth(run: Profile, period: Period) -> Sentence:
    before = period.in_year(period.end.year - 1)
    after, was = run.level(JOBS, period), run.level(JOBS, before)
    if after is None or was is None or was.is_known:
        return growth_sentence(THINGS, (period.label, after), (before.label, was))
    values: dict[str, Value] = {"after": after, "then": period.label, "before": before.label, "was": was}
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


def level_table(run: Profile) -> pd.DataFrame:
    """Every known level with the region's, the share of it and the rank, the last period first. Units: jobs, per cent."""
    periods = sorted({*known_levels(run), *_known_parts(run)}, reverse=True)
    return pd.DataFrame([_row(run, period) for period in periods], index=[period.label for period in periods], dtype=object)


def _known_parts(run: Profile) -> Iterator[Period]:
    """Quarters that do not begin a year whose level is printed or follows."""
    for year in dict.fromkeys(period.end.year for period in run.periods(JOBS)):
        for span in PARTS:
            quantity = run.level(JOBS, Period.months(year, *span))
            if quantity is not None and quantity.is_known:
                yield Period.months(year, *span)


def _row(run: Profile, period: Period) -> dict[str, object]:
    mine, whole = run.level(JOBS, period), run.level(JOBS, period, run.region)
    rank = run.rank(JOBS, period)
    return {
        "New jobs": mine,
        "How known": HOW_KNOWN.get(mine.status, mine.status) if mine else "",
        "Region": whole if whole is not None else "n.a.",
        "Share": region_share(mine, whole),
        "Rank": shown_rank(rank),
        "Places": rank[1] if rank else "n.a.",
    }


def shown_rank(rank: tuple[Quantity, int] | None) -> Quantity | str:
    """A rank for a table; ``open`` where every rank is possible."""
    if rank is None:
        return "n.a."
    return OPEN if rank[0].interval == Interval(1, rank[1]) else rank[0]


def region_share(part: Quantity | None, whole: Quantity | None) -> Quantity | str:
    """Share of the region's level, in per cent; in words why there is none.

    A share of a level under 30 is not printed, and none is computed from intervals.
    """
    if part is None or whole is None or not (part.is_known and whole.is_known and whole.interval.is_bounded):
        return "n.a."
    if whole.interval.low <= 0 or growth_form(whole) == "counts":
        return f"base under {COUNTS_ONLY_BELOW}"
    return "n.a." if whole.interval.below(part.interval) else share(part, whole)


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
    """What was printed and no longer stands; nothing where there is nothing."""
    gone = [(period, old) for period in run.periods(JOBS) for old in _withdrawn(run, period)]
    if not gone:
        return []
    values: dict[str, Value] = {}
    for number, (period, old) in enumerate(gone):
        values |= {f"old{number}": old, f"when{number}": period.label}
    told = " and ".join(f"{{old{number}}} for {{when{number}}}" for number in range(len(gone)))
    text = f"Printed once and later replaced, itself or with the total of its table: {told}; nothing is derived from it."
    return [Sentence(text, values)]


def place_rows(run: Profile, period: Period | None) -> pd.DataFrame:
    """Printed new jobs of all places in a period as rows of a figure, this place in its hue. Unit: jobs."""
    if period is None:
        return pd.DataFrame()
    known = [(place, run.data.published(JOBS, place, period)) for place in run.places]
    order = sorted(((p, q) for p, q in known if q is not None), key=lambda pair: (-pair[1].interval.low, run.data.geography.name(pair[0])))
    return pd.DataFrame([drawn(run.data.geography.name(place), q, hue=run.hue if place == run.code else "grey") for place, q in order])


def rank_finding(run: Profile, period: Period | None) -> Sentence:
    """The rank of the place in a period, as far as the published figures decide it."""
    found = run.rank(JOBS, period) if period else None
    mine = run.level(JOBS, period) if period else None
    if period is None or found is None or mine is None:
        return Sentence("Nothing published tells how {place} stands among the places.", {"place": run.name})
    rank, places = found
    values: dict[str, Value] = {"place": run.name, "when": period.label, "all": count(places), "many": mine}
    low, high = int(rank.interval.low), int(rank.interval.high)
    if shown_rank(found) == OPEN:
        return Sentence("The published figures leave every rank among the {all} places open for {place} in {when}.", values)
    if low == high:
        values["rank"] = Quantity(rank.interval, "rank", "implied", rank.evidence, rank.flags, _ordinal(low))
        return Sentence("With {many} new jobs {place} is {rank} of the {all} places in {when}.", values)
    values["rank"] = Quantity(rank.interval, "rank", "bounded", rank.evidence, rank.flags)
    return Sentence("{place} is somewhere from {rank} among the {all} places in {when}.", values)


def _ordinal(number: int) -> str:
    return ORDINALS[number - 1] if number <= len(ORDINALS) else f"no. {number}"


def places_text(period: Period | None) -> str:
    """What the figure of all places draws."""
    return f"New jobs by place, {period.label}; places without a printed count are left out." if period else "New jobs by place."


def recorded(run: Profile) -> dict[str, Quantity | str | int | None]:
    """What runs are compared by."""
    latest = _latest(run)
    found = run.rank(JOBS, latest[0]) if latest else None
    numbers: dict[str, Quantity | str | int | None] = {"period": latest[0].label if latest else "", "jobs": latest[1] if latest else None}
    return {**numbers, "rank": found[0] if found else None, "printed": len(run.rows)}
