"""The formulas of the page on methods are those of the docstrings, and give what the functions give."""

from __future__ import annotations

import math
import re
from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_analysis import metrics
from karabakh_analysis.analyses import formulas
from karabakh_analysis.analyses.docstrings import documented
from karabakh_analysis.metrics.growth import BOTH_BELOW, COUNTS_ONLY_BELOW
from karabakh_analysis.values import Interval, Quantity

COUNTS = st.integers(1, 10**6)


def jobs(number: float) -> Quantity:
    return Quantity(Interval.point(number), "jobs")


def value(formula: str, **letters: float) -> float:
    """A formula of a docstring as Python computes it: a number before a letter or bracket multiplies."""
    written = re.sub(r"(?<=\d) (?=[a-zA-Z(])", " * ", formula).replace("^", "**")
    for name in sorted(letters, key=len, reverse=True):
        written = re.sub(rf"\b{re.escape(name)}\b", f"({letters[name]!r})", written)
    assert re.fullmatch(r"[\d\s.()*/+\-e]+", written), written
    return float(eval(written))


TWO = {
    "change": ("later", "base"),
    "fold": ("later", "base"),
    "percent_change": ("later", "base"),
    "ratio": ("part", "other"),
    "multiple_of": ("pace", "current"),
}


@pytest.mark.parametrize("name", TWO)
@given(first=COUNTS, second=COUNTS)
def test_a_formula_of_two_levels_gives_what_its_function_gives(name: str, first: int, second: int) -> None:
    function: Callable[..., Quantity] = getattr(metrics, name)
    letters = dict(zip(TWO[name], (first, second), strict=True))
    result = float(function(jobs(first), jobs(second)).interval.low)
    assert value(documented(function).formula, **letters) == pytest.approx(result)


@given(part=COUNTS, rest=st.integers(0, 10**6))
def test_the_formula_of_a_share_gives_what_the_function_gives(part: int, rest: int) -> None:
    result = float(metrics.share(jobs(part), jobs(part + rest)).interval.low)
    assert value(documented(metrics.share).formula, part=part, whole=part + rest) == pytest.approx(result)


@given(now=COUNTS, start=COUNTS, distance=COUNTS)
def test_the_formula_of_attainment_gives_what_the_function_gives(now: int, start: int, distance: int) -> None:
    result = float(metrics.attainment(jobs(now), jobs(start), jobs(start + distance)).interval.low)
    assert value(documented(metrics.attainment).formula, C_t=now, C_0=start, T=start + distance) == pytest.approx(result)


def test_the_formula_of_elapsed_time_gives_what_the_function_gives() -> None:
    days = [pd.Timestamp(day) for day in ("2026-02-01", "2023-04-17", "2030-12-31")]
    letters = dict(zip(("t", "t_0", "T_end"), (float(day.toordinal()) for day in days), strict=True))
    result = float(metrics.elapsed_share(*days).interval.low)
    assert value(documented(metrics.elapsed_share).formula, **letters) == pytest.approx(result)


def test_the_formula_of_a_contribution_gives_what_the_function_gives() -> None:
    levels = pd.DataFrame({"later": [jobs(702), jobs(471)], "base": [jobs(15), jobs(625)]})
    found = metrics.contributions(levels)["contribution"].iloc[0]
    expected = value(documented(metrics.contributions).formula, later=702, base=15, others=625)
    assert expected == pytest.approx(float(found.interval.low))


def test_the_formula_of_survival_gives_what_the_class_gives() -> None:
    curve, share = documented(metrics.Survival).formula.split(", k = ")
    k = eval(share.replace("ln s5", "log(s5)").replace("ln s1", "log(s1)").replace("ln 5", "log(5)").replace("ln(", "log("), names())
    written = curve.partition(" = ")[2].replace("ln s1", "log(s1)").replace("^", "**")
    survival = metrics.Survival(0.82, 0.45)
    assert k == pytest.approx(survival.shape)
    assert eval(written, {**names(), "a": 3.0, "k": k}) == pytest.approx(survival.at(3.0))


def names() -> dict[str, object]:
    return {"log": math.log, "exp": math.exp, "s1": 0.82, "s5": 0.45}


def test_the_limits_of_growth_on_a_small_base_are_those_of_the_code() -> None:
    assert re.findall(r"\d+", documented(metrics.growth_form).formula) == [str(COUNTS_ONLY_BELOW), str(BOTH_BELOW)]


def test_a_changed_docstring_changes_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "100 (later / base − 1)" in list(formulas.formula_table()["Formula"])
    monkeypatch.setattr(
        metrics.percent_change, "__doc__", "Another meaning: 7 (later + base).\n\nRaises\n------\nKeyError\n    If it rains."
    )
    changed = formulas.formula_table().loc["percent_change"]
    assert list(changed) == ["7 (later + base)", "Another meaning.", "If it rains."]


def test_a_function_without_formula_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics.fold, "__doc__", "How many times: as often as said.")
    with pytest.raises(ValueError, match="the docstrings of fold hold no formula"):
        formulas.formula_table()


def test_a_function_without_words_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(metrics.fold, "__doc__", None)
    with pytest.raises(ValueError, match="fold has no docstring"):
        documented(metrics.fold)


def test_every_error_that_a_function_names_is_told() -> None:
    told = documented(metrics.share).refusals
    assert told == ("If the whole may be zero.", "If the part certainly exceeds the whole.")
