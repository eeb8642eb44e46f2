"""The printed totals of the jobs target, which of them versions are set beside, and whom they are attributed to (notebook 03)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.printings import printed
from karabakh_analysis.analyses.sector_targets import REGION, Targets, language, own_total, printed_parts
from karabakh_analysis.analyses.target_coverage import fullest_version, left_of, parts_of, set_beside, standing_total
from karabakh_analysis.analyses.wording import count, published_words
from karabakh_analysis.values import Quantity, Sentence, Value, listed

AREA_WORDS = ("district", "region")  # an office whose name holds one of these speaks for an area
PLACE_OR_REMARK = "Words of the place, or remark"


def totals_finding(found: Targets) -> Sentence:
    """How the printings of the total are worded, in order."""
    words = list(dict.fromkeys(printed(row).text for _, row in found.totals.iterrows()))
    if len(words) < 2:
        return Sentence("The total is printed as {words}", {"words": words[0] if words else "nothing"})
    return Sentence("The total is printed as {words}", {"words": listed(words)})


def totals_table(found: Targets) -> pd.DataFrame:
    """Every printing of the total: date, publisher, figure, interval. Unit: jobs."""
    sources = found.data.sources.set_index("source_id")
    rows = {}
    for _, row in found.totals.iterrows():
        document = sources.loc[row["source_id"]]
        label = f"{published_words(document['published'])}, {document['publisher']} ({language(document['language'])})"
        plain = Quantity(row["interval"], "jobs", "published", (row["observation_id"],))
        rows[label] = {"Printed": printed(row), "Read as": plain, PLACE_OR_REMARK: row["coverage"] or row["note"] or "not given"}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def own_coverage(found: Targets, version: str) -> Quantity | None:
    """What the sectors of a version, in its own words, leave of the total that it prints itself; ``None`` where it prints none."""
    own = own_total(found, version)
    return left_of(own, printed_parts(found, version)) if own else None


def own_finding(found: Targets) -> Sentence:
    """What the fullest version leaves of its own total, where that is another than the one it is set beside."""
    version, total = fullest_version(found), standing_total(found)
    own, left = own_total(found, version), own_coverage(found, version)
    if own is None or left is None or total is None or own.interval == total.interval:
        return Sentence("")
    values: dict[str, Value] = {"version": version, "own": own, "left": left}
    return Sentence("That version ({version}) prints its total as {own}; of this, no sector is named for {left}.", values)


def total_origin(found: Targets) -> Sentence:
    """Which documents print the total that versions are set beside, and how the other printings lie to it."""
    total = standing_total(found)
    if total is None:
        return Sentence("")
    narrow = [interval == total.interval for interval in found.totals["interval"]]
    rows, others = found.totals[narrow], found.totals[[not chosen for chosen in narrow]]
    values: dict[str, Value] = {"total": total, "who": listed([_document(found, row) for _, row in rows.iterrows()])}
    if others.empty:
        return Sentence("Every printing of the total reads {total}: {who}.", values)
    values |= {"all": count(len(found.totals)), "others": _beside(others, total)}
    return Sentence("{total} is the narrowest of {all} printings of the total: {who}. {others}.", values)


def _document(found: Targets, row: pd.Series) -> str:
    """A document in words, with what is remarked about its figure."""
    document = found.data.sources.set_index("source_id").loc[row["source_id"]]
    remarks = "; ".join(filter(None, (row["note"] or row["coverage"], "" if document["attributed_to"] else "no institution is named")))
    return f"{document['publisher']}, {published_words(document['published'])}" + (f" ({remarks})" if remarks else "")


def _beside(others: pd.DataFrame, total: Quantity) -> str:
    """How many of the other printings include the total, lie below or above it, each in the words that they print."""
    ways = {
        ("includes it", "include it"): [interval.overlaps(total.interval) for interval in others["interval"]],
        ("lies below it", "lie below it"): [interval.below(total.interval) for interval in others["interval"]],
        ("lies above it", "lie above it"): [total.interval.below(interval) for interval in others["interval"]],
    }
    found = {way: [printed(row).text for _, row in others[chosen].iterrows()] for way, chosen in ways.items()}
    parts = [f"{len(texts)} {way[len(texts) > 1]} ({listed(list(dict.fromkeys(texts)))})" for way, texts in found.items() if texts]
    return f"Of the others, {listed(parts)}"


def version_coverages(found: Targets) -> pd.DataFrame:
    """For every version: its sector figures, what they add to, and what they leave of the total and of its own. Unit: jobs."""
    total = standing_total(found)
    rows = {}
    for version in found.versions:
        covered, left = set_beside(found, version, total) if total else (None, None)
        rows[version] = {
            "Sector figures": len(parts_of(found, version)),
            "They add to": covered,
            f"Left of {total.text if total else 'the total'}": left,
            "Left of its own total": own_coverage(found, version),
        }
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def attribution_note(found: Targets) -> Sentence:
    """The offices that documents attribute the figures to, where their names give another area than the region."""
    sources = found.data.sources
    origins = dict.fromkeys(sources.loc[sources["source_id"].isin(found.rows["source_id"]), "attributed_to"])
    region = found.data.geography.name(REGION)
    other = [name for name in origins if any(word in name for word in AREA_WORDS) and not name.endswith(region)]
    if not other:
        return Sentence("")
    values: dict[str, Value] = {"region": region, "names": listed([f"the {name}" for name in other])}
    return Sentence(
        "The total is read here as one of the {region}; documents attribute it to {names}. Whether it covers the whole region, or the area"
        " that the name of an office gives, is not stated.",
        values,
    )


def place_note(found: Targets) -> Sentence:
    """How many printings of the total name the region, and in which other words the rest name a place."""
    region = found.data.geography.name(REGION)
    names = found.totals["coverage"].str.contains(region, regex=False)
    values: dict[str, Value] = {"region": region, "named": count(int(names.sum())), "all": count(len(names))}
    if names.all():
        return Sentence("Every printing of the total names the {region}." if len(names) else "", values)
    others = found.totals[~names]
    remarks = others["coverage"].where(others["coverage"].ne(""), others["note"])
    values["others"] = listed([f"“{remark}”" for remark in dict.fromkeys(remarks)])
    return Sentence("Of {all} printings of the total {named} name the {region}; remarked of the others is {others}.", values)
