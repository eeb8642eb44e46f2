"""Only what is stale runs, and a build that ends early leaves a record that is true. Notebooks are not executed here."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from tests.notebooks.project import add_profiles, contents, make_project, recorded, write_book, write_notebook

from karabakh_analysis.dataset import DataError, ParameterError
from karabakh_analysis.report import build as build_module
from karabakh_analysis.report.book_file import read_book
from karabakh_analysis.report.build import build
from karabakh_analysis.report.failures import ReportFailedError
from karabakh_analysis.report.plan import Plan
from karabakh_analysis.report.pool import Pool
from karabakh_analysis.report.progress import Progress
from karabakh_analysis.report.run import RunFailedError, Task
from karabakh_analysis.report.staleness import Layout, Manifest
from karabakh_analysis.report.verify import changed_on_disk, recorded_plan, verify_files

EXECUTED = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
NAMES = ["01-first", "02-second", "03-third"]


@dataclass
class Runs:
    """What the stand-in for papermill and nbconvert was asked to do."""

    names: list[str] = field(default_factory=list)
    failing: set[str] = field(default_factory=set)
    stopping: set[str] = field(default_factory=set)
    downloads: dict[str, str] = field(default_factory=lambda: dict(zip(NAMES, NAMES, strict=True)))

    def take(self) -> list[str]:
        """Names of the reports that ran since the last call."""
        names, self.names = self.names, []
        return names


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Runs:
    runs = Runs()

    def do(task: Task) -> dict[str, str]:
        runs.names.append(task.name)
        if task.name in runs.failing:
            raise RunFailedError(3, "ValueError: no", EXECUTED)
        if task.name in runs.stopping:
            raise KeyboardInterrupt
        pages = [page["name"] for page in task.page["nav"][1:-2]]
        page = f"{task.name} {dict(task.parameters)} {task.page['digest']} {pages}"
        download = f"{task.page['downloads']}/{runs.downloads.get(task.name, 'shared')}.csv"
        return {f"{task.name}.html": page, task.page["notebook"]: EXECUTED, download: download}

    @contextmanager
    def pool_of(*_: object) -> Iterator[Pool]:
        with ThreadPoolExecutor(1) as executor:
            yield Pool(executor, 1, do)

    monkeypatch.setattr(build_module, "pool_of", pool_of)
    monkeypatch.setattr(build_module, "warm_up", lambda _: None)
    return runs


class Said(Progress):
    """Keeps what a build says."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def say(self, text: str) -> None:
        self.lines.append(text)


def run_build(plan: Plan) -> tuple[list[Exception], list[str]]:
    """The failures of a build, and what it said."""
    said = Said()
    return build(plan, said), said.lines


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    project = make_project(tmp_path / "project", {name.replace("-", "_"): ["1"] for name in NAMES})
    book = read_book(project / "notebooks" / "book.toml")
    return Plan(book, book.reports, {}, Layout(project, project / "data", project / "data" / "processed", tmp_path / "out"))


def built(plan: Plan) -> list[str]:
    """The lines that a build without failures says."""
    failures, said = run_build(plan)
    assert failures == []
    return said


def only(plan: Plan, *names: str) -> Plan:
    return replace(plan, reports=plan.book.choose(list(names)))


def test_the_first_build_runs_everything_and_the_second_nothing(plan: Plan, runs: Runs) -> None:
    built(plan)
    assert runs.take() == NAMES
    before = contents(plan.layout.out)
    assert {"index.html", "sources.html", "search.html", "manifest.json", *(f"{name}.html" for name in NAMES)} <= set(before)
    assert built(plan) == ["everything is fresh"]
    assert runs.take() == []
    assert contents(plan.layout.out) == before


def test_only_the_report_whose_notebook_changed_runs_and_the_reason_is_said(plan: Plan, runs: Runs) -> None:
    built(plan)
    runs.take()
    write_notebook(plan.layout.project, "02_second", ["2"])
    assert [line.split(" built in ")[0] for line in built(plan)] == ["02-second"]
    assert runs.take() == ["02-second"]
    write_notebook(plan.layout.project, "02_second", ["3"])
    assert built(plan)[0].endswith(" s (notebook changed)")


def test_a_table_that_changed_makes_everything_run(plan: Plan, runs: Runs) -> None:
    built(plan)
    runs.take()
    claims = plan.layout.data / "raw" / "claims.csv"
    claims.write_text("\n".join(claims.read_text().splitlines()[:-1]) + "\n")
    assert all(line.endswith("(data/raw/claims.csv changed)") for line in built(plan))
    assert runs.take() == NAMES


def test_force_runs_what_is_fresh(plan: Plan, runs: Runs) -> None:
    built(plan)
    runs.take()
    before = contents(plan.layout.out)
    built(replace(plan, force=True))
    assert runs.take() == NAMES
    assert contents(plan.layout.out) == before


