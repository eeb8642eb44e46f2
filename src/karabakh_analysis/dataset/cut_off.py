"""The day by which everything in a dataset was certainly published, as a parameter gives it."""

from __future__ import annotations

from datetime import date

import pandas as pd

from karabakh_analysis.dataset.periods import edtf_days
from karabakh_analysis.dataset.problems import ParameterError


def day_of(value: object, name: str) -> pd.Timestamp | None:
    """The day that a parameter names; ``None`` where it is empty.

    Parameters
    ----------
    value
        A day as yyyy-mm-dd; ``None`` or the empty text for none.
    name
        Name of the parameter, for the sentence that refuses it.

    Raises
    ------
    ParameterError
        If it is anything else, such as a year alone or a day that no calendar has.
    """
    if value is None or value == "":
        return None
    if not isinstance(value, date) and not _is_day(value):
        raise ParameterError(
            f"{name} = {value!r} is not possible: it is no day of the calendar. Possible: a day as yyyy-mm-dd, or nothing."
        )
    return pd.Timestamp(value)


def _is_day(value: object) -> bool:
    """Whether a value is a day as yyyy-mm-dd, with all its digits and hyphens."""
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def require_documents(published: pd.Series, as_of: pd.Timestamp | None) -> None:
    """Refuse a cut-off by which no document was certainly published.

    Parameters
    ----------
    published
        When each document appeared, in EDTF.
    as_of
        The cut-off; ``None`` is never refused.

    Raises
    ------
    ParameterError
        With the first day that is possible.
    """
    days = pd.to_datetime(published.map(edtf_days).str[1])
    if as_of is None or days.le(as_of).any():
        return
    possible = f"{days.min():%Y-%m-%d} or a later day, or nothing" if days.notna().any() else "nothing, since no document has a day"
    raise ParameterError(
        f"as_of = '{as_of:%Y-%m-%d}' is not possible: no document was certainly published by that day. Possible: {possible}."
    )
