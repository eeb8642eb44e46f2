"""A chart with everything that a reader needs beside it: finding, units, key, source, alternative text and data."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd
from markupsafe import Markup
from matplotlib.figure import Figure

from karabakh_analysis.figures import chart_data
from karabakh_analysis.figures.glyphs import key
from karabakh_analysis.figures.markup import tag
from karabakh_analysis.figures.style import NARROW, WIDE
from karabakh_analysis.figures.svg import data_address, standalone, to_svg
from karabakh_analysis.figures.text import inline
from karabakh_analysis.values.sentence import Sentence

Bundle = tuple[dict[str, str], dict[str, object]]


@dataclass(frozen=True, eq=False)
class Chart:
    """A drawing in two widths and its data.

    Parameters
    ----------
    name
        Stem of the files for download; small letters, digits and hyphens, unique within the collection.
    title
        The finding.
    subtitle
        What is drawn, with units; ends with a full stop.
    source
        Source line.
    alt
        What the drawing shows, with values.
    data
        The rows drawn, in plain columns; shown as a table and offered as CSV.
    marks
        Statuses that occur, in the order of the key.
    draw
        Width in pixels (720 or 344) to figure.
    family
        How the key draws statuses: ``bar``, ``point``, ``path``, ``stack``, ``scatter`` or ``grid``.
    shown
        How the page shows the data where the rows drawn would make too long a table; the rows drawn by default.
    words
        What some marks mean in this figure, where that is not what they mean elsewhere.

    Raises
    ------
    ValueError
        If the name is no file stem, the subtitle does not end with a full stop, or the alternative text is empty.
    """

    name: str
    title: Sentence
    subtitle: str
    source: str
    alt: str
    data: pd.DataFrame
    marks: tuple[str, ...]
    draw: Callable[[int], Figure]
    family: str = "bar"
    shown: pd.DataFrame | None = None
    words: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.name):
            raise ValueError(f"chart name {self.name!r} is no file stem: use small letters, digits and hyphens")
        if not self.subtitle.endswith("."):
            raise ValueError(f"the subtitle of chart {self.name!r} does not end with a full stop")
        if not self.alt.strip():
            raise ValueError(f"chart {self.name!r} has no alternative text")

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Bundle:  # noqa: ARG002 - IPython passes both
        bundle = {
            "text/html": str(self.html),
            "image/svg+xml": self.svg,
            "text/csv": self.csv,
            "text/plain": f"{self.title.plain}\n{self.alt}",
        }
        return bundle, {"image/svg+xml": {"alt": self.alt}, "karabakh": {"name": self.name, "rows": chart_data.evidence(self.data)}}

    @property
    def html(self) -> Markup:
        """The figure as markup: caption, both drawings, key, source and the data in a fold."""
        caption = tag("figcaption", tag("div", inline(self.title), class_="ft"), tag("p", self.subtitle, class_="fs"))
        pictures = [self._picture(WIDE, "f wide"), self._picture(NARROW, "f narrow")]
        hues = self.data["hue"].dropna() if "hue" in self.data else ()
        source = tag("p", self.source, class_="src")
        return tag("figure", caption, pictures, key(self.marks, hues, self.family, self.words), source, self._fold(), class_="fig")

    @property
    def svg(self) -> str:
        """The wide drawing with title, subtitle and source on white, for a download."""
        return str(standalone(self.draw(WIDE), self.title.plain, self.subtitle, self.source, self.alt))

    @property
    def csv(self) -> str:
        """The data with plain numbers; an unknown or missing end is an empty cell."""
        return chart_data.as_csv(self.data)

    def _picture(self, width: int, shape: str) -> Markup:
        figure = self.draw(width)
        height = round(figure.get_size_inches()[1] * 72)
        return tag("img", class_=shape, width=width, height=height, alt=self.alt, src=data_address(to_svg(figure)))

    def _fold(self) -> Markup:
        title = self.title.plain
        table = chart_data.as_table(self.data if self.shown is None else self.shown, title, self.subtitle)
        links = tag("p", self._link("csv", "Data (CSV)"), self._link("svg", "Drawing (SVG)"), class_="get")
        summary = tag("summary", "Data behind the figure", tag("span", f": {title}", class_="vh"))
        return tag("details", summary, tag("div", table, links), class_="fold data")

    def _link(self, kind: str, words: str) -> Markup:
        label = f"{words} of the figure “{self.title.plain}”"
        return tag("a", words, href=f"../downloads/{self.name}.{kind}", download=True, aria_label=label)
