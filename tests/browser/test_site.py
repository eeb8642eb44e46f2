"""The site as files: there are pages, they are not too heavy; and what is done where there is no browser."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from tests.browser.opening import not_run
from tests.browser.page_checks.weights import limit, too_heavy, weights
from tests.browser.site_pages import OUTPUT, PAGES, REPORTS, pages_of, sample


def test_pages_of_the_site_are_found_and_those_of_readers_are_not(tmp_path: Path) -> None:
    for name in ("index.html", "districts/az-xa.html", "what-if/01-job-growth.html", "partial/x.html", "notebooks/x.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert pages_of(tmp_path) == ["districts/az-xa.html", "index.html"]


def test_of_pages_of_one_notebook_the_lightest_and_the_heaviest_are_opened(tmp_path: Path) -> None:
    pages = ["index.html", "districts/a.html", "districts/b.html", "districts/c.html"]
    for size, name in enumerate(pages):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    assert sample(tmp_path, pages) == ["districts/a.html", "districts/c.html", "index.html"]


def test_the_site_has_a_front_page_and_sources() -> None:
    assert {"index.html", "sources.html"} <= set(PAGES)


def test_weights_are_listed() -> None:
    OUTPUT.mkdir(exist_ok=True)
    with (OUTPUT / "weights.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([("page", "bytes", "limit"), *weights(REPORTS, PAGES)])
    listed = (OUTPUT / "weights.csv").read_text(encoding="utf-8").splitlines()
    assert len(listed) == len(PAGES) + 1


@pytest.mark.parametrize("page", PAGES)
def test_a_page_with_all_its_figures_is_not_too_heavy(page: str) -> None:
    assert too_heavy(REPORTS, [page]) == []


@pytest.mark.parametrize("name", ["index.html", "sources.html", "search.html", "01-job-growth.html", "districts/az-xa.html"])
def test_a_page_of_one_byte_too_many_is_noticed(tmp_path: Path, name: str) -> None:
    page = tmp_path / name
    page.parent.mkdir(exist_ok=True)
    page.write_bytes(b"x" * limit(name))
    assert too_heavy(tmp_path, [name]) == []
    page.write_bytes(b"x" * (limit(name) + 1))
    assert too_heavy(tmp_path, [name]) == [f"{name} has {limit(name) + 1:,} bytes, expected at most {limit(name):,}"]


def test_a_missing_browser_is_a_failure_in_continuous_integration_and_said_elsewhere() -> None:
    with pytest.raises(pytest.fail.Exception, match="no browser"):
        not_run("no browser", {"CI": "true"})
    with pytest.raises(pytest.skip.Exception, match="no browser"):
        not_run("no browser", {})
