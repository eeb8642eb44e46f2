"""Which assumption moves the needed pace most (notebook 04): one at a time, the others as on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from karabakh_analysis.analyses.marks import drawn_open
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.road import COVERAGES, Road
from karabakh_analysis.analyses.road_growth import entrants, same_places_growth
from karabakh_analysis.analyses.road_pace import NOTHING, multiple
from karabakh_analysis.analyses.road_paths import LEAST, survival_words
from karabakh_analysis.analyses.road_rounding import meant_target
from karabakh_analysis.analyses.road_swings import widest_first
from karabakh_analysis.analyses.road_words import day_words
from karabakh_analysis.metrics import Survival, needed_between
from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.numbers import format_number

GROWTH = "Growth of the flow"
Setting = tuple[str, Quantity | None]


def assumptions(run: Road) -> pd.DataFrame:
    """Every assumption with the two ends that it may take, as rows of a figure, the one that may move most first. Unit: fold.

    Those of which an end is not confined come last: how far they move the answer is not known.
    """
    if run.flow is None or run.flow.interval.low <= 0:
        return pd.DataFrame(columns=["label", "low", "high", "status", "series"])
    read_as_openings = replace(run, reading="A")
    pairs = [(label, one, other) for label, one, other in _pairs(read_as_openings) if one[1] is not None and other[1] is not None]
    table = pd.DataFrame([drawn_open(label, value, series=words) for label, *settings in pairs for words, value in settings])
    order = {label: place for place, label in enumerate(widest_first(table))}
    return table.sort_values("label", key=lambda labels: labels.map(order), kind="stable", ignore_index=True)


def _pairs(run: Road) -> Iterator[tuple[str, Setting, Setting]]:
    rate = same_places_growth(run)
    if rate is not None:
        steady, grown = (_multiple(run, growth=growth) for growth in (0.0, rate.interval))
        same = ", as over the same places" if entrants(run) else ", as last"
        yield GROWTH, ("no growth", steady), (f"{rate.text} a year{same}", grown)
    yield "Closures", ("no job closes", _multiple(run)), (survival_words(LEAST), _multiple(run, survival=LEAST))
    if run.counted is not None:
        since = f"all since {run.announced.year}"
        yield "What is credited", ("nothing", _multiple(run, reached=NOTHING)), (since, _multiple(run, reached=run.counted))
    yield from _numbers(run)
    earlier = run.deadline - pd.DateOffset(years=1)
    if earlier > run.start:
        soon = replace(run, deadline=earlier)
        yield "The deadline", (f"a year sooner, {day_words(earlier)}", _multiple(soon)), (day_words(run.deadline), _multiple(run))
    yield from _coverages(run)


def _multiple(
    run: Road, *, growth: Interval | float | None = None, survival: Survival | None = None, reached: Quantity | None = None
) -> Quantity | None:
    """The flow that the target needs, as a multiple of the current one, under one changed assumption."""
    rate = run.growth if growth is None else growth
    return multiple(run, needed_between(run.target, reached or run.reached, run.years_left, rate, survival))


def _numbers(run: Road) -> Iterator[tuple[str, Setting, Setting]]:
    """The least and the most that the printings of the target mean, where some say about or nearly."""
    meant = meant_target(run)
    if meant is not None:
        ends = [replace(run.target, interval=Interval.point(end)) for end in (meant.interval.low, meant.interval.high)]
        low, high = ((format_number(end.interval.low), _multiple(replace(run, target=end))) for end in ends)
        yield "Rounding of the target", low, high


def _coverages(run: Road) -> Iterator[tuple[str, Setting, Setting]]:
    """The coverages with the smallest and the largest pace that is known at least."""
    if run.flow_end is None:
        return
    roads = [each for each in (run.over(code) for code in COVERAGES) if each.flow is not None and each.flow.interval.low > 0]
    if len(roads) > 1:
        ordered = sorted(roads, key=lambda each: each.flow.interval.low if each.flow else 0)
        small, large = ((place_name(run.data, each.coverage).head, _multiple(each)) for each in (ordered[0], ordered[-1]))
        yield "Coverage of the counts", small, large
