"""Wording that several notebooks share: source lines, coverage, growth sentences, refused parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from karabakh_analysis.dataset import Dataset, ParameterError
from karabakh_analysis.dataset.periods import MONTHS
from karabakh_analysis.metrics import MetricError, UndefinedRatioError, fold, growth_form, percent_change, share
from karabakh_analysis.values import Quantity, Sentence, Value
from karabakh_analysis.values.interval import Interval

MOST_DOCUMENTS = 6


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
    origins = list(dict.fromkeys(name.partition(" (")[0] for name in rows["attributed_to"] if name))
    seen = [f"{row.publisher} ({published_words(row.published)})" for row in rows.itertuples()]
    shown = list(dict.fromkeys(seen))
    reported = f"as reported by {_documents(shown)}."
    head = "; ".join(origins[:2]) or "Official statements"
    return f"Source: {head}, {reported}" + (" Calculation: Karabakh Analysis." if computed else "")


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


def growth_sentence(things: str, later: tuple[str, Quantity | None], base: tuple[str, Quantity | None]) -> Sentence:
    """What happened to a level between two periods, as far as the published counts decide it.

    Parameters
    ----------
    things
        What is counted, in the plural ("new jobs").
    later, base
        Names of the periods and their levels, ``None`` where nothing is known.
    """
    (then, after), (before, was) = later, base
    names: dict[str, Value] = {"things": things, "then": then, "before": before}
    if after is None:
        return Sentence("Nothing is published on {things} for {then}.", names)
    if was is None:
        return Sentence("{after} {things} are counted for {then}; nothing is published for {before}.", {**names, "after": after})
    try:
        return _decided_growth(names, after, was)
    except UndefinedRatioError:
        return Sentence(
            "{after} {things} are counted for {then}, after {was} for {before}; no rate is computed on such a base.",
            {**names, "after": after, "was": was},
        )


def share_of(part: Quantity, whole: Quantity) -> Quantity | None:
    """A share in per cent; ``None`` where the one is no part of the other."""
    try:
        return share(part, whole)
    except MetricError:
        return None


def growth_of(after: Quantity | None, was: Quantity | None) -> Quantity | None:
    """Growth in per cent; ``None`` where a level is missing or there is no rate on such a base."""
    if after is None or was is None:
        return None
    try:
        return percent_change(after, was)
    except UndefinedRatioError:
        return None


def growth_heading(things: str, later: tuple[str, Quantity | None], base: tuple[str, Quantity | None]) -> Sentence:
    """The same as `growth_sentence`, short enough for a heading."""
    (then, after), (before, was) = later, base
    values: dict[str, Value] = {"things": things, "then": then, "before": before}
    if after is None:
        return Sentence("No count of {things} for {then}", values)
    values["after"] = after
    if was is None or was.interval.low <= 0 or not after.interval.is_bounded:
        return Sentence("{after} {things} in {then}", values)
    if not was.interval.is_bounded:
        return Sentence("{after} {things} in {then}, {fold} the count of {before}", {**values, "fold": fold(after, was)})
    if after.interval == was.interval and was.interval.is_point:
        return Sentence("{after} {things} in {then}, as many as in {before}", values)
    direction = _direction(after, was)
    if direction == "against" or growth_form(was) == "counts":
        return Sentence("{after} {things} in {then}, {was} in {before}", {**values, "was": was})
    rate = _unsigned(percent_change(after, was))
    return Sentence(f"{{after}} {{things}} in {{then}}, {{rate}} {direction} in {{before}}", {**values, "rate": rate})


def _decided_growth(names: dict[str, Value], after: Quantity, was: Quantity) -> Sentence:
    values: dict[str, Value] = {**names, "after": after, "was": was}
    if not was.interval.is_bounded and after.interval.is_bounded:
        text = "{after} {things} are counted for {then}; for {before} the record gives {was}: that is {fold}."
        return Sentence(text, {**values, "fold": fold(after, was)})
    if was.interval.low > 0 and was.interval.below(after.interval) and not after.interval.is_bounded and growth_form(was) != "counts":
        values["rate"] = percent_change(after, was)
        return Sentence("{after} {things} are counted for {then}, {rate} more than the {was} of {before}.", values)
    if not (was.interval.is_bounded and after.interval.is_bounded):
        return Sentence("{things} for {then}: {after}; for {before}: {was}. This does not decide the growth between them.", values)
    direction = _direction(after, was)
    if growth_form(was) == "counts":
        return Sentence(f"{{after}} {{things}} are counted for {{then}}, {direction} the {{was}} of {{before}}.", values)
    values["rate"] = _unsigned(percent_change(after, was)) if direction != "against" else percent_change(after, was)
    if after.interval == was.interval and was.interval.is_point:
        return Sentence("{after} {things} are counted for {then}, as many as for {before}.", values)
    if direction == "against":
        return Sentence("{after} {things} are counted for {then} against {was} for {before}, a change of {rate}.", values)
    return Sentence(f"{{after}} {{things}} are counted for {{then}}, {{rate}} {direction} the {{was}} of {{before}}.", values)


def _direction(after: Quantity, was: Quantity) -> str:
    if was.interval.below(after.interval):
        return "more than"
    if after.interval.below(was.interval):
        return "fewer than"
    return "against"


def _unsigned(rate: Quantity) -> Quantity:
    interval = rate.interval if rate.interval.low >= 0 else -rate.interval
    return Quantity(interval, rate.unit, rate.status, rate.evidence, rate.flags)


def rate_of(later: Quantity | None, base: Quantity | None) -> Quantity | str:
    """Percentage change for a table; a dash with a reason where none may be printed."""
    if later is None or base is None:
        return "n.a."
    if base.interval.low <= 0 or growth_form(base) == "counts":
        return "base under 30"
    return percent_change(later, base)
