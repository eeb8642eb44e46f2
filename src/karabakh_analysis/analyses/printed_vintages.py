"""The values printed for one cell in order: which printings agree, which value stands, which were set aside (notebook 08)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import pandas as pd

from karabakh_analysis.analyses.wording import published_words
from karabakh_analysis.dataset.cells import Row, printed_figure, value_of
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.dataset.precision import interval_of
from karabakh_analysis.values import SEPARATOR, Interval, Quantity, Sentence
from karabakh_analysis.values.quantity import merge_evidence, merge_flags

MOST_PUBLISHERS = 3
TWO = 2
WITH_ITS_TABLE = "A later printing of the total of its table reads otherwise"


@dataclass(frozen=True, slots=True)
class Vintage:
    """One value of a cell: printings that agree.

    Parameters
    ----------
    value
        The narrowest of the printed intervals.
    first
        The first of its rows.
    publishers
        Who printed it, in order.
    stands
        Whether it is the value in use.
    reason
        Why it was set aside, in the words of our annotations; empty for a value that stands or that a later one replaced.
    spellings
        What the printings read, each wording once: of one value where they agree, of several where they are of one date.
    """

    value: Quantity
    first: pd.Series
    publishers: tuple[str, ...]
    stands: bool
    reason: str
    spellings: tuple[Quantity, ...] = ()

    @property
    def ever_stood(self) -> bool:
        """Whether it was in use at some time; a value may be set aside as soon as it is printed."""
        return bool(pd.notna(self.first["vintage"]))

    @property
    def printed(self) -> Quantity | Sentence:
        """The value as printed; where printings of one date read otherwise, each in its own words."""
        return self.value if len(self.spellings) < TWO else joined_by(SEPARATOR, self.spellings)

    @property
    def excludes_itself(self) -> bool:
        """Whether printings of one date exclude each other as they are worded: more than 700 and about 708 do not."""
        return self.value.status == "conflicting" and any(
            not one.interval.overlaps(other.interval) for one, other in combinations(self.spellings, 2)
        )

    @property
    def published(self) -> str:
        """Date of the first printing in words; a single day or month does not break."""
        words = published_words(self.first["published"])
        return words if words.startswith("between") else words.replace(" ", "\N{NO-BREAK SPACE}")

    @property
    def by(self) -> str:
        """Who printed it; long lists are cut."""
        more = len(self.publishers) - MOST_PUBLISHERS
        return ", ".join(self.publishers[:MOST_PUBLISHERS]) + (f" and {more} more" if more > 0 else "")


def vintages_of(printings: pd.DataFrame, names: dict[str, str], reasons: dict[str, str]) -> list[Vintage]:
    """The values of a cell in order; two that differ in nothing but their spelling are one: 140,000 and nearly 140,000.

    Parameters
    ----------
    printings
        The rows of one cell, in order of their documents.
    names
        Publishers by document.
    reasons
        Why rows were set aside, by row.
    """
    found: list[Vintage] = []
    for vintage in _vintages(printings, names, reasons):
        if found and not vintage.reason and not found[-1].reason and _touch(found[-1].value.interval, vintage.value.interval):
            found[-1] = _together(found[-1], vintage)
        else:
            found.append(vintage)
    return found


def _touch(one: Interval, other: Interval) -> bool:
    """Whether two intervals with their ends have a number in common."""
    return max(one.low, other.low) <= min(one.high, other.high)


def _together(first: Vintage, second: Vintage) -> Vintage:
    """Two vintages told as one, by the date of the first."""
    value = _with_rows_of(second.value, first.value, second.value)
    publishers = tuple(dict.fromkeys((*first.publishers, *second.publishers)))
    return Vintage(value, first.first, publishers, first.stands or second.stands, "", _spelt((*first.spellings, *second.spellings)))


def _vintages(printings: pd.DataFrame, names: dict[str, str], reasons: dict[str, str]) -> Iterator[Vintage]:
    """Values in order; one that was superseded when it appeared is put where it was printed."""
    number = printings["vintage"].astype("Float64").fillna(-1.0)
    last = printings["vintage"].max()
    for _, rows in printings.groupby(number, sort=False):
        own = {str(row) for row in rows.loc[has_flag(rows, "superseded"), "observation_id"]}
        replaced = not rows["vintage"].isna().any() and rows["vintage"].iloc[0] < last
        reason = next((reasons[row] for row in sorted(own) if row in reasons), "" if replaced else WITH_ITS_TABLE)
        stands = bool(rows["is_latest"].any())
        publishers = tuple(dict.fromkeys(names.get(source, source) for source in rows["source_id"]))
        printed = rows.to_dict("records")
        value = value_of(printed)
        yield Vintage(value, rows.iloc[0], publishers, stands, "" if stands else reason, _spellings(value, printed))


def _spellings(value: Quantity, printed: Sequence[Row]) -> tuple[Quantity, ...]:
    """The value in its own words, with the interval of these words; of values of one date that lie apart, each of them."""
    spelt = _spelt(
        Quantity(
            interval_of(row["value"], row["low"], row["high"], row["precision"], row["unit"]),
            str(row["unit"]),
            "published",
            (str(row["observation_id"]),),
            tuple(row["flags"].split()),
            printed_figure(row),
        )
        for row in printed
    )
    return spelt if value.status == "conflicting" else tuple(each for each in spelt if each.text == value.text)


def _spelt(spellings: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """Each wording once, with all its rows."""
    found: dict[str, Quantity] = {}
    for each in spellings:
        known = found.get(each.text, each)
        found[each.text] = _with_rows_of(known, known, each)
    return tuple(found.values())


def _with_rows_of(value: Quantity, *printed: Quantity) -> Quantity:
    """The value with the rows and flags of all its printings."""
    return replace(value, evidence=merge_evidence(*printed), flags=tuple(sorted(merge_flags(*printed))))


def joined_by(separator: str, quantities: Sequence[Quantity]) -> Sentence:
    """Quantities one after the other."""
    values = {f"value{place}": each for place, each in enumerate(quantities)}
    return Sentence(separator.join(f"{{{name}}}" for name in values), values)
