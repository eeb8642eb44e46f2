"""Sentences, headings and numbers as markup."""

from __future__ import annotations

import math

import pytest

from karabakh_analysis.figures.number import cell, interval_words, number, row_link
from karabakh_analysis.figures.text import bullets, heading, inline, note, paragraph, remarks, slug, stories, unbroken
from karabakh_analysis.values import Interval, Quantity, Sentence, Story

YEAR = Quantity(Interval.point(2575), "jobs", "published", ("newsaz-2025-jobs-2024/01",))
HALF = Quantity(Interval.point(1735), "jobs", "implied", ("newsaz-2025-jobs-2024/01", "azernews-20240821-jobs-2024h1/01"))
TEN = Quantity(Interval(1402, 1864), "jobs", "bounded", ("a/01", "b/02"))
HELPED = Quantity(Interval(25300, math.inf, True), "persons", "published", ("a/09",), ("scope_doubt", "undated"), "over 25,300")
HOSTILE = ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</summary></details>", "{year}", "x" * 10_000]


def test_a_number_opens_to_kind_unit_interval_and_rows():
    html = number(YEAR)
    assert html.startswith('<details class="num published" name="num"><summary class="nb">2,575</summary>')
    for part in ("Published figure", "<dt>Unit</dt><dd>jobs</dd>", "exactly 2,575", row_link("newsaz-2025-jobs-2024/01")):
        assert part in html


def test_a_row_is_linked_by_its_id_with_the_slash_kept():
    assert row_link("a/01") == '<a href="../sources.html#a/01"><code>a/01</code></a>'


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (HALF, "Follows exactly from 2 printed figures"),
        (TEN, "Confined by 2 printed figures"),
        (Quantity(Interval.point(0.82), "", "assumed"), "Rests on an assumption"),
        (Quantity(Interval(0, math.inf), "jobs", "unknown"), "Not known"),
        (Quantity(Interval.point(1), "jobs", "conflicting", ("a/01",)), "Printed figures that cannot all be true"),
    ],
)
def test_a_number_says_how_it_is_known(quantity, words):
    assert f"<b>{words}</b>" in number(quantity)


def test_a_doubt_is_said_in_words_and_outweighs_the_status():
    html = number(HELPED)
    assert 'class="num doubt"' in html
    assert "<dt>Doubt</dt><dd>place, population or period in doubt; no day or deadline is known</dd>" in html
    assert ">over 25,300</summary>" in html
    assert '<span class="vh">, in doubt</span>' in cell(HELPED)


def test_a_number_in_a_table_leads_to_its_first_row():
    assert cell(YEAR) == '<a class="q" href="../sources.html#newsaz-2025-jobs-2024/01">2,575</a>'
    assert cell(Quantity(Interval.point(5), "jobs", "assumed")).startswith('<span class="q assumed">5')


@pytest.mark.parametrize(
    ("interval", "unit", "words"),
    [
        (Interval.point(2575), "jobs", "exactly 2,575"),
        (Interval(2.05, 2.15), "fold", "2.05 to 2.15-fold"),
        (Interval(43.25, 43.35), "percent", "43.25 to 43.35\u202f%"),
        (Interval(25300, math.inf, True), "persons", "more than 25,300"),
        (Interval.point(1) / Interval.point(3), "fold", "0.33333-fold"),
    ],
)
def test_an_interval_is_printed_with_the_digits_its_ends_need(interval, unit, words):
    assert interval_words(interval, unit) == words


@pytest.mark.parametrize("text", HOSTILE)
def test_names_and_figures_from_the_data_are_escaped(text):
    quantity = Quantity(Interval.point(1), text, "published", (text,), (text,), text)
    values = {"place": text, "count": quantity}
    for thing in (paragraph, bullets, note, heading):
        html = thing(Sentence("{place}: {count}", values)).html
        for part in ("<script", "<img", "</summary></details></summary>"):
            assert part not in html
    assert "<script" not in cell(quantity)
    assert str(inline(text)).count("<") == 0


def test_a_heading_holds_plain_numbers_and_an_anchor_that_its_label_keeps_stable():
    sentence = Sentence("{year} new jobs", {"year": YEAR})
    assert heading(sentence).html == '<h2 id="2575-new-jobs">2,575 new jobs</h2>'
    assert heading(sentence, 3, "Jobs a year").html == '<h3 id="jobs-a-year" data-label="Jobs a year">2,575 new jobs</h3>'
    with pytest.raises(ValueError, match="level"):
        heading(sentence, 1)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [("Xankəndi və Şuşa", "xankendi-ve-susa"), ("…", "section"), ("a b " * 40, "a-b-" * 14 + "a-b"), ("x" * 99, "x" * 60)],
)
def test_an_anchor_is_short_latin_and_never_empty(text, anchor):
    assert slug(text) == anchor


def test_plain_text_stands_beside_the_markup_and_the_metadata_name_its_origin():
    data, metadata = bullets(Sentence("{year} jobs.", {"year": YEAR}), "Second.")._repr_mimebundle_(include=None, exclude=None)
    assert data["text/plain"] == "In short\n- 2,575 jobs.\n- Second."
    assert metadata == {"karabakh": {"kind": "bullets"}}


def test_findings_are_a_section_and_other_lists_stand_in_theirs():
    assert '<div class="short"><h2 id="in-short">In short</h2><ul>' in bullets("One.").html
    assert '<h3 id="in-doubt">In doubt</h3>' in bullets("One.", title="In doubt").html


@pytest.mark.parametrize("listed", [paragraph, bullets, remarks])
def test_an_empty_sentence_is_no_item_and_nothing_said_is_no_list(listed):
    shown = listed(Sentence(""), "One.", Sentence(""))
    assert [line.removeprefix("- ") for line in shown.plain.splitlines() if line != "In short"] == ["One."]
    assert "<li></li>" not in shown.html
    assert listed(Sentence("")) is None


def test_no_line_ends_between_two_months():
    assert unbroken("Jan–Mar 2025 to 2026–2030") == "Jan–\u2060Mar 2025 to 2026–2030"
    assert ">From Jan–\u2060Mar</h2>" in heading("From Jan–Mar.").html


def test_sentences_of_a_paragraph_are_separated_by_a_space():
    assert paragraph("One.", Sentence("Two.")).html == '<div class="p">One. Two.</div>'


def test_stories_stand_below_each_other_under_headings_with_the_words_that_a_paragraph_opens_with():
    told = Story(
        Sentence("{year} jobs.", {"year": YEAR}), {"Printed": [Sentence("By A."), Sentence("In May.")], "Today": [Sentence("Open.")]}
    )
    block = stories([told, told], otherwise="Nothing.")
    assert block.html.count('<h3 id="2575-jobs">2,575 jobs</h3>') == 2
    assert '<div class="p"><strong>Printed.</strong> By A. In May.</div><div class="p"><strong>Today.</strong> Open.</div>' in block.html
    assert block.plain.splitlines()[:3] == ["2,575 jobs.", "Printed. By A. In May.", "Today. Open."]
    assert block.kind == "stories"


def test_no_story_is_a_note():
    block = stories([], otherwise="No claim lies apart.")
    assert (block.plain, block.kind) == ("No claim lies apart.", "note")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_in_a_story_stay_text(text):
    html = stories([Story(Sentence("{x}", {"x": text}), {text: [Sentence("{x}", {"x": text})]})], otherwise="").html
    assert "<script" not in html
    assert "<img" not in html
