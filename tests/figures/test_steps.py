"""Steps through time: a level stands until the next printed one, and nothing lies between."""

from __future__ import annotations

from itertools import pairwise
from math import inf, nan

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.axes import Axes
from tests.figures.chart_examples import EXAMPLES, frame, words

from karabakh_analysis import figures
from karabakh_analysis.figures.kinds.timeline import Plane, spread
from karabakh_analysis.figures.style import NARROW, WIDE


def made(*values: tuple[str, float, float, str], **columns: list[str]) -> pd.DataFrame:
    data = frame("day low high status", *values)
    return data.assign(label=data["day"], series="made", **columns)


def lines(axes: Axes, width: float) -> list[tuple[list[float], list[float]]]:
    """Lines of a thickness between values: days in pixels and levels; the ticks of the years are below the plane."""
    found = [line for line in axes.lines if line.get_linewidth() == width and len(line.get_xdata()) == 2 and min(line.get_ydata()) >= 0]
    return [(list(line.get_xdata()), list(line.get_ydata())) for line in found]


def test_a_level_stands_until_the_next_one_and_nothing_is_interpolated() -> None:
    data = made(("2023-01-01", 10, 10, "published"), ("2024-01-01", 30, 30, "published"), ("2025-01-01", 20, 20, "published"))
    axes = figures.steps(data, **words("standing")).draw(WIDE).axes[0]
    treads = lines(axes, 2)
    assert [levels for _, levels in treads] == [[10, 10], [30, 30]]
    assert treads[0][0][1] == pytest.approx(treads[1][0][0])
    assert [levels for _, levels in lines(axes, 1)] == [[10, 30], [30, 20]]
    assert all(days[0] == days[1] for days, _ in lines(axes, 1))


def test_nothing_is_drawn_after_the_last_value() -> None:
    axes = figures.steps(made(("2023-01-01", 10, 10, "published")), **words("lone")).draw(NARROW).axes[0]
    assert lines(axes, 2) == []


def test_a_value_without_an_upper_end_stands_at_its_lowest() -> None:
    data = made(("2023-01-01", 10, inf, "more_than"), ("2024-01-01", 30, 40, "rounded"), ("2025-01-01", 50, 50, "published"))
    axes = figures.steps(data, **words("open-levels")).draw(WIDE).axes[0]
    assert [levels for _, levels in lines(axes, 2)] == [[10, 10], [35, 35]]


def test_no_step_leads_through_a_value_in_doubt_or_to_another_coverage() -> None:
    values = [("2022-01-01", 1, 1, "published"), ("2023-01-01", 2, 2, "doubt"), ("2024-01-01", 3, 3, "published")]
    data = made(*values, ("2025-01-01", 9, 9, "published"), coverage=["ten", "ten", "ten", "twelve"])
    axes = figures.steps(data, **words("apart")).draw(WIDE).axes[0]
    assert [levels for _, levels in lines(axes, 2)] == [[1, 1]]


def test_steps_of_targets_are_dashed() -> None:
    data = made(("2023-01-01", 1, 1, "target"), ("2024-01-01", 2, 2, "target"))
    axes = figures.steps(data, **words("dashed")).draw(WIDE).axes[0]
    treads = [line for line in axes.lines if line.get_linewidth() == 2 and len(line.get_xdata()) == 2]
    assert [line.is_dashed() for line in treads] == [True]


def test_rows_need_not_stand_in_order_of_their_days() -> None:
    data = made(("2024-01-01", 30, 30, "published"), ("2023-01-01", 10, 10, "published"))
    assert figures.steps(data, **words("unordered")).alt.endswith("made: 2023-01-01: 10, 2024-01-01: 30.")


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_the_last_value_of_every_series_is_written_with_its_name(width: int) -> None:
    texts = [text.get_text() for text in EXAMPLES["steps_of_a_park"]().draw(width).axes[0].texts]
    shown = " ".join(texts)
    assert "more than 312" in shown
    assert "142" in texts
    assert "made" in texts
    assert "planned by residents" in shown
    assert {"2022", "2023", "2024", "2025"} & set(texts)


