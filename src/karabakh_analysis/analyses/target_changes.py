"""How the figures of the jobs target changed from document to document (notebook 03)."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.sector_targets import NAMES, Targets, changed_sectors, merged
from karabakh_analysis.analyses.target_coverage import covered_and_left
from karabakh_analysis.analyses.wording import count, evidence_of
from karabakh_analysis.values import Interval, Quantity, Sentence, Value

NAMED, LEFT = "sectors named", "no sector named"


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
            "Lower end": _moved(before, each, "low"),
            "Upper end": _moved(before, each, "high"),
            "Printed by": "; ".join(each.versions),
        }
        for before, each in zip([None, *chosen], chosen, strict=False)
    ]
    columns = ["Figure", "Lower end", "Upper end", "Printed by"]
    return pd.DataFrame(rows, index=pd.Index([each.sector for each in chosen]), columns=columns, dtype=object)


def _moved(before: Printing | None, after: Printing, end: str) -> Quantity | str:
    """How far an end moved against the figure of the same sector printed before."""
    if before is None or before.sector != after.sector:
        return "first figure"
    was, now = _stated(before.figure, end), _stated(after.figure, end)
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


def _stated(figure: Quantity, end: str) -> int:
    """An end of a figure as it is printed: a single number is both ends, whatever its rounding."""
    words = [word.replace(",", "") for word in figure.printed.split() if word.replace(",", "").isdigit()]
    return int(words[0] if end == "low" else words[-1])


def changes_finding(found: Targets) -> Sentence:
    """Which sectors kept their figure in all versions that name them, and which did not."""
    changed, named = changed_sectors(found), list(dict.fromkeys(each.sector for each in printings(found)))
    values: dict[str, Value] = {"all": count(len(named)), "changed": count(len(changed)), "year": str(found.year)}
    if len(found.versions) < 2:
        return Sentence("One version of the sector figures for {year} was known, so none can differ.", values)
    if not changed:
        return Sentence("None of the {all} sector figures for {year} differs between the versions that print it.", values)
    return Sentence("{changed} of the {all} sector figures for {year} differ between the versions that print them.", values)


def naming_finding(found: Targets) -> Sentence:
    """Which sectors are not named by every version."""
    if len(found.versions) == 1:
        return Sentence("There is no other version that could name other sectors.")
    partly = {
        NAMES[sector]: group["version"].nunique()
        for sector, group in found.parts.groupby("sector", sort=False)
        if group["version"].nunique() < len(found.versions)
    }
    if not partly:
        return Sentence("Every version names the same sectors.")
    words = ", ".join(f"{name} in {number}" for name, number in partly.items())
    return Sentence("Not every one of the {versions} versions names: {words}.", {"versions": count(len(found.versions)), "words": words})


def left_by_version(found: Targets) -> pd.DataFrame:
    """For every version what its sectors add to and what is left of the total, as rows of a figure. Unit: jobs."""
    both = {version: covered_and_left(found, version) or () for version in found.versions}
    pairs = [(version, zip((NAMED, LEFT), levels, strict=False)) for version, levels in both.items()]
    return pd.DataFrame([drawn(version, level, series=name, hue="kar") for version, named in pairs for name, level in named if level])


def left_title(found: Targets) -> Sentence:
    """What the first and the last version leave without a sector."""
    rows = left_by_version(found)
    left = rows[rows["series"].eq(LEFT)] if len(rows) else rows
    if left.empty:
        return Sentence("What has no sector is not known")
    first, last = ({"low": Interval(row["low"], row["high"]), "rows": row["evidence"]} for _, row in left.iloc[[0, -1]].iterrows())
    ends = [Quantity(each["low"], "jobs", "bounded", tuple(str(each["rows"]).split())) for each in (first, last)]
    if len(left) == 1:
        return Sentence("{first} jobs name no sector", {"first": ends[0]})
    return Sentence("{first} jobs name no sector in the first version, {last} in the last", {"first": ends[0], "last": ends[1]})
