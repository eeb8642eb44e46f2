"""A number to know, with everything that a reader needs to judge it at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from karabakh_analysis.values.quantity import Quantity


@dataclass(frozen=True, slots=True)
class KeyNumber:
    """A number with its card.

    Parameters
    ----------
    title
        What it is.
    quantity
        The number.
    known
        How it is known, in a few words: published, implied or bounded, how exactly, and any doubt.
    meaning
        What it counts, in one sentence.
    facts
        Coverage, date and print, in words by their heads.
    """

    title: str
    quantity: Quantity
    known: str
    meaning: str
    facts: Mapping[str, str] = field(default_factory=dict)
