"""Places by two quantities, each named at its point."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator, NullLocator

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.kinds.common import Caption, tick_texts, ticks, told
from karabakh_analysis.figures.kinds.placing import SIZE, Point, name_points, points_of
from karabakh_analysis.figures.lettering import widest, wrap
from karabakh_analysis.figures.style import HUES, LIGHT, LINE, MUTED, axes_at, blank, clean, is_wide, say, styled
from karabakh_analysis.values.interval import exact
from karabakh_analysis.values.numbers import format_number
from karabakh_analysis.values.sentence import Sentence

DOT = 8.0
SHAPES = {"kar": "o", "ezr": "s", "grey": "D", "alert": "X"}


def scatter(
    frame: pd.DataFrame,
    *,
    name: str,
    title: Sentence,
    subtitle: str,
    source: str,
    unit: str = "jobs",
    x_title: str = "",
    y_title: str = "",
    log: bool = True,
) -> Chart:
    """Points by two quantities, with their names beside them.

    Parameters
    ----------
    frame
        ``label``, ``x``, ``y`` (numbers, NaN where unknown); optional ``hue``, ``evidence``.
    name, title, subtitle, source
        See `Chart`.
    unit
        Unit of the ticks of both axes.
    x_title, y_title
        What the axes count, with units.
    log
        Whether both axes are logarithmic. Rows that cannot be placed (unknown; zero on a logarithmic axis) are listed below.

    Raises
    ------
    ValueError
        If a column is missing, a hue is unknown, or no row can be placed.
    """
    data = _read(frame, name)
    placed = data[_placeable(data, log)]
    if placed.empty:
        raise ValueError(f"chart {name!r} has no point to place: an empty figure is never drawn")
    left_out = data[~_placeable(data, log)]
    axes = f"First {x_title}, then {y_title}. " if x_title and y_title else ""
    alt = told(title, f"{axes}{'; '.join(f'{point.label}: {_pair(point, unit)}' for point in points_of(data))}.")

    def draw(width: int) -> Figure:
        return _draw(placed, left_out, width, (x_title, y_title), unit, log)

    caption = Caption(name, title, subtitle, source)
    rows = frame.reset_index(drop=True)
    shown = rows.rename(columns={axis: words for axis, words in (("x", x_title), ("y", y_title)) if words})
    return Chart(caption.name, title, subtitle, source, alt, rows, ("published",), styled(draw), "scatter", shown)


def _read(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    missing = [column for column in ("label", "x", "y") if column not in frame]
    if missing:
        raise ValueError(f"chart {name!r} lacks the columns {', '.join(missing)}")
    data = frame.reset_index(drop=True)
    data = data.assign(x=data["x"].astype(float), y=data["y"].astype(float), label=data["label"].map(clean))
    data = data.assign(hue=data["hue"].fillna("grey") if "hue" in data else "grey")
    wrong = sorted(set(data["hue"]) - set(HUES))
    if wrong:
        raise ValueError(f"chart {name!r} has the hues {', '.join(map(str, wrong))}, not of {', '.join(HUES)}")
    return data


def _placeable(data: pd.DataFrame, log: bool) -> pd.Series:
    finite = data["x"].abs().lt(math.inf) & data["y"].abs().lt(math.inf)
    return finite & (data["x"].gt(0) & data["y"].gt(0)) if log else finite


def _pair(point: Point, unit: str) -> str:
    return " and ".join("n.a." if math.isnan(value) else format_number(exact(value), unit) for value in (point.x, point.y))


def _draw(placed: pd.DataFrame, left_out: pd.DataFrame, width: int, titles: tuple[str, str], unit: str, log: bool) -> Figure:
    note = "Not drawn: " + "; ".join(f"{point.label} ({_pair(point, unit)})" for point in points_of(left_out)) + "."
    import seaborn as sns  # it brings half of scipy: only a page with such a figure waits for it

    lines = wrap(note, width - 8, SIZE, most=6) if len(left_out) else []
    plot = 360.0 if is_wide(width) else 320.0
    scales = [_scale(placed[axis], log, 5 if is_wide(width) else 4) for axis in ("x", "y")]
    left = widest(tick_texts(scales[1][1], unit), 11.5) + 8
    figure = blank(width, 26 + plot + 46 + len(lines) * SIZE * LINE)
    ax = axes_at(figure, left, 26, width - left - 12, plot)
    _frame(ax, scales, titles, unit, log)
    sns.scatterplot(
        data=placed, x="x", y="y", hue="hue", style="hue", palette={hue: LIGHT[hue] for hue in HUES}, markers=SHAPES,
        s=DOT**2, linewidth=0, legend=False, ax=ax, clip_on=False,
    )  # fmt: skip
    ax.set(xlabel="", ylabel="")
    name_points(ax, points_of(placed))
    say(ax, scales[0][0][0], scales[1][0][0], lines, SIZE, MUTED, ha="left", dx=4 - left, dy=-44 - len(lines) * SIZE * LINE / 2)
    return figure


def _scale(values: pd.Series, log: bool, most: int) -> tuple[tuple[float, float], list[float]]:
    """Limits with room for names, and ticks: 1, 2 and 5 times powers of ten on a logarithmic axis."""
    low, high = float(values.min()), float(values.max())
    if not log:
        room = (high - low or abs(high) or 1.0) * 0.12
        limits = (min(0.0, low) if low >= 0 and low < 0.5 * high else low - room, high + room)
        return limits, ticks(*limits, most)
    factor = max((high / low) ** 0.12, 1.3)
    limits = (low / factor, high * factor)
    for steps in ((1.0, 2.0, 5.0), (1.0, 3.0), (1.0,)):
        found = [float(tick) for tick in LogLocator(subs=steps).tick_values(*limits) if limits[0] <= tick <= limits[1]]
        if len(found) <= most + 3:
            return limits, found
    return limits, found


def _frame(ax: Axes, scales: list[tuple[tuple[float, float], list[float]]], titles: tuple[str, str], unit: str, log: bool) -> None:
    """Axes with their titles: that of y above it, that of x below its right end."""
    (x_limits, x_ticks), (y_limits, y_ticks) = scales
    ax.set(xscale="log" if log else "linear", yscale="log" if log else "linear", xlim=x_limits, ylim=y_limits)
    ax.set_xticks(x_ticks, tick_texts(x_ticks, unit))
    ax.set_yticks(y_ticks, tick_texts(y_ticks, unit))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_minor_locator(NullLocator())
    room = ax.bbox.width
    say(ax, x_limits[0], y_limits[1], wrap(titles[1], room, 12, most=1), 12, MUTED, ha="left", dy=14)
    say(ax, x_limits[1], y_limits[0], wrap(titles[0], room, 12, most=1), 12, MUTED, ha="right", dy=-32)
