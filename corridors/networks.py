"""Whole networks of lines are cut at borders: the pieces of each line, and km per country."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely import LineString

from corridors.boundaries import Boundaries, load_boundaries
from corridors.errors import InputError, Problem
from corridors.geodesy import edges_km, measures_km, slice_line
from corridors.splitting import split_line

if TYPE_CHECKING:
    from shapely import Geometry

__all__ = ["lengths_by_country", "split_by_country"]

_ADDED = ["country", "country_name", "zone", "border_run", "from_km", "to_km", "length_km"]


def split_by_country(
    lines: gpd.GeoSeries | gpd.GeoDataFrame, boundaries: Boundaries | None = None
) -> gpd.GeoDataFrame:
    """Cut lines at borders; columns and index repeat for each piece, in order along the line.

    Raises
    ------
    InputError
        When the lines name no CRS.
    """
    if lines.crs is None:
        message = "the lines name no CRS; set it, e.g. lines.set_crs(4326)"
        raise InputError(Problem("lines", 0, "", "crs-missing", message))
    areas = boundaries or load_boundaries("world")
    table = gpd.GeoDataFrame(geometry=lines.geometry).to_crs(4326)
    rows = [row for i, line in enumerate(table.geometry) for row in _rows(i, line, areas)]
    found = pd.DataFrame(rows, columns=["row", *_ADDED, "geometry"])
    at = found.pop("row").to_numpy(dtype=int)
    kept = pd.DataFrame(lines).drop(columns=lines.geometry.name).iloc[at]
    found.index = kept.index
    return gpd.GeoDataFrame(pd.concat([kept, found], axis=1), geometry="geometry", crs=4326)


def _rows(number: int, line: Geometry, areas: Boundaries) -> Iterator[dict[str, Any]]:
    start_km = 0.0
    for part in shapely.get_parts(line):
        coords = shapely.get_coordinates(part)
        if not len(coords) or not edges_km(coords).any():
            continue
        for piece in split_line(coords, areas):
            shape = slice_line(coords, piece.from_km, piece.to_km)
            yield {
                "row": number,
                "country": piece.area.country or None,
                "country_name": piece.area.name,
                "zone": piece.area.zone,
                "border_run": False,
                "from_km": start_km + piece.from_km,
                "to_km": start_km + piece.to_km,
                "length_km": float(edges_km(shape).sum()),
                "geometry": LineString(shape),
            }
        start_km += float(measures_km(coords)[-1])


def lengths_by_country(
    lines: gpd.GeoSeries | gpd.GeoDataFrame, boundaries: Boundaries | None = None
) -> pd.DataFrame:
    """Return km per line, country and zone."""
    pieces = split_by_country(lines.geometry, boundaries)
    keys = ["country", "country_name", "zone"]
    by = [pieces.index, *(pieces[key] for key in keys)]
    km = pieces.groupby(by, dropna=False)["length_km"].sum()
    return pd.DataFrame(km.reset_index(level=keys))
