"""A level that follows exactly, as a sum and difference of printed ones: 548 = 840 - 292."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from karabakh_analysis.dataset import Period
from karabakh_analysis.evidence.bounds import Bound
from karabakh_analysis.evidence.errors import OutsideGridError
from karabakh_analysis.evidence.gather import Evidence
from karabakh_analysis.evidence.grid import Grid
from karabakh_analysis.evidence.printed import Cell
from karabakh_analysis.evidence.wording import Piece, Words
from karabakh_analysis.values.interval import End
from karabakh_analysis.values.numbers import MINUS

PLUS = "+"


def as_sum(bound: Bound, printed: Sequence[Sequence[str]], evidence: Evidence, words: Words) -> list[Piece]:
    """The printed levels of which a level is the sum, each with its sign; nothing where it is none of all of them.

    Parameters
    ----------
    bound
        A level.
    printed
        The rows that it rests on, those of one figure together.
    evidence
        Which cells the rows are totals of.
    words
        Names and figures.
    """
    signs = _signs(bound, [rows[0] for rows in printed], evidence, words)
    if not signs or sum(sign * _value(rows[0], words) for sign, rows in zip(signs, printed, strict=True)) != bound.interval.low:
        return []
    terms = list(zip(signs, printed, strict=True))
    first = max((term for term in terms if term[0] > 0), key=lambda term: len(_atoms(evidence.cells[term[1][0]][0], bound, words)))
    pieces = words.figure(first[1])
    for sign, rows in (term for term in terms if term is not first):
        pieces += [f" {PLUS if sign > 0 else MINUS} ", *words.figure(rows)]
    return pieces


def _value(row: str, words: Words) -> End:
    low: End = words.row(row)["interval"].low
    return low


def _signs(bound: Bound, rows: Sequence[str], evidence: Evidence, words: Words) -> list[int]:
    """The sign of each printed level in the sum; empty where one is not exact, or their atoms do not add to those of the level."""
    if not bound.interval.is_point or not rows or not all(_is_exact(row, words) for row in rows):
        return []
    try:
        target, *terms = (_atoms(cell, bound, words) for cell in (_cell(bound), *(evidence.cells[row][0] for row in rows)))
    except (OutsideGridError, KeyError, IndexError):
        return []
    atoms = sorted(set(target).union(*terms))
    table = np.array([[atom in term for term in terms] for atom in atoms], dtype=float)
    wanted = np.array([atom in target for atom in atoms], dtype=float)
    signs = np.rint(np.linalg.lstsq(table, wanted, rcond=None)[0])
    return [int(sign) for sign in signs] if (table @ signs == wanted).all() and (abs(signs) == 1).all() else []


def _is_exact(row: str, words: Words) -> bool:
    printed = words.row(row)
    return "claim_id" not in printed and bool(printed["interval"].is_point)


def _cell(bound: Bound) -> Cell:
    return bound.geography, bound.period.start, bound.period.end


def _atoms(cell: Cell, bound: Bound, words: Words) -> set[int]:
    """The districts and quarters of a cell that can hold anything, in the year of the level."""
    geography, start, end = cell
    grid = Grid(words.geography, bound.period.start.year, bound.period.end.year)
    return set(grid.atoms(geography, Period(start, end))) - grid.absent
