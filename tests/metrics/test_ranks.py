"""Ranks of levels that are only confined, jointly with their totals."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from karabakh_analysis.metrics import Total, rank_among
from karabakh_analysis.values import Interval

A_TO_D = ("a", "b", "c", "d")


def total(number: int, members: str = "abcd") -> Total:
    return Total(Interval.point(number), frozenset(members))


def test_without_a_total_every_peer_that_may_count_more_stands_above():
    levels = {"a": Interval.point(5), "b": Interval.at_least(0), "c": Interval(3, 9), "d": Interval(1, 5)}
    assert rank_among("a", A_TO_D, levels, []) == Interval(1, 3)


def test_a_total_leaves_room_for_few_peers_above():
    """Of 20 the place has 5: peers of 3, 1 and 0 need 3, 5 and 6 more to count six; 11 are left for them, which is too few for all."""
    levels = {"a": Interval.point(5), "b": Interval.at_least(3), "c": Interval.at_least(1), "d": Interval.at_least(0)}
    assert rank_among("a", A_TO_D, levels, [[total(20)]]) == Interval(1, 3)


def test_a_total_that_nobody_else_can_make_up_forces_peers_above():
    """Of 20 the place has 5: three peers of at most 5 make 15 and reach it; of 21 one peer must count more."""
    levels = {"a": Interval.point(5), **{peer: Interval(0, 9) for peer in "bcd"}}
    assert rank_among("a", A_TO_D, levels, [[total(20)]]).low == 1
    assert rank_among("a", A_TO_D, levels, [[total(21)]]).low == 2


def test_a_total_that_its_parts_contradict_confines_no_rank():
    levels = {"a": Interval.point(5), "b": Interval.point(9), "c": Interval(0, 9), "d": Interval.point(0)}
    assert rank_among("a", A_TO_D, levels, [[total(3)]]) == Interval(2, 3)


@given(st.tuples(*[st.tuples(st.integers(0, 4), st.integers(0, 3)) for _ in A_TO_D]), st.integers(0, 16))
def test_the_rank_is_what_all_tables_that_add_up_give(spans: tuple[tuple[int, int], ...], whole: int):
    levels = {name: Interval(low, low + more) for name, (low, more) in zip(A_TO_D, spans, strict=True)}
    tables = product(*(range(low, low + more + 1) for low, more in spans))
    ranks = {1 + sum(value > table[0] for value in table[1:]) for table in tables if sum(table) == whole}
    if ranks:
        found = rank_among("a", A_TO_D, levels, [[total(whole)]])
        assert found.low <= min(ranks)
        assert max(ranks) <= found.high
