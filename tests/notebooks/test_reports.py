"""The reports of the collection, built from the frozen tables: what their pages say and where their numbers lead."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

import pytest
from tests.notebooks.conftest import EARLIER, NAMES, PROFILES, Site
from tests.notebooks.project import ROOT, contents, recorded

from karabakh_analysis.cli import main

ARTICLE = "newsaz-2025-jobs-2024"
SPACE = "\N{NARROW NO-BREAK SPACE}"
FOUNDING = {
    "01-job-growth": [("2,575", "01"), ("702", "02"), ("471", "03")],
    "02-entrepreneurship": [("380", "04"), ("3,815", "05"), ("147", "06"), ("2,662", "07")],
    "03-sector-targets": [
        ("150,000", "14"),
        ("5,000", "15"),
        ("15,000", "16"),
        ("1,500 to 2,000", "17"),
        ("1,500 to 2,000", "18"),
        ("10,000 to 11,500", "19"),
    ],
    "06-employment-and-return": [
        (f"86{SPACE}%", "08"),
        ("more than 25,300", "09"),
        ("12,200", "10"),
        ("1,054", "11"),
        ("524", "12"),
    ],
    "05-industrial-parks": [("5,000", "15")],
}
PROCESSED = {"observations.csv", "series.csv", "claims_checked.csv", "bounds.csv", "conflicts.csv", "datapackage.json"}
VOID = {"img", "br", "hr", "meta", "link", "input", "col", "wbr", "source"}


class Reading(HTMLParser):
    """Numbers with the rows that they lead to, anchors, links and text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.numbers: set[tuple[str, str]] = set()
        self.anchors: list[str] = []
        self.links: set[str] = set()
        self.words: list[str] = []
        self._inside: list[str] = []
        self._cards: list[int] = []
        self._text: dict[int, str] = {}
        self._rows: dict[int, list[str]] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.anchors += [given["id"]] if "id" in given else []
        self.links |= {given["href"]} if tag == "a" else set()
        if tag in VOID:
            return
        self._inside.append(tag)
        self._cards += [len(self._inside)] if given.get("class") == "prov" else []
        classes = given.get("class", "").split()
        if (tag == "details" and "num" in classes) or (tag == "a" and "q" in classes):
            self._text[len(self._inside)], self._rows[len(self._inside)] = "", []
        if tag == "a" and "sources.html#" in given["href"]:
            for rows in self._rows.values():
                rows.append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        depth = len(self._inside)
        if depth in self._rows:
            text = self._text.pop(depth).strip()
            self.numbers |= {(text, row) for row in self._rows.pop(depth)}
        if tag not in VOID:
            self._cards = [card for card in self._cards if card != depth]
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        self.words += [data] if not {"style", "script"}.intersection(self._inside) and not self._cards else []
        if self._inside and self._inside[-1] in ("summary", "a"):
            for depth, text in self._text.items():
                self._text[depth] = text or data

    @property
    def text(self) -> str:
        """The text of the page with single spaces, without the cards that numbers open to."""
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="session")
def read(site: Site) -> Callable[[str], Reading]:
    pages = {name: Reading(site.page(name)) for name in (*NAMES, *PROFILES, "index", "sources", "search")}
    return pages.__getitem__


@pytest.mark.parametrize(("name", "value", "row"), [(name, *figure) for name, figures in FOUNDING.items() for figure in figures])
def test_a_founding_figure_leads_to_its_row(read: Callable[[str], Reading], name: str, value: str, row: str) -> None:
    assert (value, f"sources.html#{ARTICLE}/{row}") in read(name).numbers
    assert f"{ARTICLE}/{row}" in read("sources").anchors


def _dangling(site: Site) -> Iterator[str]:
    paths = [*site.out.glob("*.html"), *site.out.glob("districts/*.html")]
    anchors = {path.relative_to(site.out).as_posix(): set(Reading(path.read_text()).anchors) for path in paths}
    for name in anchors:
        for link in Reading(site.page(name.removesuffix(".html"))).links:
            address, _, anchor = link.partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), address)) if address else name
            if link.startswith(("http:", "https:")):
                continue
            if not (site.out / target).is_file() or (anchor and anchor not in anchors[target]):
                yield f"{name}: {link}"


