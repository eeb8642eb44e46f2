"""Values that were printed anew or set aside: every vintage of such a cell, and what stands now (notebook 08)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.wording import published_words
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.dataset.cells import value_of
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.dataset.naming import sector_words
from karabakh_analysis.dataset.vintages import cell_number
from karabakh_analysis.values import Quantity

MOST_PUBLISHERS = 3
ORDER = ["known_from_latest", "known_from_earliest", "observation_id"]
WITH_ITS_TABLE = "A later value replaced the total of its table"
OTHER_CONCEPT = "not what the indicator usually counts"


@dataclass(frozen=True, slots=True)
class Vintage:
    """One value of a cell: printings that agree.

    Parameters
    ----------
    value
        The narrowest of the printed intervals.
    first
        The first of its rows.
    publishers
        Who printed it, in order.
    stands
        Whether it is the value in use.
    reason
        Why it was set aside, in the words of our annotations; empty for a value that stands or that a later one replaced.
    """

    value: Quantity
    first: pd.Series
    publishers: tuple[str, ...]
    stands: bool
    reason: str

    @property
    def ever_stood(self) -> bool:
        """Whether it was in use at some time; a value may be set aside as soon as it is printed."""
        return bool(pd.notna(self.first["vintage"]))

    @property
    def published(self) -> str:
        """Date of the first printing in words; a single day or month does not break."""
        words = published_words(self.first["published"])
        return words if words.startswith("between") else words.replace(" ", "\N{NO-BREAK SPACE}")

    @property
    def by(self) -> str:
        """Who printed it; long lists are cut."""
        more = len(self.publishers) - MOST_PUBLISHERS
        return ", ".join(self.publishers[:MOST_PUBLISHERS]) + (f" and {more} more" if more > 0 else "")


@dataclass(frozen=True, slots=True)
class History:
    """All vintages of a cell, the first one first; ``remark`` says what else tells the cell from others."""

    indicator: str
    geography: str
    sector: str
    kind: str
    remark: str
    vintages: tuple[Vintage, ...]

    @property
    def standing(self) -> Vintage | None:
        """The vintage in use; ``None`` where all were set aside."""
        return next((vintage for vintage in reversed(self.vintages) if vintage.stands), None)

    @property
    def is_revised(self) -> bool:
        """Whether a later value stands in place of an earlier one."""
        return self.standing is not None and sum(vintage.ever_stood for vintage in self.vintages) > 1

    @property
    def reason(self) -> str:
        """Why an earlier value was set aside, where that is recorded."""
        return next((vintage.reason for vintage in self.vintages if vintage.reason), "")

    @property
    def when(self) -> str:
        """The period of a flow, the day of a stock, the deadline of a target."""
        first = self.vintages[0].first
        start, end = first["period_start"], first["period_end"]
        if pd.isna(end):
            return "no deadline" if self.kind == "target" else "no date"
        if self.kind == "target":
            return f"by {Period.day(end).label}"
        return Period(end if pd.isna(start) else start, end).label


def histories(data: Dataset, first: str = "") -> list[History]:
    """Every cell of which some printed value no longer stands.

    Parameters
    ----------
    data
        What was known.
    first
        An indicator to begin with; the others follow in the order of ``indicators.csv``.
    """
    rows = data.observations.sort_values(ORDER, na_position="first", kind="stable")
    number = cell_number(rows)
    changed = rows[number.isin(number[~rows["is_latest"]])]
    names, reasons = data.sources.set_index("source_id")["publisher"].to_dict(), _reasons(data)
    found = [_history(printings, names, reasons) for _, printings in changed.groupby(number.loc[changed.index], sort=False)]
    order = [first, *data.indicators["indicator"]]
    return sorted(
        found, key=lambda each: (order.index(each.indicator), not each.is_revised, _end(each), data.geography.name(each.geography))
    )


def _end(history: History) -> pd.Timestamp:
    end = history.vintages[0].first["period_end"]
    return pd.Timestamp.max if pd.isna(end) else end


def _reasons(data: Dataset) -> dict[str, str]:
    rows = data.annotations[data.annotations["flag"].eq("superseded")]
    return dict(zip(rows["row_id"].astype(str), rows["reason"].astype(str), strict=True))


def _history(printings: pd.DataFrame, names: dict[str, str], reasons: dict[str, str]) -> History:
    indicator, geography, sector, kind = (str(printings[name].iloc[0]) for name in ("indicator", "geography", "sector", "kind"))
    remark = OTHER_CONCEPT if has_flag(printings, "different_concept").any() else ""
    remark = str(printings["coverage"].iloc[0]) if has_flag(printings, "settlement_level").any() else remark
    return History(indicator, geography, sector, kind, remark, tuple(_vintages(printings, names, reasons)))


def _vintages(printings: pd.DataFrame, names: dict[str, str], reasons: dict[str, str]) -> Iterator[Vintage]:
    """Values in order; one that was superseded when it appeared is put where it was printed."""
    number = printings["vintage"].astype("Float64").fillna(-1.0)
    last = printings["vintage"].max()
    for _, rows in printings.groupby(number, sort=False):
        own = {str(row) for row in rows.loc[has_flag(rows, "superseded"), "observation_id"]}
        replaced = not rows["vintage"].isna().any() and rows["vintage"].iloc[0] < last
        reason = next((reasons[row] for row in sorted(own) if row in reasons), "" if replaced else WITH_ITS_TABLE)
        stands = bool(rows["is_latest"].any())
        publishers = tuple(dict.fromkeys(names.get(source, source) for source in rows["source_id"]))
        yield Vintage(value_of(rows.to_dict("records")), rows.iloc[0], publishers, stands, "" if stands else reason)


def cell_words(data: Dataset, history: History) -> str:
    """Place, sector and period of a cell; an industrial park is named by its place."""
    sector = "" if history.sector.startswith("industrial_park:") else sector_words(history.sector)
    return ", ".join(filter(None, [data.geography.name(history.geography), sector, history.remark, history.when]))


def cell_head(data: Dataset, history: History) -> str:
    """The same with what is counted."""
    return f"{data.labels[history.indicator]}: {cell_words(data, history)}"
