"""The cells of a table as CSV."""

from __future__ import annotations

import csv
import io
import numbers

import pandas as pd

from karabakh_analysis.values.numbers import plain_number
from karabakh_analysis.values.quantity import Quantity
from karabakh_analysis.values.sentence import Sentence


def as_csv(frame: pd.DataFrame, index_head: str, groups: list[str] | None = None) -> str:
    """Write a frame of quantities, texts and whole numbers.

    Parameters
    ----------
    frame
        One row a line; the index holds the row heads. A column ``x`` with at least one `Quantity` becomes ``x_low``, ``x_high``
        (plain numbers in the quantity's unit, empty where unbounded or missing) and ``x_evidence`` (row ids, space-separated).
    index_head
        Name of the column of row heads.
    groups
        A heading a row, written as the column ``group``.

    Returns
    -------
    str
        UTF-8 text with LF line ends and a header row.
    """
    columns = {"group": groups} if groups is not None else {}
    columns[index_head] = [str(label) for label in frame.index]
    for column in frame:
        columns.update(_columns(str(column), list(frame[column])))
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(zip(*columns.values(), strict=True))
    return target.getvalue()


def _columns(name: str, values: list[object]) -> dict[str, list[str]]:
    if not any(isinstance(value, Quantity) for value in values):
        return {name: [_plain(value) for value in values]}
    triples = [_triple(value) for value in values]
    return {f"{name}_{part}": [triple[place] for triple in triples] for place, part in enumerate(("low", "high", "evidence"))}


def _triple(value: object) -> tuple[str, str, str]:
    if isinstance(value, Quantity):
        return plain_number(value.interval.low), plain_number(value.interval.high), " ".join(value.evidence)
    text = _plain(value) if isinstance(value, numbers.Real) else ""
    return text, text, ""


def _plain(value: object) -> str:
    if isinstance(value, float):
        return plain_number(value)
    if isinstance(value, numbers.Integral):
        return plain_number(int(value))
    if isinstance(value, Sentence):
        return value.plain
    return value if isinstance(value, str) else ""
