"""The lock files, environment.yml and pyproject.toml say the same, and the locks name no place on the web."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = (ROOT / "requirements.lock").read_text()
TEST = (ROOT / "requirements-test.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
CONDA = yaml.safe_load((ROOT / "environment.yml").read_text())
ADDRESS = re.compile(r"[a-z+]+://|\bwww\.|^\s*--(index|extra-index|find-links|trusted-host)|\s@\s", re.MULTILINE)


def requirements(lock: str) -> list[Requirement]:
    """Every pinned line of a lock, with its marker."""
    lines = (line.rstrip("\\ ") for line in lock.splitlines() if line and not line.startswith((" ", "#", "-")))
    return [Requirement(line) for line in lines]


def versions(lock: str, python: str = "3.11") -> dict[str, str]:
    """The version of every package that the lock installs under this Python on Linux."""
    setting = default_environment() | {"python_version": python, "python_full_version": f"{python}.9", "sys_platform": "linux"}
    chosen = [entry for entry in requirements(lock) if entry.marker is None or entry.marker.evaluate(dict(setting))]
    return {canonicalize_name(entry.name): next(iter(entry.specifier)).version for entry in chosen}


def pinned(environment: dict[str, Any]) -> dict[str, str]:
    """The exact pins of an environment.yml; ``python`` and ``pip`` are no packages of the lock."""
    entries = [entry.split("==") for entry in environment["dependencies"] if isinstance(entry, str) and "==" in entry]
    return {canonicalize_name(name): version for name, version in entries}


def unpinned(environment: dict[str, Any]) -> list[str]:
    """Packages of an environment.yml that have no exact version."""
    return [
        entry for entry in environment["dependencies"] if isinstance(entry, str) and not re.match(r"python=|pip$|[\w.-]+==[\d.]+$", entry)
    ]


def differences(environment: dict[str, Any], lock: str, wanted: list[str]) -> list[str]:
    """What environment.yml pins otherwise than the lock, leaves out of the direct dependencies, or has too much."""
    found, locked = pinned(environment), versions(lock)
    direct = {canonicalize_name(Requirement(entry).name) for entry in wanted}
    wrong = [f"{name} is {found[name]}, the lock has {locked.get(name)}" for name in sorted(found) if found[name] != locked.get(name)]
    return (
        wrong
        + [f"{name} is missing" for name in sorted(direct - set(found))]
        + [f"{name} is no dependency" for name in found if name not in direct]
    )


def unmet(wanted: list[str], lock: str) -> list[str]:
    """Dependencies that the lock leaves out or holds in a version that pyproject.toml excludes."""
    locked = versions(lock)
    entries = [Requirement(entry) for entry in wanted]
    return [
        str(entry) for entry in entries if not entry.specifier.contains(locked.get(canonicalize_name(entry.name), "0"), prereleases=True)
    ]


def disagreements(runtime: str, test: str) -> list[str]:
    """Pinned lines of the runtime lock that the test lock lacks or has otherwise; it may have one for more systems."""
    held = {str(entry) for entry in requirements(test)}
    everywhere = {f"{entry.name}{entry.specifier}" for entry in requirements(test) if entry.marker is None}
    return sorted(
        str(entry) for entry in requirements(runtime) if str(entry) not in held and f"{entry.name}{entry.specifier}" not in everywhere
    )


def without_hash(lock: str) -> list[str]:
    """Pinned lines that no digest follows."""
    lines = lock.splitlines()
    return [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if "==" in line[:60] and line[0] not in " #" and "--hash=sha256:" not in following
    ]


# The files


@pytest.mark.parametrize("lock", [RUNTIME, TEST], ids=["runtime", "test"])
def test_a_lock_names_no_web_address(lock: str) -> None:
    assert ADDRESS.findall(lock) == []


@pytest.mark.parametrize("lock", [RUNTIME, TEST], ids=["runtime", "test"])
def test_every_locked_package_has_a_digest(lock: str) -> None:
    assert without_hash(lock) == []


def test_every_dependency_is_in_the_lock_in_a_version_that_is_allowed() -> None:
    project, extras = PROJECT["project"], PROJECT["project"]["optional-dependencies"]
    assert unmet(project["dependencies"] + extras["build"] + PROJECT["build-system"]["requires"], RUNTIME) == []
    assert unmet(project["dependencies"] + extras["build"] + extras["test"], TEST) == []


def test_the_test_lock_holds_all_of_the_runtime_lock() -> None:
    assert disagreements(RUNTIME, TEST) == []


def test_the_conda_environment_has_what_runs_and_tests_notebooks_at_the_versions_of_the_lock() -> None:
    assert differences(CONDA, TEST, [*PROJECT["project"]["dependencies"], "pytest", "nbval"]) == []
    assert unpinned(CONDA) == []


def test_the_conda_environment_takes_nothing_from_the_default_channel_and_installs_the_project() -> None:
    assert CONDA["channels"] == ["conda-forge", "nodefaults"]
    assert CONDA["name"] == PROJECT["project"]["name"]
    assert {"pip": ["-e ."]} in CONDA["dependencies"]


# The same checks on files with one thing wrong


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://mirror.example/simple",
        "--find-links /wheels",
        "attrs @ https://mirror.example/attrs-26.1.0.whl",
        "attrs @ file:///wheels/attrs.whl",
        "    # from https://mirror.example",
    ],
)
def test_a_lock_with_an_address_is_noticed(line: str) -> None:
    assert ADDRESS.search(f"{RUNTIME}{line}\n")


def test_a_locked_package_without_a_digest_is_noticed() -> None:
    assert without_hash(f"{RUNTIME}rogue==1.0\n") == ["rogue==1.0"]


def test_a_dependency_that_was_not_locked_is_noticed() -> None:
    assert unmet(["rogue>=1", "pandas>=3.0"], RUNTIME) == ["rogue>=1"]


def test_a_dependency_locked_in_an_excluded_version_is_noticed() -> None:
    assert unmet(["matplotlib>=3.10,<3.11"], "matplotlib==3.11.2\n") == ["matplotlib<3.11,>=3.10"]


def test_locks_that_disagree_are_noticed() -> None:
    runtime = 'numpy==2.4.6 ; python_full_version < "3.12"\nattrs==26.1.0\n'
    assert disagreements(runtime, 'numpy==2.4.5 ; python_full_version < "3.12"\n') == [
        "attrs==26.1.0",
        'numpy==2.4.6; python_full_version < "3.12"',
    ]


def test_a_lock_is_read_for_the_python_that_is_asked_about() -> None:
    older = "numpy==2.4.6 ; python_full_version < '3.12' \\\n    --hash=sha256:0\n    # via pandas\n"
    lock = older + "numpy==2.5.5 ; python_full_version >= '3.12'\n"
    assert versions(lock) == {"numpy": "2.4.6"}
    assert versions(lock, "3.13") == {"numpy": "2.5.5"}


def test_a_conda_environment_that_left_the_lock_is_noticed() -> None:
    environment = {"dependencies": ["python=3.11", "pip", "pandas==3.0.0", "rogue==1.0", "seaborn", {"pip": ["-e ."]}]}
    said = differences(environment, "pandas==3.1.1\nseaborn==0.13.2\nrogue==1.0\n", ["pandas>=3", "seaborn"])
    assert said == ["pandas is 3.0.0, the lock has 3.1.1", "seaborn is missing", "rogue is no dependency"]
    assert unpinned(environment) == ["seaborn"]
