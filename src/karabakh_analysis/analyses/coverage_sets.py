"""Groups of places as sets that change over time (notebook 09)."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from karabakh_analysis.analyses.marks import hue_of
from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.scope import REGIONS
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.values import Sentence, Value, listed

SETS = ("LIBERATED", *REGIONS)
# What the marks of the grid stand for: a cell here is a membership.
WORDS = {"published": "member", "absent": "the place did not exist"}
LEVELS = {"economic_region": "economic region"}


def year_ends(data: Dataset) -> list[pd.Timestamp]:
    """Last days of the years from that of the first change of a set to the one after the last change."""
    changes = _changes(data)
    if changes.empty:
        return []
    return [pd.Timestamp(year, 12, 31) for year in range(changes.min().year, changes.max().year + 2)]


def _changes(data: Dataset) -> pd.Series:
    """The days on which a membership of one of the sets begins or ends."""
    rows = data.geography.memberships
    rows = rows[rows["aggregate"].isin(SETS)]
    return pd.concat([rows["valid_from"], rows["valid_to"]]).dropna()


def membership_grid(data: Dataset) -> pd.DataFrame:
    """Membership of every district at the end of every year, as rows of a grid; a district outside a set has no row."""
    rows = [
        cell
        for region in REGIONS
        for code in sorted(data.geography.ever_members(region), key=data.geography.name)
        for group in SETS
        for day in year_ends(data)
        if (cell := _cell(data, region, code, group, day))
    ]
    return pd.DataFrame(rows)


def _cell(data: Dataset, region: str, code: str, group: str, day: pd.Timestamp) -> dict[str, object] | None:
    if code not in data.geography.ever_members(group):
        return None
    exists = data.geography.exists(code, day)
    if exists and code not in data.geography.members(group, day):
        return None
    value = 1.0 if exists else math.nan
    row = {
        "group": place_name(data, region).head,
        "label": data.geography.name(code),
        "panel": place_name(data, group).short,
        "column": str(day.year),
    }
    status = "published" if exists else "absent"
    return {**row, "low": value, "high": value, "status": status, "printed": "member" if exists else "", "hue": hue_of(region)}


def grid_title(data: Dataset) -> Sentence:
    """How many liberated districts there are at the first and the last year's end drawn."""
    days = year_ends(data)
    if not days:
        return Sentence("The sets do not change")
    then, now = (count(len(data.geography.members("LIBERATED", day))) for day in (days[0], days[-1]))
    values: dict[str, Value] = {"then": then, "now": now, "first": str(days[0].year), "last": str(days[-1].year)}
    return Sentence("The liberated districts are {then} places at the end of {first} and {now} at the end of {last}", values)


def sets_heading(data: Dataset) -> Sentence:
    """On how many days a set changes."""
    days = _changes(data).nunique()
    if not days:
        return Sentence("Groups of places are sets of districts")
    on = "one day" if days == 1 else "{days} days"
    return Sentence(f"Groups of places are sets of districts, with memberships that begin or end on {on}", {"days": count(days)})


def changes_finding(data: Dataset) -> Sentence:
    """Which districts entered the liberated districts after its first ones, and when."""
    rows = data.geography.memberships
    own = rows[rows["aggregate"].eq("LIBERATED")].dropna(subset=["valid_from"]).sort_values(["valid_from", "member"], kind="stable")
    later = own[own["valid_from"].gt(own["valid_from"].min())]
    if later.empty:
        return Sentence("No place joined the liberated districts after the first ones.")
    joined = [f"{data.geography.name(row.member)} on {_day(row.valid_from)}" for row in later.itertuples()]
    values: dict[str, Value] = {"first": _day(own["valid_from"].min()), "joined": ", ".join(joined)}
    return Sentence("The first members count from {first}; later joined: {joined}.", values)


def outside_finding(data: Dataset) -> Sentence:
    """Which districts of the two economic regions never belong to the liberated ones."""
    inside = set(data.geography.ever_members("LIBERATED"))
    outside = [data.geography.name(code) for code in data.geography.ever_members("KAR+EZR") if code not in inside]
    if not outside:
        return Sentence("Every district of the two economic regions belongs to the liberated ones.")
    verb = "is not one" if len(outside) == 1 else "are not"
    return Sentence(
        "The two economic regions also hold {names}, which " + verb + " of the liberated districts.", {"names": listed(outside)}
    )


def _day(day: pd.Timestamp) -> str:
    return Period.day(day).label


def place_table(data: Dataset) -> pd.DataFrame:
    """One row a district or city: its code, its Azerbaijani name, and since when it belongs to the liberated districts and its region."""
    rows = {data.geography.name(code): _place(data, region, code) for region, code in _places(data)}
    return pd.DataFrame.from_dict(rows, orient="index")


def place_groups(data: Dataset) -> list[str]:
    """The economic region of every row of `place_table`."""
    return [place_name(data, region).head for region, _ in _places(data)]


def _places(data: Dataset) -> list[tuple[str, str]]:
    return [(region, code) for region in REGIONS for code in sorted(data.geography.ever_members(region), key=data.geography.name)]


def _place(data: Dataset, region: str, code: str) -> dict[str, object]:
    names = data.geography.places.set_index("code")["name_az"]
    return {
        "Azerbaijani name": str(names[code]),
        "Code": code,
        "In its region": _spells(data, region, code),
        "In the liberated districts": _spells(data, "LIBERATED", code),
    }


def _spells(data: Dataset, group: str, code: str) -> str:
    """When a district belongs to a group, in words."""
    rows = data.geography.memberships
    found = rows[rows["aggregate"].eq(group) & rows["member"].eq(code)]
    return ", ".join(_spell(row.valid_from, row.valid_to) for row in found.itertuples()) or "no"


def _spell(first: pd.Timestamp, last: pd.Timestamp) -> str:
    ends = [f"from {_day(first)}" if pd.notna(first) else "", f"to {_day(last)}" if pd.notna(last) else ""]
    return " ".join(filter(None, ends)) or "every period"


def group_table(data: Dataset) -> pd.DataFrame:
    """One row a group of places or wider area: its names, code and level, number of districts that it ever holds, what it covers."""
    places = data.geography.places
    wide = places[~places["code"].isin(data.geography.districts)]
    rows = {row.name: _group(data, row) for row in wide.itertuples(index=False)}
    return pd.DataFrame.from_dict(rows, orient="index")


def _group(data: Dataset, row: Any) -> dict[str, object]:
    members = len(data.geography.ever_members(row.code))
    described = {"Azerbaijani name": row.name_az, "Code": row.code, "Level": LEVELS.get(row.level, row.level)}
    return {**described, "Places": members or None, "Covers": row.note}
