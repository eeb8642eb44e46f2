"""When a row became known, which doubts stand about it, and what a reader on a given day had."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from karabakh_analysis.dataset.periods import edtf_days

ONE_DAY = pd.Timedelta(days=1)


def known_dates(sources: pd.DataFrame, observations: pd.DataFrame, claims: pd.DataFrame, indicators: pd.DataFrame) -> pd.DataFrame:
    """The days between which each document appeared.

    Parameters
    ----------
    sources, observations, claims, indicators
        Raw tables after corrections; periods as days.

    Returns
    -------
    DataFrame
        Index source_id; columns ``published`` (EDTF text), ``known_from_earliest``, ``known_from_latest`` (days, missing if unknown).
        A document is known at the earliest from the day after the last flow or stock period that it reports, but never later than
        its own last possible day: a count "to date" carries the day of publication itself.
    """
    days = sources["published"].map(edtf_days)
    known = pd.DataFrame(
        {"published": sources["published"], "first": pd.to_datetime(days.str[0]), "known_from_latest": pd.to_datetime(days.str[1])}
    )
    known = known.set_index(sources["source_id"])
    reported = _last_reported(observations, claims, indicators).reindex(known.index) + ONE_DAY
    first, latest = known.pop("first"), known["known_from_latest"]
    earliest = first.where(~(reported > first) & first.notna(), reported)
    known.insert(1, "known_from_earliest", earliest.where(~(earliest > latest), latest))
    return known


def _last_reported(observations: pd.DataFrame, claims: pd.DataFrame, indicators: pd.DataFrame) -> pd.Series:
    """Last day of the flows and stocks that each document reports; a target's deadline is no report."""
    targets = indicators.loc[indicators["kind"].eq("target"), "indicator"]
    reported = pd.concat([observations[observations["kind"].ne("target")], claims[~claims["indicator"].isin(targets)]])
    return pd.to_datetime(reported["period_end"]).groupby(reported["source_id"]).max()


def attach_knowledge(rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """The rows with the publication columns of their documents."""
    return rows.join(known, on="source_id")


def known_by(rows: pd.DataFrame, as_of: pd.Timestamp | None) -> pd.DataFrame:
    """The rows that were certainly known on a day: all without a cut-off; else those whose last possible day is not after it."""
    return rows if as_of is None else rows[rows["known_from_latest"].le(as_of)]


def reasons_of(annotations: pd.DataFrame, rows: Iterable[str], *flags: str) -> list[str]:
    """Why some rows carry some flags, each reason once, as the editors of the tables give it, without a full stop."""
    wanted = annotations["row_id"].isin(list(rows)) & annotations["flag"].isin(flags)
    return list(dict.fromkeys(str(reason).removesuffix(".") for reason in annotations.loc[wanted, "reason"]))


def flags_of(identifiers: pd.Series, annotations: pd.DataFrame, as_of: pd.Timestamp | None) -> pd.Series:
    """Flags of each row, space-separated in alphabetical order; ``superseded`` from its day on."""
    standing = annotations if as_of is None else annotations[~annotations["since"].gt(as_of)]
    flags = standing.sort_values("flag", kind="stable").groupby("row_id")["flag"].agg(" ".join)
    return identifiers.map(flags.to_dict()).fillna("").astype(str)


def has_flag(rows: pd.DataFrame, *flags: str) -> pd.Series:
    """Whether a row carries any of the flags; ``rows`` has a space-separated column ``flags``."""
    wanted = set(flags)
    return rows["flags"].map(lambda text: bool(wanted & set(text.split()))).astype(bool)
