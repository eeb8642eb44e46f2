"""The rendered pages of the collection, whatever they are."""

from __future__ import annotations

import os
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


def sample(site: Path, pages: list[str]) -> list[str]:
    """All pages at the root of a site, and of those in a folder, which are runs of one notebook, the lightest and the heaviest."""
    apart = [page for page in pages if "/" not in page]
    by_weight = sorted((page for page in pages if "/" in page), key=lambda page: (site / page).stat().st_size)
    return sorted({*apart, *by_weight[:1], *by_weight[-1:]})


PAGES = pages_of(REPORTS)
# What is opened in a browser: a sample, or every page where the environment asks for the whole campaign.
OPENED = PAGES if os.environ.get("ALL_PAGES") else sample(REPORTS, PAGES)
