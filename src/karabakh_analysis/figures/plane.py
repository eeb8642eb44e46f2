"""Outlines in the plane of a map: from degrees to pixels, areas and middles."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence

Point = tuple[float, float]
Ring = Sequence[Point]


def projection(rings: Sequence[Ring], width: int, margin: float) -> tuple[Callable[[Point], Point], int]:
    """Degrees to pixels.

    Equirectangular with true scale at the middle latitude: x = (lon - west) cos(lat_0) s, y = (north - lat) s.

    Parameters
    ----------
    rings
        Lines of (longitude, latitude) that the map holds.
    width
        Of the map in pixels.
    margin
        Around the lines on each side, as a part of their extent.

    Returns
    -------
    (project, height)
        A function from degrees to pixels with one decimal, and the height of the map in pixels.
    """
    west, _, wide = _extent([x for ring in rings for x, _ in ring], margin)
    south, north, high = _extent([y for ring in rings for _, y in ring], margin)
    shrink = math.cos(math.radians((south + north) / 2))
    scale = width / (wide * shrink)
    return lambda point: (round((point[0] - west) * shrink * scale, 1), round((north - point[1]) * scale, 1)), round(high * scale)


def _extent(numbers: Sequence[float], margin: float) -> tuple[float, float, float]:
    """Both ends with their margin, and the distance between them."""
    beside = margin * (max(numbers) - min(numbers))
    first, last = min(numbers) - beside, max(numbers) + beside
    return first, last, last - first


def thinned(ring: Ring, least: float) -> Ring:
    """A closed line without the points that lie nearer than ``least`` to the one kept before, its first and last point apart."""
    kept = [ring[0]]
    for point in ring[1:-1]:
        kept += [point] if math.dist(point, kept[-1]) >= least else []
    return [*kept, ring[-1]]


def area(ring: Ring) -> float:
    """Signed area of a closed line, by the shoelace formula, in squares of its unit."""
    return sum(x * v - u * y for (x, y), (u, v) in _sides(ring)) / 2


def middle(ring: Ring) -> Point:
    """Centroid of the area within a closed line."""
    weights = [(x * v - u * y, x + u, y + v) for (x, y), (u, v) in _sides(ring)]
    whole = 6 * area(ring)
    return sum(weight * x for weight, x, _ in weights) / whole, sum(weight * y for weight, _, y in weights) / whole


def largest(rings: Sequence[Ring]) -> Ring:
    """The line that holds the largest area."""
    return max(rings, key=lambda ring: abs(area(ring)))


def _sides(ring: Ring) -> Iterator[tuple[Point, Point]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)
