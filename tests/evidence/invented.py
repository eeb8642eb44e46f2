"""Raw tables with rows that no document prints, written as a maintainer would add them."""

from __future__ import annotations

from pathlib import Path

from karabakh_analysis.dataset import Dataset, load

SOURCE = "invented-20260301-release"
COUNT = "{source}/{number:02},{source},{indicator},{place},,{start},{end},flow,{value},,,{unit},exact,{value},,"
CLAIM = (
    "{source}/c{number:02},{source},{indicator},{place},,{start},{end},{base},{claim},{among},,,"
    "{value},{unit},{precision},unknown,{value},{note}"
)


def count(number: int, place: str, start: str, end: str, value: int, indicator: str = "new_jobs", unit: str = "jobs") -> str:
    """A printed count."""
    return COUNT.format(source=SOURCE, number=number, indicator=indicator, place=place, start=start, end=end, value=value, unit=unit)


def claim(
    number: int,
    place: str,
    period: tuple[str, str],
    base: tuple[str, str] | None,
    kind: str,
    value: str,
    unit: str,
    *,
    among: str = "",
    precision: str = "rounded",
    indicator: str = "new_jobs",
    note: str = "",
    source: str = SOURCE,
) -> str:
    """A printed derived figure."""
    return CLAIM.format(
        source=source,
        number=number,
        indicator=indicator,
        place=place,
        start=period[0],
        end=period[1],
        base=",".join(base or ("", "")),
        claim=kind,
        among=among,
        value=value,
        unit=unit,
        precision=precision,
        note=note,
    )


def with_rows(data: Path, counts: list[str] | None = None, claims: list[str] | None = None, published: str = "2026-03-01") -> Dataset:
    """The tables of a copy with one more document and its rows."""
    _append(data / "raw" / "sources.csv", [f"{SOURCE},Invented,,,{published},stated,en,State Statistical Committee,"])
    _append(data / "raw" / "observations.csv", counts or [])
    _append(data / "raw" / "claims.csv", claims or [])
    return load(data)


def _append(table: Path, rows: list[str]) -> None:
    with table.open("a", encoding="utf-8") as file:
        file.writelines(f"{row}\n" for row in rows)
