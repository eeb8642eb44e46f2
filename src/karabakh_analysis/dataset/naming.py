"""Codes of the tables in words."""

from __future__ import annotations

from karabakh_analysis.values.quantity import IN_CONFLICT

FLAG_WORDS = {
    "scope_doubt": "place, population or period in doubt",
    "partial_table": "part of the table is missing in the copy that was read",
    "settlement_level": "towns or villages, not the district",
    "undated": "no day or deadline is known",
    "different_concept": "not what the indicator usually counts",
    "superseded": "a later or same-day figure replaces it",
}
# What no row carries in the tables: the evidence says it.
FOUND_WORDS = {IN_CONFLICT: "printed counts that exclude each other are behind it"}
# Values of a breakdown that are not spelled as their codes are, and whole breakdowns that have words of their own.
SPELLED = {
    "non_state": "non-state",
    "former_idps": "former IDPs",
    "self_employment": "self-employment",
    "self_employed_status": "self-employed status",
}
WHOLE = {"skill:none": "without a trade"}
# What the value of a breakdown does not say by itself; other breakdowns are named by their value alone.
BREAKDOWN_WORDS = {"size": "size", "skill": "skill"}
PARKS = "industrial_park"
PARK_NAMES = {"aghdam": "Aghdam Industrial Park", "araz": "Araz Valley Economic Zone", "lachin_agro": "Lachin agro and industrial park"}


def flag_words(flag: str) -> str:
    """A flag of ``annotations.csv``, or one that the evidence gives, in words."""
    return {**FLAG_WORDS, **FOUND_WORDS}.get(flag, flag.replace("_", " "))


def sector_words(sector: str) -> str:
    """A breakdown in words: group:new_enterprises is new enterprises; a park has its name; the total is the empty text."""
    if sector in WHOLE:
        return WHOLE[sector]
    breakdown, _, value = sector.rpartition(":")
    names = PARK_NAMES if breakdown == PARKS else SPELLED
    words = ", ".join(names.get(part, part.replace("_", " ")) for part in value.split("+"))
    return " ".join(filter(None, [BREAKDOWN_WORDS.get(breakdown, ""), words]))
