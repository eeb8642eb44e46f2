"""Make the virtual environment that the Makefile runs in, and install a lock file into it once.

Runs under any Python 3 so that an old one gets a sentence instead of a syntax error, and uses the standard library alone: it is
what installs everything else. What was installed is remembered inside the environment as a digest of contents, so a file that
was only touched installs nothing, and an interrupted installation is done again.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import subprocess
import sys
from pathlib import Path
from shutil import which

ROOT = Path(__file__).resolve().parent.parent
OLDEST = (3, 11)
RUNTIME, TEST = "requirements.lock", "requirements-test.lock"
PLACE = ".made-for"
NO_ENSUREPIP = (
    f"{sys.executable} cannot make a virtual environment: its ensurepip module is missing.\n"
    "On Debian and Ubuntu: apt-get install python3-venv. Or install uv, or name another Python: make PYTHON=/path/to/python3 ..."
)


class SetupError(Exception):
    """The environment cannot be made; the message says what to do about it."""


def digest(lock: Path, project: Path) -> str:
    """What an installation depends on: the contents of the lock and of pyproject.toml."""
    pieces = [lock.read_bytes(), project.read_bytes()]
    return hashlib.sha256(b"".join(hashlib.sha256(piece).digest() for piece in pieces)).hexdigest()


def check_interpreter(version: tuple[int, ...], has_ensurepip: bool, uv: str | None) -> None:
    """Refuse an interpreter that is too old, or that can make no environment.

    Raises
    ------
    SetupError
        If ``version`` is below 3.11, or there is neither ensurepip nor uv.
    """
    if version[:2] < OLDEST:
        found = ".".join(map(str, version[:2]))
        raise SetupError(f"Python {found} is too old, 3.11 or later is needed: make PYTHON=/path/to/python3 ...")
    if not has_ensurepip and uv is None:
        raise SetupError(NO_ENSUREPIP)


def is_usable(python: Path, uv: str | None) -> bool:
    """Whether the environment's Python starts, is new enough and can be installed into."""
    needed = "import sys" if uv else "import sys, pip"
    program = f"{needed}; sys.exit(sys.version_info < {OLDEST} or sys.prefix == sys.base_prefix)"
    return python.exists() and subprocess.run([python, "-c", program], capture_output=True).returncode == 0


def make_environment(folder: Path, uv: str | None) -> None:
    """Make an empty environment in ``folder`` with the running Python, in place of what is there."""
    has_ensurepip = importlib.util.find_spec("ensurepip") is not None
    check_interpreter(sys.version_info[:3], has_ensurepip, uv)
    maker = [uv, "venv", "--quiet", "--clear", "--python", sys.executable] if uv else [sys.executable, "-m", "venv", "--clear"]
    subprocess.run([*maker, folder], check=True)


def install(python: Path, lock: Path, uv: str | None) -> None:
    """Install the hashed lock, then the project itself without looking for anything more."""
    runner = [uv, "pip", "install", "--python", str(python)] if uv else [str(python), "-m", "pip", "install", "--disable-pip-version-check"]
    pip: list[str | Path] = [*runner, "--quiet"]
    subprocess.run([*pip, "--require-hashes", "-r", lock], check=True)
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "-e", lock.parent], check=True)


def is_at_home(folder: Path) -> bool:
    """Whether the environment was made here: its programs name the folder that they were installed into and cannot be moved."""
    place = folder / PLACE
    return place.exists() and place.read_text() == str(folder)


def bring_up_to_date(root: Path, lock_name: str, uv: str | None) -> bool:
    """Install ``lock_name`` into ``root/.venv`` unless its contents are installed already; whether anything was installed."""
    folder, python = root / ".venv", root / ".venv" / "bin" / "python"
    wanted = {name: digest(root / name, root / "pyproject.toml") for name in (RUNTIME, TEST)}
    stamps = {name: folder / f".{name}.digest" for name in wanted}
    if not (is_at_home(folder) and is_usable(python, uv)):
        make_environment(folder, uv)
        (folder / PLACE).write_text(str(folder))
    elif stamps[lock_name].exists() and stamps[lock_name].read_text() == wanted[lock_name]:
        return False
    for stamp in stamps.values():
        stamp.unlink(missing_ok=True)
    sys.stdout.write(f"Installing {lock_name} into .venv with {'uv' if uv else 'pip'}: once, it can take minutes\n")
    sys.stdout.flush()
    install(python, root / lock_name, uv)
    # The test lock holds everything that the runtime lock does.
    for name in {RUNTIME, lock_name}:
        stamps[name].write_text(wanted[name])
    return True


def main(arguments: list[str] | None = None) -> int:
    """Bring the environment up to date with the lock named on the command line."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("lock", choices=[RUNTIME, TEST])
    parser.add_argument("--uv", default=which("uv"), help="the uv to install with; empty for pip")
    options = parser.parse_args(arguments)
    try:
        bring_up_to_date(ROOT, options.lock, options.uv or None)
    except SetupError as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    except subprocess.CalledProcessError as problem:
        sys.stderr.write(
            f"The environment could not be made: {Path(problem.cmd[0]).name} ended with status {problem.returncode}, see above\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
