"""Profiles of districts and cities: what each says of its place (notebook district_profile)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from tests.analyses.cells import Refused, Show, plain
from tests.evidence.altered import Added, Row, count, only_rows, with_rows

from karabakh_analysis import dataset
from karabakh_analysis.analyses import (
    profile,
    profile_about,
    profile_business,
    profile_claims,
    profile_jobs,
    profile_levels,
    profile_links,
    profile_rank,
    profile_record,
    profile_settlements,
    profile_unknown,
    revisions,
)
from karabakh_analysis.analyses.profile import Profile
from karabakh_analysis.analyses.profile_ranks import rank_of
from karabakh_analysis.dataset import Dataset, ParameterError, Period
from karabakh_analysis.evidence.claims import VERDICTS
from karabakh_analysis.values import Interval, Quantity, Sentence

PLACES = (
    "AZ-AGC", "AZ-AGM", "AZ-BAR", "AZ-CAB", "AZ-FUZ", "AZ-KAL", "AZ-LAC", "AZ-QBI", "AZ-SUS", "AZ-TAR", "AZ-XA", "AZ-XCI", "AZ-XVD",
    "AZ-ZAN", "X-AGD",
)  # fmt: skip
H1_2025 = Period.year_to(2025, 6)


@pytest.fixture(scope="session")
def lachin(frozen: Dataset) -> Profile:
    return profile.profile(frozen, "AZ-LAC")


def of(data: Dataset, code: str) -> Profile:
    return profile.profile(data, code)


def words(sentence: Sentence) -> str:
    return sentence.plain


def test_only_a_place_of_the_two_regions_has_a_profile(frozen: Dataset):
    with pytest.raises(ParameterError, match=r"district = 'AZ' is not possible.*Possible: AZ-AGC, "):
        of(frozen, "AZ")


def test_a_place_is_told_by_level_region_own_name_and_code(frozen: Dataset, lachin: Profile):
    first, second = (sentence.plain for sentence in profile_about.about(lachin))
    assert first == "District in the East Zangezur economic region, one of the places that the sources call liberated districts."
    assert second == "Its name in Azerbaijani is Laçın; its code here is AZ-LAC."
    assert "not one of the liberated districts of the sources" in profile_about.about(of(frozen, "AZ-BAR"))[0].plain
    assert profile_about.about(of(frozen, "X-AGD"))[3].plain.startswith("Re-established in December 2023")


@pytest.mark.parametrize(("code", "day"), [("AZ-XA", "20 Sep 2023"), ("X-AGD", "5 Dec 2023"), ("AZ-LAC", None), ("AZ-BAR", None)])
def test_a_place_that_joined_the_liberated_districts_later_than_others_says_when(frozen: Dataset, code: str, day: str | None):
    told = [sentence.plain for sentence in profile_about.about(of(frozen, code)) if "belongs to them from" in sentence.plain]
    assert told == ([] if day is None else [
        f"It belongs to them from {day} on; what was counted here in earlier quarters is no part of their totals."
    ])  # fmt: skip


def test_the_latest_count_is_compared_with_the_same_months_of_the_year_before(lachin: Profile):
    half, year = (sentence.plain for sentence in profile_jobs.growth_findings(lachin))
    assert half.startswith("244 new jobs are counted for Jan–Jun 2025, 18.4\N{NARROW NO-BREAK SPACE}% fewer than the 299 of Jan–Jun 2024.")
    assert year.startswith("471 new jobs are counted for 2024, 24.6\N{NARROW NO-BREAK SPACE}% fewer than the 625 of 2023.")


def test_no_rate_stands_on_a_base_under_thirty(frozen: Dataset):
    told = " ".join(sentence.plain for sentence in profile_jobs.growth_findings(of(frozen, "AZ-BAR")))
    assert told.startswith("82 new jobs are counted for Jan–Jun 2025, more than the 10 of Jan–Jun 2024.")
    assert "%" not in told


def test_a_rank_is_exact_where_all_places_are_printed_and_an_interval_where_they_are_not(lachin: Profile):
    rank, places = rank_of(lachin, "new_jobs", H1_2025) or (None, 0)
    assert places == 15
    assert rank is not None
    assert (rank.interval, rank.status) == (Interval.point(2), "implied")
    year, _ = rank_of(lachin, "new_jobs", Period.year(2024)) or (None, 0)
    assert year is not None
    assert year.interval.low >= 2
    assert not year.interval.is_point


def test_equal_counts_share_a_rank():
    rows = tuple(
        count(f"doc/{n:02}", place, "2024-H1", value) for n, (place, value) in enumerate({"AZ-LAC": 5, "AZ-KAL": 5, "AZ-SUS": 9}.items())
    )
    data = only_rows(Added(rows))
    ranks = [rank_of(of(data, code), "new_jobs", Period.year_to(2024, 6)) for code in ("AZ-LAC", "AZ-KAL", "AZ-SUS")]
    assert [rank[0].interval.low for rank in ranks if rank] == [2, 2, 1]


def test_a_rank_leaves_room_for_places_of_which_nothing_is_known():
    data = only_rows(Added((count("doc/01", "AZ-LAC", "2024-H1", 5),)))
    rank, places = rank_of(of(data, "AZ-LAC"), "new_jobs", Period.year_to(2024, 6)) or (None, 0)
    assert rank is not None
    assert rank.interval == Interval(1, places)
    assert "every rank" in profile_rank.rank_finding(of(data, "AZ-LAC"), Period.year_to(2024, 6)).plain


def test_a_share_of_the_region_stands_beside_both_counts(lachin: Profile):
    assert profile_jobs.share_finding(lachin).plain == (
        "43.5\N{NARROW NO-BREAK SPACE}% of the 561 new jobs of the East Zangezur economic region in Jan–Jun 2025 are counted here."
    )


def test_no_share_of_a_base_under_thirty_is_printed():
    part, whole = (Quantity(Interval.point(number), "jobs", "published", ("a/01",)) for number in (5, 29))
    assert profile_levels.region_share(part, whole) == "base under 30"
    assert profile_levels.region_share(part, None) == "n.a."
    assert profile_levels.region_share(Quantity(Interval(0, 5), "jobs", "bounded"), whole) == "n.a."


def test_a_figure_that_was_withdrawn_is_drawn_as_such_and_told(lachin: Profile):
    rows = profile_jobs.level_rows(lachin)
    gone = rows[rows["status"].eq("superseded")]
    assert gone[["group", "label", "low"]].to_numpy().tolist() == [["Jan–Jun", "2023", 328.0]]
    told = profile_jobs.superseded_note(lachin)[0].plain
    assert told.startswith("328 for Jan–Jun 2023 no longer stands, and nothing is derived from it.")
    assert "releases of August 2024 print 593 for the total of the same half-year" in told


def test_aghdara_has_no_level_before_it_existed(frozen: Dataset):
    run = of(frozen, "X-AGD")
    assert min(profile_levels.known_levels(run)) == Period.year(2023)
    assert not any(label in profile_levels.level_table(run).index for label in ("2022", "Jan–Sep 2023"))
    assert [sentence.plain[:18] for sentence in profile_jobs.growth_findings(run)] == ["18 new jobs are co"]


def test_an_interval_that_tells_nothing_of_a_place_is_left_out(frozen: Dataset):
    run = of(frozen, "AZ-BAR")
    assert run.level("new_jobs", Period.year_to(2022, 6)) is not None
    assert Period.year_to(2022, 6) not in profile_levels.known_levels(run)


def test_registrations_are_told_with_what_is_lacking(frozen: Dataset, lachin: Profile):
    assert profile_business.registrations_finding(lachin).plain == (
        "19 new enterprises and 273 new sole proprietors were registered here in 2023."
    )
    khankendi = profile_business.registrations_finding(of(frozen, "AZ-XA")).plain
    assert khankendi.startswith("2 new sole proprietors were registered here in 2023; for new enterprises no count is printed")
    assert profile_business.registrations_finding(of(frozen, "AZ-BAR")).plain.startswith(
        "No new enterprises or sole proprietors are printed"
    )


def test_settlements_stand_apart_and_are_never_added_up(lachin: Profile):
    table = profile_settlements.resettled_table(lachin)
    assert {"Lachin city", "Zabukh village", "Sus village", "Lachin district"} <= set(table["covers"])
    values = [quantity.interval.low for quantity in table["Persons"] if quantity is not None]
    assert 3069 in values
    assert 2031 + 823 + 215 == 3069
    assert values.count(3069) == 1
    assert profile_settlements.resettled_heading(lachin).plain.endswith("different areas")


def test_the_series_that_is_drawn_has_one_area(lachin: Profile):
    rows = profile_settlements.resettled_rows(lachin)
    assert rows[["label", "group"]].to_numpy().tolist()[0] == ["13 Jul", "2023"]
    assert rows["low"].tolist()[0] == 351
    assert profile_settlements.resettled_title(lachin).plain == ("Lachin city: 2,090 resettled persons on 11 Sep 2024, 351 on 13 Jul 2023")


def test_figures_for_several_places_together_are_named_as_such(frozen: Dataset):
    table = profile_record.other_table(of(frozen, "AZ-XA"))
    shared = table[table["theme"].eq("Together with Khojaly and Aghdara")]
    assert "Population present" in shared.index
    assert not table["theme"].str.contains("Karabakh").any()


def test_a_place_alone_with_its_count_has_no_part_of_all(frozen: Dataset):
    run, half = of(frozen, "AZ-XA"), Period.year_to(2025, 6)
    alone = profile_rank.place_rows(run, half).iloc[:1]
    assert profile_rank.places_heading(run, alone, half).plain == "Khankendi is the only place with a count for Jan\N{EN DASH}Jun 2025"


def test_the_note_of_a_row_is_its_remark_unless_a_reason_says_more(frozen: Dataset):
    table = profile_record.other_table(of(frozen, "AZ-XA"))
    planned = table[table["theme"].eq("Targets")].loc["Business premises target"]
    assert (planned["Figure"].text, planned["Remark"].plain) == ("37", "Further premises")
    students = table.loc[table["Date or period"].eq("1 Aug 2025"), "Remark"]
    assert [remark.plain for remark in students] == ["The stored text stops before the total"]


def test_a_target_printed_once_more_without_its_deadline_is_no_plan_of_the_residents(frozen: Dataset):
    # One document prints 5,000 for 2030 and, without the year, around 5,000; what residents plan stays more than 2,000.
    table = profile_record.other_table(of(frozen, "AZ-AGM"))
    jobs = table.loc["Industrial park jobs target, Aghdam Industrial Park"]
    told = [(row["Figure"].text, row["Date or period"]) for _, row in jobs.iterrows()]
    assert ("more than 2,000", "no deadline printed") in told
    assert ("about 5,000", "no deadline printed") not in told
    histories = [each for each in revisions.histories(frozen) if (each.indicator, each.geography) == ("park_jobs_target", "AZ-AGM")]
    assert [each.standing.value.text for each in histories if each.standing] == ["more than 2,000"]


def test_targets_and_parks_are_listed_with_their_deadlines(frozen: Dataset):
    table = profile_record.other_table(of(frozen, "AZ-AGM"))
    assert "Targets" in set(table["theme"])
    parks = table[table["theme"].eq("Industrial park")]
    assert all(label.endswith("Aghdam Industrial Park") for label in parks.index)
    assert "by 31 Dec 2030" in set(parks["Date or period"])


def test_what_is_not_known_is_listed_by_period(lachin: Profile):
    table = profile_unknown.unknown_table(lachin)
    assert "2024" in table.at["New jobs", "Printed"]
    assert "Jan–Sep 2025" in table.at["New jobs", "Nothing of its own"]
    assert table.at["New enterprises and organisations", "Printed"] == "2023"


def test_what_is_printed_for_others_and_not_for_this_place_is_named(frozen: Dataset):
    told = profile_unknown.silent_finding(of(frozen, "AZ-KAL")).plain
    assert "resettled population" in told
    assert "new jobs" not in told


def test_parks_and_resettlement_are_no_gaps_of_a_place_that_is_no_liberated_district(frozen: Dataset):
    told = profile_unknown.silent_finding(of(frozen, "AZ-BAR")).plain
    assert "new enterprises and organisations" in told
    assert "resettled" not in told
    assert "park" not in told


def test_a_place_of_which_nothing_is_known_gets_sentences_and_no_figure(show: Show):
    bundles = show("district_profile", district="AZ-BAR", as_of="2021-02-05")
    assert not any("image/svg+xml" in data for data, _ in bundles)
    assert "No figure is printed for Barda alone." in plain(bundles)
    assert "No count of new jobs is printed for Barda" in plain(bundles)


@pytest.mark.parametrize("code", PLACES)
def test_no_profile_prints_a_rate_on_a_base_under_thirty(frozen: Dataset, code: str):
    run = of(frozen, code)
    for sentence in profile_jobs.growth_findings(run):
        levels = [quantity for quantity in sentence.quantities if quantity.unit == "jobs"]
        rates = [quantity for quantity in sentence.quantities if quantity.unit == "percent"]
        assert not rates or levels[-1].interval.low >= 30
    table = profile_levels.level_table(run)
    bases = [whole for whole, part in zip(table["Region"], table["Share"], strict=True) if isinstance(part, Quantity)]
    assert all(whole.interval.low >= 30 for whole in bases)


ALTERED: dict[str, Callable[[str, Row], bool]] = {
    "without Lachin": lambda _, row: row["geography"] != "AZ-LAC",
}


@pytest.mark.parametrize("which", ALTERED)
@pytest.mark.parametrize("code", ["AZ-XA", "AZ-LAC"])
def test_a_profile_can_be_made_of_other_tables(show: Show, tmp_path, monkeypatch, which: str, code: str):
    altered = with_rows(tmp_path, Added(), ALTERED[which])
    monkeypatch.setattr(dataset, "load", lambda as_of: altered)
    text = plain(show("district_profile", district=code))
    assert "nan" not in text.lower().split()
    if which == "without Lachin" and code == "AZ-LAC":
        assert "No figure is printed for Lachin alone." in text


def test_the_notebook_refuses_what_is_no_place(show: Show):
    with pytest.raises(Refused, match="district = 'KAR' is not possible"):
        show("district_profile", district="KAR")


def test_every_printed_rank_of_a_place_stands_on_its_page_with_its_verdict(frozen: Dataset, lachin: Profile):
    table = profile_claims.rank_table(lachin)
    rows = frozen.claims[frozen.claims["claim"].eq("rank") & frozen.claims["geography"].eq("AZ-LAC")]
    assert {row for quantity in table["Stated"] for row in quantity.evidence} == set(rows["claim_id"])
    first = table.iloc[0]
    assert (first["Period"], first["Among"], first["Verdict"]) == ("Jan–Jun 2025", "East Zangezur economic region", "agrees")
    assert (first["Stated"].text, first["Recomputed"].text) == ("rank 1", "1")


def test_places_named_without_an_order_share_their_ranks(lachin: Profile):
    table = profile_claims.rank_table(lachin)
    shared = table[table["Period"].eq("2024")].iloc[0]
    assert shared["Stated"].interval == Interval(1, 2)
    assert shared["Stated"].text == "1 to 2, order not stated"
    assert shared["Verdict"] == "cannot be checked"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("AZ-LAC", "Of 8 printed ranks of Lachin 5 agree with the printed counts"),
        ("AZ-FUZ", "The one printed rank of Fuzuli agrees with the printed counts"),
        ("AZ-KAL", "The one printed rank of Kalbajar cannot be decided by the printed counts"),
    ],
)
def test_the_caption_counts_the_ranks_that_agree(frozen: Dataset, code: str, words: str):
    assert profile_claims.rank_claims_caption(of(frozen, code)).plain == words


def test_a_single_rank_has_an_ending_for_every_verdict():
    assert set(profile_claims.ENDINGS) == set(VERDICTS)


def test_a_place_without_a_printed_rank_says_so(show: Show):
    assert "No document prints a rank of this place." in plain(show("district_profile", district="AZ-BAR"))


def test_the_figure_of_all_places_marks_this_one_alone(lachin: Profile):
    rows = profile_rank.place_rows(lachin, profile_rank.compared_period(lachin))
    assert rows.loc[rows["note"].eq("this place"), "label"].tolist() == ["Lachin"]
    assert len(rows) == 15
    assert rows["hue"].value_counts().to_dict() == {"kar": 10, "ezr": 5}


def test_a_period_over_two_years_names_both(frozen: Dataset):
    table = profile_record.other_table(of(frozen, "AZ-CAB"))
    assert "30 Sep 2024 to 30 Jun 2025" in set(table["Date or period"])


def test_of_a_park_the_last_figure_of_a_kind_does_not_hide_one_without_doubt(frozen: Dataset):
    table = profile_record.other_table(of(frozen, "AZ-AGM"))
    parks = table[table["theme"].eq("Industrial park")]
    made = parks[parks.index.str.startswith("Industrial park investment made") & parks["Remark"].map(words).eq("")]
    assert [quantity.text for quantity in made["Figure"]] == ["142,000,000"]
    planned = parks[parks.index.str.startswith("Industrial park planned investment, AZN")]
    assert set(planned["Remark"].map(words)) == {"", "Four new residents only, not the whole park"}
    assert [quantity.text for quantity in planned["Figure"]] == ["nearly 27,000,000", "more than 312,000,000"]


def test_places_are_compared_in_a_period_in_which_this_one_is_printed(frozen_as_of: Callable[[str], Dataset]):
    before = frozen_as_of("2025-01-31")
    assert profile_rank.compared_period(of(before, "AZ-LAC")) == Period.year(2023)
    assert profile_rank.compared_period(of(before, "AZ-BAR")) == Period.quarter(2024, 3)
    told = profile_rank.rank_finding(of(before, "AZ-LAC"), Period.year(2023)).plain
    assert told == "By new jobs the rank of Lachin among the 15 places in 2023 lies from 1 to 4."


def test_a_place_is_not_compared_with_a_year_in_which_it_did_not_exist(frozen_as_of: Callable[[str], Dataset]):
    (told,) = profile_jobs.growth_findings(of(frozen_as_of("2025-01-31"), "X-AGD"))
    assert told.plain == "9 new jobs are counted for Jan–Sep 2024; Aghdara did not exist in Jan–Sep 2023."


def test_before_anything_is_printed_nothing_is_said_to_be_missing(frozen_as_of: Callable[[str], Dataset]):
    told = profile_unknown.silent_finding(of(frozen_as_of("2021-02-05"), "AZ-LAC")).plain
    assert told.startswith("Nothing is printed for as many as three other places")


def test_the_rank_of_shusha_is_confined_by_the_total_of_its_year(frozen: Dataset):
    """Lowest levels of 2024: 702, 471, 324, 173, 70, 51, 32, 30, 9 and three of 0, together 1,862 of 2,575; that leaves 713.

    To count 325 Aghdam needs 152 more, Fuzuli 255, Khojaly 274, together 681; Jabrayil would need 293. Three more beside Khankendi and
    Lachin make sixth of twelve; the three places that are no liberated districts, ninth of fifteen.
    """
    shusha = of(frozen, "AZ-SUS")
    assert 702 + 471 + 324 + 173 + 70 + 51 + 32 + 30 + 9 == 2575 - 713
    assert 152 + 255 + 274 <= 713 < 152 + 255 + 274 + 293
    found = {among: rank_of(shusha, "new_jobs", Period.year(2024), among) for among in ("LIBERATED", "KAR+EZR")}
    assert [(rank[0].interval, rank[1]) for rank in found.values() if rank] == [(Interval(2, 6), 12), (Interval(2, 9), 15)]
    assert "newsaz-2025-jobs-2024/01" in found["LIBERATED"][0].evidence if found["LIBERATED"] else False


def test_a_place_that_joined_late_counts_in_an_area_with_what_it_adds_to_the_total(frozen: Dataset, lachin: Profile):
    """Ten places have 147 of 147 enterprises, so that Khankendi adds none: Lachin's 19 are third after 35 and 22."""
    rank, places = rank_of(lachin, "new_enterprises", Period.year(2023), "LIBERATED") or (None, 0)
    assert rank is not None
    assert (rank.interval, places) == (Interval.point(3), 12)
    wide, _ = rank_of(lachin, "new_enterprises", Period.year(2023)) or (None, 0)
    assert wide is not None
    assert wide.interval == Interval(3, 7)


