"""How many statements can hold at once, against trying every set of them."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from karabakh_analysis.evidence.constraints import Constraint, Line
from karabakh_analysis.evidence.program import Program
from karabakh_analysis.evidence.together import most_together

SIZE, TOTAL = 4, 12


@given(st.integers(0, TOTAL), st.lists(st.integers(1, TOTAL), min_size=SIZE, max_size=SIZE))
def test_as_many_hold_as_the_largest_set_that_a_table_satisfies(whole: int, least: list[int]) -> None:
    # Atom k is at least least[k], all together are a total: a set holds if its least values find room.
    total = Constraint(("a/01",), "count", (Line(dict.fromkeys(range(SIZE), 1), whole, whole),))
    statements = [Constraint((), "claim", (Line({atom: 1}, low, None),)) for atom, low in enumerate(least)]
    found = most_together(Program(SIZE, (), [total, *statements]), [0], range(1, SIZE + 1))
    sizes = [size for size in range(SIZE + 1) for chosen in combinations(least, size) if sum(chosen) <= whole]
    assert found.most == max(sizes)
    assert found.support == (() if found.most == SIZE else (0,))
