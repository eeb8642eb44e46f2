"""The one place where values become markup: everything is escaped unless it was made here."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from markupsafe import escape as _escape

VOID = frozenset({"br", "hr", "img", "meta", "link", "input"})
# Elements of drawings that close themselves; only SVG knows them.
DRAWN = frozenset({"path", "rect", "circle"})
# Characters that reorder, hide or break text; a reader sees a replacement mark instead.
_CONTROLS = (*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F)
_DIRECTIONS = (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF)
_INVISIBLE = dict.fromkeys((*_CONTROLS, *_DIRECTIONS), "\ufffd")

Child = str | Markup | None


def escape(value: object) -> Markup:
    """A value as text that is safe in element content and in quoted attributes; markup made here passes unchanged."""
    if isinstance(value, Markup):
        return value
    return _escape(str(value).translate(_INVISIBLE))


def tag(name: str, /, *children: Child | Iterable[Child], **attributes: object) -> Markup:
    """An element; ``class_`` and ``for_`` lose the underscore, other underscores become hyphens.

    An attribute that is ``None`` or ``False`` is left out, one that is ``True`` stands without a value. ``style`` is refused: the
    pages forbid it.

    Raises
    ------
    ValueError
        If a ``style`` or event-handler attribute is asked for.
    """
    pieces = []
    for key, value in attributes.items():
        label = key.rstrip("_").replace("_", "-")
        if label == "style" or label.startswith("on"):
            raise ValueError(f"attribute {label!r} is not allowed in a page")
        if value is True:
            pieces.append(f" {label}")
        elif value is not None and value is not False:
            pieces.append(f' {label}="{escape(value)}"')
    if name in DRAWN:
        return Markup(f"<{name}{''.join(pieces)}/>")  # noqa: S704 - every piece is escaped above
    opening = f"<{name}{''.join(pieces)}>"
    return Markup(opening if name in VOID else f"{opening}{join(*children)}</{name}>")  # noqa: S704 - every piece is escaped above


def join(*children: Child | Iterable[Child]) -> Markup:
    """Children in order, escaped where they are not markup; ``None`` is nothing."""
    flat = (item for child in children for item in ([child] if child is None or isinstance(child, str) else child))
    return Markup("").join(escape(item) for item in flat if item is not None)


def web_address(text: str) -> str | None:
    """The address if it is one that a page may link to (http or https), else ``None``."""
    return text if text.lower().startswith(("http://", "https://")) else None
