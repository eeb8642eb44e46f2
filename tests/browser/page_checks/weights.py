"""How many bytes a page has and may have."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

KILOBYTE = 1000
PAGE = 400
# The front page is what a reader loads first; the two others hold every row.
LIMITS = {"index.html": 200, "sources.html": 1500, "search.html": 1500}


def limit(name: str) -> int:
    """The most bytes that a page of this name may have, figures and all."""
    return LIMITS.get(name, PAGE) * KILOBYTE


def too_heavy(site: Path, pages: Iterable[str]) -> list[str]:
    """Pages above their limit."""
    return [f"{page} has {size:,} bytes, expected at most {most:,}" for page, size, most in weights(site, pages) if size > most]


def weights(site: Path, pages: Iterable[str]) -> list[tuple[str, int, int]]:
    """Each page with its bytes and its limit."""
    return [(page, (site / page).stat().st_size, limit(page)) for page in pages]
