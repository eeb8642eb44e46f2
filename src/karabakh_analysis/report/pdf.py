"""The collection as one PDF, printed by Chromium: ``python -m karabakh_analysis.report.pdf`` (see ``make pdf``)."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

from karabakh_analysis.report.book_file import read_book
from karabakh_analysis.report.collection import one_document, pages_of
from karabakh_analysis.report.page import SITE
from karabakh_analysis.report.parameters import UsageError

if TYPE_CHECKING:
    from pypdf import PdfWriter

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
LACKING = f"a PDF is printed by Chromium, and none of {', '.join(PROGRAMS)} is on the PATH. On Debian: apt-get install chromium"
LEVELS = 2
SECONDS = 600


class PrintError(Exception):
    """No PDF can be made; the message says why."""


def find_program() -> str:
    """Path of Chromium.

    Raises
    ------
    PrintError
        If there is none on the PATH.
    """
    found = next(filter(None, map(which, PROGRAMS)), None)
    if found is None:
        raise PrintError(LACKING)
    return found


def command(program: str, source: Path, target: Path, profile: Path) -> list[str]:
    """The command that prints a page; the sandbox cannot be had by root."""
    return [
        program,
        "--headless",
        "--disable-gpu",
        *(["--no-sandbox"] if os.geteuid() == 0 else []),
        f"--user-data-dir={profile}",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        f"--print-to-pdf={target}",
        source.as_uri(),
    ]


def print_document(html: str, target: Path) -> None:
    """Print a page as PDF.

    Raises
    ------
    PrintError
        If Chromium is missing, ends with an error or prints nothing.
    """
    program = find_program()
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "collection.html"
        source.write_text(html, encoding="utf-8")
        try:
            done = subprocess.run(
                command(program, source, target, Path(folder) / "profile"), capture_output=True, text=True, timeout=SECONDS
            )
        except subprocess.TimeoutExpired as error:
            raise PrintError(f"{program} did not end within {SECONDS} seconds") from error
    if done.returncode or not target.is_file():
        raise PrintError(f"{program} printed nothing, it ended with status {done.returncode}:\n{done.stderr.strip()}")


def finish(source: Path, target: Path, subject: str) -> None:
    """Write a printed document with an outline of two levels, and with what it is about instead of when it was made."""
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(source)
    writer = PdfWriter(clone_from=reader)
    writer.pdf_header = reader.pdf_header
    _prune_outline(writer)
    writer.page_mode = "/UseOutlines"
    writer.metadata = {"/Title": SITE, "/Subject": subject, "/Author": f"{SITE} maintainers", "/Producer": "Chromium"}
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as file:
        writer.write(file)


def _prune_outline(writer: PdfWriter) -> None:
    level: list[Any] = [writer._root_object["/Outlines"]]
    for _ in range(LEVELS):
        level = [child for parent in level for child in _children(parent)]
    for entry in level:
        for key in ("/First", "/Last", "/Count"):
            entry.pop(key, None)


def _children(entry: Any) -> list[Any]:
    """The entries right below an entry of an outline."""
    found, child = [], entry.get("/First")
    while child is not None:
        found.append(child.get_object())
        child = found[-1].get("/Next")
    return found


def make_pdf(project: Path, out: Path, target: Path) -> int:
    """Print the pages of a site into one file; how many pages of the site it holds.

    Raises
    ------
    PrintError
        If there is no site, or Chromium cannot print it.
    UsageError
        If the book is missing or wrong.
    """
    book = read_book(project / "notebooks" / "book.toml")
    pages = {path: (out / path).read_text(encoding="utf-8") for path in pages_of(book, out)}
    if not pages:
        raise PrintError(f"{out} holds no pages: run make reports")
    with tempfile.TemporaryDirectory() as folder:
        printed = Path(folder) / "printed.pdf"
        print_document(one_document(pages, book.question), printed)
        finish(printed, target, book.question)
    return len(pages)


def main(arguments: list[str] | None = None) -> int:
    """Print the reports."""
    parser = argparse.ArgumentParser(prog="python -m karabakh_analysis.report.pdf", description=__doc__)
    parser.add_argument("target", type=Path, help="the file to write")
    parser.add_argument("--out", type=Path, default=Path("reports"), help="where the pages lie (default: reports)")
    parser.add_argument("--project", type=Path, default=Path(), help="where notebooks/book.toml lies (default: here)")
    options = parser.parse_args(arguments)
    try:
        count = make_pdf(options.project, options.out, options.target)
    except (PrintError, UsageError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{options.target} holds {count} pages of the site\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
