from __future__ import annotations

import os
import subprocess
import sys
from math import inf, nan
from pathlib import Path

import pandas as pd
import pytest
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from tests.figures.chart_examples import EXAMPLES, PLACES, frame, words
from tests.figures.label_overlap import outside, overlapping, smallest

from karabakh_analysis import figures
from karabakh_analysis.figures.marks import BARS, draw_mark
from karabakh_analysis.figures.spot import Spot
from karabakh_analysis.figures.style import NARROW, WIDE, axes_at, blank, say, sheet

WIDTHS = (WIDE, NARROW)
SIMPLE = {"columns": figures.columns, "rows": figures.rows}
FRAMED = {
    **SIMPLE,
    "multiples": figures.multiples,
    "paths": figures.paths,
    "dots": figures.dots,
    "stack": figures.stack,
    "steps": figures.steps,
    "waterfall": figures.waterfall,
}


def full(values: list[tuple[str, float, float, str]]) -> pd.DataFrame:
    shared = {"panel": "2024", "series": "May 2025"}
    days = pd.date_range("2024-01-01", periods=len(values), freq="MS").strftime("%Y-%m-%d")
    rows = [{"label": a, "low": b, "high": c, "status": d, "day": day, **shared} for (a, b, c, d), day in zip(values, days, strict=True)]
    return pd.DataFrame(rows)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_labels_neither_overlap_nor_leave_the_drawing(name: str, width: int) -> None:
    drawing = EXAMPLES[name]().draw(width)
    assert overlapping(drawing) == []
    assert outside(drawing) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_a_drawing_has_its_width_and_letters_of_at_least_eleven_pixels(name: str, width: int) -> None:
    drawing = EXAMPLES[name]().draw(width)
    assert drawing.get_size_inches()[0] * 72 == pytest.approx(width)
    assert smallest(drawing) >= 11


def test_overlapping_and_cut_labels_are_found() -> None:
    with sheet():
        bad: Figure = blank(200, 100)
        ax = axes_at(bad, 0, 0, 200, 100)
        ax.set(xlim=(0, 200), ylim=(0, 100), xticks=[], yticks=[])
        for x, text in ((100, "Khankendi"), (110, "Lachin"), (198, "cut")):
            say(ax, x, 50, text)
    assert overlapping(bad) == [("Khankendi", "Lachin")]
    assert outside(bad) == ["cut"]


@pytest.mark.parametrize("kind", FRAMED)
def test_a_frame_without_a_known_value_is_refused(kind: str) -> None:
    with pytest.raises(ValueError, match="an empty figure is never drawn"):
        FRAMED[kind](full([("Lachin", nan, nan, "unknown")]), **words("nothing"))


def test_a_scatter_without_a_point_to_place_is_refused() -> None:
    with pytest.raises(ValueError, match="an empty figure is never drawn"):
        figures.scatter(frame("label x y", ("Lachin", 0, 3)), **words("nothing"), log=True)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("values", [[5.0], [0.0, 0.0], [7.0, 7.0, 7.0], [1e9, 3.0]], ids=["one row", "zeros", "equal", "far apart"])
@pytest.mark.parametrize("kind", FRAMED)
def test_odd_values_are_drawn(kind: str, values: list[float], width: int) -> None:
    data = full([(PLACES[place], value, value, "published") for place, value in enumerate(values)])
    drawing = FRAMED[kind](data, **words("odd")).draw(width)
    assert overlapping(drawing) == []
    assert outside(drawing) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("values", [[(5.0, 5.0)], [(3.0, 3.0)] * 4, [(0.0, 9.0), (-4.0, 2.0)]], ids=["one", "equal", "zero and below"])
def test_a_linear_scatter_draws_odd_values(values: list[tuple[float, float]], width: int) -> None:
    data = pd.DataFrame([{"label": PLACES[place], "x": x, "y": y} for place, (x, y) in enumerate(values)])
    drawing = figures.scatter(data, **words("odd"), x_title="Firms", y_title="Jobs", log=False).draw(width)
    assert overlapping(drawing) == []
    assert outside(drawing) == []


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", FRAMED)
def test_long_labels_are_shortened_in_the_drawing_and_whole_in_the_table(kind: str, width: int) -> None:
    long = "Enterprises and sole proprietors " * 5 + "Unbreakablelabelwithoutanyspaceinitatall" * 3
    chart = FRAMED[kind](full([(long, 40, 55, "bounded"), ("Lachin", 12, inf, "more_than")]), **words("long-labels"))
    drawing = chart.draw(width)
    assert overlapping(drawing) == []
    assert outside(drawing) == []
    assert long in chart.html


