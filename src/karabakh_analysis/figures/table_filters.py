"""What the script of a page needs to filter the rows of a table; without script the whole table is read."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping, Sequence


def filter_heads(filters: Sequence[Hashable], heads: Mapping[Hashable, str]) -> str | None:
    """Heads of the columns that can be filtered, as a JSON list; nothing where there is none."""
    return json.dumps([heads.get(column, str(column)) for column in filters], ensure_ascii=False) if filters else None


def filter_columns(filters: Sequence[Hashable], columns: Sequence[Hashable]) -> str | None:
    """Where the cells of these columns stand in a row, the head of the row being 0; nothing where there is none.

    A cell that holds several texts has `SEPARATOR` between them.
    """
    return " ".join(str(list(columns).index(column) + 1) for column in filters) if filters else None
