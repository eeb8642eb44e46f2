"""What the residents of the Aghdam park plan and have made, beside the jobs announced for the park (notebook 05)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.park_plans import planned, target_rows
from karabakh_analysis.analyses.parks import JOBS_MADE, JOBS_PLANNED, Level, Park, counted, last_sure
from karabakh_analysis.analyses.printings import printed
from karabakh_analysis.analyses.target_coverage import narrowest
from karabakh_analysis.dataset.cells import printed_figure
from karabakh_analysis.values import Quantity, Sentence, Value, listed


def announced(park: Park) -> Quantity | None:
    """The jobs announced for the park with a deadline, the last one; the narrowest of printings that overlap."""
    rows = target_rows(park, JOBS_PLANNED)
    last = rows[rows["period_end"].eq(rows["period_end"].max())]
    return narrowest(last[last["is_latest"]])


def announced_year(park: Park) -> str:
    """The year of that deadline."""
    rows = target_rows(park, JOBS_PLANNED)
    return str(rows["period_end"].max().year) if len(rows) else ""


def plan_beside_target(park: Park) -> pd.DataFrame:
    """Announced, planned and made, the last of each, as rows of a figure. Unit: jobs."""
    target, plan, made = announced(park), _last_plan(park), _last_made(park)
    rows = [drawn(f"Announced for {announced_year(park)}", target, hue=park.hue) | {"status": "target"}] if target else []
    rows += [drawn("Planned by residents", plan.quantity, hue=park.hue, note=plan.when) | {"status": "target"}] if plan else []
    rows += [drawn("Made", made.quantity, hue=park.hue, note=made.when)] if made else []
    return pd.DataFrame(rows if target else [])


def _last_plan(park: Park) -> Level | None:
    return last_sure(planned(park, JOBS_PLANNED))


def _last_made(park: Park) -> Level | None:
    return last_sure(counted(park, JOBS_MADE))


def target_finding(park: Park) -> Sentence:
    """How the plans of residents compare with what is announced for the park."""
    target, plan = announced(park), _last_plan(park)
    values: dict[str, Value] = {"park": park.name, "year": announced_year(park)}
    if target is None:
        return Sentence("No number of jobs is announced for the {park} with a deadline.", values)
    values |= {"target": target, "also": _other_words(park, target)}
    announced_words = "{target} jobs are announced for the {park} for {year}" + (", also printed as {also}" if values["also"] else "")
    if plan is None:
        return Sentence(announced_words + "; no plan of its residents is printed with a day.", values)
    values |= {"plan": plan.quantity, "day": plan.when}
    text = announced_words + "; its residents plan {plan} as printed on {day}"
    if plan.quantity.interval.below(target.interval):
        return Sentence(text + ", {rest} fewer.", values | {"rest": _rest(target, plan.quantity)})
    if plan.quantity.interval.overlaps(target.interval) and not plan.quantity.interval.is_bounded:
        return Sentence(text + ", a number without an upper end: whether it comes to what is announced is not printed.", values)
    return Sentence(text + ".", values)


def _other_words(park: Park, target: Quantity) -> str:
    """How other documents print the same target: about 5,000."""
    rows = target_rows(park, JOBS_PLANNED)
    same = rows[rows["observation_id"].isin(target.evidence)]
    words = dict.fromkeys(printed_figure(row) for row in same.to_dict("records"))
    return listed([each for each in words if each != target.text])


def _rest(target: Quantity, plan: Quantity) -> Quantity:
    interval = target.interval - plan.interval
    return Quantity(interval, target.unit, "implied" if interval.is_point else "bounded", (*target.evidence, *plan.evidence))


def target_title(park: Park) -> Sentence:
    """The last count of jobs made beside what is announced, for a heading."""
    target, made = announced(park), _last_made(park)
    if target is None or made is None:
        return Sentence("Jobs announced, planned and made")
    values: dict[str, Value] = {"made": made.quantity, "when": made.when, "target": target, "year": announced_year(park)}
    return Sentence("{made} jobs made ({when}), {target} announced for {year}", values)


def plans_title(park: Park) -> Sentence:
    """The last plan of residents beside what is announced, for a figure."""
    target, plan = announced(park), _last_plan(park)
    if target is None or plan is None:
        return Sentence("Jobs announced, planned and made")
    values: dict[str, Value] = {"plan": plan.quantity, "day": plan.when, "target": target}
    return Sentence("{plan} planned by residents ({day}), {target} announced", values)


def distance_finding(park: Park) -> Sentence:
    """What is announced less what was made by the last count."""
    target, made = announced(park), _last_made(park)
    if target is None or made is None:
        return Sentence("No count of jobs made stands beside an announced number.")
    values: dict[str, Value] = {"made": made.quantity, "when": made.when, "target": target}
    if not made.quantity.interval.below(target.interval):
        return Sentence("{made} jobs were made by {when}, {target} are announced.", values)
    values["rest"] = _rest(target, made.quantity)
    text = "{made} jobs were made by {when}, {rest} fewer than the {target} announced"
    loosest = _loosest(park, target)
    if loosest is not None:
        text += " ({wide} fewer than {loose})"
        values |= {"loose": loosest, "wide": _rest(loosest, made.quantity)}
    return Sentence(text + "; whether the target counts them is not printed.", values)


def _loosest(park: Park, target: Quantity) -> Quantity | None:
    """The printing of the same target that leaves most open; ``None`` where all say the same."""
    rows = target_rows(park, JOBS_PLANNED)
    same = [printed(row) for _, row in rows[rows["observation_id"].isin(target.evidence)].iterrows()]
    widest = max(same, key=lambda each: each.interval.width, default=target)
    return None if widest.interval == target.interval else widest
