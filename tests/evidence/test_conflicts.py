"""Small invented records whose figures cannot all be true: what is set aside, what is told, and what still holds."""

from __future__ import annotations

import hashlib

import pytest
from tests.evidence.altered import Added, Row, annotation, claim, count, document, only_rows, verdict_of

from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.evidence import Bound, Evidence, explain, gather
from karabakh_analysis.evidence.processed import evidence_tables
from karabakh_analysis.evidence.solver import Limits
from karabakh_analysis.values import Interval

# Two tables of districts, which make new jobs and new enterprises bounded flows.
JOBS = [count(f"t/0{n}", place, "2022", number) for n, (place, number) in enumerate([("AZ-AGM", 184), ("AZ-FUZ", 154), ("AZ-LAC", 9)], 1)]
FIRMS = [row | {"observation_id": f"u/0{n}", "source_id": "u"} for n, row in enumerate(JOBS, 1)]
FIRMS = [row | {"indicator": "new_enterprises", "unit": "enterprises"} for row in FIRMS]
HALF = [count("a/01", "EZR", "2023-Q1", 30), count("a/02", "EZR", "2023-Q2", 40), count("a/03", "EZR", "2023-H1", 80)]


def record(observations: list[Row] | None = None, claims: list[Row] | None = None, sources: list[Row] | None = None) -> Dataset:
    neutral = claim("z/c01", "fold_change", "AZ-LAC", "2022", "2.0")  # no base: it says nothing
    return only_rows(Added([*JOBS, *FIRMS, *(observations or [])], [neutral, *(claims or [])], sources or []))


def bound(evidence: Evidence, place: str, period: Period, indicator: str = "new_jobs") -> Bound:
    found = evidence.bound(indicator, place, period)
    assert found is not None
    return found


def told(evidence: Evidence) -> list[tuple[str, ...]]:
    return [conflict.rows for conflict in evidence.conflicts]


@pytest.fixture(scope="module")
def half() -> tuple[Dataset, Evidence]:
    """30 and 40 in two quarters, 80 in the half-year: one of the three is wrong, and nothing says which."""
    dataset = record(HALF)
    return dataset, gather(dataset)


def test_counts_that_do_not_add_up_are_one_conflict_of_three_rows(half: tuple[Dataset, Evidence]) -> None:
    (conflict,) = half[1].conflicts
    assert conflict.rows == ("a/01", "a/02", "a/03")
    assert evidence_tables(half[1])["conflicts"].rows["row_id"].tolist() == ["a/01", "a/02", "a/03"]
    # 80 less 40 are 50, not 30.
    assert "they give 40 (East Zangezur economic region, Jan–Mar 2023)" in conflict.statement.plain


def test_a_conflict_is_named_by_its_indicator_and_its_rows(half: tuple[Dataset, Evidence]) -> None:
    (conflict,) = half[1].conflicts
    assert conflict.conflict_id == "new_jobs-" + hashlib.sha256(b"a/01 a/02 a/03").hexdigest()[:8]


def test_none_of_the_equal_culprits_is_picked_and_their_cells_conflict(half: tuple[Dataset, Evidence]) -> None:
    found = {
        label: bound(half[1], "EZR", Period.months(2023, *months)) for label, months in (("Q1", (1, 3)), ("Q2", (4, 6)), ("H1", (1, 6)))
    }
    assert {each.status for each in found.values()} == {"conflicting"}
    assert {each.interval for each in found.values()} == {Interval.at_least(0)}
    assert half[1].conflict_ids(found["H1"]) == (half[1].conflicts[0].conflict_id,)


def test_a_conflict_touches_no_other_cell_and_no_other_indicator(half: tuple[Dataset, Evidence]) -> None:
    before = {(each.indicator, each.geography, each.period): each for each in gather(record()).bounds}
    after = {(each.indicator, each.geography, each.period): each for each in half[1].bounds}
    assert {key: after[key] for key in before} == before  # the years before the conflict
    assert {each.indicator for each in half[1].bounds} == {"new_jobs", "new_enterprises"}
    lachin = bound(half[1], "AZ-LAC", Period.year_to(2023, 6))
    assert (lachin.status, half[1].conflict_ids(lachin)) == ("unknown", ())


def test_a_cell_in_conflict_is_explained_with_what_was_set_aside(half: tuple[Dataset, Evidence]) -> None:
    text = explain(*reversed(half), "new_jobs", "EZR", Period.year_to(2023, 6)).plain
    assert text == (
        "East Zangezur economic region, Jan–Jun 2023: at least 0, without 80 (East Zangezur economic region, Jan–Jun 2023), "
        "which other printed figures exclude; nothing else confines it."
    )


