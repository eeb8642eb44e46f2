"""Assumptions that the pages make where nothing is printed, with their defaults and source (notebook 09)."""

from __future__ import annotations

import inspect

from karabakh_analysis.analyses.road import road
from karabakh_analysis.analyses.road_paths import LEAST, MOST, survival_words
from karabakh_analysis.metrics import Survival
from karabakh_analysis.values import Sentence


def usual_survival() -> Survival:
    """The survival that the road to the target assumes where its reader sets none."""
    defaults = inspect.signature(road).parameters
    return Survival(defaults["survival_1y"].default, defaults["survival_5y"].default)


def survival_finding() -> Sentence:
    """Which survival is assumed, within which range, and where the shares come from."""
    values = {name: survival_words(each) for name, each in (("usual", usual_survival()), ("least", LEAST), ("most", MOST))}
    return Sentence(
        "How long a job lasts is assumed: by default {usual} after one and after five years, and from {least} to {most} as a range. "
        "These are shares of enterprises that survive, by Eurostat's business demography; enterprises are not jobs, and none of them is "
        "in this region.",
        values,
    )
