"""Targets that a document prints twice, with a deadline and without: the second printing is no plan of its own."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.dataset.vintages import cell_number

SUBJECT = ["source_id", "indicator", "geography", "sector"]


def repeats(rows: pd.DataFrame) -> pd.Series:
    """Whether each of some observations prints, without the deadline, a target that its document prints with one."""
    targets = rows[rows["kind"].eq("target")]
    dated = targets[targets["period_end"].notna()].groupby(SUBJECT)["interval"].agg(list).to_dict()
    undated = targets[targets["period_end"].isna()]
    pairs = ((dated.get(tuple(subject), []), interval) for *subject, interval in undated[[*SUBJECT, "interval"]].to_numpy())
    found = [any(interval.overlaps(each) for each in stated) for stated, interval in pairs]
    return pd.Series(found, undated.index, dtype=bool).reindex(rows.index, fill_value=False)


def without_repeats(rows: pd.DataFrame) -> pd.DataFrame:
    """Observations without such repeats; what stood before one in its cell stands on.

    Parameters
    ----------
    rows
        Whole cells, with ``vintage`` and ``is_latest``.
    """
    again = repeats(rows)
    number = cell_number(rows)
    touched, left = number.isin(number[again]), rows[~again]
    last = left["vintage"].groupby(number[~again]).transform("max")
    return left.assign(is_latest=left["is_latest"].mask(touched[~again], left["vintage"].eq(last).fillna(False).astype(bool)))
