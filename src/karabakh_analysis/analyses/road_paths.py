"""Paths of the stock by how many of the openings survive (notebook 04)."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.road import Road
from karabakh_analysis.analyses.road_words import NEVER, arrival_value, day_words, growth_words
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.metrics import Course, Survival, arrival_between, ceiling, moment, stock_between
from karabakh_analysis.values import Interval, Quantity, Sentence, Value
from karabakh_analysis.values.interval import INFINITY, exact
from karabakh_analysis.values.numbers import format_number

# METHODS 6: the range of enterprise survival in Eurostat's business demography, around its average.
LEAST, MOST = Survival(0.70, 0.40), Survival(0.90, 0.70)
DECADES = 5
THOUSAND = 1000
Scenario = tuple[str, Survival | None]


def scenarios(run: Road) -> list[Scenario]:
    """No closures, and three survivals, the page's own among them."""
    return [("No job closes", None), *((survival_words(each), each) for each in dict.fromkeys((MOST, run.survival, LEAST)))]


def survival_words(survival: Survival) -> str:
    """A survival as a reader says it: 82 and 45 of 100 left."""
    return f"{100 * survival.one_year:g} and {100 * survival.five_years:g} of 100 left"


def paths(run: Road) -> pd.DataFrame:
    """Jobs left of all openings at the deadline and the ends of later decades, and the target, a panel a survival. Unit: thousand jobs."""
    return pd.DataFrame([row for scenario in scenarios(run) for row in _path(run, scenario)])


def _path(run: Road, scenario: Scenario) -> Iterator[dict[str, object]]:
    if run.flow is None:
        return
    words, survival = scenario
    when = _arrives(run, survival)
    panel = f"{words}: {when.text if isinstance(when, Quantity) else when}"
    for label, years in _times(run):
        left = stock_between(run.reached, run.flow, years, run.growth, survival)
        thousands = Quantity(left.interval / THOUSAND, "thousand jobs", "assumed", left.evidence, left.flags)
        yield drawn(label, thousands, panel=panel)
    yield _target_row(run, panel)


def _target_row(run: Road, panel: str) -> dict[str, object]:
    """The target as a level of a panel, in thousands with as many digits as it has."""
    thousands = Quantity(run.target.interval / THOUSAND, "thousand jobs", run.target.status, run.target.evidence, run.target.flags)
    ends = [end for end in dict.fromkeys((run.target.interval.low, run.target.interval.high)) if end != INFINITY]
    digits = next((places for places in range(3) if all(end * 10**places % THOUSAND == 0 for end in ends)), 3)
    words = " to ".join(format_number(exact(end / THOUSAND), "thousand jobs", digits) for end in ends)
    return {**drawn("Target", thousands, panel=panel), "status": "target", "printed": words}


def _times(run: Road) -> list[tuple[str, float]]:
    """Labels and years after the start: the deadline, and the ends of the decades after it."""
    decade = run.deadline.year // 10 * 10
    later = [year for year in range(decade, decade + 10 * (DECADES + 1), 10) if year > run.deadline.year]
    return [(str(run.deadline.year), run.years_left), *((str(year), year + 1 - moment(run.start)) for year in later)]


def _arrives(run: Road, survival: Survival | None) -> Value:
    if run.flow is None:
        return "n.a."
    arrival = arrival_between(run.target, run.reached, run.flow, run.growth, survival)
    return arrival_value(arrival, run.start, run.target, run.flow, run.reached)


def survival_table(run: Road) -> pd.DataFrame:
    """By survival: what is left at the deadline, the ceiling of a constant flow, and the year of arrival. Jobs; calendar years."""
    rows = {words: _outcome(run, survival) for words, survival in scenarios(run)} if run.flow is not None else {}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def _outcome(run: Road, survival: Survival | None) -> dict[str, Value]:
    if run.flow is None:
        return {}
    left = stock_between(run.reached, run.flow, run.years_left, run.growth, survival)
    return {
        f"Left by {day_words(run.deadline)}": left,
        "Ceiling": _ceiling(run.flow, run.growth, survival),
        "Arrival": _arrives(run, survival),
    }


def _ceiling(flow: Quantity, growth: float, survival: Survival | None) -> Value:
    if survival is None or growth > 0:
        return "none"
    if growth < 0:
        return "0 in the end"
    height = ceiling(Course(1.0, 0.0, survival))
    low, high = (end if end == INFINITY else float(end) * height for end in (flow.interval.low, flow.interval.high))
    return Quantity(Interval(low, high), "jobs", "assumed", flow.evidence, flow.flags)


