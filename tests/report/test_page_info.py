"""What every page says of itself."""

from __future__ import annotations

import shlex

import pytest

from karabakh_analysis import RELEASED, __version__
from karabakh_analysis.report.book import Book, Report
from karabakh_analysis.report.info import read_info
from karabakh_analysis.report.page_info import citation, command_of, navigation, page_metadata

DEFAULTS = {"year": 2024, "place": "KAR", "as_of": ""}
REPORTS = tuple(Report(f"0{place}-page", f"0{place}_page", f"Page {place}", "Why?", DEFAULTS) for place in (1, 2, 3))
BOOK = Book("A book", "What?", REPORTS, {})
DIGEST = "0123456789abcdef" * 4


@pytest.mark.parametrize(
    ("changed", "command"),
    [
        ({}, "karabakh-analysis build 01-page"),
        ({"as_of": "2025-01-31"}, "karabakh-analysis build 01-page --as-of 2025-01-31"),
        ({"year": 2023}, "karabakh-analysis build 01-page -p year=2023"),
        ({"place": "KAR+EZR", "as_of": "2025-01-31"}, "karabakh-analysis build 01-page --as-of 2025-01-31 -p place=KAR+EZR"),
        ({"place": "all of it"}, "karabakh-analysis build 01-page -p 'place=all of it'"),
    ],
)
def test_the_command_names_what_differs_from_the_defaults(changed: dict[str, str | int], command: str) -> None:
    assert command_of("01-page", {**DEFAULTS, **changed}, DEFAULTS) == command


def test_a_value_with_spaces_stays_one_argument() -> None:
    command = command_of("01-page", {**DEFAULTS, "place": "a; b"}, DEFAULTS)
    assert shlex.split(command)[-1] == "place=a; b"


def test_a_page_knows_its_neighbours() -> None:
    first, middle, last = (page_metadata(BOOK, report, DEFAULTS, DIGEST, REPORTS) for report in REPORTS)
    assert (first["previous"], last["next"]) == (None, None)
    assert middle["previous"] == {"name": "01-page", "title": "Page 1", "href": "01-page.html"}
    assert middle["next"]["href"] == "03-page.html"


def test_the_navigation_lists_the_pages_of_the_site_and_no_other() -> None:
    assert [link["href"] for link in navigation(REPORTS[:2])] == [
        "index.html",
        "01-page.html",
        "02-page.html",
        "sources.html",
        "search.html",
    ]


def test_defaults_make_the_published_page_and_anything_else_a_what_if_page() -> None:
    assert page_metadata(BOOK, REPORTS[0], DEFAULTS, DIGEST, REPORTS)["scope"] == ""
    assert page_metadata(BOOK, REPORTS[0], {**DEFAULTS, "year": 2023}, DIGEST, REPORTS)["scope"] == "what-if"
    assert page_metadata(BOOK, REPORTS[0], {**DEFAULTS, "as_of": "2025-01-31"}, DIGEST, REPORTS)["scope"] == "what-if"


def test_the_cut_off_is_stated_or_absent() -> None:
    assert page_metadata(BOOK, REPORTS[0], DEFAULTS, DIGEST, REPORTS)["as_of"] is None
    assert page_metadata(BOOK, REPORTS[0], {**DEFAULTS, "as_of": "2025-01-31"}, DIGEST, REPORTS)["as_of"] == "2025-01-31"
    assert page_metadata(BOOK, REPORTS[0], {}, DIGEST, REPORTS)["as_of"] is None


def test_the_digest_is_shortened_the_same_everywhere() -> None:
    page = page_metadata(BOOK, REPORTS[0], DEFAULTS, DIGEST, REPORTS)
    assert page["digest"] == "0123456789ab"
    assert "digest 0123456789ab." in page["cite"]["text"]
    assert "digest 0123456789ab}" in page["cite"]["bibtex"]


def test_versions_of_the_packages_that_shape_a_page_are_stated() -> None:
    versions = page_metadata(BOOK, REPORTS[0], DEFAULTS, DIGEST, REPORTS)["versions"]
    assert versions["karabakh-analysis"] == __version__
    assert set(versions) == {"karabakh-analysis", "pandas", "matplotlib", "seaborn", "papermill", "nbconvert"}


def test_a_citation_names_title_year_version_and_what_was_known() -> None:
    cite = citation(BOOK, REPORTS[0], "2025-01-31", "abc")
    assert cite["text"] == f"A book ({RELEASED[:4]}). Page 1. Version {__version__}. Data known by 2025-01-31, digest abc."
    assert citation(BOOK, REPORTS[0], "", "abc")["text"].endswith("All documents, digest abc.")


def test_the_citation_entry_has_balanced_braces() -> None:
    entry = citation(BOOK, REPORTS[0], "", "abc")["bibtex"]
    assert entry.startswith("@misc{karabakh-analysis-01-page,\n")
    assert entry.count("{") == entry.count("}")


def test_the_pages_read_everything_that_is_stated() -> None:
    page = page_metadata(BOOK, REPORTS[1], DEFAULTS, DIGEST, REPORTS)
    info = read_info({"karabakh": page, "papermill": {"parameters": DEFAULTS}})
    assert {name: getattr(info, name) for name in page} == page
    assert info.parameters == DEFAULTS


PROFILES = tuple(
    Report(f"districts/{code}", "profile", code.upper(), "Why?", {"place": "AZ-XA", "as_of": ""}, {"place": code.upper()})
    for code in ("az-lac", "az-xa", "x-agd")
)


def profile_page(place: int, **changed: str) -> dict[str, object]:
    report = PROFILES[place]
    return page_metadata(BOOK, report, {**report.values, **changed}, DIGEST, (*REPORTS, *PROFILES))


def test_a_page_in_a_folder_stands_one_level_down_under_its_own_title() -> None:
    assert (profile_page(0)["depth"], profile_page(0)["headed"]) == (1, True)
    other = page_metadata(BOOK, REPORTS[0], DEFAULTS, DIGEST, REPORTS)
    assert (other["depth"], other["headed"]) == (0, False)


def test_the_neighbours_of_a_profile_are_profiles_and_those_of_a_report_reports() -> None:
    first, middle, last = (profile_page(place) for place in range(3))
    assert (first["previous"], last["next"]) == (None, None)
    assert middle["previous"] == {"name": "districts/az-lac", "title": "AZ-LAC", "href": "districts/az-lac.html"}
    report = page_metadata(BOOK, REPORTS[2], DEFAULTS, DIGEST, (*REPORTS, *PROFILES))
    assert report["next"] is None


def test_a_profile_with_its_own_value_is_no_what_if_page_and_its_command_names_the_page_alone() -> None:
    page = profile_page(0)
    assert page["scope"] == ""
    assert page["command"] == "karabakh-analysis build districts/az-lac"
    earlier = profile_page(0, as_of="2025-01-31")
    assert earlier["scope"] == "what-if"
    assert earlier["command"] == "karabakh-analysis build districts/az-lac --as-of 2025-01-31"


def test_downloads_of_the_pages_of_one_notebook_lie_apart() -> None:
    assert [profile_page(place)["downloads"] for place in (0, 1)] == ["downloads/az-lac", "downloads/az-xa"]
    assert page_metadata(BOOK, REPORTS[0], DEFAULTS, DIGEST, REPORTS)["downloads"] == "downloads"


def test_the_citation_of_a_profile_has_a_key_without_a_slash() -> None:
    assert citation(BOOK, PROFILES[0], "", "abc")["bibtex"].startswith("@misc{karabakh-analysis-az-lac,\n")
