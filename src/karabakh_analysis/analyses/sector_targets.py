"""What the jobs target is made of, how its parts changed, and where each part stands (notebook 03).

A *version* is one set of sector figures: documents of one day that print the same figures are one version.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from karabakh_analysis.analyses.documents import LANGUAGES
from karabakh_analysis.analyses.printings import printed
from karabakh_analysis.analyses.run import Run
from karabakh_analysis.analyses.wording import published_words, require
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.naming import sector_words
from karabakh_analysis.values import Quantity

REGION, PARK = "KAR", "industrial_park:aghdam"
NAMES = {
    "public_sector": "Public sector",
    "agriculture": "Agriculture",
    "sme": "Small and medium enterprises",
    PARK: sector_words(PARK),
    "mining": "Mining",
    "tourism": "Tourism",
    "mining+tourism": "Mining and tourism together",
}


@dataclass(frozen=True)
class Targets(Run):
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


def merged(rows: pd.DataFrame) -> Quantity | None:
    """Printings of one figure by the documents of one version."""
    if rows.empty:
        return None
    first = printed(rows.iloc[0])
    return Quantity(first.interval, first.unit, "published", tuple(rows["observation_id"]), first.flags, first.printed)


def own_total(found: Targets, version: str) -> Quantity | None:
    """The total that a version prints beside its sector figures."""
    return merged(rows_of(found.totals, "", version))


def named_sectors(found: Targets) -> list[str]:
    """Codes of the sectors that some version names; a figure for two sectors together is none of its own where both are named."""
    named = [sector for sector in NAMES if sector in set(found.parts["sector"])]
    return [sector for sector in named if "+" not in sector or not set(sector.split("+")) <= set(named)]


def rows_of(rows: pd.DataFrame, sector: str, version: str) -> pd.DataFrame:
    """The rows of a version on a sector."""
    return rows[rows["sector"].eq(sector) & rows["version"].eq(version)]


def printed_parts(found: Targets, version: str) -> dict[str, Quantity]:
    """Sector figures of a version by sector, as it prints them."""
    read = {sector: merged(rows_of(found.parts, sector, version)) for sector in NAMES}
    return {sector: figure for sector, figure in read.items() if figure is not None}
