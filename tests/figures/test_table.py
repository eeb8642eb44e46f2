"""Tables on pages and as CSV."""

from __future__ import annotations

import csv
import html as markup
import io
import json
import math
import re

import numpy as np
import pandas as pd
import pytest

from karabakh_analysis.figures.table import Table
from karabakh_analysis.values import Interval, Quantity, Sentence

JOBS = Quantity(Interval.point(1601), "jobs", "published", ("dayaz/01", "trend/01"))
TEN = Quantity(Interval(1402, 1864), "jobs", "bounded", ("a/01",))
OPEN = Quantity(Interval(25300, math.inf, True), "jobs", "published", ("a/09",), ("scope_doubt",))
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></table><h1>x</h1>",
    "javascript:alert(1)",
    "a\u202eb",
    "x" * 10_000,
]


def table(**changes):
    frame = pd.DataFrame(
        {"jobs": [JOBS, TEN, None], "count": [3815, np.int64(12), None], "note": ["a", None, "c"]}, index=["Khankendi", "Lachin", "All"]
    )
    given = {"frame": frame, "caption": "New jobs", "units": "Jobs", "name": "jobs", "index_head": "Place", **changes}
    return Table(**given)


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_a_table_has_caption_units_and_scopes():
    html = table().html
    assert "<caption><b>New jobs</b><span>Jobs</span></caption>" in html
    assert html.count('scope="col"') == 4
    assert html.count('scope="row"') == 3
    assert 'role="region" aria-label="New jobs"' in html


def test_numbers_are_english_and_flush_right_and_texts_flush_left():
    html = table().html
    assert "<td>3,815</td>" in html
    assert '<td class="l">a</td>' in html
    assert '<th scope="col" class="l">note</th>' in html


def test_what_is_missing_is_said_in_words():
    assert table().html.count(">n.a.</td>") == 3


def test_rows_are_grouped_under_headings_and_sums_stand_out():
    html = table(groups=["Karabakh", "East Zangezur", "East Zangezur"], total_rows={"All"}).html
    assert html.count("<tbody>") == 2
    assert '<th scope="rowgroup" colspan="4"><span>East Zangezur</span></th>' in html
    assert '<tr class="sum"><th scope="row">All</th>' in html


def test_marks_are_explained_where_they_occur():
    assert "confined by published figures" in table().html
    assert "follows exactly" not in table().html


def test_the_csv_holds_plain_ends_and_all_evidence():
    frame = pd.DataFrame({"jobs": [JOBS, TEN, OPEN, None]}, index=list("abcd"))
    assert rows(table(frame=frame, index_head="").csv) == [
        {"row": "a", "jobs_low": "1601", "jobs_high": "1601", "jobs_evidence": "dayaz/01 trend/01"},
        {"row": "b", "jobs_low": "1402", "jobs_high": "1864", "jobs_evidence": "a/01"},
        {"row": "c", "jobs_low": "25300", "jobs_high": "", "jobs_evidence": "a/09"},
        {"row": "d", "jobs_low": "", "jobs_high": "", "jobs_evidence": ""},
    ]


def test_the_csv_holds_groups_and_texts():
    first = rows(table(groups=["K", "E", "E"]).csv)[0]
    assert first["group"] == "K"
    assert first["Place"] == "Khankendi"
    assert first["count"] == "3815"
    assert first["note"] == "a"
    assert "\r" not in table().csv


def test_the_bundle_names_the_file_for_download():
    data, metadata = table()._repr_mimebundle_()
    assert metadata["karabakh"]["name"] == "jobs"
    assert set(data) == {"text/html", "text/csv", "text/plain"}
    assert 'href="../downloads/jobs.csv" download' in data["text/html"]
    assert "1,402 to 1,864" in data["text/plain"]


def test_a_caption_may_be_a_computed_sentence():
    html = table(caption=Sentence("{jobs} new jobs", {"jobs": JOBS})).html
    assert "<caption><b>1,601 new jobs</b>" in html


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text_wherever_it_stands(text):
    quantity = Quantity(Interval.point(1), text, "published", (text,), (text,), text)
    frame = pd.DataFrame({text: [text], "q": [quantity], "s": [Sentence("{x}", {"x": text})]}, index=[text])
    html = table(frame=frame, caption=text, units=text, index_head=text, note=text, groups=[text], heads={"q": text}).html
    for part in ("<script", "<img", "<h1", 'href="javascript', "\u202e"):
        assert part not in html
    assert html.count("<table") == html.count("</table>") == 1


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"groups": ["one"]},
        {"filters": ("verdict",)},
        {"frame": pd.DataFrame({"a": [1]}, index=pd.MultiIndex.from_tuples([(1, 2)]))},
    ],
)
def test_a_table_that_cannot_be_written_is_refused(changes):
    with pytest.raises(ValueError, match="table"):
        table(**changes)


@pytest.mark.parametrize("value", [1.5, object(), ["a"]])
def test_a_cell_that_is_no_finished_value_is_refused(value):
    with pytest.raises(TypeError, match="a cell is"):
        _ = table(frame=pd.DataFrame({"a": [value]}, dtype=object)).html


def attributes(html, name):
    return [json.loads(markup.unescape(found)) for found in re.findall(rf' {name}="([^"]*)"', html)]


def test_a_table_that_can_be_filtered_names_the_columns_and_where_their_cells_stand():
    frame = pd.DataFrame({"verdict": ["agrees", None], "publisher": ["Trend; Day.Az", "ABC.AZ"], "jobs": [JOBS, TEN]}, index=list("ab"))
    html = table(frame=frame, heads={"verdict": "Verdict"}, filters=("verdict", "publisher", "jobs")).html
    assert attributes(html, "data-filters") == [["Verdict", "publisher", "jobs"]]
    assert 'data-columns="1 2 3"' in html
    assert 'data-columns="2"' in table(frame=frame, filters=("publisher",)).html


def test_a_table_without_filters_carries_none():
    assert "data-filters" not in table().html
    assert "data-columns" not in table().html


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_what_the_script_reads(text):
    frame = pd.DataFrame({text: [text]}, index=["a"])
    html = table(frame=frame, filters=(text,)).html
    assert attributes(html, "data-filters") == [[text.replace("\u202e", "\ufffd")]]
    for part in ("<script", "<img", "<h1"):
        assert part not in html


def test_a_sentence_in_a_cell_links_its_figures_and_opens_nothing():
    sentence = Sentence("{jobs} of {all} in {n} places", {"jobs": JOBS, "all": TEN, "n": Quantity(Interval.point(3), "", "implied")})
    html = table(frame=pd.DataFrame({"why": [sentence]}, index=["a"])).html
    assert 'href="../sources.html#dayaz/01">1,601</a> of <a class="q bounded"' in html
    assert "</a> in 3 places" in html
    assert "<details" not in html


@pytest.mark.parametrize(("words", "shape"), [("x", "tab many upright"), ("a remark that is as long as this one", "tab many")])
def test_a_table_of_many_columns_is_printed_upright_where_it_fits(words, shape):
    html = table(frame=pd.DataFrame({number: [words] for number in range(8)}, index=["a"])).html
    assert f'class="{shape}"' in html
    assert 'class="tab"' in table().html
