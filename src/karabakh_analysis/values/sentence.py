"""A sentence whose numbers are computed: a template and the quantities in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from string import Formatter

from karabakh_analysis.values.quantity import Quantity

Value = Quantity | str
# Stands between several texts in one cell of a table, such as the publishers of one figure.
SEPARATOR = "; "


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template with named places and what stands in them.

    Parameters
    ----------
    template
        Text with ``{name}`` places. It is written by us and never comes from data.
    values
        A `Quantity` (printed as a number that leads to its rows) or a string (a name from the data, escaped where it is shown) for
        every place.

    Raises
    ------
    KeyError
        If the template names a place that ``values`` lacks.
    """

    template: str
    values: Mapping[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        missing = {name for _, name in self._places() if name is not None} - set(self.values)
        if missing:
            raise KeyError(f"no value for {sorted(missing)} in {self.template!r}")

    def _places(self) -> Iterator[tuple[str, str | None]]:
        return ((text, name) for text, name, _, _ in Formatter().parse(self.template))

    def parts(self) -> Iterator[str | Value]:
        """Literal text (of type `Words`) and values in reading order; a value that opens the sentence has a capital."""
        pieces: list[str | Value] = []
        for text, name in self._places():
            pieces += [Words(text)] if text else []
            pieces += [self.values[name]] if name is not None else []
        yield from ([_capital(pieces[0]), *pieces[1:]] if pieces else [])

    @property
    def plain(self) -> str:
        """The sentence as plain text."""
        return "".join(part.text if isinstance(part, Quantity) else part for part in self.parts())

    @property
    def quantities(self) -> list[Quantity]:
        """The quantities in the sentence, in reading order."""
        return [part for part in self.parts() if isinstance(part, Quantity)]


class Words(str):
    """Literal words of a template: ours, not data."""

    __slots__ = ()


def listed(names: Sequence[str]) -> str:
    """Names in running text: a, b and c."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _capital(piece: str | Value) -> str | Value:
    """The same piece with a capital first letter; our own words stay as they are written."""
    if isinstance(piece, Words):
        return piece
    text = piece.text if isinstance(piece, Quantity) else piece
    capital = text[:1].upper() + text[1:]
    if isinstance(piece, Quantity):
        return piece if capital == text else replace(piece, printed=capital)
    return capital
