"""axe-core on every rendered page, in every view; what each rule found is listed in ``.test-output/axe``."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser
from tests.browser.opening import Opened, opened
from tests.browser.page_checks.axe import VIEWS, Verdict, run_axe
from tests.browser.site_pages import OPENED, OUTPUT, REPORTS

pytestmark = pytest.mark.browser
BAD = (
    '<!doctype html><html lang="en"><head><title>Bad</title><style>{style}</style></head>'
    "<body><main><h1>Bad</h1>{body}</main></body></html>"
)
SEEDED = {
    "image-alt": ("<img src='data:,'>", ""),
    "color-contrast": ("<p>Faint words</p>", "p { color: #aaaaaa; background: #ffffff; }"),
    "link-name": ("<a href='#x'></a>", ""),
    "link-in-text-block": ("<p>Words <a href='#x'>x</a></p>", "p { color: #333; } a { color: #444; text-decoration: none; }"),
    "label": ("<input>", ""),
    "heading-order": ("<h4>Deep</h4>", ""),
}
# Run on the dark page too, which differs in nothing else.
COLOURS = {"color-contrast", "link-in-text-block"}


def keep(name: str, verdict: Verdict) -> None:
    """Write the table of a page."""
    path = OUTPUT / "axe" / f"{name.removesuffix('.html').replace('/', '-')}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(verdict.table, encoding="utf-8")


@pytest.mark.parametrize("name", OPENED)
def test_a_page_breaks_no_rule_in_any_view(chromium: Browser, name: str) -> None:
    with opened(chromium, REPORTS / name, bypass_csp=True) as page:
        verdict = run_axe(page.tab)
    keep(name, verdict)
    assert verdict.problems == []


@pytest.mark.parametrize("rule", SEEDED)
def test_a_page_that_breaks_a_rule_is_noticed_on_desktop_and_phone(open_markup: Callable[..., Opened], rule: str) -> None:
    body, style = SEEDED[rule]
    verdict = run_axe(open_markup(BAD.format(body=body, style=style), bypass_csp=True).tab)
    assert {problem.split(" (")[0] for problem in verdict.problems} >= {f"light 1440 px: {rule}", f"light 360 px: {rule}"}
    assert f"{rule},1,{int(rule in COLOURS) or ''},1,{int(rule in COLOURS) or ''}\n" in verdict.table


def test_words_that_are_faint_on_a_dark_page_alone_or_in_a_fold_are_noticed(open_markup: Callable[..., Opened]) -> None:
    style = "p { color: #000000; } @media (prefers-color-scheme: dark) { body { background: #222222; } }"
    fold = "<details><summary>More</summary><p>Words</p></details>"
    verdict = run_axe(open_markup(BAD.format(body=fold, style=style), bypass_csp=True).tab)
    broken = {view for view in VIEWS if any(found["id"] == "color-contrast" for found in verdict.results[view]["violations"])}
    assert broken == {view for view in VIEWS if view.startswith("dark")}


def test_the_table_counts_the_rules_that_passed(open_markup: Callable[..., Opened]) -> None:
    table = run_axe(open_markup(BAD.format(body="<p>Words</p>", style=""), bypass_csp=True).tab).table.splitlines()
    assert table[0] == "rule,light 1440 px,dark 1440 px,light 360 px,dark 360 px"
    passed = next(line for line in table if line.startswith("rules: passes"))
    assert all(int(count) > 10 for count in passed.split(",")[1::2])
