"""What the notebooks say, on the frozen tables, each number worked by hand."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from karabakh_analysis.analyses import (
    business_births,
    business_membership,
    business_missing,
    business_places,
    business_ratios,
    business_stock,
    constant_membership,
    entrepreneurship,
    headline_growth,
    headline_leader,
    job_change_words,
    job_changes,
    job_claims,
    job_concentration,
    job_country,
    job_growth,
    job_paths,
    job_periods,
    job_places,
    job_speed,
    printed_growth,
    sector_targets,
    target_coverage,
    target_status,
    target_versions,
)
from karabakh_analysis.analyses.levels import level
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.analyses.wording import source_line
from karabakh_analysis.dataset import Dataset, ParameterError, Period


@pytest.fixture(scope="module")
def run(frozen: Dataset) -> Scope:
    """The liberated districts in 2024 against 2023."""
    return job_growth.scope(frozen, "LIBERATED", 2024, 2023)


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (Period.year(2023), "1,271"),  # 135+52+6+52+275+64+28+8+625+26, and at most 797 x 1.595 = 1,271.2
        (Period.months(2023, 7, 12), "648 to 678"),  # 1,271 - 623 and, by the later vintage, 1,271 - 593
        (Period.months(2023, 4, 6), "492 to 522"),  # 593 - 101 and, by the first vintage, 623 - 101
        (Period.months(2024, 4, 6), "548"),  # 840 - 292
        (Period.months(2024, 7, 12), "1,735"),  # 2,575 - 840
        (Period.year_to(2025, 6), "1,241"),  # 385+102+18+56+73+29+17+106+160+244+40+11
    ],
)
def test_a_level_follows_from_printed_counts(frozen: Dataset, period: Period, text: str) -> None:
    found = level(frozen, "new_jobs", "LIBERATED", period)
    assert found is not None
    assert found.text == text


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (Period.year_to(2023, 6), "1,238"),  # printed as "over 1,200"; 1,726 less the printed change of 488
        (Period.months(2023, 7, 12), "1,424"),  # 2,662 - 1,238
    ],
)
def test_a_floor_gives_way_to_the_number_that_the_record_gives(frozen: Dataset, period: Period, text: str) -> None:
    found = level(frozen, "new_sole_proprietors", "LIBERATED", period)
    assert found is not None
    assert (found.text, found.status) == (text, "implied")
    assert "caliber-2023-small-business/01" in found.evidence  # the floor stays among the rows


@pytest.mark.parametrize(
    ("day", "text"),
    [
        ("2023-12-31", "more than 1,200"),  # nothing else was printed
        ("2024-08-20", "1,201 to 2,660"),  # the ten districts have 2,660 in the whole year; the change of 488 came a day later
    ],
)
def test_a_floor_stands_until_something_narrower_is_known(frozen_as_of: Callable[[str], Dataset], day: str, text: str) -> None:
    found = level(frozen_as_of(day), "new_sole_proprietors", "LIBERATED", Period.year_to(2023, 6))
    assert found is not None
    assert found.text == text


def test_the_first_half_of_2024_in_khankendi_is_nine_months_less_a_quarter(frozen: Dataset) -> None:
    found = level(frozen, "new_jobs", "AZ-XA", Period.year_to(2024, 6))
    assert found is not None
    assert (found.text, found.status) == ("15", "implied")  # 209 - 194


def test_2024_has_102_6_per_cent_more_than_the_implied_count_of_2023(run: Scope) -> None:
    # 2,575 / 1,271
    assert job_growth.heading(run).plain == "2,575 new jobs in 2024, 102.6\u202f% more than in 2023"


def test_an_implied_base_is_explained_by_the_figures_it_follows_from(run: Scope) -> None:
    words = job_growth.base_explained(run).plain
    assert words.startswith("Liberated districts, 2023: 1,271; it follows from 135 (Aghdam, 2023), ")
    assert words.endswith("797 (Liberated districts, 2022) and +59\u202f% (Liberated districts, 2022 to 2023).")


def test_only_the_2_1_fold_lies_apart_from_the_counts(run: Scope) -> None:
    rows = printed_growth.stated_growth(run, "new_jobs")
    assert rows["label"].nunique() == 5  # each claim once, however often it was reprinted
    finding = printed_growth.stated_growth_finding(run, rows).plain
    assert finding == "One of 5 printed growth rates does not follow from published counts: 2.1-fold for 2024"


def test_without_the_entrants_growth_is_smaller(run: Scope) -> None:
    # First half: 840 - 15 (Khankendi) - 4 (Aghdara) = 821 against 593: +38.4 %; with them +41.7 %.
    rows = constant_membership.headline_and_twin(run)
    half = rows[rows["label"].eq("Jan–Jun 2023 to 2024")].set_index("series")["low"]
    assert half.round(1).to_dict() == {"headline": 41.7, "same places": 38.4}
    # The year: 2,575 - 702 (Khankendi) - 9 to 471 (Aghdara) = 1,402 to 1,864 against 1,271.
    assert constant_membership.twin_finding(run).plain == (
        "Without Khankendi and Aghdara, which joined after 2023 began, growth in 2024 is 10.3 to 46.7\u202f% instead of 102.6\u202f%:"
        " they bring 55.9 to 92.3\u202fpp."
    )


def test_a_period_whose_headline_is_only_bounded_is_not_drawn_beside_its_twin(run: Scope) -> None:
    assert "Jan–Sep 2023 to 2024" not in set(constant_membership.headline_and_twin(run)["label"])


def test_over_the_same_places_growth_of_2024_is_slower_than_that_of_2023(run: Scope) -> None:
    # The ten places: 1,271 / 797 and 1,402 to 1,864 / 1,271; with those that joined 2,575 / 1,271 looks faster.
    assert job_speed.speed_finding(run).plain == (
        "Over the same places growth from 2023 to 2024 (10.3 to 46.7\u202f%) is slower than from 2022 to 2023 (59.5\u202f%);"
        " two rates are no trend."
    )


def test_the_base_says_what_counts_alone_give_and_on_whose_rate_the_rest_stands(run: Scope) -> None:
    assert job_claims.counts_alone(run).plain == (
        "Counts alone give at least 1,271: the rest follows from +59\u202f% (new jobs, Liberated districts, 2022 to 2023), worked out by"
        " the publisher, APA. If that rate was taken over the printed counts alone, it says nothing of places without one."
    )


def test_the_rate_that_does_not_follow_comes_with_its_doubt_and_the_one_without_a_base_is_named(run: Scope) -> None:
    told = [sentence.plain for sentence in job_claims.apart_notes(run)]
    assert "carried into the base this gives at least 1,241, and the two would meet" in told[0]
    assert told[1].startswith("A doubt about its scope is on record: No total for 2023 was found")
    assert job_claims.without_base(run).plain == (
        "Printed without a base period and not drawn: 2.4-fold (new jobs, Liberated districts, Jan\N{EN DASH}Jun 2023)."
    )


def test_the_second_half_of_2023_is_an_interval_and_certainly_the_larger(run: Scope) -> None:
    # 648 / 1,271 and 678 / 1,271; 1,735 / 2,575
    rows = job_periods.second_halves(run).set_index("label")[["low", "high"]].round(1)
    assert rows.loc["2023"].tolist() == [51.0, 53.3]
    assert rows.loc["2024"].tolist() == [67.4, 67.4]


def test_a_path_leaves_out_what_only_the_year_confines(run: Scope) -> None:
    rows = job_paths.paths(run)
    assert list(dict.fromkeys(rows["panel"])) == ["2023", "2024", "2025"]  # of 2022 only the year is known
    assert rows.groupby("panel")["label"].last().to_dict() == {"2023": "Jan–Dec", "2024": "Jan–Dec", "2025": "Jan–Jun"}
    assert job_paths.paths_finding(rows).plain == ("More new jobs are counted in 2025 than in 2024 over Jan–Mar and Jan–Jun.")


def test_concentration_is_told_only_where_every_place_is_confined(frozen: Dataset, run: Scope) -> None:
    table = job_concentration.concentrations(run)
    # 2023: 135, 64, 52, 28, 625, 8, 275, 6, 52, 26 of 1,271: the sum of squares is 495,539 of 1,615,441.
    assert table.loc["2023", job_concentration.INDEX].text == "0.307"
    assert table.loc["2023", job_concentration.LARGEST].text == "70.8\u202f%"  # 625 + 275
    # Of the Karabakh region one place of 2024 is printed and the total is not: an index of 1 would say that it has everything.
    karabakh = job_growth.scope(frozen, "KAR", 2024, 2023)
    assert "2024" not in job_concentration.concentrations(karabakh).index
    assert job_concentration.concentration_finding(run, table).plain == (
        "The new jobs of 2024 are spread as over 5.2 to 7.0 equal places, wider than those of 2023 (as over 3.3)."
    )


def test_places_known_only_together_are_one_bar_of_an_exact_waterfall(run: Scope) -> None:
    regions = run.whole_regions()
    pair = job_changes.last_pair(regions, whole_years=False)
    assert pair is not None
    assert (pair.base.label, pair.later.label) == ("Jan–Jun 2024", "Jan–Jun 2025")
    changes = job_changes.place_changes(regions, pair)
    rest = changes.loc["4 others"]
    # East Zangezur 840 - (103 + 37 + 232 + 15 + 3 + 14 + 4) = 432, less Lachin 299; later 561 - 244.
    assert (rest["base"].text, rest["later"].text, rest["change"].text) == ("133", "317", "184")
    assert sum(int(change.interval.low) for change in changes["change"]) == 1601 - 986
    assert job_change_words.rest_note(regions, changes).plain.startswith("Jabrayil, Kalbajar, Gubadli and Zangilan are drawn together")
    assert job_change_words.heading(changes, pair).plain == "Khankendi adds most to the growth from Jan–Jun 2024 to Jan–Jun 2025"
    ends = job_change_words.waterfall_ends(regions, changes, pair)
    assert ends == {"start": ("Jan–Jun 2024", 986, "implied"), "end": ("Jan–Jun 2025", 1601, "published")}


def test_no_waterfall_is_drawn_where_most_places_are_only_bounded(run: Scope) -> None:
    years = job_changes.Pair(Period.year(2024), Period.year(2023))
    assert job_changes.place_changes(run, years).empty


def test_shares_of_the_country_stand_in_a_panel_for_each_coverage_and_span(run: Scope) -> None:
    panels = job_country.share_panels(run)
    assert list(dict.fromkeys(panels["panel"]))[:2] == ["Liberated districts, Jan–Mar", "Liberated districts, Jan–Jun"]
    assert not panels.duplicated(["panel", "label"]).any()
    assert job_country.panels_title(run, panels).plain.endswith("is larger in each later year, over 10 places, then 12")


def test_two_places_hold_nearly_half_of_2024(run: Scope) -> None:
    # (702 + 471) / 2,575
    assert "Khankendi (702) and Lachin (471) account for 45.6\u202f%" in job_places.places_finding(run).plain


def test_lachin_made_the_growth_of_2023(run: Scope) -> None:
    pair = job_changes.last_pair(run, whole_years=True)
    assert pair is not None
    assert (pair.base.label, pair.later.label) == ("2022", "2023")
    changes = job_changes.place_changes(run, pair)
    assert changes["change"].iloc[0].text == "616"  # 625 - 9, of 1,271 - 797 = 474 in all
    assert "the others together count fewer" in job_change_words.heading(changes, pair).plain


def test_the_country_is_compared_over_the_same_months(run: Scope) -> None:
    # 1,241 / 48,900 and 593 / 38,900
    finding = job_country.national_finding(run, job_country.national_shares(run)).plain
    assert finding.startswith("2.5\u202f% of the country's new jobs in Jan–Jun 2025")
    assert finding.endswith("after 1.5\u202f% in Jan–Jun 2023.")


def test_fewer_proprietors_join_for_each_enterprise(frozen: Dataset) -> None:
    # 2,157 / 101 = 21.4 and 3,815 / 380 = 10.0
    run = entrepreneurship.scope(frozen, "LIBERATED", 2024, 2023)
    finding = business_ratios.ratio_finding(run, business_ratios.per_enterprise(run)).plain
    assert "21.4 sole proprietors were registered in 2022 (10 places), 10.0 in 2024 (12 places) and 13.2 in Jan–Mar 2025." in finding


def test_no_period_has_the_ratio_of_the_country_beside_that_of_the_districts(frozen: Dataset) -> None:
    table = business_ratios.per_enterprise(entrepreneurship.scope(frozen, "LIBERATED", 2024, 2023))
    assert table.at["Jan–Jun 2023", "Here"].text == "17.9"  # 1,238 / 69
    assert business_ratios.both_note(table).plain.startswith("No period has both")
    everywhere = table.assign(**{"In the country": table["Here"]}).loc[["2022", "2023"]]
    assert business_ratios.both_note(everywhere).plain.startswith("Both ratios are known for 2022 and 2023;")


def test_the_share_of_the_country_is_told_over_the_same_places_too(frozen: Dataset) -> None:
    # 1,241 - 385 (Khankendi) - 18 (Aghdara) = 838 of 48,900; 593 of 38,900
    run = job_growth.scope(frozen, "LIBERATED", 2024, 2023)
    note = job_country.same_places_note(run, job_country.national_shares(run)).plain.replace("\u202f", " ")
    assert note.startswith("Without Khankendi and Aghdara, which joined after Jan–Jun 2023 began, it is 1.7 % in Jan–Jun 2025 (838 jobs)")
    assert note.endswith("after 1.5 % (593) in Jan–Jun 2023.")
    same = job_growth.scope(frozen, "EZR", 2024, 2023)
    assert job_country.same_places_note(same, job_country.national_shares(same)).plain == ""


def test_growth_from_counts_alone_stands_beside_the_headline(frozen: Dataset) -> None:
    # 100 (2,575 / 1,271 - 1) = 102.6 at the most
    told = job_claims.growth_alone(job_growth.scope(frozen, "LIBERATED", 2024, 2023)).plain.replace("\u202f", " ")
    assert told.startswith("Counts alone give at least 1,271 for 2023, and growth of at most 102.6 %; the rest follows from +59 %")
    assert job_claims.growth_alone(job_growth.scope(frozen, "LIBERATED", 2023, 2022)).plain == ""


def test_the_place_that_moves_the_headline_is_named(frozen: Dataset) -> None:
    # 385 - 15 = 370; (1,241 - 385) / (840 - 15) = 1.038; (1,601 - 385) / (986 - 15) = 1.252
    note = headline_leader.leader_note(frozen, headline_growth.headline_growth(frozen)).plain.replace("\u202f", " ")
    assert note.startswith("Khankendi alone adds 370 (385 after 15); without it the change is 3.8 % in the liberated districts and 25.2 %")
    assert headline_leader.leader_note(frozen, pd.DataFrame()).plain == ""


def test_a_quarter_is_not_set_against_a_year(frozen: Dataset) -> None:
    table = business_ratios.per_enterprise(entrepreneurship.scope(frozen, "LIBERATED", 2024, 2023))
    # 739 / 56 = 13.2; for the first quarter of 2024 no number of proprietors is printed
    assert business_ratios.within_year_note(table).plain.startswith("In Jan–Mar 2025 it is 13.2; for Jan–Mar 2024 it is not known")
    halves = table.drop(index=["Jan–Mar 2025", "2024"])
    assert business_ratios.within_year_note(halves).plain == "In Jan–Jun 2024 it is 10.9, after 17.9 in Jan–Jun 2023."
    assert business_ratios.within_year_note(table.drop(index="Jan–Mar 2025")).plain == ""


def test_the_places_that_joined_in_2023_brought_nothing_and_two(frozen: Dataset) -> None:
    run = entrepreneurship.scope(frozen, "LIBERATED", 2024, 2023)
    # The ten other districts: 35+22+19+15+15+14+10+7+7+3 = 147 of 147, 994+632+273+188+176+145+108+64+54+26 = 2,660 of 2,662.
    assert "brought 0 new enterprises and 2 new sole proprietors: the 10 other places" in business_membership.joined_note(run).plain
    table = business_membership.twin_table(run).map(lambda cell: getattr(cell, "text", cell))
    assert table.loc["Enterprises, 2022 to 2023"].tolist() == ["45.5\u202f%", "45.5\u202f%", "0"]  # 147 / 101
    assert table.loc["Sole proprietors, 2022 to 2023"].tolist() == ["23.4\u202f%", "23.3\u202f%", "2"]  # 2,662 and 2,660 / 2,157


def test_the_last_quarter_is_set_beside_that_of_the_year_before_over_the_same_places(frozen: Dataset) -> None:
    run = entrepreneurship.scope(frozen, "LIBERATED", 2024, 2023)
    # 56 / 54
    assert entrepreneurship.latest_finding(run, entrepreneurship.ENTERPRISES).plain.replace("\u202f", " ") == (
        "56 new enterprises are counted in the liberated districts for Jan–Mar 2025, 3.7 % more than the 54 of Jan–Mar 2024."
        " The 12 places are the same in both."
    )
    assert entrepreneurship.latest_finding(run, entrepreneurship.PROPRIETORS).plain == ""  # Jan–Mar 2024 is not printed


def test_places_without_a_count_are_named_and_the_others_add_up(frozen: Dataset) -> None:
    run = entrepreneurship.scope(frozen, "LIBERATED", 2024, 2023)
    enterprises, proprietors = business_missing.unprinted_notes(run, business_places.place_table(run))
    assert enterprises.plain == (
        "For Khankendi and Aghdara no count of new enterprises of 2023 is printed; the others add up to 147, the total."
    )
    assert proprietors.plain.startswith("For Aghdara no count of new sole proprietors of 2023 is printed;")
    fewer = business_places.place_table(run).drop(index="AZ-AGM")
    assert business_missing.unprinted_notes(run, fewer)[0].plain == (
        "For Aghdam, Khankendi and Aghdara no count of new enterprises of 2023 is printed."
    )


def test_growth_of_registrations_over_the_same_places_is_not_confined_from_2023_to_2024(frozen: Dataset) -> None:
    run = entrepreneurship.scope(frozen, "LIBERATED", 2024, 2023)
    # At most all of the 3,815 is counted in the ten districts that had 2,660.
    assert business_membership.growth_with_twin(run, entrepreneurship.PROPRIETORS).plain.endswith(
        "Over the same places, without Khankendi and Aghdara, which joined after 2023 began, growth is not known: it is at most 43.4\u202f%"
        " and may be a fall, as how much of the count of 2024 is theirs is not printed."
    )
    regions = Scope(frozen, "KAR+EZR", 2023, 2022)
    assert business_membership.twin_finding(regions, entrepreneurship.PROPRIETORS).plain == ""  # no total of both regions is printed


def test_micro_enterprises_are_nine_in_ten_of_each_region(frozen: Dataset) -> None:
    # 4,174 / 4,542 and 968 / 1,049
    shares = business_stock.size_shares(entrepreneurship.scope(frozen, "LIBERATED", 2024, 2023))
    assert shares.groupby("panel", sort=False)["low"].first().round(1).tolist() == [91.9, 92.3]
    assert shares.groupby("panel")["low"].sum().round(6).tolist() == [100.0, 100.0]
    title = business_stock.shares_title(shares).plain
    assert title == (
        "Of the enterprises 91.9\u202f% in the Karabakh economic region and 92.3\u202f% in the East Zangezur economic region are micro"
    )
    renamed = shares.assign(label=shares["label"].where(shares["hue"].eq("kar"), "Small"))
    assert business_stock.shares_title(renamed).plain.endswith("92.3\u202f% are small in the East Zangezur economic region")


def test_the_pattern_of_proprietors_and_jobs_is_a_number_with_its_places(frozen: Dataset) -> None:
    # Ranks by proprietors 10 to 1, by jobs 8, 5.5, 10, 2, 7, 4, 3, 9, 5.5, 1: 1 - 6 x 96.5 / 990 = 0.415, and 0.412 with the tie counted.
    places = business_places.place_table(entrepreneurship.scope(frozen, "LIBERATED", 2024, 2023))
    points = business_places.place_points(places)
    assert business_places.points_title(points).plain == "Proprietors and jobs: rank correlation 0.41 over the 10 places with both counts"
    assert business_places.points_note(places).plain.endswith("zero or not printed: Khankendi.")
    assert business_places.points_title(points.assign(y=1.0)).plain == "All places have the same count"


def test_aghdam_and_fuzuli_hold_three_fifths_of_the_proprietors(frozen: Dataset) -> None:
    # (994 + 632) / 2,662
    run = entrepreneurship.scope(frozen, "LIBERATED", 2024, 2023)
    assert "Aghdam and Fuzuli have 61.1\u202f%" in business_places.places_finding(run, business_places.place_table(run)).plain


def test_east_zangezur_had_1049_enterprises_of_all_sizes(frozen: Dataset) -> None:
    # 968 + 56 + 20 + 5; births 22 + 14 + 19 + 10 + 15
    run = entrepreneurship.scope(frozen, "LIBERATED", 2024, 2023)
    finding = business_births.births_finding(business_births.births_beside_stock(run)).plain
    assert finding == "In East Zangezur 80 enterprises were registered in 2023; 1,049 were in operation on 1 Jan 2026."
    # 273 + 188 + 176 + 145 + 108
    people = business_births.births_beside_stock(run, entrepreneurship.PROPRIETORS)
    assert business_births.proprietors_finding(people).plain == (
        "Of sole proprietors there 890 were registered in 2023; 7,637 were in operation on 1 Jan 2026."
    )
    assert business_births.proprietors_finding(None).plain == ""


def test_most_of_the_target_names_no_sector(frozen: Dataset) -> None:
    found = sector_targets.targets(frozen, 2030)
    assert len(found.versions) == 4
    heading = target_coverage.coverage_heading(found).plain
    assert heading == "No sector is named for 88,000 to 97,500 of the 150,000 jobs announced"
    assert target_versions.changed_sectors(found) == ["Agriculture", "Small and medium enterprises", "Tourism"]
    assert target_status.status_finding(found).plain == "A count of jobs made is printed for 1 of the 6 sectors."


def test_before_the_founding_article_2024_is_only_a_lower_bound(frozen_as_of: Callable[[str], Dataset]) -> None:
    run = job_growth.scope(frozen_as_of("2025-01-31"), "LIBERATED", 2024, 2023)
    # Nine months in Karabakh 173+70+324+209+51+30+9 = 866; first half in East Zangezur 840 - (103+37+232+15+3+14+4) = 432.
    assert job_growth.heading(run).plain == "At least 1,298 new jobs in 2024"


@pytest.mark.parametrize(
    ("coverage", "reference", "base", "named"),
    [("EZR", 2031, 2023, "2024"), ("LIBERATED", 2023, 2023, "2022"), ("AZ", 2024, 2023, "KAR+EZR")],
)
def test_a_parameter_that_the_data_do_not_hold_is_refused_with_what_is_possible(
    frozen: Dataset, coverage: str, reference: int, base: int, named: str
) -> None:
    with pytest.raises(ParameterError, match=f"Possible: .*{named.replace('+', '.')}"):
        job_growth.scope(frozen, coverage, reference, base)


def test_a_source_line_tells_documents_that_name_no_institution_apart(frozen: Dataset) -> None:
    rows = ["newsaz-2025-jobs-2024/14", "trend-20250408-jobs-2030/01", "todayaz-20230417-jobs-2030/01", "ikisahil-202601-jobs-2030/01"]
    line = source_line(frozen, rows, computed=False)
    assert line.startswith("Source: Special Representation of the President in the Karabakh economic region except Shusha district; ")
    assert " and 1 more, as reported by Today.Az (17 Apr 2023), Trend (8 Apr 2025), News.Az (between Feb and May 2025); " in line
    assert line.endswith("; Iki Sahil (between Jan and 27 Jan 2026), without a named institution.")
    assert source_line(frozen, rows[-1:]) == (
        "Source: Iki Sahil (between Jan and 27 Jan 2026), without a named institution. Calculation: Karabakh Analysis."
    )