def _span(run: Road) -> Quantity:
    """The lowest to the highest ceiling of the survivals shown."""
    tops = [_ceiling(run.flow, run.growth, survival) for _, survival in scenarios(run) if run.flow is not None]
    known = [top for top in tops if isinstance(top, Quantity)]
    hull = Interval(min(top.interval.low for top in known), max(top.interval.high for top in known))
    return replace(known[0], interval=hull)


def survival_finding(run: Road) -> Sentence:
    """Whether the page's survival lets the current pace arrive at the target."""
    if run.flow is None:
        return Sentence("Without a current pace no path is drawn.")
    when = _arrives(run, run.survival)
    values: dict[str, Value] = {
        "flow": run.flow,
        "target": run.target,
        "left": survival_words(run.survival),
        "when": when,
        "growth": growth_words(run),
    }
    if when == NEVER:
        text = "With {left} after one and five years, {flow} openings a year{growth} never leave a stock of {target} jobs"
        top = _ceiling(run.flow, run.growth, run.survival)
        if not isinstance(top, Quantity):
            return Sentence(f"{text}.", values)
        return Sentence(text + ": it tends to {top} ({span} over all shares assumed here).", {**values, "top": top, "span": _span(run)})
    if not isinstance(when, Quantity):
        return Sentence(
            "With {left} after one and five years, the counts do not confine when {target} jobs are left of all openings.", values
        )
    return Sentence(
        "With {left} after one and five years, {flow} openings a year{growth} leave a stock of {target} jobs in {when}.", values
    )


def survival_note(run: Road) -> Sentence:
    """Where fewer left after one and five years make a higher ceiling: what the curve through the two shares does to it."""
    shown = [each for _, each in scenarios(run) if each is not None]
    found = next(((mild, harsh) for mild in shown for harsh in shown if _crosses(mild, harsh)), None)
    if found is None or run.flow is None or run.growth != 0:
        return Sentence("The shares after one and five years fix a curve; it goes on beyond them.")
    mild, harsh = found
    years = Quantity(Interval.point(math.ceil(crossing(mild, harsh))), "years", "assumed")
    values: dict[str, Value] = {"harsh": survival_words(harsh), "mild": survival_words(mild), "years": years}
    return Sentence(
        "The shares fix a curve that goes on beyond them: with {harsh} more are lost early and fewer later than with {mild}, more are"
        " left after {years} years and all later ones, and the ceiling is higher.",
        values,
    )


def _crosses(mild: Survival, harsh: Survival) -> bool:
    """Whether fewer are left after one and five years, and yet the ceiling is higher."""
    fewer = harsh.one_year < mild.one_year and harsh.five_years < mild.five_years
    return fewer and harsh.shape < mild.shape and ceiling(Course(1.0, 0.0, harsh)) > ceiling(Course(1.0, 0.0, mild))


def crossing(mild: Survival, harsh: Survival) -> float:
    """Age in years at which as many are left under both: ln s a^k = ln s' a^k', with s and s' after one year and the shapes k and k'."""
    return float((math.log(harsh.one_year) / math.log(mild.one_year)) ** (1 / (mild.shape - harsh.shape)))


def survival_heading(run: Road) -> Sentence:
    """For how many of the survivals the target is never reached."""
    if run.flow is None:
        return Sentence("No pace, no path")
    never = sum(_arrives(run, survival) == NEVER for _, survival in scenarios(run) if survival is not None)
    all_of = len(scenarios(run)) - 1
    values: dict[str, Value] = {"never": count(never), "all": count(all_of), "target": run.target, "growth": growth_words(run)}
    if never == 0:
        return Sentence("Under none of {all} assumed survivals is it certain that {target} is never reached", values)
    if never == all_of:
        return Sentence("Under each of {all} assumed survivals {target} is never reached at the current pace{growth}", values)
    return Sentence("Under {never} of {all} assumed survivals {target} is never reached at the current pace{growth}", values)


def paths_title(run: Road) -> Sentence:
    """What is left by the deadline if no job closes and with the page's survival."""
    if run.flow is None:
        return Sentence("Paths")
    none, some = (stock_between(run.reached, run.flow, run.years_left, run.growth, each) for each in (None, run.survival))
    values: dict[str, Value] = {"year": str(run.deadline.year), "none": none, "some": some, "left": survival_words(run.survival)}
    return Sentence("At the end of {year}: {none} jobs if none closes, {some} with {left}", values)


def paths_subtitle(run: Road) -> str:
    """What the figure of paths draws."""
    credited = f"from nothing to everything counted since {run.announced.year} credited"
    what = (
        f"Thousand jobs left of openings in {run.place} at the current pace{growth_words(run)}, {credited}, by the share left after one and"
        " five years"
    )
    when = f"the year in which {run.target.text} jobs, the dashed line, are there"
    return f"{what}. Each panel is named by that share and by {when}."