@pytest.mark.parametrize("status", [*BARS, "unknown"])
@pytest.mark.parametrize("kind", [*FRAMED, "dumbbell"])
def test_every_status_can_be_drawn_by_every_kind(kind: str, status: str) -> None:
    value = {"unknown": (nan, nan), "more_than": (300.0, inf)}.get(status, (300.0, 340.0))
    data = full([("Lachin", *value, status), ("Shusha", 200, 200, "published")])
    make = {**FRAMED, "dumbbell": figures.dumbbell}[kind]
    data = data.assign(label="Lachin", series=["a", "b"]) if kind == "dumbbell" else data
    chart = make(data, **words("every-status"))
    assert status in chart.marks
    for width in WIDTHS:
        assert overlapping(chart.draw(width)) == []


@pytest.mark.parametrize("kind", ["columns", "rows", "dots", "paths", "steps"])
def test_values_below_zero_are_drawn(kind: str) -> None:
    chart = FRAMED[kind](
        full([("Lachin", -55, -55, "implied"), ("Shusha", -215, -200, "bounded"), ("Barda", 30, 30, "implied")]), **words("below")
    )
    for width in WIDTHS:
        assert overlapping(chart.draw(width)) == []
        assert outside(chart.draw(width)) == []


@pytest.mark.parametrize("kind", ["multiples", "stack"])
def test_kinds_that_cannot_go_below_zero_say_so(kind: str) -> None:
    with pytest.raises(ValueError, match="below zero: Lachin"):
        FRAMED[kind](full([("Lachin", -5, -5, "implied")]), **words("below"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("Lachin", 5, 5, "guessed"), "status 'guessed'"),
        (("Lachin", nan, nan, "published"), "an unknown value has no ends"),
        (("Lachin", 5, 5, "unknown"), "an unknown value has no ends"),
        (("Lachin", 9, 5, "bounded"), "from 9 to 5"),
        (("Lachin", nan, 5, "bounded"), "an unknown value has no ends"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused_with_its_place(row: tuple[str, float, float, str], message: str) -> None:
    with pytest.raises(ValueError, match=message) as refusal:
        figures.rows(full([("Shusha", 1, 1, "published"), row]), **words("wrong"))
    assert "row 2 (Lachin) of chart 'wrong'" in str(refusal.value)


def test_a_missing_column_is_named() -> None:
    with pytest.raises(ValueError, match="lacks the columns status"):
        figures.columns(frame("label low high", ("Lachin", 1, 1)), **words("wrong"))


def test_a_wrong_hue_is_refused() -> None:
    with pytest.raises(ValueError, match="hue 'pink'"):
        figures.columns(full([("Lachin", 1, 1, "published")]).assign(hue="pink"), **words("wrong"))


def test_changes_that_do_not_add_up_are_refused() -> None:
    with pytest.raises(ValueError, match="lead from 10 to between 15 and 15, not to 16"):
        figures.waterfall(full([("Lachin", 5, 5, "implied")]), **words("wrong"), start=("2023", 10), end=("2024", 16))


def test_a_waterfall_puts_exact_changes_first_and_signs_them() -> None:
    chart = EXAMPLES["waterfall_with_intervals"]()
    assert list(chart.data["label"]) == ["2023", "Khankendi", "Lachin", "Kalbajar", "Aghdam"]
    assert "Lachin: −154 (implied); Kalbajar: +16 to +160 (not published, only bounded)" in chart.alt


@pytest.mark.parametrize("status", ["published", "implied"])
def test_the_ends_of_a_waterfall_are_drawn_as_they_are_known(status: str) -> None:
    changes = full([("Lachin", 5, 5, "implied")])
    chart = figures.waterfall(changes, **words("ends"), start=("2023", 10, status), end=("2024", 15, status))
    assert list(chart.data["status"]) == [status, "implied", status]
    assert chart.marks == tuple(dict.fromkeys([status, "implied"]))


def test_the_series_of_a_dumbbell_differ_in_their_marks_and_keep_their_order() -> None:
    rows = [("2023", 5, 5, "implied"), ("2023", 9, 9, "implied"), ("2024", 9, 9, "implied"), ("2024", 5, 5, "implied")]
    chart = figures.dumbbell(full(rows).assign(series=["a", "b"] * 2), **words("pairs"))
    axes = chart.draw(NARROW).axes[0]
    shapes = [line.get_marker() for line in axes.lines if line.get_marker() != "None"]
    assert shapes == ["s", "^", "s", "^"]
    assert [text.get_text()[0] for text in axes.texts if text.get_text()[0] in "ab"] == ["a", "b"] * 2


@pytest.mark.parametrize("width", WIDTHS)
def test_long_names_of_series_stay_within_a_dumbbell(width: int) -> None:
    rows = [("Jan–Dec 2023 to 2024", 0, 170.3, "bounded"), ("Jan–Dec 2023 to 2024", 251.1, 251.1, "doubt")]
    figure = figures.dumbbell(full(rows).assign(series=["both economic regions", "same places as printed"]), **words("long")).draw(width)
    assert overlapping(figure) == []


@pytest.mark.parametrize("length", [5, 8, 30, 200])
def test_a_recomputed_interval_ends_where_its_mark_does(length: int) -> None:
    figure = blank(300, 20)
    ax = axes_at(figure, 0, 0, 300, 20)
    ax.set(xlim=(0, 300), ylim=(20, 0))
    draw_mark(Spot(ax, 10, 10, "grey"), 50, 50 + length, "recomputed")
    outer = ax.lines[0]
    reach = outer.get_linewidth() / 2 if outer.get_solid_capstyle() == "round" else 0
    assert [outer.get_xdata()[0] - reach, outer.get_xdata()[1] + reach] == [50, 50 + length]


def test_parts_that_exceed_their_total_are_refused() -> None:
    with pytest.raises(ValueError, match="come to at least 50, more than the total of 40"):
        figures.stack(full([("Mining", 50, 60, "target")]), **words("wrong"), total=(40, 40))


def test_a_stack_ends_with_what_the_parts_leave_of_the_total() -> None:
    chart = EXAMPLES["stack_of_targets"]()
    last = chart.data.iloc[-1]
    assert (last["label"], last["low"], last["high"], last["status"]) == ("No sector named", 88000, 97500, "bounded")
    exact = figures.stack(full([("Mining", 30, 30, "published")]), **words("exact"), total=(100, 100))
    assert tuple(exact.data.iloc[-1][["low", "high", "status"]]) == (70, 70, "implied")


def test_an_unknown_part_leaves_the_remainder_without_a_lower_end() -> None:
    chart = figures.stack(full([("Mining", 30, 30, "published"), ("Tourism", nan, nan, "unknown")]), **words("open"), total=(100, 100))
    assert tuple(chart.data.iloc[-1][["low", "high"]]) == (0, 70)


def test_a_dumbbell_needs_two_series_for_each_label() -> None:
    with pytest.raises(ValueError, match="other numbers of rows have Lachin"):
        figures.dumbbell(full([("Lachin", 1, 1, "published")]), **words("wrong"))


def test_a_path_has_one_current_value_at_each_label() -> None:
    with pytest.raises(ValueError, match="two current values"):
        figures.paths(full([("Jan–Mar", 1, 1, "published"), ("Jan–Mar", 2, 2, "published")]), **words("wrong"))


def test_lines_join_neighbours_of_one_coverage_only() -> None:
    data = full([(quarter, value, value, "published") for quarter, value in zip("abcd", (1, 2, 3, 4), strict=True)]).assign(
        coverage=["ten", "ten", "twelve", "twelve"]
    )
    axes = figures.paths(data, **words("paths")).draw(WIDE).axes[0]
    joined = [list(line.get_ydata()) for line in axes.lines if len(line.get_ydata()) > 1]
    assert joined == [[1, 2], [3, 4]]


def test_lines_join_the_middles_of_values_under_assumptions_but_no_bounds() -> None:
    values = [("2030", 10, 14, "assumed"), ("2040", 20, 22, "assumed"), ("2050", 30, 40, "bounded"), ("2060", 40, inf, "assumed")]
    drawing = figures.paths(full(values), **words("assumed-paths")).draw(WIDE)
    joined = [list(line.get_ydata()) for line in drawing.axes[0].lines if line.get_linewidth() == 2 and len(line.get_ydata()) == 2]
    assert [12.0, 21.0] in joined
    assert not any(35.0 in ends or 40.0 in ends for ends in joined if ends != [40.0, 40.0])


def dashed(axes: Axes) -> list[float]:
    """Levels of the dashed lines that run over the whole of some axes."""
    lines = [line for line in axes.lines if line.is_dashed() and tuple(line.get_xdata()) == axes.get_xlim()]
    return [float(line.get_ydata()[0]) for line in lines]


@pytest.mark.parametrize("width", WIDTHS)
def test_a_target_is_a_dashed_line_over_its_panel_and_no_place_on_the_path(width: int) -> None:
    data = full([("Jan–Mar", 10, 10, "published"), ("Jan–Jun", 40, 40, "published"), ("Target", 90, 90, "target")])
    chart = figures.paths(data, **words("paths"))
    axes = chart.draw(width).axes[0]
    texts = [text.get_text() for text in axes.texts]
    assert dashed(axes) == [90]
    assert "Target 90" in texts
    assert "Target" not in texts
    assert axes.get_ylim()[1] >= 90
    assert "Target 90" in chart.alt


@pytest.mark.parametrize("width", WIDTHS)
def test_a_range_is_a_band_between_two_dashed_lines(width: int) -> None:
    drawing = figures.paths(full([("Jan–Mar", 10, 10, "published"), ("Target", 60, 90, "target")]), **words("paths")).draw(width)
    assert dashed(drawing.axes[0]) == [60, 90]
    assert any(patch.get_height() == 30 for patch in drawing.axes[0].patches)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("level", [10, 14, 40, 70, 100])
def test_the_words_of_a_target_keep_clear_of_the_values_of_the_path(width: int, level: float) -> None:
    rising = [(f"{year}", 10 * place, 10 * place, "published") for place, year in enumerate(range(2030, 2040))]
    drawing = figures.paths(full([*rising, ("Target", level, level, "target")]), **words("paths")).draw(width)
    assert overlapping(drawing) == []
    assert outside(drawing) == []


def test_a_target_without_a_path_is_refused() -> None:
    with pytest.raises(ValueError, match="no path"):
        figures.paths(full([("Target", 60, 90, "target")]), **words("paths"))


def test_rows_that_a_logarithmic_axis_cannot_hold_are_listed() -> None:
    drawing = EXAMPLES["scatter_of_places"]().draw(WIDE)
    assert any("Not drawn: Zangilan (12 and 0); Aghdara (n.a. and 7)." in text.get_text() for text in drawing.axes[0].texts)


PRINT_ALL = """
from tests.figures.chart_examples import EXAMPLES
for make in EXAMPLES.values():
    print(*make()._repr_mimebundle_()[0].values())
"""


def printed(seed: str) -> bytes:
    """What a fresh interpreter makes of all examples."""
    roots = (Path(__file__).parents[2], Path(figures.__file__).parents[2])
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, roots)), "PYTHONHASHSEED": seed}
    return subprocess.run([sys.executable, "-c", PRINT_ALL], capture_output=True, check=True, env=settings).stdout


