"""Printed rates of employment, each with what it is said to be a share of (notebook 06)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.printings import Printing, printed, printings
from karabakh_analysis.analyses.wording import count, lowered
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.metrics import aggregate
from karabakh_analysis.values import Interval, Sentence, Value

RATE, UNEMPLOYMENT = "employment_rate", "unemployment_rate"
# Words of a coverage by which a denominator is known, and the denominator; the first that occurs decides.
DENOMINATORS = {"economically active": "Of the economically active", "able-bodied": "Of the able-bodied"}
UNDEFINED = "Of a population not defined"


def rates(data: Dataset) -> list[Printing]:
    """Every printed employment rate, by denominator, then by day."""
    order = [*DENOMINATORS.values(), UNDEFINED]
    found = printings(data, RATE)
    return sorted(found, key=lambda rate: (order.index(denominator(rate)), pd.isna(rate.day), rate.moment))


def denominator(rate: Printing) -> str:
    """What a rate is said to be a share of."""
    return next((words for part, words in DENOMINATORS.items() if part in rate.coverage), UNDEFINED)


def denominators(found: Sequence[Printing]) -> list[str]:
    """The denominators of some rates, each once."""
    return list(dict.fromkeys(map(denominator, found)))


def rate_dots(found: Sequence[Printing]) -> pd.DataFrame:
    """The rates as rows of a figure, by denominator. Unit: per cent."""
    rows = [drawn(rate.when, rate.quantity, series=rate.coverage or "no words on it", group=denominator(rate)) for rate in found]
    return pd.DataFrame(rows)


def rates_finding(found: Sequence[Printing]) -> Sentence:
    """How many rates are printed, on how many named denominators, and how many without one."""
    bases = denominators(found)
    values: dict[str, Value] = {"rates": count(len(found)), "bases": count(len(bases))}
    if not found:
        return Sentence("No employment rate is printed.")
    values["base"] = lowered(bases[0])
    if len(found) == 1:
        return Sentence("One employment rate is printed: {rate}, {base}.", {**values, "rate": found[0].quantity})
    if len(bases) == 1:
        return Sentence("{rates} employment rates are printed, all {base}; each document has its own words for place and day.", values)
    named = [base for base in bases if base != UNDEFINED]
    without = sum(denominator(rate) == UNDEFINED for rate in found)
    values |= {"bases": count(len(named)), "without": count(without), "with": count(len(found) - without)}
    on = "on {bases} named denominators" if len(named) > 1 else "{base}"
    told = f"{{with}} {on}, {{without}} without one" if without else on
    return Sentence(f"{{rates}} employment rates are printed: {told}; they do not form a series.", values)


def rates_title(found: Sequence[Printing]) -> Sentence:
    """The denominators named."""
    names = [lowered(base) for base in denominators(found)]
    return Sentence("Employment rates {names}", {"names": ", ".join(names)}) if names else Sentence("Employment rates")


def same_rate_finding(found: Sequence[Printing]) -> Sentence:
    """Whether one and the same rate is printed on different denominators."""
    for one, other in combinations(found, 2):
        if one.quantity.interval == other.quantity.interval and denominator(one) != denominator(other):
            words = [lowered(denominator(each)) for each in (one, other)]
            values: dict[str, Value] = {"rate": one.quantity, "again": other.quantity, "base": words[0], "other": words[1]}
            return Sentence("The same number is printed on two of them: {rate} {base}, and {again} {other}.", values)
    return Sentence("No number is printed on two denominators.")


def complement_note(data: Dataset) -> Sentence:
    """A document whose employment and unemployment rate of one place may add to all of one population; nothing where there is none."""
    rows = data.observations[data.observations["indicator"].isin([RATE, UNEMPLOYMENT])]
    for _, group in rows.groupby(["source_id", "geography"], sort=False):
        by_kind = {name: part.iloc[0] for name, part in group.groupby("indicator")}
        added = aggregate([printed(row) for row in by_kind.values()], unit="percent")
        if len(by_kind) == 2 and added.interval.contains(Interval.point(100)):
            values: dict[str, Value] = {"employed": printed(by_kind[RATE]), "unemployed": printed(by_kind[UNEMPLOYMENT]), "added": added}
            return Sentence(
                "In one document an employment rate ({employed}) and an unemployment rate ({unemployed}) add to {added}: they may be parts"
                " of one population, the economically active, which it does not name.",
                values,
            )
    return Sentence("")


def rates_table(data: Dataset) -> pd.DataFrame:
    """Every printed rate of employment and unemployment: day, place, figure, words of the denominator, publishers. Unit: per cent."""
    found = [*rates(data), *printings(data, UNEMPLOYMENT)]
    rows = [
        {
            "Rate": rate.quantity,
            "Place": place_name(data, rate.geography).text,
            "Words of coverage": rate.coverage or "none",
            "Printed by": rate.publishers,
            "Remarks": rate.remarks or "none",
        }
        for rate in found
    ]
    return pd.DataFrame(rows, index=[rate.when for rate in found], dtype=object)


def rate_groups(data: Dataset) -> list[str]:
    """The heading above each row of `rates_table`."""
    return [
        *(f"Employment, {lowered(denominator(rate))}" for rate in rates(data)),
        *("Unemployment" for _ in printings(data, UNEMPLOYMENT)),
    ]
