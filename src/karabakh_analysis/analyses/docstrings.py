"""What a function says of itself: the page on methods shows it, so that page and code cannot part (notebook 09)."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from karabakh_analysis.values.numbers import MINUS

SECTION = re.compile(r"\n([A-Z][a-z]+)\n-{3,}\n")
# A formula follows a colon, holds an operator, and ends with its sentence.
FRAGMENT = re.compile(r": ([^:]+?)(?=\.(?:\s|$)|:|$)")
OPERATOR = re.compile(r"[=/^<+]| [-*] ")


@dataclass(frozen=True, slots=True)
class Documented:
    """A public function or class in the words of its docstring.

    Parameters
    ----------
    name
        As the code names it.
    meaning
        The first sentences, without the formula.
    formula
        The formula in the notation of the docstring; empty where it has none.
    refusals
        What it refuses, one sentence for each error.
    """

    name: str
    meaning: str
    formula: str
    refusals: tuple[str, ...]

    @property
    def readable(self) -> str:
        """The formula with a minus and a multiplication sign instead of the characters of code."""
        return self.formula.replace(" - ", f" {MINUS} ").replace(" * ", " \N{MULTIPLICATION SIGN} ")


def documented(described: Callable[..., Any]) -> Documented:
    """Read the docstring of a function or class.

    Raises
    ------
    ValueError
        If it has none.
    """
    text = inspect.getdoc(described)
    if not text:
        raise ValueError(f"{described.__name__} has no docstring")
    opening, sections = _sections(text)
    formula = _formula(opening)
    return Documented(described.__name__, _meaning(opening, formula), formula, _refusals(sections.get("Raises", "")))


def _sections(text: str) -> tuple[str, dict[str, str]]:
    """What comes before the first section, without its markup, and the sections by their heads."""
    opening, *rest = SECTION.split(text)
    return " ".join(opening.replace("``", "").split()), dict(zip(rest[::2], rest[1::2], strict=True))


def _formula(opening: str) -> str:
    return next((found.strip() for found in FRAGMENT.findall(opening) if OPERATOR.search(found)), "")


def _meaning(opening: str, formula: str) -> str:
    """The sentences before the formula; those after it explain its letters and stand with it in the code."""
    before = opening.partition(f": {formula}")[0] if formula else opening
    return before.rstrip(".") + "."


def _refusals(section: str) -> tuple[str, ...]:
    """The indented sentences below the names of errors."""
    paragraphs = re.split(r"^\S.*$", section, flags=re.MULTILINE)
    return tuple(" ".join(each.replace("``", "").split()) for each in paragraphs if each.strip())
