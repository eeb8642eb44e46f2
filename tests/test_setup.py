"""Making the environment: what is installed once stays, and a machine that lacks something is told what."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "tools" / "environment.py"


@pytest.fixture
def environment() -> ModuleType:
    spec = importlib.util.spec_from_file_location("environment", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def project(tmp_path: Path, environment: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project whose installations are only counted: every one adds a line to ``installed``."""
    for name in (environment.RUNTIME, environment.TEST, "pyproject.toml"):
        (tmp_path / name).write_text(f"contents of {name}")

    def count(_python: Path, lock: Path, _uv: str | None) -> None:
        with (lock.parent / "installed").open("a") as lines:
            lines.write(f"{lock.name}\n")

    monkeypatch.setattr(environment, "install", count)
    monkeypatch.setattr(environment, "is_usable", lambda python, _uv: python.parent.exists())
    monkeypatch.setattr(environment, "make_environment", lambda folder, _uv: (folder / "bin").mkdir(parents=True, exist_ok=True))
    return tmp_path


def installations(project: Path) -> list[str]:
    return (project / "installed").read_text().split()


def test_a_second_call_installs_nothing(environment: ModuleType, project: Path) -> None:
    assert environment.bring_up_to_date(project, environment.RUNTIME, None)
    assert not environment.bring_up_to_date(project, environment.RUNTIME, None)
    assert installations(project) == [environment.RUNTIME]


def test_a_touched_lock_installs_nothing(environment: ModuleType, project: Path) -> None:
    environment.bring_up_to_date(project, environment.RUNTIME, None)
    os.utime(project / environment.RUNTIME, (4e9, 4e9))
    assert not environment.bring_up_to_date(project, environment.RUNTIME, None)


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_file_installs_again(environment: ModuleType, project: Path, name: str) -> None:
    environment.bring_up_to_date(project, environment.RUNTIME, None)
    (project / name).write_text("other contents")
    assert environment.bring_up_to_date(project, environment.RUNTIME, None)


def test_the_packages_for_tests_include_those_of_the_reports(environment: ModuleType, project: Path) -> None:
    environment.bring_up_to_date(project, environment.TEST, None)
    assert not environment.bring_up_to_date(project, environment.RUNTIME, None)


def test_the_packages_of_the_reports_are_not_enough_for_tests(environment: ModuleType, project: Path) -> None:
    environment.bring_up_to_date(project, environment.RUNTIME, None)
    assert environment.bring_up_to_date(project, environment.TEST, None)


def test_an_interrupted_installation_is_done_again(environment: ModuleType, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    environment.bring_up_to_date(project, environment.RUNTIME, None)
    (project / environment.RUNTIME).write_text("other contents")
    with monkeypatch.context() as patch:
        patch.setattr(environment, "install", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            environment.bring_up_to_date(project, environment.RUNTIME, None)
    (project / environment.RUNTIME).write_text(f"contents of {environment.RUNTIME}")
    assert environment.bring_up_to_date(project, environment.RUNTIME, None)


def test_a_project_that_moved_gets_a_new_environment(environment: ModuleType, project: Path) -> None:
    environment.bring_up_to_date(project, environment.RUNTIME, None)
    assert environment.is_at_home(project / ".venv")
    elsewhere = project.rename(project.with_name("elsewhere"))
    assert not environment.is_at_home(elsewhere / ".venv")
    assert environment.bring_up_to_date(elsewhere, environment.RUNTIME, None)


def test_text_that_moved_from_one_file_to_the_other_is_a_change(environment: ModuleType, tmp_path: Path) -> None:
    first, second = tmp_path / "lock", tmp_path / "settings"
    first.write_text("ab")
    second.write_text("c")
    before = environment.digest(first, second)
    first.write_text("a")
    second.write_text("bc")
    assert environment.digest(first, second) != before


def test_an_old_python_is_told_what_is_needed(environment: ModuleType) -> None:
    with pytest.raises(environment.SetupError, match=r"Python 3\.9 is too old, 3\.11 or later"):
        environment.check_interpreter((3, 9, 2), True, None)


def test_a_python_without_ensurepip_is_told_which_package_has_it(environment: ModuleType) -> None:
    with pytest.raises(environment.SetupError, match="apt-get install python3-venv"):
        environment.check_interpreter((3, 11, 2), False, None)


def test_uv_makes_an_environment_without_ensurepip(environment: ModuleType) -> None:
    environment.check_interpreter((3, 11, 2), False, "/usr/bin/uv")


def test_a_broken_environment_is_not_usable(environment: ModuleType, tmp_path: Path) -> None:
    broken = tmp_path / "bin" / "python"
    broken.parent.mkdir()
    assert not environment.is_usable(broken, None)
    broken.symlink_to(tmp_path / "removed")
    assert not environment.is_usable(broken, None)
    broken.unlink()
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    assert not environment.is_usable(broken, None)


def test_an_environment_that_runs_the_tests_is_usable(environment: ModuleType) -> None:
    assert environment.is_usable(Path(sys.executable), "/usr/bin/uv")
