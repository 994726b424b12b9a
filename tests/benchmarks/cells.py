"""Areas, and the same cut into small cells, as tuned users of spatial joins do first."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Objects = NDArray[np.object_]

__all__ = ["areas_of", "subdivided"]

_SEEDS = Path(__file__).parents[2] / "seeds" / "boundaries"

#: Vertices of a cell at most: of 32, 64, 128, 256 and 512 the fastest for shapely at 100k.
_MAX_VERTICES = 256


def areas_of(boundaries: str) -> gpd.GeoDataFrame:
    """Return ``key`` and polygons of a set that ships.

    The key is what kilometres there count for: the country, or the name where it is disputed.
    """
    found = gpd.read_parquet(_SEEDS / f"{boundaries}.parquet")
    rows = zip(found["country"].fillna(""), found["name"], strict=True)
    return found[["geometry"]].assign(key=[country or name for country, name in rows])


def subdivided(areas: gpd.GeoDataFrame, max_vertices: int = _MAX_VERTICES) -> gpd.GeoDataFrame:
    """Return ``key`` and polygons of few vertices that cover the same ground."""
    polygons, row = shapely.get_parts(areas.geometry.to_numpy(), return_index=True)
    keys = np.asarray(areas["key"], dtype=object)[row]
    done_keys, done = [], []
    while polygons.size:
        small = shapely.get_num_coordinates(polygons) <= max_vertices
        done_keys.append(keys[small])
        done.append(polygons[small])
        polygons, keys = _halved(polygons[~small], keys[~small])
    return gpd.GeoDataFrame(
        {"key": np.concatenate(done_keys)}, geometry=np.concatenate(done), crs=areas.crs
    )


def _halved(polygons: Objects, keys: Objects) -> tuple[Objects, Objects]:
    """Cut each polygon across the middle of its longer side."""
    west, south, east, north = shapely.bounds(polygons).T
    wide = east - west >= north - south
    x, y = (west + east) / 2, (south + north) / 2
    low = shapely.box(west, south, np.where(wide, x, east), np.where(wide, north, y))
    high = shapely.box(np.where(wide, x, west), np.where(wide, south, y), east, north)
    halves = np.concatenate(
        [shapely.intersection(polygons, low), shapely.intersection(polygons, high)]
    )
    parts, owner = shapely.get_parts(halves, return_index=True)
    flat = (shapely.get_dimensions(parts) == 2) & ~shapely.is_empty(parts)
    return parts[flat], np.concatenate([keys, keys])[owner[flat]]
