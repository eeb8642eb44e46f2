"""Growth and shares of two levels, in numbers and in sentences."""

from __future__ import annotations

from karabakh_analysis.metrics import MetricError, UndefinedRatioError, fold, growth_form, percent_change, share
from karabakh_analysis.values import Quantity, Sentence, Value


def growth_sentence(things: str, later: tuple[str, Quantity | None], base: tuple[str, Quantity | None], place: str = "") -> Sentence:
    """What happened to a level between two periods, as far as the published counts decide it.

    Parameters
    ----------
    things
        What is counted, in the plural ("new jobs").
    later, base
        Names of the periods and their levels, ``None`` where nothing is known.
    place
        Where they are counted, in running text; empty where the page is about one place.
    """
    (then, after), (before, was) = later, base
    names: dict[str, Value] = {"things": things, "then": then, "before": before, "where": f" in {place}" if place else ""}
    if after is None:
        return Sentence("Nothing is published on {things}{where} for {then}.", names)
    if was is None:
        return Sentence("{after} {things} are counted{where} for {then}; nothing is published for {before}.", {**names, "after": after})
    try:
        return _decided_growth(names, after, was)
    except UndefinedRatioError:
        return Sentence(
            "{after} {things} are counted{where} for {then}, after {was} for {before}; no rate is computed on such a base.",
            {**names, "after": after, "was": was},
        )


def share_of(part: Quantity, whole: Quantity) -> Quantity | None:
    """A share in per cent; ``None`` where the one is no part of the other."""
    try:
        return share(part, whole)
    except MetricError:
        return None


def growth_of(after: Quantity | None, was: Quantity | None) -> Quantity | None:
    """Growth in per cent; ``None`` where a level is missing or there is no rate on such a base."""
    if after is None or was is None:
        return None
    try:
        return percent_change(after, was)
    except UndefinedRatioError:
        return None


def growth_heading(things: str, later: tuple[str, Quantity | None], base: tuple[str, Quantity | None]) -> Sentence:
    """The same as `growth_sentence`, short enough for a heading."""
    (then, after), (before, was) = later, base
    values: dict[str, Value] = {"things": things, "then": then, "before": before}
    if after is None:
        return Sentence("No count of {things} for {then}", values)
    values["after"] = after
    if was is None or was.interval.low <= 0 or not after.interval.is_bounded:
        return Sentence("{after} {things} in {then}", values)
    if not was.interval.is_bounded:
        return Sentence("{after} {things} in {then}, {fold} the count of {before}", {**values, "fold": fold(after, was)})
    if after.interval == was.interval and was.interval.is_point:
        return Sentence("{after} {things} in {then}, as many as in {before}", values)
    direction = _direction(after, was)
    if direction == "against" or growth_form(was) == "counts":
        return Sentence("{after} {things} in {then}, {was} in {before}", {**values, "was": was})
    rate = _unsigned(percent_change(after, was))
    return Sentence(f"{{after}} {{things}} in {{then}}, {{rate}} {direction} in {{before}}", {**values, "rate": rate})


def _decided_growth(names: dict[str, Value], after: Quantity, was: Quantity) -> Sentence:
    values: dict[str, Value] = {**names, "after": after, "was": was}
    if not was.interval.is_bounded and after.interval.is_bounded:
        text = "{after} {things} are counted{where} for {then}; for {before} the record gives {was}: that is {fold}."
        return Sentence(text, {**values, "fold": fold(after, was)})
    if was.interval.low > 0 and was.interval.below(after.interval) and not after.interval.is_bounded and growth_form(was) != "counts":
        values["rate"] = percent_change(after, was)
        return Sentence("{after} {things} are counted{where} for {then}, {rate} more than the {was} of {before}.", values)
    if not (was.interval.is_bounded and after.interval.is_bounded):
        return Sentence("{things}{where} for {then}: {after}; for {before}: {was}. This does not decide the growth between them.", values)
    direction = _direction(after, was)
    if growth_form(was) == "counts":
        return Sentence(f"{{after}} {{things}} are counted{{where}} for {{then}}, {direction} the {{was}} of {{before}}.", values)
    values["rate"] = _unsigned(percent_change(after, was)) if direction != "against" else percent_change(after, was)
    if after.interval == was.interval and was.interval.is_point:
        return Sentence("{after} {things} are counted{where} for {then}, as many as for {before}.", values)
    if direction == "against":
        return Sentence("{after} {things} are counted{where} for {then} against {was} for {before}, a change of {rate}.", values)
    return Sentence(f"{{after}} {{things}} are counted{{where}} for {{then}}, {{rate}} {direction} the {{was}} of {{before}}.", values)


def _direction(after: Quantity, was: Quantity) -> str:
    if was.interval.below(after.interval):
        return "more than"
    if after.interval.below(was.interval):
        return "fewer than"
    return "against"


def _unsigned(rate: Quantity) -> Quantity:
    interval = rate.interval if rate.interval.low >= 0 else -rate.interval
    return Quantity(interval, rate.unit, rate.status, rate.evidence, rate.flags)


def rate_of(later: Quantity | None, base: Quantity | None) -> Quantity | str:
    """Percentage change for a table; a dash with a reason where none may be printed."""
    if later is None or base is None:
        return "n.a."
    if base.interval.low <= 0 or growth_form(base) == "counts":
        return "base under 30"
    return percent_change(later, base)
