"""What places are called on the pages: groups of places as ``place_names.toml`` has it, all others by their names."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from karabakh_analysis.dataset import Dataset

WORDS = Path(__file__).with_suffix(".toml")


class PlaceName(NamedTuple):
    """The name of a place in running text, as the head of a row, column or group, and where room is short."""

    text: str
    head: str
    short: str


def place_name(data: Dataset, code: str) -> PlaceName:
    """What a place is called.

    Raises
    ------
    KeyError
        If the code is unknown.
    """
    return _groups().get(code) or PlaceName(*[data.geography.name(code)] * 3)


@cache
def _groups() -> Mapping[str, PlaceName]:
    return {code: PlaceName(**words) for code, words in tomllib.loads(WORDS.read_text(encoding="utf-8")).items()}
