"""What a page says of the rows that its numbers rest on."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from markupsafe import Markup
from nbformat.v4 import new_output
from tests.conftest import FROZEN

from karabakh_analysis.figures import Table
from karabakh_analysis.figures.number import cell, number
from karabakh_analysis.report.finished import rows_behind
from karabakh_analysis.report.provenance import facts_of, rows_linked, rows_section, with_facts
from karabakh_analysis.values import Interval, Quantity, Sentence

YEAR, HELPED = "newsaz-2025-jobs-2024/01", "newsaz-2025-jobs-2024/09"
JOBS = Quantity(Interval.point(2575), "jobs", "published", (YEAR,))


def test_a_row_is_described_by_its_print_its_figure_and_its_document():
    assert facts_of(str(FROZEN), "", [YEAR]) == {
        YEAR: {
            "printed": "2,575",
            "precision": "exact",
            "figure": "New jobs, Liberated districts, 2024, jobs",
            "document": "News.Az, between Feb and May 2025",
        }
    }


def test_a_row_in_doubt_says_so():
    assert facts_of(str(FROZEN), "", [HELPED])[HELPED]["flags"] == "place, population or period in doubt"


def test_rows_after_the_cut_off_and_rows_of_no_table_are_left_out():
    assert facts_of(str(FROZEN), "2024-06-30", [YEAR]) == {}
    assert facts_of(str(FROZEN), "", ["no-such-document/01"]) == {}


def test_the_rows_behind_numbers_are_found_in_their_markup():
    assert rows_linked(str(number(JOBS)) + str(cell(Quantity(Interval.point(1), "jobs", "published", ("a'b/01",))))) == {YEAR, "a'b/01"}


def test_a_number_in_prose_names_publisher_date_and_print_beside_its_row(read_page):
    html = with_facts(number(JOBS), facts_of(str(FROZEN), "", [YEAR]))
    assert f'#{YEAR}">“2,575”, News.Az, between Feb and May 2025</a></li>' in html


def test_a_number_in_a_table_carries_the_same_for_the_pointer():
    html = with_facts(cell(JOBS), facts_of(str(FROZEN), "", [YEAR]))
    assert 'class="q" data-said="“2,575”, News.Az, between Feb and May 2025" href=' in html


def test_a_page_that_lists_its_rows_leaves_what_the_pointer_says_to_its_script():
    assert with_facts(cell(JOBS), facts_of(str(FROZEN), "", [YEAR]), pointed=False) == cell(JOBS)


def test_a_row_at_the_end_is_led_to_by_what_is_printed_there():
    section = rows_section(facts_of(str(FROZEN), "", [YEAR]))
    assert f'<td>01</td><th scope="row"><a href="../sources.html#{YEAR}">“2,575”</a></th>' in section


def test_all_rows_of_a_table_count_and_not_those_alone_to_which_it_leads():
    alone, told = (replace(JOBS, evidence=rows) for rows in (("a/01", "a/02"), ("a/03", "a/04")))
    frame = pd.DataFrame({"n": [alone, Sentence("of {x}", {"x": told})]})
    data, metadata = Table(frame, "Jobs", "Jobs.", "jobs")._repr_mimebundle_()
    output = new_output("display_data", data=data, metadata=metadata)
    assert rows_linked(data["text/html"]) == {"a/01", "a/03"}
    assert rows_behind(output) == {"a/01", "a/02", "a/03", "a/04"}


def test_of_an_unknown_row_nothing_is_said():
    assert with_facts(number(JOBS), {}) == number(JOBS)
    assert with_facts(cell(JOBS), {}) == cell(JOBS)


def test_hostile_words_of_a_document_stay_words(find_problems):
    hostile = '"><script>alert(1)</script>'
    known = {YEAR: {"printed": hostile, "precision": "exact", "figure": hostile, "document": hostile, "flags": hostile}}
    for html in (with_facts(number(JOBS), known), with_facts(cell(JOBS), known), rows_section(known)):
        assert "<script" not in str(html)
        assert "&lt;script&gt;" in str(html)


def test_all_rows_of_a_page_stand_once_more_in_a_table(read_page):
    section = rows_section(facts_of(str(FROZEN), "", [YEAR, HELPED]))
    assert '<h2 id="rows">Rows and documents</h2>' in section
    assert section.count('scope="rowgroup"') == 1
    assert section.count('scope="row"') == 2
    assert "2 printed figures on which the numbers of this page rest." in section
    assert rows_linked(str(section)) == {YEAR, HELPED}


def test_a_page_without_rows_has_no_such_section():
    assert rows_section({}) is None
    assert rows_section({}) != Markup("")
