"""Reading the book: it is data (``notebooks/book.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from karabakh_analysis.report.book import CELL_SECONDS, Book, Report
from karabakh_analysis.report.parameters import Declaration, UsageError, Value, declare

RESERVED = "index", "sources", "search", "processed", "site"
NOTEBOOK_NAME = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
FOLDER_NAME = re.compile(r"[a-z]+")
# What else lies beside the pages.
FOLDERS = "notebooks", "downloads", "partial", "data"


def read_book(path: Path) -> Book:
    """Read ``book.toml``.

    Raises
    ------
    UsageError
        If the file is missing, is no TOML, or a report lacks an entry or names an undeclared parameter.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise UsageError(f"{path}: the book is missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: {error}") from error
    try:
        declarations = {name: declare(name, entry) for name, entry in content["parameters"].items()}
        reports = tuple(report for entry in content["report"] for report in _reports(entry, declarations))
        _require_distinct([report.stem for report in reports])
        return Book(content["title"], content["question"], reports, declarations, _cell_seconds(content))
    except KeyError as error:
        raise UsageError(f"{path}: the entry {error} is missing") from error
    except (AttributeError, TypeError) as error:
        raise UsageError(f"{path}: an entry has another form than expected ({error})") from error


def _cell_seconds(content: Mapping[str, Any]) -> int:
    seconds = content.get("cell_seconds", CELL_SECONDS)
    if isinstance(seconds, bool) or not isinstance(seconds, int) or seconds < 1:
        raise UsageError(f"cell_seconds = {seconds!r} is not possible, expected a whole number from 1")
    return seconds


def _require_distinct(names: list[str]) -> None:
    twice = [name for name, times in Counter(names).items() if times > 1]
    if twice:
        raise UsageError(f"the book lists {', '.join(twice)} more than once")


def _reports(entry: Mapping[str, Any], declarations: Mapping[str, Declaration]) -> Iterator[Report]:
    """The page of a notebook, or with ``each`` one page for every value of a parameter."""
    notebook = entry["notebook"]
    if not NOTEBOOK_NAME.fullmatch(notebook) or notebook in RESERVED:
        raise UsageError(f"{notebook!r} is no notebook name, expected lower-case words joined by underscores, not {RESERVED}")
    defaults = {name: declarations[name].check(value) for name, value in entry.get("parameters", {}).items()}
    if "each" in entry:
        yield from _pages(entry, defaults, declarations)
    else:
        yield Report(notebook.replace("_", "-"), notebook, entry["title"], entry["question"], defaults)


def _pages(entry: Mapping[str, Any], defaults: Mapping[str, Value], declarations: Mapping[str, Declaration]) -> Iterator[Report]:
    """A page for every title of an entry: its key is the value, and in small letters the name of the page."""
    parameter, folder = entry["each"], entry["folder"]
    if parameter not in defaults:
        raise UsageError(f"each = {parameter!r} is no parameter of {entry['notebook']}; it has {', '.join(defaults) or 'none'}")
    if not FOLDER_NAME.fullmatch(folder) or folder in FOLDERS:
        raise UsageError(f"folder = {folder!r} is not possible, expected one word in lower case, not {FOLDERS}")
    for value, title in entry["titles"].items():
        own = {parameter: declarations[parameter].check(value)}
        yield Report(f"{folder}/{_file_name(value)}", entry["notebook"], title, entry["question"], defaults, own)


def _file_name(code: str) -> str:
    """A code of the tables as a file is named by it."""
    return code.lower().replace("+", "_")
