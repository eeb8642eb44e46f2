"""The search in Chromium: words and choices, by keyboard, under the page's own policy, and everything to read without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from tests.report.test_search_page import PAGE, ROW

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.report.search import figures_of, search_of
from karabakh_analysis.report.search_page import figures_table, search_page
from karabakh_analysis.report.source_rows import source_rows

pytestmark = pytest.mark.browser
PLACES = pd.DataFrame([{"name": "Khankendi", "name_az": "Xankəndi"}, {"name": "Aghdam", "name_az": "Ağdam"}])
FIGURES = [
    {**ROW, "row_id": "a/01", "stated_as": "2,575", "geography_name": "Khankendi", "period_text": "2024"},
    {
        **ROW,
        "row_id": "a/02",
        "stated_as": "312 yeni iş",
        "value_text": "312",
        "geography_name": "Aghdam",
        "period_text": "2022–2024",
        "publisher": "Trend",
    },
    {
        **ROW,
        "row_id": "b/c1",
        "stated_as": "2.1-fold",
        "value_text": "2.1",
        "geography_name": "Khankendi",
        "kind_name": "share",
        "sector": "non-state",
    },
    {
        **ROW,
        "row_id": "b/02",
        "indicator_name": "Wage employees",
        "stated_as": "<b>49,500</b>",
        "geography_name": "Aghdam",
        "period_text": "by 31 Dec 2030",
        "value_text": "49,500",
    },
]
HALVES = {**PAGE, "findings": ["Khankendi made 385 new jobs.", "<i>Nothing</i> else."]}
OTHER = {**PAGE, "title": "Sector targets", "question": "What is the sum?", "href": "03.html", "findings": [], "sections": [("a", "Sums")]}
Open = Callable[..., Tab]


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a search page; a message of the console or a request for anything but the page is a failure."""
    said: list[str] = []
    tabs: list[Tab] = []

    def opened(address: str = "", *, html: str = "", script: bool = True, width: int = 1280) -> Tab:
        path = tmp_path / "search.html"
        path.write_text(html or search_page({}, [HALVES, OTHER], PLACES, figures_table(pd.DataFrame(FIGURES))), encoding="utf-8")
        page = chromium.new_context(java_script_enabled=script, viewport={"width": width, "height": 800}).new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("request", lambda request: said.append(request.url) if not request.url.startswith(path.as_uri()) else None)
        page.goto(f"{path.as_uri()}{address}")
        tabs.append(page)
        return page

    yield opened
    for tab in tabs:
        tab.context.close()
    assert said == []


def shown(page: Tab) -> list[str]:
    """What is printed in the rows that can be seen."""
    return [head.inner_text() for head in page.locator("tbody th[scope=row]").all() if head.is_visible()]


def lines(page: Tab) -> list[str]:
    """The lines of pages that can be seen."""
    return [line.inner_text() for line in page.locator(".leaf li").all() if line.is_visible()]


def marked(page: Tab) -> set[str]:
    return {mark.inner_text() for mark in page.locator("mark").all() if mark.is_visible()}


def box(page: Tab):
    return page.get_by_role("searchbox", name="Words")


def choice(page: Tab, head: str):
    return page.get_by_role("combobox", name=head)


def status(page: Tab) -> str:
    return page.locator("[aria-live=polite]").inner_text()


ALL = ["2,575", "312 yeni iş", "2.1-fold", "<b>49,500</b>"]


def test_everything_is_there_before_anything_is_asked(open_page: Open) -> None:
    page = open_page()
    assert shown(page) == ALL
    assert len(lines(page)) == 6
    assert status(page) == "4 of 4 rows shown \u00b7 6 of 6 lines of the pages"
    assert page.url.endswith("search.html")


def test_all_words_must_occur_and_matches_are_marked(open_page: Open) -> None:
    page = open_page()
    box(page).fill("NEW trend aghdam")
    assert shown(page) == ["312 yeni iş"]
    assert marked(page) == {"New", "Trend", "Aghdam"}
    box(page).fill("new jobs 385")
    assert lines(page) == ["Khankendi made 385 new jobs."]
    assert shown(page) == []
    assert status(page) == "No figure, 1 line of the pages"
    assert not page.get_by_role("heading", name="Figures").is_visible()
    assert not page.get_by_role("heading", name="Sector targets").is_visible()


@pytest.mark.parametrize("asked", ["Xankəndi", "Xankendi", "xankend", "XANKENDİ", "khankendi"])
def test_a_place_is_found_by_both_its_names_with_and_without_marks(open_page: Open, asked: str) -> None:
    page = open_page()
    box(page).fill(asked)
    assert shown(page) == ["2,575", "2.1-fold"]
    assert "Khankendi Xankəndi" in lines(page)


def test_the_plain_letters_of_a_name_find_the_name_and_mark_it(open_page: Open) -> None:
    page = open_page()
    box(page).fill("Agdam is")
    assert shown(page) == ["312 yeni iş"]
    assert marked(page) == {"iş"}
    box(page).fill("Agdam")
    assert shown(page) == ["312 yeni iş", "<b>49,500</b>"]
    assert marked(page) == {"Ağdam"}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("2575", ["2,575"]),
        ("2,575", ["2,575"]),
        ("non state", ["2.1-fold"]),
        ("2.1-fold", ["2.1-fold"]),
        ("b/c1", ["2.1-fold"]),
        ("575", []),
        ("2 575", ["2,575"]),
        ("2\u00a0575 jobs", ["2,575"]),
        ("49 500", ["<b>49,500</b>"]),
        ("2,1", ["2.1-fold"]),
        ("2024 312", ["312 yeni iş"]),
    ],
)
def test_hyphens_and_separators_do_not_matter_and_a_word_is_found_from_its_beginning(open_page: Open, asked: str, found: list[str]) -> None:
    page = open_page()
    box(page).fill(asked)
    assert shown(page) == found


