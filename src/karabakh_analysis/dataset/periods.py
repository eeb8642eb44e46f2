"""Calendar periods, and publication dates that are known only to a month, a year or an interval (EDTF)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, total_ordering
from typing import Any

import pandas as pd

# The years that every type of date can hold.
YEAR = r"(?:19|20|21)[0-9]{2}"
EDTF = re.compile(rf"({YEAR}(?:-[0-9]{{2}}){{0,2}})(?:/({YEAR}(?:-[0-9]{{2}}){{0,2}}))?")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A run of whole days; a stock's period is one day.

    Parameters
    ----------
    start, end
        First and last day.

    Raises
    ------
    ValueError
        If the end is before the start.
    """

    start: pd.Timestamp
    end: pd.Timestamp

    def __post_init__(self) -> None:
        object.__setattr__(self, "start", pd.Timestamp(self.start))
        object.__setattr__(self, "end", pd.Timestamp(self.end))
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end:%Y-%m-%d}) before it starts ({self.start:%Y-%m-%d})")

    @classmethod
    @cache
    def months(cls, year: int, first: int, last: int) -> Period:
        """From the first day of one month to the last day of another month of a year."""
        return cls(pd.Timestamp(year, first, 1), pd.Timestamp(year, last, 1) + pd.offsets.MonthEnd(0))

    @classmethod
    def year(cls, year: int) -> Period:
        """A calendar year."""
        return cls.months(year, 1, 12)

    @classmethod
    def year_to(cls, year: int, month: int) -> Period:
        """From January to a month: the form in which flows are released."""
        return cls.months(year, 1, month)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """A quarter, 1 to 4."""
        return cls.months(year, 3 * quarter - 2, 3 * quarter)

    @classmethod
    def day(cls, day: str | pd.Timestamp) -> Period:
        """One day: the period of a stock."""
        return cls(pd.Timestamp(day), pd.Timestamp(day))

    def in_year(self, year: int) -> Period:
        """The same months in another year."""
        return Period.months(year, self.start.month, self.end.month)

    @property
    def is_from_january(self) -> bool:
        """Whether it begins with a year and ends within it: the form in which flows are released."""
        return (self.start.month, self.start.day, self.start.year) == (1, 1, self.end.year)

    @property
    def label(self) -> str:
        """How pages name it: 2024, Jan–Jun 2024, 1 Jan 2026; Sep 2024 to Mar 2025, 1 Jan 2025 to 8 Dec 2025."""
        if self.start == self.end:
            return f"{self.start.day} {MONTHS[self.start.month - 1]} {self.start.year}"
        if self == Period.year(self.end.year):
            return str(self.end.year)
        if self.start.day > 1 or not self.end.is_month_end:
            return f"{Period.day(self.start).label} to {Period.day(self.end).label}"
        if self.start.year < self.end.year:
            return f"{MONTHS[self.start.month - 1]} {self.start.year} to {MONTHS[self.end.month - 1]} {self.end.year}"
        return f"{self.months_label} {self.end.year}"

    @property
    def months_label(self) -> str:
        """The months alone: Jan–Jun; the whole year: Jan–Dec."""
        return f"{MONTHS[self.start.month - 1]}–{MONTHS[self.end.month - 1]}"

    def __lt__(self, other: Period) -> bool:
        return (self.end, self.start) < (other.end, other.start)


def period_of(row: Mapping[str, Any], prefix: str = "") -> Period:
    """The period of a row, or with ``base_`` its base period; where only its end is printed, that day."""
    start, end = row[f"{prefix}period_start"], row[f"{prefix}period_end"]
    return Period(end if pd.isna(start) else start, end)


def edtf_days(published: str) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of a publication date.

    Parameters
    ----------
    published
        EDTF: a day (2025-02-19), month (2025-02), year (2025), an interval of these (2025-02/2025-05), or the empty string.

    Returns
    -------
    (first, last)
        Days; both missing (NaT) where nothing is known.

    Raises
    ------
    ValueError
        If it is not such a date or the interval is reversed.
    """
    if not published:
        return pd.NaT, pd.NaT
    ends = EDTF.fullmatch(published)
    if ends is None:
        raise ValueError(f"{published!r} is no day, month, year or interval of these")
    first, last = ends.groups()
    days = pd.Period(first).start_time.normalize(), pd.Period(last or first).end_time.normalize()
    if days[1] < days[0]:
        raise ValueError(f"{published} ends before it starts")
    return days
