"""What a page was made from, and whether that has changed. Contents decide, never timestamps."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from karabakh_analysis.files import digest_of, digest_of_tree, write_whole
from karabakh_analysis.report.book import Report
from karabakh_analysis.report.parameters import Value

CODE = ("*.py", "*.j2", "*.css", "*.js", "*.json", "*.toml", "*.mplstyle")
PACKAGE = Path(__file__).resolve().parents[1]
RAW = ("*.csv", "*.geojson")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a build reads and writes.

    Parameters
    ----------
    project
        Root of the collection: holds notebooks/ and the lock file.
    data
        Directory with raw/.
    processed
        Where the processed tables go.
    out
        Where the pages go.
    """

    project: Path
    data: Path
    processed: Path
    out: Path

    @property
    def notebooks(self) -> Path:
        """Directory of the source notebooks."""
        return self.project / "notebooks"

    @property
    def manifest(self) -> Path:
        """The record of what was built from what."""
        return self.out / "manifest.json"


@dataclass(slots=True)
class Manifest:
    """What every page was made from and the digest of every file written."""

    inputs: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, dict[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """The manifest of a directory; an empty one where there is none or it cannot be read as one."""
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            made, files = content["inputs"], content["files"]
        except (FileNotFoundError, json.JSONDecodeError, KeyError, TypeError, UnicodeDecodeError):
            return cls()
        return cls(made, files) if _is_nested(made) and _is_nested(files) else cls()

    def record(self, name: str, inputs: Mapping[str, Any], files: Mapping[str, str]) -> None:
        """Note a page (or the common pages) with its inputs and the digests of its files."""
        self.inputs[name] = dict(inputs)
        self.files[name] = dict(files)

    def drop(self, name: str) -> None:
        """Forget a page."""
        self.inputs.pop(name, None)
        self.files.pop(name, None)

    @property
    def all_files(self) -> dict[str, str]:
        """The digest of every file that is recorded."""
        return {name: digest for files in self.files.values() for name, digest in files.items()}

    def write(self, path: Path) -> None:
        """Write the manifest whole."""
        content = {"inputs": self.inputs, "files": self.files}
        write_whole(path, json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n")


def _is_nested(content: object) -> bool:
    return isinstance(content, dict) and all(isinstance(value, dict) for value in content.values())


def common_inputs(layout: Layout) -> dict[str, Any]:
    """Digests that every page rests on: raw tables, the package's code, the lock file and the file that says how to cite."""
    raw = layout.data / "raw"
    tables = sorted(path for pattern in RAW for path in raw.rglob(pattern))
    return {
        "data": {f"data/raw/{path.relative_to(raw).as_posix()}": digest_of(path) for path in tables},
        "code": digest_of_tree(PACKAGE, CODE),
        "lock": digest_of(layout.project / "requirements.lock"),
        "citation": digest_of(layout.project / "CITATION.cff"),
    }


def inputs_of(report: Report, parameters: Mapping[str, Value], layout: Layout, common: Mapping[str, Any]) -> dict[str, Any]:
    """Everything a page is made from."""
    book = [report.title, report.question]
    return {**common, "notebook": digest_of(layout.notebooks / f"{report.notebook}.ipynb"), "parameters": dict(parameters), "book": book}


def digest_of_inputs(inputs: Mapping[str, Any]) -> str:
    """One digest of data and code, as pages state it (the first 12 digits identify it)."""
    return hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()


def reasons(name: str, inputs: Mapping[str, Any], manifest: Manifest, layout: Layout) -> list[str]:
    """Why a page is stale, in words; empty when it is fresh."""
    if name not in manifest.inputs:
        return ["never built"]
    before = manifest.inputs[name]
    changed = _changed_tables(before.get("data", {}), inputs["data"])
    changed += [f"parameter {key} changed" for key in _different(before.get("parameters", {}), inputs.get("parameters", {}))]
    words = {
        "notebook": "notebook changed",
        "code": "package code changed",
        "lock": "requirements.lock changed",
        "citation": "CITATION.cff changed",
        "book": "book.toml changed",
        "site": "other pages of the site changed",
        "reports": "a report changed",
    }
    changed += [text for key, text in words.items() if before.get(key) != inputs.get(key)]
    return changed + _changed_files(manifest.files.get(name, {}), layout)


def _different(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    return sorted(key for key in {*before, *now} if before.get(key) != now.get(key))


def _changed_tables(before: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    return [f"{name} changed" for name in _different(before, now)]


def _changed_files(files: Mapping[str, str], layout: Layout) -> list[str]:
    """Written files that are gone or no longer what was written."""
    found = {name: digest_of(place_of(name, layout)) for name in files}
    return [f"{name} {'changed' if digest else 'is missing'}" for name, digest in found.items() if digest != files[name]]


def place_of(name: str, layout: Layout) -> Path:
    """Where a file of the manifest lies: names under ``processed/`` belong to the processed tables, others to the pages."""
    head, _, rest = name.partition("/")
    return layout.processed / rest if head == "processed" else layout.out / name
