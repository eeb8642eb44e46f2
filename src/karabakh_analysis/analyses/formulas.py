"""The formulas of the package, taken from the docstrings of the functions that compute them (notebook 09)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from karabakh_analysis import metrics
from karabakh_analysis.analyses.docstrings import Documented, documented
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset.precision import truncation_interval
from karabakh_analysis.values import Sentence

SHOWN: Mapping[str, tuple[Callable[..., Any], ...]] = {
    "Printed figures": (truncation_interval,),
    "Growth": (metrics.change, metrics.fold, metrics.percent_change, metrics.contributions, metrics.growth_form),
    "Levels": (metrics.aggregate, metrics.difference, metrics.share, metrics.ratio),
    "Concentration": (metrics.concentration, metrics.effective_number, metrics.top_share),
    "Targets": (metrics.sector_coverage, metrics.attainment, metrics.elapsed_share, metrics.required_pace, metrics.multiple_of),
    "Survival, an assumption": (metrics.Survival, metrics.stock, metrics.needed_flow),
}


def shown() -> list[tuple[str, Documented]]:
    """Every function of `SHOWN` with its group, in order.

    Raises
    ------
    ValueError
        If the docstring of one of them holds no formula.
    """
    found = [(group, documented(function)) for group, functions in SHOWN.items() for function in functions]
    if lacking := [each.name for _, each in found if not each.formula]:
        raise ValueError(f"the docstrings of {', '.join(lacking)} hold no formula")
    return found


def formula_table() -> pd.DataFrame:
    """One row a function: its formula, what that is, and what it refuses to compute."""
    rows = [each for _, each in shown()]
    columns = [{"Formula": each.readable, "What it is": each.meaning, "Refused": " ".join(each.refusals) or "nothing"} for each in rows]
    return pd.DataFrame(columns, index=[each.name for each in rows])


def formula_groups() -> list[str]:
    """The group of every row of `formula_table`."""
    return [group for group, _ in shown()]


def formulas_heading() -> Sentence:
    """How many formulas there are."""
    return Sentence("{all} formulas, as the code states them", {"all": count(len(shown()))})
