"""The tables that other programs read, and their description."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandera.pandas as pa
import pytest
from frictionless import Package

from karabakh_analysis.dataset import Dataset, load
from karabakh_analysis.dataset.processed import dataset_tables, observations_table, processed_files
from karabakh_analysis.dataset.validate import schema_problems

OBSERVATIONS = (
    "observation_id,source_id,indicator,geography,sector,period_start,period_end,kind,value,low,high,unit,precision,stated_as,coverage,note,"
    "low_bound,high_bound,flags,published,known_from_earliest,known_from_latest,vintage,is_latest,corrected_fields"
)
SERIES = "indicator,geography,sector,kind,period_start,period_end,low,high,unit,evidence"
PLAIN = re.compile(r"|-?(0|[1-9]\d*)(\.\d*[1-9])?")
DAY = re.compile(r"|\d{4}-\d\d-\d\d")
NUMBERS = {"value", "low", "high", "low_bound", "high_bound", "vintage"}
DAYS = {"period_start", "period_end", "known_from_earliest", "known_from_latest"}


@pytest.fixture(scope="module")
def files(frozen: Dataset) -> dict[str, str]:
    return files_of(frozen)


def files_of(dataset: Dataset) -> dict[str, str]:
    return processed_files(dataset_tables(dataset))


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_columns_are_those_that_other_programs_read(files: dict[str, str]) -> None:
    heads = {name: text.partition("\n")[0] for name, text in files.items()}
    assert heads == {"observations.csv": OBSERVATIONS, "series.csv": SERIES, "datapackage.json": "{"}


@pytest.mark.parametrize("name", ["observations.csv", "series.csv"])
def test_numbers_are_plain_and_days_are_iso(files: dict[str, str], name: str) -> None:
    for row in rows_of(files[name]):
        assert all(PLAIN.fullmatch(row[column]) for column in NUMBERS & row.keys()), row
        assert all(DAY.fullmatch(row[column]) for column in DAYS & row.keys()), row
        assert row.get("is_latest", "true") in ("true", "false")


def test_every_file_is_utf_8_with_lf_alone(files: dict[str, str]) -> None:
    assert all("\r" not in text and text.endswith("\n") for text in files.values())


def test_a_row_is_as_printed_with_its_interval_and_dates(files: dict[str, str]) -> None:
    row = next(row for row in rows_of(files["observations.csv"]) if row["observation_id"] == "newsaz-2025-jobs-2024/01")
    wanted = {
        "value": "2575",
        "low_bound": "2575",
        "high_bound": "2575",
        "published": "2025-02/2025-05",
        "vintage": "1",
        "is_latest": "true",
    }
    assert wanted.items() <= row.items()
    assert (row["known_from_earliest"], row["known_from_latest"]) == ("2025-02-01", "2025-05-31")


def test_an_open_end_is_empty_and_a_superseded_row_has_no_vintage(files: dict[str, str]) -> None:
    rows = {row["observation_id"]: row for row in rows_of(files["observations.csv"])}
    more = next(row for row in rows.values() if row["precision"] == "more_than" and row["kind"] != "target")
    assert (more["low_bound"], more["high_bound"]) == (more["value"], "")
    assert (rows["menafn-20231019-aghdam-park/01"]["vintage"], rows["menafn-20231019-aghdam-park/01"]["is_latest"]) == ("", "false")


def test_the_series_hold_standing_values_without_doubt(files: dict[str, str], frozen: Dataset) -> None:
    rows = rows_of(files["series.csv"])
    half = [row for row in rows if (row["indicator"], row["geography"], row["period_end"]) == ("new_jobs", "LIBERATED", "2023-06-30")]
    assert [(row["low"], row["high"], row["evidence"]) for row in half] == [
        ("593", "593", "azernews-20240821-jobs-2024h1/02 newsaz-2024-jobs-2024h1/02")
    ]
    flags = frozen.observations.set_index("observation_id")["flags"]
    assert not [row for row in rows if any("scope_doubt" in flags[each] for each in row["evidence"].split())]


def test_the_same_tables_give_the_same_bytes(files: dict[str, str], raw_copy: Path) -> None:
    assert files_of(load(raw_copy)) == files


def test_a_cut_off_gives_tables_of_the_same_form(frozen_as_of: Callable[[str], Dataset]) -> None:
    cut = files_of(frozen_as_of("2024-07-31"))
    nothing = files_of(frozen_as_of("1950-01-01"))
    assert cut["series.csv"].startswith(SERIES)
    assert nothing["observations.csv"] == OBSERVATIONS + "\n"


def written(files: dict[str, str], folder: Path) -> Path:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return folder / "datapackage.json"


def faults(descriptor: Path) -> list[str]:
    report = Package(str(descriptor)).validate()
    return [error.type for task in report.tasks for error in task.errors] + [error.type for error in report.errors]


def test_the_data_package_is_valid(files: dict[str, str], tmp_path: Path) -> None:
    assert faults(written(files, tmp_path)) == []


@pytest.mark.parametrize(
    ("printed", "spoiled", "fault"),
    [
        (",true,", ",perhaps,", "type-error"),
        (",2023-06-30,", ",2023-06-31,", "type-error"),
        ("newsaz-2025-jobs-2024/02,", "newsaz-2025-jobs-2024/01,", "primary-key"),
        ("observation_id,", "row_id,", "incorrect-label"),
    ],
)
def test_a_spoiled_data_package_is_not_valid(files: dict[str, str], tmp_path: Path, printed: str, spoiled: str, fault: str) -> None:
    observations = files["observations.csv"].replace(printed, spoiled, 1)
    found = faults(written(files | {"observations.csv": observations}, tmp_path))
    assert fault in found
    assert "hash-count" in found or "byte-count" in found


def test_the_data_package_describes_every_column_and_byte(files: dict[str, str]) -> None:
    for resource in json.loads(files["datapackage.json"])["resources"]:
        content = files[resource["path"]]
        assert [field["name"] for field in resource["schema"]["fields"]] == content.partition("\n")[0].split(",")
        assert all(field["description"] for field in resource["schema"]["fields"])
        assert resource["bytes"] == len(content.encode())
        assert resource["hash"] == f"sha256:{hashlib.sha256(content.encode()).hexdigest()}"


def test_rows_that_are_added_reach_the_tables(files: dict[str, str], raw_copy: Path) -> None:
    raw = raw_copy / "raw"
    with (raw / "sources.csv").open("a", encoding="utf-8") as file:
        file.write("newsaz-2026-jobs-2025,News.Az,,,2026-03-01,stated,en,State Statistical Committee,\n")
    with (raw / "observations.csv").open("a", encoding="utf-8") as file:
        for number, place, value in ((1, "LIBERATED", 3000), (2, "AZ-LAC", 700)):
            row = f"newsaz-2026-jobs-2025/0{number},newsaz-2026-jobs-2025,new_jobs,{place},,2025-01-01,2025-12-31,flow,{value}"
            file.write(f"{row},,,jobs,exact,{value},,\n")
    grown = files_of(load(raw_copy))
    before, after = ({tuple(row.items()) for row in rows_of(each["observations.csv"])} for each in (files, grown))
    assert before < after
    assert len(after - before) == 2
    assert "new_jobs,LIBERATED,,flow,2025-01-01,2025-12-31,3000,3000,jobs,newsaz-2026-jobs-2025/01" in grown["series.csv"].split("\n")


def test_a_table_of_another_form_is_a_fault_of_the_package(frozen: Dataset) -> None:
    with pytest.raises(KeyError, match="vintage"):
        observations_table(replace(frozen, observations=frozen.observations.drop(columns="vintage")))


def test_a_check_that_fails_itself_refuses_the_table(frozen: Dataset) -> None:
    schema = pa.DataFrameSchema({"value": pa.Column(str, pa.Check(lambda column: 1 / 0, error="is odd, expected an even one"))})
    problems = schema_problems(frozen.observations[["value"]], schema, "t.csv")
    assert [str(problem) for problem in problems] == ["t.csv:1: value: cannot be checked whether a value is odd, expected an even one"]
