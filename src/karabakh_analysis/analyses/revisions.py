"""Values that were printed anew or set aside: every vintage of such a cell, and what stands now (notebook 08)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.plan_repeats import without_repeats
from karabakh_analysis.analyses.printed_vintages import Vintage, vintages_of
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.dataset.naming import sector_words
from karabakh_analysis.dataset.vintages import cell_number

ORDER = ["known_from_latest", "known_from_earliest", "observation_id"]


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
    """Every cell of which some printed value no longer stands; what the indicator does not usually count is no value of a cell.

    Parameters
    ----------
    data
        What was known.
    first
        An indicator to begin with; the others follow in the order of ``indicators.csv``.
    """
    rows = without_repeats(data.observations).sort_values(ORDER, na_position="first", kind="stable")
    rows = rows[~has_flag(rows, "different_concept")]
    number = cell_number(rows)
    changed = rows[number.isin(number[~rows["is_latest"]])]
    names, reasons = data.sources.set_index("source_id")["publisher"].to_dict(), _reasons(data)
    found = [_history(printings, names, reasons) for _, printings in changed.groupby(number.loc[changed.index], sort=False)]
    order = [first, *data.indicators["indicator"]]
    return sorted(
        (each for each in found if not all(vintage.stands for vintage in each.vintages)),
        key=lambda each: (order.index(each.indicator), not each.is_revised, _end(each), data.geography.name(each.geography)),
    )


def _end(history: History) -> pd.Timestamp:
    end = history.vintages[0].first["period_end"]
    return pd.Timestamp.max if pd.isna(end) else end


def _reasons(data: Dataset) -> dict[str, str]:
    rows = data.annotations[data.annotations["flag"].eq("superseded")]
    return dict(zip(rows["row_id"].astype(str), rows["reason"].astype(str), strict=True))


def _history(printings: pd.DataFrame, names: dict[str, str], reasons: dict[str, str]) -> History:
    indicator, geography, sector, kind = (str(printings[name].iloc[0]) for name in ("indicator", "geography", "sector", "kind"))
    remark = str(printings["coverage"].iloc[0]) if has_flag(printings, "settlement_level").any() else ""
    return History(indicator, geography, sector, kind, remark, tuple(vintages_of(printings, names, reasons)))


def cell_words(data: Dataset, history: History) -> str:
    """Place, sector and period of a cell; an industrial park is named by its place."""
    sector = "" if history.sector.startswith("industrial_park:") else sector_words(history.sector)
    return ", ".join(filter(None, [data.geography.name(history.geography), sector, history.remark, history.when]))


def cell_head(data: Dataset, history: History) -> str:
    """The same with what is counted."""
    return f"{data.labels[history.indicator]}: {cell_words(data, history)}"