def test_two_values_of_one_day_exclude_each_other_and_two_of_different_days_do_not() -> None:
    rows = [count("a/01", "AZ-AGM", "2023", 10), count("b/01", "AZ-AGM", "2023", 12), count("b/02", "AZ-AGM", "2023-Q1", 4)]
    same, later = gather(record(rows)), gather(record(rows, sources=[document("b", "2026-03-01")]))
    assert told(same) == [("a/01", "b/01")]
    assert (bound(same, "AZ-AGM", Period.year(2023)).interval, bound(same, "AZ-AGM", Period.year(2023)).status) == (
        Interval.at_least(4),
        "conflicting",
    )
    assert told(later) == []
    assert (bound(later, "AZ-AGM", Period.year(2023)).interval, bound(later, "AZ-AGM", Period.year(2023)).status) == (
        Interval.point(12),
        "published",
    )


def test_printings_that_overlap_are_one_value_and_no_conflict() -> None:
    rows = [count("a/01", "AZ-AGM", "2023", 100, "about"), count("b/01", "AZ-AGM", "2023", 93)]
    found = gather(record(rows))
    assert told(found) == []
    assert set(bound(found, "AZ-AGM", Period.year(2023)).evidence) == {"a/01", "b/01"}


def test_of_two_claims_that_exclude_each_other_both_are_set_aside_and_told_once() -> None:
    # Nothing is printed for 2023: 9 at 2.0-fold is 18 (17.55 to 18.45) and at 4.0-fold 36 (35.55 to 36.45).
    claims = [claim(f"c/c0{n}", "fold_change", "AZ-LAC", "2023", value, base="2022") for n, value in ((1, "2.0"), (2, "4.0"))]
    found = gather(record(claims=claims))
    assert told(found) == [("c/c01", "c/c02", "t/03")]
    assert bound(found, "AZ-LAC", Period.year(2023)).interval == Interval.at_least(0)
    one = gather(record(claims=claims[:1]))
    assert (bound(one, "AZ-LAC", Period.year(2023)).interval, bound(one, "AZ-LAC", Period.year(2023)).status) == (
        Interval.point(18),
        "implied",
    )


def test_of_three_claims_the_one_that_two_others_exclude_is_set_aside() -> None:
    values = (("c/c01", "2.0"), ("d/c01", "2.1"), ("e/c01", "4.0"))
    claims = [claim(row, "fold_change", "AZ-LAC", "2023", value, base="2022") for row, value in values]
    claims[1] |= {"claim": "percent_change", "unit": "percent", "value": "100"}
    found = gather(record(claims=claims))
    # +100 % (99.5 to 100.5) is 2-fold; only 4.0-fold does not go with the others.
    assert all("e/c01" in rows for rows in told(found))
    assert bound(found, "AZ-LAC", Period.year(2023)).interval == Interval.point(18)


