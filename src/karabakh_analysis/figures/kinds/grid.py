"""How every value of a table is known: places by periods, a mark for each cell."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

import pandas as pd

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.kinds.cells import Cell, read_cells
from karabakh_analysis.figures.kinds.common import told
from karabakh_analysis.figures.kinds.gridplan import Grid, draw_grid, mark_of
from karabakh_analysis.figures.style import styled
from karabakh_analysis.values.sentence import Sentence

STATUSES = ("published", "implied", "bounded", "unknown", "conflicting", "absent")
MARKS = ("published", "implied", "bounded", "more_than", "unknown", "doubt", "conflicting", "absent")
WORDS = {
    "published": "published",
    "more_than": "bounded from below only",
    "unknown": "not confined",
    "doubt": "in doubt",
    "conflicting": "in conflict",
    "absent": "without the place",
}
BESIDE = {"implied": "implied", "conflicting": "in conflict"}


def grid(
    frame: pd.DataFrame,
    *,
    name: str,
    title: Sentence,
    subtitle: str,
    source: str,
    unit: str = "jobs",
    block: str = "Year",
    words: Mapping[str, str] | None = None,
) -> Chart:
    """A grid of marks that say how values are known, not how large they are, in one block for each value of ``panel``.

    Parameters
    ----------
    frame
        Columns ``label`` (the row), ``panel`` (the block), ``column``, ``low``, ``high`` and ``status``: ``published``, ``implied``,
        ``bounded``, ``unknown``, ``conflicting`` or ``absent`` (its place did not exist); the last and an unknown value have no ends.
        ``note`` is not empty where a value rests on a figure in doubt: its mark carries a question mark. ``hue``, ``group`` (a heading
        above its rows), ``note`` and ``evidence`` may be left out. Rows, blocks and columns stand in order of appearance.
    name, title, subtitle, source
        See `Chart`.
    unit
        Unit of the values in the table behind the figure.
    block
        Head of the column of blocks in that table.
    words
        What marks stand for where the cells are no values, such as memberships: in the key and in the alternative text.

    Raises
    ------
    ValueError
        If the frame cannot be drawn (see `read_cells`), holds two values of one cell, or has too many columns to be legible.
    """
    cells = read_cells(frame, name, unit, required=["panel", "column"], statuses=STATUSES)
    table = Grid.of(cells, [str(column) for column in frame["column"]], name)
    found = {mark_of(cell) for cell in cells} | ({"doubt"} if any(cell.note for cell in cells) else set())
    return Chart(
        name,
        title,
        subtitle,
        source,
        told(title, _told(table, {**WORDS, **(words or {})})),
        frame.reset_index(drop=True),
        tuple(mark for mark in MARKS if mark in found),
        styled(lambda width: draw_grid(table, width)),
        "grid",
        _shown(table, block),
        words or {},
    )


def _told(table: Grid, words: Mapping[str, str]) -> str:
    """Which cells of each row are published, and how many of the others are known in which way."""
    return "; ".join(f"{row.label}: {_row_told(list(table.row(row.label)), words)}" for row in table.rows) + "."


def _row_told(cells: list[tuple[str, str, Cell]], words: Mapping[str, str]) -> str:
    published = [(block, column) for block, column, cell in cells if mark_of(cell) == "published"]
    blocks = [f"{block} {', '.join(column for _, column in run)}" for block, run in groupby(published, key=lambda pair: pair[0])]
    marks = [mark_of(cell) for _, _, cell in cells]
    marks += ["doubt" for _, _, cell in cells if cell.note]
    others = [f"{marks.count(mark)} {words.get(mark, mark)}" for mark in MARKS[1:] if mark in marks]
    return ", ".join([f"{words['published']} {', '.join(blocks)}" if blocks else f"none {words['published']}", *others])


def _shown(table: Grid, block: str) -> pd.DataFrame:
    """One line for each row and block that has a cell, one column for each column: what the page shows below the figure.

    A number alone is published and an interval is not; short words say the rest.
    """
    records = [
        {"label": row.label, block: panel} | {column: _short(cell) for _, column, cell in cells}
        for row in table.rows
        for panel, cells in groupby(table.row(row.label), key=lambda place: place[0])
    ]
    return pd.DataFrame(records, columns=["label", block, *table.columns]).fillna("")


def _short(cell: Cell) -> str:
    text = f"? {cell.text}" if cell.note else cell.text
    return f"{text} {BESIDE[cell.status]}" if cell.status in BESIDE else text
