"""The latest release, and what came after it (notebook 00).

The latest release is made of the documents that report the latest period end of an additive flow.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.wording import lowered, published_words, source_line
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.values import Quantity, Sentence, Value, listed

DAY = pd.Timedelta(days=1)
MOST_NAMED = 3


@dataclass(frozen=True)
class Release:
    """The documents of a release.

    Parameters
    ----------
    data
        What is known.
    documents
        Their ids, by date.
    end
        The period end that they report.
    indicators
        Codes of the additive flows that they count to that day.
    """

    data: Dataset
    documents: tuple[str, ...]
    end: pd.Timestamp
    indicators: tuple[str, ...]

    @property
    def things(self) -> str:
        """What they count to that day, in running text."""
        return listed([lowered(self.data.labels[indicator]) for indicator in self.indicators])

    @property
    def _dates(self) -> pd.DataFrame:
        return self.data.sources.set_index("source_id").loc[list(self.documents), ["known_from_earliest", "known_from_latest"]]

    @property
    def day_before(self) -> str:
        """The last day on which none of them can have been known, as yyyy-mm-dd; the day after where nothing was known before them."""
        day = self._dates["known_from_earliest"].min() - DAY
        return f"{day:%Y-%m-%d}" if self.data.sources["known_from_latest"].le(day).any() else self.day_after

    @property
    def day_after(self) -> str:
        """The first day on which all of them were certainly known, as yyyy-mm-dd."""
        return f"{self._dates['known_from_latest'].max():%Y-%m-%d}"

    def prints(self, quantity: Quantity) -> bool:
        """Whether a value rests on these documents alone."""
        return all(row.rpartition("/")[0] in self.documents for row in quantity.evidence)


def latest_release(data: Dataset) -> Release | None:
    """The latest release among dated documents; ``None`` where no additive flow is printed."""
    additive = data.indicators.loc[data.indicators["additive"].eq("yes"), "indicator"]
    flows = data.observations[data.observations["kind"].eq("flow") & data.observations["indicator"].isin(additive)]
    flows = flows[flows["known_from_latest"].notna() & flows["period_end"].notna()]
    if flows.empty:
        return None
    last = flows[flows["period_end"].eq(flows["period_end"].max())].sort_values(["known_from_latest", "source_id"], kind="stable")
    counted = [indicator for indicator in data.indicators["indicator"] if indicator in set(last["indicator"])]
    return Release(data, tuple(dict.fromkeys(last["source_id"])), last["period_end"].iloc[0], tuple(counted))


def days(release: Release | None) -> tuple[str, str]:
    """The day before a release and the first day on which all of it was known; twice the present where there is none."""
    return ("", "") if release is None else (release.day_before, release.day_after)


def source(release: Release | None) -> str:
    """The documents of a release as a source line; nothing where there is none."""
    return "" if release is None else source_line(release.data, [f"{document}/" for document in release.documents], computed=False)


def release_finding(release: Release | None, levels: pd.DataFrame, revised: pd.DataFrame, flipped: pd.DataFrame) -> Sentence:
    """What the latest release brought, in one sentence."""
    if release is None:
        return Sentence("No release of an additive flow is known.")
    values: dict[str, Value] = {
        "documents": _number(len(release.documents), "document"),
        "end": Period.day(release.end).label,
        "things": release.things,
        "levels": _number(len(levels), "new level"),
        "revised": _number(len(revised), "revised level"),
        "flipped": _number(len(flipped), "changed verdict"),
    }
    brought = listed(["{levels}", *(["{revised}"] if len(revised) else []), *(["{flipped}"] if len(flipped) else [])])
    return Sentence(f"The latest release of {{things}}, to {{end}}, stands in {{documents}} and brought {brought}.", values)


def _number(many: int, thing: str) -> str:
    return f"{many or 'no'} {thing}{'s' * (many != 1)}"


def release_heading(release: Release | None) -> Sentence:
    """What the latest release is."""
    if release is None:
        return Sentence("No release of an additive flow is known")
    return Sentence("The latest release of {things} counts to {end}", {"end": Period.day(release.end).label, "things": release.things})


def since_finding(release: Release | None) -> Sentence:
    """What documents that certainly came after the release print: how many figures, and on what most of them are."""
    if release is None:
        return Sentence("")
    data = release.data
    later = data.sources[data.sources["known_from_earliest"].gt(pd.Timestamp(release.day_after))]
    rows = data.observations[data.observations["source_id"].isin(later["source_id"])]
    if rows.empty:
        return Sentence("No later document is known.")
    most = rows["indicator"].value_counts().sort_index(kind="stable").sort_values(ascending=False, kind="stable").index[:MOST_NAMED]
    last = later.sort_values(["known_from_earliest", "source_id"], kind="stable")["published"].iloc[-1]
    values: dict[str, Value] = {
        "documents": _number(rows["source_id"].nunique(), "later document"),
        "figures": _number(len(rows), "figure"),
        "most": listed([lowered(data.labels[indicator]) for indicator in most]),
        "last": published_words(last),
    }
    return Sentence("{documents}, the last of {last}, print {figures}, most often on {most}.", values)
