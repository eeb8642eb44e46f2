from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from karabakh_analysis.figures.lettering import ELLIPSIS, shorten, text_width, wrap
from karabakh_analysis.figures.style import DARK, LIGHT


def test_a_label_breaks_after_spaces_and_dashes_but_not_before_a_per_cent_sign() -> None:
    assert wrap("Jan–Jun", 40, 12) == ["Jan–", "Jun"]
    assert wrap("648 to 678", 50, 12) == ["648 to", "678"]
    assert wrap("41.9\u202f%", 10, 12)[0].endswith("…")


def test_a_label_that_needs_too_many_lines_ends_with_an_ellipsis() -> None:
    lines = wrap("Small and medium enterprises of the quarter", 90, 12, most=2)
    assert len(lines) == 2
    assert lines[-1].endswith("…")


@given(st.text(alphabet="abc –əşğı", max_size=60), st.integers(30, 200))
def test_lines_fit_their_width(text: str, width: int) -> None:
    assert all(text_width(line, 12) <= width for line in wrap(text, width, 12))


def test_every_colour_has_a_dark_counterpart() -> None:
    assert set(LIGHT) == set(DARK)
    assert len(set(LIGHT.values())) == len(LIGHT)


@pytest.mark.parametrize("width", [0.0, 9.0, 40.0, 120.0])
@pytest.mark.parametrize("text", ["Khankendi and Lachin", "x" * 10_000, "many words " * 900, "wide WWWW  and iiii"])
def test_a_shortened_text_fits_and_one_letter_more_would_not(text: str, width: float) -> None:
    kept = shorten(text, width, 12).removesuffix(ELLIPSIS)
    rest = text[len(kept) :].lstrip()
    assert text.startswith(kept)
    assert not kept or text_width(kept + ELLIPSIS, 12) <= width or kept == text
    assert kept == text or text_width(f"{text[: len(text) - len(rest) + 1]}{ELLIPSIS}", 12) > width


@pytest.mark.filterwarnings("error")
def test_letters_that_the_face_lacks_are_measured_without_a_word() -> None:
    assert text_width("漢字 \N{FAMILY}", 12.5) > 0
