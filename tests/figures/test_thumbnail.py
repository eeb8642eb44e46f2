"""Drawings as small pictures."""

from __future__ import annotations

import re

import pandas as pd
from tests.figures.chart_examples import words

from karabakh_analysis import figures
from karabakh_analysis.figures.thumbnail import thumbnail


def view(count: int) -> tuple[float, float, float]:
    """Where the small picture of so many bars begins, its own height, and that of what it shows over its width."""
    data = pd.DataFrame({"label": [f"A place of a long name {n}" for n in range(count)], "low": 5, "high": 5, "status": "published"})
    drawn = thumbnail(figures.rows(data, **words("bars")).svg, 264, 110)
    left, _, wide, high = map(float, re.search(r'viewBox="([^"]*)"', drawn)[1].split())  # type: ignore[index]
    return left, float(re.search(r' height="(\d+)"', drawn)[1]), high / wide  # type: ignore[index]


def test_a_small_picture_begins_where_the_bars_do_and_is_no_higher_than_they_are() -> None:
    left, height, ratio = view(2)
    assert left > 100
    assert height < 60
    assert abs(ratio * 264 - height) < 1


def test_a_drawing_of_many_rows_is_cut_between_two_of_them() -> None:
    heights = {view(count)[1] for count in (20, 30)}
    assert len(heights) == 1
    assert 60 < heights.pop() <= 110


def test_a_small_picture_has_no_words() -> None:
    data = pd.DataFrame({"label": ["Lachin"], "low": 5, "high": 5, "status": "published"})
    assert "<text" not in thumbnail(figures.rows(data, **words("bars")).svg, 264, 110)
