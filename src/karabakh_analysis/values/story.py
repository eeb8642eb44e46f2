"""A finding told in paragraphs under a title of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from karabakh_analysis.values.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Story:
    """A finding told under a title of its own.

    Parameters
    ----------
    title
        The finding.
    paragraphs
        By the words that a paragraph opens with, its sentences.
    anchor
        Its address within the page; made of the title where it has none.
    """

    title: Sentence
    paragraphs: Mapping[str, Sequence[Sentence]]
    anchor: str = ""