def test_every_link_of_every_page_leads_somewhere(site: Site) -> None:
    assert list(_dangling(site)) == []


def test_every_link_of_a_page_of_an_earlier_day_leads_somewhere(earlier: Site) -> None:
    assert list(_dangling(earlier)) == []


def test_no_anchor_stands_twice(read: Callable[[str], Reading]) -> None:
    for name in (*NAMES, *PROFILES, "index", "sources", "search"):
        assert len(read(name).anchors) == len(set(read(name).anchors)), name


def test_every_raw_row_has_its_anchor(site: Site, read: Callable[[str], Reading]) -> None:
    rows = {
        line.partition(",")[0]
        for table in ("observations", "claims")
        for line in (site.data / "raw" / f"{table}.csv").read_text().splitlines()[1:]
    }
    assert rows - set(read("sources").anchors) == set()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (
            "01-job-growth",
            "2,575 new jobs are counted in the liberated districts for 2024, 102.6\N{NARROW NO-BREAK SPACE}% more than the 1,271 of 2023.",
        ),
        (
            "02-entrepreneurship",
            "380 new enterprises are counted in the liberated districts for 2024, 158.5\N{NARROW NO-BREAK SPACE}% more than the 147",
        ),
        (
            "02-entrepreneurship",
            "3,815 new sole proprietors are counted in the liberated districts for 2024, 43.3\N{NARROW NO-BREAK SPACE}% more",
        ),
        ("03-sector-targets", "88,000 to 97,500"),
        ("04-road-to-2030", "8.85 to 9.16-fold the current pace of 2,976 in the liberated districts."),
        ("04-road-to-2030", "no regional count of then is in this collection"),
        ("az-lac", "471 new jobs are counted for 2024, 24.6\N{NARROW NO-BREAK SPACE}% fewer than the 625 of 2023."),
        ("az-xa", "385 new jobs are counted for Jan–Jun 2025, more than the 15 of Jan–Jun 2024."),
        ("az-xa", "By new jobs Khankendi is first of the 15 places in Jan–Jun 2025."),
        ("06-employment-and-return", "4 on 2 named denominators, 2 without one; they do not form a series."),
        ("06-employment-and-return", "19,109 + 38,304 + 2,152 = 59,565, as printed"),
        ("05-industrial-parks", "Aghdam Industrial Park: from 5 residents on 13 Feb 2022 to 32 on 25 Dec 2025."),
        (
            "05-industrial-parks",
            "Nearly 970 jobs were made by 25 Dec 2025, 4,030 to 4,040 fewer than the 5,000 announced (3,530",
        ),
        ("09-data-and-methods", "254 documents of 62 publishers print the 1,102 figures: 937 absolute ones, and 165 derived ones"),
        ("09-data-and-methods", "The liberated districts are 10 places at the end of 2020 and 12 at the end of 2024"),
        ("09-data-and-methods", "100 (later / base \N{MINUS SIGN} 1)"),
    ],
)
def test_a_page_says_its_finding(site: Site, name: str, sentence: str) -> None:
    plain = "\n".join(_plain_outputs(site, name))
    assert sentence in plain


def _plain_outputs(site: Site, name: str) -> Iterator[str]:
    for cell in json.loads((site.out / "notebooks" / f"{name}.ipynb").read_text())["cells"]:
        for output in cell.get("outputs", []):
            assert output["output_type"] == "display_data" or output["output_type"] == "execute_result", output
            yield "".join(output["data"]["text/plain"])


def test_a_published_page_is_no_what_if_page_and_has_no_cut_off(read: Callable[[str], Reading]) -> None:
    for name in (*NAMES, *PROFILES):
        assert "what-if" not in read(name).text
        assert "All documents, no cut-off" in read(name).text


def test_the_front_page_repeats_findings_of_every_report(site: Site, read: Callable[[str], Reading]) -> None:
    for name in NAMES:
        findings = next(text for text in _plain_outputs(site, name) if text.startswith("In short\n")).splitlines()[1:3]
        assert all(" ".join(finding[2:].split()) in read("index").text for finding in findings)


def test_the_processed_tables_lie_beside_the_raw_ones(site: Site) -> None:
    assert set(contents(site.data / "processed")) == PROCESSED
    assert not (site.out / "data").exists()


