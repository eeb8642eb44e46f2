"""The files that describe a release say the same version."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
import yaml

import karabakh_analysis

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text())
LINK = re.compile(r"\]\((?!https?://|#)([^)#]+)")


def test_the_package_the_project_and_the_citation_have_one_version() -> None:
    assert karabakh_analysis.__version__ == PROJECT["version"] == CITATION["version"]


def test_the_citation_names_the_licence_of_the_project() -> None:
    assert CITATION["license"] == PROJECT["license"]
    assert (ROOT / "LICENSE").read_text().startswith(f"{PROJECT['license']} License")


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_a_page_links_only_to_files_that_exist(page: str) -> None:
    assert [target for target in LINK.findall((ROOT / page).read_text()) if not (ROOT / target).exists()] == []


def test_the_readme_says_what_the_figures_do_not_describe() -> None:
    text = " ".join((ROOT / "README.md").read_text().split())
    assert "official Azerbaijani statistics as reported by the press" in text
    assert "do not describe the Armenian population present until 2020 and 2023" in text
