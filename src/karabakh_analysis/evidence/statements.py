"""Why figures cannot all be true, in a sentence that a reader can follow on paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from karabakh_analysis.dataset import period_of
from karabakh_analysis.evidence.claims import Checked
from karabakh_analysis.evidence.constraints import Form, minus, total
from karabakh_analysis.evidence.levels import Level, Place, ZeroBaseError, fold_span, span
from karabakh_analysis.evidence.reasons import Reasons
from karabakh_analysis.evidence.system import System
from karabakh_analysis.evidence.wording import Piece, Words, compose, listed
from karabakh_analysis.values import Interval, Sentence

PERCENT = 100
MOST_OTHERS = 2


class Statements:
    """Sentences on conflicts: the figure in question, the other figures, what follows from these, and that it excludes the first."""

    def __init__(self, words: Words, reasons: Reasons, checked: Mapping[str, Checked]) -> None:
        self._words, self._reasons, self._checked = words, reasons, checked

    def of_system(self, system: System, number: int, others: tuple[int, ...], more: int, complete: bool) -> Sentence:
        """A conflict among constraints of a system."""
        rows = system.program.constraints[number].rows
        figures = listed([self._words.figure(system.program.constraints[other].rows) for other in others])
        with system.program.only(others):
            follows = self._follows(system, rows)
        doubt = self._words.doubt(row for each in (number, *others) for row in system.program.constraints[each].rows)
        head: list[Piece] = [*self._words.figure(rows), " does not go together with ", *figures, ": "]
        return compose(head, follows, _more(more, complete), doubt)

    def direct(self, claim_id: str) -> Sentence:
        """A claim and the printed figures that it was recomputed from."""
        return self._reasons.reason(self._checked[claim_id])

    def _follows(self, system: System, rows: tuple[str, ...]) -> list[Piece]:
        """What the active constraints say about the figure in question."""
        if rows[0] not in self._checked:
            return self._level_follows(system, rows[0])
        claim = self._checked[rows[0]].claim
        if claim["claim"] == "rank":
            return self._rank_follows(system, claim)
        return self._ratio_follows(system, claim)

    def _level_follows(self, system: System, row_id: str) -> list[Piece]:
        row = self._words.row(row_id)
        place = Place(row["geography"], period_of(row))
        return ["they give ", *self._level(system, place), "."]

    def _level(self, system: System, place: Place) -> list[Piece]:
        found = span(system.program, _form(system, place))
        level = Level(found.interval, "implied" if found.interval.is_point else "bounded", system.rows(found.rows))
        return self._words.level(level, place)

    def _ratio_follows(self, system: System, claim: Mapping[str, Any]) -> list[Piece]:
        later = Place(claim["geography"], period_of(claim))
        is_share = claim["claim"] == "share"
        base = Place(claim["among"], later.period) if is_share else Place(claim["geography"], period_of(claim, "base_"))
        unit = str(claim["unit"])
        joint = " of " if is_share else " against "
        try:
            again = self._again(system, claim["claim"], _form(system, later), _form(system, base))
        except ZeroBaseError:
            return ["by these it is ", *self._level(system, later), joint, *self._level(system, base), ", of which there is no ratio."]
        stated = self._words.stated(claim)
        stands: list[Piece] = ["; ", stated, " stands for ", self._words.computed(claim["interval"], unit, stated.evidence), "."]
        rows = [row for number in system.program.active for row in system.program.constraints[number].rows]
        found = self._words.computed(again, unit, rows)
        return ["by these it is ", *self._level(system, later), joint, *self._level(system, base), ", that is ", found, *stands]

    def _again(self, system: System, claim: str, later: Form, base: Form) -> Interval:
        if claim == "absolute_change":
            return span(system.program, minus(later, base)).interval
        ratio = fold_span(system.program, later, base).interval
        return {"percent_change": (ratio - 1) * PERCENT, "share": ratio * PERCENT}.get(claim, ratio)

    def _rank_follows(self, system: System, claim: Mapping[str, Any]) -> list[Piece]:
        period = period_of(claim)
        own = Place(claim["geography"], period, claim["among"])
        peers = [Place(member, period, claim["among"]) for member in system.grid.members(claim["among"], period)]
        above = [peer for peer in peers if peer.geography != own.geography and self._is_above(system, peer, own)]
        higher = listed([self._level(system, peer) for peer in above])
        return ["they put ", *higher, " above ", *self._level(system, own), ", so it is not ", self._words.stated(claim), "."]

    def _is_above(self, system: System, peer: Place, own: Place) -> bool:
        return span(system.program, minus(_form(system, peer), _form(system, own))).interval.low > 0


def _form(system: System, place: Place) -> Form:
    return total(system.grid.atoms(place.geography, place.period, place.within))


def _more(more: int, complete: bool) -> list[Piece]:
    """How many other sets of figures exclude the figure in question, as far as they were looked for."""
    if not more:
        return [" No other set of figures excludes it."] if complete else []
    sets = "sets of figures exclude" if more > 1 else "set of figures excludes"
    return [
        f" {more} other {sets} it too." if complete else f" At least {more} other {sets} it too; others are counted up to {MOST_OTHERS}."
    ]