def test_every_written_file_is_recorded_and_nothing_else_is_there(site: Site) -> None:
    names = {name for files in recorded(site.out).values() for name in files}
    written = {*contents(site.out), *(f"processed/{name}" for name in contents(site.data / "processed"))}
    assert written == {*names, "manifest.json"}


def test_no_file_names_a_place_or_a_time_of_this_machine(site: Site) -> None:
    machine = re.compile(rb"/tmp/|/home/|/root/|" + re.escape(str(ROOT).encode()) + rb"/|start_time|T\d\d:\d\d:\d\d\.\d{6}")
    assert [name for name, content in contents(site.out).items() if machine.search(re.sub(rb"base64,[\w+/=]+", b"", content))] == []


def test_what_was_built_is_fresh(site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KARABAKH_ANALYSIS_PROJECT", str(ROOT))
    before = contents(site.out)
    assert main(["build", "--data", str(site.data), "--out", str(site.out)]) == 0
    assert capsys.readouterr().out == "everything is fresh\n"
    assert contents(site.out) == before


def test_a_page_of_an_earlier_day_says_so(earlier: Site) -> None:
    text = Reading(earlier.page(EARLIER)).text
    assert "Only documents certainly published by 31 January 2025 are used." in text
    assert "Data known by 31 January 2025" in text
    assert f"karabakh-analysis build {EARLIER} --as-of 2025-01-31" in text
    assert "all certainly published by 31 January 2025" in Reading(earlier.page("index")).text


def test_pages_of_an_earlier_day_know_nothing_of_the_founding_article(earlier: Site) -> None:
    assert [name for name, content in contents(earlier.out).items() if ARTICLE.encode() in content] == []


def test_tables_of_an_earlier_day_lie_with_its_pages(earlier: Site) -> None:
    assert set(contents(earlier.out / "data")) == PROCESSED
    assert not (earlier.data / "processed").exists()


@pytest.mark.slow
def test_another_build_of_the_same_gives_the_same_bytes(make_site: Callable[..., Site]) -> None:
    # Of two reports; .ci/run builds all of them from nothing and compares them with what is committed.
    one, again = (make_site("03-sector-targets", "districts/az-lac") for _ in range(2))
    assert contents(again.out) == contents(one.out)
    assert contents(again.data / "processed") == contents(one.data / "processed")


@pytest.mark.slow
@pytest.mark.parametrize(
    "arguments",
    [
        ["01-job-growth", "-p", "coverage=KAR+EZR", "-p", "reference_year=2025", "-p", "base_year=2024"],
        ["01-job-growth", "02-entrepreneurship", "03-sector-targets", "--as-of", "2025-01-31"],
        ["04-road-to-2030", "-p", "reading=B", "-p", "coverage=KAR+EZR", "--as-of", "2025-01-31"],
        ["01-job-growth", "03-sector-targets", "--as-of", "2024-06-30", "-p", "reference_year=2023", "-p", "base_year=2022"],
    ],
    ids=" ".join,
)
def test_other_parameters_give_whole_what_if_pages(make_site: Callable[..., Site], arguments: list[str]) -> None:
    made = make_site(*arguments)
    names = [argument for argument in arguments if argument in NAMES]
    assert {path.stem for path in made.out.glob("*.html")} == {*names, "index", "sources", "search"}
    for name in names:
        text = Reading(made.page(name)).text
        assert "A what-if page" in text
        assert all(value in text for value in arguments if "=" in value and name != "03-sector-targets")
    assert list(_dangling(made)) == []
    assert (made.out / "data" / "series.csv").is_file()
    assert not (made.data / "processed").exists()


def test_every_place_has_a_page_to_which_the_front_page_and_its_neighbours_lead(read: Callable[[str], Reading]) -> None:
    for name in PROFILES:
        assert f"{name}.html" in read("index").links
        assert f"../{name}.html" in read(PROFILES[0]).links


def test_no_profile_is_heavier_than_a_page_on_one_place_should_be(site: Site) -> None:
    assert {name: len(site.page(name).encode()) for name in PROFILES if len(site.page(name).encode()) > 200_000} == {}


def test_the_downloads_of_profiles_do_not_meet(site: Site) -> None:
    folders = {path.parent.name for path in site.out.glob("downloads/*/profile-unknown.csv")}
    assert folders == {name.removeprefix("districts/") for name in PROFILES}
