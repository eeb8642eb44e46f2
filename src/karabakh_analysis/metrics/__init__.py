"""Pure functions on quantities and frames: growth, structure, targets. Every result carries its interval and its evidence."""

from karabakh_analysis.metrics.errors import MetricError, UndefinedRatioError
from karabakh_analysis.metrics.growth import change, contributions, fold, growth_form, percent_change
from karabakh_analysis.metrics.levels import aggregate, difference, ratio, share
from karabakh_analysis.metrics.structure import concentration, effective_number, top_share
from karabakh_analysis.metrics.targets import attainment, elapsed_share, multiple_of, required_pace, sector_coverage, years_between

__all__ = [
    "MetricError",
    "UndefinedRatioError",
    "aggregate",
    "attainment",
    "change",
    "concentration",
    "contributions",
    "difference",
    "effective_number",
    "elapsed_share",
    "fold",
    "growth_form",
    "multiple_of",
    "percent_change",
    "ratio",
    "required_pace",
    "sector_coverage",
    "share",
    "top_share",
    "years_between",
]
