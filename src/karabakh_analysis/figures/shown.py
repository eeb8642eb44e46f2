"""An exhibit, or a sentence where there is nothing to show: an empty figure is never drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from karabakh_analysis.figures.chart import Chart
from karabakh_analysis.figures.table import Table
from karabakh_analysis.figures.text import Block, note


def draw(
    kind: Callable[..., Chart], frame: pd.DataFrame, *, otherwise: str, key: Mapping[str, str] | None = None, **caption: Any
) -> Chart | Block | None:
    """A chart of a kind, or a note that says why there is none.

    Parameters
    ----------
    kind
        One of the kinds of chart, such as `columns`.
    frame
        Its rows.
    otherwise
        What the page says where no row has a value; nothing where it is empty.
    key
        What marks and hues mean in this figure, where its key says more than that of others.
    caption
        What the kind asks for: name, title, subtitle, source and its options.
    """
    if not _has_values(frame):
        return _instead(otherwise)
    chart = kind(frame, **caption)
    return replace(chart, words=key) if key else chart


def _has_values(frame: pd.DataFrame) -> bool:
    """Whether some row has a value, or a point both of its coordinates."""
    values = [column for column in ("low", "x", "y") if column in frame.columns]
    return bool(values) and bool(frame[values].notna().all(axis=1).any())


def tabulate(frame: pd.DataFrame, *, otherwise: str, **caption: Any) -> Table | Block | None:
    """A table, or a note that says why there is none, or nothing where that is empty."""
    return Table(frame, **caption) if len(frame) else _instead(otherwise)


def _instead(otherwise: str) -> Block | None:
    return note(otherwise) if otherwise else None
