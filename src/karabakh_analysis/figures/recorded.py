"""Values that a notebook leaves for whoever compares runs: they stand in the output's metadata, and show nothing on a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from karabakh_analysis.figures.text import Bundle
from karabakh_analysis.values.numbers import plain_number
from karabakh_analysis.values.quantity import Quantity
from karabakh_analysis.values.sentence import Sentence

KIND = "values"
Recordable = Quantity | Sentence | str | int | float | None


@dataclass(frozen=True)
class Recorded:
    """Named values as plain text: numbers as in our CSV files, an unknown one empty."""

    values: Mapping[str, str]

    def _repr_mimebundle_(self, **_asked: object) -> Bundle:
        plain = "\n".join(f"{name} = {value}" for name, value in self.values.items())
        return {"text/html": "", "text/plain": plain}, {"karabakh": {"kind": KIND, "values": dict(self.values)}}


def record(values: Mapping[str, Recordable] | None = None, **named: Recordable) -> Recorded:
    """Record values of a run, which a sweep gathers in its ``results.csv``.

    A quantity gives two of them, its ends: ``NAME_low`` and ``NAME_high``; an end that is not known is empty.
    """
    found: dict[str, str] = {}
    for name, value in {**(values or {}), **named}.items():
        found |= _plain(name, value)
    return Recorded(found)


def _plain(name: str, value: Recordable) -> dict[str, str]:
    match value:
        case Quantity():
            return {f"{name}_low": plain_number(value.interval.low), f"{name}_high": plain_number(value.interval.high)}
        case Sentence():
            return {name: value.plain}
        case int() | float():
            return {name: plain_number(value)}
        case _:
            return {name: value or ""}