def test_a_doubt_about_other_counts_is_told_only_where_it_moves_the_rank(frozen: Dataset):
    """283 of Khankendi is more than the 141 of all of East Zangezur, whatever Kalbajar and Jabrayil count of them."""
    first, _ = rank_of(of(frozen, "AZ-XA"), "new_jobs", Period.year_to(2025, 3)) or (None, 0)
    third, _ = rank_of(of(frozen, "AZ-LAC"), "new_jobs", Period.year_to(2025, 3)) or (None, 0)
    assert first is not None
    assert third is not None
    assert (first.interval, first.doubtful) == (Interval.point(1), False)
    assert third.doubtful


def test_a_level_of_zero_has_no_rank(frozen: Dataset):
    assert rank_of(of(frozen, "AZ-XA"), "new_jobs", Period.quarter(2023, 3)) is None


def test_ranks_stand_with_the_number_of_places_and_in_the_region(lachin: Profile):
    row = profile_levels.level_table(lachin).loc["2022"]
    assert [row[column].text for column in ("Rank in both regions", "Rank in its region")] == ["9 to 13 of 14", "5 of 5"]


def test_what_only_repeats_another_period_is_not_called_known(lachin: Profile):
    table = profile_levels.level_table(lachin)
    assert not {"2025", "Jan–Sep 2025"} & set(table.index)
    assert "Jan–Mar 2023" not in table.index
    assert profile_unknown.unknown_heading(lachin).plain == "8 of 48 levels by period are printed, 37 have no figure of their own"
    unknown = profile_unknown.unknown_table(lachin)
    assert "2025" in unknown.at["New jobs", "Nothing of its own"]
    assert "2022 and its parts" in unknown.at["New enterprises and organisations", "Nothing of its own"]


