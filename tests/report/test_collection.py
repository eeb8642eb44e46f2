"""All pages of a site as one document."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.report.test_pages import ROW, SOURCE, index

from karabakh_analysis.report.book import Book, Report
from karabakh_analysis.report.collection import one_document, pages_of
from karabakh_analysis.report.pages import sources_page


@pytest.fixture
def document(make_notebook, export) -> str:
    """The front page, a report, a profile of a district and the sources."""
    report, _ = export(make_notebook())
    profile, _ = export(make_notebook(name="az-xa", depth=1))
    sources = sources_page({}, pd.DataFrame([SOURCE]), pd.DataFrame([ROW]))
    pages = {"index.html": index(), "01-job-growth.html": report, "districts/az-xa.html": profile, "sources.html": sources}
    return one_document(pages, "What is known?")


def links_of(read_page, document: str) -> set[str]:
    return {str(attributes["href"]) for attributes in read_page(document).named("a") if "href" in attributes}


def test_every_anchor_is_there_once_and_every_link_leads_to_one_of_them_or_to_the_web(document, read_page):
    body = document.partition("</header>")[2]
    identities = [attributes["id"] for _, attributes in read_page(body).found if attributes.get("id")]
    assert len(identities) == len(set(identities))
    links = {link for link in links_of(read_page, body) if not link.startswith("https://")}
    assert {link for link in links if link[1:] not in identities} <= {"#index--districts", *missing_rows(links)}
    assert "#sources--newsaz-2025-jobs-2024/01" in links
    assert "#01-job-growth" in links
    assert "#sources--newsaz-2025-jobs-2024/01" in {f"#{name}" for name in identities if "/" in str(name)}


def missing_rows(links: set[str]) -> set[str]:
    """Links to rows that the small sources page of this test does not hold."""
    return {link for link in links if link.startswith("#sources--") and link != "#sources--newsaz-2025-jobs-2024/01"}


def test_a_page_in_a_folder_leads_to_the_same_places(make_notebook, export, read_page):
    profile, _ = export(make_notebook(name="az-xa", depth=1))
    pages = {"districts/az-xa.html": profile, "sources.html": sources_page({}, pd.DataFrame([SOURCE]), pd.DataFrame([ROW]))}
    links = links_of(read_page, one_document(pages, "").partition("</header>")[2])
    assert "#sources--newsaz-2025-jobs-2024/01" in links
    assert not [link for link in links if link.startswith("..")]


def test_headings_are_those_of_the_pages_and_code_and_navigation_are_left_out(document):
    assert document.count("<h1>") == 4
    assert "figures.bullets" not in document
    assert '<nav aria-labelledby="foot-reports">' not in document
    assert "<script" not in document


def test_a_link_to_a_file_outside_the_document_is_no_link(document):
    assert "downloads/" not in document
    assert ".ipynb" not in document


def test_a_page_of_another_form_is_refused():
    with pytest.raises(ValueError, match=r"a\.html is no page of this site"):
        one_document({"a.html": "<html><body>x</body></html>"}, "")


def test_pages_stand_in_the_order_of_the_book_with_methods_and_sources_last(tmp_path: Path):
    names = ("02-second", "01-first", "09-data-and-methods", "03-not-built", "districts/az-xa", "districts/az-lac")
    book = Book("A book", "What?", tuple(Report(name, name.replace("-", "_"), name, "Why?") for name in names), {})
    (tmp_path / "districts").mkdir()
    present = ("index", "sources", "search", "01-first", "02-second", "09-data-and-methods", "districts/az-xa", "districts/az-lac")
    for name in present:
        (tmp_path / f"{name}.html").touch()
    assert [path.removesuffix(".html") for path in pages_of(book, tmp_path)] == [
        "index",
        "02-second",
        "01-first",
        "districts/az-xa",
        "districts/az-lac",
        "09-data-and-methods",
        "sources",
    ]
