"""Schemas of the raw tables: what each column holds and which rules its rows keep.

The tables are validated as text, because the digits of a number carry its precision.
"""

from __future__ import annotations

from functools import partial

import pandas as pd
import pandera.pandas as pa

from karabakh_analysis.dataset.checks import (
    WEB_ADDRESS,
    date,
    in_order,
    listed,
    matches,
    number,
    one_of,
    plain_text,
    publication_date,
    required,
    rule,
    to_day,
    to_number,
)

IDENTIFIER = r"[a-z0-9]+(-[a-z0-9]+)*"
KINDS = ("flow", "stock", "target")
UNITS = [
    "jobs",
    "enterprises",
    "persons",
    "families",
    "residents",
    "AZN",
    "USD",
    "percent",
    "applications",
    "companies",
    "premises",
    "vacancies",
    "settlements",
    "employers",
    "projects",
]
PRECISIONS = ("exact", "rounded", "about", "nearly", "more_than", "up_to", "range")
FLAGS = ("scope_doubt", "partial_table", "settlement_level", "undated", "different_concept", "superseded")
CLAIM_UNITS = {"fold_change": "fold", "percent_change": "percent", "share": "percent", "rank": "rank"}
CHANGES = ("fold_change", "percent_change", "absolute_change")
AMOUNTS = ("AZN", "USD", "percent", "fold")
ENDS = ("value", "low", "high")


def column(description: str, *checks: pa.Check, unique: bool = False) -> pa.Column:
    """A text column with its meaning."""
    return pa.Column(str, [plain_text(), *checks], description=description, unique=unique)


def table(columns: dict[str, pa.Column], *rules: pa.Check, unique: list[str] | None = None) -> pa.DataFrameSchema:
    """A table with exactly these columns and the rules its rows keep."""
    return pa.DataFrameSchema(columns, checks=list(rules), unique=unique, strict=True)


def _is_range(rows: pd.DataFrame) -> pd.Series:
    return rows["precision"].eq("range")


def _not_negative(rows: pd.DataFrame, column: str) -> pd.Series:
    return ~to_number(rows[column]).lt(0)


def _at_most_the_whole(rows: pd.DataFrame, column: str) -> pd.Series:
    return rows["unit"].ne("percent") | ~to_number(rows[column]).gt(100)


def _whole_count(rows: pd.DataFrame, column: str) -> pd.Series:
    return rows["unit"].isin(AMOUNTS) | ~to_number(rows[column]).mod(1).gt(0)


SOURCES = table(
    {
        "source_id": column(
            "Document, as publisher-date-topic",
            required(),
            matches(IDENTIFIER, "is not an identifier, expected lower-case words joined by hyphens", "identifier"),
            unique=True,
        ),
        "publisher": column("Who published the document", required()),
        "title": column("Title as printed, where recorded"),
        "url": column("Web address", matches(WEB_ADDRESS, "is not a web address, expected http:// or https://", "web address")),
        "published": column(
            "Day, month, year or interval of publication (EDTF)",
            publication_date(),
        ),
        "published_basis": column("How the date is known", required(), one_of(("stated", "inferred", "unknown"))),
        "language": column(
            "Language of the document", required(), matches("[a-z]{2}", "is not a language, expected a two-letter code", "two-letter code")
        ),
        "attributed_to": column("Institution the figures come from"),
        "note": column("What a reader of the document must know"),
    },
    rule(
        "published",
        "does not fit published_basis, expected a date unless the basis is unknown",
        lambda rows: rows["published"].eq("") == rows["published_basis"].eq("unknown"),
    ),
)

_PLACE = {
    "indicator": column("Code of the indicator", required()),
    "geography": column("Code of the place or group of places", required()),
    "sector": column("Breakdown; empty is the total"),
    "period_start": column("First day", date()),
    "period_end": column("Last day, reference day or deadline", date()),
}
_PRINTED = {
    "precision": column("How the figure is printed", required(), one_of(PRECISIONS)),
    "stated_as": column("The number as printed", required()),
}