@pytest.mark.parametrize(
    "name", ["index.html", "sources.html", "search.html", "01-first.html", "downloads/01-first.csv", "notebooks/03-third.ipynb"]
)
def test_a_page_that_was_removed_or_spoiled_comes_back(plan: Plan, runs: Runs, name: str) -> None:
    built(plan)
    before = contents(plan.layout.out)
    (plan.layout.out / name).unlink()
    built(plan)
    assert contents(plan.layout.out) == before
    (plan.layout.out / name).write_text("spoiled")
    built(plan)
    assert contents(plan.layout.out) == before


def test_a_processed_table_that_was_spoiled_comes_back_without_a_run(plan: Plan, runs: Runs) -> None:
    built(plan)
    runs.take()
    before = contents(plan.layout.processed)
    (plan.layout.processed / "series.csv").write_text("spoiled")
    built(plan)
    assert contents(plan.layout.processed) == before
    assert runs.take() == []


def test_building_the_reports_one_by_one_gives_the_pages_of_one_build(plan: Plan, runs: Runs, tmp_path: Path) -> None:
    built(plan)
    one_by_one = replace(plan, layout=replace(plan.layout, out=tmp_path / "other"))
    for name in NAMES:
        built(only(one_by_one, name))
    built(one_by_one)
    assert contents(tmp_path / "other") == contents(plan.layout.out)
    assert built(one_by_one) == ["everything is fresh"]


def test_building_one_report_of_a_whole_site_leaves_the_site_whole(plan: Plan, runs: Runs) -> None:
    built(plan)
    before = contents(plan.layout.out)
    write_notebook(plan.layout.project, "02_second", ["2"])
    built(only(plan, "02-second"))
    after = contents(plan.layout.out)
    assert set(after) == set(before)
    assert {name for name in after if after[name] != before[name]} <= {"02-second.html", "manifest.json"}
    assert all(f'href="{name}.html"' in after["index.html"].decode() for name in NAMES)
    assert built(plan) == ["everything is fresh"]


def test_a_page_links_only_to_reports_that_the_site_holds(plan: Plan, runs: Runs) -> None:
    built(only(plan, "02-second"))
    index = (plan.layout.out / "index.html").read_text()
    assert 'href="02-second.html"' in index
    assert "01-first.html" not in index
    assert (plan.layout.out / "02-second.html").read_text().endswith("['02-second']")


def test_the_front_page_follows_a_report_that_alone_got_other_parameters(plan: Plan, runs: Runs, monkeypatch: pytest.MonkeyPatch) -> None:
    first = only(plan, "01-first")
    built(first)
    before = Manifest.read(plan.layout.manifest).inputs["site"]
    built(replace(first, values={"number": 2}))
    assert Manifest.read(plan.layout.manifest).inputs["site"] != before


def test_the_digest_of_a_page_does_not_depend_on_other_pages(plan: Plan, runs: Runs) -> None:
    built(only(plan, "02-second"))
    alone = (plan.layout.out / "02-second.html").read_text().split("} ")[1].split()[0]
    built(plan)
    assert (plan.layout.out / "02-second.html").read_text().split("} ")[1].split()[0] == alone


def test_a_report_that_fails_ends_the_build_and_its_old_page_stays(plan: Plan, runs: Runs) -> None:
    built(plan)
    runs.take()
    before = contents(plan.layout.out)
    runs.failing = {"02-second"}
    write_notebook(plan.layout.project, "02_second", ["raise"])
    write_notebook(plan.layout.project, "03_third", ["2"])
    (failure,), said = run_build(plan)
    assert str(failure).startswith("02-second: cell 3 failed with ValueError: no; the partial notebook is ")
    assert [line.split(" in ")[0] for line in said] == ["02-second failed"]
    assert runs.take() == ["02-second"]
    after = contents(plan.layout.out)
    assert after.pop("partial/02-second.ipynb").decode() == EXECUTED
    assert after == before


def test_with_keep_going_the_other_reports_are_built(plan: Plan, runs: Runs) -> None:
    runs.failing = {"01-first", "02-second"}
    failures, _ = run_build(replace(plan, keep_going=True))
    assert [failure.report for failure in failures if isinstance(failure, ReportFailedError)] == ["01-first", "02-second"]
    assert runs.take() == NAMES
    assert (plan.layout.out / "03-third.html").is_file()
    assert not (plan.layout.out / "index.html").exists()
    runs.failing = set()
    built(plan)
    assert runs.take() == ["01-first", "02-second"]
    assert (plan.layout.out / "index.html").is_file()


