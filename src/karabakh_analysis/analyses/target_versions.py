"""The versions of the sector figures side by side (notebook 03)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.sector_targets import NAMES, PARK, Targets, merged, own_total, rows_of
from karabakh_analysis.analyses.wording import count, lowered
from karabakh_analysis.values import Quantity, Sentence, Value, listed


def versions_table(found: Targets) -> pd.DataFrame:
    """Every version's figure for every sector, and its total. Unit: jobs."""
    sectors = [sector for sector in NAMES if sector in set(found.parts["sector"])]
    rows = {NAMES[sector]: {version: merged(rows_of(found.parts, sector, version)) for version in found.versions} for sector in sectors}
    rows["Total printed beside them"] = {version: own_total(found, version) for version in found.versions}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def version_dots(found: Targets) -> pd.DataFrame:
    """Every sector figure by version as rows of a figure. Unit: jobs."""
    table = versions_table(found).iloc[:-1]
    rows = [
        drawn(str(sector), quantity, series=str(version), hue="kar") | {"status": "target"}
        for sector, cells in table.iterrows()
        for version, quantity in cells.items()
        if isinstance(quantity, Quantity)
    ]
    return pd.DataFrame(rows)


def changed_sectors(found: Targets) -> list[str]:
    """Names of the sectors whose printed number is not the same in all versions that print it; "about" alone makes no difference."""
    figures = found.parts["value"] + "|" + found.parts["low"] + "|" + found.parts["high"]
    different = figures.groupby(found.parts["sector"]).nunique().gt(1)
    return [name for sector, name in NAMES.items() if different.get(sector, False)]


def versions_finding(found: Targets) -> Sentence:
    """Which sector figures differ between versions."""
    changed = changed_sectors(found)
    values: dict[str, Value] = {"versions": count(len(found.versions)), "names": _in_text(changed), "year": str(found.year)}
    if len(found.versions) < 2:
        return Sentence("One version of the sector figures for {year} was known.", values)
    if not changed:
        return Sentence("The {versions} versions of the sector figures for {year} agree wherever they name the same sector.", values)
    return Sentence("{versions} versions of the sector figures for {year} differ in {names}.", values)


def _in_text(names: list[str]) -> str:
    return listed([name if name == NAMES[PARK] else lowered(name) for name in names])


def ranges_title(found: Targets) -> Sentence:
    """Which sector's figure moved down or up between the first and the last version that print it."""
    moved = changed_sectors(found)
    if not moved:
        return Sentence("No sector's figure differs between versions")
    return Sentence("Figures differ between versions for {names}", {"names": _in_text(moved)})
