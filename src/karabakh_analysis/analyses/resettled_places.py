"""Resettled families and persons by place, as printed: listed, never summed (notebook 06)."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.printings import LIBERATED, Printing, printings
from karabakh_analysis.analyses.scope import REGIONS
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import COUNTRY, Dataset
from karabakh_analysis.values import Quantity, Sentence, Value

WHOLE = (COUNTRY, LIBERATED, "KAR+EZR", *REGIONS)
HEADS = {"families_resettled": "Families", "population_resettled": "Persons"}
Place = tuple[str, str, str]


def _last_by_place(data: Dataset) -> dict[Place, list[Printing]]:
    """The last printed counts of every place, families and persons of one day together, by name of the district and words of the place."""
    found = [each for each in printings(data, *HEADS) if each.geography not in WHOLE and pd.notna(each.moment)]
    found = [each for each in found if "superseded" not in each.quantity.flags]
    places: dict[Place, list[Printing]] = {}
    for each in found:
        places.setdefault(_place(data, each), []).append(each)
    return {place: _last(places[place]) for place in sorted(places) if not _moved(data, places, place)}


def _moved(data: Dataset, places: dict[Place, list[Printing]], place: Place) -> bool:
    """Whether a settlement is counted later under a district that did not exist yet: the same one under its former district."""
    last = _last(places[place])[0]
    others = [_last(found)[0] for other, found in places.items() if other != place and other[1:] == place[1:]]
    return "settlement_level" in last.quantity.flags and any(
        last.moment < other.moment and not data.geography.exists(other.geography, last.moment) for other in others
    )


def _place(data: Dataset, each: Printing) -> Place:
    moved = "in the period" if each.kind == "flow" else "to date"
    return place_name(data, each.geography).text, each.coverage, moved


def _last(found: Iterable[Printing]) -> list[Printing]:
    members = list(found)
    latest = max(each.moment for each in members)
    return [each for each in members if each.moment == latest]


def places_table(data: Dataset) -> pd.DataFrame:
    """The last count of every place for which one is printed. Units: families, persons."""
    rows = [
        {"Day": found[0].when, **_cells(found), "Counted": moved, "Remarks": _remarks(found)}
        for (_, _, moved), found in _last_by_place(data).items()
    ]
    return pd.DataFrame(rows, index=[words or name for name, words, _ in _last_by_place(data)], dtype=object)


def _cells(found: list[Printing]) -> dict[str, Quantity | None]:
    return {head: next((each.quantity for each in found if each.indicator == code), None) for code, head in HEADS.items()}


def _remarks(found: list[Printing]) -> str:
    return "; ".join(dict.fromkeys(filter(None, (each.remarks for each in found)))) or "none"


def place_groups(data: Dataset) -> list[str]:
    """The heading above each row of `places_table`: the district."""
    return [name for name, _, _ in _last_by_place(data)]


def places_finding(data: Dataset) -> Sentence:
    """How many last counts of places within the area are printed, and how many of them are of towns and villages alone."""
    places = _last_by_place(data)
    single = sum("settlement_level" in found[0].quantity.flags for found in places.values())
    values: dict[str, Value] = {"counts": count(len(places)), "single": count(single)}
    if not places:
        return Sentence("No count of a district or settlement is printed.")
    if len(places) == 1:
        return Sentence("One count of a district or settlement is printed.")
    if single in (0, len(places)):
        kind = "all of them" if single else "none of them"
        text = f"Below the whole area {{counts}} last counts are printed, {kind} of towns or villages alone"
        return Sentence(f"{text}; places overlap and are not summed.", values)
    return Sentence(
        "Below the whole area {counts} last counts are printed, {single} of them of towns or villages alone; places overlap and are not"
        " summed.",
        values,
    )