OBSERVATIONS = table(
    {
        "observation_id": column("Row id, as source_id/number", required(), unique=True),
        "source_id": column("Document it stands in", required()),
        **_PLACE,
        "kind": column("Flow, stock or target", required(), one_of(KINDS)),
        "value": column("Published figure", number()),
        "low": column("Low end of a printed range", number()),
        "high": column("High end of a printed range", number()),
        "unit": column("Unit of the figure", required(), one_of(UNITS)),
        **_PRINTED,
        "coverage": column("What the figure covers where the geography does not say it all"),
        "note": column("What a reader of the row must know"),
    },
    in_order("period_start", "period_end"),
    rule(
        "period_start",
        "is given for a target, expected a deadline in period_end alone",
        lambda rows: rows["kind"].ne("target") | rows["period_start"].eq(""),
    ),
    rule(
        "period_start",
        "differs from period_end for a stock, expected one day in both",
        lambda rows: rows["kind"].ne("stock") | rows["period_start"].eq(rows["period_end"]),
    ),
    rule(
        "period_end",
        "goes with an empty other end of the period, expected both or neither",
        lambda rows: rows["kind"].ne("flow") | (rows["period_start"].eq("") == rows["period_end"].eq("")),
    ),
    rule("high", "is below low, expected low to high", lambda rows: ~(to_number(rows["high"]) < to_number(rows["low"]))),
    rule("value", "stands beside precision range, expected low and high alone", lambda rows: ~_is_range(rows) | rows["value"].eq("")),
    rule("value", "is empty, expected a value unless the precision is range", lambda rows: _is_range(rows) | rows["value"].ne("")),
    rule(
        "low",
        "does not fit the precision, expected low for a range and for nothing else",
        lambda rows: rows["low"].ne("") == _is_range(rows),
    ),
    rule(
        "high",
        "does not fit the precision, expected high for a range and for nothing else",
        lambda rows: rows["high"].ne("") == _is_range(rows),
    ),
    *(rule(end, "is negative, expected zero or more", partial(_not_negative, column=end)) for end in ENDS),
    *(rule(end, "is above 100, expected a rate from 0 to 100 per cent", partial(_at_most_the_whole, column=end)) for end in ENDS),
    *(rule(end, "is not whole, expected a whole number of this unit", partial(_whole_count, column=end)) for end in ENDS),
    rule(
        "observation_id",
        "does not start with the source_id, expected source_id/number",
        lambda rows: _belongs(rows, "observation_id", r"\d{2,}"),
    ),
)


def _belongs(rows: pd.DataFrame, identifier: str, ending: str) -> pd.Series:
    """Whether a row id is its source_id, a slash and an ending."""
    head = rows[identifier].str.rsplit("/", n=1).str[0]
    return head.eq(rows["source_id"]) & rows[identifier].str.fullmatch(rf".*/{ending}")


CLAIMS = table(
    {
        "claim_id": column("Row id, as source_id/cnumber", required(), unique=True),
        "source_id": column("Document it stands in", required()),
        **_PLACE,
        "base_period_start": column("First day of the period compared with", date()),
        "base_period_end": column("Last day of the period compared with", date()),
        "claim": column("Kind of derived figure", required(), one_of((*CHANGES, "share", "rank"))),
        "among": column("Place within which a rank or share is taken"),
        "reference_indicator": column("Indicator a share is taken of"),
        "reference_sector": column("Sector a share is taken of"),
        "value": column("Published figure; a decrease carries a minus sign", required(), number()),
        "unit": column("Unit of the figure", required(), one_of((*UNITS, "fold", "rank"))),
        "precision": column("How the figure is printed", required(), one_of(PRECISIONS[:-1])),
        "computed_by": column("Who worked the figure out", required(), one_of(("publisher", "institution", "unknown"))),
        "stated_as": _PRINTED["stated_as"],
        "note": column("What a reader of the row must know"),
    },
    in_order("period_start", "period_end"),
    in_order("base_period_start", "base_period_end"),
    rule("period_end", "is empty, expected the period of the claim", lambda rows: rows["period_end"].ne("")),
    rule(
        "base_period_end",
        "goes with an empty other end of the base period, expected both or neither",
        lambda rows: rows["base_period_start"].eq("") == rows["base_period_end"].eq(""),
    ),
    rule(
        "base_period_end",
        "is given for a share or rank, expected a base for a change alone",
        lambda rows: rows["claim"].isin(CHANGES) | rows["base_period_end"].eq(""),
    ),
    rule(
        "base_period_end",
        "is not before the period of the claim, expected an earlier period",
        lambda rows: ~(to_day(rows["base_period_end"]) >= to_day(rows["period_end"])),
    ),
    rule(
        "among",
        "does not fit the claim, expected a place for a share or rank and none for a change",
        lambda rows: rows["among"].ne("") == ~rows["claim"].isin(CHANGES),
    ),
    rule(
        "unit",
        "does not fit the claim, expected " + ", ".join(f"{unit} for {claim}" for claim, unit in CLAIM_UNITS.items()),
        lambda rows: _fits_claim(rows),
    ),
    rule(
        "value",
        "is not a rank, expected a whole number from 1",
        lambda rows: rows["claim"].ne("rank") | rows["value"].str.fullmatch(r"[1-9]\d*"),
    ),
    rule(
        "value",
        "is negative, expected zero or more except for a change",
        lambda rows: rows["claim"].isin(CHANGES[1:]) | ~(to_number(rows["value"]) < 0),
    ),
    rule(
        "value",
        "is below -100, expected no decrease beyond the whole",
        lambda rows: rows["claim"].ne("percent_change") | ~(to_number(rows["value"]) < -100),
    ),
    rule("claim_id", "does not start with the source_id, expected source_id/cnumber", lambda rows: _belongs(rows, "claim_id", r"c\d{2,}")),
)


