"""A published claim, each once however often it was reprinted, and how pages name it (notebook 07)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import pandas as pd

from karabakh_analysis.analyses.claim_digits import in_sentence, with_digits
from karabakh_analysis.analyses.claim_names import COMPUTED_WORDS, KIND_WORDS
from karabakh_analysis.analyses.levels import flags_of
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.wording import published_words
from karabakh_analysis.dataset import Dataset, period_of
from karabakh_analysis.dataset.naming import sector_words
from karabakh_analysis.evidence import Verdict
from karabakh_analysis.evidence.claims import Vintage
from karabakh_analysis.evidence.recompute import Recomputed, reference_of
from karabakh_analysis.evidence.wording import computed, stated
from karabakh_analysis.values import Quantity, Sentence


@dataclass(frozen=True, eq=False)
class Claim:
    """A claim with all its printings.

    Parameters
    ----------
    data
        What was known.
    printings
        Verdicts on rows with the same content; the first one stands for all.
    """

    data: Dataset
    printings: tuple[Verdict, ...]

    @property
    def first(self) -> Verdict:
        """The verdict that stands for the claim."""
        return self.printings[0]

    @property
    def row(self) -> Mapping[str, Any]:
        """The row that stands for the claim."""
        return self.first.checked.claim

    @property
    def verdict(self) -> str:
        """One of `VERDICTS`."""
        return self.first.checked.verdict

    @property
    def kind(self) -> str:
        """Growth, change, share or rank."""
        return KIND_WORDS[self.row["claim"]]

    @property
    def rows(self) -> tuple[str, ...]:
        """Ids of all rows that print it."""
        return tuple(str(each.checked.claim["claim_id"]) for each in self.printings)

    @property
    def stated(self) -> Quantity:
        """The figure as printed, resting on all rows that print it."""
        return stated(self.row, self.rows, flags_of(self.data, self.rows))

    @property
    def vintage(self) -> Vintage:
        """The vintage that the verdict rests on: the one on which it agrees, else the latest."""
        return self.first.checked.agreeing or self.first.checked.latest

    @property
    def recomputed(self) -> Quantity | None:
        """The figure by the latest printed counts; ``None`` where nothing is printed that gives it."""
        return self.as_quantity(self.first.checked.latest.found)

    @property
    def reason(self) -> Sentence:
        """The arithmetic behind the verdict, with the digits that the recomputed figure has elsewhere."""
        return in_sentence(self.first.reason, self.recomputed)

    def as_quantity(self, found: Recomputed | None) -> Quantity | None:
        """A recomputed figure in the unit of the claim."""
        if found is None:
            return None
        plain = computed(found.interval, str(self.row["unit"]), found.rows)
        again = replace(plain, flags=flags_of(self.data, plain.evidence))
        return with_digits(again, self.first.checked.accepted)

    @property
    def computed_by(self) -> str:
        """Who worked the figure out: the institution if one printing says so, else the publisher if one does, else not said."""
        named = {str(each.checked.claim["computed_by"]) for each in self.printings}
        return next((who for who in COMPUTED_WORDS if who in named), "unknown")

    @cached_property
    def documents(self) -> pd.DataFrame:
        """The documents that print it, by date."""
        ids = {str(each.checked.claim["source_id"]) for each in self.printings}
        return self.data.sources[self.data.sources["source_id"].isin(ids)].sort_values(["known_from_latest", "source_id"], kind="stable")

    @property
    def publishers(self) -> list[str]:
        """Who printed it, each once, the earliest first."""
        return list(dict.fromkeys(self.documents["publisher"]))

    @property
    def printed_in(self) -> str:
        """Publishers with dates."""
        documents = zip(self.documents["publisher"], self.documents["published"], strict=True)
        return ", ".join(dict.fromkeys(f"{publisher} ({published_words(published)})" for publisher, published in documents))

    @property
    def indicator(self) -> str:
        """What is counted."""
        return self.data.labels[self.row["indicator"]]

    @property
    def place(self) -> str:
        """Name of the place."""
        return self.data.geography.name(str(self.row["geography"]))

    @property
    def period(self) -> str:
        """The period, after the one compared with where that is printed."""
        later = period_of(self.row)
        return later.label if pd.isna(self.row["base_period_end"]) else f"{period_of(self.row, 'base_').label} to {later.label}"

    @property
    def what(self) -> str:
        """The kind of claim with its breakdown and what it is taken of: growth; share of Azerbaijan; rank in Liberated districts."""
        return " ".join(filter(None, [self.kind, self._part, self._within]))

    @property
    def name(self) -> str:
        """What the claim is about, in one phrase."""
        return f"{self.indicator}, {self.what}: {self._short_place}, {self.period}"

    @property
    def title(self) -> Sentence:
        """The figure and what it is about."""
        return Sentence("{stated}: {about}", {"stated": self.stated, "about": self.about})

    @property
    def about(self) -> str:
        """What the figure is about, for a sentence that holds the figure itself."""
        if self.kind == "rank":
            return f"{self.place} by {self.indicator.lower()} {self._within}, {self.period}"
        what = [self.what] if self.kind == "share" else []
        return ", ".join([self.indicator.lower(), *what, self.place, self.period])

    @property
    def label(self) -> str:
        """Place, breakdown and period, without the base, as short as a figure wants them."""
        sector = sector_words(self.row["sector"]) if self.row["sector"] else ""
        return ", ".join(filter(None, [self._short_place, sector, period_of(self.row).label]))

    @property
    def _short_place(self) -> str:
        return place_name(self.data, self.row["geography"]).short

    @property
    def whole(self) -> str:
        """What a share is taken of, with its preposition; nothing for other claims."""
        return f"of {self._whole}" if self.kind == "share" else ""

    @property
    def _part(self) -> str:
        return f"({sector_words(self.row['sector'])})" if self.row["sector"] else ""

    @property
    def _within(self) -> str:
        if self.kind == "rank":
            return f"in {self.data.geography.name(self.row['among'])}"
        return self.whole

    @property
    def _whole(self) -> str:
        """What a share is taken of."""
        indicator, sector = reference_of(self.row)
        if self.row["among"] != self.row["geography"] and indicator == self.row["indicator"]:
            return self.data.geography.name(str(self.row["among"]))
        label = self.data.labels[indicator].lower()
        return f"{label} ({sector_words(sector)})" if sector else f"all {label}" if indicator == self.row["indicator"] else label
