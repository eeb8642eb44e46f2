"""Printed figures that touch a sector of the jobs target and say nothing about where it stands, each with the reason (notebook 03)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.printings import printed
from karabakh_analysis.analyses.sector_targets import NAMES, Targets, named_sectors
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset, Period, period_of
from karabakh_analysis.values import Quantity, Sentence, Value


@dataclass(frozen=True)
class Nearby:
    """A measure that touches a sector.

    Parameters
    ----------
    sector
        Of the target.
    indicator, geography, breakdown
        The cells that hold it; the last one by its day is taken.
    reason
        Why it is no status of the sector.
    """

    sector: str
    indicator: str
    geography: str
    breakdown: str
    reason: str


PERHAPS_ALL = "perhaps counted over the whole country"
ADMINISTRATIVE = "an administrative count of another office"
OTHER_AREA = "printed for the liberated districts of two regions, the target for one region"
NEARBY = (
    Nearby("public_sector", "wage_employees", "KAR", "", "all hired employees of the region, public and private; registered by address"),
    Nearby(
        "agriculture",
        "small_farms_established",
        "LIBERATED",
        "",
        f"persons or families given a farm, not jobs; {PERHAPS_ALL}; {OTHER_AREA}",
    ),
    *(
        Nearby("sme", "enterprises_active", "KAR", f"size:{size}", "enterprises in operation, old and new, not jobs")
        for size in ("micro", "small", "medium")
    ),
    Nearby("sme", "sole_proprietors_active", "KAR", "", "persons registered, old and new, not jobs"),
    Nearby(
        "sme",
        "business_premises_jobs",
        "AZ-XA+AZ-XCI+X-AGD",
        "",
        f"jobs at premises opened in three places, whatever the size; {ADMINISTRATIVE}",
    ),
    Nearby("sme", "new_enterprises", "LIBERATED", "", f"enterprises registered, not jobs; {OTHER_AREA}"),
    Nearby("tourism", "enterprises_active", "KAR", "catering", "places that serve food, for residents as for visitors, not jobs"),
)


def nearby_table(found: Targets) -> pd.DataFrame:
    """The last printed figure of every measure that touches a sector, with its day or period and why it is no status."""
    rows = [(each, _last(found.data, each)) for each in NEARBY if each.sector in set(found.parts["sector"])]
    lines = [
        {"Measure": _measure(found.data, each), "Figure": last[0], "Of": last[1].label, "Why it is no status": each.reason}
        for each, last in rows
        if last
    ]
    labels = [NAMES[each.sector] for each, last in rows if last]
    return pd.DataFrame(lines, index=pd.Index(labels), columns=["Measure", "Figure", "Of", "Why it is no status"], dtype=object)


def _measure(data: Dataset, each: Nearby) -> str:
    label = data.labels[each.indicator]
    return f"{label}, {each.breakdown.removeprefix('size:')}" if each.breakdown else label


def _last(data: Dataset, each: Nearby) -> tuple[Quantity, Period] | None:
    """The last printed figure of a measure, whatever is remarked about it: what the table says is that it is no status."""
    rows = data.observations
    chosen = rows[rows["indicator"].eq(each.indicator) & rows["geography"].eq(each.geography) & rows["sector"].eq(each.breakdown)]
    dated = chosen[chosen["is_latest"] & chosen["kind"].ne("target") & chosen["period_end"].notna()]
    if dated.empty:
        return None
    row = dated.sort_values(["period_end", "period_start", "observation_id"], ascending=[True, False, True], kind="stable").iloc[-1]
    return printed(row), period_of(row.to_dict())


def nearby_finding(found: Targets) -> Sentence:
    """For how many sectors something is printed that touches them without being a status."""
    touched = set(nearby_table(found).index)
    named = [NAMES[sector] for sector in named_sectors(found)]
    without = [name for name in named if name not in touched]
    if not touched:
        return Sentence("No figure that touches a sector had been printed.")
    values: dict[str, Value] = {"touched": count(len(touched)), "all": count(len(named)), "names": ", ".join(without)}
    if not without:
        return Sentence("For each of the {all} sectors some figure is printed that touches it, none of which says where it stands.", values)
    if len(touched) == 1:
        return Sentence("For one of the {all} sectors named a figure is printed that touches it; it does not say where it stands.", values)
    return Sentence("For {touched} of the {all} sectors figures are printed that touch them and do not say where they stand.", values)
