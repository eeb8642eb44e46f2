"""Survival: the share of what was opened that is left after some years. An assumption, and shown as one."""

from __future__ import annotations

import math
from dataclasses import dataclass

from karabakh_analysis.metrics.errors import SurvivalError


@dataclass(frozen=True, slots=True)
class Survival:
    """Weibull survival through two shares: S(a) = exp(ln s1 * a^k), k = ln(ln s5 / ln s1) / ln 5.

    Source: Weibull, *A statistical distribution function of wide applicability*, Journal of Applied Mechanics 18 (1951).

    Parameters
    ----------
    one_year, five_years
        Shares of what was opened that are left after one and after five years, between 0 and 1.

    Raises
    ------
    SurvivalError
        If a share is not between 0 and 1, or as many are left after five years as after one.
    """

    one_year: float
    five_years: float

    def __post_init__(self) -> None:
        if not (0 < self.one_year < 1 and 0 < self.five_years < 1):
            raise SurvivalError(f"shares that survive lie between 0 and 1, not at {self.one_year:g} and {self.five_years:g}")
        if self.five_years >= self.one_year:
            raise SurvivalError(f"fewer survive five years than one: {self.five_years:g} is not below {self.one_year:g}")

    @property
    def shape(self) -> float:
        """The exponent k; below 1 where the risk of closing falls with age."""
        return math.log(math.log(self.five_years) / math.log(self.one_year)) / math.log(5)

    def at(self, age: float) -> float:
        """Share that is left at an age in years."""
        return math.exp(math.log(self.one_year) * age**self.shape)
