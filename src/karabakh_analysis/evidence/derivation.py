"""With which constraints a smallest value can be derived, where the solver's certificate does not say."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from karabakh_analysis.evidence.constraints import Constraint, Form, Line
from karabakh_analysis.evidence.program import Program


def reasons_for(program: Program, form: Form, value: int) -> tuple[int, ...]:
    """Active constraints with which a form cannot be below a value, none of which can be spared.

    They are looked for where the solver's certificate does not name them: in constraints on few atoms first, as many as are needed;
    then runs of them are left out, the longest first, as long as the form cannot be below the value without them.

    Parameters
    ----------
    program
        The constraints.
    form, value
        A form and its smallest value.
    """
    below = Constraint((), "claim", (Line(form, None, value - 1),))
    order = sorted(program.active, key=lambda number: (_reach(program.constraints[number]), program.constraints[number].rows))
    trial = Program(program.atoms, program.absent, [*(program.constraints[number] for number in order), below], program.limits)

    def suffice(places: Sequence[int]) -> bool:
        with trial.only([*places, len(order)]) as part:
            return not part.is_feasible

    enough = bisect_left(range(len(order)), True, key=lambda length: suffice(range(length)))
    return tuple(order[place] for place in _spared(list(range(enough)), suffice))


def _reach(constraint: Constraint) -> int:
    """On how many atoms a constraint bears."""
    return len({atom for line in constraint.lines for atom in line.form})


def _spared(places: list[int], suffice: Callable[[Sequence[int]], bool]) -> list[int]:
    """What is left of a list that suffices when no element can be spared."""
    run = len(places) // 2 or 1
    while run:
        start = 0
        while start < len(places):
            rest = places[:start] + places[start + run :]
            places, start = (rest, start) if suffice(rest) else (places, start + run)
        run //= 2
    return places