def test_as_many_claims_are_set_aside_as_must_be() -> None:
    # Nothing is printed for 2023: in each of four districts two multiples of 2022 exclude each other.
    rows = [count(f"b/0{n}", place, "2022", 40) for n, place in enumerate(("AZ-XA", "AZ-KAL"), 1)]
    places = ("AZ-AGM", "AZ-FUZ", "AZ-XA", "AZ-KAL")
    claims = [claim(f"c/c{n}", "fold_change", places[n // 2], "2023", f"{2 + n % 2}.0", base="2022") for n in range(2 * len(places))]
    found = gather(record(rows, claims))
    assert not found.failures
    assert len(found.conflicts) == len(places)
    assert {bound(found, place, Period.year(2023)).interval for place in places} == {Interval.at_least(0)}


def test_every_count_of_equal_parts_and_whole_is_set_aside() -> None:
    # The five districts of a region and the region, all 50: any two districts exclude the region.
    rows = [count(f"b/0{n}", place, "2023", 50) for n, place in enumerate(("AZ-CAB", "AZ-KAL", "AZ-LAC", "AZ-QBI", "AZ-ZAN"), 1)]
    found = gather(record([*rows, count("b/09", "EZR", "2023", 50)]))
    assert {each for rows in told(found) for each in rows} == {row["observation_id"] for row in rows} | {"b/09"}
    assert {bound(found, row["geography"], Period.year(2023)).status for row in rows} == {"conflicting"}
    assert all(
        "At least 2 other sets of figures exclude it too; others are counted up to 2." in each.statement.plain for each in found.conflicts
    )


def test_a_claim_that_counts_exclude_confines_nothing() -> None:
    # 9 in 2022 and 90 in 2023 are 10-fold.
    wrong = claim("c/c01", "fold_change", "AZ-LAC", "2023", "2.0", base="2022")
    found = gather(record([count("a/01", "AZ-LAC", "2023", 90)], [wrong]))
    assert verdict_of(found, "c/c01").checked.verdict == "disagrees"
    assert told(found) == [("a/01", "c/c01", "t/03")]
    assert bound(found, "AZ-LAC", Period.year(2023)).status == "published"


def test_a_claim_on_a_base_of_zero_is_told_and_breaks_nothing() -> None:
    rows = [count("a/01", "AZ-XA", "2022", 0), count("a/02", "AZ-XA", "2023", 30)]
    found = gather(record(rows, [claim("c/c01", "fold_change", "AZ-XA", "2023", "2.0", base="2022")]))
    assert told(found) == [("a/01", "a/02", "c/c01")]
    assert verdict_of(found, "c/c01").checked.verdict == "not_checkable"


def test_a_share_of_the_figure_itself_says_nothing_about_it() -> None:
    found = gather(record(claims=[claim("c/c01", "share", "AZ-LAC", "2022", "50", among="AZ-LAC")]))
    assert told(found) == []
    assert bound(found, "AZ-LAC", Period.year_to(2022, 6)).interval == Interval(0, 9)


def test_a_claim_that_agrees_if_truncated_confines_as_truncated() -> None:
    # 299 over 97 to 101 is 2.96 to 3.08: above 2.95, so 2.9 is read as 2.9 to 3, and the base is more than 299 / 3 = 99.7.
    rows = [count("a/01", "AZ-KAL", "2023", "", "range", low="97", high="101", stated_as="97-101"), count("a/02", "AZ-KAL", "2024", 299)]
    found = gather(record(rows, [claim("c/c01", "fold_change", "AZ-KAL", "2024", "2.9", base="2023")]))
    assert verdict_of(found, "c/c01").checked.verdict == "agrees_if_truncated"
    assert bound(found, "AZ-KAL", Period.year(2023)).interval == Interval(100, 101)


def test_a_claim_whose_levels_were_revised_since_confines_nothing() -> None:
    # 40 in Lachin was a tenth of East Zangezur's total, which nobody prints; the count is 60 today.
    rows = [count("a/01", "AZ-LAC", "2023", 40), count("b/01", "AZ-LAC", "2023", 60)]
    share = claim("a/c01", "share", "AZ-LAC", "2023", "10", among="EZR")
    days = [document("a", "2024-02-01"), document("b", "2024-08-01")]
    revised, unrevised = gather(record(rows, [share], days)), gather(record(rows[:1], [share], days))
    # 40 at 9.5 to 10.5 %: 380.95 to 421.05
    assert bound(unrevised, "EZR", Period.year(2023)).interval == Interval(381, 421)
    assert bound(revised, "EZR", Period.year(2023)).interval == Interval.at_least(60)


def test_a_conflict_about_a_breakdown_is_not_one_about_the_total() -> None:
    rows = [count(f"a/0{n}", "AZ-AGM", year, 10, sector="group:state") for n, year in enumerate(("2022", "2023"), 1)]
    wrong = claim("c/c01", "fold_change", "AZ-AGM", "2023", "2.0", base="2022", sector="group:state")
    found = gather(record(rows, [wrong]))
    assert told(found) == [("a/01", "a/02", "c/c01")]
    assert all(found.conflict_ids(each) == () for each in found.bounds)


@pytest.mark.parametrize("limits", [Limits(iterations=0, nodes=0), Limits(iterations=1, nodes=0)])
def test_bounds_within_a_limit_are_those_without_or_none(half: tuple[Dataset, Evidence], limits: Limits) -> None:
    found = gather(half[0], limits)
    assert found.failures
    assert all("the solver stopped with" in str(error) for error in found.failures.values())
    sure = {(each.indicator, each.geography, each.period): each.interval for each in half[1].bounds}
    assert {(each.indicator, each.geography, each.period): each.interval for each in found.bounds}.items() <= sure.items()
    assert not {each.indicator for each in found.bounds} & found.failures.keys()


def test_a_flow_of_fewer_than_three_districts_is_not_bounded() -> None:
    found = gather(only_rows(Added([*JOBS, *FIRMS[:2]], [claim("z/c01", "fold_change", "AZ-LAC", "2022", "2.0")])))
    assert {each.indicator for each in found.bounds} == {"new_jobs"}
    assert found.bound("new_enterprises", "AZ-AGM", Period.year(2022)) is None


def test_settlements_make_no_table_of_districts() -> None:
    towns = [annotation(row["observation_id"], "settlement_level") for row in FIRMS]
    found = gather(only_rows(Added([*JOBS, *FIRMS], [claim("z/c01", "fold_change", "AZ-LAC", "2022", "2.0")], annotations=towns)))
    assert {each.indicator for each in found.bounds} == {"new_jobs"}


def test_a_revision_of_the_base_itself_is_not_carried_into_it() -> None:
    counts = [
        count("old/01", "LIBERATED", "2023", 1000),
        count("new/01", "LIBERATED", "2023", 1500),
        count("new/02", "LIBERATED", "2024", 3000),
    ]
    claims = [claim("new/c01", "fold_change", "LIBERATED", "2024", "1.5", base="2023")]
    sources = [document("old", "2024-02-01"), document("new", "2025-02-01")]
    found = verdict_of(gather(only_rows(Added(counts, claims, sources=sources))), "new/c01")
    assert found.checked.verdict == "disagrees"
    assert "carried into the base" not in found.reason.plain
