"""Lengths, measures and points along lines on the WGS 84 ellipsoid; numpy arrays in and out.

The edge between two vertices is the geodesic between them (Karney 2013, Algorithms for geodesics,
J. Geodesy 87:43-55, as PROJ computes it; https://doi.org/10.1007/s00190-012-0578-z).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely

from corridors.engine.shortedges import edges_m, running_sum, wgs84
from corridors.errors import InputError, Problem

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import LineString, MultiLineString

__all__ = ["distance_km", "edges_km", "length_km", "measures_km", "points_at", "slice_line"]

_M_PER_KM = 1000.0


def distance_km(a: Sequence[float], b: Sequence[float]) -> float:
    """Return the geodesic distance in km between two (lon, lat) points in degrees.

    Examples
    --------
    >>> round(distance_km((0.0, 0.0), (1.0, 0.0)), 6)  # a degree of the equator
    111.319491
    """
    return float(wgs84().inv(a[0], a[1], b[0], b[1])[2]) / _M_PER_KM


def edges_km(coords: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the lengths in km of the N - 1 edges between N (lon, lat) vertices."""
    return edges_m(coords[:, 0], coords[:, 1]) / _M_PER_KM


def measures_km(coords: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how far along the line each of N (lon, lat) vertices lies, in km; the first at 0.

    Examples
    --------
    >>> measures_km(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 0.0]])).round(3).tolist()
    [0.0, 111.319, 222.639]
    """
    whole, lost = running_sum(edges_m(coords[:, 0], coords[:, 1]))
    return (whole + lost) / _M_PER_KM


def length_km(line: LineString | MultiLineString) -> float:
    """Return the geodesic length in km of a line of (lon, lat) degrees on WGS 84; Z is ignored.

    Raises
    ------
    InputError
        When it is no line, or a coordinate is not finite or a latitude beyond 90 degrees.

    Examples
    --------
    >>> from shapely import LineString
    >>> round(length_km(LineString([(179, 60), (-179, 60)])), 3)  # over the antimeridian
    111.596
    """
    if line is None or line.geom_type not in {"LineString", "LinearRing", "MultiLineString"}:
        message = f"a line is wanted, not {getattr(line, 'geom_type', line)!r}"
        raise InputError(Problem("line", 0, "", "line-type", message))
    parts = [shapely.get_coordinates(part) for part in shapely.get_parts(line)]
    return sum(float(edges_km(_checked(part)).sum()) for part in parts)


def _checked(coords: NDArray[np.float64]) -> NDArray[np.float64]:
    bad = ~np.isfinite(coords).all(axis=1) | (np.abs(coords[:, 1]) > 90)  # noqa: PLR2004  pole
    if bad.any():
        vertex = int(bad.argmax())
        message = f"vertex {vertex} {coords[vertex].tolist()} is no (lon, lat) in degrees"
        raise InputError(Problem("line", 0, "", "vertex", message))
    return coords


def points_at(coords: NDArray[np.float64], km: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the M (lon, lat) points that lie the given km along the line.

    Raises
    ------
    InputError
        When a km is below 0 or beyond the line's length.
    """
    measures = measures_km(coords)
    if km.size and not (km.min() >= 0 and km.max() <= measures[-1]):
        message = f"{km.min():.3f}..{km.max():.3f} km is not within 0..{measures[-1]:.3f}"
        raise InputError(Problem("km", 0, "", "km-range", message))
    return _points(coords, measures, km)


def _points(
    coords: NDArray[np.float64], measures: NDArray[np.float64], km: NDArray[np.float64]
) -> NDArray[np.float64]:
    edge = np.clip(np.searchsorted(measures, km, side="right") - 1, 0, len(coords) - 2)
    a, b = coords[edge], coords[edge + 1]
    azimuth = wgs84().inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])[0]
    lon, lat, _ = wgs84().fwd(a[:, 0], a[:, 1], azimuth, (km - measures[edge]) * _M_PER_KM)
    found = np.column_stack([lon, lat])
    at_end = km == measures[edge + 1]
    found[at_end] = b[at_end]
    return found


def slice_line(coords: NDArray[np.float64], from_km: float, to_km: float) -> NDArray[np.float64]:
    """Return the vertices of the line between two km along it, its cut ends included.

    Raises
    ------
    InputError
        When a km lies outside the line.

    Examples
    --------
    >>> line = np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]])
    >>> slice_line(line, 55.6597454, 166.9792362).round(4).tolist()
    [[0.5, 0.0], [1.0, 0.0], [1.5, 0.0]]
    """
    measures = measures_km(coords)
    ends = points_at(coords, np.array([from_km, to_km]))
    inner = (measures > from_km) & (measures < to_km)
    return np.vstack([ends[:1], coords[inner], ends[1:]])
