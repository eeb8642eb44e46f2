"""Whole-number tables against the lines of constraints, in exact integer arithmetic."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from karabakh_analysis.evidence.constraints import Constraint, Form

Whole = NDArray[np.int64]
TOLERANCE = 1e-6
UNLIMITED = np.iinfo(np.int64).max
MOST_FRACTIONS = 8


class Lines:
    """The lines of constraints as one sparse matrix in row order, with the numbers of the constraints that each follows from."""

    def __init__(self, constraints: Sequence[Constraint]) -> None:
        lines = [(number, line) for number, constraint in enumerate(constraints) for line in constraint.lines if line.form]
        self.owner = np.array([number for number, _ in lines], dtype=int)
        self.helper = np.array([number if line.needs is None else line.needs for number, line in lines], dtype=int)
        self.low = np.array([-UNLIMITED if line.low is None else line.low for _, line in lines], dtype=np.int64)
        self.high = np.array([UNLIMITED if line.high is None else line.high for _, line in lines], dtype=np.int64)
        self.starts = np.cumsum([0, *(len(line.form) for _, line in lines)])
        self.atoms = np.array([atom for _, line in lines for atom in line.form], dtype=int)
        self.coefficients = np.array([value for _, line in lines for value in line.form.values()], dtype=np.int64)
        self._row = np.repeat(np.arange(len(lines)), np.diff(self.starts))

    def __len__(self) -> int:
        return len(self.owner)

    def forms(self) -> Iterator[dict[int, int]]:
        """The form of every line."""
        for start, end in pairwise(self.starts.tolist()):
            yield dict(zip(self.atoms[start:end].tolist(), self.coefficients[start:end].tolist(), strict=True))

    def values(self, table: Whole) -> Whole:
        """The value of every line on a table."""
        if not len(self):
            return np.zeros(0, dtype=np.int64)
        return np.add.reduceat(self.coefficients * table[self.atoms], self.starts[:-1])

    def columns(self, atoms: Whole) -> Whole:
        """Coefficients of some atoms: one row an atom, one column a line."""
        dense = np.zeros((len(atoms), len(self)), dtype=np.int64)
        for place, atom in enumerate(atoms):
            entries = self.atoms == atom
            dense[place, self._row[entries]] = self.coefficients[entries]
        return dense

    def beside(self, columns: NDArray[np.bool_], kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which columns are in a kept line with one of some columns."""
        lines, found = np.zeros(len(self), dtype=bool), np.zeros(len(columns), dtype=bool)
        lines[self._row[columns[self.atoms]]] = True
        found[self.atoms[(lines & kept)[self._row]]] = True
        return found

    def enough(self, form: Form, value: int, kept: NDArray[np.bool_]) -> int | None:
        """A constraint with which alone a form of numbers that are not negative cannot be below a value: of several, one on few atoms."""
        if not len(self):
            return None
        dense = np.zeros(1 + max(int(self.atoms.max()), *form), dtype=np.int64)
        dense[list(form)] = list(form.values())
        below, starts = dense < 0, self.starts[:-1]
        whole = np.add.reduceat(below[self.atoms], starts, dtype=int) == below.sum()
        fits = np.zeros(len(self), dtype=bool)
        for sign, ends in ((1, self.low == value), (-1, self.high == -value)):
            fits |= ends & (np.maximum.reduceat(sign * self.coefficients - dense[self.atoms], starts) <= 0)
        found = np.flatnonzero(fits & whole & kept & (self.owner == self.helper))
        sizes = np.diff(self.starts)[found]
        return int(self.owner[found[sizes.argmin()]]) if len(found) else None

    def kept(self, active: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether each line follows from active constraints."""
        return np.asarray(active[self.owner] & active[self.helper])

    def hold(self, values: Whole, kept: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether the values of lines (one row a table) lie between the ends of the kept lines."""
        return np.asarray(((values >= self.low) & (values <= self.high) | ~kept).all(axis=-1))


class Known:
    """Tables that were found: a later question may be answered by one of them.

    Parameters
    ----------
    lines
        Lines of all constraints.
    most
        How many tables are remembered; the oldest is forgotten first.
    """

    def __init__(self, lines: Lines, most: int) -> None:
        self._lines = lines
        self._tables: deque[Whole] = deque(maxlen=most)
        self._values: deque[Whole] = deque(maxlen=most)

    def add(self, table: Whole) -> None:
        """Remember a table."""
        self._tables.append(table)
        self._values.append(self._lines.values(table))

    def find(self, kept: NDArray[np.bool_], form: Form, value: int) -> Whole | None:
        """A table that satisfies the kept lines and on which the form has a value."""
        if not self._tables:
            return None
        fitting = np.flatnonzero(values_of(form, np.array(self._tables)) == value)
        if not len(fitting):
            return None
        holding = fitting[self._lines.hold(np.array(self._values)[fitting], kept)]
        return self._tables[holding[0]] if len(holding) else None


def values_of(form: Form, tables: Whole) -> Whole:
    """The value of a form on each table, one a row."""
    return np.asarray(tables[:, list(form)] @ np.array(list(form.values()), dtype=np.int64), dtype=np.int64)


def value_of(form: Form, table: Whole) -> int:
    """The value of a form on a table."""
    return int(sum(coefficient * int(table[atom]) for atom, coefficient in form.items()))


def rounded(solution: NDArray[np.float64], lines: Lines, kept: NDArray[np.bool_], form: Form, value: int) -> Whole | None:
    """A solution with its fractions rounded down or up, if one of the roundings satisfies the lines and gives the form a value.

    Where there are many fractions, only rounding to the nearest is tried.
    """
    nearest = np.maximum(np.rint(solution), 0).astype(np.int64)
    fractions = np.flatnonzero(np.abs(solution - nearest) > TOLERANCE)
    if len(fractions) > MOST_FRACTIONS:
        fractions = fractions[:0]
    nearest[fractions] = np.floor(solution[fractions])
    choices = np.array(list(product((0, 1), repeat=len(fractions))), dtype=np.int64).reshape(2 ** len(fractions), len(fractions))
    weights = np.array([form.get(int(atom), 0) for atom in fractions], dtype=np.int64)
    choices = choices[value_of(form, nearest) + choices @ weights == value]
    fitting: NDArray[np.intp] | list[int] = (
        np.flatnonzero(lines.hold(lines.values(nearest) + choices @ lines.columns(fractions), kept)) if len(choices) else []
    )
    if not len(fitting):
        return None
    nearest[fractions] += choices[fitting[0]]
    return nearest
