"""The front page and the sources page."""

from __future__ import annotations

import pandas as pd
import pytest
from tests.conftest import FROZEN

from karabakh_analysis.dataset import outlines
from karabakh_analysis.figures import key_cards, place_map
from karabakh_analysis.figures.text import inline
from karabakh_analysis.report.made import NOT_COVERED
from karabakh_analysis.report.pages import index_page, sources_page
from karabakh_analysis.report.source_rows import source_rows
from karabakh_analysis.values import Interval, Quantity, Sentence
from karabakh_analysis.values.key_number import KeyNumber

YEAR = Quantity(Interval.point(2575), "jobs", "published", ("newsaz-2025-jobs-2024/01",))
NAV = [
    {"name": "01-job-growth", "title": "Job growth", "href": "01-job-growth.html"},
    {"name": "az-xa", "title": "Khankendi", "href": "districts/az-xa.html"},
]
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "</section></main><h1>x</h1>",
    "a\u202eb",
    "x" * 10_000,
]
SOURCE = {
    "source_id": "newsaz-2025-jobs-2024",
    "publisher": "News.Az",
    "title": "Jobs created in 2024",
    "url": "https://news.az/x",
    "published": "2025-02/2025-05",
    "published_basis": "inferred",
    "language": "en",
    "attributed_to": "State Statistical Committee",
    "note": "",
}
ROW = {
    "row_id": "newsaz-2025-jobs-2024/01",
    "source_id": "newsaz-2025-jobs-2024",
    "kind_of_row": "observation",
    "indicator_label": "New jobs",
    "geography_name": "Liberated districts",
    "sector": "",
    "period_text": "2024",
    "stated_as": "2,575",
    "value_text": "2,575",
    "unit": "jobs",
    "precision": "exact",
    "coverage": "not listed",
    "flags": "scope_doubt superseded",
    "note": "",
    "corrected": "geography: KAR to LIBERATED",
}


def sources(*changes):
    return sources_page({"nav": NAV}, pd.DataFrame([{**SOURCE, **change} for change in changes or ({},)]), pd.DataFrame([ROW]))


def index(**site):
    finding = inline(Sentence("{year} new jobs were counted.", {"year": YEAR}))
    card = {"name": "01-job-growth", "title": "Job growth", "question": "How many?", "href": "01-job-growth.html", "findings": [finding]}
    return index_page({"nav": NAV, **site}, [card])


def test_both_pages_hold_nothing_they_may_not_hold(find_problems):
    assert find_problems(index()) == []
    assert find_problems(sources()) == []


def test_the_front_page_asks_the_question_and_says_what_is_not_covered():
    page = index()
    assert "<h1>What do the published figures really say about jobs" in page
    assert f'<p class="caveat">{NOT_COVERED}</p>' in page


def test_a_card_leads_to_its_report_and_its_numbers_to_their_rows():
    page = index()
    assert '<h3><a href="01-job-growth.html">Job growth</a></h3>' in page
    assert 'href="sources.html#newsaz-2025-jobs-2024/01"' in page


def test_districts_and_key_numbers_are_shown_when_given(find_problems):
    keys = key_cards([KeyNumber("New jobs", YEAR, "Published, exact", "Openings.", {"Covers": "12 districts"})])
    places = pd.DataFrame([("az-xa", "Khankendi", "kar", YEAR)], columns=["code", "name", "hue", "quantity"]).set_index("code")
    shown = place_map(places, outlines(FROZEN), value="New jobs")
    page = index(keys=keys.html, places=shown.html, stamp="937 figures")
    assert find_problems(page) == []
    assert '<h2 id="districts">' in page
    assert '<a href="districts/az-xa.html">Khankendi</a>' in page


def test_a_profile_that_the_site_does_not_have_is_named_without_a_link():
    places = pd.DataFrame([("az-lac", "Lachin", "ezr", YEAR)], columns=["code", "name", "hue", "quantity"]).set_index("code")
    page = index(places=place_map(places, outlines(FROZEN), value="New jobs").html)
    assert '<th scope="row">Lachin</th>' in page
    assert "districts/az-lac.html" not in page


def test_a_card_with_a_figure_is_headed_by_what_it_shows(find_problems):
    card = {"name": "a", "title": "Job growth", "question": "How many?", "href": "a.html"}
    page = index_page({"nav": NAV}, [{**card, "headline": "More", "thumbnail": "data:image/svg+xml,x"}])
    assert find_problems(page) == []
    named = '<a href="a.html"><span class="kicker">Job growth</span><span class="vh">: </span>More</a>'
    assert f'alt=""><div><h3>{named}</h3><p class="asks">How many?</p></div>' in page


def test_rows_and_documents_have_their_ids_as_anchors():
    page = sources()
    assert '<tr id="newsaz-2025-jobs-2024/01">' in page
    assert 'id="newsaz-2025-jobs-2024"' in page


def test_a_row_says_how_it_is_read_and_what_is_in_doubt(read_page):
    text = read_page(sources()).text
    for part in (
        "2,575 jobs (exact)",
        "place, population or period in doubt",
        "a later or same-day figure replaces it",
        "corrected: geography: KAR to LIBERATED",
    ):
        assert part in text
    assert "between February and May 2025 (date inferred)" in text


