"""Scenarios of the flow, and what a reader may change on the page (notebook 04)."""

from __future__ import annotations

import math

import pandas as pd

from karabakh_analysis.analyses.road import Road
from karabakh_analysis.analyses.road_paths import survival_words
from karabakh_analysis.analyses.road_words import arrival_value, day_words
from karabakh_analysis.analyses.wording import count, lowered
from karabakh_analysis.metrics import arrival_between, moment, stock_between
from karabakh_analysis.values import Interval, Quantity, Sentence, Value, listed
from karabakh_analysis.values.numbers import NARROW_SPACE

# Round numbers that show the scale; they are no expectations.
TIMES = (1, 2, 5, 10)
RATES = (10, 25, 50, 100)
CREDITED = ", whatever is credited of those before."
FLOW_STEP, TARGET_STEP, GROWTH_STEP = 100, 1000, 1
LOWEST_GROWTH, HIGHEST_GROWTH = -50, 100


def scenario_table(run: Road) -> pd.DataFrame:
    """What several flows and growths lead to. Jobs a year; per cent; jobs; calendar years."""
    base = base_flow(run)
    rows = {words: _row(run, _times(base, factor), run.growth) for factor, words in _multiples(run)}
    grown = {f"{_base_words(run)}, +{rate}{NARROW_SPACE}% a year": _row(run, base, float(rate)) for rate in RATES}
    return pd.DataFrame.from_dict({**rows, **grown}, orient="index", dtype=object)


def base_flow(run: Road) -> Quantity:
    """The flow that scenarios start from: the current pace, or the needed one where none is known. Unit: jobs a year."""
    return run.flow if run.flow is not None else _point(run.needed)


def _point(pace: Quantity) -> Quantity:
    return Quantity(Interval.point(pace.interval.high), pace.unit, "assumed", pace.evidence, pace.flags)


def _base_words(run: Road) -> str:
    return "Current pace" if run.flow is not None else "Needed pace"


def _multiples(run: Road) -> list[tuple[int, str]]:
    base = _base_words(run)
    return [(factor, base if factor == 1 else f"{factor} times the {base[0].lower()}{base[1:]}") for factor in TIMES]


def _times(flow: Quantity, factor: int) -> Quantity:
    return flow if factor == 1 else Quantity(flow.interval * factor, flow.unit, "assumed", flow.evidence, flow.flags)


def _row(run: Road, flow: Quantity, growth: float) -> dict[str, Value]:
    none, some = (arrival_between(run.target, run.reached, flow, growth, each) for each in (None, run.survival))
    sources = (run.target, run.reached, flow)
    return {
        "Flow a year": flow,
        "Growth a year": Quantity(Interval.point(growth), "percent", "assumed"),
        f"Opened by {day_words(run.deadline)}": stock_between(run.reached, flow, run.years_left, growth),
        "Arrival, every opening counts": arrival_value(none, run.start, *sources),
        f"Arrival, {survival_words(run.survival)}": arrival_value(some, run.start, *sources),
    }


def scenario_finding(run: Road) -> Sentence:
    """Which of the scenarios reach the target by the deadline for certain, closures left out."""
    flows = [(words, _times(base_flow(run), factor), run.growth) for factor, words in _multiples(run)]
    flows += [(f"{_base_words(run)}, +{rate}{NARROW_SPACE}% a year", base_flow(run), float(rate)) for rate in RATES]
    arrivals = [(words, arrival_between(run.target, run.reached, flow, growth)) for words, flow, growth in flows]
    known = [words for words, arrival in arrivals if arrival.latest is not None and arrival.latest <= run.years_left]
    values: dict[str, Value] = {
        "all": count(len(arrivals)),
        "end": day_words(run.deadline),
        "place": run.place,
        "names": listed([lowered(each) for each in known]),
    }
    if not known:
        return Sentence("In none of {all} scenarios chosen here do openings in {place} add up to the target by {end}" + CREDITED, values)
    if len(known) == len(arrivals):
        return Sentence("In all {all} scenarios chosen here openings in {place} add up to the target by {end}" + CREDITED, values)
    text = "Of {all} scenarios chosen here, openings in {place} add up to the target by {end}"
    return Sentence(f"{text}{CREDITED.removesuffix('.')}, in these: {{names}}.", values)


def scenario_note(run: Road) -> Sentence:
    """What the scenarios keep, and what a reader may change."""
    values: dict[str, Value] = {"start": day_words(run.start), "place": run.place, "since": str(run.announced.year)}
    return Sentence(
        "Every scenario starts on {start} and counts in {place}; from nothing to every job counted since {since} is credited, hence two"
        " years where they differ. The last column assumes {left} after one and five years: the stock of a constant flow then tends to a"
        " ceiling and may never come to the target; that of a flow that grows has none, and comes there however late.",
        {**values, "left": survival_words(run.survival)},
    )


def what_if_inputs(run: Road) -> dict[str, object]:
    """What the page hands to a reader who changes the flow, its growth or the target.

    ``start`` in decimal years, ``years_left``, ``deadline`` in words, ``reached`` (jobs, the upper end ``None`` where there is none),
    ``survival`` (two shares), and for every slider ``value, least, most, step``.
    """
    high = run.reached.interval.high
    target = _middle(run.target)
    return {
        "start": moment(run.start),
        "years_left": run.years_left,
        "deadline": day_words(run.deadline),
        "reached": (0.0, None if math.isinf(high) else float(high)),
        "survival": (run.survival.one_year, run.survival.five_years),
        "flow": _slider(_low(base_flow(run)), FLOW_STEP, 0, max(1.25 * float(run.needed.interval.high), 2 * _low(base_flow(run)))),
        "growth": _slider(run.growth, GROWTH_STEP, LOWEST_GROWTH, HIGHEST_GROWTH),
        "target": _slider(target, TARGET_STEP, target / 10, 1.5 * target),
    }


def _middle(quantity: Quantity) -> float:
    return float(quantity.interval.low + quantity.interval.high) / 2


def _low(flow: Quantity) -> float:
    return round(float(flow.interval.low))


def _slider(value: float, step: float, least: float, most: float) -> dict[str, float]:
    """Ends of a slider whose steps meet its first value: a whole number of steps below and above it."""
    below, above = (math.floor((value - least) / step), math.ceil((most - value) / step))
    return {"value": value, "least": value - max(below, 0) * step, "most": value + max(above, 1) * step, "step": step}
