"""The frozen tables with hostile text in every column that takes text, and with hostile text where none is taken."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.notebooks.project import copy_tables

from karabakh_analysis.dataset.schema import RAW_TABLES

Row = dict[str, str]
LONG = "x" * 10_000
RUNS = "window.pwned=1;alert(1)"
TEXTS = (
    f"<script>{RUNS}</script>",
    f'"><img src=x onerror="{RUNS}">',
    f"'><svg/onload='{RUNS}'>",
    f"javascript:{RUNS}",
    f"[click](javascript:{RUNS}) ![x](https://evil.example/x.png)",
    "</td></tr></table></section></main></body><h1>broken",
    "<style>* { display: none } @import 'https://evil.example/x.css';</style>",
    f"</script></style></textarea></title><script>{RUNS}</script>",
    f'" autofocus onfocus="{RUNS}" style="position:fixed;inset:0" x="',
    "<iframe srcdoc='<script>parent.pwned=1</script>'></iframe><base href=https://evil.example/>",
    "{year} {{7*7}} {% raw %} ${7*7} %s %(x)s $\\frac{1}{0}$",
    "&lt;b&gt; &amp;nbsp; &#x3c;script&#x3e; <!-- <![CDATA[",
    "\u202ereversed\u202c \u2066isolated\u2069 \u200eleft \u200fright \u200bnothing",
    "👩‍👩‍👧‍👦 🏴‍☠️ e\u0301\u0301\u0301\u0301 ﷽ 漢字 ᠎",
    LONG,
    "many words " * 900,
)
SHORT = tuple(text for text in TEXTS if len(text) < 1000)
RARE = 7
# The columns that take any text. All others are codes, days, numbers or closed lists, and refuse it.
FREE = {
    "sources": ("publisher", "title", "attributed_to", "note"),
    "indicators": ("label", "definition", "theme", "note"),
    "geographies": ("name", "name_az", "note"),
    "geography_members": (),
    "observations": ("stated_as", "coverage", "note"),
    "claims": ("stated_as", "note"),
    "corrections": ("reason",),
    "annotations": ("reason",),
}
ADDRESS = f"https://evil.example/'onclick='{RUNS}'&javascript:alert(1)#\u202e"


def hostile_tables(folder: Path) -> Path:
    """A data directory whose tables hold hostile text wherever the check of the tables allows it."""
    copy_tables(folder)
    for name, columns in FREE.items():
        rows = read(folder, name)
        for place, row in enumerate(rows):
            row.update({column: _hostile(row[column], place + shift) for shift, column in enumerate(columns)})
        write(folder, name, rows)
    _set_addresses(folder)
    _add_sectors(folder)
    return folder


def _hostile(text: str, place: int) -> str:
    """A text of the list before what stood there; the long ones, which make pages heavy, are rarer than the others."""
    texts = TEXTS if place % RARE == 0 else SHORT
    return f"{texts[place % len(texts)]} {text}".strip()


def _set_addresses(folder: Path) -> None:
    sources = read(folder, "sources")
    write(folder, "sources", [{**row, "url": ADDRESS} for row in sources])


def _add_sectors(folder: Path) -> None:
    """Figures and shares of sectors that nobody knows, a row for each text: the sectors of the other rows are codes in use."""
    observations, claims = read(folder, "observations"), read(folder, "claims")
    figure = next(row for row in observations if (row["indicator"], row["precision"]) == ("new_jobs", "exact"))
    share = next(row for row in claims if row["claim"] == "share")
    more = [{**figure, "observation_id": f"{figure['source_id']}/{900 + n}", "sector": _hostile("", n)} for n in range(len(TEXTS))]
    shares = [
        {**share, "claim_id": f"{share['source_id']}/c{900 + n}", "sector": _hostile("", n), "reference_sector": _hostile("", n + 1)}
        for n in range(len(TEXTS))
    ]
    write(folder, "observations", [*observations, *more])
    write(folder, "claims", [*claims, *shares])


def refusing_columns(name: str) -> list[str]:
    """The columns of a raw table that are no free text."""
    return [column for column in RAW_TABLES[name].columns if column not in (*FREE[name], "sector", "reference_sector")]


def spoil(folder: Path, text: str) -> dict[tuple[str, str], int]:
    """Put a text into each column that is not free, each on a line of its own; returns the line by table and column."""
    copy_tables(folder)
    lines = {}
    for name in RAW_TABLES:
        rows = read(folder, name)
        for place, column in enumerate(refusing_columns(name)):
            rows[place][column] = f"{text} {name} {column}"  # no two alike, or one would be the known code of the other
            lines[name, column] = place + 2
        write(folder, name, rows)
    return lines


def read(folder: Path, name: str) -> list[Row]:
    """Rows of a raw table."""
    with (folder / "raw" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder: Path, name: str, rows: list[Row]) -> None:
    """Write a raw table as its rules ask for."""
    with (folder / "raw" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