def _fits_claim(rows: pd.DataFrame) -> pd.Series:
    """The unit that the kind of claim asks for; an absolute change has the unit of its indicator."""
    wanted = rows["claim"].map(CLAIM_UNITS)
    return rows["unit"].eq(wanted) | (wanted.isna() & ~rows["unit"].isin(set(CLAIM_UNITS.values())))


INDICATORS = table(
    {
        "indicator": column(
            "Code",
            required(),
            matches(r"[a-z]+(_[a-z]+)*", "is not a code, expected lower-case words joined by underscores", "code"),
            unique=True,
        ),
        "label": column("Name on pages", required()),
        "definition": column("What is counted", required()),
        "unit": column("Units in use, between bars", required(), listed(UNITS)),
        "kind": column("Kinds in use, between bars", required(), listed(KINDS)),
        "theme": column("Group of indicators", required()),
        "additive": column("Whether values may be summed over districts and consecutive periods", required(), one_of(("yes", "no"))),
        "note": column("What may still be summed, and other remarks"),
    }
)

GEOGRAPHIES = table(
    {
        "code": column(
            "Code: ISO 3166-2, an X- code where there is none, or a group",
            required(),
            matches(
                r"[A-Z]+(-[A-Z]+)?(\+[A-Z]+(-[A-Z]+)?)*", "is not a code, expected capitals with hyphens, joined by plus signs", "code"
            ),
            unique=True,
        ),
        "name": column("English name", required()),
        "name_az": column("Azerbaijani name", required()),
        "level": column("Level of the place", required(), one_of(("country", "economic_region", "district", "city", "aggregate"))),
        "note": column("What the code covers"),
    }
)

GEOGRAPHY_MEMBERS = table(
    {
        "aggregate": column("Group of places", required()),
        "member": column("District or city that belongs to it", required()),
        "valid_from": column("First day of membership; empty is always", date()),
        "valid_to": column("Last day of membership; empty is until now", date()),
    },
    in_order("valid_from", "valid_to"),
    unique=["aggregate", "member", "valid_from"],
)

CORRECTIONS = table(
    {
        "row_id": column("Row of observations or claims", required()),
        "field": column("Column of that row", required()),
        "as_printed": column("What the raw row reads"),
        "corrected": column("The editor's reading; empty means: set empty"),
        "reason": column("Why", required()),
    },
    rule("corrected", "equals as_printed, expected another reading", lambda rows: rows["corrected"].ne(rows["as_printed"])),
    unique=["row_id", "field"],
)

ANNOTATIONS = table(
    {
        "row_id": column("Row of observations or claims", required()),
        "flag": column("Kind of remark", required(), one_of(FLAGS)),
        "reason": column("Why", required()),
        "since": column("Day from which the replacing document is known", date()),
    },
    rule(
        "since",
        "does not fit the flag, expected a day for superseded and none for others",
        lambda rows: rows["since"].ne("") == rows["flag"].eq("superseded"),
    ),
    unique=["row_id", "flag"],
)

RAW_TABLES: dict[str, pa.DataFrameSchema] = {
    "sources": SOURCES,
    "indicators": INDICATORS,
    "geographies": GEOGRAPHIES,
    "geography_members": GEOGRAPHY_MEMBERS,
    "observations": OBSERVATIONS,
    "claims": CLAIMS,
    "corrections": CORRECTIONS,
    "annotations": ANNOTATIONS,
}
# A collection may need no correction; every other table has rows.
MAY_BE_EMPTY = ("corrections",)
