"""Wording that several notebooks share: source lines, coverage, growth sentences, refused parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from karabakh_analysis.dataset import Dataset, ParameterError
from karabakh_analysis.dataset.periods import MONTHS
from karabakh_analysis.values import Quantity
from karabakh_analysis.values.interval import Interval

MOST_DOCUMENTS, MOST_INSTITUTIONS = 6, 2


def require(value: object, possible: Sequence[object], name: str, why: str) -> None:
    """Refuse a parameter that is not among the possible ones.

    Raises
    ------
    ParameterError
        With a sentence that names what is possible.
    """
    if value not in possible:
        choices = ", ".join(map(str, possible)) or "none yet; a later as_of, or none, may allow some"
        raise ParameterError(f"{name} = {value!r} is not possible: {why}. Possible: {choices}.")


def count(number: int, unit: str = "") -> Quantity:
    """A number of things in the collection itself, such as districts or documents."""
    return Quantity(Interval.point(number), unit, "implied")


def lowered(text: str) -> str:
    """Text that goes on a sentence: its first letter is small."""
    return text[:1].lower() + text[1:]


def source_line(dataset: Dataset, evidence: Iterable[str], *, computed: bool = True) -> str:
    """Institution, publishers and dates of the documents behind a figure."""
    documents = {row.rsplit("/", 1)[0] for row in evidence}
    rows = dataset.sources[dataset.sources["source_id"].isin(documents)].sort_values(["known_from_latest", "source_id"], kind="stable")
    named = rows["attributed_to"].ne("")
    told = [f"{_origins(rows[named])}, as reported by {_documents(_shown(rows[named]))}"] if named.any() else []
    told += [f"{_documents(_shown(rows[~named]))}, without a named institution"] if not named.all() else []
    return f"Source: {'; '.join(told)}." + (" Calculation: Karabakh Analysis." if computed else "")


def _origins(rows: pd.DataFrame) -> str:
    """The first of the institutions that documents name, and how many more there are."""
    names = list(dict.fromkeys(name.partition(" (")[0] for name in rows["attributed_to"]))
    more = len(names) - MOST_INSTITUTIONS
    return "; ".join(names[:MOST_INSTITUTIONS]) + (f" and {more} more" if more > 0 else "")


def _shown(rows: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(f"{row.publisher} ({published_words(row.published)})" for row in rows.itertuples()))


def source_of(data: Dataset, frame: pd.DataFrame, *, computed: bool = True) -> str:
    """Institution, publishers and dates of the documents behind the rows of a frame; nothing where it has none."""
    return source_line(data, evidence_in(frame), computed=computed) if len(frame) else ""


def _documents(shown: Sequence[str]) -> str:
    """The first of some documents, and how many more there are."""
    more = len(shown) - MOST_DOCUMENTS
    tail = f" and {more} more {'document' if more == 1 else 'documents'}" if more > 0 else ""
    return ", ".join(shown[:MOST_DOCUMENTS]) + tail


def published_words(published: str) -> str:
    """A publication date in words: 21 Aug 2024; May 2025; between Feb and May 2025; between Dec 2024 and Jan 2025."""
    first, _, last = published.partition("/")
    if last:
        year = f" {first[:4]}" if first[:4] == last[:4] and "-" in first else ""
        return f"between {_day_words(first).removesuffix(year)} and {_day_words(last)}"
    return _day_words(first) if first else "date not known"


def _day_words(date: str) -> str:
    year, *rest = date.split("-")
    month = MONTHS[int(rest[0]) - 1] if rest else ""
    day = str(int(rest[1])) if len(rest) > 1 else ""
    return " ".join(part for part in (day, month, year) if part)


def evidence_of(quantities: Iterable[Quantity | None]) -> list[str]:
    """Row ids behind several quantities, each once."""
    return list(dict.fromkeys(row for quantity in quantities if quantity for row in quantity.evidence))


def evidence_in(frame: pd.DataFrame) -> list[str]:
    """Row ids behind a frame, from its column ``evidence`` or from the quantities in its cells."""
    if "evidence" in frame.columns:
        return list(dict.fromkeys(row for text in frame["evidence"] for row in text.split()))
    cells = [cell for column in frame.columns for cell in frame[column] if isinstance(cell, Quantity)]
    return evidence_of(cells)
