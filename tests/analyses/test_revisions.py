"""Revised values and values set aside, on the frozen tables."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from karabakh_analysis.analyses import revision_tables as tables
from karabakh_analysis.analyses.printed_vintages import Vintage
from karabakh_analysis.analyses.record import Record, record
from karabakh_analysis.analyses.revisions import History, histories
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.values import Interval, Quantity, Sentence


@pytest.fixture(scope="module")
def run(frozen: Dataset) -> Record:
    return record(frozen, "new_jobs")


@pytest.fixture(scope="module")
def half_year(frozen: Dataset) -> History:
    """The liberated districts in the first half of 2023."""
    (found,) = [each for each in histories(frozen, "new_jobs") if (each.geography, each.when) == ("LIBERATED", "Jan–Jun 2023")]
    return found


def test_the_first_half_of_2023_was_printed_as_623_and_later_as_593(half_year: History) -> None:
    first, second = half_year.vintages
    assert (first.value.interval, first.value.evidence) == (Interval.point(623), ("trend-20230817-jobs-2023h1/01",))
    assert (second.value.interval, second.value.evidence) == (
        Interval.point(593),
        ("azernews-20240821-jobs-2024h1/02", "newsaz-2024-jobs-2024h1/02"),
    )
    assert [vintage.published for vintage in half_year.vintages] == ["17\xa0Aug\xa02023", "21\xa0Aug\xa02024"]
    assert [vintage.by for vintage in half_year.vintages] == ["Trend", "Azernews, News.Az"]


def test_the_later_value_stands(half_year: History) -> None:
    assert half_year.is_revised
    assert half_year.standing is half_year.vintages[1]
    assert "release" in half_year.reason


def test_the_districts_of_the_older_table_are_set_aside_without_a_later_value(frozen: Dataset) -> None:
    found = [each for each in tables.count_histories(frozen) if each.indicator == "new_jobs" and each.geography != "LIBERATED"]
    values = {each.geography: each.vintages[0].value.text for each in found}
    assert len(found) == 10
    assert (values["AZ-LAC"], values["AZ-SUS"], values["AZ-ZAN"]) == ("328", "177", "1")
    assert all(each.standing is None and not each.is_revised for each in found)


def test_the_finding_gives_old_and_new_and_what_was_set_aside(run: Record) -> None:
    # 593 / 623 - 1 = -4.8 %
    assert tables.revision_finding(run).plain == (
        "One count of new jobs was revised: Liberated districts, Jan–Jun 2023, from 623 to 593 (−4.8\u202f%);"
        " 10 more were set aside and have no later value."
    )


def test_an_indicator_without_a_revision_says_so_and_draws_nothing(frozen: Dataset) -> None:
    run = record(frozen, "new_enterprises")
    assert tables.revision_finding(run).plain == "No published count of new enterprises and organisations was revised or set aside."
    assert tables.revised_rows(run).empty


def test_the_figure_puts_the_earlier_value_behind_the_one_that_stands(run: Record) -> None:
    rows = tables.revised_rows(run)
    pair = rows[rows["label"].eq("Liberated districts")]
    assert list(zip(pair["low"], pair["status"], strict=True)) == [(593, "published"), (623, "superseded")]
    assert set(rows.loc[~rows["label"].eq("Liberated districts"), "status"]) == {"superseded"}
    assert tables.revised_title(rows).plain == "Of 11 counts that no longer stand, 1 has a later value"


def test_the_table_holds_every_row_that_no_longer_stands(frozen: Dataset) -> None:
    rows = frozen.observations
    gone = set(rows.loc[~rows["is_latest"] & ~has_flag(rows, "different_concept"), "observation_id"])
    found = histories(frozen)
    listed = {row for history in found for vintage in history.vintages for row in vintage.value.evidence}
    assert len(gone) > 50
    assert gone <= listed
    assert not any(vintage.stands and vintage.reason for history in found for vintage in history.vintages)


def test_what_the_indicator_does_not_usually_count_has_no_history(frozen: Dataset) -> None:
    rows = frozen.observations
    other = set(rows.loc[has_flag(rows, "different_concept"), "observation_id"])
    assert other
    assert not other & {row for history in histories(frozen) for vintage in history.vintages for row in vintage.value.evidence}


def test_spellings_of_one_number_are_no_revision(frozen: Dataset) -> None:
    # 140,000, nearly 140,000 and up to 140,000 for the resettled by the end of 2026
    (people,) = [
        each
        for each in tables.target_histories(frozen)
        if (each.indicator, each.geography, each.when) == ("population_resettled_target", "LIBERATED", "by 31 Dec 2026")
    ]
    assert len(people.vintages) == 2
    assert printed(people.vintages[1]) == "140,000; nearly 140,000; up to 140,000"
    assert [vintage.stands for vintage in people.vintages] == [False, True]


def test_values_of_one_date_are_each_shown_in_their_own_words(frozen: Dataset) -> None:
    shown = {printed(vintage): vintage for history in tables.target_histories(frozen) for vintage in history.vintages}
    assert shown["Up to 2,900; more than 4,300"].excludes_itself
    assert shown["68,000,000; more than 83,400,000"].excludes_itself
    # about 708 is more than 700
    assert not shown["More than 700; about 708"].excludes_itself
    assert not any(" to " in words and "," in words and words.startswith(("2,900", "68,", "700")) for words in shown)


def printed(vintage: Vintage) -> str:
    """What a vintage reads, in words."""
    shown = vintage.printed
    return shown.text if isinstance(shown, Quantity) else shown.plain


def test_a_target_set_aside_alone_is_not_counted_as_printed_anew(frozen: Dataset) -> None:
    found = tables.target_histories(frozen)
    later = [each for each in found if len(each.vintages) > 1]
    assert tables.targets_heading(found).plain == (
        f"{len(later)} targets and plans were printed with another value later, {len(found) - len(later)} set aside without one"
    )
    (alone,) = [each for each in found if len(each.vintages) == 1]
    assert (alone.geography, alone.vintages[0].value.text) == ("AZ-FUZ", "22,000")


def test_every_vintage_stands_in_the_table_with_what_stands_now(frozen: Dataset) -> None:
    found = tables.count_histories(frozen, "new_jobs")
    table = tables.history_table(frozen, found)
    assert len(table) == len(tables.groups_of(frozen, found)) == sum(len(each.vintages) for each in found)
    words = [sentence.plain for sentence in table["Now"] if isinstance(sentence, Sentence)]
    assert words[:3] == ["593 stands", "stands", "set aside"]
    assert all(isinstance(value, Quantity) and value.evidence for value in table["Printed"])


def test_the_chosen_indicator_comes_first(frozen: Dataset) -> None:
    assert histories(frozen, "population_present")[0].indicator == "population_present"
    assert histories(frozen)[0].indicator == "new_jobs"


def test_targets_are_told_apart_from_counts(frozen: Dataset) -> None:
    counts, targets = tables.count_histories(frozen), tables.target_histories(frozen)
    assert len(counts) + len(targets) == len(histories(frozen))
    (people,) = [each for each in targets if each.indicator == "population_present_target"]
    assert [vintage.value.text for vintage in people.vintages] == ["more than 100,000", "120,000 to 140,000"]
    assert people.when == "by 31 Dec 2026"


def test_groups_of_targets_are_as_many_as_cells(frozen: Dataset) -> None:
    found = tables.target_histories(frozen)
    groups = tables.target_groups(frozen, found)
    assert len(groups) == len(tables.target_table(found))
    assert len(set(groups)) == len(found)


def test_a_revision_is_unknown_before_it_was_printed(frozen_as_of: Callable[[str], Dataset]) -> None:
    before = histories(frozen_as_of("2024-08-20"))
    assert not [each for each in before if each.indicator == "new_jobs"]
    after = histories(frozen_as_of("2024-08-21"))
    assert [each.standing is not None for each in after if each.geography == "LIBERATED" and each.indicator == "new_jobs"] == [True]


def test_on_a_day_without_a_revision_there_is_a_heading_and_no_row(frozen_as_of: Callable[[str], Dataset]) -> None:
    data = frozen_as_of("2023-09-30")
    assert tables.revision_heading(record(data, "new_jobs")).plain == "No published count was revised or set aside"
    assert tables.history_table(data, tables.count_histories(data)).empty
