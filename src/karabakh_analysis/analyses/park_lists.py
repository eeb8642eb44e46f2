"""What stands apart from the series of the parks: parts, dollars, output, firms admitted in a period (notebook 05)."""

from __future__ import annotations

import pandas as pd

from karabakh_analysis.analyses.park_documents import MEASURES, document_words
from karabakh_analysis.analyses.parks import millions, parks
from karabakh_analysis.analyses.printings import printed
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.dataset.knowledge import has_flag
from karabakh_analysis.values import Quantity

OUTPUT, ADMITTED = "park_output_azn", {"park_residents_new": "Residents", "park_nonresidents_new": "Non-residents"}
MONEY = ("AZN", "USD")


def all_rows(data: Dataset) -> pd.DataFrame:
    """Every figure of the parks with the name of its park, in order of publication."""
    rows = pd.concat([park.rows.assign(park=park.name) for park in parks(data)])
    return rows.sort_values(["known_from_latest", "observation_id"], na_position="last", kind="stable")


def partial_table(data: Dataset) -> pd.DataFrame:
    """Figures that count a part of a park, or projects and applications that are no residents."""
    rows = all_rows(data)
    return _listed(data, rows[has_flag(rows, "different_concept")], "different_concept", "What it counts")


def dollar_table(data: Dataset) -> pd.DataFrame:
    """Amounts printed in United States dollars, each with the doubt about it. Unit: million USD."""
    rows = all_rows(data)
    return _listed(data, rows[rows["unit"].eq("USD")], "scope_doubt", "Doubt")


def _listed(data: Dataset, rows: pd.DataFrame, flag: str, head: str) -> pd.DataFrame:
    """Rows one by one: park, measure, figure, and why the flag was set."""
    about = data.annotations[data.annotations["flag"].eq(flag)].set_index("row_id")["reason"].to_dict()
    lines = [
        {
            "Park": row["park"],
            "Measure": _measure(data, row),
            "Printed": _figure(row),
            head: about.get(row["observation_id"], "none noted"),
        }
        for _, row in rows.iterrows()
    ]
    labels = [document_words(data, source) for source in rows["source_id"]]
    return pd.DataFrame(lines, index=pd.Index(labels), columns=["Park", "Measure", "Printed", head], dtype=object)


def _measure(data: Dataset, row: pd.Series) -> str:
    own = MEASURES.get(row["indicator"])
    if own is not None:
        return own
    label = data.labels[row["indicator"]].removeprefix("Industrial park ").removesuffix(f", {row['unit']}").capitalize()
    return f"{label}, million {row['unit']}" if row["unit"] in MONEY else label


def _figure(row: pd.Series) -> Quantity:
    return millions(printed(row)) if row["unit"] in MONEY else printed(row)


def output_table(data: Dataset) -> pd.DataFrame:
    """Output as printed, each with its own period. Unit: million AZN."""
    rows = all_rows(data)
    rows = rows[rows["indicator"].eq(OUTPUT) & rows["period_end"].notna() & rows["vintage"].notna()]
    lines = [
        {
            "Park": row["park"],
            "Period": _period_words(row),
            "Noted": row["note"] or "nothing",
            "Output": _figure(row),
            "Document": document_words(data, row["source_id"]),
        }
        for _, row in rows.sort_values(["period_end", "period_start", "observation_id"], kind="stable").iterrows()
    ]
    return pd.DataFrame(lines, columns=["Park", "Period", "Noted", "Output", "Document"], dtype=object).set_index("Park")


def _period_words(row: pd.Series) -> str:
    first, last = (Period.day(row[end]).label for end in ("period_start", "period_end"))
    return f"up to {last}, in all" if row["kind"] == "stock" else f"{first} to {last}"


def admitted_table(data: Dataset) -> pd.DataFrame:
    """Firms that became residents or non-residents in a period, by park. Unit: firms."""
    cells = data.cells
    chosen = cells[cells["indicator"].isin(list(ADMITTED)) & cells["kind"].eq("flow")]
    names = {park.sector: park.name for park in parks(data)}
    chosen = chosen[chosen["sector"].isin(list(names))].sort_values(["indicator", "period_start", "period_end"], kind="stable")
    rows: dict[str, dict[str, Quantity]] = {}
    for cell in chosen.sort_values("indicator", ascending=False, kind="stable").itertuples():
        label = f"{ADMITTED[cell.indicator]}, {Period(cell.period_start, cell.period_end).label}"
        rows.setdefault(label, {})[names[cell.sector]] = cell.quantity
    columns = [name for name in names.values() if any(name in row for row in rows.values())]
    return pd.DataFrame(list(rows.values()), index=pd.Index(list(rows)), columns=columns, dtype=object)
