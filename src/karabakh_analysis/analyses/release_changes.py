"""What a release changed: levels that are new, revised levels, and claims with another verdict (notebook 00)."""

from __future__ import annotations

from typing import Any

import pandas as pd

from karabakh_analysis.analyses.claim_check import Check
from karabakh_analysis.analyses.claim_names import VERDICT_WORDS
from karabakh_analysis.analyses.latest_release import Release
from karabakh_analysis.analyses.scope import REGIONS
from karabakh_analysis.dataset import COUNTRY, Dataset, Period
from karabakh_analysis.dataset.naming import sector_words


def new_levels(release: Release | None) -> pd.DataFrame:
    """Levels that no earlier document prints, wider places first, then by region and name.

    Returns
    -------
    DataFrame
        Columns ``Indicator``, ``Period`` and ``Level``; index: names of the places.
    """
    if release is None:
        return pd.DataFrame()
    data = release.data
    cells = data.cells[data.cells["kind"].eq("flow") & data.cells["quantity"].map(release.prints)]
    ordered = sorted(cells.itertuples(), key=lambda cell: _order(data, cell.geography))
    rows = [(data.geography.name(cell.geography), _subject(data, cell), _period(cell).label, cell.quantity) for cell in ordered]
    return pd.DataFrame(rows, columns=["place", "Indicator", "Period", "Level"]).set_index("place")


def _order(data: Dataset, code: str) -> tuple[int, int, str]:
    """The country, then groups of districts, the larger first, then the districts by region and name."""
    geography = data.geography
    if code in geography.districts:
        return 2, (*REGIONS, geography.region_of(code)).index(geography.region_of(code)), geography.name(code)
    return int(code != COUNTRY), -len(geography.ever_members(code)), geography.name(code)


def one_period(levels: pd.DataFrame) -> str:
    """The period of all levels, where it is the same; else nothing."""
    periods = set(levels["Period"]) if len(levels) else set()
    return periods.pop() if len(periods) == 1 else ""


def levels_table(levels: pd.DataFrame) -> pd.DataFrame:
    """The levels as a table shows them: a period that all share stands in the caption."""
    return levels.drop(columns="Period") if one_period(levels) else levels


def levels_caption(levels: pd.DataFrame) -> str:
    """What the table of levels shows."""
    return ", ".join(filter(None, ("Levels that no earlier document prints", one_period(levels))))


def _subject(data: Dataset, cell: Any) -> str:
    breakdown = sector_words(cell.sector)
    label = data.labels[cell.indicator]
    return f"{label} ({breakdown})" if breakdown else label


def revisions(release: Release | None) -> pd.DataFrame:
    """Levels for which the release prints another value than an earlier document. Columns ``Was``, ``Is``; index: what is revised."""
    if release is None:
        return pd.DataFrame()
    data = release.data
    cells = data.cells[data.cells["kind"].eq("flow")]
    pairs = [(cell, data.history(cell.indicator, cell.geography, _period(cell), cell.sector)) for cell in cells.itertuples()]
    changed = [(cell, past) for cell, past in pairs if len(past) > 1 and release.prints(past[-1])]
    names = [f"{_subject(data, cell)}, {data.geography.name(cell.geography)}, {_period(cell).label}" for cell, _ in changed]
    return pd.DataFrame([{"Was": past[-2], "Is": past[-1]} for _, past in changed], index=names, dtype=object)


def _period(cell: Any) -> Period:
    return Period(cell.period_start, cell.period_end)


def flips(before: Check, after: Check) -> pd.DataFrame:
    """Claims whose verdict is another after the release than before it. Columns ``Stated``, ``Was``, ``Is``; index: claims."""
    then = {claim.rows[0]: claim.verdict for claim in before.claims}
    changed = [claim for claim in after.claims if then.get(claim.rows[0], claim.verdict) != claim.verdict]
    rows = [{"Stated": claim.stated, "Was": VERDICT_WORDS[then[claim.rows[0]]], "Is": VERDICT_WORDS[claim.verdict]} for claim in changed]
    return pd.DataFrame(rows, index=[claim.name for claim in changed], dtype=object)
