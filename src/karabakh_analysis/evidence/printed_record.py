"""Levels of stocks, targets and flows that do not add up: as printed at one date; an exact absolute change links two dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from karabakh_analysis.evidence.errors import ConflictingLevelError, MissingLevelError
from karabakh_analysis.evidence.levels import Above, Derived, Level, Place, Standing, quotient
from karabakh_analysis.evidence.printed import BASE, PERIOD, Cell, Printed, distinct_values, printed_cells
from karabakh_analysis.values import Interval


@dataclass(frozen=True, slots=True)
class Link:
    """An exact change between two cells: later = base + by."""

    later: Cell
    base: Cell
    by: Interval
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Anchored:
    """A level as a printed one plus what links lead from it to here."""

    anchor: Cell
    offset: Interval
    rows: tuple[str, ...]


@dataclass(frozen=True)
class PrintedRecord:
    """Printed levels by cell, and the exact changes that link cells.

    Parameters
    ----------
    printed
        What is printed by cell: geography, first and last day.
    links
        Exact absolute changes.
    """

    printed: Mapping[Cell, Printed]
    links: tuple[Link, ...]

    @classmethod
    def of(cls, rows: pd.DataFrame, changes: pd.DataFrame) -> PrintedRecord:
        """A record of standing rows and exact changes."""
        return cls(printed_cells(rows), tuple(_links(changes)))

    def without(self, rows: Iterable[str]) -> PrintedRecord:
        """The same record without the links that these rows print."""
        gone = set(rows)
        return replace(self, links=tuple(link for link in self.links if not gone & set(link.rows)))

    def level(self, place: Place) -> Level:
        """See `Record.level`."""
        found = self._anchored(_cell(place))
        value = self._value(found)
        standing: Standing = "printed" if found.anchor == _cell(place) else "implied" if value.is_point else "bounded"
        return Level(value, standing if self.printed[found.anchor].two_ended else "bounded", found.rows)

    def fold(self, later: Place, base: Place) -> Derived:
        """See `Record.fold`; two levels that rest on one printed figure move together."""
        above, below = (self._anchored(_cell(place)) for place in (later, base))
        top, bottom = (self._value(each) for each in (above, below))
        rows = tuple(dict.fromkeys([*above.rows, *below.rows]))
        if above.anchor != below.anchor or not top.is_bounded or bottom.low <= 0:
            return Derived(quotient(top, bottom), rows, rows)
        printed = self._printed(above.anchor)
        ends = [(end + above.offset.low) / (end + below.offset.low) for end in (printed.low, printed.high)]
        return Derived(Interval(min(ends), max(ends)), rows, rows)

    def change(self, later: Place, base: Place) -> Derived:
        """See `Record.change`."""
        above, below = (self._anchored(_cell(place)) for place in (later, base))
        rows = tuple(dict.fromkeys([*above.rows, *below.rows]))
        if above.anchor == below.anchor:
            return Derived(above.offset - below.offset, rows, rows)
        return Derived(self._value(above) - self._value(below), rows, rows)

    def above(self, own: Place, peers: Sequence[Place]) -> Above:  # noqa: ARG002 - no level confines another
        """See `Record.above`."""
        return Above(0, len(peers))

    def _value(self, level: Anchored) -> Interval:
        return self._printed(level.anchor) + level.offset

    def _printed(self, cell: Cell) -> Interval:
        """The value printed of a cell.

        Raises
        ------
        MissingLevelError
            If nothing is printed, or values that exclude each other.
        """
        interval = self.printed[cell].interval if cell in self.printed else None
        if interval is None:
            raise ConflictingLevelError() if cell in self.printed else MissingLevelError()
        return interval

    def _anchored(self, cell: Cell, seen: frozenset[Cell] = frozenset()) -> Anchored:
        """The printed level that a cell rests on: its own, else one that exact changes lead to."""
        if cell in self.printed:
            return Anchored(cell, Interval.point(0), self.printed[cell].rows)
        for link in self.links:
            for here, there, by in ((link.base, link.later, -link.by), (link.later, link.base, link.by)):
                if here == cell and there not in seen:
                    try:
                        found = self._anchored(there, seen | {cell})
                    except MissingLevelError:
                        continue
                    return Anchored(found.anchor, found.offset + by, (*found.rows, *link.rows))
        raise MissingLevelError()


def _cell(place: Place) -> Cell:
    return place.geography, place.period.start, place.period.end


def _links(changes: pd.DataFrame) -> Iterator[Link]:
    for (place, start, end, base_start, base_end), printings in changes.groupby(["geography", *PERIOD, *BASE], sort=True):
        values = distinct_values(zip(printings["interval"], printings["claim_id"], strict=True))
        if len(values) == 1:  # changes that exclude each other link nothing
            yield Link((str(place), start, end), (str(place), base_start, base_end), *values[0])