def test_a_printed_rank_that_confines_a_level_is_named(frozen: Dataset):
    table = profile_levels.level_table(of(frozen, "AZ-FUZ"))
    assert table.at["2024", "How known"] == "Confined, also by a printed rank"
    assert table.at["2023", "How known"] == "Printed"
    # The ten places of 2023 and the printed +59 % leave nothing for Aghdara.
    assert profile_levels.level_table(of(frozen, "X-AGD")).at["2023", "How known"] == "Follows, also by a printed rate or share"


def test_a_place_without_a_park_is_not_said_to_lack_its_figures(frozen: Dataset):
    assert "park" not in profile_unknown.silent_finding(of(frozen, "AZ-ZAN")).plain
    assert of(frozen, "AZ-AGM").has_park


def test_a_later_count_of_families_stands_beside_an_older_one_of_persons(frozen: Dataset):
    told = [sentence.plain for sentence in profile_settlements.resettled_finding(of(frozen, "AZ-SUS"))]
    assert told == [
        "1,180 resettled persons were counted on 21 Dec 2024 for a part of Shusha: Shusha city.",
        "380 resettled families were counted on 16 Oct 2025 for a part of Shusha: Shusha city.",
    ]


@pytest.mark.parametrize(
    ("code", "many", "why"),
    [
        ("AZ-CAB", "31", "printed as the highest in East Zangezur; another release prints 70 for Kalbajar for the same quarter"),
        ("AZ-KAL", "70", "another release calls 31 (Jabrayil) the highest in East Zangezur for the same quarter"),
    ],
)
def test_a_count_in_doubt_is_told_with_its_reason_and_not_drawn(frozen: Dataset, code: str, many: str, why: str):
    run = of(frozen, code)
    assert [sentence.plain for sentence in profile_jobs.doubts(run)] == [
        f"The count of {many} for Jan–Mar 2025 is in doubt and not drawn: {why}."
    ]
    assert float(many) not in profile_jobs.level_rows(run)["low"].tolist()
    assert profile_levels.level_table(run).at["Jan–Mar 2025", "New jobs"].doubtful


