"""Small tables of printings, as the vintages and cells are computed from."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.dataset.geography import Geography
from karabakh_analysis.dataset.precision import interval_of
from karabakh_analysis.dataset.vintages import add_vintages

PLACES = {"AZ": "country", "ALL": "aggregate", "WEST": "economic_region", "EAST": "economic_region", "A": "district", "B": "district"}
MEMBERS = [("ALL", "A"), ("ALL", "B"), ("WEST", "A"), ("EAST", "B")]


def geography() -> Geography:
    rows = [(code, code, code, level, "") for code, level in PLACES.items()]
    places = pd.DataFrame(rows, columns=["code", "name", "name_az", "level", "note"])
    members = pd.DataFrame(MEMBERS, columns=["aggregate", "member"]).assign(valid_from=pd.NaT, valid_to=pd.NaT)
    return Geography(places, members)


def printing(row_id: str, value: str, known: str | None, **changes: object) -> dict[str, object]:
    """A count of new jobs in the first half of 2023, printed on a day."""
    row = {
        "observation_id": row_id,
        "source_id": row_id.rpartition("/")[0],
        "indicator": "new_jobs",
        "geography": "ALL",
        "sector": "",
        "kind": "flow",
        "period_start": pd.Timestamp("2023-01-01"),
        "period_end": pd.Timestamp("2023-06-30"),
        "unit": "jobs",
        "value": value,
        "low": "",
        "high": "",
        "precision": "exact",
        "coverage": "",
        "flags": "",
        "known_from_earliest": pd.Timestamp(known),
        "known_from_latest": pd.Timestamp(known),
    } | changes
    interval = interval_of(*(str(row[name]) for name in ("value", "low", "high", "precision", "unit", "kind")))
    return row | {"interval": interval}


def numbered(*rows: dict[str, object], since: dict[str, str] | None = None) -> pd.DataFrame:
    """The printings with their vintages, by row id."""
    days = pd.Series({row: pd.Timestamp(day) for row, day in (since or {}).items()}, dtype="datetime64[us]")
    return add_vintages(pd.DataFrame(list(rows)), geography(), days).set_index("observation_id", drop=False).rename_axis(None)
