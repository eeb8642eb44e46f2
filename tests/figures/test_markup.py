"""The escaping helper."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from karabakh_analysis.figures.markup import escape, join, tag, web_address


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("<script>", "&lt;script&gt;"),
        ("a\"b'c", "a&#34;b&#39;c"),
        ("a & b", "a &amp; b"),
        ("a\u202eb\u2066c\x00d", "a\ufffdb\ufffdc\ufffdd"),
        ("Şuşa, Xankəndi", "Şuşa, Xankəndi"),
        (2575, "2575"),
    ],
)
def test_a_value_becomes_text(value, shown):
    assert escape(value) == shown


def test_markup_made_here_passes_unchanged():
    assert escape(tag("b", "x")) == "<b>x</b>"


@given(st.text())
def test_no_text_opens_an_element_or_leaves_an_attribute(text):
    html = tag("p", text, title=text)
    assert html.count("<") == html.count(">") == 2
    assert html.count('"') == 2


def test_attributes_are_named_as_in_html():
    html = tag("input", class_="a", for_="b", aria_label="c", hidden=True, lang=None, checked=False, name="d")
    assert html == '<input class="a" for="b" aria-label="c" hidden name="d">'


@pytest.mark.parametrize("name", ["style", "onclick", "onerror", "on_load"])
def test_styles_and_handlers_are_refused(name):
    with pytest.raises(ValueError, match="not allowed"):
        tag("p", "x", **{name: "y"})


def test_children_may_be_lists_and_nothing():
    assert tag("p", "a", None, ["<", tag("i", "b")]) == "<p>a&lt;<i>b</i></p>"
    assert join(["a", None], Markup("<br>")) == "a<br>"


@pytest.mark.parametrize("address", ["javascript:alert(1)", "//example.org", "data:text/html,x", "", " https://example.org"])
def test_only_web_addresses_may_be_linked_to(address):
    assert web_address(address) is None
    assert web_address("https://example.org") == "https://example.org"