def test_values_that_have_no_free_place_stand_in_the_alternative_text_and_the_data() -> None:
    chart = EXAMPLES["steps_crowded"]()
    written = [text.get_text() for text in chart.draw(NARROW).axes[0].texts]
    assert len(written) < len(chart.data)
    assert chart.alt.count("day ") == len(chart.data)


def test_two_current_values_of_one_day_are_refused() -> None:
    with pytest.raises(ValueError, match="two current values of one day"):
        figures.steps(made(("2024-01-01", 1, 1, "published"), ("2024-01-01", 2, 2, "published")), **words("wrong"))


def test_a_frame_without_days_is_refused() -> None:
    with pytest.raises(ValueError, match="lacks the columns day"):
        figures.steps(made(("2024-01-01", 1, 1, "published")).drop(columns="day"), **words("wrong"))


def test_an_unknown_value_leaves_the_others_to_stand() -> None:
    data = made(("2023-01-01", 1, 1, "published"), ("2024-01-01", nan, nan, "unknown"), ("2025-01-01", 2, 2, "published"))
    chart = figures.steps(data, **words("gap"))
    assert "2024-01-01: not published" in chart.alt
    assert [levels for _, levels in lines(chart.draw(WIDE).axes[0], 2)] == [[1, 1]]


def test_the_page_names_a_day_once_and_the_csv_keeps_it() -> None:
    chart = EXAMPLES["steps_of_a_park"]()
    assert "2022-09-16" not in chart.html
    assert "2022-09-16" in chart.csv


@given(st.lists(st.tuples(st.floats(-50, 500), st.floats(10, 40)), min_size=1, max_size=8))
def test_spread_boxes_stay_in_the_room_and_do_not_overlap(boxes: list[tuple[float, float]]) -> None:
    room = sum(height for _, height in boxes) + 20
    middles = spread([wanted for wanted, _ in boxes], [height for _, height in boxes], room)
    edges = sorted((middle - height / 2, middle + height / 2) for middle, (_, height) in zip(middles, boxes, strict=True))
    assert edges[0][0] >= -1e-9
    assert edges[-1][1] <= room + 1e-9
    assert all(here[1] <= there[0] + 1e-9 for here, there in pairwise(edges))


def test_a_box_with_room_stands_where_it_is_wanted() -> None:
    assert spread([100.0, 20.0], [20.0, 20.0], 200.0) == [100.0, 20.0]


def test_a_single_day_stands_in_the_middle_of_a_year() -> None:
    plane = Plane.over([19_000.0], (0.0, 1.0), 200.0, 100.0)
    assert plane.across(19_000.0) == pytest.approx(100.0)
    assert plane.last - plane.first == pytest.approx(366)


def test_marks_of_one_day_and_level_stand_side_by_side() -> None:
    first = made(("2023-01-01", 4, 4, "published"), ("2024-01-01", 1, 1, "published"))
    second = made(("2024-01-01", 1, 1, "published")).assign(series="in operation")
    axes = figures.steps(pd.concat([first, second]), **words("coinciding")).draw(WIDE).axes[0]
    places = [tuple(line.get_xydata()[0]) for line in axes.lines if line.get_marker() == "s"]
    assert len(places) == len({(round(x, 3), round(y, 3)) for x, y in places}) == 3
    (left, _), (right, _) = sorted(place for place in places if place[1] == 1)
    assert right - left >= 7  # a mark has seven pixels


def test_a_value_in_doubt_is_written_before_others_take_its_place() -> None:
    days = ["2023-01-01", "2023-05-01", "2023-09-01", "2025-01-01"]
    values = [(day, 100_000.0 + place, 100_000.0 + place, "doubt" if place == 1 else "published") for place, day in enumerate(days)]
    texts = [text.get_text() for text in figures.steps(made(*values), **words("crowded-doubt")).draw(NARROW).axes[0].texts]
    assert any(text.startswith("?") for text in texts)


def test_marks_of_one_series_are_not_moved() -> None:
    data = made(("2022-01-01", 3, 3, "published"), ("2025-12-24", 9, 9, "published"), ("2025-12-25", 9, 9, "published"))
    axes = figures.steps(data, **words("one-series")).draw(WIDE).axes[0]
    places = sorted(line.get_xdata()[0] for line in axes.lines if line.get_marker() == "s")
    assert places[2] - places[1] < 1
