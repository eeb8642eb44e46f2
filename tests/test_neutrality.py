"""The pages' own words are neutral: no praise, no blame, nothing that the figures cannot carry."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PRAISE_OR_BLAME = "achiev\\w+ lagg\\w+ fail(s|ed|ure)\\b false\\b impressive\\w* success(ful\\w*)?\\b disappoint\\w+ remarkabl\\w+"
LOADED = re.compile(rf"\b({'|'.join(PRAISE_OR_BLAME.split())})", re.IGNORECASE)
UNFOUNDED = re.compile(r"employment rose|residents found work|per 1,000 residents", re.IGNORECASE)


def own_words() -> Iterator[tuple[str, str]]:
    """Sentences that pages can print: templates of the analyses and the notebooks' prose."""
    for path in sorted((ROOT / "src" / "karabakh_analysis" / "analyses").glob("*.py")):
        yield from ((path.name, text) for text in templates(ast.parse(path.read_text(encoding="utf-8"))))
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        yield from ((path.name, "".join(cell["source"])) for cell in cells if cell["cell_type"] == "markdown")


def templates(tree: ast.Module) -> Iterator[str]:
    """Texts in the first argument of every ``Sentence``."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Sentence")
    parts = (part for call in calls for part in ast.walk(call.args[0]))
    return (part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str))


def breaches(words: Iterator[tuple[str, str]]) -> list[str]:
    """Loaded or unfounded words, with where they stand."""
    return [f"{place}: {found.group()}" for place, text in words for found in (LOADED.search(text), UNFOUNDED.search(text)) if found]


def test_the_words_of_the_pages_are_neutral() -> None:
    words = list(own_words())
    assert len(words) > 100
    assert breaches(iter(words)) == []


@pytest.mark.parametrize("text", ["The target was not achieved.", "Lagging districts", "employment rose by 2,575", "a false claim"])
def test_loaded_and_unfounded_words_are_caught(text: str) -> None:
    assert breaches(iter([("page", text)]))


def prose_with_numbers(text: str) -> list[str]:
    """Numbers in a notebook's prose that could go stale; years of history and ordinals of a method are not counted figures."""
    return re.findall(r"\d[\d,.]*\s?(?:%|jobs|enterprises|persons|AZN)|\b\d{1,3},\d{3}\b", text)


def test_no_figure_is_typed_by_hand_in_a_notebook() -> None:
    prose = [text for place, text in own_words() if place.endswith(".ipynb")]
    assert [found for text in prose for found in prose_with_numbers(text)] == []


def test_a_figure_typed_by_hand_is_caught() -> None:
    assert prose_with_numbers("In 2024 there were 2,575 new jobs, 43 % more.") == ["2,575", "43 %"]
