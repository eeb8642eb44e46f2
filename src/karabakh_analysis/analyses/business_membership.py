"""Growth of registrations over the same places beside the headline, and what the places that joined brought (notebook 02)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pandas as pd

from karabakh_analysis.analyses import constant_membership
from karabakh_analysis.analyses.entrepreneurship import HEADS, THINGS, growth_finding
from karabakh_analysis.analyses.growth_words import rate_of
from karabakh_analysis.analyses.scope import SPANS, Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import difference
from karabakh_analysis.values import Interval, Quantity, Sentence, Value, listed

NOTHING_FALLS_BY_MORE = -100  # per cent
NOT_CONFINED, NOT_TOGETHER = "not confined", "counts that do not go together"


def growth_with_twin(run: Scope, indicator: str) -> Sentence:
    """Growth from the base year to the reference year, and the same without the places that joined."""
    headline, twin = growth_finding(run, indicator), twin_finding(run, indicator)
    return Sentence(" ".join(filter(None, (headline.template, twin.template))), {**twin.values, **headline.values})


def twin_finding(run: Scope, indicator: str) -> Sentence:
    """Growth over the same places from the base year to the reference year; nothing where no place joined or no headline is known."""
    joined = constant_membership.entrants(run)
    headline = rate_of(*(run.level(indicator, Period.year(year)) for year in (run.reference_year, run.base_year)))
    if not joined or not isinstance(headline, Quantity) or not headline.interval.is_bounded:
        return Sentence("")
    pair = constant_membership.growth_pair(run, 12, indicator)
    values: dict[str, Value] = {"joined": listed(joined), "first": str(run.base_year), "second": str(run.reference_year)}
    if pair is None:
        return Sentence("Without {joined}, which joined after {first} began, growth is not confined by published figures.", values)
    values["twin"] = at_most(pair[1])
    if pair[1].interval.low <= NOTHING_FALLS_BY_MORE:
        return Sentence(
            "Over the same places, without {joined}, which joined after {first} began, growth is not known: it is {twin} and may be a fall,"
            " as how much of the count of {second} is theirs is not printed.",
            values,
        )
    return Sentence("Over the same places, without {joined}, which joined after {first} began, growth is {twin}.", values)


def at_most(growth: Quantity) -> Quantity:
    """Growth that only the sign of a count confines from below is told by its upper end."""
    if growth.interval.low > NOTHING_FALLS_BY_MORE:
        return growth
    ceiling = Interval(NOTHING_FALLS_BY_MORE, growth.interval.high, low_open=True)
    return replace(growth, interval=ceiling, printed="")


def joined_note(run: Scope) -> Sentence:
    """Which places joined in the last year with any, up to the reference year, and what they brought to the counts of that year."""
    pairs = _year_pairs(run)
    for pair in reversed(pairs):
        now, before = (run.members(Period.year(year)) for year in (pair.reference_year, pair.base_year))
        names = [run.name(code) for code in now if code not in before]
        if names:
            return _joined(pair, names)
    return Sentence("The set of places is the same in all years shown." if pairs else "")


def _joined(pair: Scope, names: list[str]) -> Sentence:
    later, base = Period.year(pair.reference_year), Period.year(pair.base_year)
    found = {indicator: brought(pair, later, base, indicator) for indicator in THINGS}
    values: dict[str, Value] = {
        "names": listed(names),
        "year": str(pair.reference_year),
        "before": str(pair.base_year),
        "stayed": count(len(pair.members(base))),
    }
    known = {indicator: quantity for indicator, quantity in found.items() if isinstance(quantity, Quantity)}
    values |= known
    start = "{names} joined after {before}, so growth from {before} to {year} compares different sets of places. "
    if not known and NOT_TOGETHER in found.values():
        return Sentence(start + "What they brought cannot be told: the other places count more in {year} than all together.", values)
    if not known:
        return Sentence(start + "What they brought to the counts of {year} is not confined by published figures.", values)
    parts = listed([f"{{{indicator}}} {THINGS[indicator]}" for indicator in known])
    return Sentence(f"{start}Of the counts of {{year}} they brought {parts}: the {{stayed}} other places account for the rest.", values)


def brought(run: Scope, later: Period, base: Period, indicator: str) -> Quantity | str:
    """What the places that joined after the base period have of the later total, or why that is not known.

    It is not confined where nothing but the total confines it; counts do not go together where the other places have more than all.
    """
    whole, levels = run.level(indicator, later), constant_membership.same_places(run, later, base, indicator)
    if whole is None or levels is None or not whole.interval.is_bounded or levels[0].interval.low <= 0:
        return NOT_CONFINED
    if not (whole.interval - levels[0].interval).overlaps(Interval.at_least(0)):
        return NOT_TOGETHER
    return difference([whole], [levels[0]])


def twin_table(run: Scope) -> pd.DataFrame:
    """Headline growth, growth over the same places and what the entrants brought, for every released period with entrants.

    Returns
    -------
    DataFrame
        Columns ``All places, %``, ``Same places, %`` and ``Brought by entrants`` (enterprises or persons); index: what is counted and
        the periods. A headline on a base under 30 is left out.
    """
    rows = {label: row for indicator in THINGS for pair in _year_pairs(run) for label, row in _twin_rows(pair, indicator)}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def _twin_rows(pair: Scope, indicator: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Label and cells of a row for every released period of two years that follow each other."""
    for _, last in SPANS if pair.reference_year - pair.base_year == 1 else ():
        later, base = Period.year_to(pair.reference_year, last), Period.year_to(pair.base_year, last)
        stayed = constant_membership.stayers(pair, base)
        headline = rate_of(pair.count(indicator, later), pair.count(indicator, base))
        if isinstance(headline, Quantity) and set(pair.members(later)) != set(stayed):
            found = constant_membership.growth_pair(pair, last, indicator)
            yield (
                f"{HEADS[indicator]}, {base.label} to {later.label}",
                {
                    "All places, %": headline,
                    "Same places, %": at_most(found[1]) if found else NOT_CONFINED,
                    "Brought by entrants": brought(pair, later, base, indicator),
                },
            )


def _year_pairs(run: Scope) -> list[Scope]:
    """The run on each two neighbouring years with a count, up to the reference year."""
    years = sorted({year for indicator in THINGS for year in run.known_years(indicator) if year <= run.reference_year})
    return [replace(run, reference_year=later, base_year=base) for base, later in pairwise(years)]
