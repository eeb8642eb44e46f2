"""Printed growth rates beside the same rates from printed counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from karabakh_analysis.analyses.levels import flags_of
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.evidence import Verdict, evidence_of
from karabakh_analysis.values import Interval, Quantity, Sentence, Value
from karabakh_analysis.values.numbers import format_interval
from karabakh_analysis.values.quantity import derived

DIGITS = 3


def stated_growth(run: Scope, indicator: str) -> pd.DataFrame:
    """Printed growth over the coverage, each claim once however often it was reprinted, beside growth from printed counts alone.

    Returns
    -------
    DataFrame
        Two rows a claim, printed and recomputed: ``label``, ``series``, ``low``, ``high`` in fold, ``status``, ``evidence``. Values
        are worded with `DIGITS` digits, so that those that are apart look apart.
    """
    verdicts = [verdict for verdict in evidence_of(run.data).verdicts if _is_chosen(verdict.checked.claim, run, indicator)]
    distinct: dict[str, list[Verdict]] = {}
    for verdict in sorted(verdicts, key=_order):
        distinct.setdefault(verdict.checked.distinct, []).append(verdict)
    return pd.DataFrame([row for reprints in distinct.values() for row in _claim_rows(run.data, reprints)])


def _is_chosen(claim: Mapping[str, Any], run: Scope, indicator: str) -> bool:
    about = (claim["indicator"], claim["geography"], claim["sector"]) == (indicator, run.coverage, "")
    has_base = claim["claim"] in ("fold_change", "percent_change") and pd.notna(claim["base_period_end"])
    return about and has_base and claim["period_end"].year <= run.last_year


def _order(verdict: Verdict) -> tuple[object, ...]:
    claim = verdict.checked.claim
    return claim["period_end"], claim["period_start"], claim["claim_id"]


def _claim_rows(data: Dataset, reprints: list[Verdict]) -> list[dict[str, object]]:
    """A claim in fold and what the counts give."""
    checked = reprints[0].checked
    claim, found = checked.claim, checked.latest.found
    period = Period(claim["period_start"], claim["period_end"])
    printed = f"{claim['value']}{'-fold' if claim['claim'] == 'fold_change' else ' %'}"
    name = f"{printed} for {period.label}"
    rows = tuple(str(verdict.checked.claim["claim_id"]) for verdict in reprints)
    stated = Quantity(_as_fold(claim, claim["interval"]), "fold", "published", rows, flags_of(data, rows))
    again = derived(_as_fold(claim, found.interval), "fold", Quantity(found.interval, "fold", evidence=found.rows)) if found else None
    label = f"{period.label}: {printed}"
    return [
        drawn(label, stated, series="printed", claim=name)
        | {"status": "doubt" if stated.doubtful else "rounded", "printed": _words(stated)},
        drawn(label, again, series="recomputed", claim=name) | {"status": "recomputed" if again else "unknown", "printed": _words(again)},
    ]


def _words(quantity: Quantity | None) -> str:
    return format_interval(quantity.interval, quantity.unit, DIGITS) if quantity else ""


def _as_fold(claim: Mapping[str, Any], interval: Interval) -> Interval:
    return interval if claim["claim"] == "fold_change" else interval / 100 + 1


def _apart(rows: pd.DataFrame) -> tuple[int, list[str]]:
    """How many claims there are, and the names of those whose two intervals are disjoint."""
    printed, again = (rows[rows["series"].eq(name)].reset_index(drop=True) for name in ("printed", "recomputed"))
    apart = (printed["low"].gt(again["high"]) | printed["high"].lt(again["low"])) & again["low"].notna()
    return len(printed), list(printed.loc[apart, "claim"])


def _compared(rows: pd.DataFrame) -> int:
    """How many claims the counts give a figure for."""
    return int(rows.loc[rows["series"].eq("recomputed"), "low"].notna().sum())


def stated_growth_finding(run: Scope, rows: pd.DataFrame) -> Sentence:
    """How many printed rates lie apart from what the counts give."""
    if rows.empty:
        return Sentence("No growth rate over {place} is printed", {"place": run.place})
    number, names = _apart(rows)
    values: dict[str, Value] = {"all": count(number), "apart": count(len(names)), "names": ", ".join(names)}
    compared = _compared(rows)
    if not compared:
        return Sentence("The published counts give nothing to compare the printed growth rates with", values)
    if number == 1:
        verb = "does not follow from" if names else "overlaps what follows from"
        return Sentence(f"The one printed growth rate {verb} published counts", values)
    if not names and compared < number:
        values["compared"] = count(compared)
        if compared == 1:
            return Sentence("Published counts give one of {all} printed growth rates, and it overlaps what is printed", values)
        return Sentence("Published counts give {compared} of {all} printed growth rates, and these overlap what is printed", values)
    if not names:
        return Sentence("All {all} printed growth rates overlap what follows from published counts", values)
    if len(names) == 1:
        return Sentence("One of {all} printed growth rates does not follow from published counts: {names}", values)
    return Sentence("{apart} of {all} printed growth rates do not follow from published counts: {names}", values)


def rates_title(rows: pd.DataFrame) -> Sentence:
    """Title of the figure of printed rates."""
    if rows.empty:
        return Sentence("No printed rate")
    number, names = _apart(rows)
    if not _compared(rows):
        return Sentence("No printed rate can be recomputed")
    if not names and _compared(rows) < number:
        return Sentence("Every printed rate that can be recomputed overlaps the recomputed one")
    if not names:
        return Sentence("Every printed rate overlaps the recomputed one")
    return Sentence("Printed and recomputed do not meet for {names}", {"names": ", ".join(names)})


def stated_finding(run: Scope, indicator: str) -> Sentence:
    """The same in one sentence of a paragraph, for the rates of the reference year."""
    rows = stated_growth(run, indicator)
    rows = rows[rows["label"].str.startswith(f"{run.reference_year}:")] if len(rows) else rows
    if rows.empty:
        return Sentence("No growth rate for {year} is printed.", {"year": str(run.reference_year)})
    _, names = _apart(rows)
    printed = "; ".join(rows.loc[rows["series"].eq("printed"), "label"].str.partition(": ")[2])
    if names:
        return Sentence("The printed rate ({printed}) does not follow from the counts.", {"printed": printed})
    if _compared(rows) < len(rows) // 2:
        return Sentence("The printed rate ({printed}) cannot be recomputed from the counts.", {"printed": printed})
    return Sentence("The printed rate ({printed}) agrees with the counts within its rounding.", {"printed": printed})
