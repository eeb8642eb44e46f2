"""Values that a notebook records stand in the output's metadata as plain numbers, and show nothing."""

from __future__ import annotations

import pytest

from karabakh_analysis.figures import record
from karabakh_analysis.report.outputs import show_output
from karabakh_analysis.values import Interval, Quantity, Sentence

RANGE = Quantity(Interval(1264.5, float("inf")), "jobs", "bounded")


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (RANGE, {"x_low": "1264.5", "x_high": ""}),
        (Quantity(Interval.point(2575), "jobs", "published"), {"x_low": "2575", "x_high": "2575"}),
        (Sentence("{n} jobs.", {"n": Quantity(Interval.point(2575), "jobs", "published")}), {"x": "2,575 jobs."}),
        (1234567, {"x": "1234567"}),
        (0.5, {"x": "0.5"}),
        ("text", {"x": "text"}),
        (None, {"x": ""}),
    ],
)
def test_a_value_is_recorded_as_plain_text(value: object, plain: dict[str, str]) -> None:
    _, metadata = record(x=value)._repr_mimebundle_()
    assert metadata == {"karabakh": {"kind": "values", "values": plain}}


def test_names_may_come_from_a_table_of_values() -> None:
    assert record({"a": 1}, b=2).values == {"a": "1", "b": "2"}


def test_a_page_shows_nothing_of_it() -> None:
    data, metadata = record(x=1)._repr_mimebundle_()
    assert show_output({"output_type": "execute_result", "data": data, "metadata": metadata}) == ""
    assert data["text/plain"] == "x = 1"
