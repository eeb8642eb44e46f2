"""What whole numbers add to a ratio: where one of its levels is printed, the other lies between whole numbers.

+59 % on 797 is at least 1263.245 and at most 1271.215, so it is 1,264 to 1,271. Such a line follows from two figures and is kept only
while both are. With these cuts the linear program has whole solutions almost everywhere.

Source: Chvatal-Gomory rounding, Schrijver, *Theory of Linear and Integer Programming* (1986), chapter 23.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from math import gcd

from karabakh_analysis.evidence.constraints import Constraint, Form, Line, minus

Sums = Mapping[frozenset[int], tuple[int, Line]]


def with_cuts(constraints: Sequence[Constraint]) -> list[Constraint]:
    """The constraints, each with the lines that follow from it together with a level that another one prints."""
    sums = {frozenset(line.form): (number, line) for number, line in _printed_sums(constraints)}
    return [replace(each, lines=(*each.lines, *(cut for line in each.lines for cut in _cuts(line, sums)))) for each in constraints]


def _printed_sums(constraints: Sequence[Constraint]) -> Iterator[tuple[int, Line]]:
    """Lines that give a sum of atoms two ends, the narrowest last."""
    lines = [(number, line) for number, each in enumerate(constraints) if each.kind == "count" for line in each.lines]
    closed = [(line.high - line.low, number, line) for number, line in lines if line.high is not None and line.low is not None]
    yield from ((number, line) for _, number, line in sorted(closed, key=lambda entry: (-entry[0], entry[1])))


def _cuts(line: Line, sums: Sums) -> Iterator[Line]:
    """The line with one of its sums replaced by what is printed of it, divided by the greatest common divisor and rounded inward.

    A sum is all atoms with one coefficient, or all atoms of the line: a share's part lies within its whole.
    """
    groups: dict[int, set[int]] = {}
    for atom, coefficient in line.form.items():
        groups.setdefault(coefficient, set()).add(atom)
    for coefficient, atoms in groups.items():
        for printed in {frozenset(atoms), frozenset(line.form)} & sums.keys():
            number, known = sums[printed]
            rest = minus(line.form, dict.fromkeys(printed, coefficient))
            divisor = gcd(*rest.values())
            if divisor > 1:  # else the line and the sum say as much without it
                yield _divided(rest, divisor, *_ends_without(line, coefficient, known), needs=number)


def _ends_without(line: Line, coefficient: int, known: Line) -> tuple[int | None, int | None]:
    """Ends of a line without ``coefficient`` times a sum that lies between printed ends."""
    products = sorted(coefficient * end for end in (known.low, known.high) if end is not None)
    low = None if line.low is None else line.low - products[-1]
    high = None if line.high is None else line.high - products[0]
    return low, high


def _divided(form: Form, divisor: int, low: int | None, high: int | None, needs: int) -> Line:
    quotient = {atom: value // divisor for atom, value in form.items()}
    return Line(quotient, None if low is None else -(-low // divisor), None if high is None else high // divisor, needs)
