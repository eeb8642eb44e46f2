"""What the parts of the jobs target add to, and what of it has no sector (notebook 03)."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.printings import printed
from karabakh_analysis.analyses.sector_targets import NAMES, Targets
from karabakh_analysis.analyses.wording import count, evidence_in, source_line
from karabakh_analysis.metrics import aggregate, sector_coverage
from karabakh_analysis.values import Interval, Quantity, Sentence, Value

LOOSE = ("about", "nearly")
NAMED_ADD = " the sectors named add to {covered}, if none overlap."


def fullest_version(found: Targets) -> str:
    """The version that names most sectors; of several, the latest."""
    sizes = found.parts.groupby("version", sort=False)["sector"].nunique()
    return max(found.versions, key=lambda version: (sizes[version], found.versions.index(version)))


def standing_total(found: Targets) -> Quantity | None:
    """The total, all printings taken together: the narrowest interval among those that overlap stands."""
    return narrowest(found.totals)


def narrowest(rows: pd.DataFrame) -> Quantity | None:
    """The narrowest of several printings, with the rows of all that overlap it.

    Of those without an end it is the one that says most; of printings that say as much, the first.
    """
    if rows.empty:
        return None
    best = min(range(len(rows)), key=lambda place: (*_room(rows["interval"].iloc[place]), place))
    chosen = printed(rows.iloc[best])
    same = [row_id for row_id, interval in zip(rows["observation_id"], rows["interval"], strict=True) if interval.overlaps(chosen.interval)]
    return Quantity(
        chosen.interval, chosen.unit, "published", tuple(dict.fromkeys([*chosen.evidence, *same])), chosen.flags, chosen.printed
    )


def _room(interval: Interval) -> tuple[float, float]:
    """How much an interval leaves open: its width, without an upper end the less the higher it begins."""
    return float(interval.width), 0.0 if interval.is_bounded else -float(interval.low)


def parts_of(found: Targets, version: str) -> dict[str, Quantity]:
    """Sector figures of a version by sector.

    A figure printed with "about" or "nearly" is read with the narrowest printing of the same cell that overlaps it; a range is a range.
    """
    rows = found.parts[found.parts["version"].eq(version)].drop_duplicates("sector")
    read = {}
    for _, row in rows.iterrows():
        cell = found.parts[found.parts["sector"].eq(row["sector"])]
        near = cell[[interval.overlaps(row["interval"]) for interval in cell["interval"]]]
        narrow = narrowest(near) if row["precision"] in LOOSE else None
        read[str(row["sector"])] = narrow or printed(row)
    return {sector: read[sector] for sector in NAMES if sector in read}


def coverage(found: Targets) -> tuple[Quantity, Quantity | None] | None:
    """What the sectors of the fullest version add to, and the part of the total that has no sector."""
    return covered_and_left(found, fullest_version(found))


def covered_and_left(found: Targets, version: str) -> tuple[Quantity, Quantity | None] | None:
    """What the sectors of a version add to, and what is left of the standing total; ``None`` without one."""
    total = standing_total(found)
    return set_beside(found, version, total) if total else None


def set_beside(found: Targets, version: str, total: Quantity) -> tuple[Quantity, Quantity | None]:
    """What the sectors of a version add to, and what is left of a total: nothing that can be told where they certainly exceed it."""
    parts = parts_of(found, version)
    return aggregate(parts.values(), unit=total.unit), left_of(total, parts)


def left_of(total: Quantity, parts: Mapping[str, Quantity]) -> Quantity | None:
    """What sectors leave of a total; nothing that can be told where they certainly exceed it."""
    covered = aggregate(parts.values(), unit=total.unit)
    return None if total.interval.below(covered.interval) else sector_coverage(list(parts.values()), total)[1]


def recorded(found: Targets) -> dict[str, Quantity | None]:
    """What runs are compared by: the total, what the sectors add to, and the part without a sector."""
    covered, rest = coverage(found) or (None, None)
    return {"total": standing_total(found), "sectors": covered, "without_sector": rest}


def coverage_rows(found: Targets) -> pd.DataFrame:
    """The sectors of the fullest version as rows of a figure. Unit: jobs."""
    return pd.DataFrame(
        [
            drawn(NAMES[sector], quantity, hue="kar") | {"status": "target"}
            for sector, quantity in parts_of(found, fullest_version(found)).items()
        ]
    )


def coverage_finding(found: Targets) -> Sentence:
    """How much of the total has no sector."""
    both, total = coverage(found), standing_total(found)
    if both is None or total is None:
        return Sentence("No total is printed for {year}, so the part without a sector is not known.", {"year": str(found.year)})
    covered, left = both
    values: dict[str, Value] = {
        "covered": covered,
        "left": left or "",
        "total": total,
        "year": str(found.year),
        "version": fullest_version(found),
    }
    if left is None:
        return Sentence("The sectors named for {year} add to {covered}, more than the {total} jobs announced.", values)
    if left.interval.low > total.interval.high / 2:
        return Sentence(
            "For more than half of the {total} jobs announced for {year} no sector is named: {left};" + NAMED_ADD,
            values,
        )
    if left.interval.high < total.interval.low / 2:
        return Sentence(
            "For less than half of the {total} jobs announced for {year} no sector is named: {left};" + NAMED_ADD,
            values,
        )
    return Sentence("Of the {total} jobs announced for {year} no sector is named for {left};" + NAMED_ADD, values)


def coverage_heading(found: Targets) -> Sentence:
    """How much of the total has no sector, short."""
    both, total = coverage(found), standing_total(found)
    if both is None or total is None:
        return Sentence("The part without a sector is not known")
    if both[1] is None:
        return Sentence("The sectors named add to more than the {total} jobs announced", {"total": total})
    return Sentence("No sector is named for {left} of the {total} jobs announced", {"left": both[1], "total": total})


def coverage_title(found: Targets) -> Sentence:
    """What the named sectors add to."""
    both = coverage(found)
    if both is None:
        return Sentence("The named sectors")
    sectors = count(len(parts_of(found, fullest_version(found))))
    return Sentence("The {sectors} sectors named add to {covered}", {"sectors": sectors, "covered": both[0]})


def coverage_subtitle(found: Targets) -> str:
    """What the figure of parts draws."""
    ranges = f"sector ranges of {fullest_version(found)}, beside the narrowest printing of the total"
    return f"Jobs announced for {found.year}: {ranges}. Added as if no two sectors overlapped."


def coverage_source(found: Targets, parts: pd.DataFrame) -> str:
    """The documents behind the parts and the total that they are set beside."""
    total = standing_total(found)
    return source_line(found.data, [*evidence_in(parts), *(total.evidence if total and len(parts) else ())])


def version_note(found: Targets) -> Sentence:
    """Which version is drawn and how its loose figures are read."""
    return Sentence(
        'The version drawn is the one that names most sectors ({version}); a figure printed there with "about" is read with the narrowest'
        " printing that it overlaps.",
        {"version": fullest_version(found)},
    )


def stack_ends(found: Targets) -> dict[str, object]:
    """The total that the figure of parts is measured against. Unit: jobs."""
    total, both = standing_total(found), coverage(found)
    if total is None or both is None or both[1] is None:
        return {}
    return {"total": (float(total.interval.low), float(total.interval.high)), "remainder": "No sector named", "total_label": "Announced"}
