"""Lengths of the edges of lines: a closed formula up to 50 km, Karney's geodesics above.

Formula. The chord of an edge follows from the differences of its ends' coordinates, written as
products so that nothing cancels: with S = sin, C = cos of the latitude,
dS = (C1 + C2) tan(dlat / 2), dC = -(S1 + S2) tan(dlat / 2), dN = e² dS (S1 + S2) N1 N2 / (a (W1 +
W2)), and d(fg) = mean(f) dg + mean(g) df. The arc above a chord c of curvature k is
c (1 + (kc)²/24 + 3 (kc)⁴/640 + 5 (kc)⁶/7168), the series of 2/k asin(kc/2); k is Euler's
curvature of the normal section, (1 + e'² (dz/c)²) / N, as dz/c = cos(lat) cos(azimuth).

Bound. By the symmetry about the middle of the edge, what is left out is of fifth order in its
length s: C e² (s/R)⁴ s, from N at the middle taken for the mean of N at the ends, and from the
change of curvature along the edge. At 100 and 200 km, where rounding no longer hides it, C is below
1/200 at all latitudes and azimuths (tested); that is 6.4 nm at 50 km, 0.13 nm a km, and falls with
s⁴. Rounding adds a few 1e-15 of s. Karney's own rounding, against which it is tested, is 5 nm.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from pyproj import Geod

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["A_M", "E2", "SHORT_M", "edges_m", "running_sum", "wgs84"]

#: Semi-major axis in metres and first eccentricity squared of WGS 84 (NIMA TR8350.2, 2000).
A_M = 6378137.0
_FLATTENING = 1 / 298.257223563
E2 = _FLATTENING * (2 - _FLATTENING)

#: Longest edge, in metres, that the formula measures.
SHORT_M = 50_000.0

#: Two latitudes further apart than this, in radians, are more than 50 km apart.
_FAR_RADIANS = 0.0079

#: Edges measured at once, so that the arrays stay in the cache.
_BLOCK = 16_384


@cache
def wgs84() -> Geod:
    """Return PROJ's geodesics on WGS 84, made once."""
    return Geod(ellps="WGS84")


def edges_m(lon: Floats, lat: Floats, gaps: NDArray[np.int64] | tuple[()] = ()) -> Floats:
    """Return the geodesic lengths in metres of the N - 1 edges between N vertices in degrees.

    Parameters
    ----------
    lon, lat
        The vertices of one line or of several, one after the other.
    gaps
        Numbers of the edges that only lead from one line to the next: their lengths are 0.

    Examples
    --------
    >>> edges_m(np.array([0.0, 0.1, 10.1]), np.array([0.0, 0.0, 0.0])).round(3).tolist()
    [11131.949, 1113194.908]
    """
    metres = np.zeros(max(len(lon) - 1, 0))
    far = np.zeros(len(metres), bool)
    for first in range(0, len(metres), _BLOCK):
        here = slice(first, first + _BLOCK)
        vertices = slice(first, first + _BLOCK + 1)
        metres[here], far[here] = _arcs(lon[vertices], lat[vertices])
    between = np.asarray(gaps, np.int64)
    metres[between], far[between] = 0.0, False
    long = np.flatnonzero(far)
    if long.size:
        ends = long + 1
        metres[long] = wgs84().inv(lon[long], lat[long], lon[ends], lat[ends])[2]
    return metres


def running_sum(metres: Floats) -> tuple[Floats, Floats]:
    """Return the sums of the first 0, 1, ... N lengths, and what rounding took from each.

    The rounding of every addition is known exactly (Knuth, The Art of Computer Programming, 4.2.2).
    """
    whole = np.concatenate([[0.0], np.cumsum(metres)])
    before, after = whole[:-1], whole[1:]
    added = after - before
    lost = (before - (after - added)) + (metres - added)
    return whole, np.concatenate([[0.0], np.cumsum(lost)])


def _arcs(lon: Floats, lat: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Return each edge's length by the formula, and whether it is too long for it."""
    half_lat = np.diff(lat) * (np.pi / 360)
    half_lon = np.diff(lon) * (np.pi / 360)
    radians = lat * (np.pi / 180)
    chord2, dz2, n_sum = _chords(np.sin(radians), np.cos(radians), half_lat, half_lon)
    with np.errstate(divide="ignore", invalid="ignore"):
        steep = np.where(chord2 > 0, dz2 / chord2, 0.0)
    bend = (1 + (E2 / (1 - E2)) * steep) * (2 / n_sum)
    x = bend * bend * chord2
    arc = np.sqrt(chord2) * (1 + x * (1 / 24 + x * (3 / 640 + x * (5 / 7168))))
    return arc, (arc > SHORT_M) | (np.abs(half_lat) > _FAR_RADIANS / 2)


def _chords(
    sin: Floats, cos: Floats, half_lat: Floats, half_lon: Floats
) -> tuple[Floats, Floats, Floats]:
    """Return the edges' chords squared, their rise along the axis squared, and N1 + N2."""
    root = np.sqrt(1 - E2 * sin * sin)
    n = A_M / root
    x2 = half_lat * half_lat
    tangent = half_lat * (1 + x2 * (1 / 3 + x2 * (2 / 15)))
    sin_sum, cos_sum = sin[:-1] + sin[1:], cos[:-1] + cos[1:]
    n_product, n_sum = n[:-1] * n[1:], n[:-1] + n[1:]
    d_sin, d_cos = cos_sum * tangent, sin_sum * -tangent
    d_n = (E2 / A_M) * d_sin * sin_sum * n_product / (root[:-1] + root[1:])
    dz = (0.5 * (1 - E2)) * (n_sum * d_sin + d_n * sin_sum)
    dp = 0.5 * (n_sum * d_cos + d_n * cos_sum)
    turn = np.sin(half_lon)
    across2 = 4 * n_product * cos[:-1] * cos[1:] * turn * turn
    dz2 = dz * dz
    return dp * dp + across2 + dz2, dz2, n_sum
