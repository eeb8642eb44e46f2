"""Records as large as one likes, in the pattern of the real one, that a known table of whole numbers satisfies.

Every printed count and claim of the flow is printed again for later years, with the figure that a random true table has there, in the
precision of the real one. So the figures never contradict each other, and every bound must hold the true level.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.dataset.load import assemble
from karabakh_analysis.dataset.precision import interval_of, printed_unit
from karabakh_analysis.dataset.problems import DataError
from karabakh_analysis.dataset.tables import validated_tables
from karabakh_analysis.evidence.errors import OutsideGridError
from karabakh_analysis.evidence.grid import Grid
from karabakh_analysis.evidence.recompute import reference_of
from karabakh_analysis.evidence.records import Records, Subject
from karabakh_analysis.values import Interval

SUBJECT: Subject = ("new_jobs", "")
PERCENT = 100
# Jobs of a quarter: a usual district and how much districts and quarters differ (as logarithms), and the rest of the country.
DISTRICT, DISTRICTS_DIFFER, QUARTERS_DIFFER, REST = 40, 1.0, 0.6, 20_000
YEAR = re.compile(r"(?:19|20|21)\d\d")

Row = Mapping[str, str]


@dataclass(frozen=True)
class Grown:
    """A synthetic record, the grid that it is about, and the table of atoms that it was printed from."""

    dataset: Dataset
    grid: Grid
    table: NDArray[np.int64]

    def level(self, geography: str, period: Period, within: str = "") -> int:
        """The true level of a place over a period."""
        return int(self.table[list(self.grid.atoms(geography, period, within))].sum())


def grown(data: Path, times: int, seed: int = 1) -> Grown:
    """The record of ``data`` over ``times`` as many years.

    Parameters
    ----------
    data
        Directory that holds ``raw/``.
    times
        How many times the real years follow each other.
    seed
        Of the true table.
    """
    tables, problems = validated_tables(data)
    if problems:
        raise DataError(problems)
    records = Records(assemble(tables, None))
    grid = records.grid(SUBJECT)
    years = grid.last_year - grid.first_year + 1
    wide = Grid(grid.geography, grid.first_year, grid.first_year + times * years - 1)
    press = _Press(wide, true_table(wide, seed))
    standing, claims = records.standing(SUBJECT)["observation_id"], records.claims(SUBJECT)["claim_id"]
    counts = _rows(tables["observations"], "observation_id", standing)
    derived = [row for row in _rows(tables["claims"], "claim_id", claims) if _is_known(row)]
    joining = [row for row in derived if row["base_period_end"].startswith(str(grid.first_year))]
    editions: list[tuple[int, Sequence[Row], Sequence[Row]]] = [(copy * years, counts, derived) for copy in range(times)]
    # As every year is compared with the one before it, so is the first of a copy with the last of the copy before.
    editions += [(copy * years - 1, (), joining) for copy in range(1, times)]
    shifts = [shift for shift, *_ in editions]
    printed = [press.edition(*rows, shift) for shift, *rows in editions]
    grown_tables = {
        **tables,
        "observations": _frame(tables["observations"], (row for rows, _ in printed for row in rows)),
        "claims": _frame(tables["claims"], (row for _, rows in printed for row in rows)),
        "annotations": _frame(tables["annotations"], _remarks(tables["annotations"], {*standing, *claims}, shifts)),
        "corrections": tables["corrections"].iloc[:0],
    }
    sources = {row["source_id"]: row for row in tables["sources"].to_dict("records")}
    grown_tables["sources"] = _frame(tables["sources"], _documents(grown_tables, sources))
    return Grown(assemble(grown_tables, None), wide, press.table)


def true_table(grid: Grid, seed: int) -> NDArray[np.int64]:
    """Jobs of every district and quarter, at least one each; none where the district does not exist."""
    draw = np.random.default_rng(seed)
    usual = np.append(DISTRICT * draw.lognormal(0, DISTRICTS_DIFFER, len(grid.places) - 1), REST)
    jobs = usual[:, np.newaxis] * draw.lognormal(0, QUARTERS_DIFFER, (len(grid.places), grid.quarters))
    table = np.maximum(np.rint(jobs), 1).astype(np.int64).reshape(-1)
    table[list(grid.absent)] = 0
    return table


class _Press:
    """Prints rows again from a true table, some years later."""

    def __init__(self, grid: Grid, table: NDArray[np.int64]) -> None:
        self._grid, self.table = grid, table

    def edition(self, counts: Sequence[Row], claims: Sequence[Row], shift: int) -> tuple[list[Row], list[Row]]:
        """Counts and derived figures some years later, without those that are not of whole quarters.

        A rank is told of the place that has it, and where the document prints the level of the real place, it prints the level of that
        place instead.
        """
        later = [_later(row, shift, "claim_id") for row in claims]
        renamed = self._renamed(later)
        derived = [self._claim(row, renamed.get(_table_of(row), {})) for row in later]
        levels = [self._count(row, renamed.get(_table_of(row), {})) for row in (_later(row, shift, "observation_id") for row in counts)]
        return [row for row in levels if row], [row for row in derived if row]

    def _renamed(self, claims: Sequence[Row]) -> dict[tuple[str, ...], dict[str, str]]:
        """For every table with ranks, what its places are called: those that the ranks name change places with those that have them."""
        tables: dict[tuple[str, ...], dict[str, str]] = {}
        for claim in claims:
            if claim["claim"] != "rank":
                continue
            names = tables.setdefault(_table_of(claim), {})
            with suppress(OutsideGridError):
                _exchange(names, claim["geography"], self._ranked(claim))
        return tables

    def _count(self, row: Row, names: Mapping[str, str]) -> Row | None:
        place = names.get(row["geography"], row["geography"])
        try:
            return {**row, "geography": place, **_printed(Fraction(self._level(row, place)), row)}
        except OutsideGridError:
            return None

    def _claim(self, row: Row, names: Mapping[str, str]) -> Row | None:
        try:
            if row["claim"] == "rank":
                self._ranked(row)
                return {**row, "geography": names[row["geography"]]}
            return {**row, **_printed(self._figure(row), row)}
        except OutsideGridError:
            return None

    def _figure(self, claim: Row) -> Fraction:
        level = Fraction(self._level(claim, claim["geography"]))
        if claim["claim"] == "share":
            return PERCENT * level / self._level(claim, claim["among"])
        base = self._level(claim, claim["geography"], "base_")
        return {"absolute_change": level - base, "percent_change": PERCENT * (level / base - 1), "fold_change": level / base}[
            claim["claim"]
        ]

    def _ranked(self, claim: Row) -> str:
        members = self._grid.members(claim["among"], _period(claim))
        levels = {member: self._level(claim, member, within=claim["among"]) for member in members}
        return sorted(members, key=lambda member: (-levels[member], member))[int(claim["value"]) - 1]

    def _level(self, row: Row, geography: str, prefix: str = "", within: str = "") -> int:
        return int(self.table[list(self._grid.atoms(geography, _period(row, prefix), within))].sum())


def _table_of(row: Row) -> tuple[str, ...]:
    """The document and period that a row is about."""
    return row["source_id"], row["period_start"], row["period_end"]


def _exchange(names: dict[str, str], place: str, wanted: str) -> None:
    """Call a place as wanted, and the one that was called so as this one was."""
    other = next((each for each, name in names.items() if name == wanted), wanted)
    names[other], names[place] = names.get(place, place), wanted


def _period(row: Row, prefix: str = "") -> Period:
    return Period(pd.Timestamp(row[f"{prefix}period_start"]), pd.Timestamp(row[f"{prefix}period_end"]))


def _rows(table: pd.DataFrame, identifier: str, wanted: pd.Series) -> list[Row]:
    return list(table[table[identifier].isin(set(wanted))].to_dict("records"))


def _is_known(claim: Row) -> bool:
    """Whether a claim names everything that it compares, in the flow itself."""
    if claim["claim"] == "share":
        return reference_of(claim) == SUBJECT
    return claim["claim"] == "rank" or claim["base_period_end"] != ""


def _later(row: Row, shift: int, identifier: str) -> dict[str, str]:
    """A row some years later, in a document of its own."""
    days = {column: _shifted(day, shift) for column, day in row.items() if "period" in column}
    document = f"{row['source_id']}-{shift}"
    return {**row, **days, "source_id": document, identifier: document + row[identifier].removeprefix(row["source_id"])}


def _shifted(days: str, shift: int) -> str:
    return YEAR.sub(lambda year: str(int(year.group()) + shift), days)


def _documents(tables: Mapping[str, pd.DataFrame], sources: Mapping[str, Row]) -> Iterator[Row]:
    """The documents of all rows, each published as long after the real one as its years are after the real ones."""
    for name in sorted({*tables["observations"]["source_id"], *tables["claims"]["source_id"]}):
        real, _, shift = name.rpartition("-")
        yield {**sources[real], "source_id": name, "published": _shifted(sources[real]["published"], int(shift))}


def _remarks(annotations: pd.DataFrame, wanted: Set[str], shifts: Sequence[int]) -> Iterator[Row]:
    """The remarks on the rows that are printed again, on each of their printings."""
    for row in annotations[annotations["row_id"].isin(wanted)].to_dict("records"):
        document, _, number = row["row_id"].rpartition("/")
        yield from ({**row, "row_id": f"{document}-{shift}/{number}"} for shift in shifts)


def _frame(pattern: pd.DataFrame, rows: Iterator[Row]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=pattern.columns).astype(pattern.dtypes)


def _printed(figure: Fraction, pattern: Row) -> dict[str, str]:
    """A figure in the precision of a real one; to the unit where that precision would not hold it."""
    if pattern["precision"] == "range":
        raise ValueError(f"{pattern['source_id']} prints a range, which the generator cannot print again")
    step = printed_unit(pattern["value"], pattern["unit"])
    decimals = len(pattern["value"].partition(".")[2])
    size = abs(figure) / step
    whole = {"exact": size, "nearly": floor(size) + 1, "more_than": ceil(size) - 1, "up_to": ceil(size)}.get(
        pattern["precision"], floor(size + Fraction(1, 2))
    )
    sign = "-" if figure < 0 and whole else ""
    value = f"{sign}{float(whole * step):.{decimals}f}"
    if interval_of(value, "", "", pattern["precision"], pattern["unit"]).contains(Interval.point(figure)):
        return {"value": value, "precision": pattern["precision"], "stated_as": value}
    if figure.denominator != 1:
        raise ValueError(f"{figure} cannot be printed as {pattern['precision']} {pattern['value']}")
    return {"value": str(figure), "precision": "exact", "stated_as": str(figure)}
