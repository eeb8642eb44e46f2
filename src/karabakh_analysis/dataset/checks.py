"""Checks of text columns, each with what it expects in words. The empty string means: nothing printed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd
import pandera.pandas as pa

from karabakh_analysis.dataset.periods import YEAR, edtf_days

# Digits are spelled out: \d also matches those of other scripts.
ISO_DATE = rf"{YEAR}-[0-9]{{2}}-[0-9]{{2}}"
# Fifteen digits are what a floating-point number holds.
NUMBER = r"-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,6})?"
WEB_ADDRESS = r"https?://[^\s\"<>]+"
REQUIRED = "required"

Test = Callable[[pd.Series], pd.Series]
RowTest = Callable[[pd.DataFrame], pd.Series]


def optional(test: Test, expected: str, holds: str = "") -> pa.Check:
    """A check of the values that are not empty; its title says in a few words what the column then holds."""
    return pa.Check(lambda column: column.eq("") | test(column), error=expected, title=holds)


def required() -> pa.Check:
    """Something must be printed."""
    return pa.Check(lambda column: column.ne(""), error="is empty, expected a value", title=REQUIRED)


def matches(pattern: str, expected: str, holds: str) -> pa.Check:
    """The whole value fits a regular expression."""
    return optional(lambda column: column.str.fullmatch(pattern), expected, holds)


def one_of(choices: Iterable[str]) -> pa.Check:
    """The value is one of a closed list."""
    allowed = list(choices)
    named = ", ".join(allowed)
    return optional(lambda column: column.isin(allowed), f"is not known, expected one of {named}", f"one of {named}")


def listed(choices: Iterable[str]) -> pa.Check:
    """Every part between bars is one of a closed list."""
    allowed = set(choices)
    test = lambda column: column.map(lambda text: set(text.split("|")) <= allowed)  # noqa: E731
    named = ", ".join(sorted(allowed))
    return optional(test, f"is not known, expected a list between bars of {named}", f"list between bars of {named}")


def plain_text() -> pa.Check:
    """No control characters and no space at either end."""
    return optional(
        lambda column: ~column.str.contains(r"[\x00-\x1f\x7f]", regex=True) & column.eq(column.str.strip()),
        "holds control characters or outer spaces, expected text on one line",
    )


def date() -> pa.Check:
    """A day of the calendar as yyyy-mm-dd."""
    return optional(
        lambda column: column.str.fullmatch(ISO_DATE) & to_day(column).notna(),
        "is not a date, expected a day that exists as yyyy-mm-dd, from 1900 to 2199",
        "day",
    )


def publication_date() -> pa.Check:
    """A day, month, year or interval of these (EDTF) whose days exist and whose end is not before its start."""
    return optional(
        lambda column: column.map(_is_edtf).astype(bool),
        "is not an EDTF date, expected a day, month or year that exists, or two of them in order with a slash",
        "EDTF date",
    )


def _is_edtf(text: str) -> bool:
    try:
        edtf_days(text)
    except ValueError:
        return False
    return True


def number() -> pa.Check:
    """A finite number in plain notation; its digits carry the precision."""
    return matches(NUMBER, "is not a number, expected plain digits with an optional minus and decimal point", "number")


def to_day(column: pd.Series) -> pd.Series:
    """Text as days; what is no day becomes missing."""
    return pd.to_datetime(column, format="%Y-%m-%d", errors="coerce")


def to_number(column: pd.Series) -> pd.Series:
    """Text as numbers; what is no number becomes missing."""
    return pd.to_numeric(column, errors="coerce").astype(float)


def rule(column: str, expected: str, test: RowTest) -> pa.Check:
    """A rule on whole rows whose breach is reported at ``column``."""
    return pa.Check(test, name=column, error=expected)


def in_order(first: str, last: str) -> pa.Check:
    """``last`` is not before ``first`` where both are given."""
    return rule(last, f"is before {first}, expected the same day or a later one", lambda rows: ~(to_day(rows[last]) < to_day(rows[first])))
