"""Parameters are declared, typed and limited; anything else is wrong usage."""

from __future__ import annotations

import pytest

from karabakh_analysis.report.parameters import Declaration, UsageError, declare, parse_assignments

YEAR = Declaration("year", "int", "A year.", least=2020, most=2100)
RATE = Declaration("rate", "number", "A rate.", least=0, most=1)
FREE = Declaration("free", "number", "Any number.")
DAY = Declaration("day", "date", "A day.")
PLACE = Declaration("place", "choice", "A place.", choices=("KAR", "EZR", "KAR+EZR"))
ALL = {declaration.name: declaration for declaration in (YEAR, RATE, FREE, DAY, PLACE)}


@pytest.mark.parametrize(
    ("declaration", "text", "value"),
    [
        (YEAR, "2024", 2024),
        (YEAR, "+2024", 2024),
        (RATE, "0.5", 0.5),
        (RATE, "1", 1.0),
        (FREE, "-2.5e3", -2500.0),
        (DAY, "2025-01-31", "2025-01-31"),
        (DAY, "", ""),
        (PLACE, "KAR+EZR", "KAR+EZR"),
    ],
)
def test_a_text_of_the_declared_type_becomes_its_value(declaration: Declaration, text: str, value: object) -> None:
    parsed = declaration.parse(text)
    assert parsed == value
    assert type(parsed) is type(value)


@pytest.mark.parametrize(
    ("declaration", "text"),
    [
        *((YEAR, text) for text in ("", "twenty", "2024.0", "2024.5", " 2024", "2_024", "٢٠٢٤", "2019", "2101", "0x7e8", "True")),
        (YEAR, "1" * 5000),
        *((RATE, text) for text in ("", "half", "0,5", "1.5", "-0.1", "1_0", "..", "1e999")),
        *((FREE, text) for text in ("nan", "inf", "-inf", "Infinity", "1e999")),
        *((DAY, text) for text in ("2025-02-30", "2025-1-31", "20250131", "31.01.2025", "2025-01-31T00:00", "soon", " ", "2025-W05-5")),
        *((PLACE, text) for text in ("", "kar", "AZ", "KAR EZR", "EZR+KAR")),
    ],
)
def test_a_text_of_another_type_or_outside_the_limits_is_wrong_usage(declaration: Declaration, text: str) -> None:
    with pytest.raises(UsageError, match=f"^{declaration.name} = .* is not possible, expected ") as refused:
        declaration.parse(text)
    assert declaration.expected in str(refused.value)


@pytest.mark.parametrize(
    ("declaration", "value"),
    [(YEAR, True), (YEAR, 2024.0), (YEAR, "2024"), (YEAR, None), (RATE, True), (RATE, "0.5"), (DAY, 20250131), (DAY, None), (PLACE, 1)],
)
def test_a_value_of_another_type_is_refused_and_a_truth_value_is_no_number(declaration: Declaration, value: object) -> None:
    with pytest.raises(UsageError, match="is not possible"):
        declaration.check(value)


@pytest.mark.parametrize("value", [2020, 2100])
def test_the_limits_themselves_are_allowed(value: int) -> None:
    assert YEAR.check(value) == value


def test_a_refusal_says_what_is_possible() -> None:
    assert YEAR.expected == "a whole number from 2020 to 2100"
    assert RATE.expected == "a number from 0 to 1"
    assert FREE.expected == "a number"
    assert PLACE.expected == "one of KAR, EZR, KAR+EZR"
    assert DAY.expected == "a day as yyyy-mm-dd, or nothing"


def test_a_declaration_is_read_from_its_entry() -> None:
    entry = {"type": "int", "meaning": "A year.", "least": 2020, "most": 2100}
    assert declare("year", entry) == YEAR


def test_an_unknown_type_is_refused() -> None:
    with pytest.raises(UsageError, match=r"unknown type 'bool', expected int, number, date or choice"):
        declare("flag", {"type": "bool", "meaning": "A flag."})


def test_assignments_become_values_of_their_types() -> None:
    given = ["year=2024", "place=KAR", "day="]
    assert parse_assignments(given, ALL, set(ALL)) == {"year": 2024, "place": "KAR", "day": ""}


def test_only_the_first_equals_sign_divides_name_from_value() -> None:
    anything = Declaration("text", "choice", "A text.", choices=("a=b",))
    assert parse_assignments(["text=a=b"], {"text": anything}, {"text"}) == {"text": "a=b"}


@pytest.mark.parametrize(
    ("assignments", "sentence"),
    [
        (["year"], "-p 'year' is not NAME=VALUE"),
        ([""], "-p '' is not NAME=VALUE"),
        (["=2024"], "no chosen report declares ''"),
        (["yaer=2024"], "no chosen report declares 'yaer'; declared are day, year"),
        (["place=KAR"], "no chosen report declares 'place'"),
        (["year=2024", "year=2025"], "-p year is given twice"),
        (["year=soon"], "year = 'soon' is not possible"),
        (["Year=2024"], "no chosen report declares 'Year'"),
    ],
)
def test_a_wrong_assignment_is_wrong_usage(assignments: list[str], sentence: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse_assignments(assignments, ALL, {"year", "day"})
    assert str(refused.value).startswith(sentence)