@pytest.mark.parametrize("code", PLACES)
def test_no_printed_count_of_resettled_persons_or_families_is_lost(frozen: Dataset, code: str):
    run = of(frozen, code)
    counts = run.rows[run.rows["indicator"].isin(["population_resettled", "families_resettled"]) & run.rows["kind"].ne("target")]
    table = profile_settlements.resettled_table(run)
    shown = {row for column in ("Persons", "Families") for quantity in table[column] if quantity is not None for row in quantity.evidence}
    assert shown == set(counts["observation_id"])


def test_counts_without_a_date_stand_by_document_after_the_dated_ones(frozen: Dataset):
    table = profile_settlements.resettled_table(of(frozen, "AZ-SUS"))
    lines = [(when, persons and persons.text, families and families.text) for when, _, persons, families in table.itertuples()]
    assert lines[-2:] == [
        ("no date; published between Jan and 31 Jul 2024", "570", "147"),
        ("no date; published between Jan and May 2025", "nearly 1,400", None),
    ]


def test_the_whole_district_is_told_before_a_later_part_and_a_joint_count(frozen: Dataset, lachin: Profile):
    whole, part = (sentence.plain for sentence in profile_settlements.resettled_finding(lachin))
    assert whole == "3,069 resettled persons were counted on 26 Aug 2024 in the whole of Lachin."
    assert part == "2,090 resettled persons were counted on 11 Sep 2024 for a part of Lachin: Lachin city."
    joint = profile_settlements.resettled_finding(of(frozen, "AZ-XA"))[-1].plain
    assert joint == "4,064 resettled persons were counted on 20 Oct 2025 in Khankendi, Khojaly and Aghdara together."


