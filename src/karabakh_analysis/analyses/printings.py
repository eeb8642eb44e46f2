"""Printed figures as a reader meets them: each told once however many documents carry it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pandas as pd

from karabakh_analysis.analyses.wording import published_words
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.dataset.cells import printed_figure
from karabakh_analysis.dataset.naming import flag_words, sector_words
from karabakh_analysis.values import SEPARATOR, Quantity

LIBERATED = "LIBERATED"
# Words of a note by which a target is a number to add within a time, and not one to come to.
ADDED = re.compile(r"\b(?:for \d{4} to \d{4}|during|additional|further|in the next)\b")
NOT_COMPARED = frozenset({"different_concept", "settlement_level", "superseded", "scope_doubt"})
CORRECTED = "corrected: the document prints another number"
SAME = ["indicator", "geography", "sector", "kind", "period_start", "period_end", "value", "low", "high", "precision", "unit", "coverage"]


@dataclass(frozen=True)
class Printing:
    """One printed figure, with all documents that print it alike.

    Parameters
    ----------
    indicator, geography, sector, kind
        Codes of the tables.
    start, day
        First and last day of a flow, the day of a stock (twice), the deadline of a target; missing where none is printed.
    coverage, note
        What the tables say of it.
    quantity
        The figure with the rows of all printings.
    published, known
        Publication date of the first document (EDTF), and the last day on which it may have appeared.
    last_published, last_known
        The same of the last document whose date is known.
    publishers
        Who printed it, in words.
    corrected
        The fields that are read otherwise than the raw row holds them, space-separated.
    """

    indicator: str
    geography: str
    sector: str
    kind: str
    start: pd.Timestamp
    day: pd.Timestamp
    coverage: str
    note: str
    quantity: Quantity
    published: str
    known: pd.Timestamp
    last_published: str
    last_known: pd.Timestamp
    corrected: str
    publishers: str

    @property
    def moment(self) -> pd.Timestamp:
        """The day of the figure; where none is printed, the last day on which its document may have appeared."""
        return self.known if pd.isna(self.day) else self.day

    @property
    def when(self) -> str:
        """The day or period of the figure in words."""
        if self.kind == "target":
            return "no deadline printed" if pd.isna(self.day) else f"by {Period.day(self.day).label}"
        if pd.isna(self.day):
            return f"no day of its own, published {published_words(self.published)}" if self.published else "date not known"
        return Period.day(self.day).label if self.kind == "stock" or pd.isna(self.start) else Period(self.start, self.day).label

    @property
    def is_added(self) -> bool:
        """Whether a target is a number to add within a time."""
        return self.kind == "target" and is_added(self.note)

    @property
    def is_comparable(self) -> bool:
        """Whether it stands beside other figures of its indicator: of the same concept, not in doubt, and no number to add."""
        return not NOT_COMPARED.intersection(self.quantity.flags) and not self.is_added

    @property
    def covers(self) -> str:
        """The breakdown and what the tables say of the coverage, each once; empty where there is nothing to say."""
        sector = sector_words(self.sector)
        return SEPARATOR.join(filter(None, (sector if sector.casefold() not in self.coverage.casefold() else "", self.coverage)))

    @property
    def remarks(self) -> str:
        """The flags of the figure in words, and whether its number is a corrected one."""
        corrected = [CORRECTED] if {"value", "low", "high"} & set(self.corrected.split()) else []
        return SEPARATOR.join([*(flag_words(flag) for flag in self.quantity.flags), *corrected])


def printed(row: pd.Series) -> Quantity:
    """One observation as a quantity."""
    return Quantity(row["interval"], row["unit"], "published", (row["observation_id"],), tuple(row["flags"].split()), printed_figure(row))


def printings(data: Dataset, *indicators: str) -> list[Printing]:
    """Every printed figure of some indicators, in order of publication; those of unknown date last."""
    rows = data.observations[data.observations["indicator"].isin(indicators)]
    ordered = rows.sort_values(["known_from_latest", "observation_id"], na_position="last", kind="stable")
    ordered = ordered.assign(added=ordered["note"].map(is_added))
    publishers = dict(zip(data.sources["source_id"], data.sources["publisher"], strict=True))
    return [_printing(group, publishers) for _, group in ordered.groupby([*SAME, "added"], dropna=False, sort=False)]


def is_added(note: str) -> bool:
    """Whether a note says that a figure is added within a time, such as *for 2024 to 2026*: it is no level at the time's end."""
    return ADDED.search(note) is not None


def _printing(rows: pd.DataFrame, publishers: dict[str, str]) -> Printing:
    first: Any = rows.iloc[0]
    flags = tuple(sorted({flag for text in rows["flags"] for flag in text.split()}))
    quantity = Quantity(first["interval"], first["unit"], "published", tuple(rows["observation_id"]), flags, printed_figure(first))
    words = SEPARATOR.join(dict.fromkeys(publishers[source] for source in rows["source_id"]))
    about = {name: first[name] for name in ("indicator", "geography", "sector", "kind", "coverage", "note", "published")}
    days = {"start": first["period_start"], "day": first["period_end"], "known": first["known_from_latest"]}
    last: Any = rows[rows["known_from_latest"].notna()].iloc[-1] if rows["known_from_latest"].notna().any() else first
    days |= {"last_published": last["published"], "last_known": last["known_from_latest"]}
    corrected = " ".join(dict.fromkeys(rows["corrected_fields"]))
    return Printing(**about, **days, quantity=quantity, publishers=words, corrected=corrected)
