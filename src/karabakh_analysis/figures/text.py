"""Headings, paragraphs and lists whose numbers are computed and lead to their rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from karabakh_analysis.figures.markup import escape, join, tag
from karabakh_analysis.figures.number import number
from karabakh_analysis.values.quantity import Quantity
from karabakh_analysis.values.sentence import Sentence
from karabakh_analysis.values.story import Story

Bundle = tuple[dict[str, str], dict[str, object]]
LONGEST_SLUG = 60
IN_SHORT = "In short"
MONTHS = re.compile(r"(?<=\b[A-Z][a-z]{2})–(?=[A-Z][a-z]{2}\b)")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page, as markup and as plain text.

    Parameters
    ----------
    html
        Markup made by this package.
    plain
        The same in plain text.
    kind
        What it is: heading, paragraph, bullets, stories or note. The metadata of the output carry it; a page passes markup through only
        from outputs so marked.
    """

    html: Markup
    plain: str
    kind: str

    def _repr_mimebundle_(self, **_asked: object) -> Bundle:
        return {"text/html": str(self.html), "text/plain": self.plain}, {"karabakh": {"kind": self.kind}}


def heading(sentence: Sentence | str | None, level: int = 2, label: str = "") -> Block | None:
    """A heading that states a finding; its numbers are plain text.

    Parameters
    ----------
    sentence
        What the heading says; ``None`` where the page has no such section: then there is no heading.
    level
        2 to 4; the page's title is the only heading of level 1.
    label
        A shorter wording for the list of contents. The anchor is made of it too, so that it stays when the numbers change.

    Raises
    ------
    ValueError
        If the level is none of 2, 3, 4.
    """
    if level not in (2, 3, 4):
        raise ValueError(f"a heading has level 2, 3 or 4, not {level}")
    if sentence is None:
        return None
    text = plain(sentence).removesuffix(".")
    return Block(tag(f"h{level}", unbroken(text), id=slug(label or text), data_label=label or None), text, "heading")


def paragraph(*sentences: Sentence | str) -> Block | None:
    """Sentences as one paragraph, empty ones left out; every number opens to its provenance. Nothing where nothing is said."""
    said = _said(sentences)
    if not said:
        return None
    return Block(tag("div", _spaced(said), class_="p"), " ".join(map(plain, said)), "paragraph")


def bullets(*sentences: Sentence | str, title: str = IN_SHORT) -> Block | None:
    """A short list under a heading: the findings of a page as a section of their own, any other list within its section.

    Empty sentences are left out; nothing where nothing is said.
    """
    said = _said(sentences)
    if not said:
        return None
    head = tag("h2" if title == IN_SHORT else "h3", title, id=slug(title))
    return Block(tag("div", head, _items(said), class_="short"), f"{title}\n{_lines(said)}", "bullets")


def remarks(*sentences: Sentence | str) -> Block | None:
    """Remarks as a plain list, empty ones left out. Nothing where nothing is said."""
    said = _said(sentences)
    return Block(_items(said), _lines(said), "remarks") if said else None


def _said(sentences: Iterable[Sentence | str]) -> list[Sentence | str]:
    return [sentence for sentence in sentences if plain(sentence)]


def _items(said: Iterable[Sentence | str]) -> Markup:
    return tag("ul", [tag("li", inline(sentence)) for sentence in said])


def _lines(said: Iterable[Sentence | str]) -> str:
    return "\n".join(f"- {plain(sentence)}" for sentence in said)


def stories(told: Sequence[Story], *, otherwise: str) -> Block:
    """Stories below each other, each under a heading of level 3; a note where there is none.

    Parameters
    ----------
    told
        The stories in reading order.
    otherwise
        What the page says where there is none.
    """
    if not told:
        return note(otherwise)
    return Block(join(_story(story) for story in told), "\n\n".join(map(_plain_story, told)), "stories")


def _story(story: Story) -> Markup:
    title = tag("h3", plain(story.title).removesuffix("."), id=story.anchor or slug(plain(story.title)))
    return join(
        title, (tag("div", tag("strong", f"{lead}."), " ", _spaced(tuple(told)), class_="p") for lead, told in story.paragraphs.items())
    )


def _plain_story(story: Story) -> str:
    return "\n".join([plain(story.title), *(f"{lead}. {' '.join(map(plain, told))}" for lead, told in story.paragraphs.items())])


def note(*sentences: Sentence | str) -> Block:
    """A limit or a remark, in smaller type."""
    return Block(tag("div", _spaced(sentences), class_="p note"), " ".join(map(plain, sentences)), "note")


def see_also(pages: Mapping[str, str]) -> Block | None:
    """Links to other pages of the collection, by title; nothing where there are none.

    Parameters
    ----------
    pages
        Title of a page and its name without ending, such as ``05-industrial-parks``.
    """
    if not pages:
        return None
    links = Markup(", ").join(tag("a", title, href=f"../{name}.html") for title, name in pages.items())
    return Block(tag("p", "More on this: ", links, ".", class_="note"), f"More on this: {', '.join(pages)}.", "note")


def inline(sentence: Sentence | str) -> Markup:
    """A sentence as markup for an element that may hold blocks."""
    if isinstance(sentence, str):
        return escape(sentence)
    return join(number(part) if isinstance(part, Quantity) else part for part in sentence.parts())


def plain(sentence: Sentence | str) -> str:
    """A sentence as plain text."""
    return sentence if isinstance(sentence, str) else sentence.plain


def unbroken(text: str) -> str:
    """The text with a word joiner behind the dash between two months, so that no line ends there: "Jan–Mar 2025"."""
    return MONTHS.sub("–\u2060", text)


def slug(text: str) -> str:
    """An anchor made of a text: small Latin letters and digits joined by hyphens, at most 60 characters."""
    letters = unicodedata.normalize("NFKD", text.replace("ə", "e").replace("ı", "i")).encode("ascii", "ignore").decode().lower()
    joined = re.sub(r"[^a-z0-9]+", "-", re.sub(r"(?<=\d),(?=\d)", "", letters)).strip("-")
    if len(joined) > LONGEST_SLUG:
        joined = joined[: LONGEST_SLUG + 1].rpartition("-")[0] or joined[:LONGEST_SLUG]
    return joined or "section"


def _spaced(sentences: Sequence[Sentence | str]) -> Markup:
    return Markup(" ").join(inline(sentence) for sentence in sentences)
