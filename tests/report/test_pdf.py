"""The collection on paper: one PDF with an outline, page numbers and links that stay inside, printed by Chromium."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from markupsafe import Markup
from pypdf import PdfReader
from pypdf.generic import ArrayObject
from tests.report.conftest import notebook
from tests.report.test_pages import ROW, SOURCE, index

from karabakh_analysis.figures import Table
from karabakh_analysis.figures.markup import join, tag
from karabakh_analysis.report import pdf
from karabakh_analysis.report.exporter import KarabakhExporter
from karabakh_analysis.report.page import Page, shell
from karabakh_analysis.report.pages import sources_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
BOOK = """
title = "A book"
question = "What do the figures say?"
[parameters]
[[report]]
notebook = "01_job_growth"
title = "Job growth"
question = "How many new jobs?"
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A front page, one report, a search page, and the sources with enough documents for several sheets of paper."""
    folder = tmp_path_factory.mktemp("site")
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / "book.toml").write_text(BOOK, encoding="utf-8")
    names = ["newsaz-2025-jobs-2024", *(f"source-{place}" for place in range(20))]
    rows = [{**ROW, "source_id": name, "row_id": f"{name}/{row:02}"} for name in names for row in range(1, 1 + len(name) % 7)]
    sources = sources_page({}, pd.DataFrame([{**SOURCE, "source_id": name} for name in names]), pd.DataFrame(rows))
    pages = {"index": index(), "01-job-growth": KarabakhExporter().from_notebook_node(notebook())[0], "search": "left out"}
    for name, content in {**pages, "sources": sources}.items():
        (folder / f"{name}.html").write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def printed(site: Path) -> PdfReader:
    assert pdf.main([str(site / "dist" / "all.pdf"), "--out", str(site), "--project", str(site)]) == 0
    return PdfReader(site / "dist" / "all.pdf")


def titles(outline: list, depth: int = 0) -> list[tuple[int, str]]:
    """Depth and title of every entry of an outline."""
    found = []
    for entry in outline:
        found += titles(entry, depth + 1) if isinstance(entry, list) else [(depth, entry.title)]
    return found


def test_the_printed_collection_reads_as_one_document(printed: PdfReader) -> None:
    texts = [page.extract_text() for page in printed.pages]
    numbers = [re.findall(r"(\d+) / (\d+)", text)[-1] for text in texts]
    assert numbers == [(str(place), str(len(texts))) for place in range(1, len(texts) + 1)]
    assert len(texts) > 6
    whole = "\n".join(texts)
    for words in ("Skip to the text", "Overview", "Show all code", "On this page", "figures.bullets", "Download"):
        assert words not in whole
    assert "left out" not in whole
    assert not [place for place, text in enumerate(texts, start=1) if len(text) < 100]


def test_the_outline_has_the_pages_and_their_sections_in_order(printed: PdfReader) -> None:
    entries = titles(printed.outline)
    assert {depth for depth, _ in entries} == {0, 1}
    assert [title for depth, title in entries if depth == 0][1:] == ["Job growth", "Sources"]
    assert (1, "How this page was made") in entries
    assert printed.page_mode == "/UseOutlines"
    places = [printed.get_destination_page_number(entry) for entry in printed.outline if not isinstance(entry, list)]
    assert places == sorted(set(places))


def letters(text: str) -> str:
    """A text without the spaces and line ends that printing moves, and without what stands at the foot of every page."""
    return re.sub(r"\s+|Karabakh Analysis|\d+ / \d+", "", text)


def alone(titles_of_pages: list[tuple[str, str]]) -> list[str]:
    """Titles after which nothing stands on the page that holds them."""
    return [title for title, page in titles_of_pages if len(letters(page).partition(letters(title))[2]) < 20]


def test_no_heading_stands_alone_at_the_foot_of_a_page(printed: PdfReader) -> None:
    headings = [part for entry in printed.outline for part in (entry if isinstance(entry, list) else [entry])]
    pages = [(heading.title, printed.pages[printed.get_destination_page_number(heading)].extract_text()) for heading in headings]
    assert len(pages) > 6
    assert alone(pages) == []
    assert alone([("A heading", "text before it\nA\nheading\nKarabakh Analysis 3 / 9")]) == ["A heading"]


def tables_at_all_heights() -> str:
    """Sheets on which a table begins lower and lower, until it begins on the next page."""
    frame = pd.DataFrame({"value": ["one", "two", "three"]}, index=["First", "Second", "Third"])
    sheets = [
        tag("section", tag("main", tag("p", "A line.") * lines, Markup(Table(frame, f"Title {lines}.", "", "t").html)), class_="sheet")
        for lines in range(36, 54)
    ]
    return shell(Page("Tables", "Tables", join(sheets), script=False))


def titles_alone(html: str, target: Path) -> list[str]:
    """Titles of tables on whose page no row stands."""
    pdf.print_document(html, target)
    pages = [page.extract_text() for page in PdfReader(target).pages]
    return [title for page in pages for title in re.findall(r"Title \d+\.", page) if "First" not in page]


def test_the_title_of_a_table_stays_with_its_rows_wherever_the_page_ends(tmp_path: Path) -> None:
    html = tables_at_all_heights()
    assert titles_alone(html, tmp_path / "good.pdf") == []
    apart = [tag("section", tag("main", tag("p", words)), class_="sheet") for words in ("Title 1.", "First and second row")]
    assert titles_alone(shell(Page("Tables", "Tables", join(apart), script=False)), tmp_path / "bad.pdf") == ["Title 1."]


def test_links_between_pages_stay_inside_and_no_file_of_this_machine_is_named(printed: PdfReader) -> None:
    links = [note.get_object() for page in printed.pages for note in page.get("/Annots", [])]
    addresses = {str(link["/A"]["/URI"]) for link in links if "/URI" in link.get("/A", {})}
    assert addresses
    assert {address for address in addresses if not address.startswith("http")} == set()
    inside = [target for link in links if (target := link.get("/Dest", link.get("/A", {}).get("/D"))) is not None]
    known = printed.named_destinations
    assert inside
    assert [target for target in inside if not isinstance(target, ArrayObject) and str(target) not in known] == []


def test_the_same_pages_make_the_same_file_and_no_date_stands_in_it(site: Path, printed: PdfReader) -> None:
    again = site / "again.pdf"
    assert pdf.main([str(again), "--out", str(site), "--project", str(site)]) == 0
    assert again.read_bytes() == (site / "dist" / "all.pdf").read_bytes()
    assert set(printed.metadata or {}) == {"/Title", "/Subject", "/Author", "/Producer"}
    assert (printed.metadata or {})["/Subject"] == "What do the figures say?"


def test_a_machine_without_chromium_is_told_what_to_install(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(site))
    assert pdf.main([str(site / "all.pdf"), "--out", str(site), "--project", str(site)]) == 1
    assert "apt-get install chromium" in capsys.readouterr().err
    assert not (site / "all.pdf").exists()


def test_a_site_that_was_not_built_is_named(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert pdf.main([str(site / "all.pdf"), "--out", str(tmp_path / "nothing"), "--project", str(site)]) == 1
    assert "holds no pages: run make reports" in capsys.readouterr().err


def test_a_program_that_prints_nothing_is_an_error_with_its_words(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    program = tmp_path / "bin" / "chromium"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\necho no display >&2\nexit 7\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/bin:/usr/bin")
    assert pdf.main([str(site / "all.pdf"), "--out", str(site), "--project", str(site)]) == 1
    assert re.search(r"status 7:\s+no display", capsys.readouterr().err)
