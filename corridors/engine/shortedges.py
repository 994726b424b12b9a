"""Lengths of the edges of lines: a closed formula up to 100 km, Karney's geodesics above.

Chord. With the reduced latitude β, tan β = (1 - f) tan φ, a vertex lies a cos β off the axis and
a √(1 - e²) sin β above the equator. With S = sin β1 + sin β2 and C = cos β1 + cos β2 the chord is a
times the root of tan²(dβ/2) (S² + (1 - e²) C²) + 4 cos β1 cos β2 sin²(dλ/2), and tan(dβ/2) is
2 sin dφ n1 n2 / √(1 - e²) (S² + C²), where n = √(1 - e² cos² β) is √(1 - e²) N / a. Nothing
cancels, and only tangents are asked for, as numpy has them faster than sines.

Arc. Above a chord c of curvature k it is c (1 + (kc)²/24 + 3 (kc)⁴/640 + 5 (kc)⁶/7168), the series
of 2/k asin(kc/2); k is Euler's curvature of the normal section, (1 + e'² m²) / N, with N the mean
of the ends' and m = dz/c, the cosine of latitude times that of azimuth.

Last term. Let u = sin φ, m = cos φ cos θ, l = cos φ sin θ, W² = 1 - e² u² at the middle of an edge
of length s and azimuth θ. By the formulas of Frenet its chord is

    s (1 - κ² s²/24 + (κ⁴/1920 - κκ"/480 + κ²τ²/720 - κ'²/1440) s⁴ + ...),

and on the ellipsoid the geodesic has κ = (1 + e'² m²) W/a and the torsion τ = e'² W m l/a, with
dm/ds = -κ u and dW/ds = -e'² u m W²/a; so κκ" = -3 e² (m² - u²)/a⁴ but for e⁴. The mean of N at
the ends is e² s² (m² - u²)/8a² of N beside that of the middle. So to the first order in e² the
arc lacks e² (m² - u²) s (s/a)⁴/240, which is added.

Bound. All is odd in s about the middle. The fifth order that is left is A s (s/a)⁴, where

    A = -e⁴ ((2 (m² - u²) + u⁴ - 2 m⁴)/240 + m² (u²/96 + l²/180)) but for e⁶

(in full in the tests), and |A| < e⁴/240 everywhere, which it nears at the poles: 1.13 nm at
100 km. The rest is of seventh order: below e² s (s/a)⁶/500, 0.02 nm at 100 km. So the tests find it
at 400 and 800 km, at all latitudes and azimuths, where it is 10⁴ and 10⁶ times as great and
rounding does not hide it. Rounding adds a few 1e-15 of s; Karney's own, against which all is
tested, is 5 nm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corridors.engine.ellipsoid import A_M, E2, FLATTENING, wgs84

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["SHORT_M", "edges_m", "running_sum"]

#: Semi-minor axis over semi-major axis.
_AXES = 1 - FLATTENING

#: Longest edge, in metres, that the formula measures.
SHORT_M = 100_000.0

#: Two latitudes further apart than this, in radians, are more than 100 km apart.
_FAR_RADIANS = 0.0158

#: Edges measured at once, so that the arrays stay in the cache.
_BLOCK = 16_384


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
    d_lat = np.diff(lat) * (np.pi / 180)
    chord2, rise2, sin_sum2, n_sum = _chords(lat, d_lat, np.diff(lon) * (np.pi / 360))
    steep = rise2 / np.maximum(chord2, np.finfo(float).tiny)
    bend = (1 + (E2 / (1 - E2)) * steep) * (2 * _AXES) / n_sum
    x = bend * bend * chord2
    last = (E2 / 240) * (steep - 0.25 * sin_sum2)
    arc = A_M * np.sqrt(chord2) * (1 + x * (1 / 24 + x * (3 / 640 + last + x * (5 / 7168))))
    return arc, (arc > SHORT_M) | (np.abs(d_lat) > _FAR_RADIANS)


def _chords(lat: Floats, d_lat: Floats, half_lon: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Return (c/a)² and (dz/a)² of the edges' chords c, S², and n1 + n2."""
    tan = _AXES * np.tan(lat * (np.pi / 180))
    cos = 1 / np.sqrt(1 + tan * tan)
    sin = tan * cos
    n = np.sqrt(1 - E2 * cos * cos)
    sin_sum2, cos_sum2 = (sin[:-1] + sin[1:]) ** 2, (cos[:-1] + cos[1:]) ** 2
    d_lat2 = d_lat * d_lat
    sine = d_lat * (1 - d_lat2 * (1 / 6 - d_lat2 * (1 / 120 - d_lat2 / 5040)))
    turned = sine * (n[:-1] * n[1:]) / (cos_sum2 + sin_sum2)
    turned2 = (4 / (1 - E2)) * turned * turned
    rise2 = (1 - E2) * turned2 * cos_sum2
    tan2 = np.tan(half_lon) ** 2
    across2 = 4 * (cos[:-1] * cos[1:]) * (tan2 / (1 + tan2))
    return turned2 * sin_sum2 + rise2 + across2, rise2, sin_sum2, n[:-1] + n[1:]
