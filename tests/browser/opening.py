"""Pages in tabs of their own, watched; and what is done where there is no browser."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.page_checks.views import DESKTOP
from tests.browser.page_checks.watching import Watch


def not_run(reason: str, environment: Mapping[str, str]) -> NoReturn:
    """Skip what cannot be run here; continuous integration leaves nothing out, so there it fails."""
    if environment.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass(frozen=True)
class Opened:
    """A page in a tab of its own, and what was heard of it."""

    tab: Page
    watch: Watch


@contextmanager
def opened(browser: Browser, path: Path | None = None, *, script: bool = True, bypass_csp: bool = False) -> Iterator[Opened]:
    """Open a file, or an empty tab, under the policy of its page unless that is bypassed, and watch it."""
    width, height = DESKTOP
    context = browser.new_context(java_script_enabled=script, bypass_csp=bypass_csp, viewport={"width": width, "height": height})
    try:
        tab = context.new_page()
        watch = Watch.of(tab)
        if path is not None:
            tab.goto(path.as_uri())
        yield Opened(tab, watch)
    finally:
        context.close()
