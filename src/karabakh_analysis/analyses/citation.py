"""How to cite the collection, from ``CITATION.cff`` (notebook 09)."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path

from karabakh_analysis import variables
from karabakh_analysis.dataset import Dataset, Period
from karabakh_analysis.values import Sentence, Value

FIELDS = {"author": "name", "title": "title", "version": "version", "license": "license", "message": "message"}


def citation_file() -> Path:
    """Where the file lies: in the collection that a build names in the environment, else beside the package's sources."""
    named = os.environ.get(variables.PROJECT)
    return (Path(named) if named else Path(__file__).resolve().parents[3]) / "CITATION.cff"


def read_citation(text: str) -> Mapping[str, str]:
    """Author, title, version, licence and message of a citation file whose values stand on one line each.

    Raises
    ------
    ValueError
        If one of them is missing.
    """
    found = {ours: re.search(rf"^\s*(?:- )?{theirs}:\s*\"?(.*?)\"?\s*$", text, re.MULTILINE) for ours, theirs in FIELDS.items()}
    if missing := [FIELDS[ours] for ours, match in found.items() if match is None or not match[1]]:
        raise ValueError(f"CITATION.cff has no {', '.join(missing)}")
    return {ours: match[1] for ours, match in found.items() if match}


def citation_sentences(data: Dataset) -> list[Sentence]:
    """How to cite: author, title, version and what was known, and what the file asks for."""
    fields = read_citation(citation_file().read_text(encoding="utf-8"))
    known = f"data known by {Period.day(data.as_of).label}" if data.as_of is not None else "all documents"
    values: dict[str, Value] = {**{name: fields[name] for name in ("author", "title", "version")}, "known": known}
    reference = Sentence("{author}: {title}. Version {version}, {known}.", values)
    return [Sentence("{message}.", {"message": fields["message"].rstrip(".")}), reference]


def licence_sentence() -> Sentence:
    """The licence of code, notebooks and text."""
    fields = read_citation(citation_file().read_text(encoding="utf-8"))
    return Sentence("Code, notebooks and text are under the {licence} licence.", {"licence": fields["license"]})
