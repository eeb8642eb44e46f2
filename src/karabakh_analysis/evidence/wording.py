"""The sentences of the evidence: what a check found, why figures exclude each other, what a bound follows from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from karabakh_analysis.dataset import Dataset, Geography, Period, period_of
from karabakh_analysis.dataset.cells import printed_figure
from karabakh_analysis.dataset.naming import sector_words
from karabakh_analysis.dataset.precision import printed_words
from karabakh_analysis.evidence.levels import Level, Place
from karabakh_analysis.values import Interval, Quantity, Sentence, format_number
from karabakh_analysis.values.interval import exact
from karabakh_analysis.values.quantity import Status

STATUS: dict[str, Status] = {"printed": "published", "implied": "implied", "bounded": "bounded"}


class Data(str):
    """Text that comes from the data; everything else in a sentence is ours."""

    __slots__ = ()


Piece = str | Quantity | Data


def compose(*pieces: Piece | Iterable[Piece]) -> Sentence:
    """A sentence from pieces in reading order: our own words, text from the data, quantities."""
    flat = [each for piece in pieces for each in ([piece] if isinstance(piece, str | Quantity) else piece)]
    values = {f"p{number}": piece for number, piece in enumerate(flat) if isinstance(piece, Data | Quantity)}
    words = [f"{{p{number}}}" if f"p{number}" in values else _escaped(str(piece)) for number, piece in enumerate(flat)]
    return Sentence("".join(words), values)


def _escaped(words: str) -> str:
    return words.replace("{", "{{").replace("}", "}}")


def listed(items: Sequence[Sequence[Piece]], last: str = " and ") -> list[Piece]:
    """Items with commas between them and a word before the last."""
    pieces: list[Piece] = []
    for number, item in enumerate(items):
        pieces += [last if number == len(items) - 1 else ", "] if number else []
        pieces += item
    return pieces


class Words:
    """Names, figures and levels of a dataset in words."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._rows: dict[str, Mapping[str, Any]] = {row["observation_id"]: row for row in dataset.observations.to_dict("records")}
        self._rows |= {row["claim_id"]: row for row in dataset.claims.to_dict("records")}

    @property
    def geography(self) -> Geography:
        """Places and memberships."""
        return self._dataset.geography

    def row(self, row_id: str) -> Mapping[str, Any]:
        """The row with an id."""
        return self._rows[row_id]

    def where(self, geography: str, period: Period, sector: str = "") -> Data:
        """A place and a period, and a sector if there is one: Liberated districts, 2024."""
        return Data(", ".join(filter(None, [self._dataset.geography.name(geography), sector_words(sector), period.label])))

    def level(self, level: Level, place: Place, sector: str = "") -> list[Piece]:
        """A level with its place and period in parentheses."""
        quantity = Quantity(level.interval, "", STATUS[level.standing], level.rows, self.flags(level.rows))
        return [quantity, " (", self.where(place.geography, place.period, sector), ")"]

    def figure(self, rows: Sequence[str]) -> list[Piece]:
        """A printed figure with what it is about: 797 (Liberated districts, 2022)."""
        row = self._rows[rows[0]]
        if "claim_id" not in row:
            quantity = Quantity(row["interval"], row["unit"], "published", tuple(rows), self.flags(rows), printed_figure(row))
            return [quantity, " (", self.where(row["geography"], period_of(row), row["sector"]), ")"]
        return [stated(row, tuple(rows), self.flags(rows)), " (", self._claim_is_about(row), ")"]

    def _claim_is_about(self, row: Mapping[str, Any]) -> Data:
        name, later = (
            ", ".join(filter(None, [self._dataset.geography.name(row["geography"]), sector_words(row["sector"])])),
            period_of(row).label,
        )
        if row["among"]:
            return Data(f"{name} in {self._dataset.geography.name(row['among'])}, {later}")
        base = "" if pd.isna(row["base_period_end"]) else f"{period_of(row, 'base_').label} to "
        return Data(f"{name}, {base}{later}")

    def stated(self, claim: Mapping[str, Any]) -> Quantity:
        """A claim's figure as printed, with its doubts."""
        return stated(claim, flags=self.flags([claim["claim_id"]]))

    def computed(self, interval: Interval, unit: str, rows: Iterable[str]) -> Quantity:
        """A recomputed figure, with the doubts about what it rests on."""
        return replace(computed(interval, unit, tuple(rows)), flags=self.flags(rows))

    def printed(self, interval: Interval, rows: Iterable[str]) -> Quantity:
        """A printed level, with the doubts about it."""
        return replace(self.computed(interval, "", rows), status="published")

    def flags(self, rows: Iterable[str]) -> tuple[str, ...]:
        """Flags of some rows, each once, in order."""
        return tuple(sorted({flag for row in rows for flag in self._rows[row]["flags"].split()}))

    def doubt(self, rows: Iterable[str]) -> list[Piece]:
        """A sentence on the rows under doubt among some; nothing if there is none."""
        doubtful = [row for row in rows if "scope_doubt" in self._rows[row]["flags"].split()]
        return [" Under doubt about its scope: ", *listed([self.figure([row]) for row in doubtful]), "."] if doubtful else []


def stated(claim: Mapping[str, Any], rows: tuple[str, ...] = (), flags: tuple[str, ...] = ()) -> Quantity:
    """A claim's figure as printed: 2.1-fold, +59 %, rank 1, nearly +9,100."""
    number = exact(float(claim["value"]))
    decimals = len(str(claim["value"]).partition(".")[2])
    unit = "" if claim["unit"] == "rank" else str(claim["unit"])
    sign = "+" if claim["claim"] in ("percent_change", "absolute_change") and number > 0 else ""
    rank = "rank " if claim["unit"] == "rank" else ""
    printed = f"{rank}{printed_words(claim['precision'])}{sign}{format_number(number, unit, decimals)}"
    return Quantity(claim["interval"], str(claim["unit"]), "published", rows or (str(claim["claim_id"]),), flags, printed)


def computed(interval: Interval, unit: str, rows: tuple[str, ...] = ()) -> Quantity:
    """A recomputed figure."""
    shown = "" if unit == "rank" else unit
    return Quantity(interval, shown, "implied" if interval.is_point else "bounded", rows)
