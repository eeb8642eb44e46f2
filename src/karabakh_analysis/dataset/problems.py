"""What is wrong with the raw tables, one line a problem, and with what is asked of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from karabakh_analysis.lines import one_line


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One thing wrong in a raw table.

    Parameters
    ----------
    file
        Path of the table as the user named it.
    line
        Line of the file, the header being line 1.
    column
        Column, or ``-`` where the whole line or file is meant.
    message
        What is wrong and what was expected.
    """

    file: str
    line: int
    column: str
    message: str

    def __str__(self) -> str:
        return one_line(f"{self.file}:{self.line}: {self.column}: {self.message}")


class ParameterError(ValueError):
    """A parameter asks for what the data do not hold; the message says what is possible."""


class DataError(ValueError):
    """The raw tables cannot be used; ``problems`` holds every reason, in order of file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(str(problem) for problem in self.problems))
