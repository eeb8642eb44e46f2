"""When a document became known, and what a reader on a given day had."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pandas as pd
import pytest

from karabakh_analysis.dataset import Dataset, ParameterError, Period, day_of
from karabakh_analysis.dataset.cut_off import require_documents
from karabakh_analysis.dataset.knowledge import flags_of, has_flag, known_by, known_dates

FOUNDING = "newsaz-2025-jobs-2024"
AsOf = Callable[[str], Dataset]
DAYS = ("2021-12-31", "2023-08-16", "2023-08-17", "2024-07-31", "2024-08-20", "2025-01-31", "2025-05-31", "2026-12-31")


def one_document(published: str, *periods: tuple[str, str], claims: tuple[str, ...] = ()) -> pd.Series:
    """Known dates of one document that reports some (kind, last day) and claims that end on some days."""
    sources = pd.DataFrame({"source_id": ["a"], "published": [published]})
    observations = pd.DataFrame(
        [("a", "x", kind, pd.Timestamp(end)) for kind, end in periods], columns=["source_id", "indicator", "kind", "period_end"]
    )
    derived = pd.DataFrame([("a", "x", pd.Timestamp(end)) for end in claims], columns=["source_id", "indicator", "period_end"])
    indicators = pd.DataFrame({"indicator": ["x", "x_target"], "kind": ["flow", "target"]})
    return known_dates(sources, observations, derived, indicators).loc["a"]


def days(known: pd.Series) -> tuple[str, str]:
    return tuple("" if pd.isna(known[end]) else f"{known[end]:%Y-%m-%d}" for end in ("known_from_earliest", "known_from_latest"))  # type: ignore[return-value]


def test_a_document_without_flows_and_stocks_is_known_from_its_own_day() -> None:
    targets = [("target", "2030-12-31")]
    assert days(one_document("2025-03-01", *targets)) == days(one_document("2025-03-01")) == ("2025-03-01", "2025-03-01")


@pytest.mark.parametrize(
    ("published", "periods", "earliest", "latest"),
    [
        ("2024-08-21", [("flow", "2024-06-30")], "2024-08-21", "2024-08-21"),
        ("2025", [("flow", "2024-12-31")], "2025-01-01", "2025-12-31"),
        ("2025", [("flow", "2025-03-31")], "2025-04-01", "2025-12-31"),
        ("2025", [("flow", "2025-03-31"), ("stock", "2025-06-01")], "2025-06-02", "2025-12-31"),
        ("2025", [("target", "2025-10-01")], "2025-01-01", "2025-12-31"),
        ("2025-06-17", [("stock", "2025-06-17")], "2025-06-17", "2025-06-17"),
        ("", [("flow", "2024-12-31")], "2025-01-01", ""),
        ("", [("target", "2030-12-31")], "", ""),
    ],
)
def test_a_document_is_known_after_what_it_reports(published: str, periods: list[tuple[str, str]], earliest: str, latest: str) -> None:
    assert days(one_document(published, *periods)) == (earliest, latest)


def test_a_claim_dates_its_document_too() -> None:
    assert days(one_document("2025", claims=("2025-03-31",))) == ("2025-04-01", "2025-12-31")


def test_the_founding_article_was_known_between_february_and_may_2025(frozen: Dataset) -> None:
    assert days(frozen.sources.set_index("source_id").loc[FOUNDING]) == ("2025-02-01", "2025-05-31")


def test_no_document_is_known_before_it_is_known(frozen: Dataset) -> None:
    dated = frozen.sources.dropna(subset=["known_from_earliest", "known_from_latest"])
    assert len(dated) > 240
    assert dated["known_from_earliest"].le(dated["known_from_latest"]).all()


@pytest.mark.parametrize(("day", "is_known"), [("2025-01-31", False), ("2025-05-30", False), ("2025-05-31", True)])
def test_the_founding_article_counts_from_the_last_day_on_which_it_can_have_appeared(frozen_as_of: AsOf, day: str, is_known: bool) -> None:
    known = frozen_as_of(day)
    assert FOUNDING in set(known.sources["source_id"]) or not is_known
    assert (known.published("new_jobs", "LIBERATED", Period.year(2024)) is not None) is is_known


def test_a_later_cut_off_never_knows_less(frozen: Dataset, frozen_as_of: AsOf) -> None:
    known = [frozen_as_of(day) for day in DAYS] + [frozen]
    for earlier, later in pairwise(known):
        for name, identifier in (("observations", "observation_id"), ("claims", "claim_id"), ("sources", "source_id")):
            assert set(getattr(earlier, name)[identifier]) <= set(getattr(later, name)[identifier])


def test_a_cut_off_keeps_only_what_was_certainly_known(frozen_as_of: AsOf) -> None:
    for day in ("2024-07-31", "2025-01-31"):
        assert frozen_as_of(day).observations["known_from_latest"].le(pd.Timestamp(day)).all()


def test_a_document_of_unknown_date_is_kept_only_without_a_cut_off(frozen: Dataset, frozen_as_of: AsOf) -> None:
    unknown = set(frozen.observations.loc[frozen.observations["known_from_latest"].isna(), "observation_id"])
    assert unknown
    assert not unknown & set(frozen_as_of("2026-12-31").observations["observation_id"])


def test_a_cut_off_before_everything_leaves_empty_tables(frozen_as_of: AsOf) -> None:
    nothing = frozen_as_of("1950-01-01")
    assert nothing.observations.empty
    assert nothing.cells.empty
    assert nothing.published("new_jobs", "LIBERATED", Period.year(2024)) is None


def test_a_figure_is_superseded_from_its_day_on(frozen_as_of: AsOf) -> None:
    flags = {
        day: frozen_as_of(day).observations.set_index("observation_id").at["trend-20230817-jobs-2023h1/01", "flags"]
        for day in ("2024-08-20", "2024-08-21")
    }
    assert flags == {"2024-08-20": "", "2024-08-21": "superseded"}


def test_flags_stand_in_alphabetical_order() -> None:
    annotations = pd.DataFrame({"row_id": ["a", "a", "b"], "flag": ["undated", "scope_doubt", "undated"], "since": pd.NaT})
    flags = flags_of(pd.Series(["b", "a", "c"]), annotations, None)
    assert list(flags) == ["undated", "scope_doubt undated", ""]


def test_a_flag_is_a_whole_word() -> None:
    rows = pd.DataFrame({"flags": ["undated", "scope_doubt undated", "", "undat"]})
    assert list(has_flag(rows, "undated", "superseded")) == [True, True, False, False]


def test_without_a_cut_off_every_row_is_known() -> None:
    rows = pd.DataFrame({"known_from_latest": [pd.NaT, pd.Timestamp("2025-01-01")]})
    assert len(known_by(rows, None)) == 2
    assert list(known_by(rows, pd.Timestamp("2025-01-01")).index) == [1]


def test_a_cut_off_by_which_no_document_was_published_is_refused_with_the_first_day_that_is_possible() -> None:
    published = pd.Series(["2024-05", "2023-11/2024-02", ""])
    require_documents(published, pd.Timestamp("2024-02-29"))
    require_documents(published, None)
    with pytest.raises(ParameterError, match="Possible: 2024-02-29 or a later day, or nothing"):
        require_documents(published, pd.Timestamp("2024-02-28"))
    with pytest.raises(ParameterError, match="Possible: nothing, since no document has a day"):
        require_documents(pd.Series([""]), pd.Timestamp("2024-02-28"))


@pytest.mark.parametrize("value", ["2024", "2024-02-30", "20240228", " 2024-02-28", 2024, "today", True])
def test_what_is_no_day_is_refused(value: object) -> None:
    with pytest.raises(ParameterError, match=r"start = .+ is not possible: .+ Possible: a day as yyyy-mm-dd, or nothing\."):
        day_of(value, "start")


def test_a_day_may_be_text_or_left_out() -> None:
    assert day_of("2024-02-29", "start") == day_of(pd.Timestamp("2024-02-29"), "start") == pd.Timestamp("2024-02-29")
    assert day_of("", "start") is day_of(None, "start") is None
