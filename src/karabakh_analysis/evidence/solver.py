"""HiGHS as this package uses it: silent, on one core, and stopped by counts of iterations and nodes, never by seconds.

So every machine stops at the same place.
"""

from __future__ import annotations

from dataclasses import dataclass

import highspy

from karabakh_analysis.evidence.errors import SolverError

# Values are whole: a table within less than one of the proven bound is the smallest.
ALMOST_ONE = 0.999
STATUS = highspy.HighsModelStatus
DECIDED = (STATUS.kOptimal, STATUS.kInfeasible, STATUS.kUnbounded, STATUS.kUnboundedOrInfeasible)


@dataclass(frozen=True, slots=True)
class Limits:
    """How long the solver may work on one question: simplex iterations and branch-and-bound nodes."""

    iterations: int = 100_000
    nodes: int = 20_000


DEFAULT_LIMITS = Limits()


class _Silent(highspy.Highs):
    """The solver without its Python callbacks, whose set-up prints a line to standard output."""

    def __init__(self) -> None:
        super(highspy.Highs, self).__init__()


def new_solver(limits: Limits) -> highspy.Highs:
    """A solver that is silent, works on one core and stops at the limits."""
    solver = _Silent()
    options = {
        "output_flag": False,
        "threads": 1,
        "simplex_iteration_limit": limits.iterations,
        "mip_max_nodes": limits.nodes,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": ALMOST_ONE,
        "mip_heuristic_effort": 0.0,
        "mip_detect_symmetry": False,
    }
    for name, value in options.items():
        solver.setOptionValue(name, value)
    return solver


def run(solver: highspy.Highs) -> highspy.HighsModelStatus:
    """Solve; a start from an earlier solution can fail where a fresh one does not.

    Raises
    ------
    SolverError
        If the solver does not decide the question within its limits.
    """
    solver.run()
    if solver.getModelStatus() not in DECIDED:
        solver.clearSolver()
        solver.run()
    status = solver.getModelStatus()
    if status not in DECIDED:
        raise SolverError(f"the solver stopped with: {solver.modelStatusToString(status)}")
    return status
