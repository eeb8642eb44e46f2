"""Bounds are tight: they contain every true table, both ends are reached, and the figures named are enough to derive them."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evidence.tables import MONTHS, PLACES, independent_least, printed, satisfies, small_grid, true_table, value

from karabakh_analysis.dataset import Period
from karabakh_analysis.evidence.constraints import Constraint, Form, total
from karabakh_analysis.evidence.grid import Grid
from karabakh_analysis.evidence.levels import span
from karabakh_analysis.evidence.program import Program

GRID = small_grid()
SEEDS = st.integers(0, 10**6)


def cells(grid: Grid) -> list[Form]:
    return [total(grid.atoms(place, Period.months(year, *months))) for place in PLACES for year in (2023, 2024) for months in MONTHS]


def negated(form: Form) -> Form:
    return {atom: -coefficient for atom, coefficient in form.items()}


def check(seed: int, levels: int, claims: int, compared: int) -> None:
    """Bound every cell of a random record; compare some ends with another solver, and derive them again from their evidence."""
    random = Random(seed)
    truth = true_table(GRID, random)
    constraints = printed(GRID, truth, random, levels, claims)
    assert satisfies(truth, constraints, GRID.absent)
    program = Program(GRID.size, GRID.absent, constraints)
    forms = cells(GRID)
    for form in forms:
        bounds = span(program, form).interval
        assert bounds.low <= value(form, truth) <= bounds.high
        for end, side in ((form, bounds.low), (negated(form), -bounds.high)):
            least = program.least(end)
            assert (least.value is None) == (abs(side) == float("inf"))
            if least.table is not None and least.value is not None:
                assert value(end, least.table) == least.value == side
                assert satisfies(least.table, constraints, GRID.absent)
    for form in random.sample(forms, compared):
        compare(program, constraints, form)


def compare(program: Program, constraints: list[Constraint], form: Form) -> None:
    found = span(program, form)
    for end, side, support in ((form, found.interval.low, found.low), (negated(form), -found.interval.high, found.high)):
        if abs(side) == float("inf"):
            continue
        assert independent_least(GRID, constraints, end) == side
        assert independent_least(GRID, [constraints[number] for number in support], end) == side


@given(SEEDS, st.integers(0, 25), st.integers(0, 8))
@settings(max_examples=12, deadline=None)
def test_bounds_contain_the_truth_and_both_ends_are_reached(seed: int, levels: int, claims: int) -> None:
    check(seed, levels, claims, compared=3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_bounds_are_tight_on_a_larger_record(seed: int) -> None:
    check(seed, levels=35, claims=20, compared=5)


@given(SEEDS)
@settings(max_examples=6, deadline=None)
def test_one_more_figure_never_widens_a_bound(seed: int) -> None:
    random = Random(seed)
    truth = true_table(GRID, random)
    constraints = printed(GRID, truth, random, 15, 4)
    fewer, more = (Program(GRID.size, GRID.absent, constraints[: len(constraints) - left]) for left in (1, 0))
    for form in cells(GRID):
        assert span(fewer, form).interval.contains(span(more, form).interval)


@given(SEEDS)
@settings(max_examples=3, deadline=None)
def test_the_order_of_questions_changes_no_bound(seed: int) -> None:
    random = Random(seed)
    truth = true_table(GRID, random)
    constraints = printed(GRID, truth, random, 15, 6)
    forms = cells(GRID)
    there = [span(Program(GRID.size, GRID.absent, constraints), form).interval for form in forms[:8]]
    program = Program(GRID.size, GRID.absent, constraints)
    back = {number: span(program, forms[number]).interval for number in reversed(range(len(forms)))}
    assert [back[number] for number in range(8)] == there
