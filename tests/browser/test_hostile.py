"""Whatever the tables hold is text on the pages, or is refused with its file, line and column."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from tests.browser.hostile_tables import ADDRESS, LONG, SHORT, TEXTS, hostile_tables, spoil
from tests.browser.opening import Opened, opened
from tests.browser.page_checks.collected import CHECKS, Check
from tests.browser.page_checks.views import look, open_folds
from tests.browser.site_pages import ROOT
from tests.once import made_once, shared_folder

from karabakh_analysis import variables
from karabakh_analysis.cli import main
from karabakh_analysis.figures.markup import escape
from karabakh_analysis.report.book_file import read_book
from karabakh_analysis.report.parameters import Declaration, UsageError

REPORTS = ("01-job-growth", "07-claim-check")
PAGES = (*REPORTS, "index", "sources")
DECLARATIONS = read_book(ROOT / "notebooks" / "book.toml").declarations


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports and the pages around them from hostile tables; built once."""
    return made_once(shared_folder(tmp_path_factory, "hostile"), _build) / "out"


def _build(folder: Path) -> None:
    """In a process of its own: the browser's event loop runs in this one."""
    data = hostile_tables(folder / "data")
    command = [sys.executable, "-m", "karabakh_analysis", "build", *REPORTS, "-q", "--data", str(data), "--out", str(folder / "out")]
    done = subprocess.run(command, env={**os.environ, variables.PROJECT: str(ROOT)}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest, chromium: Browser, site: Path) -> Iterator[Opened]:
    with opened(chromium, site / f"{request.param}.html") as one:
        yield one


@pytest.mark.slow
@pytest.mark.browser
def test_nothing_runs_and_nothing_is_asked_for(page: Opened) -> None:
    look(page.tab)
    open_folds(page.tab)
    page.tab.mouse.move(200, 200)
    page.tab.keyboard.press("Tab")
    assert page.tab.evaluate("window.pwned") is None
    assert page.watch.problems == []


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("check", CHECKS)
def test_the_page_passes_the_checks_of_all_pages(page: Opened, check: Check) -> None:
    look(page.tab)
    assert check(page.tab) == []


@pytest.mark.slow
@pytest.mark.browser
def test_hostile_text_is_read_as_text(chromium: Browser, site: Path) -> None:
    with opened(chromium, site / "sources.html") as page:
        shown = page.tab.locator("main").text_content() or ""
        addresses = page.tab.eval_on_selector_all("a[rel]", "links => links.map(link => link.getAttribute('href'))")
    assert [text for text in TEXTS if escape(text).unescape().strip() not in shown] == []
    assert "\u202e" not in shown
    assert set(addresses) == {escape(ADDRESS).unescape()}


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("name", REPORTS)
def test_hostile_names_reach_the_reports_as_text(chromium: Browser, site: Path, name: str) -> None:
    with opened(chromium, site / f"{name}.html") as page:
        shown = page.tab.locator("main").text_content() or ""
        described = " ".join(page.tab.eval_on_selector_all("img", "images => images.map(image => image.alt)"))
    assert sum(escape(text).unescape().strip() in shown for text in SHORT) >= 8
    assert sum(escape(text).unescape().strip() in described for text in SHORT) >= 8


@pytest.mark.slow
def test_the_tables_that_the_pages_are_made_of_pass_the_check(site: Path) -> None:
    assert main(["check", "--data", str(site.parent / "data")]) == 0


@pytest.mark.parametrize("text", [TEXTS[0], TEXTS[1], TEXTS[3], TEXTS[12], LONG], ids=["script", "handler", "address", "bidi", "long"])
def test_a_column_that_takes_no_text_refuses_it_at_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str) -> None:
    lines = spoil(tmp_path, text)
    assert main(["check", "--data", str(tmp_path)]) == 1
    said = capsys.readouterr()
    complaints = (said.out + said.err).splitlines()
    heads = {(name, column): f"{tmp_path / 'raw' / name}.csv:{line}: {column}: " for (name, column), line in lines.items()}
    assert [place for place, head in heads.items() if not any(complaint.startswith(head) for complaint in complaints)] == []
    assert all(complaint.isprintable() and len(complaint) < 1000 for complaint in complaints)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
@pytest.mark.parametrize("declaration", DECLARATIONS.values(), ids=DECLARATIONS)
def test_a_parameter_refuses_hostile_text(declaration: Declaration, text: str) -> None:
    with pytest.raises(UsageError, match=f"^{declaration.name} = .* is not possible, expected "):
        declaration.parse(text)


def test_a_hostile_parameter_is_wrong_usage_on_one_line(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variables.PROJECT, str(ROOT))
    assert main(["build", "01-job-growth", "-p", f"coverage={TEXTS[0]}"]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
