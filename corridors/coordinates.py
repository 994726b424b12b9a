"""Coordinates that stand the wrong way round: a latitude where the longitude belongs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from corridors.geodesy import distance_km

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["plainly_near", "swapped", "swapped_vertex"]

#: A point further than this from all its neighbours does not belong there.
_FAR_KM = 500.0

#: A point nearer than this to one of its neighbours does.
_NEAR_KM = 200.0

#: Two points less than this apart in longitude and latitude are less than 500 km apart.
_FAR_DEGREES = 3.0

#: Squares of half of this are numbered in rows of so many.
_SQUARES_WIDE = 1000

_POLE = 90.0


def plainly_near(points: NDArray[np.float64], others: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Return for each point whether another lies in its square of 1.5 degrees or one beside it.

    Those that do are less than 500 km apart; those that do not may be, too.

    Parameters
    ----------
    points, others
        P x 2 and N x 2 arrays of (lon, lat) in degrees.

    Examples
    --------
    >>> plainly_near(np.array([[49.9, 40.4], [9.9, 40.4]]), np.array([[48.9, 38.4]])).tolist()
    [True, False]
    """
    sides = np.array([_SQUARES_WIDE, 1])
    own, taken = (np.floor(each / (_FAR_DEGREES / 2)) @ sides for each in (points, others))
    beside = [own + step @ sides for step in product((-1, 0, 1), repeat=2)]
    found: NDArray[np.bool_] = np.logical_or.reduce(np.isin(beside, np.unique(taken)))
    return found


def swapped(point: Sequence[float], neighbours: NDArray[np.float64]) -> str:
    """Return what tells that a point's longitude and latitude changed places; "" where nothing.

    Parameters
    ----------
    point
        Longitude and latitude in degrees, as given.
    neighbours
        N x 2 array of (lon, lat) in degrees: points that it should lie among.

    Examples
    --------
    >>> swapped((40.41, 49.87), np.array([[49.95, 40.38], [48.85, 38.43]]))  # Baku
    'is 1,292 km from its neighbours as given, 8 km with lon and lat exchanged'
    """
    if not len(neighbours) or abs(point[0]) > _POLE or _is_beside(point, neighbours):
        return ""
    given_km, exchanged_km = (_nearest_km(p, neighbours) for p in (point, point[::-1]))
    if given_km <= _FAR_KM or exchanged_km > _NEAR_KM:
        return ""
    return (
        f"is {given_km:,.0f} km from its neighbours as given, "
        f"{exchanged_km:,.0f} km with lon and lat exchanged"
    )


def _is_beside(point: Sequence[float], others: NDArray[np.float64]) -> bool:
    """Return whether one of other points is less than 500 km off, by its degrees alone."""
    return bool((np.abs(others - point) < _FAR_DEGREES).all(axis=1).any())


def _nearest_km(point: Sequence[float], others: NDArray[np.float64]) -> float:
    """Return the distance to the nearest of other points, the nearest being told on a sphere."""
    nearest = (_on_sphere(others) @ _on_sphere(np.array([point]))[0]).argmax()
    return distance_km(point, others[nearest].tolist())


def _on_sphere(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the N x 3 unit vectors of N (lon, lat) points in degrees."""
    lon, lat = np.radians(points).T
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def swapped_vertex(
    coords: NDArray[np.float64], places: NDArray[np.float64]
) -> tuple[int, str] | None:
    """Return the first vertex of a line that is swapped, by number, and what tells so.

    Its neighbours are the vertex before it and the places.

    Parameters
    ----------
    coords, places
        N x 2 and P x 2 arrays of (lon, lat) in degrees: the line's vertices, and known places.

    Examples
    --------
    >>> swapped_vertex(np.array([[49.9, 40.4], [39.9, 49.4]]), np.empty((0, 2)))[0]
    1
    """
    far_hops = np.abs(np.diff(coords, axis=0)).max(axis=1) > _FAR_DEGREES
    for vertex in [0, *(np.flatnonzero(far_hops) + 1).tolist()]:
        neighbours = np.vstack([coords[max(vertex - 1, 0) : vertex], places])
        if found := swapped(coords[vertex].tolist(), neighbours):
            return vertex, found
    return None
