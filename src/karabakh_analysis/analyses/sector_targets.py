"""What the jobs target is made of, how its parts changed, and where each part stands (notebook 03).

A *version* is one set of sector figures: documents of one day that print the same figures are one version.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.wording import count, evidence_in, published_words, require, source_line
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.cells import printed_figure
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.metrics import sector_coverage
from karabakh_analysis.values import Interval, Quantity, Sentence, Value

REGION, PARK = "KAR", "industrial_park:aghdam"
NAMES = {
    "public_sector": "Public sector",
    "agriculture": "Agriculture",
    "sme": "Small and medium enterprises",
    PARK: "Aghdam Industrial Park",
    "mining": "Mining",
    "tourism": "Tourism",
    "mining+tourism": "Mining and tourism together",
}
LOOSE = ("about", "nearly")


@dataclass(frozen=True)
class Targets:
    """The jobs target of the Karabakh economic region for one year.

    Parameters
    ----------
    data
        What was known.
    year
        Year of the deadline.
    rows
        Printed totals and sector figures with that deadline, in order of publication; ``version`` names the set each stands in.
    """

    data: Dataset
    year: int
    rows: pd.DataFrame

    @property
    def versions(self) -> list[str]:
        """Names of the versions that hold sector figures, the first one first."""
        return list(dict.fromkeys(self.parts["version"]))

    @property
    def parts(self) -> pd.DataFrame:
        """The sector figures."""
        return self.rows[self.rows["sector"].ne("")]

    @property
    def totals(self) -> pd.DataFrame:
        """The printed totals."""
        return self.rows[self.rows["sector"].eq("")]

    def source(self, frame: pd.DataFrame, *, computed: bool = False) -> str:
        """The documents behind a frame."""
        return source_line(self.data, evidence_in(frame), computed=computed)


def targets(data: Dataset, target_year: int) -> Targets:
    """The target whose deadline lies in a year.

    Raises
    ------
    ParameterError
        If no sector figures with that deadline were known.
    """
    observations = data.observations
    is_sector = observations["indicator"].eq("sector_jobs_target") & observations["geography"].eq(REGION)
    is_park = observations["indicator"].eq("park_jobs_target") & observations["sector"].eq(PARK)
    is_total = observations["indicator"].eq("jobs_target") & observations["geography"].eq(REGION)
    years = observations["period_end"].dt.year
    possible = sorted(years[is_sector & years.notna()].astype(int).unique().tolist())
    require(target_year, possible, "target_year", "no sector figures with a deadline in that year were known")
    rows = observations[(is_sector | is_park | is_total) & years.eq(target_year)]
    rows = rows.sort_values(["known_from_latest", "source_id", "observation_id"], na_position="last", kind="stable")
    return Targets(data, target_year, rows.assign(version=_versions(rows, data.sources)))


def _versions(rows: pd.DataFrame, sources: pd.DataFrame) -> pd.Series:
    """Name of the version of each row: date and publishers of the documents that print the same sector figures on one day."""
    parts = rows[rows["sector"].ne("")]
    content = {source: _content(part) for source, part in parts.groupby("source_id")}
    about = sources.set_index("source_id").loc[list(content), ["published", "publisher", "language"]].assign(content=content)
    groups = about.groupby(["published", "content"], sort=False)
    names = {source: f"{published_words(published)}, {_publishers(group)}" for (published, _), group in groups for source in group.index}
    return rows["source_id"].map(names)


def _content(part: pd.DataFrame) -> str:
    """The sector figures of a document, for comparison with those of another."""
    ends = part.sort_values("sector", kind="stable")[["sector", "low_bound", "high_bound"]]
    return str(ends.to_csv(index=False))


def _publishers(group: pd.DataFrame) -> str:
    languages = group.groupby("publisher", sort=False)["language"].agg(lambda codes: "/".join(sorted(set(codes))))
    return " and ".join(f"{publisher} ({codes})" for publisher, codes in languages.items())


def _printed(row: pd.Series) -> Quantity:
    return Quantity(row["interval"], row["unit"], "published", (row["observation_id"],), tuple(row["flags"].split()), printed_figure(row))


def merged(rows: pd.DataFrame) -> Quantity | None:
    """Printings of one figure by the documents of one version."""
    if rows.empty:
        return None
    first = _printed(rows.iloc[0])
    return Quantity(first.interval, first.unit, "published", tuple(rows["observation_id"]), first.flags, first.printed)


def versions_table(found: Targets) -> pd.DataFrame:
    """Every version's figure for every sector, and its total. Unit: jobs."""
    sectors = [sector for sector in NAMES if sector in set(found.parts["sector"])]
    rows = {NAMES[sector]: {version: merged(_of(found.parts, sector, version)) for version in found.versions} for sector in sectors}
    rows["Total printed beside them"] = {version: merged(_of(found.totals, "", version)) for version in found.versions}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def _of(rows: pd.DataFrame, sector: str, version: str) -> pd.DataFrame:
    return rows[rows["sector"].eq(sector) & rows["version"].eq(version)]


