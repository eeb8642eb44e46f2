"""Tables with captions, units, scopes and a CSV: the one writer of tables on our pages."""

from __future__ import annotations

import numbers
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

import pandas as pd
from markupsafe import Markup

from karabakh_analysis.figures import table_data
from karabakh_analysis.figures.markup import tag
from karabakh_analysis.figures.table_cells import cell_key, cell_text, is_missing, quantities_of, shown_cell
from karabakh_analysis.figures.table_filters import filter_columns, filter_heads
from karabakh_analysis.figures.text import Bundle, plain, unbroken
from karabakh_analysis.values.quantity import Quantity, merge_evidence
from karabakh_analysis.values.sentence import Sentence

MANY = 7
SHEET, GAP = 96, 2  # characters that a line of an upright sheet has room for, and between two columns


@dataclass(frozen=True)
class Table:
    """A table for readers and for programs.

    Parameters
    ----------
    frame
        One row a line; cells are `Quantity`, `Sentence`, str, int or nothing (``None``, NaN). The index holds the row heads.
    caption
        What the table shows.
    units
        Units and coverage of the cells, shown under the caption.
    name
        Stem of the CSV file, unique within the collection.
    heads
        Column label -> head text, where they differ.
    index_head
        Head of the column of row heads.
    note
        A remark under the table.
    groups
        A heading a row; consecutive equal ones make one group of rows.
    total_rows
        Index labels of sums.
    filters
        Columns by whose texts a reader may filter the rows where the page's script runs; see `filter_columns`.

    Raises
    ------
    ValueError
        If the name is empty, the index has levels, groups do not match the rows, or a filter is no column.
    """

    frame: pd.DataFrame
    caption: str | Sentence
    units: str
    name: str
    heads: Mapping[Hashable, str] = field(default_factory=dict)
    index_head: str = ""
    note: str = ""
    groups: Sequence[str] | pd.Series[str] | None = None
    total_rows: frozenset[Hashable] | set[Hashable] = frozenset()
    filters: Sequence[Hashable] = ()

    def __post_init__(self) -> None:
        if not self.name or self.frame.index.nlevels > 1:
            raise ValueError("a table needs a name and one column of row heads")
        if self.groups is not None and len(self.groups) != len(self.frame):
            raise ValueError(f"{len(self.groups)} group headings for {len(self.frame)} rows of table {self.name!r}")
        if lacking := [str(column) for column in self.filters if column not in self.frame.columns]:
            raise ValueError(f"table {self.name!r} has no column {', '.join(lacking)} to filter by")

    def _repr_mimebundle_(self, **_asked: object) -> Bundle:
        bundle = {"text/html": str(self.html), "text/csv": self.csv, "text/plain": self.plain}
        return bundle, {"karabakh": {"kind": "table", "name": self.name, "rows": self.evidence}}

    @property
    def html(self) -> Markup:
        """The table as markup with caption, key, note and a link to its CSV."""
        note = tag("p", self.note, class_="note") if self.note else None
        heads = filter_heads(self.filters, self.heads)
        columns = filter_columns(self.filters, self.frame.columns)
        return tag("div", self.grid, cell_key(self.frame), note, self._get(), class_=self._shape, data_filters=heads, data_columns=columns)

    @property
    def grid(self) -> Markup:
        """The table element in a frame that scrolls sideways on narrow screens."""
        title = plain(self.caption)
        caption = tag("caption", tag("b", title), tag("span", self.units) if self.units else None)
        table = tag("table", caption, tag("thead", self._head()), self._bodies(), class_="prose" if self._is_prose else None)
        return tag("div", table, class_="scroll", tabindex="0", role="region", aria_label=title)

    @property
    def csv(self) -> str:
        """The cells with plain numbers; a quantity ``x`` fills ``x_low``, ``x_high`` and ``x_evidence``."""
        return table_data.as_csv(self.frame, self.index_head or "row", self._group_list())

    @property
    def evidence(self) -> list[str]:
        """Ids of all raw rows on which its cells rest, each once, in reading order."""
        cells = [value for row in self.frame.itertuples(index=False) for value in row]
        return list(merge_evidence(*(quantity for cell in cells for quantity in quantities_of(cell))))

    @property
    def plain(self) -> str:
        """The table as aligned plain text."""
        shown = self.frame.map(cell_text).rename(columns=self._title)
        return f"{plain(self.caption)}\n{self.units}\n{shown.to_string()}"

    @property
    def _shape(self) -> str:
        """The class: a table of many columns is printed on a lying sheet, unless its longest line fits an upright one."""
        if self.frame.shape[1] < MANY:
            return "tab"
        cells = self.frame.map(cell_text)
        columns = [[*cells[column], *self._title(column).split()] for column in self.frame] + [list(map(str, self.frame.index))]
        line = sum(max(map(len, texts)) + GAP for texts in columns)
        return "tab many upright" if line <= SHEET else "tab many"

    def _title(self, column: Hashable) -> str:
        return self.heads.get(column, str(column))

    def _group_list(self) -> list[str] | None:
        return None if self.groups is None else [str(heading) for heading in self.groups]

    def _left(self) -> list[bool]:
        """Whether each column is prose; columns of numbers stand flush right."""
        return [
            not any(isinstance(value, Quantity | numbers.Real) and not is_missing(value) for value in self.frame[column])
            for column in self.frame
        ]

    @cached_property
    def _is_prose(self) -> bool:
        """Whether most columns are prose: cells then stand flush left unless they say otherwise."""
        return 2 * sum(self._left()) > len(self.frame.columns)

    def _side(self, left: bool) -> str | None:
        """The class of a cell whose side is not that of the table."""
        if self._is_prose:
            return None if left else "c"
        return "l" if left else None

    def _head(self) -> Markup:
        heads = [
            tag("th", unbroken(self._title(column)), scope="col", class_=self._side(left))
            for column, left in zip(self.frame, self._left(), strict=True)
        ]
        corner = tag("th", self.index_head, scope="col") if self.index_head else tag("td")
        return tag("tr", corner, heads)

    def _bodies(self) -> list[Markup]:
        left = self._left()
        rows = [self._row(label, self.frame.iloc[place], left) for place, label in enumerate(self.frame.index)]
        groups = self._group_list()
        if groups is None:
            return [tag("tbody", rows)]
        together = groupby(zip(groups, rows, strict=True), key=lambda pair: pair[0])
        return [tag("tbody", self._group_head(heading), [row for _, row in pairs]) for heading, pairs in together]

    def _group_head(self, heading: str) -> Markup:
        return tag("tr", tag("th", tag("span", heading), scope="rowgroup", colspan=str(self.frame.shape[1] + 1)))

    def _row(self, label: Hashable, values: pd.Series, left: list[bool]) -> Markup:
        cells = [tag("td", shown_cell(value), class_=self._side(prose)) for value, prose in zip(values, left, strict=True)]
        kind = "sum" if label in self.total_rows else None
        return tag("tr", tag("th", unbroken(str(label)), scope="row"), cells, class_=kind)

    def _get(self) -> Markup:
        link = tag(
            "a",
            "Download this table (CSV)",
            href=f"../downloads/{self.name}.csv",
            download=True,
            aria_label=f"Download the table “{plain(self.caption)}” (CSV)",
        )
        return tag("p", link, class_="get")
