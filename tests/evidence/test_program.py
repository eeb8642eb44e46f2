"""Small programs against trying every table: columns of like atoms, cuts and warm starts change no answer."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from karabakh_analysis.evidence.constraints import Constraint, Form, at_least_each, minus, ratio_within, total, within
from karabakh_analysis.evidence.cuts import with_cuts
from karabakh_analysis.evidence.errors import InconsistentError, SolverError
from karabakh_analysis.evidence.levels import fold_span
from karabakh_analysis.evidence.program import Program
from karabakh_analysis.evidence.solver import Limits
from karabakh_analysis.values import Interval

ATOMS, MOST = 5, 7
SEEDS = st.integers(0, 10**6)
# Every table whose sum is at most 7; the first constraint of every system says that it is.
TABLES = np.array([table for table in product(range(MOST + 1), repeat=ATOMS) if sum(table) <= MOST])


def part(random: Random) -> Form:
    return total(random.sample(range(ATOMS), random.randint(1, 3)))


def ratio(random: Random) -> Interval:
    low = Fraction(random.randint(0, 40), 10)
    return Interval(low, low + Fraction(random.choice((0, 1, 1, 5)), 10), high_open=False)


def figure(number: int, random: Random) -> Constraint:
    """A count, exact or not, or a claim of any kind; true or not."""
    row, low = (f"r/{number}",), random.randint(0, MOST)
    match random.randrange(6):
        case 0 | 1:
            return Constraint(row, "count", within(part(random), Interval(low, low + random.choice((0, 0, 1, 3)))))
        case 2:
            return Constraint(row, "count", within(part(random), Interval(low, float("inf"), low_open=random.random() < 0.5)))
        case 3:
            return Constraint(row, "change", within(minus(part(random), part(random)), Interval.point(low - 3)))
        case 4:
            return Constraint(row, "claim", at_least_each(part(random), [part(random), part(random)]))
        case _:
            return Constraint(row, "claim", ratio_within(part(random), part(random), ratio(random)))


def system(random: Random, figures: int) -> list[Constraint]:
    return [Constraint(("r/all",), "count", within(total(range(ATOMS)), Interval(0, MOST))), *(figure(n, random) for n in range(figures))]


def values(form: Form, tables: np.ndarray) -> np.ndarray:
    return sum((coefficient * tables[:, atom] for atom, coefficient in form.items()), np.zeros(len(tables), dtype=int))


def satisfying(constraints: list[Constraint], absent: tuple[int, ...]) -> np.ndarray:
    """All tables that satisfy constraints as they are written, without columns and cuts."""
    holds = (TABLES[:, list(absent)] == 0).all(axis=1)
    for line in (line for constraint in constraints for line in constraint.lines):
        found = values(line.form, TABLES)
        holds &= (found >= (-(10**9) if line.low is None else line.low)) & (found <= (10**9 if line.high is None else line.high))
    return TABLES[holds]


def check_answers(seed: int, figures: int) -> None:
    random = Random(seed)
    constraints = system(random, figures)
    absent = tuple(random.sample(range(ATOMS), random.choice((0, 0, 1))))
    program = Program(ATOMS, absent, constraints)
    for _ in range(4):
        numbers = [0, *random.sample(range(1, figures + 1), random.randint(0, figures))]
        tables = satisfying([constraints[number] for number in numbers], absent)
        form = {atom: random.choice((-3, -1, 1, 1, 2)) for atom in random.sample(range(ATOMS), random.randint(1, ATOMS))}
        with program.only(numbers) as some:
            assert some.is_feasible == bool(len(tables))
            if not len(tables):
                with pytest.raises(InconsistentError):
                    some.least(form)
                continue
            least = some.least(form)
        smallest = min(values(form, tables))
        assert least.value == smallest
        assert any((table == least.table).all() for table in tables[values(form, tables) == smallest])
        if least.support is not None:
            assert set(least.support) <= set(numbers)
            assert min(values(form, satisfying([constraints[number] for number in least.support], absent))) == smallest


@given(SEEDS, st.integers(0, 7))
@settings(max_examples=60, deadline=None)
def test_the_smallest_value_is_that_of_every_table_tried(seed: int, figures: int) -> None:
    check_answers(seed, figures)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 900, 300))
def test_the_smallest_value_is_that_of_every_table_tried_in_many_systems(start: int) -> None:
    for seed in range(start, start + 300):
        check_answers(seed, 2 + seed % 7)


@given(SEEDS, st.integers(1, 7))
@settings(max_examples=60, deadline=None)
def test_cuts_hold_in_every_table_that_satisfies_what_they_follow_from(seed: int, figures: int) -> None:
    constraints = system(Random(seed), figures)
    for before, after in zip(constraints, with_cuts(constraints), strict=True):
        assert after.lines[: len(before.lines)] == before.lines
        for cut in after.lines[len(before.lines) :]:
            assert cut.needs is not None
            both = satisfying([before, constraints[cut.needs]], ())
            assert len(satisfying([before, constraints[cut.needs], Constraint((), "claim", (cut,))], ())) == len(both)


@given(SEEDS, st.integers(0, 5))
@settings(max_examples=40, deadline=None)
def test_a_ratio_spans_the_smallest_and_the_greatest_of_every_table(seed: int, figures: int) -> None:
    random = Random(seed)
    constraints = system(random, figures)
    above, below = part(random), part(random)
    constraints.append(Constraint(("r/base",), "count", within(below, Interval.at_least(1))))
    tables = satisfying(constraints, ())
    if len(tables):
        found = fold_span(Program(ATOMS, (), constraints), above, below).interval
        ratios = [Fraction(int(top), int(bottom)) for top, bottom in zip(values(above, tables), values(below, tables), strict=True)]
        assert (found.low, found.high) == (min(ratios), max(ratios))


def test_a_cut_by_one_negative_coefficient_keeps_its_direction() -> None:
    # 18 is at least 2.1 times the base and at most 2.2 times: 18 / 2.2 = 8.2 to 18 / 2.1 = 8.6 holds no whole number, 2.0 to 2.2 holds 9.
    level = Constraint(("r/1",), "count", within(total([0]), Interval.point(18)))
    fold = Constraint(("r/2",), "claim", ratio_within(total([0]), total([1]), Interval(2, Fraction(22, 10))))
    program = Program(2, (), [level, fold])
    assert (program.least({1: 1}).value, program.least({1: -1}).value) == (9, -9)
    narrow = Constraint(("r/2",), "claim", ratio_within(total([0]), total([1]), Interval(Fraction(21, 10), Fraction(22, 10))))
    assert not Program(2, (), [level, narrow]).is_feasible


def test_what_follows_from_two_figures_does_not_exclude_one_of_them() -> None:
    # A district that did not exist in the base period (atom 1 is absent) counts 18 later; 2.1-fold of nothing is nothing.
    level = Constraint(("r/1",), "count", within(total([0]), Interval.point(18)))
    fold = Constraint(("r/2",), "claim", ratio_within(total([0]), total([1]), Interval(Fraction(205, 100), Fraction(215, 100))))
    program = Program(2, (1,), [level, fold])
    feasible = {}
    for numbers in ((0,), (1,), (0, 1)):
        with program.only(numbers) as some:
            feasible[numbers] = some.is_feasible
    assert feasible == {(0,): True, (1,): True, (0, 1): False}


def test_a_bound_that_one_figure_gives_rests_on_that_figure_alone() -> None:
    # 48 of two atoms and 9 of a third are 57, printed too: that the first is at most 48 needs neither 9 nor 57.
    sums = [([0, 1], 48), ([2], 9), ([0, 1, 2], 57)]
    program = Program(
        3, (), [Constraint((f"r/{n}",), "count", within(total(atoms), Interval.point(size))) for n, (atoms, size) in enumerate(sums)]
    )
    least = program.least({0: -1})
    assert (least.value, least.support) == (-48, (0,))


def test_large_counts_and_narrow_rates_are_bounded_exactly() -> None:
    # 69,600 +- 50 and 43.35 to 43.45 % of it in a part: 0.4335 * 69,550 = 30,149.9 and 0.4345 * 69,650 = 30,262.9.
    whole = Constraint(("r/1",), "count", within(total([0, 1]), Interval(69550, 69650)))
    share = Constraint(("r/2",), "claim", ratio_within(total([0]), total([0, 1]), Interval(Fraction(4335, 10000), Fraction(4345, 10000))))
    program = Program(2, (), [whole, share])
    assert (program.least({0: 1}).value, program.least({0: -1}).value) == (30150, -30262)


@pytest.mark.parametrize("limits", [Limits(iterations=0, nodes=0), Limits(iterations=1, nodes=0)])
def test_a_limit_is_an_error_and_never_a_wrong_answer(limits: Limits) -> None:
    stopped = 0
    for seed in range(40):
        constraints = system(Random(seed), 6)
        tables = satisfying(constraints, ())
        try:
            value = Program(ATOMS, (), constraints, limits).least(total([0, 1])).value
        except SolverError:
            stopped += 1
        except InconsistentError:
            assert not len(tables)
        else:
            assert value == min(values(total([0, 1]), tables))
    assert stopped
