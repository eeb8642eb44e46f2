"""Imports of a build without a grammar that nothing here uses and that takes seconds to compile."""

from __future__ import annotations

import importlib
import sys

# jsonschema compiles it to check internationalised addresses, which no notebook has; it does without where the package is missing.
GRAMMAR = "rfc3987_syntax"


def import_nbformat() -> None:
    """Import nbformat, and jsonschema with it, as if the grammar were not installed."""
    if GRAMMAR in sys.modules:
        return
    sys.modules[GRAMMAR] = None  # type: ignore[assignment] # an import then fails at once
    try:
        importlib.import_module("nbformat")
    finally:
        del sys.modules[GRAMMAR]
