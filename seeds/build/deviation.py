"""Measure how far the lines of one set of areas lie from those of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["greatest_deviation_m"]

GEOD = Geod(ellps="WGS84")
SPACING_DEGREES = 0.001
BAND_DEGREES = 1.0
MARGIN_DEGREES = 0.1


def greatest_deviation_m(
    areas: Sequence[shapely.Geometry], others: Sequence[shapely.Geometry]
) -> float:
    """Greatest distance from the borders of some areas to the nearest border of others.

    Parameters
    ----------
    areas
        Polygons whose borders are walked, a point at least every 0.001 degrees.
    others
        Polygons whose borders should lie near.

    Returns
    -------
    deviation_m
        Geodesic distance in metres, one way; not the same with the arguments exchanged.
    """
    points = np.unique(_walked(areas), axis=0)
    segments = _segments(others)
    bands = np.floor(points[:, 1] / BAND_DEGREES)
    distances = [_band_deviation_m(points[bands == band], segments) for band in np.unique(bands)]
    return max(distances)


def _walked(areas: Sequence[shapely.Geometry]) -> NDArray[np.float64]:
    rings = shapely.get_rings(shapely.get_parts(np.array(areas, dtype=object)))
    return shapely.get_coordinates(shapely.segmentize(rings, SPACING_DEGREES))


def _segments(areas: Sequence[shapely.Geometry]) -> NDArray[np.float64]:
    rings = shapely.get_rings(shapely.get_parts(np.array(areas, dtype=object)))
    vertices, ring = shapely.get_coordinates(rings, return_index=True)
    same = ring[1:] == ring[:-1]
    return np.stack([vertices[:-1][same], vertices[1:][same]], axis=1)


def _band_deviation_m(points: NDArray[np.float64], segments: NDArray[np.float64]) -> float:
    """Deviation within one band of latitude, where one scale makes east and north alike."""
    south, north = points[:, 1].min() - MARGIN_DEGREES, points[:, 1].max() + MARGIN_DEGREES
    near = segments[
        (segments[:, :, 1].max(axis=1) > south) & (segments[:, :, 1].min(axis=1) < north)
    ]
    scale = np.array([np.cos(np.radians((south + north) / 2)), 1.0])
    lines, here = shapely.linestrings(near * scale), shapely.points(points * scale)
    nearest = lines[shapely.STRtree(lines).nearest(here)]
    there = shapely.line_interpolate_point(nearest, shapely.line_locate_point(nearest, here))
    ends = shapely.get_coordinates(there) / scale
    _, _, metres = GEOD.inv(points[:, 0], points[:, 1], ends[:, 0], ends[:, 1])
    return float(np.max(metres))
