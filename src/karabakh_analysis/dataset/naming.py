"""Codes of the tables in words."""

from __future__ import annotations

FLAG_WORDS = {
    "scope_doubt": "place, population or period in doubt",
    "partial_table": "part of the table is missing in the stored text",
    "settlement_level": "one town or village, not the district",
    "undated": "no day or deadline is known",
    "different_concept": "not what the indicator usually counts",
    "superseded": "a later or same-day figure replaces it",
}
HYPHENATED = {"non_state": "non-state"}
# What the value of a breakdown does not say by itself; other breakdowns are named by their value alone.
BREAKDOWN_WORDS = {"industrial_park": "industrial park", "size": "size", "skill": "skill"}


def flag_words(flag: str) -> str:
    """A flag of ``annotations.csv`` in words."""
    return FLAG_WORDS.get(flag, flag.replace("_", " "))


def sector_words(sector: str) -> str:
    """A breakdown in words: group:new_enterprises is new enterprises; the total is the empty text."""
    breakdown, _, value = sector.rpartition(":")
    words = ", ".join(HYPHENATED.get(part, part.replace("_", " ")) for part in value.split("+"))
    named = words.title() if breakdown == "industrial_park" else words
    return " ".join(filter(None, [BREAKDOWN_WORDS.get(breakdown, ""), named]))