def test_a_build_that_is_stopped_is_simply_run_again(plan: Plan, runs: Runs, tmp_path: Path) -> None:
    whole = replace(plan, layout=replace(plan.layout, out=tmp_path / "whole"))
    built(whole)
    runs.take()
    runs.stopping = {"02-second"}
    with pytest.raises(KeyboardInterrupt):
        run_build(plan)
    assert runs.take() == ["01-first", "02-second"]
    assert set(recorded(plan.layout.out)) - {"processed"} == {"01-first"}
    assert changed_on_disk(Manifest.read(plan.layout.manifest), plan.layout) == []
    runs.stopping = set()
    built(plan)
    assert runs.take() == ["02-second", "03-third"]
    assert contents(plan.layout.out) == contents(tmp_path / "whole")


def test_a_stop_between_the_files_of_a_page_is_noticed_on_the_next_build(plan: Plan, runs: Runs) -> None:
    built(plan)
    before = contents(plan.layout.out)
    write_notebook(plan.layout.project, "02_second", ["2"])
    runs.stopping = {"02-second"}
    with pytest.raises(KeyboardInterrupt):
        run_build(plan)
    write_notebook(plan.layout.project, "02_second", ["1"])
    runs.stopping = set()
    built(plan)
    assert contents(plan.layout.out) == before


def test_a_file_that_a_page_no_longer_makes_is_removed(plan: Plan, runs: Runs) -> None:
    built(plan)
    runs.downloads["02-second"] = "renamed"
    write_notebook(plan.layout.project, "02_second", ["2"])
    built(plan)
    assert not (plan.layout.out / "downloads" / "02-second.csv").exists()
    assert (plan.layout.out / "downloads" / "renamed.csv").is_file()


def test_a_report_that_would_write_over_another_one_fails(plan: Plan, runs: Runs) -> None:
    runs.downloads["02-second"] = "01-first"
    (failure,), _ = run_build(plan)
    assert str(failure) == "02-second: it writes downloads/01-first.csv, as 01-first does"
    assert (plan.layout.out / "01-first.html").is_file()
    assert not (plan.layout.out / "02-second.html").exists()


def test_a_file_that_moved_to_another_page_stays(plan: Plan, runs: Runs) -> None:
    built(plan)
    runs.downloads |= {"01-first": "02-second", "02-second": "01-first"}
    for stem in ("01_first", "02_second"):
        write_notebook(plan.layout.project, stem, ["2"])
    built(plan)
    assert (plan.layout.out / "downloads" / "02-second.csv").is_file()
    assert built(plan) == ["everything is fresh"]


def test_a_report_that_left_the_book_leaves_the_site(plan: Plan, runs: Runs) -> None:
    built(plan)
    write_book(plan.layout.project, ["01_first", "03_third"])
    book = read_book(plan.layout.notebooks / "book.toml")
    built(replace(plan, book=book, reports=book.reports))
    assert not [name for name in contents(plan.layout.out) if "02-second" in name]
    assert "02-second" not in plan.layout.manifest.read_text()


def test_wrong_tables_are_the_only_failure_and_nothing_is_written(plan: Plan, runs: Runs, tmp_path: Path) -> None:
    claims = plan.layout.data / "raw" / "claims.csv"
    claims.write_text(claims.read_text().replace(",rounded,", ",rownded,", 1))
    (failure,), said = run_build(plan)
    assert isinstance(failure, DataError)
    assert not any("built" in line for line in said)
    assert not plan.layout.out.exists()
    assert not plan.layout.processed.exists()


def test_a_cut_off_after_all_documents_is_no_fault(plan: Plan, runs: Runs) -> None:
    built(replace(plan, values={"as_of": "9999-12-31"}))
    assert (plan.layout.out / "sources.html").is_file()


@pytest.mark.parametrize("day", ["1800-01-01", "2019-12-31"])
def test_a_cut_off_before_all_documents_is_the_only_failure_and_nothing_is_written(plan: Plan, runs: Runs, day: str) -> None:
    (failure,), said = run_build(replace(plan, values={"as_of": day}))
    assert isinstance(failure, ParameterError)
    assert str(failure).startswith(f"as_of = '{day}' is not possible: ")
    assert not any("built" in line for line in said)
    assert not plan.layout.out.exists()


def test_two_manifests_differ_in_the_files_that_only_one_has_or_that_have_other_bytes() -> None:
    one = Manifest(files={"a": {"same": "1", "other": "1", "gone": "1"}})
    two = Manifest(files={"a": {"same": "1", "other": "2"}, "b": {"new": "1"}})
    assert verify_files(one, two) == ["gone", "new", "other"]


