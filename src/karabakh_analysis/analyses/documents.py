"""The documents of the collection by publisher, year and origin (notebook 09)."""

from __future__ import annotations

import re

import pandas as pd

from karabakh_analysis.analyses.wording import count, published_words
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.values import Sentence, Value, listed

MOST_NAMED = 5
MOST_ORIGINS = 3
# In brackets stands the ministry that a body belongs to, or the name that is used for it.
ABBREVIATION = re.compile(r"[A-Z]+")
OTHERS = "Other publishers"
ALL = "All"
NO_DATE = "Date not known"
LANGUAGES = {"en": "English", "az": "Azerbaijani", "ru": "Russian"}
DAY, MONTH = len("2025-02-19"), len("2025-02")


def year_table(data: Dataset) -> pd.DataFrame:
    """Number of documents by year of publication and publisher, those with most documents apart; the last row adds the years."""
    if data.sources.empty:
        return pd.DataFrame()
    named = list(_by_number(data).index[:MOST_NAMED])
    publishers = data.sources["publisher"].where(data.sources["publisher"].isin(named), OTHERS)
    table = pd.crosstab(_years(data), publishers).reindex(columns=[*named, OTHERS], fill_value=0)
    table = table.reindex(sorted(table.index, key=lambda year: (year == NO_DATE, year)))
    table = table.loc[:, table.sum().gt(0)]
    table.loc[ALL] = table.sum()
    return table.assign(**{ALL: table.sum(axis=1)}).rename_axis(index=None, columns=None)


def _by_number(data: Dataset) -> pd.Series:
    """Number of documents by publisher, largest first, then by name."""
    numbers = data.sources.groupby("publisher").size()
    return numbers.iloc[sorted(range(len(numbers)), key=lambda place: (-numbers.iloc[place], numbers.index[place]))]


def _years(data: Dataset) -> pd.Series:
    """Year in which a document appeared; of an interval the first."""
    return data.sources["published"].str[:4].replace("", NO_DATE)


def publisher_table(data: Dataset) -> pd.DataFrame:
    """One row a publisher with more than one document, and one for all others: documents, figures, years, languages."""
    numbers = _by_number(data)
    many, single = numbers.index[numbers.gt(1)], numbers.index[numbers.eq(1)]
    rows = {name: _publisher(data, [name]) for name in many}
    if len(single):
        rows[f"{len(single)} others, one document each"] = _publisher(data, list(single))
    return pd.DataFrame.from_dict(rows, orient="index")


def _publisher(data: Dataset, names: list[str]) -> dict[str, object]:
    documents = data.sources[data.sources["publisher"].isin(names)]
    years = sorted(documents["published"].str[:4].loc[lambda year: year.ne("")])
    return {
        "Documents": len(documents),
        "Figures": _figures(data, documents["source_id"]),
        "Published": " to ".join(dict.fromkeys([years[0], years[-1]])) if years else NO_DATE,
        "Languages": ", ".join(LANGUAGES.get(code, code) for code in sorted(documents["language"].unique(), key=_language_order)),
    }


def _language_order(code: str) -> tuple[int, str]:
    return ([*LANGUAGES, code].index(code), code)


def _figures(data: Dataset, documents: pd.Series) -> int:
    return sum(int(rows["source_id"].isin(documents).sum()) for rows in (data.observations, data.claims))


def sources_heading(data: Dataset) -> Sentence:
    """How many documents there are, of how many publishers, with how many figures."""
    if data.sources.empty:
        return Sentence("No document was certainly published by that day")
    values: dict[str, Value] = {
        "all": count(len(data.sources)),
        "many": count(data.sources["publisher"].nunique()),
        "figures": count(len(data.observations) + len(data.claims)),
    }
    if len(data.sources) == 1:
        return Sentence("One document prints the {figures} figures", values)
    return Sentence("{all} documents of {many} publishers print the {figures} figures", values)


def sources_finding(data: Dataset) -> Sentence:
    """The same as a sentence, with what is printed as an absolute and what as a derived figure."""
    if data.sources.empty:
        return Sentence("No document was certainly published by that day.")
    heading = sources_heading(data)
    values = {**heading.values, "absolute": count(len(data.observations)), "derived": count(len(data.claims))}
    return Sentence(heading.template + ": {absolute} absolute ones, and {derived} derived ones, such as growth, a share or a rank.", values)


def origin_finding(data: Dataset) -> Sentence:
    """The institutions that most documents name as the origin of their figures, each counted wherever it is named."""
    named = [name for name in data.sources["attributed_to"] if name]
    if not named:
        return Sentence("No document names the institution that its figures come from.")
    numbers = pd.Series([each for name in named for each in institutions(name)], dtype=str).value_counts()
    if len(named) == 1:
        return Sentence("One document names where its figures come from: {names}.", {"names": listed(sorted(map(str, numbers.index)))})
    first = sorted(numbers.items(), key=lambda pair: (-pair[1], str(pair[0])))[:MOST_ORIGINS]
    places = "; ".join(f"{{name{place}}} ({{often{place}}})" for place in range(len(first)))
    values: dict[str, Value] = {"named": count(len(named)), "all": count(len(numbers))}
    for place, (name, often) in enumerate(first):
        values |= {f"name{place}": str(name), f"often{place}": count(int(often))}
    text = "{named} documents name where their figures come from, {all} origins in all. Named by most documents: "
    return Sentence(
        text + places + ". A document that names several counts for each, and one that names a body of a ministry for both.", values
    )


def institutions(text: str) -> list[str]:
    """The institutions that a document names: several between semicolons, and in brackets the one that another belongs to."""
    found: list[str] = []
    for each in text.split(";"):
        name, _, parent = each.strip().removesuffix(")").partition(" (")
        found += [name, *([parent] if parent and not ABBREVIATION.fullmatch(parent) else [])]
    return list(dict.fromkeys(filter(None, found)))


def with_names(data: Dataset, text: str) -> str:
    """A text in which documents are named by publisher and date instead of by their ids."""
    for row in data.sources[[source in text for source in data.sources["source_id"]]].itertuples():
        named = f"the document of {row.publisher} ({published_words(row.published)})"
        text = re.sub(rf"(?<![\w-]){re.escape(row.source_id)}(?![\w-])", named.replace("\\", r"\\"), text)
    return text


def dates_finding(data: Dataset) -> Sentence:
    """How closely publication is dated, and how many dates are inferred."""
    if data.sources.empty:
        return Sentence("There is no document to date.")
    dates = data.sources["published"]
    if len(dates) == 1:
        return Sentence("Date of the document: {when}.", {"when": published_words(dates.iloc[0])})
    spans = dates.str.contains("/")
    text = (
        "Of {all} documents {day} are dated to a day and {month} to a month or a year; {span} appeared on some day of an interval, and of "
        "{none} the date is not known. Dates that are inferred: {inferred}; each such document says from what."
    )
    numbers = {
        "all": len(dates),
        "day": int((~spans & dates.str.len().eq(DAY)).sum()),
        "month": int((~spans & dates.str.len().between(1, MONTH)).sum()),
        "span": int(spans.sum()),
        "none": int(dates.eq("").sum()),
        "inferred": int(data.sources["published_basis"].eq("inferred").sum()),
    }
    return Sentence(text, {name: count(number) for name, number in numbers.items()})


def recorded(data: Dataset) -> dict[str, int]:
    """What runs are compared by: how many documents and figures were known."""
    return {"documents": len(data.sources), "observations": len(data.observations), "claims": len(data.claims)}
