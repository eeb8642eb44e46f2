"""Small collections for tests: a book, notebooks, tables and a lock file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("newsaz-2025-jobs-2024", "trend-20230817-jobs-2023h1")
FROZEN = ROOT / "tests" / "data"
PARAMETERS = 'number = 1\nas_of = ""'
DECLARED = """title = "A small collection"
question = "What is tested?"

[parameters.number]
type = "int"
meaning = "Any number."
least = 0
most = 10

[parameters.as_of]
type = "date"
meaning = "Keep what was certainly published by this day."
"""


def copy_tables(folder: Path) -> Path:
    """A copy of the frozen tables; returns the directory that holds ``raw``."""
    shutil.copytree(FROZEN / "raw", folder / "raw")
    return folder


def copy_few_rows(folder: Path) -> Path:
    """The frozen tables with the rows of two documents alone, which are read faster."""
    copy_tables(folder)
    for name in ("observations", "claims", "sources", "annotations", "corrections"):
        table = folder / "raw" / f"{name}.csv"
        head, *rows = table.read_text(encoding="utf-8").splitlines()
        kept = [row for row in rows if row.startswith(DOCUMENTS)]
        table.write_text("\n".join([head, *kept]) + "\n", encoding="utf-8")
    return folder


def make_project(folder: Path, notebooks: dict[str, Sequence[str]]) -> Path:
    """A collection whose notebooks hold a title, the parameters and the given code cells."""
    copy_few_rows(folder / "data")
    (folder / "notebooks").mkdir()
    for stem, sources in notebooks.items():
        write_notebook(folder, stem, sources)
    (folder / "requirements.lock").write_text("locked==1\n")
    write_book(folder, list(notebooks))
    return folder


def write_book(project: Path, stems: Sequence[str]) -> None:
    """The book that lists these notebooks."""
    entries = [
        f'[[report]]\nnotebook = "{stem}"\ntitle = "Report {stem}"\nquestion = "Why {stem}?"\nparameters = {{ number = 1, as_of = "" }}\n'
        for stem in stems
    ]
    (project / "notebooks" / "book.toml").write_text("\n".join([DECLARED, *entries]))


def add_profiles(project: Path, titles: dict[str, str], sources: Sequence[str] = ("place",)) -> None:
    """A notebook that makes a page for each of some places, as a further entry of the book."""
    choices = ", ".join(f'"{code}"' for code in titles)
    declared = f'[parameters.place]\ntype = "choice"\nmeaning = "A place."\nchoices = [{choices}]\n'
    first = next(iter(titles))
    entry = f'[[report]]\nnotebook = "a_profile"\nquestion = "What of it?"\nparameters = {{ place = "{first}", as_of = "" }}\n'
    names = "\n".join(f'{code} = "{title}"' for code, title in titles.items())
    book = project / "notebooks" / "book.toml"
    pages = f'{entry}each = "place"\nfolder = "districts"\n\n[report.titles]\n{names}\n'
    book.write_text("\n".join([book.read_text(), declared, pages]))
    write_notebook(project, "a_profile", sources, f'place = "{first}"\nas_of = ""')


def write_notebook(project: Path, stem: str, sources: Sequence[str], parameters: str = PARAMETERS) -> None:
    """A source notebook."""
    cells = [new_markdown_cell(f"# Report {stem}\n\nWhy?"), new_code_cell(parameters, metadata={"tags": ["parameters"]})]
    cells += [new_code_cell(source) for source in sources]
    for place, cell in enumerate(cells):
        cell["id"] = f"cell-{place}"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}}
    nbformat.write(new_notebook(cells=cells, metadata=kernel), project / "notebooks" / f"{stem}.ipynb")


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a directory by its name, with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def recorded(folder: Path) -> dict[str, dict[str, str]]:
    """The files that a manifest records, by step."""
    files: dict[str, dict[str, str]] = json.loads((folder / "manifest.json").read_text())["files"]
    return files
