"""Dates in words, as pages print them."""

from __future__ import annotations

from calendar import month_name

UNKNOWN = "date not known"


def date_in_words(edtf: str) -> str:
    """An EDTF day, month, year or interval of these in English words.

    ``2025-01-31`` is "31 January 2025", ``2025-02/2025-05`` "between February and May 2025", the empty text "date not known". A text
    that is no such date is returned as it stands.
    """
    if not edtf:
        return UNKNOWN
    if "/" not in edtf:
        return _one(edtf)
    first, _, last = edtf.partition("/")
    same_year = first.count("-") == last.count("-") == 1 and first[:4] == last[:4]
    return f"between {_one(first).removesuffix(f' {first[:4]}') if same_year else _one(first)} and {_one(last)}"


def _one(text: str) -> str:
    year, *rest = text.split("-")
    try:
        month = month_name[int(rest[0])] if rest else ""
        return " ".join(filter(None, [str(int(rest[1])) if len(rest) > 1 else "", month, year]))
    except (ValueError, IndexError):
        return text
