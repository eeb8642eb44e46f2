"""A claim beside the records that answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from karabakh_analysis.dataset.cells import NO_SUM
from karabakh_analysis.evidence.errors import MissingLevelError, OutsideGridError
from karabakh_analysis.evidence.levels import Level, Place, Record
from karabakh_analysis.evidence.printed import period_of
from karabakh_analysis.evidence.records import Records, Subject


class NotCheckableError(ValueError):
    """A figure cannot be recomputed; the message says why."""


@dataclass(frozen=True, slots=True)
class Used:
    """A level that a recomputed figure uses."""

    subject: Subject
    place: Place
    level: Level


@dataclass(frozen=True)
class Question:
    """A claim beside the records that answer it.

    Parameters
    ----------
    claim
        One row of claims, as a mapping.
    records
        Records of all indicators.
    reprints
        Ids of the claims with the same content: none of them is evidence for it.
    day
        The day whose levels are used; ``None`` for the latest.
    """

    claim: Mapping[str, Any]
    records: Records
    reprints: tuple[str, ...]
    day: pd.Timestamp | None = None

    @property
    def subject(self) -> Subject:
        """Indicator and sector of the claim."""
        return self.claim["indicator"], self.claim["sector"]

    def record(self, subject: Subject) -> Record:
        """The record of an indicator and sector without the claim itself."""
        return self.records.record(subject, self.day).without(self.reprints)

    def place(self, geography: str, prefix: str = "", within: str = "") -> Place:
        """A level of the claim's period, or with ``base_`` of its base period."""
        if pd.isna(self.claim[f"{prefix}period_end"]):
            raise NotCheckableError("no base period is printed")
        return Place(geography, period_of(self.claim, prefix), within)

    def used(self, subject: Subject, place: Place) -> Used:
        """A level with what it is a level of."""
        try:
            return Used(subject, place, self.record(subject).level(place))
        except MissingLevelError as missing:
            raise NotCheckableError(f"{missing} of {self.named(subject, place)}{self._unfit(subject, place)}") from missing
        except OutsideGridError as outside:
            raise NotCheckableError(str(outside)) from outside

    def _unfit(self, subject: Subject, place: Place) -> str:
        """What is printed of a level but may enter no sum, in words; nothing where there is nothing."""
        rows = self.records.dataset.observations
        cell = rows["geography"].eq(place.geography) & rows["period_start"].eq(place.period.start) & rows["period_end"].eq(place.period.end)
        printed = rows[rows["indicator"].eq(subject[0]) & rows["sector"].eq(subject[1]) & cell]
        flags = sorted({flag for text in printed["flags"] for flag in text.split()} & set(NO_SUM))
        return f" but figures that may enter no sum ({', '.join(flags)})" if flags else ""

    def named(self, subject: Subject, place: Place) -> str:
        """A level in words."""
        indicators = self.records.dataset.indicators
        label = str(indicators.loc[indicators["indicator"].eq(subject[0]), "label"].iloc[0]).lower()
        sector = f" ({subject[1]})" if subject[1] else ""
        return f"{label}{sector} for {self.records.dataset.geography.name(place.geography)}, {place.period.label}"
