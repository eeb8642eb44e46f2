"""The collection on paper: one PDF with an outline, page numbers and links that stay inside, printed by Chromium."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import ArrayObject
from tests.report.test_pages import index

from karabakh_analysis.dataset import Dataset
from karabakh_analysis.report import pdf
from karabakh_analysis.report.site import sources_of

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


@pytest.fixture
def site(tmp_path: Path, make_notebook, export, frozen: Dataset) -> Path:
    """A front page, one report, a search page and the sources of the frozen tables."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "book.toml").write_text(BOOK, encoding="utf-8")
    pages = {"index": index(), "01-job-growth": export(make_notebook())[0], "search": "left out", "sources": sources_of(frozen, [])}
    for name, content in pages.items():
        (tmp_path / f"{name}.html").write_text(content, encoding="utf-8")
    return tmp_path


@pytest.fixture
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
    assert len(texts) > 20
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
    places = [printed.get_destination_page_number(entry) for entry in printed.outline if not isinstance(entry, list)]
    assert places == sorted(set(places))


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
