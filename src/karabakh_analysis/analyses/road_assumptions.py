"""Which assumption moves the needed pace most (notebook 04): one at a time, the others as on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from karabakh_analysis.analyses.marks import drawn_open
from karabakh_analysis.analyses.road import COVERAGES, Road, printed_targets
from karabakh_analysis.analyses.road_flows import four_quarters
from karabakh_analysis.analyses.road_matrix import HEADS
from karabakh_analysis.analyses.road_pace import NOTHING, multiple
from karabakh_analysis.analyses.road_paths import LEAST, survival_words
from karabakh_analysis.analyses.road_words import day_words
from karabakh_analysis.analyses.wording import lowered
from karabakh_analysis.metrics import Survival, UndefinedRatioError, needed_between, percent_change
from karabakh_analysis.values import Interval, Quantity, Sentence, Value
from karabakh_analysis.values.interval import INFINITY, End
from karabakh_analysis.values.numbers import format_number

Setting = tuple[str, Quantity | None]


def assumptions(run: Road) -> pd.DataFrame:
    """Every assumption with the two ends that it may take, as rows of a figure, the one that moves most first. Unit: fold."""
    if run.flow is None or run.flow.interval.low <= 0:
        return pd.DataFrame(columns=["label", "low", "high", "status", "series"])
    read_as_openings = replace(run, reading="A")
    pairs = [(label, one, other) for label, one, other in _pairs(read_as_openings) if one[1] is not None and other[1] is not None]
    pairs.sort(key=lambda pair: -_swing(pair[1], pair[2]))
    return pd.DataFrame([drawn_open(label, value, series=words) for label, *settings in pairs for words, value in settings])


def _pairs(run: Road) -> Iterator[tuple[str, Setting, Setting]]:
    rate = last_growth(run)
    if rate is not None:
        steady, grown = (_multiple(run, growth=growth) for growth in (0.0, rate.interval))
        yield "Growth of the flow", ("no growth", steady), (f"{rate.text} a year", grown)
    yield "Closures", ("no job closes", _multiple(run)), (survival_words(LEAST), _multiple(run, survival=LEAST))
    if run.counted is not None:
        since = f"all since {run.announced.year}"
        yield "What is credited", ("nothing", _multiple(run, reached=NOTHING)), (since, _multiple(run, reached=run.counted))
    yield from _numbers(run)
    earlier = run.deadline - pd.DateOffset(years=1)
    if earlier > run.start:
        soon = replace(run, deadline=earlier)
        yield "The deadline", (day_words(earlier), _multiple(soon)), (day_words(run.deadline), _multiple(run))
    yield from _coverages(run)


def _multiple(
    run: Road, *, growth: Interval | float | None = None, survival: Survival | None = None, reached: Quantity | None = None
) -> Quantity | None:
    """The flow that the target needs, as a multiple of the current one, under one changed assumption."""
    rate = run.growth if growth is None else growth
    return multiple(run, needed_between(run.target, reached or run.reached, run.years_left, rate, survival))


def last_growth(run: Road) -> Quantity | None:
    """Growth of the current pace against the four quarters before, per cent; ``None`` where it is not confined from both sides."""
    if run.flow is None or run.flow_end is None:
        return None
    before = four_quarters(run.data, run.coverage, run.flow_end - pd.DateOffset(years=1) + pd.offsets.MonthEnd(0))
    if before is None:
        return None
    try:
        rate = percent_change(run.flow, before)
    except UndefinedRatioError:
        return None
    return rate if rate.interval.is_bounded and rate.interval.low > -100 else None


def _numbers(run: Road) -> Iterator[tuple[str, Setting, Setting]]:
    """The ends of the widest printing of the target."""
    rows = printed_targets(run.data)
    widest = max(rows["interval"], key=lambda interval: interval.width)
    if run.target.status == "published" and not widest.is_point:
        ends = [replace(run.target, interval=Interval.point(end)) for end in (widest.low, widest.high)]
        low, high = ((format_number(end.interval.low), _multiple(replace(run, target=end))) for end in ends)
        yield "What “about” means", low, high


def _coverages(run: Road) -> Iterator[tuple[str, Setting, Setting]]:
    """The coverages with the smallest and the largest pace that is known at least."""
    if run.flow_end is None:
        return
    roads = [each for each in (run.over(code) for code in COVERAGES) if each.flow is not None and each.flow.interval.low > 0]
    if len(roads) > 1:
        ordered = sorted(roads, key=lambda each: each.flow.interval.low if each.flow else 0)
        small, large = ((HEADS[each.coverage], _multiple(each)) for each in (ordered[0], ordered[-1]))
        yield "Coverage of the counts", small, large


def _swing(one: Setting, other: Setting) -> float:
    """Distance between the lowest and the highest known end of both multiples; an end that nothing confines does not count."""
    ends = [float(end) for _, value in (one, other) if value for end in _known_ends(value.interval)]
    return max(ends) - min(ends)


def _known_ends(interval: Interval) -> list[End]:
    low = [] if interval.low == 0 and interval.low_open else [interval.low]
    return [*low, *([] if interval.high == INFINITY else [interval.high])]


def assumptions_finding(table: pd.DataFrame) -> Sentence:
    """The assumption that moves the answer most, and between which multiples."""
    if table.empty:
        return Sentence("Without a current pace the assumptions have nothing to move.")
    first = table[table["label"].eq(table["label"].iloc[0])]
    (one, other), words = (_fold(row) for _, row in first.iterrows()), list(first["series"])
    values: dict[str, Value] = {
        "label": lowered(str(first["label"].iloc[0])),
        "one": one,
        "other": other,
        "this": words[0],
        "that": words[1],
    }
    return Sentence("The needed pace moves most with {label}: {one} the current one ({this}) or {other} ({that}).", values)


def _fold(row: pd.Series) -> Quantity:
    evidence = tuple(str(row["evidence"]).split())
    return Quantity(Interval(row["low"], row["high"]), "fold", "assumed", evidence, printed=str(row["printed"]))


def assumptions_title(table: pd.DataFrame) -> Sentence:
    """The order of the assumptions."""
    labels = [lowered(label) for label in dict.fromkeys(table["label"])] if len(table) else []
    if len(labels) < 2:
        return Sentence("What the needed pace rests on")
    return Sentence("The answer moves most with {first}, least with {last}", {"first": labels[0], "last": labels[-1]})


def growth_note(run: Road) -> Sentence:
    """What the growth of the flow is taken from."""
    if run.flow is not None and run.flow_end is None:
        return Sentence("The current pace is assumed, so no growth up to it is known, and coverages share it.")
    rate = last_growth(run)
    if rate is None:
        return Sentence(
            "How fast the current pace grew is not known: it and the four quarters before are not both confined from both sides."
        )
    text = "Whether it goes on so is an assumption: two points make no trend."
    if rate.interval.low > 0:
        return Sentence("The current pace is {rate} above that of the four quarters before. " + text, {"rate": rate})
    if rate.interval.high < 0:
        fall = Quantity(-rate.interval, rate.unit, rate.status, rate.evidence, rate.flags)
        return Sentence("The current pace is {rate} below that of the four quarters before. " + text, {"rate": fall})
    return Sentence("Against the four quarters before the current pace changed by {rate}. " + text, {"rate": rate})
