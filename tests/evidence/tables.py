"""Random true tables over a small invented geography, what could be printed of them, and an independent solver."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import highspy
import numpy as np
import pandas as pd

from karabakh_analysis.dataset import Geography, Period
from karabakh_analysis.evidence.constraints import Constraint, Form, at_least_each, minus, ratio_within, total, within
from karabakh_analysis.evidence.grid import Grid
from karabakh_analysis.values import Interval
from karabakh_analysis.values.numbers import round_half_up

MONTHS = ((1, 3), (4, 6), (7, 9), (10, 12), (1, 6), (1, 9), (1, 12))
DISTRICTS = ("A", "B", "C", "D")
PLACES = (*DISTRICTS, "NORTH", "SOUTH", "BOTH", "AZ")


def small_geography() -> Geography:
    """Four districts in two regions, one of which exists only from the third quarter of 2023; a group of three of them."""
    levels = dict.fromkeys(DISTRICTS, "district") | {
        "NORTH": "economic_region",
        "SOUTH": "economic_region",
        "BOTH": "aggregate",
        "AZ": "country",
    }
    places = pd.DataFrame(
        [(code, code, code, level, "") for code, level in levels.items()], columns=["code", "name", "name_az", "level", "note"]
    )
    late = pd.Timestamp("2023-07-15")
    spells = [
        ("NORTH", "A", pd.NaT),
        ("NORTH", "B", pd.NaT),
        ("SOUTH", "C", pd.NaT),
        ("SOUTH", "D", late),
        ("BOTH", "A", pd.NaT),
        ("BOTH", "C", pd.Timestamp("2023-03-31")),
        ("BOTH", "D", late),
    ]
    memberships = pd.DataFrame(spells, columns=["aggregate", "member", "valid_from"]).assign(valid_to=pd.NaT)
    return Geography(places, memberships)


def small_grid() -> Grid:
    """The small geography over two years."""
    return Grid(small_geography(), 2023, 2024)


def true_table(grid: Grid, random: Random) -> np.ndarray:
    """Counts that start near zero, some of them large."""
    table = np.array([random.choice((0, 0, 1, 3, 8, 20, 75, 300)) for _ in range(grid.size)], dtype=np.int64)
    table[list(grid.absent)] = 0
    return table


def value(form: Form, table: np.ndarray) -> int:
    return sum(coefficient * int(table[atom]) for atom, coefficient in form.items())


def some_level(grid: Grid, random: Random) -> Form:
    return total(grid.atoms(random.choice(PLACES), Period.months(random.choice((2023, 2024)), *random.choice(MONTHS))))


def printed_level(grid: Grid, table: np.ndarray, random: Random) -> tuple[Form, Interval]:
    """A level, exact, rounded to tens, or as more than something."""
    form = some_level(grid, random)
    number = value(form, table)
    tens = Interval(max(0, 10 * round(number / 10) - 5), 10 * round(number / 10) + 5)
    return form, random.choice((Interval.point(number), Interval.point(number), tens, Interval(number - 1, float("inf"), low_open=True)))


def printed_claim(grid: Grid, table: np.ndarray, random: Random) -> tuple:  # type: ignore[type-arg]
    """A true ratio printed with one decimal, a true difference, or a true comparison."""
    level, base = some_level(grid, random), some_level(grid, random)
    later, earlier = value(level, table), value(base, table)
    if random.random() < 0.3 or earlier == 0:
        return within(minus(level, base), Interval.point(later - earlier))
    if later >= earlier and random.random() < 0.3:
        return at_least_each(level, [base])
    ratio = Fraction(round_half_up(Fraction(later, earlier), 1))
    return ratio_within(level, base, Interval(max(Fraction(0), ratio - Fraction(1, 20)), ratio + Fraction(1, 20)))


def printed(grid: Grid, table: np.ndarray, random: Random, levels: int, claims: int) -> list[Constraint]:
    """What documents could print of a table."""
    counts = [Constraint((f"r/{n:02}",), "count", within(*printed_level(grid, table, random))) for n in range(levels)]
    return counts + [Constraint((f"r/c{n:02}",), "claim", printed_claim(grid, table, random)) for n in range(claims)]


def satisfies(table: np.ndarray, constraints: list[Constraint], absent: frozenset[int]) -> bool:
    """Whether a table satisfies all constraints, in whole numbers."""
    if (table < 0).any() or any(table[atom] for atom in absent):
        return False
    lines = [line for constraint in constraints for line in constraint.lines]
    return all(
        (line.low is None or value(line.form, table) >= line.low) and (line.high is None or value(line.form, table) <= line.high)
        for line in lines
    )


def independent_least(grid: Grid, constraints: list[Constraint], form: Form) -> int | None:
    """The smallest value by an integer program over plain atoms, written anew."""
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("threads", 1)  # as the package sets it: the solver has one pool of threads a process
    model.setOptionValue("mip_rel_gap", 0.0)
    for atom in range(grid.size):
        model.addVar(0.0, 0.0 if atom in grid.absent else highspy.kHighsInf)
        model.changeColCost(atom, float(form.get(atom, 0)))
        model.changeColIntegrality(atom, highspy.HighsVarType.kInteger)
    for line in (line for constraint in constraints for line in constraint.lines if line.form):
        low = -highspy.kHighsInf if line.low is None else line.low
        high = highspy.kHighsInf if line.high is None else line.high
        atoms, coefficients = np.array(list(line.form), dtype=np.int32), np.array(list(line.form.values()), dtype=float)
        model.addRow(low, high, len(atoms), atoms, coefficients)
    model.run()
    if model.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return round(model.getInfo().objective_function_value)
