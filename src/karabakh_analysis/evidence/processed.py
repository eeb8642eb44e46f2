"""The tables of evidence that other programs read; their columns are fixed by the methods, sections 4 and 5."""

from __future__ import annotations

from math import nan

import pandas as pd
import pandera.pandas as pa

from karabakh_analysis.dataset.processed import DAY, Processed, column_of
from karabakh_analysis.dataset.schema import CLAIMS
from karabakh_analysis.evidence.claims import VERDICTS
from karabakh_analysis.evidence.gather import Evidence, Verdict
from karabakh_analysis.values import Interval

_DAYS = ("period_start", "period_end", "base_period_start", "base_period_end")
_COPIED = ("claim_id", "source_id", "indicator", "geography", "sector", *_DAYS, "claim", "among", "unit", "precision")

CLAIMS_CHECKED_TABLE = pa.DataFrameSchema(
    {
        **{name: column_of(DAY if name in _DAYS else str, CLAIMS.columns[name].description) for name in _COPIED},
        "stated_low": column_of(float, "Low end of the interval that the printed figure stands for, in unit; empty: none"),
        "stated_high": column_of(float, "High end of that interval; empty: none"),
        "recomputed_low": column_of(float, "Low end of the figure recomputed from the latest printed counts, in unit; empty: none"),
        "recomputed_high": column_of(float, "High end of the recomputed figure; empty: none"),
        "implied_base_low": column_of(float, "Low end of the base (for a share the reference) that level and claim imply, in its unit"),
        "implied_base_high": column_of(float, "High end of that base"),
        "verdict": column_of(str, "What the printed counts say: " + ", ".join(VERDICTS), nullable=False),
        "reason": column_of(str, "The arithmetic behind the verdict", nullable=False),
        "evidence": column_of(str, "Rows that the recomputed figure rests on, space-separated"),
        "distinct_claim": column_of(str, "First claim_id with the same content", nullable=False),
        "computed_by": column_of(str, CLAIMS.columns["computed_by"].description),
    },
    title="Claims checked",
    description="Every published derived figure beside the same figure recomputed from printed counts alone.",
    unique=["claim_id"],
    strict=True,
)

BOUNDS_TABLE = pa.DataFrameSchema(
    {
        "indicator": column_of(str, "Code of an additive flow that has a district table", nullable=False),
        "geography": column_of(str, "Code of the place or group of places", nullable=False),
        "period_start": column_of(DAY, "First day of the quarter, half-year, nine months or year", nullable=False),
        "period_end": column_of(DAY, "Last day", nullable=False),
        "low": column_of(float, "Smallest possible value, in the indicator's unit; empty: none"),
        "high": column_of(float, "Largest possible value; empty: none"),
        "status": column_of(
            str, "published, implied (one number follows), bounded, unknown (nothing but 0 or more) or conflicting", nullable=False
        ),
        "evidence": column_of(str, "Rows with which the bound can be derived, space-separated"),
        "conflict_ids": column_of(str, "Conflicts that hold a figure about the cell, space-separated"),
    },
    title="Bounds",
    description="The tightest bounds that the published figures give for every place and period.",
    unique=["indicator", "geography", "period_start", "period_end"],
    strict=True,
)

CONFLICTS_TABLE = pa.DataFrameSchema(
    {
        "conflict_id": column_of(str, "Indicator, and the first eight hexadecimal digits of the SHA-256 of the row ids", nullable=False),
        "row_id": column_of(str, "A row of the conflict", nullable=False),
        "statement": column_of(str, "Why its rows cannot all be true", nullable=False),
    },
    title="Conflicts",
    description="Smallest sets of published figures that cannot all be true.",
    unique=["conflict_id", "row_id"],
    strict=True,
)


def evidence_tables(evidence: Evidence) -> dict[str, Processed]:
    """The tables of evidence, by name."""
    return {
        "claims_checked": Processed(_claims(evidence), CLAIMS_CHECKED_TABLE, ("claim_id",)),
        "bounds": Processed(_bounds(evidence), BOUNDS_TABLE, ("indicator", "geography", "period_start", "period_end")),
        "conflicts": Processed(_conflicts(evidence), CONFLICTS_TABLE, ("conflict_id", "row_id")),
    }


def _table(rows: list[dict[str, object]], schema: pa.DataFrameSchema) -> pd.DataFrame:
    """Rows in the types of a schema, also where there is none."""
    types = {name: column.dtype.type for name, column in schema.columns.items()}
    return pd.DataFrame(rows, columns=list(types)).astype(types)


def _claims(evidence: Evidence) -> pd.DataFrame:
    return _table([_claim(verdict) for verdict in evidence.verdicts], CLAIMS_CHECKED_TABLE)


def _claim(verdict: Verdict) -> dict[str, object]:
    checked = verdict.checked
    found = checked.latest.found
    return {
        **{name: checked.claim[name] for name in (*_COPIED, "computed_by")},
        **_ends("stated", checked.claim["interval"]),
        **_ends("recomputed", found.interval if found else None),
        **_ends("implied_base", verdict.implied_base),
        "verdict": checked.verdict,
        "reason": verdict.reason.plain,
        "evidence": " ".join(verdict.evidence),
        "distinct_claim": checked.distinct,
    }


def _ends(name: str, interval: Interval | None) -> dict[str, object]:
    low, high = (float(interval.low), float(interval.high)) if interval else (nan, nan)
    return {f"{name}_low": low, f"{name}_high": high}


def _bounds(evidence: Evidence) -> pd.DataFrame:
    rows: list[dict[str, object]] = [
        {
            "indicator": bound.indicator,
            "geography": bound.geography,
            "period_start": bound.period.start,
            "period_end": bound.period.end,
            "low": float(bound.interval.low),
            "high": float(bound.interval.high),
            "status": bound.status,
            "evidence": " ".join(bound.evidence),
            "conflict_ids": " ".join(evidence.conflict_ids(bound)),
        }
        for bound in evidence.bounds
    ]
    return _table(rows, BOUNDS_TABLE)


def _conflicts(evidence: Evidence) -> pd.DataFrame:
    statements = {conflict.conflict_id: conflict for conflict in evidence.conflicts}
    rows: list[dict[str, object]] = [
        {"conflict_id": conflict_id, "row_id": row, "statement": conflict.statement.plain}
        for conflict_id, conflict in sorted(statements.items())
        for row in conflict.rows
    ]
    return _table(rows, CONFLICTS_TABLE)
