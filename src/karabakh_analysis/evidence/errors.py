"""Named errors of the evidence: what cannot be derived is said, never guessed."""


class EvidenceError(ValueError):
    """Something cannot be derived from the record."""


class OutsideGridError(EvidenceError):
    """A period or place is no set of districts and quarters."""


class MissingLevelError(EvidenceError):
    """A level that a figure needs is neither printed nor confined."""

    def __init__(self, words: str = "nothing is printed") -> None:
        super().__init__(words)


class ConflictingLevelError(MissingLevelError):
    """Values that exclude each other are printed of a level, so none of them is used."""

    def __init__(self, words: str = "figures that exclude each other are printed") -> None:
        super().__init__(words)


class InconsistentError(EvidenceError):
    """No table of whole numbers satisfies all the constraints."""


class SolverError(EvidenceError):
    """The solver failed or ran past its limit, so nothing is derived for this indicator."""
