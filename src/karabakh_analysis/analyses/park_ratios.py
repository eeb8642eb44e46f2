"""What is made in the parks as a part of what is planned: a ceiling where the plan is printed "more than" (notebook 05)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from karabakh_analysis.analyses.marks import drawn_open
from karabakh_analysis.analyses.park_plans import planned
from karabakh_analysis.analyses.parks import INVESTED, INVESTMENT_PLANNED, JOBS_MADE, JOBS_PLANNED, Level, Park, counted, last_sure, parks
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.metrics import UndefinedRatioError, made_over_planned
from karabakh_analysis.values import Quantity, Sentence, Value, format_number

PAIRS = {"Investment": (INVESTED, INVESTMENT_PLANNED), "Jobs": (JOBS_MADE, JOBS_PLANNED)}


@dataclass(frozen=True)
class Part:
    """What was made by a day over the plan that stood on it."""

    park: Park
    thing: str
    made: Level
    plan: Level
    part: Quantity

    @property
    def is_confined(self) -> bool:
        """Whether the printed figures confine it."""
        return self.part.status != "unknown"

    @property
    def when(self) -> str:
        """The day of the count, and that of the plan where it is another."""
        printed = self.plan.window or f"on {self.plan.when}"
        return f"{self.made.when}, plan printed {printed}" if self.is_older else self.made.when

    @property
    def is_older(self) -> bool:
        """Whether the plan was printed before the day of the count: it may have changed since."""
        return bool(self.plan.day < self.made.day)


def parts(data: Dataset) -> list[Part]:
    """Every count free of doubt over the last plan printed by its day."""
    return [part for thing in PAIRS for park in parks(data) for part in _parts(park, thing)]


def _parts(park: Park, thing: str) -> Iterator[Part]:
    made, plans = (
        [level for level in levels if not level.quantity.doubtful]
        for levels in (counted(park, PAIRS[thing][0]), planned(park, PAIRS[thing][1], vague=True))
    )
    for level in made:
        plan = last_sure(plan for plan in plans if plan.day <= level.day)
        part = _part(level, plan) if plan else None
        if plan and part:
            yield Part(park, thing, level, plan, part)


def _part(made: Level, plan: Level) -> Quantity | None:
    """Made over planned in per cent, "at most" where the plan has no upper end; ``None`` where the plan may be zero."""
    try:
        part = made_over_planned(made.quantity, plan.quantity)
    except UndefinedRatioError:
        return None
    is_ceiling = part.interval.low == 0 and part.interval.is_bounded
    return replace(part, printed=f"at most {format_number(part.interval.high, part.unit)}") if is_ceiling else part


def ratio_rows(found: list[Part]) -> pd.DataFrame:
    """The parts that are confined, as rows of a figure. Unit: per cent."""
    rows = [
        drawn_open(part.park.name, part.part, group=part.thing, series=part.when, hue=part.park.hue) for part in found if part.is_confined
    ]
    return pd.DataFrame(rows)


def ratio_heading(found: list[Part]) -> Sentence:
    """The last part of the plan of jobs and of investment in the first park that has both, or what there is."""
    lasts = _lasts(found)
    if not lasts:
        return Sentence("What is made over what is planned cannot be computed")
    names = {f"value_{place}": part.part for place, part in enumerate(lasts)} | {
        f"words_{place}": f"{'jobs' if part.thing == 'Jobs' else 'investment'} planned" for place, part in enumerate(lasts)
    }
    names |= {f"when_{place}": part.when for place, part in enumerate(lasts)}
    template = ", ".join(f"{{value_{place}}} of the {{words_{place}}} ({{when_{place}}})" for place in range(len(lasts)))
    return Sentence("{park}: " + template, {"park": lasts[0].park.name, **names})


def ratio_title(found: list[Part]) -> Sentence:
    """The part of a plan by the last day of a count among those that have an upper end, and whose it is."""
    ends = [part for part in found if part.is_confined and part.part.interval.is_bounded]
    if not ends:
        return Sentence("What is made over what is planned")
    last = max(ends, key=lambda part: (part.made.day, not part.is_older))
    values: dict[str, Value] = {"part": last.part, "thing": last.thing.lower(), "park": last.park.name, "when": last.when}
    return Sentence("{park}: {part} of the {thing} planned ({when})", values)


def age_finding(found: list[Part]) -> Sentence:
    """How many of the parts rest on a plan that was printed earlier, and on what they hold."""
    older = [part for part in found if part.is_confined and part.is_older]
    if not older:
        return Sentence("Each part is taken of a plan printed on the day of its count.")
    values = {"older": count(len(older)), "all": count(sum(part.is_confined for part in found))}
    return Sentence(
        "{older} of the {all} parts rest on a plan printed before the count: they hold if the plan has not changed since, a ceiling if it"
        " has not become smaller.",
        values,
    )


def _lasts(found: list[Part]) -> list[Part]:
    """The last confined part of each thing, of the first park that has one."""
    confined = [part for part in found if part.is_confined]
    first = confined[0].park.sector if confined else ""
    own = {part.thing: part for part in confined if part.park.sector == first}
    return list(own.values())


def ratio_finding(found: list[Part]) -> Sentence:
    """For how many of the counts the printed figures confine the part of the plan."""
    confined = [part for part in found if part.is_confined]
    values = {"confined": count(len(confined)), "all": count(len(found))}
    if not found:
        return Sentence("No count stands beside a plan printed by its day.")
    if len(confined) == len(found):
        return Sentence("Each of the {all} counts that stand beside a plan gives a part of it, or a bound.", values)
    return Sentence(
        "Of the {all} counts that stand beside a plan, {confined} give a part of it or a bound; the others are printed without an upper"
        " end, as their plans are, and nothing confines the part.",
        values,
    )
