"""The ellipsoid WGS 84: its axes, its geodesics as PROJ computes them, and places in space."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from pyproj import Geod

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["A_M", "E2", "EARTH_M", "FLATTENING", "in_space", "wgs84"]

#: Semi-major axis in metres, flattening and first eccentricity squared (NIMA TR8350.2, 2000).
A_M = 6378137.0
FLATTENING = 1 / 298.257223563
E2 = FLATTENING * (2 - FLATTENING)

#: Mean radius of the Earth in metres (IUGG), for what only needs a per cent.
EARTH_M = 6_371_008.8


@cache
def wgs84() -> Geod:
    """Return PROJ's geodesics on WGS 84, made once."""
    return Geod(ellps="WGS84")


def in_space(lon: Floats, lat: Floats) -> tuple[Floats, Floats, Floats]:
    """Return geocentric x, y and z in metres of places in degrees on the ellipsoid.

    Examples
    --------
    >>> lon, lat = np.array([0.0, 90.0]), np.array([0.0, 90.0])  # on the equator, at the pole
    >>> [metres.round().tolist() for metres in in_space(lon, lat)]
    [[6378137.0, 0.0], [0.0, 0.0], [0.0, 6356752.0]]
    """
    lon, lat = np.radians(lon), np.radians(lat)
    n = A_M / np.sqrt(1 - E2 * np.sin(lat) ** 2)
    across = n * np.cos(lat)
    return across * np.cos(lon), across * np.sin(lon), n * (1 - E2) * np.sin(lat)
