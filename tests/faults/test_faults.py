"""Builds that are killed, starved, stopped or in each other's way: no half file, no false record, and the next build ends the job."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from tests.notebooks.project import contents, make_project, write_notebook

SLOW = "import time; time.sleep(1.5); print(number)"
NOTEBOOKS = {f"0{number}_page": [SLOW] for number in range(1, 5)}
OOM = "import os, signal; os.kill(os.getpid(), signal.SIGKILL)"
SECONDS = 120

pytestmark = pytest.mark.slow


def arguments(project: Path, *more: str) -> tuple[list[str], dict[str, str]]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("KARABAKH_ANALYSIS")}
    return [sys.executable, "-m", "karabakh_analysis", "build", *more], {**others, "KARABAKH_ANALYSIS_PROJECT": str(project)}


def begin(project: Path, *more: str) -> subprocess.Popen[str]:
    command, environment = arguments(project, *more)
    return subprocess.Popen(command, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def build(project: Path, *more: str) -> tuple[int, str]:
    """Exit code, and what was said and complained."""
    ran = begin(project, *more)
    said, complained = ran.communicate(timeout=SECONDS)
    assert "Traceback" not in complained
    return ran.returncode, said + complained


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project", NOTEBOOKS)


@pytest.fixture
def quick(tmp_path: Path) -> Path:
    """A collection that is built at once."""
    return make_project(tmp_path / "quick", {"01_page": ["print(number)"], "02_page": ["print(number)"]})


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an undisturbed build of the same collection writes."""
    project = make_project(tmp_path_factory.mktemp("whole") / "project", NOTEBOOKS)
    assert build(project)[0] == 0
    return results(project)


def results(project: Path) -> dict[str, bytes]:
    """Pages and tables of a collection."""
    return {**contents(project / "reports"), **{f"../{name}": data for name, data in contents(project / "data" / "processed").items()}}


def false_records(project: Path) -> list[str]:
    """Files that a manifest records and that do not have the bytes it says; none may be there after any kill."""
    manifest = project / "reports" / "manifest.json"
    files = json.loads(manifest.read_text())["files"] if manifest.exists() else {}
    places = {name: _place(project, name) for made in files.values() for name in made}
    digests = {name: digest for made in files.values() for name, digest in made.items()}
    return [name for name, path in places.items() if sha256(path.read_bytes()).hexdigest() != digests[name]]


def _place(project: Path, name: str) -> Path:
    head, _, rest = name.partition("/")
    return project / "data" / "processed" / rest if head == "processed" else project / "reports" / name


def wait_for(found: Callable[[], bool]) -> None:
    for _ in range(SECONDS * 10):
        if found():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen")


def descendants(pid: int) -> set[int]:
    """The processes below one, parents and kernels."""
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        below.setdefault(int(fields[1]), []).append(int(stat.parent.name))
    found, left = set[int](), [pid]
    while left:
        children = below.get(left.pop(), [])
        found |= set(children)
        left += children
    return found


def alive(pids: set[int]) -> set[int]:
    return {pid for pid in pids if _state(pid) not in ("", "Z")}


