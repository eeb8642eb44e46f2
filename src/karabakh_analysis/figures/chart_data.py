"""The rows behind a chart, as a table on the page and as CSV."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from numbers import Integral, Real

import pandas as pd
from markupsafe import Markup

from karabakh_analysis.figures.markup import tag
from karabakh_analysis.figures.number import SOURCES
from karabakh_analysis.figures.style import REGIONS
from karabakh_analysis.figures.text import unbroken
from karabakh_analysis.values.interval import exact
from karabakh_analysis.values.numbers import format_number, plain_number

# Ids of raw rows stay in the CSV; on the page numbers lead to them, and a label names the day.
HIDDEN = ("evidence", "claim", "day")
HEADS = {"label": "Item", "low": "Lowest", "high": "Highest", "status": "How known", "printed": "As shown", "hue": "Region"}
STATUS = {
    "more_than": "published, no upper end",
    "rounded": "published, rounded",
    "superseded": "superseded",
    "doubt": "in doubt",
    "unknown": "not published",
}
# Statuses of what a document prints; all others are computed.
PRINTED = ("published", "rounded", "more_than", "target", "superseded", "doubt")
MISSING = "n.a."


def as_csv(frame: pd.DataFrame) -> str:
    """A frame as CSV: plain numbers, empty cells for what is unknown or infinite, LF line ends."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows([_plain(value) for value in row] for row in frame.itertuples(index=False, name=None))
    return target.getvalue()


def as_table(frame: pd.DataFrame, title: str, units: str) -> Markup:
    """A frame as a captioned table; every column and row has a head.

    The first number of a row leads to the first raw row behind it; the CSV names them all.
    """
    shown = _visible(frame)
    names = [str(name) for name in shown]
    numeric = [_numeric(shown[name]) for name in names]
    heads = [tag("th", _head(name), scope="col", class_="c" if number else None) for name, number in zip(names, numeric, strict=True)]
    texts = zip(*(_column(name, shown[name]) for name in names), strict=True)
    rows = [_row(list(cells), numeric, *behind) for cells, behind in zip(texts, _behind(frame), strict=True)]
    caption = tag("caption", tag("b", title), tag("span", units))
    table = tag("table", caption, tag("thead", tag("tr", heads)), tag("tbody", rows), class_="prose")
    return tag("div", table, class_="scroll", tabindex="0", role="region", aria_label=f"Data: {title}")


def evidence(frame: pd.DataFrame) -> list[str]:
    """Ids of all raw rows behind a frame, each once, in reading order."""
    return list(dict.fromkeys(row for _, rows in _behind(frame) for row in rows))


def _visible(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns that a reader sees, the label first; a hue only where it stands for a region."""
    names = [str(name) for name in frame if name not in HIDDEN]
    if "hue" in names and not frame["hue"].isin(list(REGIONS)).any():
        names.remove("hue")
    names = [name for name in names if name in ("label", "low", "high") or frame[name].replace("", None).notna().any()]
    return frame[sorted(names, key=lambda name: name != "label")]


def _head(name: str) -> str:
    words = name.replace("_", " ")
    return HEADS.get(name, words[:1].upper() + words[1:])


def _numeric(column: pd.Series) -> bool:
    return any(isinstance(value, Real) and not isinstance(value, bool) for value in column) and not any(
        isinstance(value, str) for value in column
    )


def _column(name: str, column: pd.Series) -> list[str]:
    if not _numeric(column):
        return [unbroken(_text(name, "" if isinstance(value, float) else value, 0)) for value in column]
    return [_text(name, value, _decimals(column)) for value in column]


def _decimals(column: pd.Series) -> int:
    """The fewest digits after the point, at most three, that print every number of a column."""
    values = [float(value) for value in column if isinstance(value, Real) and math.isfinite(value)]
    return next((places for places in range(3) if all(abs(round(value, places) - value) < 1e-9 for value in values)), 3)


def _text(name: str, value: object, places: int) -> str:
    if name == "status":
        return STATUS.get(str(value), str(value))
    if name == "hue":
        return REGIONS.get(str(value), "")
    if isinstance(value, Real) and not isinstance(value, bool):
        return _number(float(value), places)
    return "" if value is None or value is pd.NA else str(value)


def _number(value: float, places: int) -> str:
    if math.isnan(value):
        return MISSING
    return ("no upper end" if value > 0 else "no lower end") if math.isinf(value) else format_number(exact(value), decimals=places)


def _behind(frame: pd.DataFrame) -> Iterator[tuple[bool, list[str]]]:
    """For every row of the frame, whether it is computed, and the raw rows behind it."""
    nothing = pd.Series("", index=frame.index)
    statuses, evidence = (frame.get(column, nothing).fillna("") for column in ("status", "evidence"))
    return ((status not in PRINTED, rows.split()) for status, rows in zip(statuses, evidence, strict=True))


def _row(cells: list[str], numeric: list[bool], computed: bool, behind: list[str]) -> Markup:
    """A row of the table; the first of its numbers is a link where it rests on raw rows."""
    linked = next((place for place, number in enumerate(numeric) if number and place), None) if behind else None
    shown = [_linked(text, computed, behind) if place == linked else text for place, text in enumerate(cells)]
    rest = [tag("td", text, class_="c" if number else None) for text, number in zip(shown[1:], numeric[1:], strict=True)]
    return tag("tr", tag("th", cells[0], scope="row"), rest)


def _linked(text: str, computed: bool, rows: list[str]) -> Markup:
    said, count = ("Computed from one printed figure", None) if len(rows) == 1 else (None, len(rows))
    told = {"data_said": said, "data_of": count} if computed else {}
    return tag("a", text, class_="q", **told, href=f"{SOURCES}#{rows[0]}")


def _plain(value: object) -> str:
    if isinstance(value, Real) and not isinstance(value, bool):
        return plain_number(int(value) if isinstance(value, Integral) else float(value))
    return "" if value is None or value is pd.NA else str(value)
