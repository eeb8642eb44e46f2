"""Documents on the parks that disagree, count both together, know no day or count a part only (notebook 05)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import combinations

import pandas as pd

from karabakh_analysis.analyses.documents import LANGUAGES
from karabakh_analysis.analyses.park_plans import is_vague, plan_interval, plan_value
from karabakh_analysis.analyses.parks import (
    INVESTED,
    INVESTMENT_PLANNED,
    JOBS_MADE,
    JOBS_PLANNED,
    NONRESIDENTS,
    OPERATING,
    RESIDENTS,
    Park,
    millions,
    parks,
)
from karabakh_analysis.analyses.plan_repeats import repeats
from karabakh_analysis.analyses.printings import printed
from karabakh_analysis.analyses.wording import count, published_words
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.dataset.knowledge import has_flag, reasons_of
from karabakh_analysis.values import SEPARATOR, Interval, Quantity, Sentence, Story, Value

MEASURES = {
    RESIDENTS: "Residents",
    NONRESIDENTS: "Non-residents",
    OPERATING: "Enterprises operating",
    INVESTED: "Invested, million AZN",
    INVESTMENT_PLANNED: "Planned, million AZN",
    JOBS_MADE: "Jobs made",
    JOBS_PLANNED: "Jobs planned",
}
MONEY = (INVESTED, INVESTMENT_PLANNED)
PLANS = (INVESTMENT_PLANNED, JOBS_PLANNED)


def figures_of(park: Park) -> pd.DataFrame:
    """Printings of the measures of a park as a whole, in order of publication."""
    rows = park.rows[park.rows["indicator"].isin(list(MEASURES)) & ~has_flag(park.rows, "different_concept")]
    is_target = rows["indicator"].isin(PLANS) & rows["period_end"].notna()
    return rows[~is_target & ~repeats(rows)].sort_values(["known_from_latest", "observation_id"], na_position="last", kind="stable")


def together_table(data: Dataset) -> pd.DataFrame:
    """What the documents print that count both parks together, document by document."""
    return _by_document(data, figures_of(parks(data)[2]))


def undated_rows(data: Dataset) -> pd.DataFrame:
    """Figures of a single park that have no place on an axis of days."""
    rows = pd.concat([figures_of(park) for park in parks(data)[:2]])
    is_stock = ~rows["indicator"].isin(PLANS)
    return rows[(is_stock & rows["period_end"].isna()) | (~is_stock & is_vague(rows))]


def undated_table(data: Dataset) -> pd.DataFrame:
    """Those figures, document by document."""
    return _by_document(data, undated_rows(data))


def undated_groups(data: Dataset) -> list[str]:
    """The park of every row of `undated_table`."""
    rows = undated_rows(data)
    names = {park.sector: park.name for park in parks(data)}
    return [names[sector] for _, sector in dict.fromkeys(zip(rows["source_id"], rows["sector"], strict=True))]


def _by_document(data: Dataset, rows: pd.DataFrame) -> pd.DataFrame:
    """One row for each document and park, one column for each measure that any of them prints."""
    heads = {indicator: head for indicator, head in MEASURES.items() if indicator in set(rows["indicator"])}
    groups = rows.groupby(["source_id", "sector"], sort=False)
    lines = [{heads[row["indicator"]]: _figure(row) for _, row in group.iterrows()} for _, group in groups]
    doubts = [SEPARATOR.join(reasons_of(data.annotations, group["observation_id"], "scope_doubt")) for _, group in groups]
    labels = [document_words(data, str(source)) for (source, _), _ in groups]
    table = pd.DataFrame(lines, index=pd.Index(labels), columns=list(heads.values()), dtype=object)
    return table.assign(Doubt=[doubt or "none" for doubt in doubts]) if any(doubts) else table


def _figure(row: pd.Series) -> Quantity:
    """A printed figure, amounts in millions."""
    quantity = plan_value([row.to_dict()]) if row["indicator"] in PLANS else printed(row)
    return millions(quantity) if row["indicator"] in MONEY else quantity


def document_words(data: Dataset, source_id: str) -> str:
    """A document in words: its day, publisher and language."""
    document = data.sources.set_index("source_id").loc[source_id]
    language = LANGUAGES.get(document["language"], document["language"])
    return f"{published_words(document['published'])}, {document['publisher']} (in {language})"


def disagreements(data: Dataset) -> list[tuple[pd.Series, pd.Series]]:
    """Pairs of figures of one measure, park and day that exclude each other as they are printed; replaced ones are left out."""
    return _pairs(data, lambda a, b: _replaced(a, b) == 0 and not _stated(a).overlaps(_stated(b)))


def replacements(data: Dataset) -> list[tuple[pd.Series, pd.Series]]:
    """Pairs of different figures of one measure, park and day of which one is noted to replace the other."""
    return _pairs(data, lambda a, b: _replaced(a, b) == 1 and a["interval"] != b["interval"])


def _replaced(one: pd.Series, other: pd.Series) -> int:
    """How many of two figures are noted to be replaced."""
    return int(has_flag(pd.DataFrame([one, other]), "superseded").sum())


def _stated(row: pd.Series) -> Interval:
    """The interval of a figure: a plan printed "more than" has no upper end, as a count has none."""
    stated: Interval = plan_interval(row.to_dict()) if row["indicator"] in PLANS else row["interval"]
    return stated


def _pairs(data: Dataset, chosen: Callable[[pd.Series, pd.Series], bool]) -> list[tuple[pd.Series, pd.Series]]:
    """Pairs of figures of one measure, park and day of which something holds."""
    found = []
    for park in parks(data):
        rows = figures_of(park)
        exact = rows[rows["known_from_earliest"].eq(rows["known_from_latest"])]
        for _, group in exact.groupby(["indicator", _days(exact)], sort=False):
            found += [(a, b) for (_, a), (_, b) in combinations(group.iterrows(), 2) if chosen(a, b)]
    return found


def _days(rows: pd.DataFrame) -> pd.Series:
    """The day that each figure speaks of: that of the stock, or for a plan that of its document."""
    return rows["period_end"].fillna(rows["known_from_latest"])


def disagreement_stories(data: Dataset) -> list[Story]:
    """Each pair of documents of one day that disagree or replace each other, with what each prints and what is noted about it."""
    together: dict[tuple[str, str, str], list[tuple[pd.Series, pd.Series]]] = {}
    for one, other in (*disagreements(data), *replacements(data)):
        together.setdefault((one["sector"], *sorted((one["source_id"], other["source_id"]))), []).append((one, other))
    return [_story(data, sector, sources, pairs) for (sector, *sources), pairs in together.items()]


def _story(data: Dataset, sector: str, sources: Iterable[str], pairs: list[tuple[pd.Series, pd.Series]]) -> Story:
    name = next(park.name for park in parks(data) if park.sector == sector)
    rows = pd.DataFrame([row for pair in pairs for row in pair]).drop_duplicates("observation_id")
    when = Period.day(_days(rows).iloc[0]).label
    paragraphs = {document_words(data, source): _prints(rows[rows["source_id"].eq(source)]) for source in sources}
    notes = reasons_of(data.annotations, rows["observation_id"], "superseded", "scope_doubt")
    told = {"Noted": [Sentence("{note}.", {"note": note}) for note in notes]} if notes else {}
    return Story(Sentence("{park}, {when}", {"park": name, "when": when}), {**paragraphs, **told})


def _prints(rows: pd.DataFrame) -> list[Sentence]:
    return [
        Sentence("{what}: {value}.", {"what": MEASURES[row["indicator"]], "value": _figure(row)})
        for _, row in rows.sort_values("observation_id").iterrows()
    ]


def disagreements_finding(data: Dataset) -> Sentence:
    """How many figures of one day exclude each other, and how many are noted to be replaced by another of that day."""
    found, replaced = disagreements(data), replacements(data)
    values: dict[str, Value] = {"pairs": count(len(found)), "replaced": count(len(replaced))}
    values |= {name: _first_day(pairs) for name, pairs in (("first", found), ("then", replaced)) if pairs}
    if not found:
        told = "No two figures of one day for a park exclude each other"
    elif len(found) == 1:
        told = "{pairs} pair of printed figures of one day excludes each other, on {first}"
    else:
        told = "{pairs} pairs of printed figures of one day exclude each other, first on {first}"
    if not replaced:
        return Sentence(f"{told}.", values)
    one = len(replaced) == 1
    others = "figure is noted to be replaced by another of its day ({then})"
    others = others if one else "figures are noted to be replaced by others of their day (first {then})"
    return Sentence(f"{told}; {{replaced}} {others}.", values)


def _first_day(pairs: list[tuple[pd.Series, pd.Series]]) -> str:
    return Period.day(min(_days(pd.DataFrame([one])).iloc[0] for one, _ in pairs)).label
