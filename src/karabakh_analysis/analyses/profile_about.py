"""What a district or city is, and what the figures on it do not say (notebook district_profile)."""

from __future__ import annotations

from typing import Any

from karabakh_analysis.analyses.printings import SAME
from karabakh_analysis.analyses.profile import LIBERATED, Profile
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Period
from karabakh_analysis.values import Sentence, Value

PRESENT = "population_present"


def about(run: Profile) -> list[Sentence]:
    """What the place is: level, region, whether and since when it is a liberated district, its own name, its code."""
    place = _place(run)
    values: dict[str, Value] = {"level": place["level"], "region": run.region_name, "own": place["name_az"], "code": run.code}
    which = (
        "one of the places that the sources call liberated districts"
        if run.is_liberated
        else "not one of the liberated districts of the sources"
    )
    first = Sentence(f"{{level}} in the {{region}} economic region, {which}.", values)
    second = Sentence("Its name in Azerbaijani is {own}; its code here is {code}.", values)
    remark = str(place["note"] or "")
    return [first, *_entry(run), second, *([Sentence("{remark}.", {"remark": remark.rstrip(".")})] if remark else [])]


def _entry(run: Profile) -> list[Sentence]:
    """From which day the place counts among the liberated districts, where that is later than for others."""
    rows = run.data.geography.memberships
    entries = rows[rows["aggregate"].eq(LIBERATED)].set_index("member")["valid_from"]
    if run.code not in entries or not entries[run.code] > entries.min():
        return []
    text = "It belongs to them from {day} on; what was counted here in earlier quarters is no part of their totals."
    return [Sentence(text, {"day": Period.day(entries[run.code]).label})]


def _place(run: Profile) -> dict[str, Any]:
    rows = run.data.geography.places
    found: dict[str, Any] = rows[rows["code"].eq(run.code)].iloc[0].to_dict()
    return found


def printed_finding(run: Profile) -> Sentence:
    """How many figures are printed for the place alone, how often, and by how many documents."""
    rows = run.data.observations
    here = rows[rows["geography"].eq(run.code)]
    figures, documents = len(here.drop_duplicates(SAME)), here["source_id"].nunique()
    values: dict[str, Value] = {"place": run.name, "all": count(len(here)), "figures": count(figures), "documents": count(documents)}
    if here.empty:
        return Sentence("No figure is printed for {place} alone.", values)
    things = "figure is" if figures == 1 else "figures are"
    often = f", some of them more than once: {{all}} printings in {{documents}} {_documents(documents)}."
    once = f", each once, in {{documents}} {_documents(documents)}."
    return Sentence(f"{{figures}} {things} printed for {{place}} alone{once if figures == len(here) else often}", values)


def _documents(number: int) -> str:
    return "document" if number == 1 else "documents"


def limits(run: Profile) -> list[Sentence]:
    """What the counts of the place do not say."""
    start = "A start near zero: earlier jobs, firms and residents, Armenian and displaced Azerbaijani, are outside these counts."
    return [
        Sentence("Gross openings, not employment: new jobs are openings; closed jobs are published for the country only."),
        Sentence("The place on paper: jobs and businesses are counted where the employer is registered. One employer can move a district."),
        *([Sentence(start)] if run.is_liberated else []),
        _no_rates(run),
    ]


def _no_rates(run: Profile) -> Sentence:
    """Why no rate per resident is computed: who is present is counted for few single places, or for none."""
    rows = run.data.observations
    counted = rows[rows["indicator"].eq(PRESENT) & rows["geography"].isin(run.places)]["geography"].nunique()
    lead = "No rates per resident: the registered population is not the population present"
    if not counted:
        return Sentence(f"{lead}, and no document here prints the latter for a single district or city.")
    values: dict[str, Value] = {"counted": count(counted), "all": count(len(run.places))}
    return Sentence(f"{lead}, which is printed for {{counted}} of the {{all}} places.", values)
