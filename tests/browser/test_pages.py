"""Every rendered page under its own policy: what axe does not see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.opening import Opened, opened
from tests.browser.page_checks.alternatives import poor_alternatives
from tests.browser.page_checks.drawings import faint_drawings
from tests.browser.page_checks.keyboard import unreached, unseen_focus
from tests.browser.page_checks.layout import beyond_the_sheet, cut_off, overflow, overlapping
from tests.browser.page_checks.lettering import dark_changes, faint_texts
from tests.browser.page_checks.links import poor_links
from tests.browser.page_checks.policy import poor_policy
from tests.browser.page_checks.structure import foreign_elements, poor_headings, poor_tables
from tests.browser.page_checks.views import ZOOMED, look
from tests.browser.site_pages import OPENED, REPORTS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module", params=OPENED)
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Opened]:
    """A page of the site, opened once for all that is looked at on it."""
    with opened(chromium, REPORTS / request.param) as one:
        yield one


@pytest.fixture
def tab(page: Opened) -> Page:
    """The page in a window of usual size."""
    look(page.tab)
    return page.tab


def test_images_have_words_that_say_what_they_show(tab: Page) -> None:
    assert poor_alternatives(tab) == []


def test_headings_make_an_outline_without_gaps(tab: Page) -> None:
    assert poor_headings(tab) == []


def test_tables_have_captions_and_their_head_cells_scopes(tab: Page) -> None:
    assert poor_tables(tab) == []


def test_nothing_stands_in_the_page_that_may_not(tab: Page) -> None:
    assert foreign_elements(tab) == []


def test_the_policy_is_closed_and_names_every_inline_text(tab: Page) -> None:
    assert poor_policy(tab) == []


def test_every_link_leads_somewhere_and_nowhere_unsafe(tab: Page) -> None:
    assert poor_links(tab) == []


def test_a_dark_page_differs_in_colours_alone(tab: Page) -> None:
    assert dark_changes(tab) == []


def test_text_stands_out_light_and_dark(tab: Page) -> None:
    assert faint_texts(tab) == []


def test_texts_and_marks_of_drawings_stand_out_light_and_dark(tab: Page) -> None:
    assert faint_drawings(tab) == []


def test_the_page_is_never_wider_than_the_window(tab: Page) -> None:
    assert overflow(tab) == []


def test_nothing_is_wider_than_the_sheet_of_paper(tab: Page) -> None:
    assert beyond_the_sheet(tab) == []


def test_nothing_is_cut_off_or_wider_than_the_window_at_400_per_cent(tab: Page) -> None:
    assert cut_off(tab) == []
    assert overflow(tab, [ZOOMED]) == []


def test_nothing_lies_over_anything_else_at_400_per_cent(tab: Page) -> None:
    assert overlapping(tab) == []


def test_the_keyboard_reaches_everything_in_order(tab: Page) -> None:
    assert unreached(tab) == []


def test_the_focus_is_seen_wherever_it_is(tab: Page) -> None:
    assert unseen_focus(tab) == []


def test_the_page_asks_for_nothing_and_the_console_stays_empty(page: Opened) -> None:
    page.tab.reload()
    assert page.watch.problems == []
