"""Counts that could stand below a rate, and what they make of one numerator (notebook 06)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from karabakh_analysis.analyses.counts_to_date import dated_counts, nearest_count
from karabakh_analysis.analyses.employment_rates import RATE, UNEMPLOYMENT, rates
from karabakh_analysis.analyses.growth_words import share_of
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.printings import LIBERATED, Printing, printings
from karabakh_analysis.analyses.wording import count, lowered
from karabakh_analysis.dataset import COUNTRY, Dataset, Period
from karabakh_analysis.dataset.cells import printed_figure
from karabakh_analysis.dataset.naming import sector_words
from karabakh_analysis.values import Quantity, Sentence, Value, listed
from karabakh_analysis.values.sentence import SEPARATOR

ASSISTED, RESETTLED, EMPLOYEES = "persons_assisted_into_work", "population_resettled", "wage_employees"
COUNTED = ("economically_active_resettled", "working_age_resettled", "working_age_return_list", "return_list")
BASES = {
    "economically_active_resettled": "economically active resettled persons",
    "working_age_resettled": "resettled persons able to work",
    RESETTLED: "all resettled persons",
}


def bases_table(data: Dataset) -> pd.DataFrame:
    """Every printed count of persons that a rate could be taken of. Unit: persons."""
    found = [each for indicator in COUNTED for each in printings(data, indicator)]
    rows = [
        {
            "Day": each.when,
            "Persons": each.quantity,
            "Place": place_name(data, each.geography).text,
            "Remarks": SEPARATOR.join(filter(None, (_new_words(each), each.remarks))) or "none",
        }
        for each in found
    ]
    names = [", ".join(filter(None, (data.labels[each.indicator], sector_words(each.sector)))) for each in found]
    return pd.DataFrame(rows, index=names, dtype=object)


def _new_words(each: Printing) -> str:
    """The note of a figure, unless its name says the same."""
    return "" if each.note == sector_words(each.sector) else each.note


def bases_finding(data: Dataset) -> Sentence:
    """For how many rates a count of the denominator is printed for the same month."""
    found = [rate for rate in rates(data) if rate.geography == LIBERATED]
    days = sorted(base.day for indicator in COUNTED[:2] for base in dated_counts(data, indicator))
    if not days:
        return Sentence("No count of economically active persons or of persons able to work is printed for the liberated districts.")
    months = {(day.year, day.month) for day in days}
    near = [rate for rate in found if pd.notna(rate.day) and (rate.day.year, rate.day.month) in months]
    values: dict[str, Value] = {"near": count(len(near)), "rates": count(len(found)), "last": Period.day(days[-1]).label}
    whose = "employment rates of the liberated districts"
    tail = "the last such count for the liberated districts is of {last}."
    if not found:
        return Sentence("Counts of such persons are printed, but no rate; " + tail, values)
    if not near:
        return Sentence(f"For none of the {whose} is a count of its denominator printed for the same month; {tail}", values)
    return Sentence(f"For {{near}} of {{rates}} {whose} a count of such persons is printed for the same month; {tail}", values)


def elsewhere_finding(data: Dataset) -> Sentence:
    """The rate of a single place for which a count of persons is printed for the same place and month, the last such pair."""
    counts = [each for indicator in COUNTED[:2] for each in printings(data, indicator) if pd.notna(each.day)]
    pairs = [
        (rate, each)
        for rate in printings(data, RATE, UNEMPLOYMENT)
        for each in counts
        if rate.geography not in (LIBERATED, COUNTRY) and each.geography == rate.geography and _same_month(rate.day, each.day)
    ]
    if not pairs:
        return Sentence("For no single place is a rate printed together with such a count.")
    rate, each = max(pairs, key=lambda pair: pair[0].day)
    values: dict[str, Value] = {"place": place_name(data, rate.geography).text, "rate": rate.quantity, "day": rate.when}
    values |= {"persons": each.quantity, "when": each.when}
    values |= {"what": lowered(data.labels[rate.indicator]), "who": lowered(data.labels[each.indicator])}
    return Sentence("For {place} a rate and such a count are printed: {what} {rate} ({day}) and {persons} {who} ({when}).", values)


def _same_month(one: pd.Timestamp, other: pd.Timestamp) -> bool:
    return pd.notna(one) and (one.year, one.month) == (other.year, other.month)


@dataclass(frozen=True)
class OneDay:
    """Persons assisted into work on a day, and the counts printed for the same day that they could be a share of.

    Parameters
    ----------
    day
        The day.
    assisted
        The count of persons assisted.
    bases
        Counts by indicator.
    shares
        What the first is of each, in per cent.
    """

    day: pd.Timestamp
    assisted: Quantity
    bases: dict[str, Quantity]
    shares: dict[str, Quantity]


def one_day(data: Dataset) -> OneDay | None:
    """The last day on which persons assisted and at least two possible denominators are printed; ``None`` where there is none."""
    for assisted in reversed(dated_counts(data, ASSISTED)):
        printed = {base: data.published(base, LIBERATED, Period.day(assisted.day)) for base in BASES}
        bases = {base: quantity for base, quantity in printed.items() if quantity is not None and quantity.interval.is_bounded}
        shares = {base: part for base, whole in bases.items() if (part := share_of(assisted.quantity, whole)) is not None}
        if len(shares) > 1 and assisted.quantity.interval.is_bounded:
            return OneDay(assisted.day, assisted.quantity, bases, shares)
    return None


def one_day_rows(found: OneDay | None) -> pd.DataFrame:
    """One count as a share of every denominator of its day, as rows of a figure. Unit: per cent."""
    shares = found.shares if found else {}
    return pd.DataFrame([drawn(f"Of {found.bases[base].text} {BASES[base]}", part) for base, part in shares.items() if found])


def one_day_finding(found: OneDay | None) -> Sentence:
    """What one count is of each denominator of its day."""
    if found is None:
        return Sentence("On no day are persons assisted into work printed together with two counts that they could be a share of.")
    values: dict[str, Value] = {"day": Period.day(found.day).label, "assisted": found.assisted, **found.shares}
    told = listed([f"{{{base}}} of {BASES[base]}" for base in found.shares])
    return Sentence(f"On {{day}}, {{assisted}} persons assisted into work were {told}.", values)


def one_day_title(found: OneDay | None) -> Sentence:
    """The smallest and the largest share that one count is of its denominators."""
    if found is None:
        return Sentence("One count and its denominators")
    least, *_, most = sorted(found.shares.values(), key=lambda part: part.interval.low)
    values: dict[str, Value] = {"assisted": found.assisted, "least": least, "most": most, "bases": count(len(found.shares))}
    if least.interval.below(most.interval):
        return Sentence("{assisted} persons assisted into work are {least} of one count and {most} of another", values)
    return Sentence("{assisted} persons assisted into work as a share of {bases} counts", values)


def stated_share_finding(data: Dataset, found: OneDay | None) -> Sentence:
    """Which of these shares the documents of that day print themselves."""
    claims = data.claims
    if found is None:
        return Sentence("No such share is printed.")
    chosen = claims["indicator"].eq(ASSISTED) & claims["claim"].eq("share") & claims["period_end"].eq(found.day)
    rows = claims[chosen & claims["reference_indicator"].isin(list(found.shares))].to_dict("records")
    if rows:
        return _stated(rows[0], found)
    return Sentence("None of these shares is printed.")


def _stated(row: Mapping[Any, Any], found: OneDay) -> Sentence:
    """A printed share beside the one that the counts give."""
    base, flags = row["reference_indicator"], tuple(row["flags"].split())
    printed = Quantity(row["interval"], "percent", "published", (row["claim_id"],), flags, printed_figure(row))
    values: dict[str, Value] = {"printed": printed, "base": BASES[base], "counts": found.shares[base]}
    if printed.interval.overlaps(found.shares[base].interval):
        return Sentence("One of these shares is printed too: {printed} of {base}.", values)
    return Sentence("Printed is {printed} of {base}; the counts of that day give {counts}.", values)


def employees_finding(data: Dataset) -> Sentence:
    """Why wage employees are no denominator: the last count for the liberated districts beside the resettled of the nearest day."""
    found = [each for each in printings(data, EMPLOYEES) if each.geography == LIBERATED and pd.notna(each.day)]
    employed = max(found, key=lambda each: each.day, default=None)
    resettled = nearest_count(dated_counts(data, RESETTLED), employed.day) if employed else None
    rule = "Wage employees are counted where the employer is registered, which need not be where anyone works or lives"
    if employed is None or resettled is None:
        return Sentence(f"{rule}: such a count is no denominator.")
    values: dict[str, Value] = {"employed": employed.quantity, "day": employed.when}
    values |= {"resettled": resettled.quantity, "near": resettled.label}
    return Sentence(
        f"{rule}: {{employed}} are printed for the liberated districts ({{day}}), and {{resettled}} resettled persons ({{near}}). Such a"
        " count is no denominator.",
        values,
    )
