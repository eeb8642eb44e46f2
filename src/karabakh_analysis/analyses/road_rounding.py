"""What the printings of the jobs target leave open where they say about or nearly (notebook 04)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce

from karabakh_analysis.analyses.road import Road
from karabakh_analysis.analyses.road_pace import multiple, needed
from karabakh_analysis.analyses.road_target import printed_targets, standing_printings
from karabakh_analysis.analyses.target_coverage import LOOSE
from karabakh_analysis.analyses.wording import count
from karabakh_analysis.values import Interval, Quantity, Sentence, Value


def meant_target(run: Road) -> Quantity | None:
    """From the least to the most that the printings mean, in jobs; ``None`` where that is one number, or the target the reader's own."""
    if run.target.status != "published":
        return None
    meant = reduce(Interval.hull, standing_printings(printed_targets(run.data))["interval"])
    if meant.is_point or not meant.is_bounded:
        return None
    return Quantity(meant, run.target.unit, "bounded", run.target.evidence, run.target.flags)


def target_note(run: Road) -> Sentence:
    """How many printings of the target say about or nearly, and what that leaves open; nothing where it leaves nothing open."""
    meant = meant_target(run)
    if meant is None:
        return Sentence("")
    values: dict[str, Value] = {**_counted(run), "taken": run.target, "meant": meant}
    text = f"{_who_says(values)}; on this page it is {{taken}}, while the printings leave open {{meant}}"
    wide = replace(run, target=meant)
    pace = multiple(wide)
    if pace is None or needed(wide).status == "unknown":
        return Sentence(f"{text}.", values)
    return Sentence(f"{text}, which takes {{pace}} the current pace.", {**values, "pace": pace})


def _counted(run: Road) -> dict[str, Value]:
    precisions = standing_printings(printed_targets(run.data))["precision"]
    return {"all": count(len(precisions)), "loose": count(int(precisions.isin(LOOSE).sum()))}


def _who_says(counted: Mapping[str, Value]) -> str:
    """The words on how many of the printings say about or nearly."""
    if counted["loose"] == count(1):
        return "One printing of the target says about or nearly"
    if counted["loose"] == counted["all"]:
        return "All {all} printings of the target say about or nearly"
    return "Of {all} printings of the target, {loose} say about or nearly"
