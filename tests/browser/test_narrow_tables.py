"""Tables on a phone: words stand below each other, numbers may be moved along."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from markupsafe import Markup
from playwright.sync_api import Browser
from tests.browser.opening import opened
from tests.browser.page_checks.views import DESKTOP, PHONE, look, settle

from karabakh_analysis.figures import Table
from karabakh_analysis.figures.markup import tag
from karabakh_analysis.report.page import Page, shell
from karabakh_analysis.values import Interval, Quantity

pytestmark = pytest.mark.browser
NUMBER = Quantity(Interval(1_145_000, 1_155_000), "jobs", "bounded")
WORDS = "as printed in the Azerbaijani document"


def layout(browser: Browser, path: Path, columns: dict[str, list[object]]) -> dict[str, tuple[bool, bool]]:
    """Whether a table stands in rows below each other and whether it scrolls, on a phone and a desktop."""
    table = Table(pd.DataFrame(columns, index=["Agriculture", "Tourism"]), "Targets", "Jobs.", "targets", index_head="Sector")
    path.write_text(shell(Page("Targets", "Targets", tag("main", Markup(table.html), id="main"))), encoding="utf-8")
    found = {}
    for name, size in (("phone", PHONE), ("desktop", DESKTOP)):
        with opened(browser, path) as page:
            look(page.tab, size)
            page.tab.goto(path.as_uri())
            settle(page.tab)
            stacked, scrolls = page.tab.evaluate(
                "(() => { const place = document.querySelector('.scroll');"
                " return [place.firstElementChild.matches('.stacked'), place.scrollWidth > place.clientWidth]; })()"
            )
            found[name] = stacked, scrolls
    return found


def test_words_that_would_be_cut_stand_below_each_other(chromium: Browser, tmp_path: Path) -> None:
    columns: dict[str, list[object]] = {"Printed": [NUMBER] * 2, "Read as": [NUMBER] * 2, "Why": [WORDS] * 2}
    assert layout(chromium, tmp_path / "page.html", columns) == {"phone": (True, False), "desktop": (False, False)}


def test_numbers_that_are_a_little_too_wide_scroll(chromium: Browser, tmp_path: Path) -> None:
    columns: dict[str, list[object]] = {"Printed": [NUMBER] * 2, "Read as": [NUMBER] * 2}
    assert layout(chromium, tmp_path / "page.html", columns) == {"phone": (False, True), "desktop": (False, False)}
