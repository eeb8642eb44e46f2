"""Where the panels of year-to-date paths stand on a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil

from karabakh_analysis.figures.kinds import uprights as up
from karabakh_analysis.figures.kinds.cells import Cell
from karabakh_analysis.figures.kinds.common import limits, tick_texts, ticks
from karabakh_analysis.figures.kinds.multiples import panels_of
from karabakh_analysis.figures.kinds.target_line import HEIGHT
from karabakh_analysis.figures.lettering import widest, wrap
from karabakh_analysis.figures.style import LINE, is_wide

SIZE = 11.0
GAP = 14.0
HEAD = 22.0
BETWEEN = 16.0  # pixels between lines of panels: a title belongs to the panel below it


@dataclass(frozen=True)
class PathPlan:
    """Where the panels of a drawing stand; all lengths in pixels.

    Parameters
    ----------
    cells
        What is drawn, with targets.
    labels
        Places on a path, the same in all panels.
    width
        That of the drawing.
    unit
        That of the values.
    """

    cells: list[Cell]
    labels: list[str]
    width: int
    unit: str

    @cached_property
    def panels(self) -> dict[str, list[up.Column]]:
        """What stands at each label, by panel."""
        members = panels_of(self.cells).items()
        return {panel: up.compact(up.stand(cell for cell in found if cell.status != "target")) for panel, found in members}

    @cached_property
    def targets(self) -> dict[str, list[Cell]]:
        """The levels drawn over all labels, by panel."""
        return {panel: [cell for cell in found if cell.status == "target"] for panel, found in panels_of(self.cells).items()}

    @cached_property
    def marks(self) -> list[float]:
        """The numbers at the scale."""
        return ticks(*limits(self.cells), 4)

    @cached_property
    def left(self) -> float:
        """The room for these numbers."""
        return widest(tick_texts(self.marks, self.unit), 11.5) + 8

    @cached_property
    def across(self) -> int:
        """Panels beside each other, as evenly as their number allows."""
        need = max(up.needed(columns, SIZE, SIZE, "normal") for columns in self.panels.values() if columns) - 1
        most = max(1, min(int((self.width - self.left + GAP) // (need * len(self.labels) + GAP)), len(self.panels)))
        return ceil(len(self.panels) / ceil(len(self.panels) / most))

    @cached_property
    def inner(self) -> float:
        """The width of a panel."""
        return (self.width - self.left - GAP * (self.across - 1)) / self.across

    @cached_property
    def letters(self) -> up.Lettering:
        """Sizes of words, and the width of a label."""
        return up.Lettering(SIZE, SIZE, min(self.inner / len(self.labels), 120.0), "normal", gap=3.0)

    @cached_property
    def names(self) -> dict[str, list[str]]:
        """The labels in lines."""
        return {label: wrap(label, self.letters.slot - 3, SIZE, most=2) for label in self.labels}

    @cached_property
    def scale(self) -> up.Scale:
        """From values to pixels."""
        return up.Scale(*limits(self.cells), 150.0 if is_wide(self.width) else 130.0)

    @cached_property
    def top(self) -> float:
        """The room above the scale: the title of a panel, and words and target lines that rise above it."""
        targets = [cell for members in self.targets.values() for cell in members]
        above = [self.scale.pixels(max(cell.ends)) + HEIGHT - self.scale.plot for cell in targets]
        return HEAD + max(*(up.headroom(columns, self.letters, self.scale) for columns in self.panels.values()), *above, 0.0)

    @cached_property
    def drop(self) -> float:
        """The room between the scale and the labels."""
        return max(up.footroom(columns, self.letters, self.scale) for columns in self.panels.values()) + 7

    @cached_property
    def step(self) -> float:
        """From one line of panels to the next."""
        labels = max(len(name) for name in self.names.values()) * SIZE * LINE
        return self.top + self.scale.plot + self.drop + labels + 7 + BETWEEN

    @property
    def height(self) -> float:
        """All lines of panels."""
        return ceil(len(self.panels) / self.across) * self.step - BETWEEN