def test_a_count_of_resettled_persons_in_doubt_is_told_with_its_reason(lachin: Profile):
    assert [sentence.plain for sentence in profile_settlements.doubts(lachin)] == [
        "The count of 3,153 for 28 May 2025 is in doubt and not drawn: printed for Lachin city; in August 2024 the city had 2,031 and the "
        "district 3,069 resettled persons."
    ]


def test_a_series_that_hardly_varies_is_not_drawn(frozen: Dataset):
    assert profile_settlements.resettled_rows(of(frozen, "X-AGD")).empty


def test_a_withdrawn_target_stands_with_the_reason(frozen: Dataset):
    table = profile_record.other_table(of(frozen, "AZ-FUZ"))
    gone = table[table["theme"].eq("No longer standing")]
    target = gone[gone.index == "Resettled population target"].iloc[0]
    assert (target["Figure"].text, target["Date or period"]) == ("22,000", "by 31 Dec 2026")
    assert words(target["Remark"]) == (
        "The whole district. The total of its document, 140,000 for the liberated districts, was later printed as nearly 140,000: "
        "the parts leave with the total"
    )


def test_a_remark_gives_the_reason_of_the_tables(frozen: Dataset):
    table = profile_record.other_table(of(frozen, "AZ-BAR"))
    assert "Counted by place of registration of the employer" in words(table["Remark"].iloc[0])


