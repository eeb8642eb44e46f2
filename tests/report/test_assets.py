"""Styles and scripts that pages ask for by what they hold."""

from __future__ import annotations

import pytest

from karabakh_analysis.report.assets import ASKED, policy, scripts_of, style_of


@pytest.mark.parametrize(("mark", "stem"), ASKED.items())
def test_a_page_has_a_style_of_its_own_only_where_its_markup_asks_for_it(mark: str, stem: str):
    assert len(style_of(f"<div {mark}>")) > len(style_of("<div>"))
    assert len(scripts_of(f"<div {mark}>")) == 1 + (stem in ("search", "what_if"))


def test_what_paper_asks_for_comes_last():
    style = style_of("".join(ASKED))
    assert style.index("@page") > style.index(".find > section")


def test_a_policy_without_scripts_allows_none():
    assert "script-src" not in policy("p {}", [])
    assert policy("p {}", ["a", "b"]).count("'sha256-") == 3
