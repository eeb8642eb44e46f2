"""Aggregates are sets of districts that change over time."""

from __future__ import annotations

import pandas as pd
import pytest

from karabakh_analysis.dataset import COUNTRY, Dataset, Period

TEN = ("AZ-AGM", "AZ-CAB", "AZ-FUZ", "AZ-KAL", "AZ-LAC", "AZ-QBI", "AZ-SUS", "AZ-XCI", "AZ-XVD", "AZ-ZAN")
KHANKENDI, AGHDARA = "AZ-XA", "X-AGD"


@pytest.mark.parametrize(
    ("day", "members"),
    [
        ("2020-11-30", ()),
        ("2020-12-01", TEN),
        ("2022-12-31", TEN),
        ("2023-09-19", TEN),
        ("2023-09-20", (*TEN, KHANKENDI)),
        ("2023-12-04", (*TEN, KHANKENDI)),
        ("2023-12-05", (*TEN, KHANKENDI, AGHDARA)),
        ("2025-12-31", (*TEN, KHANKENDI, AGHDARA)),
    ],
)
def test_the_liberated_districts_grow_from_ten_to_twelve(frozen: Dataset, day: str, members: tuple[str, ...]) -> None:
    assert frozen.geography.members("LIBERATED", pd.Timestamp(day)) == tuple(sorted(members))


def test_karabakh_has_nine_members_and_then_aghdara(frozen: Dataset) -> None:
    before, after = (frozen.geography.members("KAR", Period.year(year).end) for year in (2022, 2023))
    assert len(before) == 9
    assert set(after) - set(before) == {AGHDARA}


def test_the_two_regions_make_the_whole_and_share_nothing(frozen: Dataset) -> None:
    day, places = pd.Timestamp("2024-12-31"), frozen.geography
    karabakh, zangezur = set(places.members("KAR", day)), set(places.members("EZR", day))
    assert not karabakh & zangezur
    assert karabakh | zangezur == set(places.members("KAR+EZR", day))


def test_the_liberated_districts_are_both_regions_without_three(frozen: Dataset) -> None:
    day, places = pd.Timestamp("2024-06-30"), frozen.geography
    assert set(places.members("KAR+EZR", day)) - set(places.members("LIBERATED", day)) == {"AZ-AGC", "AZ-BAR", "AZ-TAR"}


def test_entrants_are_members_that_were_none_before(frozen: Dataset) -> None:
    years = {year: Period.year(year).end for year in (2022, 2023, 2024)}
    assert frozen.geography.entrants("LIBERATED", years[2022], years[2024]) == (KHANKENDI, AGHDARA)
    assert frozen.geography.entrants("LIBERATED", years[2023], years[2024]) == ()
    assert frozen.geography.entrants("EZR", years[2022], years[2024]) == ()


def test_a_member_outside_on_the_last_day_of_a_half_year_is_outside_for_the_half_year(frozen: Dataset) -> None:
    assert KHANKENDI not in frozen.geography.members("LIBERATED", Period.year_to(2023, 6).end)


def test_a_district_is_its_own_only_member_even_before_it_exists(frozen: Dataset) -> None:
    day = pd.Timestamp("2022-12-31")
    assert frozen.geography.members(AGHDARA, day) == (AGHDARA,)
    assert not frozen.geography.exists(AGHDARA, day)
    assert frozen.geography.exists(AGHDARA, pd.Timestamp("2023-12-05"))


def test_every_member_ever_is_listed_whatever_the_day(frozen: Dataset) -> None:
    assert frozen.geography.ever_members("LIBERATED") == tuple(sorted((*TEN, KHANKENDI, AGHDARA)))
    assert frozen.geography.ever_members(KHANKENDI) == (KHANKENDI,)


def test_a_district_has_a_region_and_a_region_is_its_own(frozen: Dataset) -> None:
    regions = [frozen.geography.region_of(code) for code in ("AZ-LAC", KHANKENDI, "EZR", "LIBERATED", COUNTRY)]
    assert regions == ["EZR", "KAR", "EZR", "", ""]


def test_parts_are_the_districts_and_the_smaller_groups_within(frozen: Dataset) -> None:
    parts = frozen.geography.parts()
    assert {"KAR", "EZR", "LIBERATED", "AZ-LAC"} < set(parts["KAR+EZR"])
    assert "KAR" not in parts["LIBERATED"]
    assert "KAR" not in parts["KAR"]


@pytest.mark.parametrize("code", ["XX", COUNTRY])
def test_a_place_without_listed_members_is_refused_by_name(frozen: Dataset, code: str) -> None:
    with pytest.raises(KeyError, match=code):
        frozen.geography.members(code, pd.Timestamp("2024-12-31"))


def test_a_place_has_a_name_and_a_level(frozen: Dataset) -> None:
    assert (frozen.geography.name("AZ-LAC"), frozen.geography.level("AZ-XA")) == ("Lachin", "city")
    assert len(frozen.geography.districts) == 15
