"""Contrast of two colours as WCAG 2.2 defines it."""

from __future__ import annotations

import re
from collections.abc import Sequence

TEXT = 4.5  # 1.4.3 Contrast (Minimum)
SHAPE = 3.0  # 1.4.11 Non-text Contrast


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue (0 to 255) of ``#rrggbb`` or of an opaque ``rgb(r, g, b)``.

    Raises
    ------
    ValueError
        If the text is another notation or lets something shine through.
    """
    if re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
    match = re.fullmatch(r"rgba?\((\d+), (\d+), (\d+)(?:, 1)?\)", colour)
    if match is None:
        raise ValueError(f"{colour!r} is no opaque colour")
    return int(match[1]), int(match[2]), int(match[3])


def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    red, green, blue = (_linear(channel / 255) for channel in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(share: float) -> float:
    return float(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)


def contrast(first: str, second: str) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    darker, lighter = sorted((luminance(first), luminance(second)))
    return (lighter + 0.05) / (darker + 0.05)


def least_contrast(colour: str, grounds: Sequence[str]) -> float:
    """Contrast with the ground on which it is worst."""
    return min(contrast(colour, ground) for ground in grounds)