def version_dots(found: Targets) -> pd.DataFrame:
    """Every sector figure by version as rows of a figure. Unit: jobs."""
    table = versions_table(found).iloc[:-1]
    rows = [
        drawn(str(sector), quantity, series=str(version), hue="kar") | {"status": "target"}
        for sector, cells in table.iterrows()
        for version, quantity in cells.items()
        if isinstance(quantity, Quantity)
    ]
    return pd.DataFrame(rows)


def changed_sectors(found: Targets) -> list[str]:
    """Names of the sectors whose printed number is not the same in all versions that print it; "about" alone makes no difference."""
    figures = found.parts["value"] + "|" + found.parts["low"] + "|" + found.parts["high"]
    different = figures.groupby(found.parts["sector"]).nunique().gt(1)
    return [name for sector, name in NAMES.items() if different.get(sector, False)]


def versions_finding(found: Targets) -> Sentence:
    """Which sector figures differ between versions."""
    changed = changed_sectors(found)
    values: dict[str, Value] = {"versions": count(len(found.versions)), "names": _listed(changed), "year": str(found.year)}
    if len(found.versions) < 2:
        return Sentence("One version of the sector figures for {year} was known.", values)
    if not changed:
        return Sentence("The {versions} versions of the sector figures for {year} agree wherever they name the same sector.", values)
    return Sentence("{versions} versions of the sector figures for {year} differ in {names}.", values)


def _listed(names: list[str]) -> str:
    lowered = [name[0].lower() + name[1:] if name != NAMES[PARK] else name for name in names]
    return lowered[0] if len(lowered) == 1 else ", ".join(lowered[:-1]) + " and " + lowered[-1] if lowered else ""


def ranges_title(found: Targets) -> Sentence:
    """Which sector's figure moved down or up between the first and the last version that print it."""
    moved = changed_sectors(found)
    if not moved:
        return Sentence("No sector's figure differs between versions")
    return Sentence("Figures differ between versions for {names}", {"names": _listed(moved)})


def fullest_version(found: Targets) -> str:
    """The version that names most sectors; of several, the latest."""
    sizes = found.parts.groupby("version", sort=False)["sector"].nunique()
    return max(found.versions, key=lambda version: (sizes[version], found.versions.index(version)))


def standing_total(found: Targets) -> Quantity | None:
    """The total, all printings taken together: the narrowest interval among those that overlap stands."""
    return _narrowest(found.totals)


def _narrowest(rows: pd.DataFrame) -> Quantity | None:
    if rows.empty:
        return None
    best = min(range(len(rows)), key=lambda place: (rows["interval"].iloc[place].width, place))
    chosen = _printed(rows.iloc[best])
    same = [row_id for row_id, interval in zip(rows["observation_id"], rows["interval"], strict=True) if interval.overlaps(chosen.interval)]
    return Quantity(
        chosen.interval, chosen.unit, "published", tuple(dict.fromkeys([*chosen.evidence, *same])), chosen.flags, chosen.printed
    )


