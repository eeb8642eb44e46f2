"""A claim beside the records that answer it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from karabakh_analysis.dataset import period_of
from karabakh_analysis.dataset.naming import flag_words, sector_words
from karabakh_analysis.evidence.errors import ConflictingLevelError, MissingLevelError, OutsideGridError
from karabakh_analysis.evidence.levels import Level, Place, Record
from karabakh_analysis.evidence.records import Records, Subject

Gap = Literal["unpublished", "unfit", "conflicting", "no_base", "zero_base", "outside_grid", "undefined"]


class NotCheckableError(ValueError):
    """A figure cannot be recomputed.

    Parameters
    ----------
    gap
        What is lacking: a level of which nothing is printed, nothing that may enter a sum, or figures that exclude each other; a base,
        or one that is not zero; a level of whole districts and quarters; a definition of what is asked.
    words
        Why, in words.
    """

    def __init__(self, gap: Gap, words: str) -> None:
        super().__init__(words)
        self.gap = gap


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
            raise NotCheckableError("no_base", "no base period is printed")
        return Place(geography, period_of(self.claim, prefix), within)

    def used(self, subject: Subject, place: Place) -> Used:
        """A level with what it is a level of."""
        try:
            return Used(subject, place, self.record(subject).level(place))
        except MissingLevelError as missing:
            raise self._missing(missing, subject, place) from missing
        except OutsideGridError as outside:
            raise NotCheckableError("outside_grid", str(outside)) from outside

    def _missing(self, missing: MissingLevelError, subject: Subject, place: Place) -> NotCheckableError:
        """That a level is not known; where figures are printed of it that may enter no sum, why they may not."""
        words = f"{missing} of {self.named(subject, place)}"
        if isinstance(missing, ConflictingLevelError):
            return NotCheckableError("conflicting", words)
        flags = self.records.unfit.get((*subject, place.geography, place.period.start, place.period.end))
        if flags is None:
            return NotCheckableError("unpublished", words)
        why = "; ".join(flag_words(flag) for flag in sorted(flags))
        return NotCheckableError("unfit", f"{words} but figures that may enter no sum ({why})")

    def named(self, subject: Subject, place: Place) -> str:
        """A level in words."""
        label = self.records.dataset.labels[subject[0]].lower()
        sector = f" ({sector_words(subject[1])})" if subject[1] else ""
        return f"{label}{sector} for {self.records.dataset.geography.name(place.geography)}, {place.period.label}"
