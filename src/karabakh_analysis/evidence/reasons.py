"""Why a claim has its verdict, in a sentence with the arithmetic."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from karabakh_analysis.dataset import Period
from karabakh_analysis.evidence.claims import Checked, Vintage
from karabakh_analysis.evidence.implied import carried_revisions, implied_base
from karabakh_analysis.evidence.question import Used
from karabakh_analysis.evidence.recompute import Recomputed
from karabakh_analysis.evidence.records import Records
from karabakh_analysis.evidence.wording import Data, Piece, Words, compose, listed
from karabakh_analysis.values import Sentence


class Reasons:
    """Sentences on the checks of one dataset."""

    def __init__(self, records: Records, words: Words) -> None:
        self._records, self._words = records, words

    def reason(self, checked: Checked) -> Sentence:
        """What the counts give, what is printed, and what follows."""
        agreeing = checked.agreeing
        if checked.latest.found is None and agreeing is None:
            return compose(Data(_capital(checked.latest.why_not)), ".")
        pieces = self._comparison(checked, checked.latest) if checked.latest.found else []
        pieces += self._ending(checked)
        used = [vintage.found.rows for vintage in (checked.latest, agreeing) if vintage and vintage.found]
        return compose(pieces, self._words.doubt(dict.fromkeys(row for rows in used for row in rows)))

    def _comparison(self, checked: Checked, vintage: Vintage) -> list[Piece]:
        if vintage.found is None:
            return []
        arithmetic = self._arithmetic(checked.claim, vintage.found)
        return [*arithmetic, "; printed is ", self._words.stated(checked.claim), "."]

    def _arithmetic(self, claim: Mapping[str, Any], found: Recomputed) -> list[Piece]:
        """The recomputed figure and the levels behind it."""
        again = self._words.computed(found.interval, str(claim["unit"]), found.rows)
        if claim["claim"] == "rank":
            return self._rank(claim, found)
        later, base = (self._level(used) for used in found.used)
        joint = " of " if claim["claim"] == "share" else " against "
        return [*later, joint, *base, " is ", again]

    def _rank(self, claim: Mapping[str, Any], found: Recomputed) -> list[Piece]:
        own, *others = found.used
        sure = [each for each in others if own.level.interval.below(each.level.interval)]
        above: list[Piece] = [] if others else ["; no other place stands above it"]
        above += ["; above it: ", *listed([self._peer(each) for each in sure])] if sure else []
        above += (
            ["; possibly above it: ", *listed([self._peer(each) for each in others if each not in sure])] if len(others) > len(sure) else []
        )
        above += [", not all of them at once"] if len(others) >= found.interval.high else []
        among = Data(self._records.dataset.geography.name(str(claim["among"])))
        rank: list[Piece] = ["; that is rank ", self._words.computed(found.interval, "rank", found.rows), " in ", among]
        return [*self._level(own), *above, *rank]

    def _peer(self, used: Used) -> list[Piece]:
        return [Data(self._name(used)), " (", self._words.computed(used.level.interval, "", used.level.rows), ")"]

    def _name(self, used: Used) -> str:
        return self._records.dataset.geography.name(used.place.geography)

    def _level(self, used: Used) -> list[Piece]:
        return self._words.level(used.level, used.place, used.subject[1])

    def _ending(self, checked: Checked) -> list[Piece]:
        endings: dict[str, Callable[[Checked], list[Piece]]] = {
            "agrees_if_truncated": lambda _: [" It agrees if later digits were cut off."],
            "agrees_on_other_vintage": self._on_other_vintage,
            "disagrees": self._disagreement,
            "not_checkable": self._open,
        }
        return endings[checked.verdict](checked) if checked.verdict in endings else []

    def _on_other_vintage(self, checked: Checked) -> list[Piece]:
        vintage = checked.agreeing
        if vintage is None or vintage.found is None or vintage.day is None:
            return []
        day = Data(Period.day(vintage.day).label)
        return [" By the values that stood on ", day, ": ", *self._arithmetic(checked.claim, vintage.found), "."]

    def _open(self, checked: Checked) -> list[Piece]:
        if checked.latest.found is None:
            return []
        return [" The printed counts do not confine this enough to decide."]

    def _disagreement(self, checked: Checked) -> list[Piece]:
        """That the intervals do not meet, which base would be needed, and which known revision would give it."""
        pieces: list[Piece] = [" The two do not meet."]
        needed = implied_base(checked, self._records)
        if needed is not None and checked.claim["claim"] != "absolute_change":
            head = "reference" if checked.claim["claim"] == "share" else "base"
            pieces += [f" A {head} of ", self._words.computed(needed, "", self._needs(checked)), " would be needed."]
        for carried in carried_revisions(checked, self._records):
            before, after = (self._words.printed(value, rows) for value, rows in (carried.before, carried.after))
            base = self._words.computed(carried.base, "", (*_base_rows(checked), *carried.before[1], *carried.after[1]))
            pieces += [" The value for ", Data(carried.period.label), " was revised from ", before, " to ", after]
            pieces += ["; carried into the base this gives ", base, ", and the two would meet."]
        return pieces

    def _needs(self, checked: Checked) -> tuple[str, ...]:
        """What a needed base is computed from: the claim and the level over it."""
        found = checked.latest.found
        return (str(checked.claim["claim_id"]), *(found.used[0].level.rows if found else ()))


def _base_rows(checked: Checked) -> tuple[str, ...]:
    found = checked.latest.found
    return found.used[1].level.rows if found else ()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
