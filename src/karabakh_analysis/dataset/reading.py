"""From the bytes of a raw table to rows of text, every fault named by its line.

The tables hold no line breaks inside a field, so each physical line is one record: a stray quote spoils its own line and no other.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pandas as pd

from karabakh_analysis.dataset.problems import Problem
from karabakh_analysis.lines import shown

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_FIELD = r'(?:"(?:[^"]|"")*"|[^",]*)'
STRAY_QUOTE = "a quote stands where none belongs, expected a field quoted as a whole with its inner quotes doubled"
WELL_FORMED = re.compile(rf"{_FIELD}(?:,{_FIELD})*")
EACH_FIELD = re.compile(rf"(?:^|,)({_FIELD})")


def read_table(path: Path, columns: tuple[str, ...], name: str = "") -> tuple[pd.DataFrame, list[Problem]]:
    """Read a raw table as text.

    Parameters
    ----------
    path
        File to read: UTF-8, LF, comma separated, header row.
    columns
        The columns it must have; their order may differ.
    name
        How problems name the file (default: the path).

    Returns
    -------
    (rows, problems)
        ``rows`` has one text column a name in ``columns``, the empty string where nothing is printed, and the line number as index.
        Lines that cannot be split into fields are left out and reported.
    """
    label = name or str(path)
    if not path.is_file():
        return _empty(columns), [Problem(label, 1, "-", "the file is missing, expected a table with the columns " + ", ".join(columns))]
    content = path.read_bytes()
    problems = _form_problems(content, label)
    lines = content.removeprefix(BYTE_ORDER_MARK).decode("utf-8", errors="replace").replace("\r\n", "\n").removesuffix("\n").split("\n")
    if not content.strip():
        return _empty(columns), [Problem(label, 1, "-", "the file is empty, expected a header row with the columns " + ", ".join(columns))]
    header, header_problems = _header(lines[0], columns, label)
    if header_problems:
        return _empty(columns), problems + header_problems
    records, record_problems = _records(lines[1:], header, label)
    return _frame(records, header, columns), problems + record_problems


def _empty(columns: tuple[str, ...]) -> pd.DataFrame:
    return pd.DataFrame({column: pd.Series(dtype=str) for column in columns}, index=pd.Index([], dtype=int))


def _frame(records: dict[int, list[str]], header: list[str], columns: tuple[str, ...]) -> pd.DataFrame:
    if not records:
        return _empty(columns)
    return pd.DataFrame.from_dict(records, orient="index", columns=header, dtype=str)[list(columns)]


def _form_problems(content: bytes, label: str) -> list[Problem]:
    """Byte order mark, line ends, encoding and the last line's end."""
    problems = []
    if content.startswith(BYTE_ORDER_MARK):
        problems.append(Problem(label, 1, "-", "the file starts with a byte order mark, expected plain UTF-8"))
    for number, line in enumerate(content.split(b"\n"), start=1):
        if b"\r" in line:
            problems.append(Problem(label, number, "-", "the line ends with CR LF or holds a CR, expected LF alone"))
        if (fault := _undecodable(line)) is not None:
            problems.append(Problem(label, number, "-", f"byte {line[fault]:#04x} at position {fault + 1} is not UTF-8, expected UTF-8"))
        if b"\x00" in line:
            problems.append(Problem(label, number, "-", "the line holds a NUL byte, expected text"))
    if content.strip() and not content.endswith(b"\n"):
        problems.append(Problem(label, content.count(b"\n") + 1, "-", "the last line has no line end, expected LF"))
    return problems


def _undecodable(line: bytes) -> int | None:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return None


def _header(line: str, columns: tuple[str, ...], label: str) -> tuple[list[str], list[Problem]]:
    """The column names of the first line, and what is missing, unknown or twice among them."""
    header = _split(line)
    if header is None:
        return [], [Problem(label, 1, "-", STRAY_QUOTE)]
    expected = "expected the columns " + ", ".join(columns)
    problems = [Problem(label, 1, column, f"the column is missing, {expected}") for column in columns if column not in header]
    problems += [
        Problem(label, 1, _named(column), f"the column {shown(column)} is not known, {expected}")
        for column in header
        if column not in columns
    ]
    problems += [
        Problem(label, 1, _named(column), f"the column {shown(column)} stands twice, expected once")
        for column, times in Counter(header).items()
        if times > 1
    ]
    return header, problems


def _named(column: str) -> str:
    """A column of the header as a problem names it: by a dash where it is no name."""
    return column if column and column.isprintable() and column == column.strip() else "-"


def _records(lines: list[str], header: list[str], label: str) -> tuple[dict[int, list[str]], list[Problem]]:
    records: dict[int, list[str]] = {}
    problems = []
    for number, line in enumerate(lines, start=2):
        fields = _split(line)
        if fields is None:
            problems.append(Problem(label, number, _quoted_column(line, header), STRAY_QUOTE))
        elif len(fields) != len(header):
            problems.append(Problem(label, number, "-", f"the line has {len(fields)} fields, expected {len(header)}"))
        else:
            records[number] = fields
    return records, problems


def _split(line: str) -> list[str] | None:
    """Fields of one line, or ``None`` when a quote stands where RFC 4180 allows none."""
    if not WELL_FORMED.fullmatch(line):
        return None
    return [_unquoted(field) for field in EACH_FIELD.findall(line)]


def _unquoted(field: str) -> str:
    return field[1:-1].replace('""', '"') if field.startswith('"') else field


def _quoted_column(line: str, header: list[str]) -> str:
    """The column in which the first quote of a faulty line stands."""
    position = line[: line.index('"')].count(",") if '"' in line else len(header)
    return header[position] if position < len(header) else "-"
