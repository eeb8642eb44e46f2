"""What the editors changed and remarked: corrections and annotations of the rows in use (notebook 09)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.corrections import IDENTIFIERS
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.dataset.naming import FLAG_WORDS
from karabakh_analysis.values import Interval, Quantity, Sentence, Value

EMPTY = "empty"
EFFECTS = {
    "scope_doubt": "Enters claim check, bounds and conflicts, and the doubt is shown with every result; headline sums leave it out",
    "partial_table": "Enters claim check, bounds and conflicts, with the remark",
    "settlement_level": "Enters no sum and no bound",
    "undated": "Enters no sum and no bound",
    "different_concept": "Enters no sum and no bound",
    "superseded": "Leaves on the day from which the replacing document is known",
}


def applied(data: Dataset) -> pd.DataFrame:
    """The corrections of rows in use, by reason and row."""
    known = {row for name, identifier in IDENTIFIERS.items() for row in getattr(data, name)[identifier]}
    rows = data.corrections[data.corrections["row_id"].isin(known)]
    return rows.sort_values(["reason", "row_id", "field"], kind="stable", ignore_index=True)


def correction_table(data: Dataset) -> pd.DataFrame:
    """One row a corrected field: what the raw row holds, which leads to it, and as what that is read."""
    rows = applied(data)
    columns = [
        {"Field": row.field, "Raw row": _printed(row.as_printed, row.row_id), "Read as": row.corrected or EMPTY}
        for row in rows.itertuples()
    ]
    return pd.DataFrame(columns, index=list(rows["row_id"]))


def correction_groups(data: Dataset) -> list[str]:
    """The reason of every row of `correction_table`."""
    return list(applied(data)["reason"])


def _printed(text: str, row: str) -> Sentence:
    """What a field holds in the raw row, as a way to that row."""
    content = Quantity(Interval.at_least(0), "", "published", (row,), (), text or EMPTY)
    return Sentence("“{content}”" if text else "{content}", {"content": content})


def corrections_heading(data: Dataset) -> Sentence:
    """How many fields are corrected, of how many rows."""
    rows = applied(data)
    if rows.empty:
        return Sentence("No field is corrected")
    values: dict[str, Value] = {"fields": count(len(rows)), "rows": count(rows["row_id"].nunique())}
    values["all"] = count(len(data.observations) + len(data.claims))
    fields = "field is" if len(rows) == 1 else "fields are"
    return Sentence(f"{{fields}} {fields} read otherwise than the raw tables hold them, in {{rows}} of {{all}} rows", values)


def corrections_finding(data: Dataset) -> Sentence:
    """For how many reasons fields are corrected."""
    rows = applied(data)
    if rows.empty:
        return Sentence("No correction applies to what was certainly published by that day.")
    reasons = rows["reason"].nunique()
    for_what = "one reason" if reasons == 1 else "{reasons} reasons"
    text = (
        f"The corrections stand under {for_what}. Each holds only while the row still reads as it did; "
        "else the check of the tables refuses it."
    )
    return Sentence(text, {"reasons": count(reasons)})


def flag_table(data: Dataset) -> pd.DataFrame:
    """One row a flag: what it says, what follows, and on how many rows it stands."""
    rows = {FLAG_WORDS[flag].capitalize(): _flag(data, flag) for flag in FLAG_WORDS}
    return pd.DataFrame.from_dict(rows, orient="index")


def _flag(data: Dataset, flag: str) -> dict[str, object]:
    numbers = {name.capitalize(): int(has_flag(getattr(data, name), flag).sum()) for name in IDENTIFIERS}
    return {"Flag": flag, "What follows": EFFECTS[flag], **numbers}


def flags_finding(data: Dataset) -> Sentence:
    """How many rows carry a flag, and how many of all rows that is."""
    rows = [flags for name in IDENTIFIERS for flags in getattr(data, name)["flags"]]
    flagged = sum(bool(flags) for flags in rows)
    if not flagged:
        return Sentence("No row carries a remark that changes its use.")
    text = "{flagged} of {all} rows carry a remark that changes their use."
    return Sentence(text, {"flagged": count(flagged), "all": count(len(rows))})
