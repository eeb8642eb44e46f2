"""The code cells of the notebooks, run in this process: what a kernel would run, without one."""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

from tests.notebooks.project import ROOT

from karabakh_analysis.dataset import ParameterError

Bundle = tuple[dict[str, str], dict[str, Any]]


class Refused(Exception):  # noqa: N818 - it is an answer, not an error
    """The notebook refused its parameters before it showed anything; the message says what is possible."""


def shown(stem: str, **parameters: object) -> list[Bundle]:
    """What the cells of a notebook show for these parameters, in order.

    Raises
    ------
    Refused
        If the cell that opens the data refuses the parameters; a refusal in a later cell is an error.
    """
    names: dict[str, Any] = {}
    bundles: list[Bundle] = []
    for place, (statements, expression) in enumerate(_cells(stem)):
        try:
            exec(statements, names)
        except ParameterError as error:
            if bundles:
                raise
            raise Refused(str(error)) from error
        names |= parameters if place == 0 else {}
        value = eval(expression, names) if expression else None
        bundles += [] if value is None else [value._repr_mimebundle_()]
    return bundles


@cache
def _cells(stem: str) -> list[tuple[CodeType, CodeType | None]]:
    """Statements and closing expression of every code cell."""
    return [_parts(source, f"{stem}, cell {place}") for place, source in _sources(ROOT / "notebooks" / f"{stem}.ipynb")]


def _sources(path: Path) -> Iterator[tuple[int, str]]:
    for place, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"], start=1):
        if cell["cell_type"] == "code":
            yield place, "".join(cell["source"])


def _parts(source: str, name: str) -> tuple[CodeType, CodeType | None]:
    tree = ast.parse(source)
    last = tree.body[-1]
    expression = compile(ast.Expression(last.value), name, "eval") if isinstance(last, ast.Expr) else None
    statements = ast.Module(tree.body[:-1] if expression else tree.body, [])
    return compile(statements, name, "exec"), expression


def plain(bundles: list[Bundle]) -> str:
    """All that is shown as plain text."""
    return "\n".join(data["text/plain"] for data, _ in bundles)


Show = Callable[..., list[Bundle]]
