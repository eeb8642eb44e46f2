"""Example figures that show how every mark and every kind of figure is read; their values are invented (notebook 09)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from karabakh_analysis.values import Interval, Quantity, Sentence

CHOSEN = Path(__file__).with_suffix(".toml")
SOURCE = "Example: invented values that describe no place and stand in no document."
OWN = ("kind", "title", "drawn", "columns", "rows")


@cache
def examples() -> Mapping[str, Mapping[str, Any]]:
    """The examples of ``examples.toml`` by name."""
    return tomllib.loads(CHOSEN.read_text(encoding="utf-8"))


def example(name: str) -> dict[str, Any]:
    """Frame and caption of an example, as its kind of figure takes them; figure and source line say that it is one.

    Raises
    ------
    KeyError
        If there is no such example.
    """
    entry = examples()[name]
    options = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items() if key not in OWN}
    return {
        "frame": pd.DataFrame(entry["rows"], columns=entry["columns"]),
        "name": f"example-{name.replace('_', '-')}",
        "title": Sentence("Example: {what}", {"what": entry["title"]}),
        "subtitle": f"{entry['drawn']}.",
        "source": SOURCE,
        "otherwise": SOURCE,
        **options,
    }


def number_table() -> pd.DataFrame:
    """One row a way in which a number is known: the number as tables print it. Unit: jobs; values are invented."""
    rows = {head: Quantity(Interval(low, high), "jobs", status, (), _flags(flag)) for head, low, high, status, flag in _numbers()}
    return pd.DataFrame({"As printed in tables": rows}, dtype=object)


def _numbers() -> list[Any]:
    rows: list[Any] = examples()["numbers"]["rows"]
    return rows


def _flags(flag: str) -> tuple[str, ...]:
    return (flag,) if flag else ()
