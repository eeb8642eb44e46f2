"""Tables whose rows can be filtered, in Chromium: by keyboard, under the page's own policy, and whole without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pandas as pd
import pytest
from markupsafe import Markup
from playwright.sync_api import Browser
from playwright.sync_api import Page as Tab
from tests.browser.opening import Opened, opened
from tests.browser.page_checks.views import look

from karabakh_analysis.figures import Table
from karabakh_analysis.figures.markup import tag
from karabakh_analysis.report.page import Page, shell

pytestmark = pytest.mark.browser
ROWS = [
    ("agrees", "New jobs", "Trend"),
    ("agrees", "New jobs", "Trend; Day.Az"),
    ("does not follow", "New jobs", "News.Az"),
    ("agrees", "Closed jobs", 'O\'Neill & "Sons" <b>; Day.Az'),
]


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Tab]]:
    """Opens a page with the table; every message of the console is a failure."""
    pages: list[Opened] = []
    with ExitStack() as stack:

        def open_one(*, script: bool = True, groups: list[str] | None = None) -> Tab:
            frame = pd.DataFrame(ROWS, columns=["Verdict", "Indicator", "Publisher"], index=["a", "b", "c", "d"])
            table = Table(frame, "Claims", "Per cent.", "claims", index_head="Claim", filters=tuple(frame.columns), groups=groups)
            path = tmp_path / "page.html"
            path.write_text(shell(Page("Claims", "Claims", tag("main", Markup(table.html), id="main"))), encoding="utf-8")
            pages.append(stack.enter_context(opened(chromium, path, script=script)))
            return pages[-1].tab

        yield open_one
    assert [problem for page in pages for problem in page.watch.problems] == []


def shown(page: Tab) -> list[str]:
    """Heads of the rows that can be seen."""
    return [head.inner_text() for head in page.locator("tbody th[scope=row]").all() if head.is_visible()]


def status(page: Tab) -> str:
    return page.locator("[aria-live=polite]").inner_text()


def test_all_rows_are_there_before_anything_is_chosen(open_page: Callable[..., Tab]) -> None:
    page = open_page()
    assert shown(page) == ["a", "b", "c", "d"]
    assert status(page) == "4 of 4 rows shown"
    assert page.get_by_role("group", name="Filter the table “Claims”").count() == 1
    assert not page.get_by_role("button", name="Show all rows").is_visible()


def test_rows_are_filtered_by_labelled_choices_and_their_number_is_announced(open_page: Callable[..., Tab]) -> None:
    page = open_page()
    page.get_by_label("Verdict").select_option("agrees")
    assert (shown(page), status(page)) == (["a", "b", "d"], "3 of 4 rows shown")
    page.get_by_label("Publisher").select_option("Day.Az")
    assert (shown(page), status(page)) == (["b", "d"], "2 of 4 rows shown")
    page.get_by_label("Indicator").select_option("New jobs")
    assert shown(page) == ["b"]
    assert page.locator("tbody tr[hidden]").count() == 3
    page.get_by_label("Verdict").select_option("does not follow")
    assert (shown(page), status(page)) == ([], "No row fits this choice; there are 4.")
    page.get_by_role("button", name="Show all rows").click()
    assert (shown(page), status(page)) == (["a", "b", "c", "d"], "4 of 4 rows shown")


def test_the_choices_are_reached_and_made_by_keyboard(open_page: Callable[..., Tab]) -> None:
    page = open_page()
    page.locator(".skip").focus()
    for _ in range(40):
        if page.evaluate("document.activeElement.tagName") == "SELECT":
            break
        page.keyboard.press("Tab")
    page.keyboard.press("d")
    assert shown(page) == ["c"]
    for _ in range(3):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert shown(page) == ["a", "b", "c", "d"]
    assert page.evaluate("document.activeElement.tagName") == "SELECT"


def test_every_publisher_of_a_row_is_a_choice_and_hostile_names_stay_text(open_page: Callable[..., Tab]) -> None:
    page = open_page()
    options = page.get_by_label("Publisher").locator("option").all_inner_texts()
    assert options == ["All", "Day.Az (2)", "News.Az (1)", 'O\'Neill & "Sons" <b> (1)', "Trend (2)"]
    page.get_by_label("Publisher").select_option('O\'Neill & "Sons" <b>')
    assert shown(page) == ["d"]


def test_a_group_without_rows_is_hidden_with_its_heading(open_page: Callable[..., Tab]) -> None:
    page = open_page(groups=["one", "one", "two", "three"])
    page.get_by_label("Verdict").select_option("does not follow")
    visible = [head.inner_text() for head in page.locator("tbody th[scope=rowgroup]").all() if head.is_visible()]
    assert visible == ["two"]


def test_without_script_the_whole_table_is_read_and_no_control_is_there(open_page: Callable[..., Tab]) -> None:
    page = open_page(script=False)
    assert shown(page) == ["a", "b", "c", "d"]
    assert page.locator("select").count() == 0


def test_paper_shows_the_rows_that_are_not_hidden_and_no_controls(open_page: Callable[..., Tab]) -> None:
    page = open_page()
    page.get_by_label("Verdict").select_option("agrees")
    page.emulate_media(media="print")
    assert shown(page) == ["a", "b", "d"]
    assert not page.get_by_label("Verdict").is_visible()
    assert page.locator("[aria-live=polite]").is_visible()


def test_no_row_is_left_out_where_the_window_is_narrow(open_page: Callable[..., Tab]) -> None:
    page = open_page()
    look(page, (320, 700))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
