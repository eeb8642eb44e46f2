"""Tables, a figure and sentences on revised values and on values that were set aside (notebook 08)."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from karabakh_analysis.analyses.marks import drawn
from karabakh_analysis.analyses.printed_vintages import Vintage
from karabakh_analysis.analyses.record import Record
from karabakh_analysis.analyses.revisions import History, cell_head, cell_words, histories
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.dataset import Dataset
from karabakh_analysis.metrics import UndefinedRatioError, percent_change
from karabakh_analysis.values import Sentence, Value


def count_histories(data: Dataset, first: str = "") -> list[History]:
    """Counts that were revised or set aside: flows and stocks."""
    return [history for history in histories(data, first) if history.kind != "target"]


def target_histories(data: Dataset) -> list[History]:
    """Targets and plans that were printed with another value later, or set aside."""
    return [history for history in histories(data) if history.kind == "target"]


def history_table(data: Dataset, found: Iterable[History]) -> pd.DataFrame:
    """One row a vintage. Units: those of the indicator in ``Counted``."""
    rows = [_row(data, history, vintage) for history in found for vintage in history.vintages]
    return pd.DataFrame(rows, index=[row.pop("head") for row in rows], dtype=object)


def _row(data: Dataset, history: History, vintage: Vintage) -> dict[str, object]:
    return {
        "head": cell_words(data, history),
        "Printed": vintage.printed,
        "First printed": vintage.published,
        "By": vintage.by,
        "Now": _now(history, vintage),
    }


def _now(history: History, vintage: Vintage) -> Sentence:
    """What stands in place of a vintage."""
    if vintage.stands:
        return Sentence("stands")
    if history.standing is None:
        return Sentence("set aside")
    return Sentence("{value} stands", {"value": history.standing.value})


def groups_of(data: Dataset, found: Iterable[History]) -> list[str]:
    """The heading of each row of a `history_table`: what is counted, and why earlier values do not stand where that is recorded."""
    return [". ".join(filter(None, [data.labels[each.indicator], each.reason])) for each in found for _ in each.vintages]


def revised_rows(run: Record) -> pd.DataFrame:
    """Revised counts and counts set aside of the chosen indicator as rows of a figure: what stands, with the earlier value behind it."""
    own = [history for history in count_histories(run.data, run.indicator) if history.indicator == run.indicator]
    rows = [row for history in own for row in _drawn(run, history)]
    return pd.DataFrame(rows)


def _drawn(run: Record, history: History) -> list[dict[str, object]]:
    shown = sorted(history.vintages, key=lambda vintage: not vintage.stands)
    rows = [drawn(run.data.geography.name(history.geography), vintage.value, group=history.when) for vintage in shown]
    return [row if vintage.stands else {**row, "status": "superseded"} for vintage, row in zip(shown, rows, strict=True)]


def revised_title(rows: pd.DataFrame) -> Sentence:
    """How many of the counts drawn have a successor."""
    if rows.empty:
        return Sentence("No count was revised")
    cells = rows.groupby(["group", "label"])["status"].agg(lambda found: found.ne("superseded").any())
    values: dict[str, Value] = {"all": count(len(cells)), "kept": count(int(cells.sum()))}
    verb = "has" if cells.sum() == 1 else "have"
    return Sentence("Of {all} counts that no longer stand, {kept} " + verb + " a later value", values)


REVISED_KEY = {"superseded": "no longer stands: since revised, or set aside"}


def revised_text(run: Record) -> str:
    """What the figure draws."""
    return f"{run.data.labels[run.indicator]}: what stands, and the earlier value."


def revision_finding(run: Record) -> Sentence:
    """The revision of the chosen indicator, or how many there are, and how many counts were set aside."""
    own = [history for history in count_histories(run.data, run.indicator) if history.indicator == run.indicator]
    revised = [history for history in own if history.is_revised]
    values: dict[str, Value] = {"things": run.things, "many": count(len(revised)), "gone": count(len(own) - len(revised))}
    gone = "; {gone} more were set aside and have no later value." if len(own) > len(revised) else "."
    if not own:
        return Sentence("No published count of {things} was revised or set aside.", values)
    if len(revised) != 1:
        return Sentence("{many} counts of {things} were revised" + gone, values)
    values["cell"] = cell_words(run.data, revised[0])
    return _one_revision(revised[0], values, gone)


def _one_revision(history: History, values: dict[str, Value], gone: str) -> Sentence:
    before, after = history.vintages[0].value, (history.standing or history.vintages[-1]).value
    values |= {"before": before, "after": after}
    try:
        values["change"] = percent_change(after, before)
    except UndefinedRatioError:
        return Sentence("One count of {things} was revised: {cell}, from {before} to {after}" + gone, values)
    return Sentence("One count of {things} was revised: {cell}, from {before} to {after} ({change})" + gone, values)


def revision_heading(run: Record) -> Sentence:
    """How many counts of all indicators were revised and how many set aside."""
    found = count_histories(run.data)
    revised = sum(history.is_revised for history in found)
    if not found:
        return Sentence("No published count was revised or set aside")
    values: dict[str, Value] = {"revised": count(revised), "gone": count(len(found) - revised)}
    counts = "count was" if revised == 1 else "counts were"
    return Sentence("{revised} published " + counts + " revised, {gone} set aside without a later value", values)


def targets_heading(found: list[History]) -> Sentence:
    """How many targets were printed with another value later, and how many set aside without one."""
    if not found:
        return Sentence("No target was printed with another value later")
    later = sum(len(each.vintages) > 1 for each in found)
    values: dict[str, Value] = {"many": count(later), "gone": count(len(found) - later)}
    head = "{many} target or plan was" if later == 1 else "{many} targets and plans were"
    tail = ", {gone} set aside without one" if len(found) > later else ""
    return Sentence(head + " printed with another value later" + tail, values)


def target_table(found: Iterable[History]) -> pd.DataFrame:
    """One row a vintage of a target; its groups are the heads of the cells."""
    rows = [
        {"head": vintage.published, "Printed": vintage.printed, "By": vintage.by, "Now": _target_now(vintage)}
        for history in found
        for vintage in history.vintages
    ]
    return pd.DataFrame(rows, index=[row.pop("head") for row in rows], dtype=object)


def _target_now(vintage: Vintage) -> str:
    now = "stands" if vintage.stands else "set aside" if vintage.reason else "replaced"
    return f"{now}; values that exclude each other, in documents whose dates overlap" if vintage.excludes_itself else now


def target_groups(data: Dataset, found: Iterable[History]) -> list[str]:
    """The heading of each row of a `target_table`: the target, its place and deadline, and why a value of it was set aside."""
    return [
        ". ".join(filter(None, [cell_head(data, history), f"Set aside: {history.reason}" if history.reason else ""]))
        for history in found
        for _ in history.vintages
    ]
