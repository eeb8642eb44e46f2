"""What published figures say about each other: every claim recomputed, every missing level bounded, every contradiction found."""

from karabakh_analysis.evidence.bounds import Bound
from karabakh_analysis.evidence.cache import evidence_of
from karabakh_analysis.evidence.claims import VERDICTS
from karabakh_analysis.evidence.conflicts import Conflict
from karabakh_analysis.evidence.errors import EvidenceError, SolverError
from karabakh_analysis.evidence.explain import explain
from karabakh_analysis.evidence.gather import Evidence, Verdict, gather

__all__ = ["VERDICTS", "Bound", "Conflict", "Evidence", "EvidenceError", "SolverError", "Verdict", "evidence_of", "explain", "gather"]
