"""Which claims may confine a level, and what each of them says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from karabakh_analysis.dataset import Period, period_of
from karabakh_analysis.dataset.cells import NO_SUM
from karabakh_analysis.evidence.claims import NAMED_TOGETHER, NO_ORDER, Checked, truncated
from karabakh_analysis.evidence.constraints import Constraint, Form, Line, at_least_each, minus, ratio_within, total, within
from karabakh_analysis.evidence.errors import OutsideGridError
from karabakh_analysis.evidence.grid import Grid
from karabakh_analysis.evidence.printed import Cell
from karabakh_analysis.evidence.recompute import places_ranked, reference_of
from karabakh_analysis.evidence.records import Records, Subject
from karabakh_analysis.values import Interval

PERCENT = 100
Named = Mapping[tuple[Any, ...], Mapping[str, int]]
LEFT_OUT = ("disagrees", "agrees_on_other_vintage")


def claim_constraints(checked: Iterable[Checked], named: Named, grid: Grid) -> Iterator[Constraint]:
    """What claims say, in order of their ids, one constraint for all reprints of a claim; none for those that say nothing of the grid."""
    reprints: dict[str, list[Checked]] = {}
    for each in sorted(checked, key=lambda each: str(each.claim["claim_id"])):
        reprints.setdefault(each.distinct, []).append(each)
    for group in reprints.values():
        lines = lines_of(group[0], named, grid)
        if lines:
            rows = tuple(str(each.claim["claim_id"]) for each in group)
            yield Constraint(rows, "change" if group[0].claim["claim"] == "absolute_change" else "claim", lines)


def may_confine(checked: Checked, records: Records, subject: Subject) -> bool:
    """Whether a claim enters the bounds.

    Not one that disagrees, agrees on another vintage only, or whose levels were revised after it was printed.
    """
    claim = checked.claim
    if checked.verdict in LEFT_OUT or set(NO_SUM) & set(claim["flags"].split()):
        return False
    return not records.was_revised(subject, cells_of(claim, records), claim["known_from_latest"])


def cells_of(claim: Mapping[str, Any], records: Records) -> list[Cell]:
    """The cells of a claim's levels: its own, its base or reference, for a rank those of all members."""
    own = claim["period_start"], claim["period_end"]
    cells = [(claim["geography"], *own)]
    if pd.notna(claim["base_period_end"]):
        cells.append((claim["geography"], claim["base_period_start"], claim["base_period_end"]))
    if claim["claim"] == "share":
        cells.append((claim["among"], *own))
    if claim["claim"] == "rank":
        cells += [(member, *own) for member in places_ranked(claim, records.dataset.geography)]
    return cells


def lines_of(checked: Checked, named: Named, grid: Grid) -> tuple[Line, ...]:
    """A claim as inequalities, as truncated where it agrees only so; none where it speaks of something outside the grid or has no base."""
    claim = checked.claim
    interval = truncated(claim) if checked.verdict == "agrees_if_truncated" else claim["interval"]
    try:
        return _lines(claim, interval, named, grid)
    except OutsideGridError:
        return ()


def _lines(claim: Mapping[str, Any], interval: Interval, named: Named, grid: Grid) -> tuple[Line, ...]:
    period = period_of(claim)
    level = total(grid.atoms(claim["geography"], period))
    match claim["claim"]:
        case "rank":
            return at_least_each(_inside(claim["geography"], claim, period, grid), lower_peers(claim, named, period, grid))
        case "share":
            own_reference = reference_of(dict(claim)) == (claim["indicator"], claim["sector"]) and claim["among"] != claim["geography"]
            whole = total(grid.atoms(claim["among"], period))
            return ratio_within(level, whole, interval / PERCENT) if own_reference else ()
    if pd.isna(claim["base_period_end"]):
        return ()
    base = total(grid.atoms(claim["geography"], period_of(claim, "base_")))
    match claim["claim"]:
        case "absolute_change":
            return within(minus(level, base), interval)
        case "percent_change":
            return ratio_within(level, base, interval / PERCENT + 1)
        case _:
            return ratio_within(level, base, interval)


def _inside(geography: str, claim: Mapping[str, Any], period: Period, grid: Grid) -> Form:
    return total(grid.atoms(geography, period, claim["among"]))


def ranks_named(claims: pd.DataFrame) -> Named:
    """For every ranking of a document, the places that it names with their ranks."""
    ranks = claims[claims["claim"].eq("rank")]
    groups = ranks.groupby(NAMED_TOGETHER, dropna=False, sort=False)
    return {key: {str(place): int(rank) for place, rank in rows[["geography", "value"]].itertuples(index=False)} for key, rows in groups}


def lower_peers(claim: Mapping[str, Any], named: Named, period: Period, grid: Grid) -> list[Form]:
    """Levels of the places that a rank puts below its own: all others but those that the document names above it.

    Where places are named without an order, all that are named. None where the document does not name every place above.
    """
    ranks = named[tuple(claim[column] for column in NAMED_TOGETHER)]
    above = {place for place, rank in ranks.items() if rank < int(claim["value"])}
    if len(above) < int(claim["value"]) - 1:
        return []
    spared = set(ranks) if NO_ORDER in claim["note"] else above
    members = [member for member in places_ranked(claim, grid.geography) if member not in spared | {claim["geography"]}]
    return [_inside(member, claim, period, grid) for member in members]
