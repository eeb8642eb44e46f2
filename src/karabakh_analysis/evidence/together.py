"""How many of some statements can hold at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from karabakh_analysis.evidence.program import Program
from karabakh_analysis.evidence.subsets import inconsistent_subsets


@dataclass(frozen=True, slots=True)
class Together:
    """How many statements can hold at once, and the numbers of the constraints that let no more of them."""

    most: int
    support: tuple[int, ...]


def most_together(program: Program, constraints: Collection[int], statements: Collection[int]) -> Together:
    """The size of the largest set of statements that some table satisfies.

    A set can hold only if all its subsets can, so sets are tried in order of size, each made of sets that hold.

    Parameters
    ----------
    program
        The constraints, statements among them.
    constraints
        Numbers of what always holds; some table satisfies it.
    statements
        Numbers of what may hold.
    """
    whole = frozenset(statements)
    if program.holds({*constraints, *whole}):
        return Together(len(whole), ())
    holding = {frozenset[int]()}
    while sets := {each for each in _larger(holding, whole) if program.holds({*constraints, *each})}:
        holding = sets
    size = len(next(iter(holding)))
    refused = sorted(whole)[: size + 1]
    return Together(size, inconsistent_subsets(program, constraints, refused).found[0])


def _larger(holding: Collection[frozenset[int]], whole: frozenset[int]) -> Iterable[frozenset[int]]:
    """Sets of one more, of which every part of the size before holds."""
    larger = {each | {one} for each in holding for one in whole - each}
    return (each for each in larger if all(each - {one} in holding for one in each))
