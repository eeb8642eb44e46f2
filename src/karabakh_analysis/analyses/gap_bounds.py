"""The bounds of one period as intervals, the narrowest and the widest of them, and what they follow from (notebook 08)."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from karabakh_analysis.analyses.gaps import kind_of, tally
from karabakh_analysis.analyses.marks import drawn, hue_of
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.record import SUMS, Record
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import COUNTRY, Period
from karabakh_analysis.evidence import Bound, explain
from karabakh_analysis.values import Interval, Quantity, Sentence, Value

TOLD = 3
MOST_NAMES = 3


def shown_period(run: Record) -> Period:
    """The last year for which a district is printed; without one, the longest of the last periods for which one is.

    A record exists only where some period has a table of districts, so that there always is one.
    """
    printed = {bound.period for bound in run.bounds if bound.geography not in SUMS and bound.status == "published"}
    return max(printed, key=lambda period: (period == Period.year(period.end.year), period.end, -period.start.toordinal()))


def _of(run: Record, period: Period, places: Iterable[str]) -> list[Bound]:
    """The bounds of places that existed, in order."""
    found = [run.evidence.bound(run.indicator, place, period) for place in places]
    return [bound for bound in found if bound is not None and run.status(bound) != "absent"]


def district_rows(run: Record, period: Period) -> pd.DataFrame:
    """Levels of the districts in a period as rows of a figure, by region: printed, implied, intervals by their upper end, open ones."""
    bounds = sorted(_of(run, period, run.districts), key=lambda bound: _order(run, bound))
    return pd.DataFrame([_drawn(run, bound) for bound in bounds])


def sum_rows(run: Record, period: Period) -> pd.DataFrame:
    """Levels of the sums of districts in a period as rows of a figure; the country has another scale and is left out."""
    return pd.DataFrame([_drawn(run, bound) for bound in _of(run, period, [code for code in SUMS if code != COUNTRY])])


def _order(run: Record, bound: Bound) -> tuple[bool, int, float, float]:
    ranks = ("published", "implied", "bounded", "open", "conflicting", "unknown")
    other = run.data.geography.region_of(bound.geography) != "KAR"
    return other, ranks.index(kind_of(run, bound)), -float(bound.interval.high), -float(bound.interval.low)


def _drawn(run: Record, bound: Bound) -> dict[str, object]:
    region = run.data.geography.region_of(bound.geography)
    group = place_name(run.data, region).head if region and bound.geography not in SUMS else ""
    return drawn(run.name(bound.geography), run.quantity(bound), hue=hue_of(region), group=group)


def bounds_heading(run: Record, period: Period) -> Sentence:
    """How many districts are printed in the period and how many confined from both sides."""
    bounds = _of(run, period, run.districts)
    printed, both = sum(bound.status == "published" for bound in bounds), len(_intervals(bounds))
    values: dict[str, Value] = {"when": period.label, "all": count(len(bounds)), "printed": count(printed), "both": count(both)}
    if printed == len(bounds):
        return Sentence("Every place has a printed count for {when}", values)
    rest = "{both} more are confined to an interval" if both else "no other is confined to an interval"
    return Sentence("{printed} of {all} places are printed for {when}; " + rest, values)


def sums_title(run: Record, period: Period) -> Sentence:
    """How many sums are known to a number."""
    bounds = _of(run, period, [code for code in SUMS if code != COUNTRY])
    known = sum(bound.interval.is_point for bound in bounds)
    verb = "is" if known == 1 else "are"
    return Sentence("{known} of {all} sums " + verb + " known to a number", {"known": count(known), "all": count(len(bounds))})


def drawn_text(run: Record, period: Period, what: str) -> str:
    """What a figure of a period draws."""
    label = run.data.labels[run.indicator]
    return f"{label} of {period.label} by {what}."


def _intervals(bounds: Iterable[Bound]) -> list[Bound]:
    """Levels that are not known to a number and have both ends."""
    return [bound for bound in bounds if bound.status == "bounded" and bound.interval.is_bounded]


def width_findings(run: Record, period: Period) -> list[Sentence]:
    """The narrowest and the widest interval of a district in a period."""
    found = _intervals(_of(run, period, run.districts))
    if not found:
        return [Sentence("No place has an interval with two ends for {when}.", {"when": period.label})]
    low, high = (extreme(bound.interval.width for bound in found) for extreme in (min, max))
    if low == high:
        head = (
            "The only interval of a place with two ends for {when} is "
            if len(found) == 1
            else "Every interval of a place with two ends for {when} is "
        )
        return [_extreme(run, period, found, head)]
    return [
        _extreme(
            run,
            period,
            [bound for bound in found if bound.interval.width == width],
            "The " + word + " interval of a place with two ends for {when} is ",
        )
        for word, width in (("narrowest", low), ("widest", high))
    ]


def bounds_title(run: Record, period: Period) -> Sentence:
    """For how many places nothing printed confines the level from above, for the head of a figure."""
    bounds = _of(run, period, run.districts)
    names = [run.name(bound.geography) for bound in bounds if not bound.interval.is_bounded]
    values: dict[str, Value] = {"when": period.label, "open": count(len(names)), "all": count(len(bounds)), "names": ", ".join(names)}
    if not names:
        return Sentence("Every place has a highest possible level for {when}", values)
    text = "{open} of {all} places " + ("has" if len(names) == 1 else "have") + " no highest possible level for {when}"
    return Sentence(text + (": {names}" if len(names) <= MOST_NAMES else ""), values)


def _extreme(run: Record, period: Period, bounds: list[Bound], head: str) -> Sentence:
    """Places with one width; the interval itself where all of them share it."""
    names = [run.name(bound.geography) for bound in bounds]
    first = bounds[0]
    values: dict[str, Value] = {"when": period.label, "interval": run.quantity(first)}
    values["places"] = ", ".join(names[:MOST_NAMES]) if len(names) <= MOST_NAMES else f"{len(names)} places"
    if all(bound.interval == first.interval for bound in bounds):
        return Sentence(head + "{interval} ({places}).", values)
    rows = tuple(dict.fromkeys(row for bound in bounds for row in bound.evidence))
    values["width"] = Quantity(Interval.point(first.interval.width), run.unit, "implied", rows)
    return Sentence(head + "{width} wide ({places}).", values)


def confined_finding(run: Record) -> Sentence:
    """How many levels without a printed figure follow or are confined, over all periods."""
    values: dict[str, Value] = {
        "rest": count(tally(run) - tally(run, "published")),
        "both": count(tally(run, "bounded")),
        "exact": count(tally(run, "implied")),
        "open": count(tally(run, "open")),
        "free": count(tally(run, "unknown", "conflicting")),
    }
    return Sentence(
        "Of the {rest} levels without a printed figure, over all periods, {exact} follow to one number, {both} are confined from both"
        " sides, {open} have a lower end only, and {free} are not confined.",
        values,
    )


def country_note(run: Record, period: Period) -> Sentence:
    """The level of the country, which is not drawn because of its scale."""
    bound = run.evidence.bound(run.indicator, COUNTRY, period)
    if bound is None or bound.status == "unknown":
        return Sentence("For the whole country nothing printed confines {when}.", {"when": period.label})
    return Sentence(
        "For the whole country, not drawn because of its scale, the level of {when} is {level}.",
        {"level": run.quantity(bound), "when": period.label},
    )


def told_cells(run: Record, period: Period) -> list[Bound]:
    """The levels that are explained, chosen by rule.

    Of the period's year the implied sums that rest on fewest figures, and of the period the districts with the narrowest intervals.
    """
    year = [bound for bound in run.bounds if bound.period.end.year == period.end.year and bound.status == "implied"]
    sums = sorted((bound for bound in year if bound.geography in SUMS), key=lambda bound: (len(bound.evidence), bound.period))
    narrow = sorted(_intervals(_of(run, period, run.districts)), key=lambda bound: (bound.interval.width, run.name(bound.geography)))
    return [*sums[:TOLD], *narrow[:TOLD]]


def explanations(run: Record, period: Period) -> list[Sentence]:
    """Why each of the `told_cells` has its value."""
    told = [explain(run.evidence, run.data, run.indicator, bound.geography, bound.period) for bound in told_cells(run, period)]
    return told or [Sentence("No sum of {year} is implied and no place has an interval with two ends.", {"year": str(period.end.year)})]


def explained_heading(run: Record, period: Period) -> Sentence:
    """The first of the `told_cells`: what it is and that it follows."""
    told = told_cells(run, period)
    if not told:
        return Sentence("Nothing of {year} follows from other figures", {"year": str(period.end.year)})
    first = told[0]
    values: dict[str, Value] = {"place": run.name(first.geography), "when": first.period.label, "level": run.quantity(first)}
    exactly = " exactly" if first.status == "implied" else ""
    return Sentence("{place}, {when}: {level} follows" + exactly + " from printed figures", values)
