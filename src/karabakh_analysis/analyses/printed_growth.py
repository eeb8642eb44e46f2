"""Printed growth rates beside the same rates from printed counts."""

from __future__ import annotations

from typing import Any

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.scope import Scope
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.metrics import fold
from karabakh_analysis.values import Quantity, Sentence, Value

CONTENT = ["period_start", "period_end", "base_period_start", "base_period_end", "claim", "value", "precision"]


def stated_growth(run: Scope, indicator: str) -> pd.DataFrame:
    """Printed growth over the coverage, each claim once however often it was reprinted, beside growth from published counts.

    Returns
    -------
    DataFrame
        Two rows a claim, printed and recomputed: ``label``, ``series``, ``low``, ``high`` in fold, ``status``, ``evidence``.
    """
    claims = run.data.claims
    chosen = claims[
        claims["indicator"].eq(indicator)
        & claims["geography"].eq(run.coverage)
        & claims["sector"].eq("")
        & claims["claim"].isin(["fold_change", "percent_change"])
        & claims["base_period_end"].notna()
        & claims["period_end"].dt.year.le(run.reference_year)
    ].sort_values(["period_end", "period_start", "claim_id"], kind="stable")
    reprints = chosen.groupby(CONTENT, sort=False)["claim_id"].agg(" ".join)
    distinct = chosen.drop_duplicates(CONTENT).assign(evidence=list(reprints))
    return pd.DataFrame([row for claim in distinct.to_dict("records") for row in _claim_rows(run, indicator, claim)])


def _claim_rows(run: Scope, indicator: str, claim: dict[Any, Any]) -> list[dict[str, object]]:
    """A claim in fold and what the counts give."""
    is_fold = claim["claim"] == "fold_change"
    stated = claim["interval"] if is_fold else claim["interval"] / 100 + 1
    period, base = (Period(claim[f"{prefix}period_start"], claim[f"{prefix}period_end"]) for prefix in ("", "base_"))
    label = f"{period.label}: {claim['value']}{'-fold' if is_fold else ' %'}"
    name = f"{claim['value']}{'-fold' if is_fold else ' %'} for {period.label}"
    printed = Quantity(stated, "fold", "published", tuple(claim["evidence"].split()))
    again = _recomputed(run.level(indicator, period), run.level(indicator, base))
    return [
        drawn(label, printed, series="printed", claim=name) | {"status": "rounded"},
        drawn(label, again, series="recomputed", claim=name) | {"status": "recomputed" if again else "unknown"},
    ]


def _recomputed(later: Quantity | None, base: Quantity | None) -> Quantity | None:
    return fold(later, base) if later and base and base.interval.low > 0 else None


def _apart(rows: pd.DataFrame) -> tuple[int, list[str]]:
    """How many claims there are, and the names of those whose two intervals are disjoint."""
    printed, again = (rows[rows["series"].eq(name)].reset_index(drop=True) for name in ("printed", "recomputed"))
    apart = (printed["low"].gt(again["high"]) | printed["high"].lt(again["low"])) & again["low"].notna()
    return len(printed), list(printed.loc[apart, "claim"])


def stated_growth_finding(run: Scope, rows: pd.DataFrame) -> Sentence:
    """How many printed rates lie apart from what the counts give."""
    if rows.empty:
        return Sentence("No growth rate over {place} is printed", {"place": run.place})
    number, names = _apart(rows)
    values: dict[str, Value] = {"all": count(number), "apart": count(len(names)), "names": ", ".join(names)}
    if not names:
        return Sentence("All {all} printed growth rates overlap what the published counts give", values)
    if len(names) == 1:
        return Sentence("One of {all} printed growth rates does not follow from published counts: {names}", values)
    return Sentence("{apart} of {all} printed growth rates do not follow from published counts: {names}", values)


def rates_title(rows: pd.DataFrame) -> Sentence:
    """Title of the figure of printed rates."""
    if rows.empty:
        return Sentence("No printed rate")
    _, names = _apart(rows)
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
    return Sentence("The printed rate ({printed}) agrees with the counts within its rounding.", {"printed": printed})
