"""Which printings are one value, which revise it, and which stand."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from tests.dataset.printings import numbered, printing

from karabakh_analysis.dataset import Dataset, Period

H1_2023 = Period.year_to(2023, 6)
TABLE_OF_2023 = [f"trend-20230817-jobs-2023h1/{row:02}" for row in range(1, 12)]


def vintages(rows: pd.DataFrame) -> dict[str, tuple[object, bool]]:
    return {
        row: (None if pd.isna(vintage) else int(vintage), bool(latest))
        for row, vintage, latest in rows[["vintage", "is_latest"]].itertuples()
    }


def test_a_later_disjoint_printing_is_a_revision() -> None:
    rows = numbered(printing("b/01", "593", "2024-08-21"), printing("a/01", "623", "2023-08-17"))
    assert vintages(rows) == {"a/01": (1, False), "b/01": (2, True)}


def test_overlapping_printings_are_one_value() -> None:
    rows = numbered(printing("a/01", "600", "2023-08-17", precision="about"), printing("b/01", "593", "2024-08-21"))
    assert vintages(rows) == {"a/01": (1, True), "b/01": (1, True)}


def test_a_value_once_narrowed_is_revised_by_what_the_first_rounding_still_allowed() -> None:
    rows = numbered(
        printing("a/01", "600", "2023-08-17", precision="about"),
        printing("b/01", "593", "2023-09-01"),
        printing("c/01", "610", "2023-10-01"),
    )
    assert vintages(rows) == {"a/01": (1, False), "b/01": (1, False), "c/01": (2, True)}


def test_disjoint_values_of_one_date_share_a_vintage() -> None:
    rows = numbered(printing("a/01", "593", "2024-08-21"), printing("b/01", "623", "2024-08-21"))
    assert vintages(rows) == {"a/01": (1, True), "b/01": (1, True)}


def test_disjoint_values_of_unknown_dates_do_not_count_as_one_date() -> None:
    rows = numbered(printing("a/01", "593", None), printing("b/01", "623", None))
    assert vintages(rows) == {"a/01": (1, False), "b/01": (2, True)}


def test_a_document_of_unknown_date_never_revises_a_dated_one() -> None:
    rows = numbered(printing("a/01", "593", "2024-08-21"), printing("b/01", "623", None))
    assert vintages(rows) == {"a/01": (2, True), "b/01": (1, False)}


def test_a_row_superseded_on_arrival_has_no_vintage() -> None:
    rows = numbered(
        printing("a/01", "50000", "2025-10-28", flags="superseded"), printing("b/01", "59565", "2025-10-16"), since={"a/01": "2025-10-16"}
    )
    assert vintages(rows) == {"a/01": (None, False), "b/01": (1, True)}


def test_a_row_superseded_later_keeps_its_vintage_and_leaves() -> None:
    rows = numbered(printing("a/01", "623", "2023-08-17", flags="superseded"), since={"a/01": "2024-08-21"})
    assert vintages(rows) == {"a/01": (1, False)}


def test_the_parts_of_a_superseded_total_leave_with_it() -> None:
    rows = numbered(
        printing("a/01", "623", "2023-08-17"),
        printing("a/02", "400", "2023-08-17", geography="A"),
        printing("a/03", "223", "2023-08-17", geography="EAST"),
        printing("a/04", "9000", "2023-08-17", geography="AZ"),
        printing("a/05", "300", "2023-08-17", geography="A", indicator="new_enterprises"),
        printing("b/01", "593", "2024-08-21"),
        printing("c/01", "223", "2023-08-17", geography="B"),
    )
    standing = {row for row, (_, stands) in vintages(rows).items() if stands}
    assert standing == {"a/04", "a/05", "b/01", "c/01"}


@pytest.mark.parametrize(
    "changes",
    [
        {"sector": "trade"},
        {"geography": "A"},
        {"kind": "stock", "period_start": pd.Timestamp("2023-06-30")},
        {"unit": "persons"},
        {"period_end": pd.Timestamp("2023-09-30")},
        {"flags": "settlement_level", "coverage": "a village"},
        {"flags": "different_concept"},
    ],
)
def test_what_is_not_the_same_cell_is_no_revision(changes: dict[str, object]) -> None:
    rows = numbered(printing("a/01", "623", "2023-08-17"), printing("b/01", "593", "2024-08-21", **changes))
    assert vintages(rows) == {"a/01": (1, True), "b/01": (1, True)}


def test_flows_of_unknown_dates_are_cells_of_their_own_but_targets_without_deadline_are_one() -> None:
    undated = {"flags": "undated", "period_start": pd.NaT, "period_end": pd.NaT}
    flows = numbered(printing("a/01", "623", "2023-08-17", **undated), printing("b/01", "593", "2024-08-21", **undated))
    targets = numbered(
        printing("a/01", "623", "2023-08-17", kind="target", **undated), printing("b/01", "593", "2024-08-21", kind="target", **undated)
    )
    assert vintages(flows) == {"a/01": (1, True), "b/01": (1, True)}
    assert vintages(targets) == {"a/01": (1, False), "b/01": (2, True)}


def test_the_first_half_of_2023_was_623_and_is_593(frozen: Dataset) -> None:
    values = [quantity.text for quantity in frozen.history("new_jobs", "LIBERATED", H1_2023)]
    standing = frozen.published("new_jobs", "LIBERATED", H1_2023)
    assert values == ["623", "593"]
    assert standing is not None
    assert standing.text == "593"


def test_the_table_of_the_superseded_half_year_does_not_stand(frozen: Dataset) -> None:
    rows = frozen.observations.set_index("observation_id")
    assert not rows.loc[TABLE_OF_2023, "is_latest"].any()
    assert frozen.published("new_jobs", "AZ-LAC", H1_2023) is None


def test_before_august_2024_the_first_vintage_and_its_table_stand(frozen_as_of: Callable[[str], Dataset]) -> None:
    known = frozen_as_of("2024-07-31")
    rows = known.observations.set_index("observation_id")
    assert rows.loc[TABLE_OF_2023, "is_latest"].all()
    assert [quantity.text for quantity in known.history("new_jobs", "LIBERATED", H1_2023)] == ["623"]
    lachin = known.published("new_jobs", "AZ-LAC", H1_2023)
    assert lachin is not None
    assert lachin.text == "328"


def test_every_cell_has_at_most_one_latest_vintage(frozen: Dataset) -> None:
    rows = frozen.observations[frozen.observations["is_latest"] & frozen.observations["flags"].eq("")]
    cell = ["indicator", "geography", "sector", "kind", "period_start", "period_end", "unit"]
    assert rows.groupby(cell, dropna=False)["vintage"].nunique().max() == 1
