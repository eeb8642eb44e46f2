"""Parameters of the notebooks: declared, typed, and checked before papermill sees them.

papermill only warns about a name that a notebook does not declare and turns values that it does not know into text; here both are wrong
usage.
"""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Value = str | int | float
# Python also reads " 2 ", "2_0" and the digits of other scripts as numbers; on the command line these are slips.
NUMERAL = re.compile(r"[+-]?[0-9.]+(e[+-]?[0-9]+)?")


class UsageError(ValueError):
    """What the user asked for cannot be done as asked (exit code 2)."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a parameter is.

    Parameters
    ----------
    name
        Name in the notebooks' parameter cell.
    type
        ``int``, ``number``, ``date`` (yyyy-mm-dd; empty for none) or ``choice``.
    meaning
        One sentence for the reader.
    choices
        Allowed values of a choice.
    least, most
        Limits of a number.
    """

    name: str
    type: str
    meaning: str
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None

    def parse(self, text: str) -> Value:
        """The value that a text on the command line stands for.

        Raises
        ------
        UsageError
            If it is not of the declared type or outside the limits.
        """
        if self.type in ("int", "number") and not NUMERAL.fullmatch(text):
            raise self._refused(text)
        try:
            return self.check({"int": int, "number": float}.get(self.type, str)(text))
        except ValueError as error:
            raise error if isinstance(error, UsageError) else self._refused(text) from error

    def check(self, value: object) -> Value:
        """The value itself, if it is of the declared type and within the limits.

        Raises
        ------
        UsageError
            Otherwise.
        """
        if not self._fits(value):
            raise self._refused(value)
        return value  # type: ignore[return-value]

    def _fits(self, value: object) -> bool:
        match self.type:
            case "int" | "number":
                kinds = int if self.type == "int" else (int, float)
                return isinstance(value, kinds) and not isinstance(value, bool) and self._within(value)
            case "date":
                return isinstance(value, str) and (not value or _is_day(value))
            case _:
                return value in self.choices

    def _within(self, value: float) -> bool:
        return math.isfinite(value) and (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    @property
    def expected(self) -> str:
        """What is allowed, in words."""
        limits = [f"{word} {limit:g}" for word, limit in (("from", self.least), ("to", self.most)) if limit is not None]
        words = {
            "int": "a whole number",
            "number": "a number",
            "date": "a day as yyyy-mm-dd, or nothing",
            "choice": "one of " + ", ".join(self.choices),
        }
        return " ".join([words[self.type], *limits])

    def _refused(self, value: object) -> UsageError:
        return UsageError(f"{self.name} = {value!r} is not possible, expected {self.expected}")


def _is_day(text: str) -> bool:
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def declare(name: str, entry: Mapping[str, Any]) -> Declaration:
    """A declaration from its entry in the book.

    Raises
    ------
    KeyError
        If the entry has no type or meaning.
    UsageError
        If the type is unknown.
    """
    if entry["type"] not in ("int", "number", "date", "choice"):
        raise UsageError(f"parameter {name} has the unknown type {entry['type']!r}, expected int, number, date or choice")
    return Declaration(name, entry["type"], entry["meaning"], tuple(entry.get("choices", ())), entry.get("least"), entry.get("most"))


def parse_assignments(
    assignments: Iterable[str], declarations: Mapping[str, Declaration], declared_by_chosen: set[str]
) -> dict[str, Value]:
    """Values of ``NAME=VALUE`` texts.

    Raises
    ------
    UsageError
        If a text has no equals sign, a name twice, a name that no chosen report declares, or a value of another type.
    """
    named = split_assignments(assignments, "-p", "NAME=VALUE", sorted(declared_by_chosen), "no chosen report declares")
    return {name: declarations[name].parse(text) for name, text in named}


def split_assignments(
    assignments: Iterable[str], option: str, form: str, declared: Sequence[str], lacking: str
) -> Iterator[tuple[str, str]]:
    """Names and what is assigned to them, of ``NAME=...`` texts that an option of the command line takes.

    Parameters
    ----------
    assignments
        The texts.
    option, form
        What the user wrote them after, and the form that they have.
    declared, lacking
        The names that are possible, and what is said before another one.

    Raises
    ------
    UsageError
        If a text has no equals sign, or a name is given twice or is not declared.
    """
    named: set[str] = set()
    for assignment in assignments:
        name, sign, text = assignment.partition("=")
        if not sign:
            raise UsageError(f"{option} {assignment!r} is not {form}")
        if name in named:
            raise UsageError(f"{option} {name} is given twice")
        if name not in declared:
            raise UsageError(f"{lacking} {name!r}; declared are {', '.join(declared) or 'none'}")
        named.add(name)
        yield name, text
