"""Altered raw tables: the frozen ones, or few invented rows, with what a test adds to them."""

from __future__ import annotations

import csv
import random
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
from tests.conftest import FROZEN

from karabakh_analysis.dataset import Dataset, load
from karabakh_analysis.dataset.load import assemble
from karabakh_analysis.dataset.schema import RAW_TABLES
from karabakh_analysis.dataset.tables import validated_tables
from karabakh_analysis.evidence import Verdict
from karabakh_analysis.evidence.claims import Checked, check_claims
from karabakh_analysis.evidence.gather import Evidence
from karabakh_analysis.evidence.records import Records

Row = dict[str, str]
Tables = dict[str, pd.DataFrame]
FOUNDING_ARTICLE = "newsaz-2025-jobs-2024"
IDENTIFIERS = {"sources": "source_id", "observations": "observation_id", "claims": "claim_id"}
UNITS = {"new_jobs": "jobs", "new_enterprises": "enterprises", "enterprises_active": "enterprises"}
KINDS = {"enterprises_active": "stock"}
CLAIM_UNITS = {"fold_change": "fold", "percent_change": "percent", "share": "percent", "rank": "rank"}


def period_of(text: str) -> tuple[str, str]:
    """First and last day: 2023, 2023-H1, 2023-Q2, 2023-M9, a day, or two days with a slash."""
    year, _, part = text.partition("-")
    parts = {"": ("01-01", "12-31"), "H1": ("01-01", "06-30"), "M9": ("01-01", "09-30"), "M4": ("01-01", "04-30")}
    parts |= {"Q1": ("01-01", "03-31"), "Q2": ("04-01", "06-30"), "Q3": ("07-01", "09-30"), "Q4": ("10-01", "12-31")}
    if part in parts:
        start, end = parts[part]
        return f"{year}-{start}", f"{year}-{end}"
    start, _, end = text.partition("/")
    return start, end or start


def document(name: str, published: str = "2026-02-01") -> Row:
    """A document of a day."""
    row = {"source_id": name, "publisher": "Test", "published": published, "published_basis": "stated" if published else "unknown"}
    return row | {"language": "en"}


def count(row_id: str, geography: str, period: str, value: object, precision: str = "exact", **changes: str) -> Row:
    """A printed count, of new jobs unless another indicator is given."""
    indicator = changes.get("indicator", "new_jobs")
    start, end = period_of(period)
    row = {"observation_id": row_id, "source_id": row_id.partition("/")[0], "indicator": indicator, "geography": geography}
    row |= {"period_start": start, "period_end": end, "kind": KINDS.get(indicator, "flow"), "unit": UNITS.get(indicator, "jobs")}
    return row | {"value": str(value), "precision": precision, "stated_as": str(value)} | changes


def claim(
    row_id: str, kind: str, geography: str, period: str, value: object, precision: str = "rounded", base: str = "", **more: str
) -> Row:
    """A printed derived figure, of new jobs unless another indicator is given."""
    indicator = more.get("indicator", "new_jobs")
    start, end = period_of(period)
    base_start, base_end = period_of(base) if base else ("", "")
    row = {"claim_id": row_id, "source_id": row_id.partition("/")[0], "indicator": indicator, "geography": geography}
    row |= {"period_start": start, "period_end": end, "base_period_start": base_start, "base_period_end": base_end, "claim": kind}
    row |= {"value": str(value), "unit": CLAIM_UNITS.get(kind, UNITS.get(indicator, "jobs")), "computed_by": "unknown"}
    return row | {"precision": precision, "stated_as": str(value)} | more


def annotation(row_id: str, flag: str, since: str = "") -> Row:
    """A remark on a row."""
    return {"row_id": row_id, "flag": flag, "reason": "invented", "since": since}


@dataclass(frozen=True)
class Added:
    """Rows to add to raw tables; a document of one day is made for every row whose document is not among ``sources``."""

    observations: Iterable[Row] = ()
    claims: Iterable[Row] = ()
    sources: Iterable[Row] = ()
    annotations: Iterable[Row] = ()


def _header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


def read(path: Path) -> list[Row]:
    """Rows of a raw table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: Iterable[Row], header: list[str]) -> None:
    """Write a raw table; what a row does not name is empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _append(path: Path, rows: Iterable[Row]) -> None:
    write(path, [*read(path), *rows], _header(path))


def with_rows(folder: Path, added: Added, keep: Callable[[str, Row], bool] = lambda *_: True) -> Dataset:
    """The frozen tables with rows added and, of those with an id, without the rows that are not kept.

    Parameters
    ----------
    folder
        A new folder.
    added
        What is added.
    keep
        Says of a table's name and a row whether the row stays.
    """
    raw = shutil.copytree(FROZEN / "raw", folder / "raw")
    for name in ("observations", "claims"):
        path = raw / f"{name}.csv"
        write(path, [row for row in read(path) if keep(name, row)], _header(path))
    left = {row[IDENTIFIERS[name]] for name in ("observations", "claims") for row in read(raw / f"{name}.csv")}
    for name in ("annotations", "corrections"):
        path = raw / f"{name}.csv"
        write(path, [row for row in read(path) if row["row_id"] in left], _header(path))
    _add(raw, added)
    return load(folder)


