"""With which constraints a smallest value can be derived, where the solver's certificate does not say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from karabakh_analysis.evidence.constraints import Constraint, Form, Line
from karabakh_analysis.evidence.errors import SolverError
from karabakh_analysis.evidence.program import Program

MOST_NODES = 100
MOST_ITERATIONS = 5_000
MOST_KNOWN = 12


def reasons_for(program: Program, form: Form, value: int, first: Collection[int] = ()) -> tuple[int, ...]:
    """Active constraints with which a form cannot be below a value, none of which can be spared as far as that is found out.

    They are looked for where the solver's certificate does not name them: in the reasons of earlier questions; else in what shows how low
    fractions get, then in constraints near the form, of these in those on few atoms, as many as are needed. Then runs of them are left
    out, the longest first, as long as the form cannot be below the value without them. What is not decided within `MOST_NODES` nodes of
    branch and bound is kept, and so is what is left after `MOST_ITERATIONS` simplex iterations of all of it.

    Parameters
    ----------
    program
        The constraints.
    form, value
        A form and its smallest value.
    first
        Numbers of the constraints to begin with.
    """
    below = Constraint((), "claim", (Line(form, None, value - 1),))
    atoms = {number: _atoms(program.constraints[number]) for number in program.active}
    steps = _steps(atoms, form)
    far = len(atoms)
    order = sorted(atoms, key=lambda each: (each not in first, steps.get(each, far), len(atoms[each]), program.constraints[each].rows))
    limits = replace(program.limits, nodes=min(program.limits.nodes, MOST_NODES))
    trial = Program(program.atoms, program.absent, [*(program.constraints[number] for number in order), below], limits)

    def suffice(places: Sequence[int]) -> bool:
        if trial.iterations > MOST_ITERATIONS:
            return False
        try:
            return not trial.holds([*places, len(order)])
        except SolverError:
            return False

    enough = _known(program, order, suffice) or range(_enough(len(order), suffice))
    found = tuple(order[place] for place in not_spared(list(enough), suffice))
    program.reasons.append(found)
    return found


def _known(program: Program, order: Sequence[int], suffice: Callable[[Sequence[int]], bool]) -> list[int] | None:
    """Places of the reasons of an earlier question, of the last ones, that suffice for this one too."""
    place = {number: at for at, number in enumerate(order)}
    earlier = dict.fromkeys(frozenset(reasons) for reasons in reversed(program.reasons))
    places = (sorted(place[number] for number in reasons) for reasons in earlier if reasons <= place.keys())
    return next((each for each in islice(places, MOST_KNOWN) if suffice(each)), None)


def _enough(number: int, suffice: Callable[[Sequence[int]], bool]) -> int:
    """How many of the first places suffice, asked of twice as many at a time: few are asked of quickly."""
    length = 1
    while length < number and not suffice(range(length)):
        length *= 2
    return bisect_left(range(min(length, number)), True, lo=length // 2, key=lambda length: suffice(range(length)))


def _atoms(constraint: Constraint) -> frozenset[int]:
    """The atoms on which a constraint bears."""
    return frozenset(atom for line in constraint.lines for atom in line.form)


def _steps(atoms: Mapping[int, frozenset[int]], form: Form) -> dict[int, int]:
    """How many constraints lie between a form and each constraint, where neighbours have atoms in common; not those out of reach."""
    steps: dict[int, int] = {}
    left, near, step = dict(atoms), set(form), 0
    while found := [number for number, those in left.items() if those & near]:
        steps |= dict.fromkeys(found, step)
        near, step = {atom for number in found for atom in left.pop(number)}, step + 1
    return steps


def not_spared(places: list[int], suffice: Callable[[Sequence[int]], bool]) -> list[int]:
    """What is left of a list that suffices when no element can be spared."""
    run = len(places) // 2 or 1
    while run:
        start = 0
        while start < len(places):
            rest = places[:start] + places[start + run :]
            places, start = (rest, start) if suffice(rest) else (places, start + run)
        run //= 2
    return places