def test_equal_figures_without_a_date_stand_once_with_all_their_rows(lachin: Profile):
    table = profile_record.other_table(lachin)
    offered = table[table.index == "Vacancies offered"]
    assert offered[["Date or period"]].to_numpy().tolist() == [["2023"]]
    assert len(offered["Figure"].iloc[0].evidence) == 3


def test_printings_are_told_apart_from_figures(lachin: Profile):
    assert profile_about.printed_finding(lachin).plain == (
        "58 figures are printed for Lachin alone, some of them more than once: 65 printings in 30 documents."
    )


def test_totals_that_do_not_include_a_place_are_none_of_its_gaps(frozen: Dataset):
    barda, khankendi = of(frozen, "AZ-BAR"), of(frozen, "AZ-XA")
    assert profile_business.later_note(barda) == []
    assert profile_business.registrations_heading(barda) is None
    assert profile_business.registrations_finding(barda).plain.endswith("and no total of an area that includes it.")
    assert min(period.end.year for period in khankendi.periods("new_enterprises")) == 2023
    assert profile_business.later_note(khankendi)[0].plain.startswith("For 2024 and 2025 totals of the liberated districts are printed")


def test_what_other_counts_leave_of_a_total_is_told_where_the_place_has_none(frozen: Dataset):
    assert 35 + 22 + 19 + 15 + 15 + 14 + 10 + 7 + 7 + 3 == 147
    assert [sentence.plain for sentence in profile_business.left_notes(of(frozen, "AZ-XA"))] == [
        "The new enterprises printed for 10 other places in 2023 add up to 147 of the 147 of the liberated districts."
    ]


