"""Atoms that no line tells apart, as one column: whatever one of them can be, any other can be in its place.

Over a column the smallest value of a form is the column's sum times the smallest coefficient of its atoms, so a program over columns
has the same smallest values as one over atoms, and is several times smaller.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from karabakh_analysis.evidence.constraints import Constraint, Form, Line

Whole = NDArray[np.int64]


class Columns:
    """The columns of a program.

    Parameters
    ----------
    size
        Number of atoms.
    absent
        Atoms that are zero; they are in no column.
    constraints
        What the atoms satisfy.
    """

    def __init__(self, size: int, absent: Iterable[int], constraints: Sequence[Constraint]) -> None:
        self._atoms = size
        self._absent = frozenset(absent)
        lines = [line for constraint in constraints for line in constraint.lines]
        signs: dict[int, list[tuple[int, int]]] = {atom: [] for atom in range(size) if atom not in self._absent}
        for number, line in enumerate(lines):
            for atom, coefficient in line.form.items():
                if atom in signs:
                    signs[atom].append((number, coefficient))
        alike: dict[tuple[tuple[int, int], ...], list[int]] = {}
        for atom, entries in signs.items():
            alike.setdefault(tuple(entries), []).append(atom)
        self.free = frozenset(alike.pop((), []))
        self._members = list(alike.values())
        self._first = np.array([members[0] for members in self._members], dtype=int)
        self._column = {atom: number for number, members in enumerate(self._members) for atom in members}

    @property
    def size(self) -> int:
        """Number of columns."""
        return len(self._members)

    def constraints(self, constraints: Iterable[Constraint]) -> list[Constraint]:
        """Constraints on atoms as constraints on columns."""
        return [replace(each, lines=tuple(self._line(line) for line in each.lines)) for each in constraints]

    def _line(self, line: Line) -> Line:
        return replace(line, form={self._column[atom]: value for atom, value in line.form.items() if atom in self._column})

    def least_form(self, form: Form) -> tuple[dict[int, int], dict[int, int]]:
        """A form on columns with the same smallest value, and the atom of each column that takes its sum then."""
        reduced, takes = {}, {}
        for column in {self._column[atom] for atom in form if atom in self._column}:
            takes[column] = min(self._members[column], key=lambda atom: form.get(atom, 0))
            coefficient = form.get(takes[column], 0)
            if coefficient:
                reduced[column] = coefficient
        return reduced, takes

    def is_unlimited_below(self, form: Form) -> bool:
        """Whether an atom of which no line speaks makes the form as small as one likes."""
        return any(value < 0 and atom in self.free for atom, value in form.items())

    def table(self, sums: Whole, takes: dict[int, int]) -> Whole:
        """A table of atoms from the sums of the columns; one atom of each column takes all of it."""
        table = np.zeros(self._atoms, dtype=np.int64)
        table[self._first] = sums
        for column, atom in takes.items():
            table[self._first[column]] = 0
            table[atom] = sums[column]
        return table
