"""Styles and scripts of a page: what all pages have, and what its own markup asks for. They stand in the page itself."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
# Markup that asks for a style and a script of its own, and the stem of their files.
ASKED = {
    'class="band"': "front",
    'class="keys"': "front",
    'class="places"': "front",
    'class="map': "map",
    'class="place': "map",
    'class="wrap documents"': "documents",
    'class="find"': "search",
    "data-what-if=": "what_if",
}
COMMENT = re.compile(r"^ *(?://.*|/\*.*\*/)\n", re.MULTILINE)
# Spaces of a style sheet that only help to read it: after a separator, and around braces.
SPARE = re.compile(r"(?<=[;:{},]) +| +(?=[{}])|\n|(?<=\n) +")


def style_of(body: str) -> str:
    """The style of a page with this body; what paper asks for comes last."""
    return "".join(_files("styles", ["site", *_asked(body), "paper"], "css"))


def scripts_of(body: str) -> list[str]:
    """The scripts of a page with this body, in order."""
    return _files("scripts", ["site", *_asked(body)], "js")


def _asked(body: str) -> list[str]:
    return list(dict.fromkeys(stem for mark, stem in ASKED.items() if mark in body))


def _files(folder: str, stems: list[str], kind: str) -> list[str]:
    """Contents of those of the files that there are."""
    return [text for stem in stems if (text := _content(f"{folder}/{stem}.{kind}"))]


@cache
def _content(name: str) -> str:
    """A file without the comments on lines of their own; nothing where there is no such file."""
    path = HERE / name
    text = COMMENT.sub("", path.read_text(encoding="utf-8")) if path.is_file() else ""
    return SPARE.sub("", text) if name.endswith(".css") else text


def policy(style: str, scripts: list[str]) -> str:
    """The Content-Security-Policy of a page that holds this style and these scripts, and no other."""
    named = " ".join(f"'{hash_source(script)}'" for script in scripts)
    allowed = f" script-src {named};" if scripts else ""
    return f"default-src 'none'; style-src '{hash_source(style)}';{allowed} img-src data:; base-uri 'none'; form-action 'none'"


def hash_source(text: str) -> str:
    """The hash by which a policy names an inline text (CSP: hash-source)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
