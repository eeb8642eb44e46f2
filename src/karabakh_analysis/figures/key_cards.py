"""Key numbers as a row of cards, each opening to its documents."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from karabakh_analysis.figures.markup import tag
from karabakh_analysis.figures.number import number
from karabakh_analysis.figures.text import Block
from karabakh_analysis.values.key_number import KeyNumber

SHORT = 9


def key_cards(numbers: Sequence[KeyNumber]) -> Block:
    """Cards of numbers to know, in their order."""
    cards = tag("ul", map(_card, numbers), class_="keys", role="list")
    return Block(cards, "\n".join(f"{each.title}: {each.quantity.text} ({each.known})" for each in numbers), "keys")


def _card(key: KeyNumber) -> Markup:
    size = "big" if len(key.quantity.text) <= SHORT else "big long"
    facts = [tag("div", tag("dt", head), tag("dd", text)) for head, text in key.facts.items()]
    parts = [
        tag("h3", key.title),
        tag("div", number(key.quantity), class_=size),
        tag("p", tag("strong", key.known), ". ", key.meaning, class_="how"),
        tag("dl", facts, class_="facts"),
    ]
    return tag("li", parts, class_="key doubt" if key.quantity.doubtful else "key")
