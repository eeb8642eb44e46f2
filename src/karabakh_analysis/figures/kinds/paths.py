"""Year-to-date paths, one small panel a year."""

from __future__ import annotations

from itertools import groupby

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.kinds import uprights as up
from karabakh_analysis.figures.kinds.cells import Cell, read_cells
from karabakh_analysis.figures.kinds.columns import grid
from karabakh_analysis.figures.kinds.common import Caption, enumerated, make_chart
from karabakh_analysis.figures.kinds.multiples import panels_of
from karabakh_analysis.figures.kinds.pathplan import GAP, SIZE, PathPlan
from karabakh_analysis.figures.kinds.target_line import boxes_of_path, draw_targets, pixels
from karabakh_analysis.figures.marks import POINTS, draw_mark
from karabakh_analysis.figures.spot import Spot
from karabakh_analysis.figures.style import INK, LIGHT, LINE, MUTED, axes_at, blank, say
from karabakh_analysis.values.sentence import Sentence


def paths(
    frame: pd.DataFrame, *, name: str, title: Sentence, subtitle: str, source: str, unit: str = "jobs", decimals: int | None = None
) -> Chart:
    """Paths over labels (Jan–Mar, Jan–Jun, ...), one panel a year, on one scale.

    A line joins neighbouring values that are known to a number, or computed under assumptions, and have one coverage. Any other interval
    is a bar, an unknown value a gap. A target is no place on a path but a level of its panel: a dashed line over all labels, with its
    label as name.

    Parameters
    ----------
    frame
        As for `columns`, with a column ``panel`` and optionally ``coverage``. The labels of all panels share one order: that of
        their first appearance.
    name, title, subtitle, source, unit, decimals
        As for `columns`.

    Raises
    ------
    ValueError
        If the frame cannot be drawn or a panel has two rows of one label that are not superseded.
    """
    cells = read_cells(frame, name, unit, required=["panel"], decimals=decimals)
    labels = list(dict.fromkeys(cell.label for cell in cells if cell.status != "target"))
    if not labels:
        raise ValueError(f"chart {name!r} has targets and no path towards them")
    for panel, members in panels_of(cells).items():
        current = [cell.label for cell in members if cell.status != "superseded"]
        if len(set(current)) < len(current):
            raise ValueError(f"panel {panel!r} of chart {name!r} has two current values of one label")
    alt = enumerated(cells, lambda cell: cell.panel, lambda cell: cell.label)
    return make_chart(
        Caption(name, title, subtitle, source),
        alt,
        frame,
        cells,
        lambda width: _draw(PathPlan(cells, labels, width, unit)),
        "path",
    )


def _draw(plan: PathPlan) -> Figure:
    figure = blank(plan.width, plan.height)
    for place, (panel, columns) in enumerate(plan.panels.items()):
        line, position = divmod(place, plan.across)
        left, top = plan.left + position * (plan.inner + GAP), line * plan.step + plan.top
        ax = _axes(figure, plan, left, top)
        if position:
            ax.set_yticklabels([])
        say(ax, 0, plan.scale.high, panel, 13, INK, "bold", ha="left", dy=plan.top - 10)
        _panel(ax, columns, plan.names, plan.letters, plan.drop)
        draw_targets(ax, plan.targets[panel], SIZE, _taken(ax, columns, plan.labels, plan.letters))
    return figure


def _axes(figure: Figure, plan: PathPlan, left: float, top: float) -> Axes:
    ax = axes_at(figure, left, top, plan.inner, plan.scale.plot)
    ax.set(xlim=(0, plan.inner), ylim=(plan.scale.low, plan.scale.high))
    grid(ax, plan.marks, plan.unit)
    return ax


def _panel(ax: Axes, columns: list[up.Column], names: dict[str, list[str]], letters: up.Lettering, drop: float) -> None:
    places = {label: (place + 0.5) * letters.slot for place, label in enumerate(names)}
    current = {column.front.label: column.front for column in columns}
    _join(ax, [current.get(label) for label in names], letters.slot)
    for column in columns:
        at = places[column.front.label]
        for cell in reversed(column.cells):
            draw_mark(Spot(ax, at, 14, cell.hue, up=True), cell.low, cell.high, cell.status, POINTS)
        _write(ax, at, column, letters)
    for label, lines in names.items():
        say(ax, places[label], ax.get_ylim()[0], lines, SIZE, MUTED, dy=-drop - len(lines) * SIZE * LINE / 2)


def _join(ax: Axes, cells: list[Cell | None], slot: float) -> None:
    """Lines through neighbours that have a middle to join and one coverage."""
    points = [(place, cell) for place, cell in enumerate(cells)]
    for coverage, run in groupby(points, key=lambda point: point[1].coverage if point[1] and _joins(point[1]) else None):
        members = [((place + 0.5) * slot, cell) for place, cell in run if cell]
        if coverage is not None and len(members) > 1:
            middles = [(cell.low + cell.high) / 2 for _, cell in members]
            ax.plot([x for x, _ in members], middles, color=LIGHT[members[0][1].hue], linewidth=2, clip_on=False)


def _joins(cell: Cell) -> bool:
    """Whether a value is known to a number, or follows from assumptions within two ends."""
    return cell.known and (cell.exact or (cell.status == "assumed" and len(cell.ends) == 2))


def _write(ax: Axes, at: float, column: up.Column, letters: up.Lettering) -> None:
    """The value, above and to the left of its mark, where a rising line does not pass; unknown ones stand in the middle."""
    if column.front.known:
        up.write_value(ax, at, column, letters, "right", _shift(at, column, letters))
    else:
        up.write_value(ax, at, column, letters)


def _shift(at: float, column: up.Column, letters: up.Lettering) -> float:
    """How far the words of a known value reach to the right of their mark, in pixels: the first ones stay within the panel."""
    return max(6.0, up.value_size(column, letters)[0] - at + 1 if at < letters.slot else 0.0)


def _taken(ax: Axes, columns: list[up.Column], labels: list[str], letters: up.Lettering) -> list[Bbox]:
    """Where values, marks and lines of a panel stand, in pixels from its lower left corner."""
    known = [(column, (labels.index(column.front.label) + 0.5) * letters.slot) for column in columns if column.front.known]
    path = [(at, pixels(ax, sum(column.front.ends) / len(column.front.ends))) for column, at in known]
    words = []
    for column, at in known:
        width, height = up.value_size(column, letters)
        foot = pixels(ax, max(max(cell.ends) for cell in column.cells)) + up.lift(column)
        words.append(Bbox.from_bounds(at + _shift(at, column, letters) - width, foot, width, height))
    return words + boxes_of_path(path)
