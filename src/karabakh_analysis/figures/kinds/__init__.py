"""The kinds of charts, one module each; every kind turns a frame into a `Chart`."""

from karabakh_analysis.figures.kinds.columns import columns
from karabakh_analysis.figures.kinds.dots import dots
from karabakh_analysis.figures.kinds.dumbbell import dumbbell
from karabakh_analysis.figures.kinds.grid import grid
from karabakh_analysis.figures.kinds.multiples import multiples
from karabakh_analysis.figures.kinds.paths import paths
from karabakh_analysis.figures.kinds.rows import rows
from karabakh_analysis.figures.kinds.scatter import scatter
from karabakh_analysis.figures.kinds.stack import stack
from karabakh_analysis.figures.kinds.steps import steps
from karabakh_analysis.figures.kinds.waterfall import waterfall

__all__ = ["columns", "dots", "dumbbell", "grid", "multiples", "paths", "rows", "scatter", "stack", "steps", "waterfall"]
