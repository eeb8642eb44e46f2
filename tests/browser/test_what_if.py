"""The what-if controls in Chromium: the script's formulas against the package's, by keyboard, without script."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as Tab
from tests.browser.opening import Opened, opened
from tests.browser.page_checks.views import look

from karabakh_analysis.analyses.road_words import arrival_value
from karabakh_analysis.figures import Table, WhatIf
from karabakh_analysis.figures.markup import tag
from karabakh_analysis.metrics import Course, Survival, arrival, arrival_between, calendar_year, required_pace, stock
from karabakh_analysis.report.page import Page, shell
from karabakh_analysis.values import Interval, Quantity

pytestmark = pytest.mark.browser
START = 2025 + 181 / 365
FLOW = {"value": 2976, "least": 76, "most": 34_076, "step": 100}
GROWTH = {"value": 0, "least": -50, "most": 100, "step": 1}
TARGET = {"value": 150_000, "least": 15_000, "most": 225_000, "step": 1000}
SURVIVALS = (None, (0.82, 0.45), (0.7, 0.4), (0.9, 0.7), (0.99, 0.98))
GRID = list(product((0.0, 5087.0, 160_000.0), (0.0, 1.0, 2976.0, 30_000.0), (-99.0, -12.5, 0.0, 0.1, 7.0, 100.0), SURVIVALS))
TIMES = (0.0, 0.5, 5.503, 30.0, 120.25)
CLOSE = 1e-9


def scenarios() -> Table:
    frame = pd.DataFrame({"Arrival": ["about 2075", "never"]}, index=["Current pace", "Half of it"])
    return Table(frame, "Scenarios of the yearly flow", "Calendar years.", "road-scenarios", index_head="Scenario")


def block(reached: tuple[float, float | None] = (0.0, 5087.0)) -> WhatIf:
    return WhatIf(
        scenarios(),
        title="Change the flow, its growth and the target",
        start=START,
        years_left=5.503,
        deadline="31 Dec 2030",
        reached=reached,
        survival=(0.82, 0.45),
        flow=FLOW,
        growth=GROWTH,
        target=TARGET,
    )


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Tab]]:
    """Opens a page with the block; every message of the console and every request is a failure."""
    pages: list[Opened] = []
    with ExitStack() as stack:

        def open_one(reached: tuple[float, float | None] = (0.0, 5087.0), *, script: bool = True) -> Tab:
            path = tmp_path / "page.html"
            path.write_text(shell(Page("What if", "What if", tag("main", block(reached).html, id="main"))), encoding="utf-8")
            pages.append(stack.enter_context(opened(chromium, path, script=script)))
            return pages[-1].tab

        yield open_one
    assert [problem for page in pages for problem in page.watch.problems] == []


def course_of(flow: float, growth: float, shares: tuple[float, float] | None) -> Course:
    return Course(flow, growth, Survival(*shares) if shares else None)


def courses() -> list[dict[str, Any]]:
    return [
        {"reached": reached, "flow": flow, "growth": growth, "survival": list(shares) if shares else None}
        for reached, flow, growth, shares in GRID
    ]


def same(one: float | None, other: float | None) -> bool:
    return one is other if one is None or other is None else one == pytest.approx(other, rel=CLOSE, abs=CLOSE)


def test_the_script_arrives_when_the_package_does(open_page: Callable[..., Tab]) -> None:
    targets = (1000.0, 150_000.0)
    page = open_page()
    found = page.evaluate(
        "([courses, targets]) => courses.map((c) => targets.map((t) => whatIf.arrival(t, c.reached, c)))", [courses(), targets]
    )
    assert len(found) * len(targets) > 700
    for (reached, flow, growth, shares), times in zip(GRID, found, strict=True):
        for target, time in zip(targets, times, strict=True):
            assert same(time, arrival(target, reached, course_of(flow, growth, shares))), (target, reached, flow, growth, shares)


def test_the_script_leaves_the_stock_that_the_package_leaves(open_page: Callable[..., Tab]) -> None:
    found = open_page().evaluate(
        "([courses, times]) => courses.map((c) => times.map((t) => whatIf.stock(c.reached, c, t)))", [courses(), TIMES]
    )
    for (reached, flow, growth, shares), stocks in zip(GRID, found, strict=True):
        for time, left in zip(TIMES, stocks, strict=True):
            assert same(left, stock(reached, course_of(flow, growth, shares), time)), (reached, flow, growth, shares, time)


def test_the_script_knows_the_same_survival_pace_and_calendar(open_page: Callable[..., Tab]) -> None:
    page = open_page()
    ages = [0, 0.5, 1, 2, 5, 17.25, 400]
    for shares in SURVIVALS[1:]:
        assert shares is not None
        found = page.evaluate("([shares, ages]) => ages.map((age) => whatIf.survival(shares, age))", [list(shares), ages])
        assert all(same(left, Survival(*shares).at(age)) for left, age in zip(found, ages, strict=True))
    for target, reached, years in product((0, 1000, 150_000), (0, 5087), (0.5, 5.503, 30)):
        pace = required_pace(*(Quantity(Interval.point(jobs), "jobs") for jobs in (target, reached)), years)
        assert same(page.evaluate("(given) => whatIf.requiredPace(...given)", [target, reached, years]), float(pace.interval.high))
    for time in (2030.0, 2030.5, 2031.0, 2074.999999, 2075.0000000001):
        assert page.evaluate("(time) => whatIf.calendarYear(time)", time) == calendar_year(time)


def test_a_formula_that_differs_is_caught(open_page: Callable[..., Tab]) -> None:
    (reached, flow, growth, shares) = GRID[-1]
    found = open_page().evaluate("(course) => whatIf.stock(course.reached, course, 30) * (1 + 1e-7)", courses()[-1])
    assert not same(found, stock(reached, course_of(flow, growth, shares), 30))


def results(page: Tab) -> list[str]:
    return page.locator(".controls dd").all_inner_texts()


def announced(page: Tab) -> str:
    return page.locator(".controls [aria-live=polite]").text_content() or ""


def rested(page: Tab) -> None:
    """Waits until the results have been announced."""
    expect(page.locator(".controls [aria-live=polite]")).not_to_be_empty()


def test_the_page_opens_with_its_own_values(open_page: Callable[..., Tab]) -> None:
    page = open_page()
    assert page.get_by_role("group", name="Change the flow, its growth and the target").count() == 1
    assert page.get_by_role("slider", name="Target").input_value() == "150000"
    assert results(page) == ["2074 or 2075", "never", "26,333 to 27,258 jobs a year, 8.85 to 9.16-fold the flow above"]
    assert announced(page) == ""
    assert not page.get_by_role("button", name="Back to the values of this page").is_visible()


def test_sliders_are_reached_and_moved_by_keyboard_and_results_are_announced(open_page: Callable[..., Tab]) -> None:
    page = open_page()
    page.locator(".skip").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "what-if-flow":
            break
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("slider", name="Jobs opened").input_value() == "3076"
    assert page.get_by_role("slider", name="Jobs opened").get_attribute("aria-valuetext") == "3,076 jobs a year"
    page.keyboard.press("End")
    flow = Quantity(Interval.point(34_076), "jobs a year")
    found = arrival_between(Quantity(Interval.point(150_000), "jobs"), Quantity(Interval(0, 5087), "jobs"), flow)
    assert found.earliest is not None
    assert found.latest is not None
    years = [calendar_year(START + time) for time in (found.earliest, found.latest)]
    assert results(page)[0] == (" or " if years[1] - years[0] == 1 else " to ").join(map(str, dict.fromkeys(years)))
    assert announced(page) == ""
    rested(page)
    assert announced(page).startswith(f"Arrival if every opening counts: {results(page)[0]}. ")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    assert page.locator("output").nth(1).inner_text() == "\N{MINUS SIGN}1\N{NARROW NO-BREAK SPACE}% a year"
    page.get_by_role("button", name="Back to the values of this page").press("Enter")
    assert results(page)[:2] == ["2074 or 2075", "never"]
    assert page.evaluate("document.activeElement.id") == "what-if-flow"


def test_several_keys_in_a_row_are_announced_once(open_page: Callable[..., Tab]) -> None:
    page = open_page()
    page.evaluate(
        """() => {
          window.announcements = 0;
          const said = document.querySelector(".controls [aria-live=polite]");
          new MutationObserver(() => { window.announcements += 1; }).observe(said, { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.locator("#what-if-growth").focus()
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    rested(page)
    assert page.evaluate("window.announcements") == 1
    assert f"{results(page)[1]}. Needed to 31 Dec 2030 on a straight line, without growth" in announced(page)


def test_the_way_back_has_its_place_before_it_is_needed(open_page: Callable[..., Tab]) -> None:
    page = open_page()
    before = page.locator(".controls dl").bounding_box()
    page.locator("#what-if-flow").press("ArrowRight")
    assert page.get_by_role("button", name="Back to the values of this page").is_visible()
    assert page.locator(".controls dl").bounding_box() == before


@pytest.mark.parametrize("reached", [(0.0, 5087.0), (0.0, None), (0.0, 160_000.0)])
def test_the_results_are_worded_as_the_package_words_them(open_page: Callable[..., Tab], reached: tuple[float, float | None]) -> None:
    page = open_page(reached)
    span = Quantity(Interval(reached[0], math.inf if reached[1] is None else reached[1]), "jobs")
    for flow, growth, target in product((76, 2976, 19_976), (-10, 0, 25), (21_000, 150_000)):
        for name, value in (("flow", flow), ("growth", growth), ("target", target)):
            page.locator(f"#what-if-{name}").fill(str(value))
        given = (Quantity(Interval.point(target), "jobs"), span, Quantity(Interval.point(flow), "jobs a year"), float(growth))
        found = [arrival_value(arrival_between(*given, survival), pd.Timestamp("2025-06-30")) for survival in (None, Survival(0.82, 0.45))]
        assert results(page)[:2] == [when if isinstance(when, str) else when.text for when in found], (flow, growth, target)


def test_without_an_upper_end_of_what_is_reached_the_results_say_so(open_page: Callable[..., Tab]) -> None:
    page = open_page((0.0, None))
    assert results(page) == ["2075 at the latest", "not confined", "at most 27,258 jobs a year, at most 9.16-fold the flow above"]


def test_without_script_the_scenarios_are_read_and_no_control_is_there(open_page: Callable[..., Tab]) -> None:
    page = open_page(script=False)
    assert page.locator("input, output, button").count() == 0
    assert page.locator("tbody tr").count() == 2
    assert page.get_by_text("about 2075").is_visible()


def test_paper_shows_the_scenarios_and_no_controls(open_page: Callable[..., Tab]) -> None:
    page = open_page()
    page.emulate_media(media="print")
    assert not page.locator(".controls").is_visible()
    assert page.get_by_text("about 2075").is_visible()


@pytest.mark.parametrize("width", [320, 360, 820, 1440])
def test_nothing_is_cut_where_the_window_is_narrow(open_page: Callable[..., Tab], width: int) -> None:
    page = open_page()
    look(page, (width, 700))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    for slider in page.locator("input[type=range]").all():
        box = slider.bounding_box()
        assert box is not None
        assert box["height"] >= 24


def test_a_script_that_the_policy_does_not_name_does_not_run(chromium: Browser, tmp_path: Path) -> None:
    html = shell(Page("What if", "What if", tag("main", block().html, id="main")))
    spoiled = re.sub(r"const whatIf", "const whatIf2 = 1; const whatIf", html)
    assert spoiled != html
    path = tmp_path / "spoiled.html"
    path.write_text(spoiled, encoding="utf-8")
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(path.as_uri())
    assert page.locator("input").count() == 0
    assert any("Content Security Policy" in text for text in said)
    page.close()