def parts_of(found: Targets, version: str) -> dict[str, Quantity]:
    """Sector figures of a version by sector.

    A figure printed with "about" or "nearly" is read with the narrowest printing of the same cell that overlaps it; a range is a range.
    """
    rows = found.parts[found.parts["version"].eq(version)].drop_duplicates("sector")
    read = {}
    for _, row in rows.iterrows():
        cell = found.parts[found.parts["sector"].eq(row["sector"])]
        near = cell[[interval.overlaps(row["interval"]) for interval in cell["interval"]]]
        narrow = _narrowest(near) if row["precision"] in LOOSE else None
        read[str(row["sector"])] = narrow or _printed(row)
    return {sector: read[sector] for sector in NAMES if sector in read}


def coverage(found: Targets) -> tuple[Quantity, Quantity] | None:
    """What the sectors of the fullest version add to, and the part of the total that has no sector."""
    total = standing_total(found)
    return sector_coverage(list(parts_of(found, fullest_version(found)).values()), total) if total else None


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
        "left": left,
        "total": total,
        "year": str(found.year),
        "version": fullest_version(found),
    }
    if left.interval.low > total.interval.high / 2:
        return Sentence(
            "More than half of the {total} jobs announced for {year} names no sector: {left}; the sectors named add to {covered}.", values
        )
    if left.interval.high < total.interval.low / 2:
        return Sentence(
            "Less than half of the {total} jobs announced for {year} names no sector: {left}; the sectors named add to {covered}.", values
        )
    return Sentence("Of the {total} jobs announced for {year}, {left} name no sector; the sectors named add to {covered}.", values)


def coverage_heading(found: Targets) -> Sentence:
    """How much of the total has no sector, short."""
    both, total = coverage(found), standing_total(found)
    if both is None or total is None:
        return Sentence("The part without a sector is not known")
    return Sentence("{left} of the {total} jobs announced name no sector", {"left": both[1], "total": total})


def coverage_title(found: Targets) -> Sentence:
    """What the named sectors add to."""
    both = coverage(found)
    if both is None:
        return Sentence("The named sectors")
    sectors = count(len(parts_of(found, fullest_version(found))))
    return Sentence("The {sectors} sectors named add to {covered}", {"sectors": sectors, "covered": both[0]})


def coverage_subtitle(found: Targets) -> str:
    """What the figure of parts draws."""
    return f"Jobs announced for {found.year} in the Karabakh economic region, sector ranges of {fullest_version(found)}."


def version_note(found: Targets) -> Sentence:
    """Which version is drawn and how its loose figures are read."""
    return Sentence(
        'The version drawn is the one that names most sectors ({version}); a figure printed there with "about" is read with the narrowest'
        " printing that it overlaps.",
        {"version": fullest_version(found)},
    )


def stack_ends(found: Targets) -> dict[str, object]:
    """The total that the figure of parts is measured against. Unit: jobs."""
    total = standing_total(found)
    if total is None:
        return {}
    return {"total": (float(total.interval.low), float(total.interval.high)), "remainder": "No sector named", "total_label": "Announced"}


def totals_finding(found: Targets) -> Sentence:
    """How the printings of the total are worded, in order."""
    words = list(dict.fromkeys(_printed(row).text for _, row in found.totals.iterrows()))
    if len(words) < 2:
        return Sentence("The total is printed as {words}", {"words": words[0] if words else "nothing"})
    return Sentence("The total is printed as {words}", {"words": ", ".join(words[:-1]) + " and " + words[-1]})


def park_title(found: Targets) -> Sentence:
    """The first and the last count of jobs made."""
    steps = park_steps(found)
    made = steps[steps["series"].eq("made")] if len(steps) else steps
    if len(made) < 2:
        return Sentence("Jobs planned and made in the park")
    values: dict[str, Value] = {
        "was": made["printed"].iloc[0],
        "then": made["label"].iloc[0],
        "now": made["printed"].iloc[-1],
        "when": made["label"].iloc[-1],
    }
    return Sentence("Jobs made: {was} ({then}), {now} ({when})", values)


