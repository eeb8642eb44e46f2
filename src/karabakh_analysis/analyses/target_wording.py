"""What the targets for the population count: the resettled, or everyone present (notebook 06)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.printings import LIBERATED, Printing, printings
from karabakh_analysis.analyses.wording import published_words
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.values import SEPARATOR, Sentence, Value

RESETTLED, PRESENT = "population_resettled_target", "population_present_target"
COUNTED = {RESETTLED: "Resettled persons", PRESENT: "Persons present"}


def versions(data: Dataset) -> list[Printing]:
    """Targets of both kinds for the liberated districts with the deadline of the one last printed, in order of publication."""
    found = [each for each in printings(data, *COUNTED) if each.geography == LIBERATED and each.is_comparable]
    known = [each for each in found if pd.notna(each.day) and pd.notna(each.known)]
    newest = max(known, key=lambda each: (each.last_known, each.day), default=None)
    return [each for each in known if newest is not None and each.day == newest.day]


def wording_rows(found: list[Printing]) -> pd.DataFrame:
    """The versions by what they count, as rows of a figure. Unit: persons."""
    ordered = sorted(found, key=lambda each: (list(COUNTED).index(each.indicator), each.known))
    return pd.DataFrame([_row(each) for each in ordered])


def _row(each: Printing) -> dict[str, object]:
    names = each.publishers.split(SEPARATOR)
    more = f" and {len(names) - 1} more" if len(names) > 1 else ""
    words = SEPARATOR.join(filter(None, (f"{names[0]}{more}", each.note)))
    first, last = (published_words(day) for day in (each.published, each.last_published))
    return drawn(first if first == last else f"{first} to {last}", each.quantity, series=words, group=COUNTED[each.indicator]) | {
        "status": "target"
    }


def wording_finding(found: list[Printing]) -> Sentence:
    """Whether documents went over from one wording to the other."""
    by_kind = {kind: [each for each in found if each.indicator == kind] for kind in COUNTED}
    resettled, present = by_kind.values()
    if not found:
        return Sentence("No target for the population of the liberated districts is printed with a deadline.")
    by = Period.day(found[0].day).label
    if not (resettled and present):
        words = COUNTED[RESETTLED if resettled else PRESENT].lower()
        return Sentence("All printed targets for {by} count {words}.", {"by": by, "words": words})
    last, first = max(resettled, key=lambda each: each.last_known), present[0]
    values: dict[str, Value] = {"by": by, "last": last.quantity, "then": published_words(last.last_published)}
    values["since"] = published_words(first.published)
    told = "; ".join(f"{{present{place}}}{f' ({{note{place}}})' if each.note else ''}" for place, each in enumerate(present))
    values |= {f"present{place}": each.quantity for place, each in enumerate(present)}
    values |= {f"note{place}": each.note for place, each in enumerate(present)}
    if last.last_known >= first.known:
        return Sentence(
            "Figures for {by} in the liberated districts count the resettled in some documents ({last}, {then}) and everyone present in"
            f" others, the first of {{since}}: {told}.",
            values,
        )
    return Sentence(
        "Up to {then} targets for {by} in the liberated districts count the resettled ({last}); figures for that day printed from {since}"
        f" on count everyone present: {told}.",
        values,
    )


def wording_title(found: list[Printing]) -> Sentence:
    """Both wordings, or the one that there is."""
    present = [each for each in found if each.indicator == PRESENT]
    if not present or len(present) == len(found):
        return Sentence("What the targets count")
    values: dict[str, Value] = {"by": Period.day(found[0].day).label, "since": published_words(present[0].published)}
    return Sentence("Figures for {by} that count everyone present are printed from {since} on", values)
