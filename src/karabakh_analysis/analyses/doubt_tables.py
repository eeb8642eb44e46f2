"""Figures in doubt beside the populations that they may count, in tables and sentences (notebook 06)."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from karabakh_analysis.analyses.counts_to_date import Count
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.scope_doubts import Doubt, verdict
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.values import Sentence, Value, listed

NATIONAL_WORDS, RESETTLED_WORDS = "National programme", "Among the resettled"


def doubts_table(found: Sequence[Doubt]) -> pd.DataFrame:
    """The figures in doubt with the counts on either side of their day, and what their size says."""
    rows = [
        {
            "Figure": doubt.printing.quantity,
            "Day": doubt.printing.when,
            "Words of coverage": doubt.printing.coverage or "none",
            "National before": _cell(doubt.national.before),
            "National after": _cell(doubt.national.after),
            "Resettled before": _cell(doubt.resettled.before),
            "Resettled after": _cell(doubt.resettled.after),
            "Its size": verdict(doubt),
        }
        for doubt in found
    ]
    return pd.DataFrame(rows, index=[doubt.name for doubt in found], dtype=object)


def _cell(each: Count | None) -> Sentence | str:
    if each is None:
        return "none printed"
    return Sentence("{day}: {count}", {"count": each.quantity, "day": each.label})


def doubt_rows(found: Sequence[Doubt]) -> pd.DataFrame:
    """The figures in doubt and the counts around their day, as rows of a figure."""
    return pd.DataFrame([row for doubt in found for row in _rows(doubt)])


def _rows(doubt: Doubt) -> list[dict[str, object]]:
    printed = drawn(f"As printed, {doubt.printing.when}", doubt.printing.quantity, group=doubt.name)
    series = ((NATIONAL_WORDS, doubt.national), (RESETTLED_WORDS, doubt.resettled))
    counts = [drawn(f"{words}, {each.label}", each.quantity, group=doubt.name) for words, series_ in series for each in series_.counts]
    return [printed, *counts]


def doubts_finding(found: Sequence[Doubt]) -> Sentence:
    """What stands in doubt, and how many of these figures fit the national programme alone."""
    if not found:
        return Sentence("No count of the programmes is under doubt about its population.")
    outside = [doubt for doubt in found if doubt.resettled.admits(doubt.printing.quantity) is False]
    national = [doubt for doubt in outside if doubt.national.admits(doubt.printing.quantity)]
    values: dict[str, Value] = {f"figure{place}": doubt.printing.quantity for place, doubt in enumerate(found)}
    values |= {"all": count(len(found)), "national": count(len(national)), "outside": count(len(outside))}
    names = "; ".join(f"{{figure{place}}}" for place in range(len(found)))
    told = f"In doubt about whom they count: {names}"
    if not any(doubt.resettled.counts for doubt in found):
        return Sentence(f"{told}; no count of resettled persons is printed to set beside them.", values)
    if not outside:
        return Sentence(f"{told}; counts of resettled persons before and after them exclude none.", values)
    fit = "does" if len(outside) == 1 else "do"
    fitting = {0: "none of them fits", 1: "{national} of them fits"}.get(len(national), "{national} of them fit")
    return Sentence(
        f"{told}. Of these {{all}}, {{outside}} {fit} not fit the counts of resettled persons before and after; {fitting}"
        " those of the national programme for families of martyrs and war veterans.",
        values,
    )


def doubts_heading(found: Sequence[Doubt]) -> Sentence:
    """How many of the figures in doubt do not fit the counts of resettled persons, short."""
    if not found:
        return Sentence("No count of the programmes is under doubt about its population")
    outside = [doubt for doubt in found if doubt.resettled.admits(doubt.printing.quantity) is False]
    values: dict[str, Value] = {f"figure{place}": doubt.printing.quantity for place, doubt in enumerate(outside)}
    if not outside:
        return Sentence("Counts of resettled persons exclude none of {all} figures in doubt", {"all": count(len(found))})
    names = listed([f"{{{name}}}" for name in values])
    told = f"Of {{all}} figures in doubt, {names} {'does' if len(outside) == 1 else 'do'} not fit the counts of resettled persons"
    return Sentence(told, {**values, "all": count(len(found))})


def doubts_title(found: Sequence[Doubt]) -> Sentence:
    """How many of the figures may belong to the national programme, and for how many no count of it decides."""
    admitted = [doubt.national.admits(doubt.printing.quantity) for doubt in found]
    values: dict[str, Value] = {"all": count(len(found)), "fit": count(admitted.count(True)), "none": count(admitted.count(None))}
    return Sentence("Of {all} figures, {fit} fit the national programme; for {none} it has no count to compare with", values)