def _state(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""


@pytest.mark.parametrize("pages", [0, 1, 2])
def test_a_build_killed_at_any_time_is_ended_by_the_next(project: Path, undisturbed: dict[str, bytes], pages: int) -> None:
    builder = begin(project, "--jobs", "2")
    wait_for(lambda: len(list((project / "reports").glob("0*.html"))) >= pages and (pages > 0 or len(descendants(builder.pid)) > 1))
    below = descendants(builder.pid)
    builder.kill()
    builder.communicate()
    wait_for(lambda: not alive(below))
    assert false_records(project) == []
    code, said = build(project)
    assert code == 0
    assert len(NOTEBOOKS) - pages - 2 <= said.count(" built in ") <= len(NOTEBOOKS) - pages + 1  # the last page may not be recorded
    assert results(project) == undisturbed
    assert build(project) == (0, "everything is fresh\n")


def test_a_build_that_is_stopped_leaves_no_process_and_is_run_again(project: Path, undisturbed: dict[str, bytes]) -> None:
    builder = begin(project)
    wait_for(lambda: len(descendants(builder.pid)) > 1)
    time.sleep(1)
    below = descendants(builder.pid)
    builder.send_signal(signal.SIGINT)
    _, complained = builder.communicate(timeout=SECONDS)
    assert (builder.returncode, complained) == (1, "stopped\n")
    wait_for(lambda: not alive(below))
    assert false_records(project) == []
    assert build(project)[0] == 0
    assert results(project) == undisturbed


def test_a_kernel_killed_from_outside_fails_its_report_alone(project: Path) -> None:
    builder = begin(project, "--jobs", "1", "--keep-going")
    wait_for(lambda: len(kernels(builder.pid)) == 1)
    time.sleep(0.7)
    os.kill(kernels(builder.pid).pop(), signal.SIGKILL)
    said, complained = builder.communicate(timeout=SECONDS)
    assert builder.returncode == 1
    assert said.count(" built in ") == len(NOTEBOOKS) - 1
    assert "the kernel was killed by SIGKILL, as the system does when memory runs out" in complained
    assert build(project)[0] == 0


def test_when_the_warm_parent_is_killed_the_next_kernels_have_a_new_one(project: Path) -> None:
    builder = begin(project, "--jobs", "1", "--keep-going")
    wait_for(lambda: len(kernels(builder.pid)) == 1)
    (parent,) = descendants(builder.pid) - kernels(builder.pid)
    os.kill(parent, signal.SIGKILL)
    said, complained = builder.communicate(timeout=SECONDS)
    assert builder.returncode == 1
    assert complained.startswith("01-page: ")
    assert len(complained.splitlines()) == 1
    assert said.count(" built in ") == len(NOTEBOOKS) - 1
    assert build(project)[0] == 0


def test_what_is_stale_is_explained_when_asked(quick: Path) -> None:
    assert "01-page is stale: never built\n" in build(quick, "-v")[1]
    write_notebook(quick, "02_page", ["print(2)"])
    said = build(quick, "-v")[1].splitlines()
    assert said[:2] == ["02-page is stale: notebook changed", "site is stale: a report changed"]


def kernels(builder: int) -> set[int]:
    """The kernels of a build: below its warm parent."""
    return {pid for parent in descendants(builder) for pid in descendants(parent)}


def test_a_kernel_without_memory_is_reported_as_that(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {"01_big": ["one = 1", OOM]})
    code, said = build(project)
    assert code == 1
    pattern = r"01-big: cell 4 failed with KernelKilledError: the kernel was killed by SIGKILL, as the system does when memory runs out; "
    assert re.search(pattern + r"the partial notebook is .*/partial/01-big.ipynb\n", said)
    partial = json.loads((project / "reports" / "partial" / "01-big.ipynb").read_text())
    assert partial["cells"][3]["outputs"] == []
    assert not (project / "reports" / "01-big.html").exists()


def test_an_endless_cell_ends_at_the_limit_of_the_book(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {"01_endless": ["while True: pass"]})
    book = project / "notebooks" / "book.toml"
    book.write_text("cell_seconds = 2\n" + book.read_text())
    code, said = build(project)
    assert code == 1
    assert "01-endless: cell 3 failed with CellTimeoutError: it ran longer than 2 s, the limit of book.toml" in said


@pytest.mark.parametrize("seconds", ["0", "true", '"1"'])
def test_a_limit_that_is_none_is_wrong_usage(tmp_path: Path, seconds: str) -> None:
    project = make_project(tmp_path / "project", {"01_page": ["1"]})
    book = project / "notebooks" / "book.toml"
    book.write_text(f"cell_seconds = {seconds}\n" + book.read_text())
    code, said = build(project)
    assert code == 2
    assert "expected a whole number from 1" in said


def test_after_a_failure_nothing_else_is_begun(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {"01_bad": ["raise ValueError"], "02_slow": [SLOW], "03_never": ["1"], "04_never": ["1"]})
    code, said = build(project, "--jobs", "2")
    assert code == 1
    assert re.findall(r"^(0\S+) (built|failed)", said, re.MULTILINE) == [("01-bad", "failed"), ("02-slow", "built")]


def test_two_builds_of_one_directory_give_what_one_gives(project: Path, undisturbed: dict[str, bytes]) -> None:
    first = begin(project)
    wait_for(lambda: len(descendants(first.pid)) > 1)
    second = begin(project)
    said = [builder.communicate(timeout=SECONDS)[0] for builder in (first, second)]
    assert (first.returncode, second.returncode) == (0, 0)
    assert "another build is writing to" in said[1]
    assert said[1].endswith("everything is fresh now\n")
    assert results(project) == undisturbed


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a small filesystem, where the system allows it."""
    place = tmp_path / "mounted"
    place.mkdir()

    def mounted(options: str) -> Path:
        if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, check=False).returncode:
            pytest.skip("this system does not let us mount a filesystem")
        return place

    yield mounted
    subprocess.run(["umount", str(place)], capture_output=True, check=False)


def test_a_full_disk_leaves_no_half_file_and_the_build_goes_on_when_there_is_room(
    project: Path, mount: Callable[[str], Path], undisturbed: dict[str, bytes]
) -> None:
    out = mount("size=160k")
    code, said = build(project, "--out", str(out))
    assert code == 1
    assert "No space left on device" in said
    assert [path.name for path in out.rglob("*.part")] == []
    (project / "reports").symlink_to(out)
    assert false_records(project) == []
    subprocess.run(["mount", "-o", "remount,size=50m", str(out)], check=True)
    assert build(project, "--out", str(out))[0] == 0
    assert contents(out) == {name: data for name, data in undisturbed.items() if not name.startswith("../")}


def test_a_read_only_directory_is_named_and_stays_as_it_was(project: Path, mount: Callable[[str], Path]) -> None:
    out = mount("size=10m")
    (out / "kept").write_text("x")
    subprocess.run(["mount", "-o", "remount,ro", str(out)], check=True)
    code, said = build(project, "--out", str(out))
    assert code == 1
    assert "Read-only file system" in said
    assert contents(out) == {"kept": b"x"}


def test_leftovers_of_a_killed_build_are_swept_away(project: Path, undisturbed: dict[str, bytes]) -> None:
    (project / "reports").mkdir()
    (project / "reports" / ".01-page.html.abc.part").write_text("half")
    assert build(project)[0] == 0
    assert results(project) == undisturbed


def test_a_touched_file_causes_no_build(quick: Path) -> None:
    assert build(quick)[0] == 0
    for path in [*quick.rglob("*.ipynb"), *quick.rglob("*.csv"), *quick.rglob("*.html")]:
        os.utime(path, (1, 1))
    assert build(quick) == (0, "everything is fresh\n")
    write_notebook(quick, "01_page", ["print(2)"])
    assert build(quick)[1].startswith("01-page built in ")