def test_the_start_near_zero_is_said_of_liberated_districts_alone(frozen: Dataset, lachin: Profile):
    told = {code: " ".join(sentence.plain for sentence in profile_about.limits(of(frozen, code))) for code in ("AZ-LAC", "AZ-TAR")}
    assert "A start near zero" in told["AZ-LAC"]
    assert "A start near zero" not in told["AZ-TAR"]
    assert "no document here prints the latter for a single district or city" in told["AZ-TAR"]


def test_the_population_present_of_a_single_place_would_be_told():
    row = count("doc/01", "AZ-LAC", "2024-06-30", 100, indicator="population_present", kind="stock", unit="persons")
    told = profile_about.limits(of(only_rows(Added((row,))), "AZ-KAL"))[-1].plain
    assert told.endswith("is not the population present, which is printed for 1 of the 15 places.")


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("AZ-XA", "Khankendi has the most new jobs of the 15 places in Jan–Jun 2025"),
        ("AZ-LAC", "Lachin has the second most new jobs of the 15 places in Jan–Jun 2025"),
        ("AZ-AGC", "By new jobs Aghjabadi is tenth of the 15 places in Jan–Jun 2025"),
    ],
)
def test_the_title_of_the_figure_of_all_places_is_about_this_one(frozen: Dataset, code: str, title: str):
    run = of(frozen, code)
    assert profile_rank.places_title(run, profile_rank.place_rows(run, H1_2025), H1_2025).plain == title


