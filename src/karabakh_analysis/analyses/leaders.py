"""Who has most, and who has as much."""

from __future__ import annotations

from collections.abc import Iterable


def leaders(numbers: Iterable[tuple[str, float]]) -> list[str]:
    """The names with the largest number, in order; several where they have as much."""
    known = list(numbers)
    most = max((number for _, number in known), default=0)
    return [name for name, number in known if number == most]
