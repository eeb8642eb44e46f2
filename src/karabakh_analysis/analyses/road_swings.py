"""How far apart the answers under each assumption lie, and whether one moves the needed pace most (notebook 04).

How far an assumption moves the answer is itself an interval, the distance of the multiples at its two ends. One moves it *most* only if
its least distance is above the greatest of every other.
"""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.wording import lowered
from karabakh_analysis.values import Interval, Quantity, Sentence, Value, listed
from karabakh_analysis.values.interval import INFINITY


def distance(one: Interval, other: Interval) -> Interval:
    """The distance of two numbers that lie in these intervals, at least and at most."""
    apart = 0 if one.overlaps(other) else max(one.low - other.high, other.low - one.high)
    return Interval(apart, max(one.high - other.low, other.high - one.low))


def _swings(table: pd.DataFrame) -> dict[str, Interval]:
    """How far each assumption moves the answer, by label in the order of the table."""
    swings = {}
    for label, rows in table.groupby("label", sort=False):
        one, other = (Interval(low, high) for low, high in zip(rows["low"], rows["high"], strict=True))
        swings[str(label)] = distance(one, other) if one.is_bounded and other.is_bounded else Interval(0, INFINITY)
    return swings


def widest_first(table: pd.DataFrame) -> list[str]:
    """The assumptions, the one that may move the answer most first; those of which an end is not confined come last."""
    swings = _swings(table)
    return sorted(swings, key=lambda label: (not swings[label].is_bounded, -float(swings[label].high)))


def decided_first(table: pd.DataFrame) -> str | None:
    """Of the assumptions whose two ends are confined, the one that certainly moves the answer most; ``None`` where none does so."""
    swings = {label: swing for label, swing in _swings(table).items() if swing.is_bounded}
    first = max(swings, key=lambda label: swings[label].low, default=None)
    others = [swing for label, swing in swings.items() if label != first]
    return first if first is not None and others and all(swing.high < swings[first].low for swing in others) else None


def not_confined(table: pd.DataFrame) -> list[str]:
    """The assumptions of which an end is not confined."""
    return [label for label, swing in _swings(table).items() if not swing.is_bounded]


def assumptions_finding(table: pd.DataFrame) -> Sentence:
    """The assumption that certainly moves the answer most, and between which multiples; else how far the answers lie apart."""
    if table.empty:
        return Sentence("Without a current pace the assumptions have nothing to move.")
    label, ends = decided_first(table), _hull(table)
    if label is not None:
        rows = table[table["label"].eq(label)]
        values: dict[str, Value] = {"label": lowered(label), **_settings(rows)}
        told = "Read as openings, the needed pace moves most with {label}: {one} the current one ({this}) or {other} ({that})"
    elif ends is not None:
        values = {"hull": ends}
        told = "Which assumption moves the needed pace most is not decided; read as openings and changed one by one, they give {hull}"
        told += " the current one"
    else:
        return Sentence("Which assumption moves the needed pace most is not decided.")
    return _with_open(told, values, not_confined(table))


def _with_open(told: str, values: dict[str, Value], unknown: list[str]) -> Sentence:
    """The same with the assumptions that are left out of the comparison."""
    if not unknown:
        return Sentence(f"{told}.", values)
    names = listed([lowered(label) for label in unknown])
    return Sentence(f"{told}; how far {{open}} moves it is not confined.", {**values, "open": names})


def _settings(rows: pd.DataFrame) -> dict[str, Value]:
    """Both multiples of an assumption, and what is assumed for each."""
    one, other = (_fold(row) for _, row in rows.iterrows())
    this, that = map(str, rows["series"])
    return {"one": one, "other": other, "this": this, "that": that}


def _hull(table: pd.DataFrame) -> Quantity | None:
    """From the lowest to the highest multiple of all assumptions whose two ends are confined."""
    rows = table[~table["label"].isin(not_confined(table))]
    if rows.empty:
        return None
    evidence = tuple(dict.fromkeys(row for text in rows["evidence"] for row in text.split()))
    return Quantity(Interval(min(rows["low"]), max(rows["high"])), "fold", "assumed", evidence)


def _fold(row: pd.Series) -> Quantity:
    evidence = tuple(str(row["evidence"]).split())
    return Quantity(Interval(row["low"], row["high"]), "fold", "assumed", evidence, printed=str(row["printed"]))


def assumptions_title(table: pd.DataFrame) -> Sentence:
    """The assumptions of which none certainly moves the answer less than another: what may move it most."""
    swings = {} if table.empty else _swings(table)
    most = max((swing.low for swing in swings.values()), default=0)
    names = [lowered(label) for label, swing in swings.items() if swing.high >= most]
    if len(swings) < 2:
        return Sentence("What the needed pace rests on")
    if len(names) == 1:
        return Sentence("What moves the needed pace most: {first}", {"first": names[0]})
    return Sentence("What may move the needed pace most: {names}", {"names": listed(names)})
