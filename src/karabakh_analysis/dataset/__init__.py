"""From the raw tables to validated observations with intervals, vintages and coverage sets."""

from karabakh_analysis.dataset.cut_off import day_of
from karabakh_analysis.dataset.dataset import Dataset
from karabakh_analysis.dataset.geography import COUNTRY, Geography
from karabakh_analysis.dataset.load import check, load
from karabakh_analysis.dataset.outlines import outlines
from karabakh_analysis.dataset.periods import Period, period_of
from karabakh_analysis.dataset.problems import DataError, ParameterError, Problem

__all__ = [
    "COUNTRY", "DataError", "Dataset", "Geography", "ParameterError", "Period", "Problem",
    "check", "day_of", "load", "outlines", "period_of",
]  # fmt: skip
