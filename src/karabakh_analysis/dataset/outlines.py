"""Outlines of the districts and their surroundings, for overview maps: generalised, and no statement on any boundary."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd

from karabakh_analysis.dataset.load import data_directory
from karabakh_analysis.dataset.problems import DataError, Problem

FILES = {"districts.geojson": "place", "context.geojson": "around"}
Ring = tuple[tuple[float, float], ...]


def outlines(data: Path | str | None = None) -> pd.DataFrame:
    """The outlines in ``data/raw/geo``.

    Parameters
    ----------
    data
        Directory that holds ``raw/``; by default `data_directory`.

    Returns
    -------
    DataFrame
        Columns ``code``, ``name``, ``layer`` (``place`` for the districts of the collection, ``around`` for what surrounds them) and
        ``rings``, a tuple of closed lines of (longitude, latitude) in degrees of WGS 84.

    Raises
    ------
    DataError
        If a file is missing or is no collection of polygons.
    """
    folder = (Path(data) if data else data_directory()) / "raw" / "geo"
    return pd.DataFrame([row for name, layer in FILES.items() for row in _rows(folder / name, layer)])


def _rows(path: Path, layer: str) -> list[dict[str, Any]]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return [{**_named(feature), "layer": layer, "rings": _rings(feature["geometry"])} for feature in features]
    except (OSError, KeyError, TypeError, ValueError) as error:
        message = f"expected a GeoJSON collection of polygons with code and name ({type(error).__name__}: {error})"
        raise DataError([Problem(str(path), 1, "-", message)]) from error


def _named(feature: dict[str, Any]) -> dict[str, str]:
    return {key: str(feature["properties"][key]) for key in ("code", "name")}


def _rings(geometry: dict[str, Any]) -> tuple[Ring, ...]:
    """The outer and inner lines of a polygon or of several."""
    polygons = {"Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}[geometry["type"]]
    return tuple(tuple((float(x), float(y)) for x, y, *_ in ring) for polygon in polygons for ring in polygon)
