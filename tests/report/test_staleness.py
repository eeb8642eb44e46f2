"""A page is stale when something that it was made from has changed, and the reason is named."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from karabakh_analysis.files import write_whole
from karabakh_analysis.report import staleness
from karabakh_analysis.report.book import Report
from karabakh_analysis.report.staleness import Layout, Manifest, common_inputs, digest_of_inputs, inputs_of, place_of, reasons

REPORT = Report("01-page", "01_page", "Title", "Question?", {"as_of": "", "year": 2024})
PARAMETERS = {"as_of": "", "year": 2024}


@pytest.fixture
def layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Layout:
    """A collection with one page that is fresh."""
    layout = Layout(tmp_path, tmp_path / "data", tmp_path / "data" / "processed", tmp_path / "reports")
    monkeypatch.setattr(staleness, "PACKAGE", tmp_path / "package")
    for name in ("notebooks/01_page.ipynb", "data/raw/claims.csv", "data/raw/geo/map.geojson", "package/code.py", "requirements.lock"):
        write_whole(tmp_path / name, name)
    files = {"01-page.html": write_whole(layout.out / "01-page.html", "page")}
    files["processed/a.csv"] = write_whole(layout.processed / "a.csv", "a")
    manifest = Manifest()
    manifest.record(REPORT.name, inputs(layout), files)
    manifest.write(layout.manifest)
    return layout


def inputs(layout: Layout, report: Report = REPORT, **parameters: Any) -> dict[str, Any]:
    return inputs_of(report, {**PARAMETERS, **parameters}, layout, common_inputs(layout))


def why(layout: Layout, report: Report = REPORT, **parameters: Any) -> list[str]:
    return reasons(report.name, inputs(layout, report, **parameters), Manifest.read(layout.manifest), layout)


def test_a_page_is_fresh_when_nothing_changed(layout: Layout) -> None:
    assert why(layout) == []


def test_a_touch_is_no_change(layout: Layout) -> None:
    for path in layout.project.rglob("*"):
        os.utime(path)
    assert why(layout) == []


def test_a_page_that_was_never_built_is_stale(layout: Layout) -> None:
    layout.manifest.unlink()
    assert why(layout) == ["never built"]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("notebooks/01_page.ipynb", "notebook changed"),
        ("data/raw/claims.csv", "data/raw/claims.csv changed"),
        ("data/raw/geo/map.geojson", "data/raw/geo/map.geojson changed"),
        ("data/raw/new.csv", "data/raw/new.csv changed"),
        ("package/code.py", "package code changed"),
        ("package/report/page.css", "package code changed"),
        ("package/report/templates/page.html.j2", "package code changed"),
        ("requirements.lock", "requirements.lock changed"),
        ("CITATION.cff", "CITATION.cff changed"),
        ("reports/01-page.html", "01-page.html changed"),
        ("data/processed/a.csv", "processed/a.csv changed"),
    ],
)
def test_what_changed_is_named(layout: Layout, name: str, reason: str) -> None:
    write_whole(layout.project / name, "other")
    assert why(layout) == [reason]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("data/raw/claims.csv", "data/raw/claims.csv changed"),
        ("reports/01-page.html", "01-page.html is missing"),
        ("data/processed/a.csv", "processed/a.csv is missing"),
    ],
)
def test_what_is_gone_is_named(layout: Layout, name: str, reason: str) -> None:
    (layout.project / name).unlink()
    assert why(layout) == [reason]


def test_a_changed_parameter_is_named(layout: Layout) -> None:
    assert why(layout, as_of="2025-01-31") == ["parameter as_of changed"]
    assert why(layout, as_of="2025-01-31", year=2023) == ["parameter as_of changed", "parameter year changed"]
    assert why(layout, new=1) == ["parameter new changed"]


def test_a_changed_title_is_a_change_of_the_book(layout: Layout) -> None:
    assert why(layout, replace(REPORT, title="Other")) == ["book.toml changed"]


def test_all_reasons_are_named_together(layout: Layout) -> None:
    for name in ("notebooks/01_page.ipynb", "data/raw/claims.csv", "package/code.py"):
        write_whole(layout.project / name, "other")
    (layout.out / "01-page.html").unlink()
    assert why(layout, year=2023) == [
        "data/raw/claims.csv changed",
        "parameter year changed",
        "notebook changed",
        "package code changed",
        "01-page.html is missing",
    ]


def test_a_file_beside_the_tables_that_no_build_reads_is_no_reason(layout: Layout) -> None:
    write_whole(layout.data / "raw" / "README.md", "words")
    write_whole(layout.project / "package" / "__pycache__" / "code.cpython-311.pyc", "bytes")
    assert why(layout) == []


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "{}", '{"inputs": {}}', '{"inputs": [], "files": []}', '{"inputs": {"01-page": 1}, "files": {}}', '"text"', "null"],
)
def test_a_manifest_that_is_none_counts_as_absent(layout: Layout, content: str) -> None:
    layout.manifest.write_text(content)
    assert why(layout) == ["never built"]


def test_a_manifest_that_is_no_text_counts_as_absent(layout: Layout) -> None:
    layout.manifest.write_bytes(b"\xff\xfe")
    assert why(layout) == ["never built"]


def test_a_manifest_is_read_as_it_was_written_and_its_text_is_sorted(layout: Layout) -> None:
    text = layout.manifest.read_text()
    manifest = Manifest.read(layout.manifest)
    manifest.write(layout.manifest)
    assert layout.manifest.read_text() == text
    assert text == json.dumps(json.loads(text), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def test_a_manifest_names_no_place_of_this_machine(layout: Layout) -> None:
    assert str(layout.project) not in layout.manifest.read_text()


def test_a_page_can_be_forgotten(layout: Layout) -> None:
    manifest = Manifest.read(layout.manifest)
    manifest.drop(REPORT.name)
    manifest.drop(REPORT.name)
    assert (manifest.inputs, manifest.files) == ({}, {})


def test_names_of_processed_tables_lead_to_their_directory(layout: Layout) -> None:
    assert place_of("processed/a.csv", layout) == layout.processed / "a.csv"
    assert place_of("downloads/a.csv", layout) == layout.out / "downloads" / "a.csv"


def test_one_digest_stands_for_all_inputs_whatever_their_order(layout: Layout) -> None:
    found = inputs(layout)
    assert digest_of_inputs(found) == digest_of_inputs(dict(reversed(found.items())))
    assert digest_of_inputs(found) != digest_of_inputs({**found, "code": ""})
