"""The grid that says how each value is known."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from math import inf, nan

import pandas as pd
import pytest
from tests.figures.chart_examples import EXAMPLES, IN_GRID, PLACES, frame, grid_rows, words
from tests.figures.label_overlap import outside, overlapping

from karabakh_analysis import figures
from karabakh_analysis.figures.squares import Box, square
from karabakh_analysis.figures.style import NARROW, WIDE

WIDTHS = (WIDE, NARROW)
MARKS = [status for status in IN_GRID if status not in ("open", "doubt")] + ["more_than"]
COLUMNS = "label panel column low high status"


def one(status: str, low: float = 5, high: float = 5) -> pd.DataFrame:
    return frame(COLUMNS, ("Lachin", "2024", "Q1", low, high, status), ("Lachin", "2024", "Q2", 1, 1, "published"))


def shapes(status: str) -> list[tuple[bool, bool, bool, tuple[tuple[float, float], ...]]]:
    """A mark without its colours: what is filled, what has an outline, what is dashed, and where the lines run."""
    strokes = square(Box(0, 0, 20, 12), status, "kar")
    return [(ink.fill not in ("none", "#ffffff"), ink.edge != "none", ink.dashed, tuple(points)) for ink, points in strokes]


def test_every_mark_differs_from_every_other_without_its_colour() -> None:
    drawn = [(shapes(status), "≠" if status == "conflicting" else "") for status in MARKS]
    assert all(drawn.count(mark) == 1 for mark in drawn)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("status", [status for status in IN_GRID if status != "doubt"])
def test_every_status_can_be_drawn_and_is_named_in_the_key(status: str, width: int) -> None:
    chart = figures.grid(one("bounded" if status == "open" else status, *IN_GRID[status]), **words("one-status"))
    assert chart.marks == tuple(dict.fromkeys(["published", "more_than" if status == "open" else status]))
    assert overlapping(chart.draw(width)) == []
    assert chart.html.count('class="f glyph"') == len(chart.marks)


def test_a_value_in_doubt_keeps_the_mark_that_says_how_it_is_known() -> None:
    data = one("published").assign(note=["in doubt", ""])
    chart = figures.grid(data, **words("doubtful"))
    assert chart.marks == ("published", "doubt")
    drawing = chart.draw(WIDE)
    assert [text.get_text() for axes in drawing.axes for text in axes.texts].count("?") == 1
    assert "<td>? 5</td>" in chart.html
    assert "published 2024 Q1, Q2, 1 in doubt" in chart.alt
    assert "?" not in [text.get_text() for axes in figures.grid(one("published"), **words("sure")).draw(WIDE).axes for text in axes.texts]


@pytest.mark.parametrize("status", ["guessed", "more_than", "superseded", "doubt"])
def test_a_status_that_a_grid_has_no_mark_for_is_refused_with_its_place(status: str) -> None:
    with pytest.raises(ValueError, match=rf"row 1 \(Lachin\) of chart 'wrong' has the status '{status}', not one of published, implied"):
        figures.grid(one(status), **words("wrong"))


def test_a_place_that_did_not_exist_has_no_ends() -> None:
    with pytest.raises(ValueError, match="is absent from 0 to 0: an unknown value has no ends"):
        figures.grid(one("absent", 0, 0), **words("wrong"))


def test_other_kinds_do_not_take_the_statuses_of_a_grid() -> None:
    with pytest.raises(ValueError, match="status 'absent'"):
        figures.rows(one("absent", nan, nan), **words("wrong"))


def test_a_grid_without_a_known_value_is_refused() -> None:
    data = frame(COLUMNS, ("Lachin", "2024", "Q1", nan, nan, "unknown"), ("Aghdara", "2024", "Q1", nan, nan, "absent"))
    with pytest.raises(ValueError, match="an empty figure is never drawn"):
        figures.grid(data, **words("nothing"))


def test_two_values_of_one_cell_are_refused() -> None:
    with pytest.raises(ValueError, match="3 values in 2 cells"):
        figures.grid(pd.concat([one("implied"), one("implied").head(1)]), **words("twice"))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match="lacks the columns column"):
        figures.grid(one("implied").drop(columns="column"), **words("wrong"))


@pytest.mark.parametrize(("years", "width", "beside"), [(4, WIDE, 4), (5, WIDE, 3), (4, NARROW, 1), (1, NARROW, 1)])
def test_years_stand_side_by_side_where_the_heads_fit(years: int, width: int, beside: int) -> None:
    data = grid_rows(PLACES, [str(2022 + year) for year in range(years)], ("Q1", "Q2", "Q3", "Q4", "H1", "9M", "Y"))
    chart = figures.grid(data, **words("years"))
    drawing = chart.draw(width)
    assert overlapping(drawing) == []
    assert outside(drawing) == []
    heads = [text for axes in drawing.axes for text in axes.texts if text.get_text().startswith("20")]
    assert len(heads) == years
    assert len(drawing.axes) == -(-years // beside)


@pytest.mark.parametrize("width", WIDTHS)
def test_long_names_are_shortened_in_the_drawing_and_whole_in_the_table(width: int) -> None:
    long = "Enterprises and sole proprietors " * 5
    data = one("implied").assign(label=long, group=long, panel=long)
    chart = figures.grid(data, **words("long-names"))
    assert overlapping(chart.draw(width)) == []
    assert outside(chart.draw(width)) == []
    assert long.strip() in chart.html


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("columns", [("January to March", "April to June"), tuple(f"month {n}" for n in range(12))], ids=["long", "many"])
def test_heads_of_columns_keep_to_their_columns(columns: tuple[str, ...], width: int) -> None:
    drawing = figures.grid(grid_rows(["Lachin", "Shusha"], ["2022", "2023"], columns), **words("heads")).draw(width)
    assert overlapping(drawing) == []
    assert outside(drawing) == []


def test_more_columns_than_are_legible_are_refused() -> None:
    cells = [("Lachin", "2024", f"week {n}", n, n, "published") for n in range(40)]
    with pytest.raises(ValueError, match="40 columns in a block: at most 12"):
        figures.grid(frame(COLUMNS, *cells), **words("many"))


def test_a_cell_that_the_frame_lacks_stays_empty() -> None:
    data = frame(COLUMNS, ("Lachin", "2024", "Q1", 1, 1, "published"), ("Shusha", "2024", "Q2", 2, 2, "published"))
    chart = figures.grid(data, **words("lacking"))
    assert chart.alt.endswith("Lachin: published 2024 Q1; Shusha: published 2024 Q2.")
    assert chart.shown is not None
    assert chart.shown.to_numpy().tolist() == [["Lachin", "2024", "1", ""], ["Shusha", "2024", "", "2"]]


def test_the_alternative_text_names_what_is_published_and_counts_the_rest() -> None:
    data = frame(
        COLUMNS,
        ("Khankendi", "2023", "H1", 0, 458, "bounded"),
        ("Khankendi", "2023", "Y", nan, nan, "unknown"),
        ("Khankendi", "2024", "H1", 15, 15, "implied"),
        ("Khankendi", "2024", "Y", 702, 702, "published"),
        ("Aghdara", "2023", "H1", nan, nan, "absent"),
        ("Aghdara", "2024", "Y", 9, inf, "bounded"),
    )
    alt = figures.grid(data, **words("told")).alt
    assert "Khankendi: published 2024 Y, 1 implied, 1 bounded, 1 not confined; " in alt
    assert alt.endswith("Aghdara: none published, 1 bounded from below only, 1 without the place.")


def test_the_table_below_has_a_line_for_each_place_and_year_and_the_csv_one_for_each_cell() -> None:
    chart = EXAMPLES["grid_of_coverage"]()
    assert chart.html.count('<th scope="row">') == 15 * 4
    assert len(chart.csv.splitlines()) == 1 + 15 * 28
    cells = ("5", "7 implied", "0 to 9", "at least 3", "n.a.", "? 4 to 8", "2 to 6 in conflict", "did not exist")
    assert all(f"<td>{cell}</td>" in chart.html for cell in cells)


def test_hundreds_of_marks_are_a_few_paths() -> None:
    chart = EXAMPLES["grid_of_coverage"]()
    paths = list(ET.fromstring(chart.svg).iter("{http://www.w3.org/2000/svg}path"))
    assert len(chart.data) == 15 * 28
    assert len(paths) < 80


def test_a_grid_of_memberships_says_so_in_key_and_alternative_text() -> None:
    data = pd.concat([one("published", 1, 1), one("absent", nan, nan).head(1).assign(label="Shusha")])
    chart = figures.grid(data, **words("members"), words={"published": "member", "absent": "the place did not exist"})
    assert "member" in chart.html
    assert "published" not in chart.html.partition("<details")[0]
    assert "member" in chart.alt
    assert "none member" in chart.alt
    assert "published" not in chart.alt