def test_the_record_tells_how_to_build_the_same_again(plan: Plan, runs: Runs) -> None:
    made = replace(only(plan, "01-first", "03-third"), values={"number": 5})
    built(made)
    again = recorded_plan(plan.book, Manifest.read(plan.layout.manifest), plan.layout)
    assert (again.reports, again.values) == (made.reports, {"number": 5})


PROFILES = ["districts/az-lac", "districts/az-xa"]


@pytest.fixture
def with_profiles(plan: Plan) -> Plan:
    project = plan.layout.project
    add_profiles(project, {"AZ-LAC": "Lachin", "AZ-XA": "Khankendi"})
    book = read_book(project / "notebooks" / "book.toml")
    return replace(plan, book=book, reports=book.reports)


def test_every_page_of_a_notebook_is_run_with_its_own_value_and_writes_files_of_its_own(with_profiles: Plan, runs: Runs) -> None:
    built(with_profiles)
    assert runs.take() == [*NAMES, *PROFILES]
    written = contents(with_profiles.layout.out)
    assert b"'place': 'AZ-LAC'" in written["districts/az-lac.html"]
    assert b"'place': 'AZ-XA'" in written["districts/az-xa.html"]
    assert {"downloads/az-lac/shared.csv", "downloads/az-xa/shared.csv", "notebooks/az-lac.ipynb", "notebooks/az-xa.ipynb"} <= set(written)
    assert built(with_profiles) == ["everything is fresh"]


def test_a_changed_notebook_makes_all_its_pages_stale_and_no_other(with_profiles: Plan, runs: Runs) -> None:
    built(with_profiles)
    runs.take()
    write_notebook(with_profiles.layout.project, "a_profile", ["place, 2"], 'place = "AZ-LAC"\nas_of = ""')
    built(with_profiles)
    assert runs.take() == PROFILES


def test_a_page_of_a_whole_site_is_not_stale_when_another_page_of_its_notebook_is_built(with_profiles: Plan, runs: Runs) -> None:
    built(with_profiles)
    runs.take()
    built(replace(only(with_profiles, "az-lac"), force=True))
    assert runs.take() == ["districts/az-lac"]
    assert built(with_profiles) == ["everything is fresh"]


def test_a_page_that_stood_alone_is_stale_once_there_is_another_to_lead_to(with_profiles: Plan, runs: Runs) -> None:
    built(only(with_profiles, "az-lac"))
    built(only(with_profiles, "az-xa"))
    runs.take()
    lines = built(only(with_profiles, "az-lac", "az-xa"))
    assert runs.take() == ["districts/az-lac"]
    assert lines[0].endswith("(other pages of the site changed)")


def test_a_retitled_page_alone_is_stale(with_profiles: Plan, runs: Runs) -> None:
    built(with_profiles)
    runs.take()
    path = with_profiles.layout.project / "notebooks" / "book.toml"
    path.write_text(path.read_text().replace('"Lachin"', '"Lachin district"'))
    book = read_book(path)
    built(replace(with_profiles, book=book, reports=book.reports))
    assert runs.take() == ["districts/az-lac"]


def test_the_front_page_has_no_card_for_a_profile_and_does_not_read_its_notebook(with_profiles: Plan, runs: Runs) -> None:
    built(with_profiles)
    front = (with_profiles.layout.out / "index.html").read_text()
    cards = front[front.index('class="cards"') : front.index("</section>", front.index('class="cards"'))]
    assert [name for name in NAMES if f'href="{name}.html"' in cards] == NAMES
    assert "districts/" not in cards
    assert '<a href="districts/az-xa.html">Khankendi</a>' in front


def test_the_search_page_lists_profiles_apart_from_reports(with_profiles: Plan, runs: Runs) -> None:
    built(with_profiles)
    page = (with_profiles.layout.out / "search.html").read_text()
    districts = page[page.index('<h2 id="districts">') : page.index('<h2 id="places">')]
    assert all(f'href="{name}.html"' in districts for name in PROFILES)
    assert "01-first" not in districts


def test_the_partial_notebook_of_a_profile_that_fails_lies_under_its_name(with_profiles: Plan, runs: Runs) -> None:
    runs.failing = {"districts/az-lac"}
    (failure,), _ = run_build(only(with_profiles, "az-lac"))
    assert str(failure).startswith("districts/az-lac: cell 3 failed")
    assert (with_profiles.layout.out / "partial" / "districts" / "az-lac.ipynb").is_file()


def test_what_a_manifest_records_of_profiles_is_rebuilt_with_their_own_values(with_profiles: Plan, runs: Runs) -> None:
    built(with_profiles)
    plan = recorded_plan(with_profiles.book, Manifest.read(with_profiles.layout.manifest), with_profiles.layout)
    assert plan.values == {}
    assert [plan.parameters(report)["place"] for report in plan.reports[-2:]] == ["AZ-LAC", "AZ-XA"]
