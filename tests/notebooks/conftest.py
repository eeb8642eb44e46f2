"""Real builds that several tests look at: each is made once a session."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.notebooks.project import ROOT, copy_tables
from tests.once import made_once, shared_folder

from karabakh_analysis import variables
from karabakh_analysis.cli import main

NAMES = (
    "00-overview",
    "01-job-growth",
    "02-entrepreneurship",
    "03-sector-targets",
    "04-road-to-2030",
    "05-industrial-parks",
    "06-employment-and-return",
    "07-claim-check",
    "08-revisions-and-gaps",
    "09-data-and-methods",
)
CODES = "az-agc az-agm az-bar az-cab az-fuz az-kal az-lac az-qbi az-sus az-tar az-xa az-xci az-xvd az-zan x-agd"
PROFILES = tuple(f"districts/{code}" for code in CODES.split())
EARLIER = "01-job-growth"


@dataclass(frozen=True)
class Site:
    """A site that was built, and where its tables lie."""

    out: Path
    data: Path

    def page(self, name: str) -> str:
        """A page as text."""
        return (self.out / f"{name}.html").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def make_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Site]:
    """Builds reports of the collection from the frozen tables with the arguments given."""
    return lambda *arguments: _build(tmp_path_factory.mktemp("site"), *arguments)


def _bring_up_to_date(folder: Path) -> None:
    shutil.copytree(ROOT / "reports", folder / "out", ignore=shutil.ignore_patterns("what-if", "partial"))
    shutil.copytree(ROOT / "data" / "processed", folder / "data" / "processed")
    _build(folder)


def _build(folder: Path, *arguments: str) -> Site:
    data = copy_tables(folder / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(variables.PROJECT, str(ROOT))
        assert main(["build", "-q", "--data", str(data), "--out", str(folder / "out"), *arguments]) == 0
    return Site(folder / "out", data)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """All reports with their default parameters: those that lie in ``reports`` where they are fresh, and what is stale built once."""
    folder = made_once(shared_folder(tmp_path_factory, "site"), _bring_up_to_date)
    return Site(folder / "out", folder / "data")


@pytest.fixture(scope="session")
def earlier(make_site: Callable[..., Site]) -> Site:
    """A report from what was certainly published by 31 January 2025, before the founding article."""
    return make_site(EARLIER, "--as-of", "2025-01-31")
