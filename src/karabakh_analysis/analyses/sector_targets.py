"""What the jobs target is made of, how its parts changed, and where each part stands (notebook 03).

A *version* is one set of sector figures: documents of one day that print the same figures are one version.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.documents import LANGUAGES
from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.wording import count, evidence_in, lowered, published_words, require, source_line
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.cells import printed_figure
from karabakh_analysis.values import Quantity, Sentence, Value, listed

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
    """Name of the version of each row: date and publishers of the documents that print the same sector figures on one day.

    The language is named where one publisher printed in several on that day.
    """
    parts = rows[rows["sector"].ne("")]
    content = {source: _content(part) for source, part in parts.groupby("source_id")}
    about = sources.set_index("source_id").loc[list(content), ["published", "publisher", "language"]].assign(content=content)
    several = about.groupby(["published", "publisher"])["language"].transform("nunique").gt(1)
    about = about.assign(language=about["language"].map(language).where(several, ""))
    groups = about.groupby(["published", "content"], sort=False)
    names = {source: f"{published_words(published)}, {_publishers(group)}" for (published, _), group in groups for source in group.index}
    return rows["source_id"].map(names)


def _content(part: pd.DataFrame) -> str:
    """The sector figures of a document, for comparison with those of another."""
    ends = part.sort_values("sector", kind="stable")[["sector", "low_bound", "high_bound"]]
    return str(ends.to_csv(index=False))


def _publishers(group: pd.DataFrame) -> str:
    languages = group.groupby("publisher", sort=False)["language"].agg(lambda names: " and ".join(sorted({*names} - {""})))
    return " and ".join(f"{publisher} ({names})" if names else str(publisher) for publisher, names in languages.items())


def language(code: str) -> str:
    """Name of a language."""
    return LANGUAGES.get(code, code)


def printed(row: pd.Series) -> Quantity:
    """One observation as a quantity."""
    return Quantity(row["interval"], row["unit"], "published", (row["observation_id"],), tuple(row["flags"].split()), printed_figure(row))


def merged(rows: pd.DataFrame) -> Quantity | None:
    """Printings of one figure by the documents of one version."""
    if rows.empty:
        return None
    first = printed(rows.iloc[0])
    return Quantity(first.interval, first.unit, "published", tuple(rows["observation_id"]), first.flags, first.printed)


def versions_table(found: Targets) -> pd.DataFrame:
    """Every version's figure for every sector, and its total. Unit: jobs."""
    sectors = [sector for sector in NAMES if sector in set(found.parts["sector"])]
    rows = {NAMES[sector]: {version: merged(_of(found.parts, sector, version)) for version in found.versions} for sector in sectors}
    rows["Total printed beside them"] = {version: own_total(found, version) for version in found.versions}
    return pd.DataFrame.from_dict(rows, orient="index", dtype=object)


def own_total(found: Targets, version: str) -> Quantity | None:
    """The total that a version prints beside its sector figures."""
    return merged(_of(found.totals, "", version))


def named_sectors(found: Targets) -> list[str]:
    """Codes of the sectors that some version names; a figure for two sectors together is none of its own where both are named."""
    named = [sector for sector in NAMES if sector in set(found.parts["sector"])]
    return [sector for sector in named if "+" not in sector or not set(sector.split("+")) <= set(named)]


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
    values: dict[str, Value] = {"versions": count(len(found.versions)), "names": _in_text(changed), "year": str(found.year)}
    if len(found.versions) < 2:
        return Sentence("One version of the sector figures for {year} was known.", values)
    if not changed:
        return Sentence("The {versions} versions of the sector figures for {year} agree wherever they name the same sector.", values)
    return Sentence("{versions} versions of the sector figures for {year} differ in {names}.", values)


def _in_text(names: list[str]) -> str:
    return listed([name if name == NAMES[PARK] else lowered(name) for name in names])


def ranges_title(found: Targets) -> Sentence:
    """Which sector's figure moved down or up between the first and the last version that print it."""
    moved = changed_sectors(found)
    if not moved:
        return Sentence("No sector's figure differs between versions")
    return Sentence("Figures differ between versions for {names}", {"names": _in_text(moved)})