def version_coverages(found: Targets) -> pd.DataFrame:
    """For every version: sectors named, what they add to, and what is left of the total. Unit: jobs."""
    total = standing_total(found)
    rows = {}
    for version in found.versions:
        parts = parts_of(found, version)
        covered, left = sector_coverage(list(parts.values()), total) if total else (None, None)
        rows[version] = {"Sectors named": len(parts), "They add to": covered, "Left of the total": left}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def totals_table(found: Targets) -> pd.DataFrame:
    """Every printing of the total: date, publisher, figure, interval. Unit: jobs."""
    sources = found.data.sources.set_index("source_id")
    rows = {}
    for _, row in found.totals.iterrows():
        document = sources.loc[row["source_id"]]
        label = f"{published_words(document['published'])}, {document['publisher']} ({document['language']})"
        plain = Quantity(row["interval"], "jobs", "published", (row["observation_id"],))
        rows[label] = {"Printed": _printed(row), "Read as": plain, "Words of the place": row["coverage"] or "not given"}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def park_steps(found: Targets) -> pd.DataFrame:
    """Aghdam park: jobs planned by residents and jobs made, by date of the document, and the announced target. Unit: jobs."""
    observations = found.data.observations
    park = observations[observations["sector"].eq(PARK) & ~has_flag(observations, "different_concept", "superseded", "scope_doubt")]
    plans = park[park["indicator"].eq("park_jobs_target") & park["period_end"].isna()].assign(series="planned by residents")
    made = park[park["indicator"].eq("park_jobs_created") & park["period_end"].notna()].assign(series="made")
    rows = (
        pd.concat([plans, made])
        .dropna(subset="known_from_latest")
        .sort_values(["known_from_latest", "series", "observation_id"], kind="stable")
    )
    distinct = rows.groupby(["published", "series", "low_bound", "high_bound"], dropna=False, sort=False)
    return pd.DataFrame([_step(group) for _, group in distinct])


def _step(group: pd.DataFrame) -> dict[str, object]:
    first = _printed(group.iloc[0])
    quantity = Quantity(first.interval, first.unit, "published", tuple(group["observation_id"]), first.flags, first.printed)
    planned = group["series"].iloc[0] != "made"
    label = published_words(str(group["published"].iloc[0]))
    return drawn(label, quantity, series=str(group["series"].iloc[0]), hue="kar") | ({"status": "target"} if planned else {})


def park_finding(found: Targets) -> Sentence:
    """The last count of jobs made in the park beside its target."""
    steps = park_steps(found)
    made = steps[steps["series"].eq("made")] if len(steps) else steps
    target = _narrowest(found.parts[found.parts["sector"].eq(PARK)])
    if made.empty or target is None:
        return Sentence("No count of jobs made in the Aghdam Industrial Park stands beside a target for {year}.", {"year": str(found.year)})
    last = _quantity_of(found, made.iloc[-1])
    values: dict[str, Value] = {"made": last, "when": str(made.iloc[-1]["label"]), "target": target, "year": str(found.year)}
    return Sentence("{made} jobs were made in the Aghdam Industrial Park by {when}; {target} are announced for {year}.", values)


def _quantity_of(found: Targets, row: pd.Series) -> Quantity:
    rows = found.data.observations.set_index("observation_id").loc[str(row["evidence"]).split()].reset_index()
    merged_rows = merged(rows)
    return merged_rows or Quantity(Interval.at_least(0), "jobs", "unknown")


def status_table(found: Targets) -> pd.DataFrame:
    """Every sector of the fullest version: its figure, what is counted towards it, and what that count is."""
    steps = park_steps(found)
    made = steps[steps["series"].eq("made")] if len(steps) else steps
    rows = {}
    for sector, quantity in parts_of(found, fullest_version(found)).items():
        is_counted = sector == PARK and len(made) > 0
        rows[NAMES[sector]] = {
            "Announced": quantity,
            "Counted": _quantity_of(found, made.iloc[-1]) if is_counted else "no figure found",
            "What is counted": f"permanent jobs made so far, by {made.iloc[-1]['label']}"
            if is_counted
            else "nothing that can be set beside it",
        }
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def status_finding(found: Targets) -> Sentence:
    """For how many sectors any count exists."""
    table = status_table(found)
    counted = sum(isinstance(cell, Quantity) for cell in table["Counted"])
    return Sentence("A count stands beside {counted} of the {all} sector figures.", {"counted": count(counted), "all": count(len(table))})
