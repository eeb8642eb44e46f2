"""Outputs and code of notebook cells as markup."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from pygments import highlight  # type: ignore[import-untyped]
from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

from karabakh_analysis.figures.markup import escape, tag
from karabakh_analysis.report.prose import render_markdown

_TERMINAL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_SPACES = re.compile(r"\s+")
PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
CODE_LABELS = {"parameters": "Parameters and their defaults", "injected-parameters": "Parameters of this run"}
_highlighter: Any = HtmlFormatter(nowrap=True)
# The kinds of token that the style sheet shows; all others are plain text.
SHOWN_TOKENS = frozenset({"k", "kn", "kc", "kd", "ow", "c1", "cm", "sd", "s1", "s2", "sa", "se", "si", "mi", "mf"})
_TOKEN = re.compile(r'<span class="(\w+)">(.*?)</span>', re.DOTALL)


def show_output(output: Mapping[str, Any]) -> Markup:
    """One output of a cell.

    Markup is passed through only where our figures, tables and sentences made it, which the metadata say (key ``karabakh``). Of any
    other output the page shows an image, Markdown without raw HTML, or the plain text.
    """
    kind = output["output_type"]
    if kind == "stream":
        return _printed(output["text"], "Messages" if output["name"] == "stderr" else "Printed output")
    if kind == "error":
        return show_error(output)
    return _show_data(output["data"], output.get("metadata", {}))


def _show_data(data: Mapping[str, Any], metadata: Mapping[str, Any]) -> Markup:
    if "karabakh" in metadata and "text/html" in data:
        return Markup(data["text/html"])  # noqa: S704 - made by our own figures and escaped there
    for kind in PICTURES:
        if kind in data:
            return picture(kind, data[kind], str(metadata.get(kind, {}).get("alt", "")))
    if "text/markdown" in data:
        return render_markdown(data["text/markdown"])
    return _printed(data.get("text/plain", ""), "Output")


def picture(kind: str, content: str, alt: str) -> Markup:
    """An image as ``data:`` address; a drawing is never put into the page itself, where it could carry script.

    Parameters
    ----------
    kind
        Media type. SVG comes as text, others in base64.
    content
        The image.
    alt
        What it shows. An image without it says visibly that it lacks a description.
    """
    encoded = base64.b64encode(content.encode()).decode() if kind == "image/svg+xml" else _SPACES.sub("", content)
    image = tag("img", src=f"data:{kind};base64,{encoded}", alt=alt.strip())
    lacking = None if alt.strip() else tag("figcaption", "This figure has no description in words.", class_="note lacking")
    return tag("figure", image, lacking, class_="raw")


def show_error(output: Mapping[str, Any]) -> Markup:
    """A cell's error with its traceback."""
    title = tag("p", tag("strong", f"{output['ename']}: {output['evalue']}"))
    return tag("div", title, _printed("\n".join(output["traceback"]), "Traceback"), class_="error")


def _printed(text: str, label: str) -> Markup:
    plain = _TERMINAL.sub("", text).rstrip()
    return tag("pre", plain, tabindex="0", role="group", aria_label=label) if plain else Markup("")


def show_code(cell: Mapping[str, Any], place: int) -> Markup:
    """The source of a code cell, folded.

    Parameters
    ----------
    cell
        The cell.
    place
        Its number within the notebook, from 1.
    """
    source = str(cell["source"]).strip()
    if not source:
        return Markup("")
    tags = cell.get("metadata", {}).get("tags", [])
    label = next((CODE_LABELS[name] for name in tags if name in CODE_LABELS), None)
    summary = tag("summary", label) if label else tag("summary", "Code", tag("span", f" of cell {place}", class_="vh"))
    code = tag("pre", tag("code", highlighted(source)), tabindex="0", role="group", aria_label=label or f"Code of cell {place}")
    return tag("details", summary, tag("div", code), class_="fold code")


def highlighted(source: str) -> Markup:
    """Python source with classes for the style sheet."""
    html = highlight(escape_controls(source), PythonLexer(), _highlighter).rstrip("\n")
    return Markup(_TOKEN.sub(lambda token: token[0] if token[1] in SHOWN_TOKENS else token[2], html))  # noqa: S704 - pygments escapes


def escape_controls(source: str) -> str:
    """Source in which characters that reorder or hide text are replaced by a visible mark."""
    return escape(source).unescape()


def has_failed(cells: list[Mapping[str, Any]]) -> bool:
    """Whether a cell ended with an error."""
    return any(output["output_type"] == "error" for cell in cells for output in cell.get("outputs", []))


def lacks_description(html: Markup) -> int:
    """How many figures of a page lack a description in words."""
    return html.count('class="note lacking"')
