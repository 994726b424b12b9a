"""Lengths and measures of lines on the WGS 84 ellipsoid; numpy arrays in and out.

The edge between two vertices is the geodesic between them (Karney 2013, Algorithms for geodesics,
J. Geodesy 87:43-55, as PROJ computes it; https://doi.org/10.1007/s00190-012-0578-z).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely

from corridors.engine.ellipsoid import wgs84
from corridors.engine.piecelines import lengths_m
from corridors.engine.shortedges import edges_m, running_sum
from corridors.engine.vertices import first_bad_vertex
from corridors.errors import InputError, Problem

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray
    from shapely import LineString, MultiLineString

__all__ = ["checked_points", "distance_km", "edges_km", "length_km", "lengths_km", "measures_km"]

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


def lengths_km(parts: Sequence[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Return the length in km of each line of N x 2 (lon, lat) vertices, all measured at once.

    Examples
    --------
    >>> east = np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]])
    >>> lengths_km([east, east[1:]]).round(3).tolist()
    [222.639, 111.319]
    """
    if not parts:
        return np.zeros(0)
    starts = np.append(0, np.cumsum([len(part) for part in parts]))
    lon, lat = np.concatenate(parts).T
    return lengths_m(lon, lat, starts) / _M_PER_KM


def measures_km(
    coords: NDArray[np.float64], gaps: NDArray[np.int64] | tuple[()] = ()
) -> NDArray[np.float64]:
    """Return how far along the line each of N (lon, lat) vertices lies, in km; the first at 0.

    The edges numbered by gaps, from 0, only lead from one part to the next: they add no measure.

    Examples
    --------
    >>> measures_km(np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 0.0]])).round(3).tolist()
    [0.0, 111.319, 222.639]
    """
    whole, lost = running_sum(edges_m(coords[:, 0], coords[:, 1], gaps))
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
    return sum(float(edges_km(checked_points(part, "line")).sum()) for part in parts)


def checked_points(points: ArrayLike, argument: str) -> NDArray[np.float64]:
    """Return N x 2 (lon, lat) points in degrees as an array.

    Raises
    ------
    InputError
        When they have another shape, or one is not finite or its latitude beyond 90 degrees; it
        names the argument and the first such point.
    """
    found = np.asarray(points, np.float64)
    if found.ndim != 2 or found.shape[1] != 2:  # noqa: PLR2004  longitude and latitude
        message = f"N x 2 (lon, lat) are wanted, not an array of shape {found.shape}"
        raise InputError(Problem(argument, 0, "", "vertex", message))
    vertex = first_bad_vertex(found[:, 0], found[:, 1])
    if vertex is not None:
        message = f"vertex {vertex} {found[vertex].tolist()} is no (lon, lat) in degrees"
        raise InputError(Problem(argument, 0, "", "vertex", message))
    return found
