"""One Chromium for all tests of pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser.opening import Opened, not_run, opened
from tests.browser.page_checks.views import look

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
MISSING = f"no page was opened: none of {', '.join(PROGRAMS)} is installed (Debian: apt-get install chromium fonts-dejavu-core)"


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser of the system; one for all tests of this folder, and with xdist one a worker."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        not_run(MISSING, os.environ)
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def tabs(chromium: Browser) -> Iterator[Callable[[bool], Opened]]:
    """A tab that is used again and again, one under the policies of its pages and one that bypasses them."""
    with ExitStack() as stack:
        yield cache(lambda bypass_csp: stack.enter_context(opened(chromium, bypass_csp=bypass_csp)))


@pytest.fixture
def open_markup(tabs: Callable[[bool], Opened], tmp_path: Path) -> Callable[..., Opened]:
    """Opens a page that consists of the markup given: the bad pages that the checks must find."""
    path = tmp_path / "page.html"

    def open_one(markup: str, *, bypass_csp: bool = False) -> Opened:
        path.write_text(markup, encoding="utf-8")
        page = tabs(bypass_csp)
        page.watch.forget()
        look(page.tab)
        page.tab.goto(path.as_uri())
        return page

    return open_one
