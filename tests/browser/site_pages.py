"""The rendered pages of the collection, whatever they are."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "reports"
# What the tests of pages measured; git ignores it.
OUTPUT = ROOT / ".test-output"
# Made by readers with parameters of their own, or left by a run that failed; git ignores them.
NOT_PUBLISHED = {"what-if", "partial"}


def pages_of(site: Path) -> list[str]:
    """The pages of a site by their paths below it, those in folders too."""
    found = (path.relative_to(site) for path in site.rglob("*.html"))
    return sorted(path.as_posix() for path in found if not NOT_PUBLISHED.intersection(path.parts))


PAGES = pages_of(REPORTS)
