"""A number as a page needs it: interval, unit, how it is known and which rows it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from karabakh_analysis.values.interval import Interval
from karabakh_analysis.values.numbers import format_interval

Status = Literal["published", "implied", "bounded", "unknown", "assumed", "conflicting"]
SCOPE_DOUBT = "scope_doubt"
# No flag of a raw row: the evidence gives it to a printed count that excludes other printed counts.
IN_CONFLICT = "in_conflict"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity with everything a reader needs to judge it.

    Parameters
    ----------
    interval
        Where the quantity lies.
    unit
        Unit of the interval: jobs, enterprises, persons, percent, fold, jobs a year ...
    status
        ``published`` (printed in a document), ``implied`` (follows exactly from printed figures), ``bounded`` (confined by
        them), ``unknown``, ``assumed`` (a parameter of the reader) or ``conflicting``.
    evidence
        Ids of the raw rows that it rests on, in order.
    flags
        Doubts about these rows (see ``annotations.csv``), and `IN_CONFLICT`.
    printed
        The figure in the words of its precision ("about 150,000"), for a published one; otherwise empty and the interval is printed.
    """

    interval: Interval
    unit: str
    status: Status = "published"
    evidence: tuple[str, ...] = ()
    flags: tuple[str, ...] = field(default=())
    printed: str = ""

    @property
    def text(self) -> str:
        """The quantity as a page prints it, without its unit of count."""
        return self.printed or format_interval(self.interval, self.unit)

    @property
    def is_known(self) -> bool:
        """Whether it is printed, or one number follows; what is merely bounded is not."""
        return self.status == "published" or self.interval.is_point

    @property
    def doubtful(self) -> bool:
        """Whether a row that it rests on is flagged with a doubt about its scope."""
        return SCOPE_DOUBT in self.flags

    @property
    def in_conflict(self) -> bool:
        """Whether it rests on printed figures that exclude others."""
        return self.status == "conflicting" or IN_CONFLICT in self.flags


def merge_evidence(*quantities: Quantity) -> tuple[str, ...]:
    """Row ids of several quantities, each once, in order of first use."""
    return tuple(dict.fromkeys(row for quantity in quantities for row in quantity.evidence))


def merge_flags(*quantities: Quantity) -> tuple[str, ...]:
    """Flags of several quantities, each once, in order of first use."""
    return tuple(dict.fromkeys(flag for quantity in quantities for flag in quantity.flags))


def derived(interval: Interval, unit: str, *sources: Quantity) -> Quantity:
    """A quantity computed from others: ``implied`` when it is one number, else ``bounded``."""
    status: Status = "implied" if interval.is_point else "bounded"
    return Quantity(interval, unit, status, merge_evidence(*sources), merge_flags(*sources))
