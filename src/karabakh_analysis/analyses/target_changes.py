"""How the figures of the jobs target changed from document to document (notebook 03)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.sector_targets import NAMES, Targets, merged, named_sectors, own_total
from karabakh_analysis.analyses.target_coverage import covered_and_left, standing_total
from karabakh_analysis.analyses.target_totals import own_coverage
from karabakh_analysis.analyses.target_versions import changed_sectors
from karabakh_analysis.analyses.wording import count, evidence_of, lowered
from karabakh_analysis.values import Interval, Quantity, Sentence, Value, listed

NAMED, LEFT = "sectors named", "no sector named"
LOWER, UPPER = 0, 1


@dataclass(frozen=True)
class Printing:
    """One figure of a sector and the versions that print it.

    Parameters
    ----------
    sector
        Its name.
    figure
        As printed; its evidence holds the rows of all these versions.
    versions
        Their names, the first one first.
    """

    sector: str
    figure: Quantity
    versions: tuple[str, ...]


def printings(found: Targets) -> list[Printing]:
    """The different figures of every sector, in order of their first version; "about" alone makes no difference."""
    return [each for sector in NAMES for each in _printings_of(found, sector)]


def _printings_of(found: Targets, sector: str) -> list[Printing]:
    rows = found.parts[found.parts["sector"].eq(sector)]
    numbers = rows["value"] + "|" + rows["low"] + "|" + rows["high"]
    groups = [group for _, group in rows.groupby(numbers, sort=False)]
    return [Printing(NAMES[sector], figure, tuple(dict.fromkeys(group["version"]))) for group in groups if (figure := merged(group))]


def changes_table(found: Targets) -> pd.DataFrame:
    """The sectors whose figure changed: each figure, how its ends lie to those of the one before, and who prints it. Unit: jobs."""
    chosen = [each for each in printings(found) if each.sector in changed_sectors(found)]
    rows = [
        {
            "Figure": each.figure,
            "Lower end": _moved(before, each, LOWER),
            "Upper end": _moved(before, each, UPPER),
            "Printed by": "; ".join(each.versions),
        }
        for before, each in zip([None, *chosen], chosen, strict=False)
    ]
    columns = ["Figure", "Lower end", "Upper end", "Printed by"]
    return pd.DataFrame(rows, index=pd.Index([each.sector for each in chosen]), columns=columns, dtype=object)


def _moved(before: Printing | None, after: Printing, end: int) -> Quantity | str:
    """How far an end moved against the figure of the same sector printed before."""
    if before is None or before.sector != after.sector:
        return "first figure"
    was, now = (stated_ends(each.figure)[end] for each in (before, after))
    if was == now:
        return "the same"
    return Quantity(
        Interval.point(now - was),
        "jobs",
        "implied",
        tuple(evidence_of([before.figure, after.figure])),
        (),
        f"{now - was:+,}".replace("-", "−"),
    )


def stated_ends(figure: Quantity) -> tuple[int, int]:
    """The ends of a figure as they are printed: a single number is both ends, whatever its rounding."""
    words = [word.replace(",", "") for word in figure.printed.split() if word.replace(",", "").isdigit()]
    return int(words[0]), int(words[-1])


def changes_finding(found: Targets) -> Sentence:
    """Which sectors kept their figure in all versions that name them, and which did not."""
    named = [NAMES[sector] for sector in named_sectors(found)]
    changed = [name for name in changed_sectors(found) if name in named]
    values: dict[str, Value] = {"all": count(len(named)), "changed": count(len(changed)), "year": str(found.year)}
    if len(found.versions) < 2:
        return Sentence("One version of the sector figures for {year} was known, so none can differ.", values)
    if not changed:
        return Sentence("The figures of none of the {all} sectors named for {year} differ between the versions that print them.", values)
    if len(changed) == 1:
        return Sentence("The figures of one of the {all} sectors named for {year} differ between the versions that print them.", values)
    return Sentence("The figures of {changed} of the {all} sectors named for {year} differ between the versions that print them.", values)


def naming_finding(found: Targets) -> Sentence:
    """Which sectors are not named by every version, and that two printed together are not counted as one more."""
    if len(found.versions) == 1:
        return Sentence("There is no other version that could name other sectors.")
    partly = {
        NAMES[sector]: group["version"].nunique()
        for sector, group in found.parts.groupby("sector", sort=False)
        if group["version"].nunique() < len(found.versions)
    }
    if not partly:
        return Sentence("Every version names the same sectors.")
    words = ", ".join(f"{lowered(name)} in {number}" for name, number in partly.items())
    together = [lowered(NAMES[sector]) for sector in NAMES if sector in set(found.parts["sector"]) and sector not in named_sectors(found)]
    values: dict[str, Value] = {"versions": count(len(found.versions)), "words": words, "together": listed(together)}
    rest = " A figure for {together} is counted as no sector of its own." if together else ""
    return Sentence("Not every version names every sector; of the {versions} these stand in fewer: {words}." + rest, values)


def order_note(found: Targets) -> Sentence:
    """Which versions may have come in the other order: their dates are intervals that overlap."""
    ends = found.parts.groupby("version", sort=False).agg({"known_from_earliest": "min", "known_from_latest": "max"})
    open_pairs = [f"{one}, and {other}" for one, other in combinations(ends.index, 2) if not _is_decided(ends.loc[one], ends.loc[other])]
    if not open_pairs:
        return Sentence("")
    return Sentence("Which came first is not known of these versions, whose dates overlap: {pairs}.", {"pairs": "; ".join(open_pairs)})


def _is_decided(one: pd.Series, other: pd.Series) -> bool:
    """Whether one of two versions certainly came first, or both on one day."""
    apart = one["known_from_latest"] < other["known_from_earliest"] or other["known_from_latest"] < one["known_from_earliest"]
    return bool(apart) or len({*one, *other}) == 1


def left_by_version(found: Targets) -> pd.DataFrame:
    """For every version what its sectors add to and what is left of the total and of its own, as rows of a figure. Unit: jobs."""
    total = standing_total(found)
    return pd.DataFrame([row for version in found.versions for row in _left_rows(found, version, total)] if total else [])


def _left_rows(found: Targets, version: str, total: Quantity) -> list[dict[str, object]]:
    covered, left = covered_and_left(found, version) or (None, None)
    levels = {NAMED: covered, f"{LEFT}, of {total.text}": left}
    own = own_total(found, version)
    if own is not None and own.interval != total.interval:
        levels[f"{LEFT}, of {own.text}"] = own_coverage(found, version)
    return [drawn(version, quantity, series=series, hue="kar") for series, quantity in levels.items() if quantity is not None]


def left_title(found: Targets) -> Sentence:
    """What every version leaves without a sector at least, of either total."""
    rows = left_by_version(found)
    left = rows[rows["series"].ne(NAMED)] if len(rows) else rows
    if left.empty:
        return Sentence("What has no sector is not known")
    least = left.loc[left["low"].idxmin()]
    values: dict[str, Value] = {"least": Quantity(Interval.at_least(least["low"]), "jobs", "bounded", tuple(least["evidence"].split()))}
    return Sentence("Every version leaves {least} jobs without a sector", values)
