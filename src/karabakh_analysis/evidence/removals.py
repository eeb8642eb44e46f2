"""The smallest sets without which the rest holds together: a tree of hitting sets.

Whatever is removed must hit every set that cannot hold. So the tree starts with nothing removed; where the rest does not hold, one
branch for each member of a set that shows it removes that member too.

Source: Reiter, "A theory of diagnosis from first principles", Artificial Intelligence 32 (1987).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from karabakh_analysis.evidence.errors import SolverError

MOST_NODES = 4_000
Removed = frozenset[int]
Core = Callable[[Removed], Iterable[int] | None]


def smallest_removals(core_without: Core) -> list[Removed]:
    """All smallest sets without which the rest holds together.

    Parameters
    ----------
    core_without
        Gives, of what is left without a set, some members that do not hold together; ``None`` where what is left holds.

    Raises
    ------
    SolverError
        If the tree grows past `MOST_NODES`.
    """
    cores, level, nodes = list[Removed](), {Removed()}, 0
    while True:
        nodes += len(level)
        if nodes > MOST_NODES:
            raise SolverError(f"no smallest set of claims that contradict the counts was found in {MOST_NODES} steps")
        grown, found = set[Removed](), list[Removed]()
        for removed in sorted(level, key=sorted):
            core = _core(removed, cores, core_without)
            if core is None:
                found.append(removed)
            else:
                grown |= {removed | {member} for member in core}
        if found:
            return found
        level = grown


def _core(removed: Removed, cores: list[Removed], core_without: Core) -> Removed | None:
    """A known set that does not hold and of which nothing is removed, else a new one."""
    known = next((core for core in cores if not core & removed), None)
    if known is not None:
        return known
    found = core_without(removed)
    if found is None:
        return None
    cores.append(Removed(found))
    return cores[-1]
