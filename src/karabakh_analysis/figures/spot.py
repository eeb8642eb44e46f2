"""A place for one mark, and the strokes that marks are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from karabakh_analysis.figures.style import LIGHT

OUTLINE = 1.75
REACH = 26.0


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for one mark.

    Parameters
    ----------
    ax
        Axes whose other axis counts pixels.
    at, thick
        Middle and thickness across the value axis, in pixels.
    hue
        ``kar``, ``ezr``, ``grey`` or ``alert``.
    up
        Whether values run upwards (columns) or to the right (rows).
    base
        The value that a bar starts from.
    reach
        Length in pixels of the pale reach of a value without an upper end.
    """

    ax: Axes
    at: float
    thick: float
    hue: str
    up: bool = False
    base: float = 0.0
    reach: float = REACH

    @property
    def color(self) -> str:
        """The full colour of the hue."""
        return LIGHT[self.hue]

    @property
    def foot(self) -> float:
        """Where the value axis begins: as far down as a value without a lower end is drawn."""
        return float((self.ax.get_ylim() if self.up else self.ax.get_xlim())[0])

    @property
    def pixel(self) -> float:
        """One pixel in the unit of the value axis."""
        low, high = self.ax.get_ylim() if self.up else self.ax.get_xlim()
        size = self.ax.bbox.height if self.up else self.ax.bbox.width
        return float((high - low) / size)

    def box(self, start: float, end: float, **style: Any) -> None:
        """A box from one value to another."""
        corner, sides = (start, self.at - self.thick / 2), (end - start, self.thick)
        corner, sides = (corner[::-1], sides[::-1]) if self.up else (corner, sides)
        self.ax.add_patch(Rectangle(corner, *sides, clip_on=False, joinstyle="miter", **style))

    def line(self, start: float, end: float, **style: Any) -> None:
        """A line along the value axis."""
        self._plot([start, end], [self.at, self.at], **style)

    def cap(self, value: float, half: float, **style: Any) -> None:
        """A line across the value axis, ``half`` pixels to either side."""
        self._plot([value, value], [self.at - half, self.at + half], **style)

    def symbol(self, value: float, shape: str, size: float, fill: str, edge: str) -> None:
        """A marker at a value."""
        self._plot(
            [value], [self.at], marker=shape, markersize=size, markerfacecolor=fill, markeredgecolor=edge, markeredgewidth=OUTLINE, zorder=5
        )

    def _plot(self, along: list[float], across: list[float], **style: Any) -> None:
        pair = (across, along) if self.up else (along, across)
        self.ax.plot(*pair, clip_on=False, **style)
