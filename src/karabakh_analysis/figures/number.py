"""A number on a page: in prose it opens to where it comes from, in a table it leads to the row that it rests on."""

from __future__ import annotations

import math
from fractions import Fraction

from markupsafe import Markup

from karabakh_analysis.dataset.naming import flag_words
from karabakh_analysis.figures.markup import escape, tag
from karabakh_analysis.values.interval import Interval
from karabakh_analysis.values.numbers import DECIMALS, SUFFIX, format_interval, round_half_up
from karabakh_analysis.values.quantity import Quantity

SOURCES = "../sources.html"
LONGEST_UNBROKEN = 22
KIND = {
    "published": "Published figure",
    "implied": "Follows exactly from",
    "bounded": "Confined by",
    "unknown": "Not known",
    "assumed": "Rests on an assumption",
    "conflicting": "Printed figures that cannot all be true",
}
UNIT_WORDS = {"percent": "per cent", "fold": "times the earlier value"}
# Units whose singular is not the plural without its last letter, and those that have no other form.
SINGULAR = {"families": "family", "companies": "company", "premises": "premises"}


def row_link(row_id: str) -> Markup:
    """A link to the raw row, named by its id."""
    return tag("a", tag("code", row_id), href=f"{SOURCES}#{row_id}")


def unit_words(unit: str) -> str:
    """A unit in words."""
    return UNIT_WORDS.get(unit, unit)


def counted(text: str, unit: str) -> str:
    """A printed number with its unit in words: ``1 enterprise``, ``2,575 jobs``, ``rank 1``."""
    if unit == "rank":
        return f"rank {text}"
    words = SINGULAR.get(unit, unit.removesuffix("s")) if text == "1" and unit not in UNIT_WORDS else unit_words(unit)
    return f"{text} {words}"


def interval_words(interval: Interval, unit: str) -> str:
    """An interval with as many digits as its ends need, at most three more than the unit is printed with.

    One number is called exact only where no digit was cut.
    """
    decimals = DECIMALS.get(unit, 0)
    wanted = next((places for places in range(decimals, decimals + 3) if _prints_exactly(interval, places)), decimals + 3)
    text = format_interval(interval, unit, wanted)
    return f"exactly {text}" if interval.is_point and _prints_exactly(interval, wanted) else text


def _prints_exactly(interval: Interval, decimals: int) -> bool:
    ends = [end for end in (interval.low, interval.high) if not math.isinf(end)]
    return all(Fraction(round_half_up(end, decimals)) == end for end in ends)


def number(quantity: Quantity) -> Markup:
    """A number in prose: a disclosure that works by keyboard and without script.

    It must stand in an element that may hold blocks (``div.p``, ``li``, ``dd``): a paragraph element would be closed by it.
    Opening one closes the one that is open. A count of the collection's own things, which rests on no row, is plain text.
    """
    if quantity.status == "implied" and not quantity.evidence:
        return escape(quantity.text)
    summary = tag("summary", quantity.text, class_="nb" if len(quantity.text) <= LONGEST_UNBROKEN else None)
    provenance = tag("div", tag("b", _kind(quantity)), tag("dl", _facts(quantity)), class_="prov")
    return tag("details", summary, provenance, class_=f"num {state(quantity)}", name="num")


def cell(quantity: Quantity, *, alone: bool = True) -> Markup:
    """A number in a table: a link to the first row that it rests on; the table's CSV names them all.

    A computed one says on how many rows it rests; a page says of a printed one what stands in its row. Where it stands ``alone`` in
    its cell, what its underline says to the eye is said to the ear; in a sentence the words around it do.
    """
    content = [escape(quantity.text), _spoken(quantity) if alone else None]
    if not quantity.evidence:
        return tag("span", content, class_=f"q {state(quantity)}")
    look = "q" if state(quantity) == "published" else f"q {state(quantity)}"
    return tag("a", content, class_=look, **_pointed(quantity), href=f"{SOURCES}#{quantity.evidence[0]}")


def _pointed(quantity: Quantity) -> dict[str, str]:
    """What the pointer is told of a computed number: the style sheet has words for the most frequent kinds, so that a count is enough."""
    count = len(quantity.evidence)
    if count > 1 and state(quantity) in ("implied", "bounded"):
        return {"data_of": str(count)}
    return {} if quantity.status == "published" else {"data_said": _kind(quantity)}


def state(quantity: Quantity) -> str:
    """The class by which the style sheet shows how a quantity is known; a doubt or a conflict outweighs the status."""
    return "doubt" if quantity.doubtful else "conflicting" if quantity.in_conflict else quantity.status


def _spoken(quantity: Quantity) -> Markup | None:
    """What the underline says to the eye, for readers who hear the page."""
    words = {"doubt": ", in doubt", "implied": ", implied", "conflicting": ", in conflict", "assumed": ", assumed"}.get(state(quantity))
    return None if words is None else tag("span", words, class_="vh")


def _kind(quantity: Quantity) -> str:
    """How a quantity is known, as the head of its card."""
    count = len(quantity.evidence)
    rows = {0: "", 1: " one printed figure"}.get(count, f" {count} printed figures")
    return KIND[quantity.status] + (rows or " printed figures" if quantity.status in ("implied", "bounded") else "")


def _facts(quantity: Quantity) -> list[Markup]:
    flags = "; ".join(flag_words(flag) for flag in quantity.flags)
    rows = [tag("li", row_link(row)) for row in quantity.evidence]
    facts = [
        ("Unit", escape("" if quantity.unit in SUFFIX else unit_words(quantity.unit))),  # what the number itself carries is no news
        ("Interval", escape(interval_words(quantity.interval, quantity.unit))),
        ("Doubt" if quantity.doubtful else "Remark", escape(flags)),
        ("Row" if len(rows) == 1 else f"{len(rows)} rows", tag("ul", rows, role="list") if rows else Markup("")),
    ]
    return [tag("div", tag("dt", head), tag("dd", body)) for head, body in facts if body]
