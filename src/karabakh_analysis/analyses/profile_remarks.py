"""What the tables say of printed figures on a district or city: why they are in doubt, and why they no longer stand (district_profile)."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from karabakh_analysis.analyses.place_names import place_name
from karabakh_analysis.analyses.wording import lowered
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.dataset.cells import Row, value_of
from karabakh_analysis.dataset.knowledge import reasons_of
from karabakh_analysis.values import SEPARATOR, Quantity, Sentence, Value

NO_REMARK = Sentence("")
SUPERSEDED = "superseded"


def remark(coverage: str, whys: Iterable[str] = ()) -> Sentence:
    """What a figure covers and why it is in doubt, as one cell of a table; an empty cell where there is nothing to say."""
    told = list(whys)
    covers = [] if any(why.lower().startswith(coverage.lower()) for why in told) else [covered_words(coverage)]
    said = [text[:1].upper() + text[1:] for text in (*covers, *told) if text]
    return Sentence("{said}", {"said": ". ".join(said)}) if said else NO_REMARK


def covered_words(coverage: str) -> str:
    """What the tables say that a figure covers, in words."""
    return "The whole district" if coverage == "district" else coverage


def why_gone(data: Dataset, row: Row) -> Sentence:
    """Why a printed figure no longer stands.

    Its own annotation; else the later printing of the total of its table; else the later printing of the figure itself.
    """
    own = reasons_of(data.annotations, [row["observation_id"]], SUPERSEDED)
    if own:
        return Sentence("{reason}", {"reason": SEPARATOR.join(own)})
    total = _replaced_total(data, row)
    if total is None:
        return Sentence("A later document prints another figure in its place")
    before, after, area = total
    values: dict[str, Value] = {"before": before, "after": after, "area": area}
    text = "The total of its document, {before} for {area}, was later printed as {after}: the parts leave with the total"
    return Sentence(text, values)


def _replaced_total(data: Dataset, row: Row) -> tuple[Quantity, Quantity, str] | None:
    """The total of the document of a figure that a disjoint later printing replaced, that printing, and the area."""
    rows = data.observations
    same = pd.Series(True, index=rows.index)
    for column in ("indicator", "sector", "kind"):
        same &= rows[column].eq(row[column])
    same &= rows["period_end"].eq(row["period_end"]) | (rows["period_end"].isna() & pd.isna(row["period_end"]))
    totals = rows[same & rows["source_id"].eq(row["source_id"]) & ~rows["is_latest"]]
    around = [place for place, parts in data.geography.parts().items() if row["geography"] in parts]
    for total in totals[totals["geography"].isin(around)].to_dict("records"):
        later = rows[same & rows["geography"].eq(total["geography"]) & rows["vintage"].gt(total["vintage"]).fillna(False).astype(bool)]
        if len(later):
            after = later.sort_values(["vintage", "known_from_latest"], kind="stable").to_dict("records")[0]
            return value_of([total]), value_of([after]), place_name(data, total["geography"]).text
    return None


def doubt_notes(data: Dataset, doubtful: Iterable[tuple[str, Quantity]]) -> list[Sentence]:
    """Counts in doubt with their reasons, a sentence each.

    Parameters
    ----------
    data
        What was known.
    doubtful
        Periods in words and the counts printed for them.
    """
    told = []
    for when, quantity in doubtful:
        why = (
            SEPARATOR.join(map(lowered, reasons_of(data.annotations, quantity.evidence, "scope_doubt")))
            or "its place, population or period is unsure"
        )
        values: dict[str, Value] = {"many": quantity, "when": when, "why": why}
        told.append(Sentence("The count of {many} for {when} is in doubt and not drawn: {why}.", values))
    return told