def test_a_row_is_told_in_words_and_a_single_thing_in_the_singular(read_page):
    rows = [
        {**ROW, "sector": "group:non_state", "value_text": "1", "unit": "enterprises"},
        {**ROW, "row_id": "a/02", "sector": "industrial_park:aghdam+araz", "value_text": "1", "unit": "rank"},
        {**ROW, "row_id": "a/03", "value_text": "1", "unit": "families"},
    ]
    text = read_page(sources_page({}, pd.DataFrame([SOURCE]), pd.DataFrame(rows))).text
    for words in (
        "New jobs; non-state",
        "1 enterprise (exact)",
        "New jobs; Aghdam Industrial Park, Araz Valley Economic Zone",
        "1 family (exact)",
        "rank 1",
    ):
        assert words in text
    assert "rank 1 (exact)" not in text


def test_a_correction_says_the_field_and_both_readings_in_words(frozen):
    said = source_rows(frozen).set_index("row_id")["corrected"]
    assert said["trend-20250525-jobs-2025q1/01"] == "last day, from 30 April 2025 to 31 March 2025"
    assert said["metbuat-202401-employment/07"] == "value, from 1,293,000 to 129,300"
    assert said["metbuat-202307-parks/03"].endswith("first day, from 31 July 2023 to none")
    assert said["azernews-20250407-population/01"].startswith("place, from Karabakh and East Zangezur")
    assert said[~said.index.isin(frozen.corrections["row_id"])].eq("").all()


def test_every_link_to_a_document_says_to_which_and_the_search_is_offered_where_there_is_one():
    page = sources_page(
        {"nav": [*NAV, {"name": "search", "title": "Search", "href": "search.html"}]}, pd.DataFrame([SOURCE]), pd.DataFrame([ROW])
    )
    assert 'Open the document<span class="vh"> Jobs created in 2024</span></a>' in page
    assert '<a href="search.html">Find a figure</a>' in page
    assert "Find a figure" not in sources()


def test_documents_are_ordered_by_year_the_newest_first():
    page = sources({}, {"source_id": "b", "published": "2023-01-01"}, {"source_id": "c", "published": ""})
    assert page.index('id="published-2025"') < page.index('id="published-2023"') < page.index('id="published-undated"')


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//example.org", "", 'https://e.org/"onclick="x'])
def test_only_web_addresses_become_links(address, find_problems):
    page = sources({"url": address})
    assert find_problems(page) == []
    assert ("address not known" in page) is not address.startswith("https")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_shown_as_text_on_both_pages(text, find_problems, read_page):
    source = pd.DataFrame([{**dict.fromkeys(SOURCE, text), "published": "2025"}])
    row = pd.DataFrame([dict.fromkeys(ROW, text)])
    page = sources_page({"nav": []}, source, row)
    allowed = ["an id twice"] if text else []
    assert [problem for problem in find_problems(page) if problem not in allowed] == []
    shown = text.replace("\u202e", "\ufffd")
    assert read_page(page).text.count(shown) >= 10
    places = pd.DataFrame([("az-lac", text, "ezr", None)], columns=["code", "name", "hue", "quantity"]).set_index("code")
    card = {"name": text, "title": text, "question": text, "href": "x.html", "findings": [text]}
    shown_places = place_map(places, outlines(FROZEN), value=text).html
    front = index_page({"nav": [], "question": text, "stamp": text, "places": shown_places}, [card])
    assert find_problems(front) == []
    assert read_page(front).text.count(shown) >= 6


def test_missing_values_leave_no_trace():
    frame = pd.DataFrame([{**ROW, "coverage": None, "flags": float("nan"), "note": pd.NA, "corrected": None}])
    page = sources_page({}, pd.DataFrame([{**SOURCE, "title": None}]), frame)
    assert "nan" not in page.split("</style>")[1].lower().replace("finan", "")
    assert "None" not in page
    assert "News.Az, between February and May 2025: New jobs</h3>" in page


def test_the_sources_of_the_whole_collection_stay_small():
    documents = pd.DataFrame([{**SOURCE, "source_id": f"publisher-202501{place:03}-topic"} for place in range(254)])
    rows = pd.DataFrame(
        [
            {**ROW, "row_id": f"publisher-202501{place % 254:03}-topic/{place}", "source_id": f"publisher-202501{place % 254:03}-topic"}
            for place in range(1102)
        ]
    )
    page = sources_page({"nav": NAV}, documents, rows)
    assert len(page.encode()) < 1_500_000
    assert page == sources_page({"nav": NAV}, documents, rows)


def test_profiles_are_listed_also_without_the_report_that_maps_them(find_problems):
    page = index()
    assert find_problems(page) == []
    assert '<ul><li><a href="districts/az-xa.html">Khankendi</a></li></ul>' in page[page.index('<h2 id="districts">') :]
    alone = index_page({"nav": [link for link in NAV if "districts" not in link["href"]]}, [])
    assert '<h2 id="districts">' not in alone


def test_a_front_page_without_reports_says_so(find_problems):
    page = index_page({"nav": NAV}, [])
    assert find_problems(page) == []
    assert "This site was built without them." in page
