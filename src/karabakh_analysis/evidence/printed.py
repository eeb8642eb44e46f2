"""What is printed of each cell: overlapping printings are one value with the narrowest interval, disjoint ones are several."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.values import Interval

PERIOD = ["period_start", "period_end"]
BASE = ["base_period_start", "base_period_end"]
ONE_ENDED = ("more_than", "up_to")

Cell = tuple[str, pd.Timestamp, pd.Timestamp]
Value = tuple[Interval, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Printed:
    """The values printed of one cell: one where its printings overlap.

    Parameters
    ----------
    values
        Narrowest interval and rows of each distinct value, in order of publication.
    two_ended
        Whether some printing has two ends of its own.
    """

    values: tuple[Value, ...]
    two_ended: bool

    @property
    def rows(self) -> tuple[str, ...]:
        """Rows that print it."""
        return tuple(row for _, rows in self.values for row in rows)

    @property
    def interval(self) -> Interval | None:
        """The value, if there is only one."""
        return self.values[0][0] if len(self.values) == 1 else None

    @property
    def is_sure(self) -> bool:
        """Whether there is one value with two ends."""
        return self.two_ended and len(self.values) == 1


def printed_cells(rows: pd.DataFrame) -> dict[Cell, Printed]:
    """What standing rows of one indicator and sector print, by geography, first and last day, in that order."""
    ordered = rows.sort_values(["known_from_latest", "known_from_earliest", "observation_id"], na_position="last", kind="stable")
    printings: dict[Cell, list[tuple[Interval, str, bool]]] = {}
    columns = [ordered[name] for name in ("geography", *PERIOD, "interval", "observation_id", "precision")]
    for place, start, end, interval, row, precision in zip(*columns, strict=True):
        printings.setdefault((place, start, end), []).append((interval, row, precision not in ONE_ENDED))
    return {
        cell: Printed(distinct_values((interval, row) for interval, row, _ in found), any(sure for *_, sure in found))
        for cell, found in sorted(printings.items())
    }


def distinct_values(printings: Iterable[tuple[Interval, str]]) -> tuple[Value, ...]:
    """The distinct values among printings of one figure, each with its narrowest interval and the rows that print it."""
    values: list[Value] = []
    for interval, row in printings:
        place = next((at for at, (value, _) in enumerate(values) if value.overlaps(interval)), None)
        if place is None:
            values.append((interval, (row,)))
        else:
            value, rows = values[place]
            values[place] = (min(value, interval, key=lambda each: each.width), (*rows, row))
    return tuple(values)
