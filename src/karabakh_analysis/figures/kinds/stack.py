"""Parts that add up towards a total, as a staircase."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.kinds.cells import Cell, read_cells, worded
from karabakh_analysis.figures.kinds.common import Caption, enumerated, make_chart
from karabakh_analysis.figures.kinds.lying import lay
from karabakh_analysis.figures.kinds.rowplan import Lane, Row, reach_of, value_words
from karabakh_analysis.figures.lettering import text_width
from karabakh_analysis.figures.marks import cap_width, doubt, implied, open_end, published
from karabakh_analysis.figures.spot import Spot
from karabakh_analysis.figures.style import INK, say, tint
from karabakh_analysis.values.interval import Interval
from karabakh_analysis.values.numbers import format_interval
from karabakh_analysis.values.sentence import Sentence

HEAD = 24.0
End = tuple[float, float] | None


def stack(
    frame: pd.DataFrame,
    *,
    name: str,
    title: Sentence,
    subtitle: str,
    source: str,
    unit: str = "jobs",
    decimals: int | None = None,
    total: End = None,
    remainder: str = "Remainder",
    total_label: str = "Total",
) -> Chart:
    """Parts as a staircase: each begins where the lowest values before it end, solid to its lowest and pale to its highest value.

    Parameters
    ----------
    frame
        ``label``, ``low``, ``high``, ``status``; optional ``hue``, ``note``, ``evidence``.
    name, title, subtitle, source, unit, decimals
        As for `columns`.
    total
        Lowest and highest value of the total; the last row is then what the parts leave of it.
    remainder, total_label
        What that row and the total are called.

    Raises
    ------
    ValueError
        If the frame cannot be drawn, a part is negative, or the parts exceed the total.
    """
    parts = read_cells(frame, name, unit, decimals=decimals, negative=False)
    rest = _rest(parts, total, remainder, name, unit, decimals)
    cells = [*parts, *rest]
    table = _rows(cells, len(rest))
    closing = f"; {total_label}: {format_interval(Interval(*total), unit, decimals)}" if total else ""
    alt = enumerated(cells, lambda cell: cell.label).removesuffix(".") + closing + "."
    line = (total, f"{total_label} {format_interval(Interval(*total), unit, decimals)}") if total else None
    return make_chart(
        Caption(name, title, subtitle, source),
        alt,
        _data(frame, rest),
        cells,
        lambda width: _draw(table, width, line),
        "stack",
    )


def _rest(parts: list[Cell], total: End, label: str, name: str, unit: str, decimals: int | None) -> list[Cell]:
    """What the parts leave of the total, as a cell; unknown parts may be anything from nothing up."""
    if total is None:
        return []
    lowest = sum(cell.low for cell in parts if cell.known)
    highest = sum(cell.high for cell in parts) if all(cell.known for cell in parts) else math.inf
    if lowest > total[1]:
        raise ValueError(f"the parts of chart {name!r} come to at least {lowest:g}, more than the total of {total[1]:g}")
    low, high = max(0.0, total[0] - highest), total[1] - lowest
    status = "implied" if low == high else "bounded"
    return [Cell(label, low, high, status, worded(low, high, status, unit, decimals))]


def _rows(cells: list[Cell], closing: int) -> list[Row]:
    table, base = [], 0.0
    for place, cell in enumerate(cells):
        ends = [base, *(base + end for end in cell.ends)]
        lane = Lane((cell,), base, max(ends), value_words(cell), base=base, lift=reach_of(cell))
        table.append(Row(cell.label, (lane,), cell.note, cell.hue, strong=place >= len(cells) - closing))
        base += cell.low if cell.known else 0.0
    return table


def _paint(ax: Axes, lane: Lane, middle: float, thick: float) -> None:
    cell, base = lane.cells[0], lane.base
    if not cell.known:
        return
    spot = Spot(ax, middle, thick, cell.hue, base=base)
    solid = {"implied": implied, "bounded": implied, "doubt": doubt}.get(cell.status, published)
    if math.isinf(cell.high):
        open_end(spot, base + cell.low, "more_than", {"published": solid})
        return
    if cell.high > cell.low:
        spot.box(base + cell.low, base + cell.high, facecolor=tint(cell.hue), edgecolor="none")
        spot.cap(base + cell.high, thick / 2, color=spot.color, linewidth=cap_width(spot, cell.high - cell.low))
    if cell.low > 0:
        solid(spot, base + cell.low, base + cell.low)


def _draw(table: list[Row], width: int, line: tuple[tuple[float, float], str] | None) -> Figure:
    figure, ax = lay(table, width, 0.0, _paint, head=HEAD if line else 0.0)
    if line:
        (low, high), text = line
        _total_line(ax, low, high, text)
    return figure


def _total_line(ax: Axes, low: float, high: float, text: str) -> None:
    """A line through all rows at the total, a band where it is an interval; its words end within the drawing."""
    bottom = ax.get_ylim()[0]
    if high > low:
        ax.fill_between([low, high], 0, bottom, color=tint("grey"), linewidth=0, zorder=-1)
    for value in {low, high}:
        ax.plot([value, value], [0, bottom], color=INK, linewidth=1, zorder=0, clip_on=False)
    left, right = ax.get_xlim()
    pixel = (right - left) / ax.bbox.width
    fits = high + text_width(text, 12, "bold") / 2 * pixel < right
    say(ax, (low + high) / 2 if fits else right, 0, text, 12, INK, "bold", ha="center" if fits else "right", dx=0 if fits else -2, dy=12)


def _data(frame: pd.DataFrame, rest: list[Cell]) -> pd.DataFrame:
    """The rows drawn: the parts, and what is left of the total."""
    last = pd.DataFrame([{"label": cell.label, "low": cell.low, "high": cell.high, "status": cell.status} for cell in rest])
    return pd.concat([frame, last], ignore_index=True)[list(frame.columns)] if rest else frame
