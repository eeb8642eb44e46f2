"""Text from elsewhere on one line of a message."""

from __future__ import annotations


def one_line(text: str) -> str:
    """The text with everything that would break the line or steer a terminal escaped."""
    return "".join(character if character.isprintable() else repr(character)[1:-1] for character in text)


def shown(value: object, most: int = 80) -> str:
    """A value as a problem line quotes it: one line, not too long, control characters escaped."""
    return repr(cut(str(value), most))


def cut(text: str, most: int = 80) -> str:
    """The text, or its beginning and an ellipsis where it is too long for a problem line."""
    return text if len(text) <= most else text[: most - 1] + "…"
