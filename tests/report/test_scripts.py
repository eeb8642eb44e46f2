"""The scripts of a page: those that its markup asks for, each named by the policy, and none besides."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import pytest
from markupsafe import Markup

from karabakh_analysis.figures.markup import tag
from karabakh_analysis.report.assets import hash_source, scripts_of
from karabakh_analysis.report.page import Page, shell

PLAIN = tag("main", tag("h1", "Plain"), id="main")
ASKING = tag("main", tag("h1", "What if"), tag("div", data_what_if="{}"), id="main")


def unnamed(html: str) -> list[str]:
    """Inline scripts that the policy of a page does not name, and names without a script."""
    scripts = {hash_source(script) for script in re.findall(r"<script>(.*?)</script>", html, re.DOTALL)}
    (allowed,) = re.findall(r"script-src ([^;]*);", unescape(html)) or [""]
    return sorted(scripts.symmetric_difference(re.findall(r"sha256-[A-Za-z0-9+/=]+", allowed)))


@pytest.mark.parametrize(("body", "number"), [(PLAIN, 1), (ASKING, 2)])
def test_a_page_holds_the_scripts_that_its_markup_asks_for(body: Markup, number: int) -> None:
    html = shell(Page("A page", "A page", body))
    assert html.count("<script>") == len(scripts_of(body)) == number
    assert unnamed(html) == []


def test_a_page_without_script_holds_none_and_its_policy_names_none() -> None:
    html = shell(Page("A page", "A page", ASKING, script=False))
    assert "<script" not in html
    assert "script-src" not in html


def test_a_script_that_was_changed_and_a_name_without_script_are_found() -> None:
    html = shell(Page("A page", "A page", PLAIN))
    assert len(unnamed(html.replace("<script>", "<script>;"))) == 2
    assert len(unnamed(html.replace("</body>", "<script>1</script></body>"))) == 1


def declared_twice(scripts: list[str]) -> list[str]:
    """Names that two scripts of a page declare for the whole page: the second script does not run at all."""
    named = Counter(name for script in scripts for name in set(re.findall(r"^(?:const|let|class) (\w+)", script, re.MULTILINE)))
    return [name for name, number in named.items() if number > 1]


@pytest.mark.parametrize("mark", ['class="find"', "data-what-if="])
def test_no_script_declares_what_the_script_of_all_pages_declares(mark: str) -> None:
    assert declared_twice(scripts_of(f"<div {mark}>")) == []
    assert declared_twice(["const label = 1;", "let label = 2;\n  const label = 3;"]) == ["label"]


def test_words_about_the_attribute_are_no_markup_that_asks() -> None:
    assert len(scripts_of(tag("main", "data-what-if", id="main"))) == 1