def test_two_processes_write_the_same_bytes() -> None:
    first = printed("1")
    assert len(first) > 100_000
    assert first == printed("2")


@pytest.mark.parametrize("kind", ["rows", "columns", "dots", "paths", "steps"])
def test_a_value_without_a_lower_end_reaches_the_foot_of_the_axis(kind: str) -> None:
    chart = FRAMED[kind](full([("Lachin", -inf, 713, "bounded"), ("Shusha", 90, 90, "published")]), **words("at-most"))
    assert "at most 713" in chart.alt
    for width in WIDTHS:
        assert overlapping(chart.draw(width)) == []
    assert "inf" not in chart.svg


def test_crowded_columns_use_signs_and_their_alternative_text_words() -> None:
    data = full([(f"{month}–{month}", 458, inf, "bounded") for month in "abcdefgh"])
    chart = figures.columns(data, **words("crowded"))
    shown = [text.get_text() for axes in chart.draw(NARROW).axes for text in axes.texts]
    assert "≥\u202f458" in shown
    assert "at least 458" in chart.alt


def test_a_printed_wording_replaces_the_interval_and_keeps_the_sign_of_a_change() -> None:
    data = full([("Lachin", 95, 105, "rounded")]).assign(printed="about 100")
    assert "Lachin: about 100 (rounded)" in figures.rows(data, **words("worded")).alt
    change = full([("Lachin", 616, 616, "implied"), ("Shusha", -2, -2, "implied")]).assign(printed=["616", "−2"])
    assert "Implied. Lachin: +616; Shusha: −2." in figures.waterfall(change, **words("worded")).alt


