"""A table that breaks as little as possible of what cannot all hold, by a linear program with slack.

Source: Chinneck, *Feasibility and Infeasibility in Optimization* (2008), chapter 6, elastic programs.
"""

from __future__ import annotations

from collections.abc import Iterable

import highspy
import numpy as np
from numpy.typing import NDArray

from karabakh_analysis.evidence.linear import model_of
from karabakh_analysis.evidence.program import Program
from karabakh_analysis.evidence.solver import new_solver, run
from karabakh_analysis.evidence.tables import TOLERANCE


class Elastic:
    """The constraints of a program, of which those not kept may be broken at a cost that grows with how far they are broken.

    Parameters
    ----------
    program
        The constraints.
    numbers
        Those that take part.
    """

    def __init__(self, program: Program, numbers: Iterable[int]) -> None:
        active = np.isin(np.arange(len(program.constraints)), list(numbers))
        self._lines, self._size = program.lines, program.size
        own = self._lines.owner == self._lines.helper  # what follows from two constraints goes when either is broken
        self._taking_part = self._lines.kept(active) & own
        self._solver = new_solver(program.limits)
        self._solver.passModel(self._model())

    def broken(self, kept: Iterable[int]) -> frozenset[int]:
        """Numbers of the constraints that a cheapest table, not always of whole numbers, breaks while it keeps some of them.

        Raises
        ------
        SolverError
            If the solver fails or runs past its limit.
        """
        stiff = np.isin(self._lines.owner, list(kept))
        columns = np.arange(self._size, self._size + 2 * len(self._lines), dtype=np.int32)
        limit = np.where(np.repeat(stiff, 2), 0, highspy.kHighsInf)
        self._solver.changeColsBounds(len(columns), columns, np.zeros(len(columns)), limit)
        run(self._solver)
        slack = np.asarray(self._solver.getSolution().col_value)[self._size :].reshape(-1, 2).sum(axis=1)
        return frozenset(self._lines.owner[(slack > TOLERANCE) & self._taking_part].tolist())

    def _model(self) -> highspy.HighsLp:
        model = model_of(self._lines, self._size, self._taking_part)
        number = len(self._lines)
        model.num_col_ = self._size + 2 * number
        model.col_cost_ = np.concatenate([np.zeros(self._size), np.repeat(self._prices(), 2)])
        model.col_lower_ = np.zeros(model.num_col_)
        model.col_upper_ = np.concatenate([model.col_upper_, np.full(2 * number, highspy.kHighsInf)])
        starts, slack = self._lines.starts, self._size + np.arange(2 * number)
        ends = np.repeat(starts[1:], 2)
        model.a_matrix_.start_ = (starts + 2 * np.arange(number + 1)).astype(np.int32)
        model.a_matrix_.index_ = np.insert(self._lines.atoms, ends, slack).astype(np.int32)
        model.a_matrix_.value_ = np.insert(self._lines.coefficients.astype(float), ends, np.tile([1.0, -1.0], number))
        return model

    def _prices(self) -> NDArray[np.float64]:
        """What a unit of slack costs: the same for every constraint in units of its atoms."""
        largest = np.maximum.reduceat(np.abs(self._lines.coefficients), self._lines.starts[:-1])
        return np.asarray(1 / largest)
