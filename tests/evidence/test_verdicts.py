"""Every verdict on small invented records: a few counts and the claims that are checked against them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from tests.evidence.altered import Added, Row, annotation, check_only, claim, count, document, only_rows, verdict_of, with_rows

from karabakh_analysis.evidence import gather
from karabakh_analysis.evidence.claims import Checked
from karabakh_analysis.values import Interval

# Lachin 100 and 299, Kalbajar 1,000 and 713, Gubadli 0, Zangilan more than 100, Jabrayil up to 50, Fuzuli 60 in 2023.
COUNTS = [
    count("a/01", "AZ-LAC", "2023", 100),
    count("a/02", "AZ-LAC", "2024", 299),
    count("a/03", "AZ-KAL", "2023", 1000),
    count("a/04", "AZ-KAL", "2024", 713),
    count("a/05", "AZ-QBI", "2023", 0),
    count("a/06", "AZ-QBI", "2024", 7),
    count("a/07", "AZ-ZAN", "2023", 50),
    count("a/08", "AZ-ZAN", "2024", 100, "more_than"),
    count("a/09", "AZ-CAB", "2023", 20),
    count("a/10", "AZ-CAB", "2024", 50, "up_to"),
    count("a/11", "AZ-FUZ", "2023", 60),
]


def grown(number: int, place: str, kind: str, value: str, precision: str = "rounded") -> Row:
    return claim(f"c/c{number:02}", kind, place, "2024", value, precision, base="2023")


CLAIMS = {
    # 299 / 100 = 2.99
    "agrees_rounded": (grown(1, "AZ-LAC", "fold_change", "3.0"), "agrees", (2.99, 2.99)),
    "agrees_exact_change": (grown(2, "AZ-LAC", "absolute_change", "199", "exact"), "agrees", (199, 199)),
    # 2.9 stands for [2.85, 2.95), cut off for [2.9, 3)
    "truncated": (grown(3, "AZ-LAC", "fold_change", "2.9"), "agrees_if_truncated", (2.99, 2.99)),
    "one_less_is_not_truncated": (grown(4, "AZ-LAC", "fold_change", "2.8"), "disagrees", (2.99, 2.99)),
    # 713 / 1,000 is -28.7 %: rounded it is -29, cut off -28, and -27 is neither
    "negative": (grown(5, "AZ-KAL", "percent_change", "-29"), "agrees", (-28.7, -28.7)),
    "negative_truncated": (grown(6, "AZ-KAL", "percent_change", "-28"), "agrees_if_truncated", (-28.7, -28.7)),
    "negative_wrong": (grown(7, "AZ-KAL", "percent_change", "-27"), "disagrees", (-28.7, -28.7)),
    "exact_is_never_truncated": (grown(8, "AZ-LAC", "absolute_change", "198", "exact"), "disagrees", (199, 199)),
    # more than 100 on 50 is at least 101 on 50
    "more_than_level": (grown(9, "AZ-ZAN", "fold_change", "2.5"), "not_checkable", (2.02, float("inf"))),
    "more_than_level_excludes": (grown(10, "AZ-ZAN", "fold_change", "1.5"), "disagrees", (2.02, float("inf"))),
    # at most 50 on 20 is at most 2.5-fold
    "up_to_level": (grown(11, "AZ-CAB", "fold_change", "2.0"), "not_checkable", (0, 2.5)),
    "up_to_level_excludes": (grown(12, "AZ-CAB", "fold_change", "2.7"), "disagrees", (0, 2.5)),
    "nearly": (grown(13, "AZ-LAC", "absolute_change", "200", "nearly"), "agrees", (199, 199)),
}


@pytest.fixture(scope="module")
def checked() -> dict[str, Checked]:
    """All of `CLAIMS`."""
    return check_only(*(row for row, _, _ in CLAIMS.values()), observations=COUNTS)


@pytest.mark.parametrize("name", CLAIMS)
def test_a_growth_claim_gets_the_first_verdict_that_fits(checked: dict[str, Checked], name: str) -> None:
    row, verdict, ends = CLAIMS[name]
    found = checked[row["claim_id"]]
    assert found.latest.found is not None
    interval = found.latest.found.interval
    assert (found.verdict, float(interval.low), float(interval.high)) == (verdict, *ends)


UNDECIDED = {
    "missing": (claim("c/c01", "fold_change", "AZ-FUZ", "2024", "2.0", base="2023"), "Fuzuli, 2024"),
    "zero base": (claim("c/c02", "fold_change", "AZ-QBI", "2024", "7.0", base="2023"), "Gubadli, 2023 is zero"),
    "no base": (claim("c/c03", "fold_change", "AZ-LAC", "2024", "3.0"), "no base period is printed"),
    "off the grid": (claim("c/c04", "fold_change", "AZ-LAC", "2024-M4", "3.0", base="2023-M4"), "not made of whole quarters"),
    "one day": (claim("c/c05", "fold_change", "AZ-LAC", "2024", "3.0", base="2023") | {"period_start": ""}, "not made of whole quarters"),
    "itself": (claim("c/c06", "share", "AZ-LAC", "2023", "50", among="AZ-LAC"), "share is of the figure itself"),
    "rank in the country": (claim("c/c07", "rank", "AZ-LAC", "2023", "1", "exact", among="AZ"), "not one of the places listed for Azerb"),
    "rank elsewhere": (claim("c/c08", "rank", "AZ-BAR", "2023", "1", "exact", among="EZR"), "not one of the places listed for East"),
    "no such sector": (
        claim("c/c09", "share", "AZ-LAC", "2023", "50", among="AZ-LAC", reference_indicator="new_jobs", reference_sector="trade"),
        "new jobs (trade) for Lachin, 2023",
    ),
    "no such indicator": (
        claim("c/c10", "share", "AZ-LAC", "2023", "50", among="AZ-LAC", reference_indicator="closed_jobs"),
        "closed jobs",
    ),
    "sectors are not summed": (claim("c/c11", "fold_change", "AZ-AGM", "2024", "2.0", base="2023"), "new jobs for Aghdam, 2024"),
}
SECTORS = [
    count(f"b/{number:02}", "AZ-AGM", year, 10 * number, sector=sector)
    for number, (year, sector) in enumerate([("2023", "group:state"), ("2023", "group:non_state"), ("2024", "group:state")], start=1)
]


@pytest.fixture(scope="module")
def undecided() -> dict[str, Checked]:
    """All of `UNDECIDED`."""
    return check_only(*(row for row, _ in UNDECIDED.values()), observations=[*COUNTS, *SECTORS])


@pytest.mark.parametrize("name", UNDECIDED)
def test_what_cannot_be_recomputed_is_not_checkable_and_says_why(undecided: dict[str, Checked], name: str) -> None:
    row, words = UNDECIDED[name]
    found = undecided[row["claim_id"]]
    assert found.verdict == "not_checkable"
    assert found.latest.found is None or not found.latest.found.interval.is_bounded
    assert words in found.latest.why_not or found.latest.found is not None
    assert found.latest.found is None or name in ("missing", "sectors are not summed")


def test_the_invented_rows_are_such_as_raw_tables_may_hold(tmp_path: Path) -> None:
    moved = [row | {"claim_id": row["claim_id"].replace("c/", "d/"), "source_id": "d"} for row, _ in UNDECIDED.values()]
    claims = [*(row for row, _, _ in CLAIMS.values()), *moved]
    loaded = with_rows(tmp_path, Added([*COUNTS, *SECTORS], claims)).claims["claim_id"]
    assert {row["claim_id"] for row in claims} <= set(loaded)


@pytest.mark.parametrize(("value", "verdict"), [("5", "not_checkable"), ("10", "not_checkable"), ("12", "disagrees")])
def test_a_share_of_a_whole_that_is_only_bounded_can_be_excluded_but_not_confirmed(value: str, verdict: str) -> None:
    # 10 in Lachin and 90 in Kalbajar: East Zangezur has at least 100, so Lachin at most 10 %. 10 stands for 9.5 to 10.5, 12 for 11.5
    # to 12.5.
    rows = [count("a/01", "AZ-LAC", "2023", 10), count("a/02", "AZ-KAL", "2023", 90)]
    (found,) = check_only(claim("c/c01", "share", "AZ-LAC", "2023", value, among="EZR"), observations=rows).values()
    assert found.verdict == verdict
    assert found.latest.found is not None
    assert (found.latest.found.interval.low, found.latest.found.interval.high) == (0, 10)


RANKED = [count("a/01", "AZ-LAC", "2024", 50), count("a/02", "AZ-KAL", "2024", 40), count("a/03", "EZR", "2024", 100)]


@pytest.mark.parametrize(
    ("note", "verdicts"),
    [("order not stated", ("agrees", "agrees")), ("", ("disagrees", "disagrees")), ("in any case", ("disagrees",) * 2)],
)
def test_places_named_without_an_order_may_stand_in_any_order(note: str, verdicts: tuple[str, str]) -> None:
    # Lachin 50, Kalbajar 40 of 100: the other three share 10, so the two are first and second.
    rows = [
        claim("c/c01", "rank", "AZ-KAL", "2024", "1", "exact", among="EZR", note=note),
        claim("c/c02", "rank", "AZ-LAC", "2024", "2", "exact", among="EZR", note=note),
    ]
    found = check_only(*rows, observations=RANKED)
    assert (found["c/c01"].verdict, found["c/c02"].verdict) == verdicts


def test_a_rank_is_jointly_bounded_and_a_tie_is_shared() -> None:
    # 5 in Jabrayil and 30 in all: Lachin and Kalbajar have 25 together, so only one of them can have more than 12.
    rows = [count("a/01", "AZ-CAB", "2024", 5), count("a/02", "EZR", "2024", 100), count("a/03", "AZ-LAC", "2024", 48)]
    rows += [count("a/04", "AZ-KAL", "2024", 47)]
    claims = [
        claim("c/c01", "rank", "AZ-CAB", "2024", "3", "exact", among="EZR"),
        claim("c/c02", "rank", "AZ-QBI", "2024", "4", "exact", among="EZR"),
    ]
    found = check_only(*claims, observations=rows)
    # 100 - 48 - 47 - 5 = 0 is left for Gubadli and Zangilan, which share the fourth place.
    assert [each.verdict for each in found.values()] == ["agrees", "agrees"]


def test_a_rank_that_other_places_may_take_is_not_checkable_and_says_its_bounds() -> None:
    rows = [count("a/01", "AZ-LAC", "2024", 50), count("a/02", "AZ-KAL", "2024", 60)]
    (found,) = check_only(claim("c/c01", "rank", "AZ-LAC", "2024", "2", "exact", among="EZR"), observations=rows).values()
    assert found.verdict == "not_checkable"
    assert found.latest.found is not None
    assert found.latest.found.interval == Interval(2, 5)  # Kalbajar above, three unknown


def test_peers_that_cannot_all_be_above_at_once_are_not_counted_as_if_they_could() -> None:
    # 100 in all leave 60 beside Lachin's 40: one of the others can have more than 40, not two.
    rows = [count("a/01", "EZR", "2024", 100), count("a/02", "AZ-LAC", "2024", 40)]
    (found,) = check_only(claim("c/c01", "rank", "AZ-LAC", "2024", "1", "exact", among="EZR"), observations=rows).values()
    assert found.latest.found is not None
    assert found.latest.found.interval == Interval(1, 2)
    assert set(found.latest.found.rows) == {"a/01", "a/02"}


def test_peers_that_cannot_all_be_below_at_once_are_counted_as_above() -> None:
    # Four others have 200 together: not all of them can have 40 or less.
    rows = [count("a/01", "EZR", "2024", 240), count("a/02", "AZ-LAC", "2024", 40)]
    (found,) = check_only(claim("c/c01", "rank", "AZ-LAC", "2024", "1", "exact", among="EZR"), observations=rows).values()
    assert found.latest.found is not None
    assert found.latest.found.interval == Interval(2, 5)
    assert found.verdict == "disagrees"


REVISED = [
    count("old/01", "LIBERATED", "2023-H1", 623),
    count("old/02", "LIBERATED", "2022-H1", 300),
    count("new/01", "LIBERATED", "2023-H1", 593),
]
REVISED_SOURCES = [document("old", "2023-08-17"), document("new", "2024-08-21"), document("later", "2024-09-01")]


def first_half(row_id: str, value: str, kind: str = "fold_change", precision: str = "rounded") -> Row:
    return claim(row_id, kind, "LIBERATED", "2023-H1", value, precision, base="2022-H1")


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        # 623 / 300 = 2.077 and 593 / 300 = 1.977
        (first_half("old/c01", "2.08", "fold_change"), "agrees_on_other_vintage"),
        (first_half("old/c01", "2.0"), "agrees"),
        (first_half("old/c01", "1.9"), "agrees_if_truncated"),
        (first_half("old/c01", "2.2"), "disagrees"),
        # printed after the revision: only what stood then and stands now counts
        (first_half("later/c01", "2.08"), "disagrees"),
    ],
)
def test_a_claim_may_agree_with_the_values_of_its_own_day(row: Row, verdict: str) -> None:
    (found,) = check_only(row, observations=REVISED, sources=REVISED_SOURCES).values()
    assert found.verdict == verdict
    if verdict == "agrees_on_other_vintage":
        assert found.agreeing is not None
        assert f"{found.agreeing.day:%Y-%m-%d}" == "2023-08-17"


def test_truncated_on_the_latest_values_comes_before_another_vintage() -> None:
    # 1.97 cut off is 1.9; on the first vintage 623 / 320 = 1.947 rounds to 1.9; the latest decides first.
    rows = [count("old/01", "LIBERATED", "2023-H1", 584), *REVISED[1:]]
    found = check_only(first_half("old/c01", "1.9"), observations=rows, sources=REVISED_SOURCES)["old/c01"]
    assert found.verdict == "agrees_if_truncated"  # 593 / 300 = 1.977; 584 / 300 = 1.947


def test_an_exact_change_is_evidence_for_a_rate_but_not_for_itself_or_its_reprint() -> None:
    # 299 less 199 leaves 100 in 2023, so the rate is 2.99-fold; without the change nothing is known of 2023.
    rows = [count("a/01", "AZ-LAC", "2024", 299)]
    change = claim("c/c01", "absolute_change", "AZ-LAC", "2024", "199", "exact", base="2023")
    claims = [change, change | {"claim_id": "d/c01", "source_id": "d"}, claim("c/c02", "fold_change", "AZ-LAC", "2024", "3.0", base="2023")]
    found = check_only(*claims, observations=rows)
    assert {row: each.verdict for row, each in found.items()} == {"c/c01": "not_checkable", "d/c01": "not_checkable", "c/c02": "agrees"}
    rate = found["c/c02"].latest.found
    assert rate is not None
    assert set(rate.rows) == {"a/01", "c/c01", "d/c01"}
    assert rate.used[1].level.standing == "implied"


def test_the_same_holds_for_stocks() -> None:
    # 5,591 less 351 is 5,240; 351 of 5,240 are 6.7 %.
    stock = {"indicator": "enterprises_active"}
    rows = [count("a/01", "KAR+EZR", "2026-01-01", 5591, indicator="enterprises_active")]
    claims = [
        claim("c/c01", "absolute_change", "KAR+EZR", "2026-01-01", "351", "exact", base="2025-01-01", **stock),
        claim("c/c02", "percent_change", "KAR+EZR", "2026-01-01", "6.7", base="2025-01-01", **stock),
    ]
    found = check_only(*claims, observations=rows)
    assert [each.verdict for each in found.values()] == ["not_checkable", "agrees"]


def test_exact_changes_that_exclude_each_other_link_nothing() -> None:
    stock = {"indicator": "enterprises_active"}
    rows = [count("a/01", "KAR+EZR", "2026-01-01", 5591, indicator="enterprises_active")]
    claims = [
        claim(f"c/c{number:02}", "absolute_change", "KAR+EZR", "2026-01-01", value, "exact", base="2025-01-01", **stock)
        for number, value in enumerate(("351", "400"), start=1)
    ]
    claims += [claim("c/c03", "percent_change", "KAR+EZR", "2026-01-01", "6.7", base="2025-01-01", **stock)]
    assert check_only(*claims, observations=rows)["c/c03"].verdict == "not_checkable"


def test_an_exact_change_links_no_values_that_were_revised_since() -> None:
    # The change of 323 was printed beside 623: it says 300 for 2022. With the later 593 it would say 270, which nobody printed.
    rows = [count("old/01", "LIBERATED", "2023-H1", 623), count("new/01", "LIBERATED", "2023-H1", 593)]
    claims = [first_half("old/c01", "323", "absolute_change", "exact"), first_half("new/c02", "2.2")]
    found = check_only(*claims, observations=rows, sources=REVISED_SOURCES)
    assert found["new/c02"].verdict == "not_checkable"  # 593 / 270 is 2.196


def test_counts_that_exclude_each_other_are_no_evidence() -> None:
    # 30 in Lachin and 5 in all of East Zangezur cannot both be; neither is picked, so nothing is known of Lachin.
    rows = [count("a/01", "AZ-LAC", "2023", 30), count("a/02", "AZ-LAC", "2022", 15), count("b/01", "EZR", "2023", 5)]
    found = check_only(claim("c/c01", "fold_change", "AZ-LAC", "2023", "2.0", base="2022"), observations=rows)["c/c01"]
    assert found.verdict == "not_checkable"
    assert "figures that exclude each other" in found.latest.why_not


def test_claims_with_the_same_content_are_one() -> None:
    first = claim("c/c01", "fold_change", "AZ-LAC", "2024", "3.0", base="2023")
    others = {
        "d/c01": {},
        "d/c02": {"value": "3"},
        "d/c03": {"precision": "about"},
        "d/c04": {"stated_as": "threefold", "computed_by": "publisher", "note": "as told"},
    }
    rows = [first | {"claim_id": row, "source_id": "d"} | changes for row, changes in others.items()]
    found = check_only(first, *rows, observations=COUNTS)
    assert {row: each.distinct for row, each in found.items()} == {
        "c/c01": "c/c01",
        "d/c01": "c/c01",
        "d/c02": "d/c02",
        "d/c03": "d/c03",
        "d/c04": "c/c01",
    }


@pytest.mark.parametrize("flag", ["settlement_level", "different_concept"])
def test_a_count_that_may_enter_no_sum_is_no_evidence(flag: str) -> None:
    row = claim("c/c01", "fold_change", "AZ-LAC", "2024", "3.0", base="2023")
    found = check_only(row, observations=COUNTS, annotations=[annotation("a/01", flag)])["c/c01"]
    assert found.verdict == "not_checkable"


def test_the_base_that_a_claim_implies_is_whole_and_follows_the_reading_of_the_claim() -> None:
    # 299 at 2.9-fold cut off: 299 / 3 = 99.7 (excluded) to 299 / 2.9 = 103.1; at 3.0-fold rounded: 299 / 3.05 = 98.03 to
    # 299 / 2.95 = 101.4.
    claims: Iterable[Row] = [
        claim(f"c/c0{number}", "fold_change", "AZ-LAC", "2024", value, base="2023") for number, value in ((1, "2.9"), (2, "3.0"))
    ]
    evidence = gather(only_rows(Added(COUNTS, claims)))
    assert verdict_of(evidence, "c/c01").implied_base == Interval(100, 103)
    assert verdict_of(evidence, "c/c02").implied_base == Interval(99, 101)


REASONS = {
    "truncated": "299 (Lachin, 2024) against 100 (Lachin, 2023) is 2.99-fold; printed is 2.9-fold. It agrees if later digits were cut off.",
    "negative_wrong": (
        "713 (Kalbajar, 2024) against 1,000 (Kalbajar, 2023) is −28.7\u202f%; printed is −27\u202f%. The two do not meet. "
        "A base of 971 to 983 would be needed."
    ),
    "up_to_level": (
        "0 to 50 (Jabrayil, 2024) against 20 (Jabrayil, 2023) is 0.00 to 2.50-fold; printed is 2.0-fold. "
        "The printed counts do not confine this enough to decide."
    ),
    "no base": "No base period is printed.",
}


def test_every_verdict_has_its_arithmetic_in_a_sentence() -> None:
    # 713 / (1 - 0.275) = 983.4 and 713 / (1 - 0.265) = 970.07, and jobs are whole: 971 to 983.
    claims = [CLAIMS[name][0] if name in CLAIMS else UNDECIDED[name][0] | {"claim_id": "d/c01", "source_id": "d"} for name in REASONS]
    evidence = gather(only_rows(Added(COUNTS, claims)))
    assert {name: verdict_of(evidence, row["claim_id"]).reason.plain for name, row in zip(REASONS, claims, strict=True)} == REASONS