@cache
def _frozen() -> dict[str, pd.DataFrame]:
    """The frozen tables as text, read and validated once."""
    tables, problems = validated_tables(FROZEN)
    assert not problems
    return tables


def only_rows(added: Added, as_of: str | None = None) -> Dataset:
    """The frozen places and indicators with invented documents and figures alone, without a way through files."""
    documents = {row["source_id"]: row for row in added.sources}
    for row in (*added.observations, *added.claims):
        documents.setdefault(row["source_id"], document(row["source_id"]))
    rows = {"sources": documents.values(), "observations": added.observations, "claims": added.claims, "annotations": added.annotations}
    tables = {name: _table(name, list(those)) for name, those in rows.items()}
    tables["annotations"] = pd.concat([_frozen()["annotations"], tables["annotations"]], ignore_index=True)
    corrected = {name: tables[name].assign(corrected_fields="") for name in ("observations", "claims")}
    return assemble({**_frozen(), **tables, **corrected}, pd.Timestamp(as_of) if as_of else None)


def _table(name: str, rows: list[Row]) -> pd.DataFrame:
    columns = list(RAW_TABLES[name].columns)
    return pd.DataFrame([[row.get(column, "") for column in columns] for row in rows], columns=columns, dtype=str)


def _add(raw: Path, added: Added) -> None:
    sources = {row["source_id"]: row for row in added.sources}
    known = {row["source_id"] for row in read(raw / "sources.csv")}
    for row in (*added.observations, *added.claims):
        if row["source_id"] not in known:
            sources.setdefault(row["source_id"], document(row["source_id"]))
    tables = {"sources": sources.values(), "observations": added.observations, "claims": added.claims, "annotations": added.annotations}
    for name, rows in tables.items():
        _append(raw / f"{name}.csv", rows)


def shuffled(folder: Path, seed: int) -> Dataset:
    """The frozen tables with the rows of every table in another order."""
    raw = shutil.copytree(FROZEN / "raw", folder / "raw")
    order = random.Random(seed)
    for path in sorted(raw.glob("*.csv")):
        rows = read(path)
        order.shuffle(rows)
        write(path, rows, _header(path))
    return load(folder)


def check_only(*claims: Row, observations: Iterable[Row] = (), **added: Iterable[Row]) -> dict[str, Checked]:
    """The check of invented claims against invented counts alone, by claim id."""
    dataset = only_rows(Added(tuple(observations), claims, **added))
    return {each.claim["claim_id"]: each for each in check_claims(Records(dataset))}


def verdict_of(evidence: Evidence, claim_id: str) -> Verdict:
    """The verdict on a claim."""
    return next(each for each in evidence.verdicts if each.checked.claim["claim_id"] == claim_id)


def reversed_values(tables: Tables) -> Tables:
    """Every printed number stands with another row of its indicator, the last with the first."""
    rows = tables["observations"].copy()
    for _, group in rows.groupby("indicator"):
        rows.loc[group.index, ["value", "low", "high", "precision"]] = group[["value", "low", "high", "precision"]].to_numpy()[::-1]
    return {**tables, "observations": rows}


def equal_values(tables: Tables) -> Tables:
    """Every printed number is 50."""
    rows = tables["observations"].assign(value="50", low="", high="", precision="exact")
    return {**tables, "observations": rows}


def without_rates(tables: Tables) -> Tables:
    """Printed ranks are the only derived figures: growth and shares of counts that contradict each other cost the evidence minutes."""
    return {**tables, "claims": tables["claims"][tables["claims"]["claim"].eq("rank")]}


def only(tables: Tables, kept: Callable[[pd.DataFrame], pd.Series]) -> Tables:
    """Those observations and claims alone that are kept."""
    return {**tables, **{name: tables[name][kept(tables[name])] for name in ("observations", "claims")}}


ALTERED: dict[str, Callable[[Tables], Tables]] = {
    "values reversed": reversed_values,
    "all figures equal": equal_values,
    "values reversed, no rates": lambda tables: without_rates(reversed_values(tables)),
    "all figures equal, no rates": lambda tables: without_rates(equal_values(tables)),
    "a place removed": lambda tables: only(tables, lambda rows: rows["geography"].ne("AZ-XA")),
    "only the founding article": lambda tables: only(tables, lambda rows: rows["source_id"].eq(FOUNDING_ARTICLE)),
    "nothing after 2023": lambda tables: only(tables, lambda rows: rows["period_end"].lt("2024")),
    "rates and targets alone": lambda tables: only(tables, lambda rows: rows["indicator"].str.contains("_target|_rate")),
    "counts alone": lambda tables: only(tables, lambda rows: ~rows["indicator"].str.endswith("_target")),
    "nothing in doubt": lambda tables: {**tables, "annotations": tables["annotations"][tables["annotations"]["flag"].ne("scope_doubt")]},
}
