"""What the fullest version of the jobs target prints otherwise than the first one (notebook 03)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from karabakh_analysis.analyses.sector_targets import NAMES, PARK, Targets, printed_parts
from karabakh_analysis.analyses.target_changes import stated_ends
from karabakh_analysis.analyses.target_coverage import fullest_version
from karabakh_analysis.analyses.wording import count, lowered
from karabakh_analysis.values import Quantity, Sentence, Value, listed

Parts = Mapping[str, Quantity]


def between_finding(found: Targets) -> Sentence:
    """Which sectors the version that names most adds, leaves out or prints otherwise than the first; nothing where they are one."""
    first, last = found.versions[0], fullest_version(found)
    if first == last:
        return Sentence("")
    before, after = (printed_parts(found, version) for version in (first, last))
    told = [*_added(before, after), *_left_out(before, after), *_moved(before, after)]
    values: dict[str, Value] = {"first": first, "last": last, **_named(before, "was"), **_named(after, "now")}
    values["same"] = count(sum(_is_same(before, after, sector) for sector in before))
    if not told:
        return Sentence("The fullest version ({last}) prints all that the first one ({first}) prints.", values)
    return Sentence(f"From the first version ({{first}}) to the fullest ({{last}}): {listed(told)}; {{same}} figures are the same.", values)


def _added(before: Parts, after: Parts) -> Iterator[str]:
    for sector in after:
        if sector not in before:
            yield f"{_name(sector)} is added ({{{_slot(sector, 'now')}}})"


def _left_out(before: Parts, after: Parts) -> Iterator[str]:
    for sector in before:
        if sector not in after:
            yield f"{_name(sector)} is not named ({{{_slot(sector, 'was')}}} before)"


def _moved(before: Parts, after: Parts) -> Iterator[str]:
    for sector in before:
        if sector in after and not _is_same(before, after, sector):
            yield f"{_name(sector)} is {{{_slot(sector, 'now')}}} after {{{_slot(sector, 'was')}}}"


def _is_same(before: Parts, after: Parts, sector: str) -> bool:
    """Whether both print the same numbers; "about" alone makes no difference."""
    return sector in after and stated_ends(before[sector]) == stated_ends(after[sector])


def _named(parts: Parts, when: str) -> dict[str, Value]:
    return {_slot(sector, when): figure for sector, figure in parts.items()}


def _name(sector: str) -> str:
    return NAMES[sector] if sector == PARK else lowered(NAMES[sector])


def _slot(sector: str, when: str) -> str:
    """Name of a value in a template."""
    return f"{when}_" + re.sub(r"\W", "_", sector)
