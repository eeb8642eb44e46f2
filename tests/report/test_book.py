"""The book lists the reports; what it says is checked before anything runs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from karabakh_analysis.dataset import load
from karabakh_analysis.report.book import Book, narrowed
from karabakh_analysis.report.book_file import read_book
from karabakh_analysis.report.notebook import check_declared, read_notebook
from karabakh_analysis.report.parameters import UsageError

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
BOOK = """
title = "A book"
question = "What?"

[parameters.year]
type = "int"
meaning = "A year."

[[report]]
notebook = "01_first_steps"
title = "First"
question = "Why?"
parameters = { year = 2024 }

[[report]]
notebook = "02_second"
title = "Second"
question = "How?"
"""

PROFILES = """
[parameters.place]
type = "choice"
meaning = "A place."
choices = ["AZ-XA", "AZ-LAC", "KAR+EZR"]

[[report]]
notebook = "a_profile"
question = "What of it?"
parameters = { place = "AZ-XA", year = 2024 }
each = "place"
folder = "districts"

[report.titles]
AZ-LAC = "Lachin"
AZ-XA = "Khankendi"
"KAR+EZR" = "Both"
"""


def written(tmp_path: Path, text: str | bytes) -> Path:
    path = tmp_path / "book.toml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return read_book(written(tmp_path, BOOK))


def test_reports_are_read_in_order_with_their_defaults(book: Book) -> None:
    assert [report.name for report in book.reports] == ["01-first-steps", "02-second"]
    assert book.reports[0].defaults == {"year": 2024}
    assert book.reports[1].defaults == {}


def test_names_of_files_follow_from_the_notebook(book: Book) -> None:
    assert book.reports[0].page == "01-first-steps.html"
    assert book.reports[0].executed == "notebooks/01-first-steps.ipynb"


def test_all_reports_are_chosen_if_none_is_named(book: Book) -> None:
    assert book.choose([]) == book.reports


def test_chosen_reports_keep_the_order_of_the_book(book: Book) -> None:
    assert book.choose(["02-second", "01-first-steps", "02-second"]) == book.reports


def test_an_unknown_report_is_wrong_usage_and_the_known_ones_are_named(book: Book) -> None:
    with pytest.raises(UsageError, match=r"there is no report 01_first_steps; the reports are 01-first-steps, 02-second"):
        book.choose(["01_first_steps", "02-second"])


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('title = "A book"', "", "the entry 'title' is missing"),
        ('meaning = "A year."', "", "the entry 'meaning' is missing"),
        ('title = "Second"', "", "the entry 'title' is missing"),
        ("{ year = 2024 }", "{ yaer = 2024 }", "the entry 'yaer' is missing"),
        ("{ year = 2024 }", "{ year = true }", "year = True is not possible"),
        ("{ year = 2024 }", '{ year = "2024" }', "year = '2024' is not possible"),
        ("{ year = 2024 }", "{ year = 2024.0 }", "year = 2024.0 is not possible"),
        ("{ year = 2024 }", "5", "an entry has another form than expected"),
        ('type = "int"', 'type = "bool"', "unknown type 'bool'"),
        ('notebook = "02_second"', 'notebook = "02-second"', "'02-second' is no notebook name"),
        ('notebook = "02_second"', 'notebook = "../second"', "'../second' is no notebook name"),
        ('notebook = "02_second"', 'notebook = "sources"', "'sources' is no notebook name"),
        ('notebook = "02_second"', "notebook = 2", "an entry has another form than expected"),
        ('notebook = "02_second"', 'notebook = "01_first_steps"', "the book lists 01-first-steps more than once"),
        ("[[report]]", "[report", "book.toml: "),
        ("[parameters.year]", "[year]", "the entry 'parameters' is missing"),
    ],
)
def test_a_faulty_book_is_refused_with_a_sentence(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in BOOK
    with pytest.raises(UsageError, match=re.escape(sentence)):
        read_book(written(tmp_path, BOOK.replace(old, new)))


def test_a_missing_book_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="the book is missing"):
        read_book(tmp_path / "book.toml")


def test_a_book_that_is_no_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"book\.toml"):
        read_book(written(tmp_path, b"title = '\xff'"))


def test_every_notebook_of_the_collection_declares_what_its_entry_says() -> None:
    for report in read_book(NOTEBOOKS / "book.toml").reports:
        check_declared(read_notebook(NOTEBOOKS / f"{report.notebook}.ipynb"), report.defaults, report.name)


def test_every_notebook_of_the_collection_is_in_the_book() -> None:
    listed = {report.notebook for report in read_book(NOTEBOOKS / "book.toml").reports}
    assert {path.stem for path in NOTEBOOKS.glob("*.ipynb")} == listed


def test_no_source_notebook_holds_outputs() -> None:
    for path in NOTEBOOKS.glob("*.ipynb"):
        cells = [cell for cell in read_notebook(path).cells if cell.cell_type == "code"]
        assert all(cell.outputs == [] and cell.execution_count is None for cell in cells), path.name


def test_no_two_exhibits_of_the_collection_share_a_name() -> None:
    names = [
        keyword.value.value
        for path in NOTEBOOKS.glob("*.ipynb")
        for cell in read_notebook(path).cells
        if cell.cell_type == "code"
        for call in ast.walk(ast.parse(cell.source))
        if isinstance(call, ast.Call)
        for keyword in call.keywords
        if keyword.arg == "name" and isinstance(keyword.value, ast.Constant)
    ]
    assert len(names) > 10
    assert len(names) == len(set(names))


@pytest.fixture
def profiles(tmp_path: Path) -> Book:
    return read_book(written(tmp_path, BOOK + PROFILES))


def test_one_entry_makes_a_page_for_each_value_with_names_for_files(profiles: Book) -> None:
    pages = profiles.reports[2:]
    assert [report.name for report in pages] == ["districts/az-lac", "districts/az-xa", "districts/kar_ezr"]
    assert (pages[0].page, pages[0].executed) == ("districts/az-lac.html", "notebooks/az-lac.ipynb")
    assert [report.title for report in pages] == ["Lachin", "Khankendi", "Both"]
    assert {report.notebook for report in pages} == {"a_profile"}


def test_the_pages_of_a_notebook_share_its_defaults_and_differ_in_their_own_value(profiles: Book) -> None:
    lachin, khankendi, _ = profiles.reports[2:]
    assert lachin.defaults == khankendi.defaults == {"place": "AZ-XA", "year": 2024}
    assert lachin.values == {"place": "AZ-LAC", "year": 2024}
    assert khankendi.values == khankendi.defaults


@pytest.mark.parametrize("name", ["districts/az-lac", "az-lac"])
def test_a_page_in_a_folder_is_chosen_with_or_without_it(profiles: Book, name: str) -> None:
    assert [report.name for report in profiles.choose([name])] == ["districts/az-lac"]


def test_all_pages_of_a_notebook_are_chosen_by_its_name(profiles: Book) -> None:
    assert profiles.choose(["a-profile"]) == profiles.reports[2:]


def test_a_value_given_for_the_pages_of_a_notebook_leaves_the_page_that_has_it(profiles: Book) -> None:
    assert [report.name for report in narrowed(profiles.reports, {"place": "AZ-LAC"})] == [
        "01-first-steps",
        "02-second",
        "districts/az-lac",
    ]
    assert narrowed(profiles.reports, {"year": 2020}) == profiles.reports


def test_a_page_is_not_made_with_the_value_of_another_one(profiles: Book) -> None:
    with pytest.raises(UsageError, match=r"districts/az-lac is the page of place = 'AZ-LAC'; no report that was named is made with other"):
        narrowed(profiles.choose(["az-lac"]), {"place": "AZ-XA"})


def test_a_notebook_of_several_pages_is_a_report_of_its_own_for_sweeps(profiles: Book) -> None:
    lachin = profiles.reports[2]
    assert (lachin.unbound.name, lachin.unbound.title, lachin.unbound.values) == (
        "a-profile",
        "A profile",
        {"place": "AZ-XA", "year": 2024},
    )
    assert profiles.reports[0].unbound is profiles.reports[0]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('each = "place"', 'each = "other"', "each = 'other' is no parameter of a_profile; it has place, year"),
        ('folder = "districts"', "", "the entry 'folder' is missing"),
        ('folder = "districts"', 'folder = "../x"', "folder = '../x' is not possible"),
        ('folder = "districts"', 'folder = "notebooks"', "folder = 'notebooks' is not possible"),
        ("AZ-LAC = ", "AZ-ZZ = ", "place = 'AZ-ZZ' is not possible"),
        ("[report.titles]", "[report.names]", "the entry 'titles' is missing"),
    ],
)
def test_a_faulty_entry_of_several_pages_is_refused_with_a_sentence(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert PROFILES.count(old) == 1
    with pytest.raises(UsageError, match=re.escape(sentence)):
        read_book(written(tmp_path, BOOK + PROFILES.replace(old, new)))


def test_two_pages_of_one_name_are_refused_also_in_different_folders(tmp_path: Path) -> None:
    again = PROFILES.partition("[[report]]")[2].replace("districts", "others").replace("a_profile", "b_profile")
    with pytest.raises(UsageError, match="the book lists az-lac, az-xa, kar_ezr more than once"):
        read_book(written(tmp_path, BOOK + PROFILES + "[[report]]" + again))


def test_every_place_of_both_regions_has_a_profile_under_its_name() -> None:
    geography = load(NOTEBOOKS.parent / "data").geography
    book = read_book(NOTEBOOKS / "book.toml")
    titles = {str(report.own["district"]): report.title for report in book.reports if report.own}
    assert titles == {code: geography.name(code) for code in geography.ever_members("KAR+EZR")}
    assert set(book.declarations["district"].choices) == set(titles)
