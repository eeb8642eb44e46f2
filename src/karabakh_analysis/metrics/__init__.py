"""Pure functions on quantities and frames: growth, structure, targets. Every result carries its interval and its evidence."""

from karabakh_analysis.metrics.arrival import Arrival, arrival_between, assumed, needed_between, stock_between
from karabakh_analysis.metrics.errors import FlowError, MetricError, SurvivalError, UndefinedRatioError
from karabakh_analysis.metrics.growth import change, contributions, fold, growth_form, percent_change
from karabakh_analysis.metrics.levels import aggregate, difference, ratio, share
from karabakh_analysis.metrics.ranks import Total, rank_among
from karabakh_analysis.metrics.stocks import HORIZON, Course, arrival, ceiling, needed_flow, stock
from karabakh_analysis.metrics.structure import concentration, effective_number, top_share
from karabakh_analysis.metrics.survival import Survival
from karabakh_analysis.metrics.targets import (
    attainment,
    calendar_year,
    elapsed_share,
    made_over_planned,
    moment,
    multiple_of,
    required_pace,
    sector_coverage,
    years_between,
)

__all__ = [
    "HORIZON",
    "Arrival",
    "Course",
    "FlowError",
    "MetricError",
    "Survival",
    "SurvivalError",
    "Total",
    "UndefinedRatioError",
    "aggregate",
    "arrival",
    "arrival_between",
    "assumed",
    "attainment",
    "calendar_year",
    "ceiling",
    "change",
    "concentration",
    "contributions",
    "difference",
    "effective_number",
    "elapsed_share",
    "fold",
    "growth_form",
    "made_over_planned",
    "moment",
    "multiple_of",
    "needed_between",
    "needed_flow",
    "percent_change",
    "rank_among",
    "ratio",
    "required_pace",
    "sector_coverage",
    "share",
    "stock",
    "stock_between",
    "top_share",
    "years_between",
]