def test_words_beside_a_short_bar_use_the_room_that_it_leaves() -> None:
    long = "17 April 2023, Today.Az (en) and Trend (ru)"
    data = full([("Mining", 1500, 2000, "target"), ("Public sector", 20000, 25000, "target")]).assign(series=[long, "8 April 2025"])
    shown = [text.get_text() for text in figures.dots(data, **words("room")).draw(WIDE).axes[0].texts]
    assert long in shown


def test_rows_of_one_label_in_two_groups_stay_apart() -> None:
    data = full([("2023", 147, 147, "published"), ("2023", 2662, 2662, "published")])
    chart = figures.dots(data.assign(group=["Enterprises", "Proprietors"], series="printed"), **words("groups"))
    assert "Enterprises, 2023: printed 147; Proprietors, 2023: printed 2,662" in chart.alt
    for width in WIDTHS:
        shown = [text.get_text() for text in chart.draw(width).axes[0].texts]
        assert [shown.count(each) for each in ("2023", "Enterprises", "Proprietors")] == [2, 1, 1]


def test_the_heading_of_a_group_wears_a_hue_only_if_all_its_rows_do() -> None:
    data = full([("a", 1, 1, "published"), ("b", 2, 2, "published"), ("c", 3, 3, "published")]).assign(
        group=["mixed", "mixed", "one"], hue=["kar", "ezr", "ezr"]
    )
    colors = {text.get_text(): text.get_color() for text in figures.rows(data, **words("hues")).draw(WIDE).axes[0].texts}
    assert colors["mixed"] != colors["one"] == colors["c"]


