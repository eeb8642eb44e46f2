"""Quantities as rows of a figure: the mark follows from how a quantity is known."""

from __future__ import annotations

import math

import pandas as pd

from karabakh_analysis.values import Interval, Quantity
from karabakh_analysis.values.quantity import IN_CONFLICT

HUES = {"KAR": "kar", "EZR": "ezr"}


def mark_of(quantity: Quantity | None) -> str:
    """The mark that the grammar of figures gives to a quantity."""
    if quantity is None or quantity.status == "unknown":
        return "unknown"
    if quantity.doubtful or IN_CONFLICT in quantity.flags:
        return "doubt"
    if quantity.status == "assumed":
        return "assumed"
    if quantity.status != "published":
        return "bounded" if quantity.status in ("bounded", "conflicting") else "implied"
    if quantity.interval.is_point:
        return "published"
    return "rounded" if quantity.interval.is_bounded else "more_than"


def drawn(label: str, quantity: Quantity | None, **more: object) -> dict[str, object]:
    """A row of a figure: label, ends, mark, evidence and what else the kind of figure asks for."""
    known = quantity is not None and quantity.status != "unknown"
    return {
        "label": label,
        "low": float(quantity.interval.low) if known and quantity else math.nan,
        "high": float(quantity.interval.high) if known and quantity else math.nan,
        "status": mark_of(quantity),
        "printed": quantity.text if known and quantity else "",
        "evidence": " ".join(quantity.evidence) if quantity else "",
        **more,
    }


def drawn_open(label: str, quantity: Quantity | None, **more: object) -> dict[str, object]:
    """A row of a figure; a value that nothing confines from below has no low end there."""
    row = drawn(label, quantity, **more)
    if quantity is not None and quantity.status != "unknown" and quantity.interval.low == 0 and quantity.interval.low_open:
        return {**row, "low": -math.inf, "status": "bounded"}
    return row


def percent_of(row: pd.Series) -> Quantity:
    """The percentage that a row of a figure was drawn from, where it follows from printed figures."""
    return Quantity(Interval(row["low"], row["high"]), "percent", "implied", tuple(str(row["evidence"]).split()))


def hue_of(region: str) -> str:
    """The hue of an economic region; grey for anything wider."""
    return HUES.get(region, "grey")