def test_reports_are_named_where_the_place_has_their_figures(frozen: Dataset, lachin: Profile):
    assert list(profile_links.of_jobs(lachin)) == ["Job growth", "Claim check"]
    assert list(profile_links.of_others(lachin)) == ["Industrial parks"]
    assert profile_links.of_others(of(frozen, "AZ-BAR")) == {}
    assert profile_links.of_jobs(of(frozen, "AZ-BAR")) == {"Job growth": "01-job-growth"}


def test_a_place_says_how_many_have_as_many(frozen: Dataset):
    """Khankendi and Zangilan stand with 5 each, below thirteen that have 10 to 22."""
    counts = {place: 10 + number for number, place in enumerate(frozen.geography.districts)} | {"AZ-XA": 5, "AZ-ZAN": 5}
    rows = [count(f"release/{number}", place, "2025-H1", value) for number, (place, value) in enumerate(counts.items())]
    run = profile.profile(only_rows(Added(rows)), "AZ-XA")
    sentence = profile_rank.rank_finding(run, Period.year_to(2025, 6)).plain
    assert sentence == "By new jobs Khankendi is fourteenth of the 15 places in Jan–Jun 2025, level with 1 more."


def test_a_rank_that_agrees_by_earlier_counts_alone_stands_beside_these(frozen: Dataset):
    row = profile_claims.rank_table(of(frozen, "AZ-SUS")).set_index("Period").loc["Jan–Jun 2023"]
    assert row["Recomputed"].plain == "1 to 10; by earlier counts 2"
    assert row["Verdict"] == profile_claims.VERDICT_WORDS["agrees_on_other_vintage"]