def test_the_name_of_a_group_wider_than_its_only_column_breaks_and_is_not_cut() -> None:
    data = full([(str(2015 + place), 600 + place, 600 + place, "published") for place in range(6)])
    groups = ["Jan–Mar", *["Jan–Jun"] * 2, *["Jan–Sep"] * 3]
    drawing = figures.columns(data.assign(group=groups), **words("narrow-groups")).draw(NARROW)
    texts = [text.get_text() for ax in drawing.axes for text in ax.texts]
    assert "…" not in "".join(texts)
    assert overlapping(drawing) == []
    assert outside(drawing) == []
    assert texts[texts.index("Jan–") : texts.index("Jan–") + 2] == ["Jan–", "Mar"]


@pytest.mark.parametrize(("lowest", "hairlines"), [(100_000.0, 0), (10_000.0, 2)])
def test_a_target_hangs_on_no_hairline_from_an_axis_that_does_not_start_at_zero(lowest: float, hairlines: int) -> None:
    data = frame("label low high status", ("a", lowest, lowest, "target"), ("b", 140_000.0, 140_000.0, "target")).assign(
        series="a document"
    )
    axes = figures.dots(data, **words("hanging")).draw(WIDE).axes[0]
    start, end = axes.get_xlim()
    spans = [max(line.get_xdata()) - min(line.get_xdata()) for line in axes.lines if len(set(line.get_ydata())) == 1]
    marks = [span for span in spans if span < (end - start) and line_is_within(span, end - start)]
    assert len(marks) == hairlines


def line_is_within(span: float, axis: float) -> bool:
    """Whether a line is longer than a mark and shorter than the rules between rows."""
    return axis * 0.02 < span < axis * 0.98
