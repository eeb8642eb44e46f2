"""With how many digits a recomputed figure is shown, so that rounding does not hide whether it meets the printed one (notebook 07)."""

from __future__ import annotations

from dataclasses import replace
from math import isinf

from karabakh_analysis.values import Interval, Quantity, Sentence, Value, format_interval
from karabakh_analysis.values.interval import End
from karabakh_analysis.values.numbers import DECIMALS, round_half_up

MOST_MORE = 3


def with_digits(again: Quantity, stated: Interval) -> Quantity:
    """A recomputed figure with more digits where those of its unit would show another relation to the printed one.

    At least 59.4730 % meets +59 %, which stands for 58.5 to 59.5 %; shown as at least 59.5 % it would seem to lie beside it.
    """
    usual, meets = DECIMALS.get(again.unit, 0), again.interval.overlaps(stated)
    for decimals in range(usual, usual + MOST_MORE + 1):
        if _shares_more_than_an_end(_rounded(again.interval, decimals), stated) == meets:
            return again if decimals == usual else replace(again, printed=format_interval(again.interval, again.unit, decimals))
    return again


def _rounded(interval: Interval, decimals: int) -> Interval:
    low, high = (_end(end, decimals) for end in (interval.low, interval.high))
    return Interval(low, high, interval.low_open and low < high, interval.high_open and low < high)


def _end(end: End, decimals: int) -> End:
    return end if isinf(end) else Interval.point(round_half_up(end, decimals)).low


def _shares_more_than_an_end(shown: Interval, stated: Interval) -> bool:
    if shown.is_point or stated.is_point:
        return shown.overlaps(stated)
    return max(shown.low, stated.low) < min(shown.high, stated.high)


def in_sentence(sentence: Sentence, again: Quantity | None) -> Sentence:
    """A sentence in which a recomputed figure has the digits that it has elsewhere."""
    if again is None or not again.printed:
        return sentence
    return Sentence(sentence.template, {name: _same(value, again) for name, value in sentence.values.items()})


def _same(value: Value, again: Quantity) -> Value:
    same = isinstance(value, Quantity) and (value.interval, value.unit) == (again.interval, again.unit)
    return replace(value, printed=again.printed) if isinstance(value, Quantity) and same else value
