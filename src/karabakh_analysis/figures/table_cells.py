"""The cells of a table: what they may hold, how they are shown and what their marks mean."""

from __future__ import annotations

import math
import numbers

import pandas as pd
from markupsafe import Markup

from karabakh_analysis.figures.markup import join, tag
from karabakh_analysis.figures.number import cell, state
from karabakh_analysis.figures.text import unbroken
from karabakh_analysis.values.numbers import format_number
from karabakh_analysis.values.quantity import Quantity
from karabakh_analysis.values.sentence import Sentence

MISSING = "n.a."
KEY = {
    "implied": ("1,234", "follows exactly from published figures"),
    "bounded": ("1 to 9", "confined by published figures"),
    "doubt": ("1,234", "place, population or period in doubt"),
    "assumed": ("1,234", "rests on an assumption"),
    "conflicting": ("1,234", "printed figures that cannot all be true"),
}


def is_missing(value: object) -> bool:
    """Whether a cell holds nothing."""
    return value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and math.isnan(value))


def cell_text(value: object) -> str:
    """A cell as plain text: numbers in English notation, what is missing in words.

    Raises
    ------
    TypeError
        If the cell is no quantity, sentence, text or whole number.
    """
    if is_missing(value) or (isinstance(value, str) and not value):
        return MISSING
    if isinstance(value, Quantity):
        return value.text
    if isinstance(value, Sentence):
        return value.plain
    # A column of whole numbers with gaps is one of floats in pandas.
    if isinstance(value, numbers.Integral) or (isinstance(value, float) and value.is_integer()):
        return format_number(int(value))
    if isinstance(value, str):
        return value
    raise TypeError(f"a cell is a quantity, a sentence, a text, a whole number or nothing, not {value!r}")


def shown_cell(value: object) -> Markup | str:
    """A cell as markup; quantities lead to their rows."""
    if isinstance(value, Quantity):
        return cell(value)
    return join(map(_part, value.parts())) if isinstance(value, Sentence) else unbroken(cell_text(value))


def _part(part: str | Quantity) -> Markup | str:
    """A part of a sentence in a cell; a count of the collection's own things, which rests on no row, is plain text."""
    if isinstance(part, str) or (part.status == "implied" and not part.evidence):
        return part if isinstance(part, str) else part.text
    return cell(part, alone=False)


def quantities_of(value: object) -> list[Quantity]:
    """The quantities that a cell shows, alone or in a sentence."""
    if isinstance(value, Quantity):
        return [value]
    return value.quantities if isinstance(value, Sentence) else []


def cell_key(frame: pd.DataFrame) -> Markup | None:
    """What the marks in the cells mean, for the marks that occur."""
    found = {state(value) for column in frame for value in frame[column] if isinstance(value, Quantity)}
    marks = {name: words for name, words in KEY.items() if name in found}
    items = [tag("li", tag("span", sample, class_=f"q {name}", aria_hidden="true"), words) for name, (sample, words) in marks.items()]
    return tag("ul", items, class_="marks", role="list", aria_label="Marks") if items else None