def test_a_decimal_comma_in_a_document_is_found_by_point_and_by_comma(open_page: Open) -> None:
    rows = [{**FIGURES[0], "stated_as": printed, "value_text": "7"} for printed in ("43,3 faiz", "1,433 jobs", "3 815 nəfər")]
    page = open_page(html=search_page({}, [HALVES], PLACES, figures_table(pd.DataFrame(rows))))
    for asked, found in {"43.3": ["43,3 faiz"], "43,3": ["43,3 faiz"], "433": [], "1433": ["1,433 jobs"], "3815": ["3 815 nəfər"]}.items():
        box(page).fill(asked)
        assert shown(page) == found


def test_where_nothing_is_found_the_page_says_what_to_try(open_page: Open) -> None:
    page = open_page()
    box(page).fill("zzz")
    assert shown(page) == lines(page) == []
    assert status(page).startswith("Nothing has all of this. Try fewer words")


def test_a_profile_is_found_by_both_names_of_its_place_and_the_list_of_names_leads_to_it(open_page: Open) -> None:
    profile = {**PAGE, "title": "Aghdam", "href": "districts/az-agm.html", "findings": []}
    page = open_page(html=search_page({}, [HALVES, profile], PLACES, figures_table(pd.DataFrame(FIGURES))))
    for asked in ("ağdam", "agdam", "aghdam"):
        box(page).fill(asked)
        assert page.get_by_role("heading", name="Aghdam Ağdam").is_visible()
    assert page.locator(".names a").get_attribute("href") == "districts/az-agm.html"


def test_choices_and_words_narrow_together_and_a_span_of_years_holds_each_of_them(open_page: Open) -> None:
    page = open_page()
    choice(page, "Year").select_option("2023")
    assert shown(page) == ["312 yeni iş"]
    assert lines(page) == []
    choice(page, "Year").select_option("2024")
    assert shown(page) == ALL[:3]
    choice(page, "Place").select_option("Khankendi")
    choice(page, "Kind").select_option("share")
    assert shown(page) == ["2.1-fold"]
    box(page).fill("aghdam")
    assert shown(page) == []
    page.get_by_role("button", name="Show all rows").click()
    assert shown(page) == ALL
    assert box(page).evaluate("element => element === document.activeElement")
    options = choice(page, "Publisher").locator("option").all_inner_texts()
    assert options == ["All", "News.Az (3)", "Trend (1)"]


def test_the_address_keeps_the_search_and_opens_it_again(open_page: Open) -> None:
    page = open_page()
    box(page).fill("yeni iş")
    choice(page, "Place").select_option("Aghdam")
    address = page.url.partition("search.html")[2]
    assert address == "#q=yeni+i%C5%9F&place=Aghdam"
    again = open_page(address)
    assert (box(again).input_value(), shown(again)) == ("yeni iş", ["312 yeni iş"])
    again.evaluate("location.hash = '#q=2.1'")
    again.wait_for_function("document.querySelector('input').value === '2.1'")
    assert shown(again) == ["2.1-fold"]
    box(again).fill("")
    assert again.url.endswith("search.html")


def test_an_address_of_a_place_in_the_page_stays_and_an_unknown_choice_is_no_choice(open_page: Open) -> None:
    page = open_page("#figures")
    assert page.url.endswith("#figures")
    assert shown(page) == ALL
    assert shown(open_page("#place=Nowhere")) == ALL


def test_the_search_is_done_by_keyboard_and_escape_clears_it(open_page: Open) -> None:
    page = open_page()
    page.locator(".skip").focus()
    for _ in range(20):
        if page.evaluate("document.activeElement.type") == "search":
            break
        page.keyboard.press("Tab")
    assert box(page).evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.type("wage")
    assert shown(page) == ["<b>49,500</b>"]
    page.keyboard.press("Escape")
    assert shown(page) == ALL
    assert page.locator("mark").count() == 0
    assert page.url.endswith("search.html")


def test_marks_leave_the_text_as_it_was_and_hostile_text_stays_text(open_page: Open) -> None:
    page = open_page()
    before = page.locator("main").inner_html()
    box(page).fill("b 49,500")
    assert page.locator("tbody b").count() == 0
    box(page).fill("<i>nothing")
    assert lines(page) == ["<i>Nothing</i> else."]
    assert page.locator(".leaf i").count() == 0
    box(page).fill("")
    assert page.locator("main").inner_html() == before


def test_without_script_everything_is_read_and_no_control_is_there(open_page: Open) -> None:
    page = open_page(script=False)
    assert shown(page) == ALL
    assert len(lines(page)) == 6
    assert page.locator("input, select").count() == 0


def test_paper_shows_what_was_found_and_no_controls(open_page: Open) -> None:
    page = open_page()
    box(page).fill("wage")
    page.emulate_media(media="print")
    assert shown(page) == ["<b>49,500</b>"]
    assert not page.locator("input").is_visible()
    assert status(page).startswith("1 of 4 rows shown")


def test_the_whole_collection_fits_a_narrow_window_and_is_searched(open_page: Open, frozen: Dataset, tmp_path: Path) -> None:
    page = open_page(html=search_of((), tmp_path, frozen, figures_of(frozen, source_rows(frozen))), width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    box(page).fill("agdam park")
    found = shown(page)
    assert 0 < len(found) < 300
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert status(page).startswith(f"{len(found)} of 1,1")
