"""Which figures, were they printed, would decide the claims that are open (notebook 09)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from karabakh_analysis.analyses.claim_check import Check
from karabakh_analysis.analyses.claim_words import Claim
from karabakh_analysis.analyses.levels import bounded
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import COUNTRY, Dataset, Period, period_of
from karabakh_analysis.dataset.naming import sector_words
from karabakh_analysis.evidence.recompute import reference_of
from karabakh_analysis.values import Quantity, Sentence, Value

MOST_ROWS, FEW = 20, 5
CLOSED = "closed_jobs"


class Level(NamedTuple):
    """A level that a claim speaks of."""

    indicator: str
    sector: str
    geography: str
    period: Period


def missing_levels(claim: Claim) -> frozenset[Level]:
    """The levels behind an open claim that no printed figure gives to a number; none where another thing is lacking."""
    latest = claim.first.checked.latest
    if latest.found is not None:
        used = [each for each in latest.found.used if each.level.standing == "bounded"]
        return frozenset(Level(*each.subject, each.place.geography, each.place.period) for each in used)
    if latest.gap != "unpublished":
        return frozenset()
    return frozenset(level for level in _asked(claim) if not _is_known(claim.data, level))


def _asked(claim: Claim) -> Iterator[Level]:
    """The level that a claim is about, and the base or the whole that it is compared with."""
    row, period = claim.row, period_of(claim.row)
    yield Level(row["indicator"], row["sector"], row["geography"], period)
    if claim.kind == "share":
        yield Level(*reference_of(row), row["among"], period)
    elif pd.notna(row["base_period_end"]):
        yield Level(row["indicator"], row["sector"], row["geography"], period_of(row, "base_"))


def _is_known(data: Dataset, level: Level) -> bool:
    """Whether a level is printed with both ends, or one number follows; a floor or a ceiling leaves it open."""
    known: Quantity | None = data.published(level.indicator, level.geography, level.period, level.sector, doubtful=True)
    if known is None and not level.sector:
        known = bounded(data, level.indicator, level.geography, level.period)
    return known is not None and known.is_known and known.interval.is_bounded


def needs(found: Check) -> Mapping[Level, list[frozenset[Level]]]:
    """By level that is not known to a number, the missing levels of every open claim that needs it."""
    needed: dict[Level, list[frozenset[Level]]] = defaultdict(list)
    for claim in found.having("not_checkable"):
        missing = missing_levels(claim)
        for level in missing:
            needed[level].append(missing)
    return needed


def _ranked(found: Check) -> list[tuple[Level, int, int]]:
    """Levels with the number of open claims that each would decide alone and of those that need it.

    Regions and districts come before the country, of which the pages conclude little; then the most deciding ones.
    """
    rows = [(level, sum(len(each) == 1 for each in those), len(those)) for level, those in needs(found).items()]
    return sorted(rows, key=lambda row: (row[0].geography == COUNTRY, -row[1], -row[2], _order(found.data, row[0])))


def _order(data: Dataset, level: Level) -> tuple[int, Period, str]:
    """By indicator, period and name."""
    place = list(data.indicators["indicator"]).index(level.indicator)
    return place, level.period, name(data, level)


def name(data: Dataset, level: Level) -> str:
    """A level in words: what, in which part, where and when."""
    sector = f" ({sector_words(level.sector)})" if level.sector else ""
    return f"{data.labels[level.indicator]}{sector}, {data.geography.name(level.geography)}, {level.period.label}"


def deciding_table(found: Check, most: int = MOST_ROWS) -> pd.DataFrame:
    """The unpublished figures that would decide most open claims: how many each alone, and how many need it."""
    rows = _ranked(found)[:most]
    columns = [{"Would decide alone": alone, "Needed by": many} for _, alone, many in rows]
    return pd.DataFrame(columns, index=[name(found.data, level) for level, *_ in rows])


def cut_finding(found: Check, most: int = MOST_ROWS) -> Sentence:
    """How many of the figures the table names, and how the rest is told; nothing where it names all."""
    rows = _ranked(found)
    if len(rows) <= most:
        return Sentence("")
    rest = rows[most:]
    values: dict[str, Value] = {"all": count(len(rows)), "most": count(most), "rest": count(len(rest))}
    values["country"] = count(sum(level.geography == COUNTRY for level, *_ in rest))
    text = "The table names the first {most} of {all} figures, regions and districts before the country"
    return Sentence(text + "; of the other {rest}, {country} are national counts.", values)


def deciding_heading(found: Check) -> Sentence:
    """How many unpublished figures would each decide an open claim by itself."""
    rows = _ranked(found)
    if not rows:
        return Sentence("No open claim waits for a single figure")
    alone = sum(decides > 0 for _, decides, _ in rows)
    if alone == 1:
        return Sentence("One unpublished figure would decide an open claim alone")
    return Sentence("{alone} unpublished figures would each decide an open claim alone", {"alone": count(alone)})


def deciding_finding(found: Check) -> Sentence:
    """How many open claims lack one figure, how many several, and how many a single figure would decide at most."""
    open_claims = found.having("not_checkable")
    missing = [len(missing_levels(claim)) for claim in open_claims]
    rows = _ranked(found)
    if not open_claims:
        return Sentence("No claim is open, so none waits for a figure that is merely unpublished.")
    if not rows:
        return Sentence("Of {all} open claims none waits for a figure that is merely unpublished.", {"all": count(len(open_claims))})
    values: dict[str, Value] = {
        "all": count(len(open_claims)),
        "one": count(missing.count(1)),
        "more": count(sum(number > 1 for number in missing)),
        "rest": count(missing.count(0)),
    }
    text = "Of {all} open claims {one} lack one figure, {more} several, and {rest} something else, such as a base period or a definition."
    most = _most_deciding(rows)
    return Sentence(f"{text} {most.template}".rstrip(), {**values, **most.values})


def _most_deciding(rows: Sequence[tuple[Level, int, int]]) -> Sentence:
    """How many open claims one figure decides at most, and whether the figures that decide so many are of the country alone."""
    most = max(alone for _, alone, _ in rows)
    if not most:
        return Sentence("")
    best = [level.geography for level, alone, _ in rows if alone == most]
    values: dict[str, Value] = {"most": count(most), "best": count(len(best))}
    text = "No single figure would decide more than {most} alone"
    if set(best) != {COUNTRY} or len(best) == 1:
        return Sentence(text + ".", values)
    return Sentence(text + "; the {best} that would decide so many are national counts.", values)


def doubts_finding(data: Dataset) -> Sentence:
    """How many figures wait for a document that settles whom they describe."""
    rows = [flags for table in (data.observations, data.claims) for flags in table["flags"]]
    doubtful = sum("scope_doubt" in flags.split() for flags in rows)
    if not doubtful:
        return Sentence("No figure is under doubt about its place, population or period.")
    if doubtful == 1:
        return Sentence(
            "One figure is under doubt about its place, population or period: a document that says whom it counts would settle it."
        )
    text = "{all} figures are under doubt about their place, population or period: a document that says whom they count would settle it."
    return Sentence(text, {"all": count(doubtful)})


def closures_finding(data: Dataset) -> Sentence:
    """Whether closed jobs are printed for any part of the country, without which openings give no net change."""
    places = set(data.observations.loc[data.observations["indicator"].eq(CLOSED), "geography"])
    if not places:
        return Sentence("No count of closed jobs is printed: openings cannot be turned into a net change.")
    if places == {COUNTRY}:
        return Sentence("Closed jobs are printed for the whole country alone: for no region can openings be turned into a net change.")
    names = ", ".join(sorted(data.geography.name(code) for code in places - {COUNTRY}))
    return Sentence("Closed jobs are printed for {names}: there, openings can be compared with closures.", {"names": names})
