"""Boundary sets small enough to compute by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd

from corridors.boundaries import Boundaries, index_frame

if TYPE_CHECKING:
    from shapely import Geometry


def make_boundaries(areas: dict[str, Geometry]) -> Boundaries:
    """Return a boundary set of land areas by country code."""
    names = list(areas)
    frame = gpd.GeoDataFrame(
        {"country": names, "zone": "land", "name": names, "claimants": ""},
        geometry=list(areas.values()),
        crs=4326,
    )
    return Boundaries(
        "squares", "1", "2026-01-01", "none", "made here", "0" * 64, None, index_frame(frame)
    )
