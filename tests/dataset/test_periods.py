"""Calendar periods and publication dates known only in part."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_analysis.dataset import Period
from karabakh_analysis.dataset.periods import edtf_days


def span(start: str, end: str) -> Period:
    return Period(pd.Timestamp(start), pd.Timestamp(end))


@pytest.mark.parametrize(
    ("period", "start", "end", "label"),
    [
        (Period.year(2024), "2024-01-01", "2024-12-31", "2024"),
        (Period.year_to(2024, 6), "2024-01-01", "2024-06-30", "Jan–Jun 2024"),
        (Period.year_to(2024, 2), "2024-01-01", "2024-02-29", "Jan–Feb 2024"),
        (Period.quarter(2024, 1), "2024-01-01", "2024-03-31", "Jan–Mar 2024"),
        (Period.quarter(2023, 4), "2023-10-01", "2023-12-31", "Oct–Dec 2023"),
        (Period.day("2026-01-01"), "2026-01-01", "2026-01-01", "1 Jan 2026"),
        (span("2024-09-01", "2025-03-31"), "2024-09-01", "2025-03-31", "Sep 2024 to Mar 2025"),
        (span("2024-01-01", "2025-12-31"), "2024-01-01", "2025-12-31", "Jan 2024 to Dec 2025"),
        (span("2025-01-01", "2025-12-08"), "2025-01-01", "2025-12-08", "1 Jan 2025 to 8 Dec 2025"),
        (span("2024-09-30", "2025-06-30"), "2024-09-30", "2025-06-30", "30 Sep 2024 to 30 Jun 2025"),
    ],
)
def test_a_period_has_whole_days_and_a_name(period: Period, start: str, end: str, label: str) -> None:
    assert (period.start, period.end, period.label) == (pd.Timestamp(start), pd.Timestamp(end), label)


def test_the_same_months_of_another_year_respect_leap_years() -> None:
    assert Period.year_to(2024, 2).in_year(2023) == Period.year_to(2023, 2)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match=r"2024-06-30.*2024-07-01"):
        Period(pd.Timestamp("2024-07-01"), pd.Timestamp("2024-06-30"))


def test_periods_are_ordered_by_their_end_and_then_their_start() -> None:
    periods = [Period.year(2024), Period.quarter(2024, 4), Period.year_to(2024, 6), Period.year(2023)]
    assert sorted(periods) == [Period.year(2023), Period.year_to(2024, 6), Period.year(2024), Period.quarter(2024, 4)]


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        ("2025-02-19", "2025-02-19", "2025-02-19"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-02/2025-05", "2025-02-01", "2025-05-31"),
        ("2024-12-16/2024-12-31", "2024-12-16", "2024-12-31"),
        ("2024/2025-03", "2024-01-01", "2025-03-31"),
    ],
)
def test_a_publication_date_spans_days(published: str, first: str, last: str) -> None:
    assert edtf_days(published) == (pd.Timestamp(first), pd.Timestamp(last))


def test_an_unknown_publication_date_has_no_days() -> None:
    assert all(pd.isna(day) for day in edtf_days(""))


@pytest.mark.parametrize("published", ["2025-02-30", "2025-13", "2025-05/2025-02", "soon"])
def test_a_publication_date_that_cannot_be_is_refused(published: str) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        edtf_days(published)


@given(st.dates(pd.Timestamp("1900-01-01").date(), pd.Timestamp("2199-12-31").date()))
def test_a_day_lies_within_its_month_within_its_year(day: object) -> None:
    text = str(day)
    spans = [edtf_days(text[:length]) for length in (4, 7, 10)]
    for (outer_first, outer_last), (first, last) in pairwise(spans):
        assert outer_first <= first <= last <= outer_last
