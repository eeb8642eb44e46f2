"""The standing value of a cell."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
from tests.dataset.printings import numbered, printing

from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.dataset.cells import cell_table, histories, printed_figure
from karabakh_analysis.values import Interval, Quantity

H1_2023 = Period.year_to(2023, 6)


def only_cell(*rows: dict[str, object], **options: dict[str, str]) -> Quantity:
    cells = cell_table(numbered(*rows, **options))
    assert len(cells) == 1
    quantity = cells["quantity"].iloc[0]
    assert isinstance(quantity, Quantity)
    return quantity


def test_the_narrowest_printing_stands_and_all_are_its_evidence() -> None:
    about, exact = printing("b/01", "600", "2023-08-17", precision="about"), printing("a/01", "593", "2024-08-21")
    quantity = only_cell(exact, about)
    assert (quantity.interval, quantity.text, quantity.evidence) == (Interval.point(593), "593", ("b/01", "a/01"))


def test_disjoint_values_of_one_date_are_conflicting_and_span_both() -> None:
    quantity = only_cell(printing("a/01", "593", "2024-08-21"), printing("b/01", "623", "2024-08-21"))
    assert (quantity.status, quantity.interval, quantity.text) == ("conflicting", Interval(593, 623), "593 to 623")


def test_a_revised_value_alone_stands() -> None:
    quantity = only_cell(printing("a/01", "623", "2023-08-17"), printing("b/01", "593", "2024-08-21"))
    assert (quantity.interval, quantity.status, quantity.evidence) == (Interval.point(593), "published", ("b/01",))


def test_flags_of_all_printings_are_kept() -> None:
    doubtful = printing("b/01", "593", "2024-08-22", flags="scope_doubt")
    quantity = only_cell(printing("a/01", "593", "2024-08-21", flags="partial_table"), doubtful)
    assert quantity.flags == ("partial_table", "scope_doubt")
    assert quantity.doubtful


def test_what_enters_no_sum_is_no_cell() -> None:
    rows = [printing(f"{flag}/01", "5", "2024-08-21", flags=flag) for flag in ("settlement_level", "different_concept")]
    undated = printing("u/01", "5", "2024-08-21", flags="undated", period_start=pd.NaT, period_end=pd.NaT)
    assert cell_table(numbered(*rows, undated)).empty


def test_a_value_withdrawn_without_successor_stays_in_the_history_alone() -> None:
    rows = numbered(printing("a/01", "623", "2023-08-17", flags="superseded"), since={"a/01": "2024-08-21"})
    assert cell_table(rows).empty
    key = ("new_jobs", "ALL", "", H1_2023.start, H1_2023.end)
    assert [quantity.text for quantity in histories(rows)[key]] == ["623"]


def test_a_figure_is_printed_in_english_with_the_words_of_its_precision() -> None:
    rows = [
        printing("a/01", "150000", "2024-08-21", precision="about"),
        printing("a/02", "43.3", "2024-08-21", precision="rounded", unit="percent"),
        printing("a/03", "", "2024-08-21", precision="range", low="1500", high="2000"),
        printing("a/04", "25300", "2024-08-21", precision="more_than"),
    ]
    assert [printed_figure(pd.Series(row)) for row in rows] == ["about 150,000", "43.3\u202f%", "1,500 to 2,000", "more than 25,300"]


def test_two_printings_of_one_national_count_give_the_exact_one(frozen: Dataset) -> None:
    quantity = frozen.published("new_jobs", "AZ", Period.quarter(2025, 1))
    assert quantity is not None
    assert quantity.interval == Interval.point(23386)
    assert set(quantity.evidence) == {"metbuat-202505-jobs-2025q1-az/01", "trend-20250525-jobs-2025q1/06"}


def test_the_year_2024_is_2575_jobs(frozen: Dataset) -> None:
    quantity = frozen.published("new_jobs", "LIBERATED", Period.year(2024))
    assert quantity is not None
    assert (quantity.interval, quantity.unit, quantity.evidence) == (Interval.point(2575), "jobs", ("newsaz-2025-jobs-2024/01",))


def test_a_doubtful_value_is_given_only_when_asked_for(frozen: Dataset) -> None:
    doubtful = next(row for row in frozen.cells.itertuples() if row.quantity.doubtful and row.kind == "flow" and pd.notna(row.period_start))
    key = (doubtful.indicator, doubtful.geography, Period(doubtful.period_start, doubtful.period_end), doubtful.sector)
    assert frozen.published(*key) is None
    assert frozen.published(*key, doubtful=True) == doubtful.quantity


def test_a_cell_without_a_figure_has_no_value_and_no_history(frozen: Dataset) -> None:
    assert frozen.published("new_jobs", "KAR", Period.year(2024)) is None
    assert frozen.history("new_jobs", "KAR", Period.year(2024)) == []


def test_corrections_reach_the_cells(frozen: Dataset) -> None:
    rows = frozen.observations.set_index("observation_id")
    corrected = rows.loc["trend-20250525-jobs-2025q1/01"]
    assert (corrected["period_end"], corrected["corrected_fields"]) == (pd.Timestamp("2025-03-31"), "period_end")
    jobs = frozen.published("new_jobs", "KAR+EZR", Period.quarter(2025, 1))
    assert jobs is not None
    assert jobs.interval == Interval.point(Fraction(656))
