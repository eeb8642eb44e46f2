"""A table of scenarios that a reader may go beyond: with script the page offers sliders, without it the table is read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from karabakh_analysis.figures.markup import tag
from karabakh_analysis.figures.table import Table
from karabakh_analysis.figures.text import Bundle

SLIDER = frozenset({"value", "least", "most", "step"})


@dataclass(frozen=True)
class WhatIf:
    """Scenarios as a table, and the inputs of the formulas of `metrics.stocks` for the script of the page.

    Parameters
    ----------
    table
        The scenarios.
    title
        Names the group of controls.
    start
        Where the way starts, in decimal years.
    years_left, deadline
        Years from there to the deadline, and the deadline in words.
    reached
        Least and most that may be reached at the start, in jobs; no upper end is ``None``.
    survival
        Shares left after one and after five years.
    flow, growth, target
        Sliders: ``value``, ``least``, ``most``, ``step``, in jobs a year, per cent a year and jobs.

    Raises
    ------
    ValueError
        If a slider lacks an end, or its value lies outside its ends.
    """

    table: Table
    title: str
    start: float
    years_left: float
    deadline: str
    reached: tuple[float, float | None]
    survival: Sequence[float]
    flow: Mapping[str, float]
    growth: Mapping[str, float]
    target: Mapping[str, float]

    def __post_init__(self) -> None:
        for name in ("flow", "growth", "target"):
            slider: Mapping[str, float] = getattr(self, name)
            if set(slider) != SLIDER or not slider["least"] <= slider["value"] <= slider["most"]:
                raise ValueError(f"the slider {name} needs a value between its ends and a step, not {dict(slider)}")

    def _repr_mimebundle_(self, **_asked: object) -> Bundle:
        bundle = {"text/html": str(self.html), "text/csv": self.table.csv, "text/plain": self.table.plain}
        return bundle, {"karabakh": {"kind": "what-if", "name": self.table.name}}

    @property
    def html(self) -> Markup:
        """The table, in an element that carries the inputs."""
        return tag("div", self.table.html, class_="what-if", data_what_if=self.inputs, data_title=self.title)

    @property
    def inputs(self) -> str:
        """The inputs as the script reads them."""
        sliders = {name: dict(getattr(self, name)) for name in ("flow", "growth", "target")}
        way = {"start": self.start, "yearsLeft": self.years_left, "deadline": self.deadline}
        return json.dumps({**way, "reached": list(self.reached), "survival": list(self.survival), **sliders}, ensure_ascii=False)
