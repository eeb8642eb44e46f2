"""What the script of a page needs to filter the rows of a table; without script the whole table is read."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence

import pandas as pd

from karabakh_analysis.figures.table_cells import cell_text
from karabakh_analysis.values.sentence import SEPARATOR


def filter_heads(filters: Sequence[Hashable], heads: Mapping[Hashable, str]) -> str | None:
    """Heads of the columns that can be filtered, as a JSON list; nothing where there is none."""
    return json.dumps([heads.get(column, str(column)) for column in filters], ensure_ascii=False) if filters else None


def filter_values(row: pd.Series, filters: Sequence[Hashable]) -> str | None:
    """For every column that can be filtered, the texts of a row's cell, as a JSON list of lists; nothing where there is none.

    Parameters
    ----------
    row
        A row of the table's frame.
    filters
        Labels of columns. A cell that holds several texts has `SEPARATOR` between them.
    """
    return json.dumps([cell_text(row[column]).split(SEPARATOR) for column in filters], ensure_ascii=False) if filters else None
