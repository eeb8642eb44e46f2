"""Smallest inconsistent subsets against trying every subset."""

from __future__ import annotations

from itertools import combinations
from random import Random

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from karabakh_analysis.evidence.constraints import Constraint, total, within
from karabakh_analysis.evidence.derivation import reasons_for
from karabakh_analysis.evidence.program import Program
from karabakh_analysis.evidence.removals import smallest_removals
from karabakh_analysis.evidence.small_subsets import MOST_SUMS, small_subsets
from karabakh_analysis.evidence.subsets import inconsistent_subsets
from karabakh_analysis.values import Interval

ATOMS = 5
NUMBER = 9


def sums(random: Random) -> list[Constraint]:
    """Sums of a few atoms, printed independently of each other, so that some exclude each other."""
    made = []
    for number in random.sample(range(100), NUMBER):
        atoms = random.sample(range(ATOMS), random.randint(1, 3))
        low = random.randint(0, 12)
        made.append(Constraint((f"r/{number:02}",), "count", within(total(atoms), Interval(low, low + random.choice((0, 0, 4))))))
    return made


def holds(program: Program, numbers: tuple[int, ...]) -> bool:
    with program.only(numbers) as part:
        return part.is_feasible


def in_order(program: Program) -> list[int]:
    return sorted(range(NUMBER), key=lambda number: program.constraints[number].rows)


def all_subsets(program: Program, most: int = NUMBER) -> list[tuple[int, ...]]:
    """Every irreducible inconsistent subset, by size and then by row ids."""
    order = in_order(program)
    found: list[tuple[int, ...]] = []
    for size in range(1, most + 1):
        for chosen in combinations(order, size):
            if not any(set(subset) <= set(chosen) for subset in found) and not holds(program, chosen):
                found.append(chosen)
    return found


@given(st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_subsets_come_in_order_of_size_and_then_of_row_ids(seed: int) -> None:
    program = Program(ATOMS, (), sums(Random(seed)))
    every = all_subsets(program)
    found = inconsistent_subsets(program, range(NUMBER), most=4)
    assert list(found.found) == every[: len(found.found)]
    assert found.found or not every
    assert len(found.found) == len(every) or not found.complete


@given(st.integers(0, 10**6))
@settings(max_examples=10, deadline=None)
def test_a_bound_is_derived_from_figures_none_of_which_can_be_spared(seed: int) -> None:
    random = Random(seed)
    truth = [random.randint(0, 9) for _ in range(ATOMS)]
    atoms = [random.sample(range(ATOMS), random.randint(1, 3)) for _ in range(NUMBER)]
    rows = [
        Constraint((f"r/{n}",), "count", within(total(each), Interval.point(sum(truth[a] for a in each)))) for n, each in enumerate(atoms)
    ]
    program = Program(ATOMS, (), rows)
    form = total((0, 1))
    least = program.least(form).value
    assume(least)
    reasons = reasons_for(program, form, least or 0)
    for left_out in (None, *reasons):
        with program.only(number for number in reasons if number != left_out) as part:
            value = part.least(form).value
        assert (value == least) == (left_out is None)


def test_nothing_is_found_where_all_holds_together() -> None:
    program = Program(2, (), [Constraint(("r/1",), "count", within(total((0,)), Interval.point(3)))])
    found = inconsistent_subsets(program, [0])
    assert (found.found, found.complete) == ((), True)


@given(st.integers(0, 10**6))
@settings(max_examples=25, deadline=None)
def test_arithmetic_finds_every_subset_of_three_sums_and_no_other(seed: int) -> None:
    program = Program(ATOMS, (0,), sums(Random(seed)))
    assert small_subsets(program, in_order(program)) == all_subsets(program, MOST_SUMS)


def test_an_odd_total_of_three_sums_that_share_their_atoms_in_pairs_is_found() -> None:
    rows = [Constraint((f"r/{n}",), "count", within(total(pair), Interval.point(1))) for n, pair in enumerate(combinations(range(3), 2))]
    assert small_subsets(Program(3, (), rows), range(3)) == [(0, 1, 2)]


@given(st.integers(0, 10**6))
@settings(max_examples=20, deadline=None)
def test_the_smallest_removals_are_all_those_that_leave_what_holds(seed: int) -> None:
    program = Program(ATOMS, (), sums(Random(seed)))
    every = all_subsets(program)

    def core_without(removed: frozenset[int]) -> tuple[int, ...] | None:
        return next((subset for subset in every if not removed & set(subset)), None)

    sizes = range(NUMBER + 1)
    enough = [[frozenset(each) for each in combinations(range(NUMBER), size) if core_without(frozenset(each)) is None] for size in sizes]
    assert set(smallest_removals(core_without)) == set(next(each for each in enough if each))
