"""Stretches of the edges of lines, and their leaves: steps so short that they are straight.

A stretch is an edge of up to 100 km, or as much of a longer one, divided by Karney's direct
problem. It is divided further along its chord through the ellipsoid, each point put back on the
surface along the normal: within 1 cm of the geodesic (tested), at its share of the length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corridors.engine.ellipsoid import E2, EARTH_M, in_space, wgs84
from corridors.engine.lattice import expand, snap
from corridors.engine.shortedges import SHORT_M

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

__all__ = ["Stretches", "leaves", "sagitta_m", "stretches_of"]

#: By how much a stretch may bulge from the straight line in degrees...
_BULGE_M = 200.0

#: ... and a leaf.
_LEAF_M = 0.005


class Stretches(NamedTuple):
    """Stretches of edges.

    Attributes
    ----------
    edge
        Number of the edge each is of.
    share
        2 x N: where on its edge each begins and ends, 0..1 of the edge's length.
    metres
        Length of each.
    ends
        4 x N: lon, lat, lon, lat in degrees.
    """

    edge: Ints
    share: Floats
    metres: Floats
    ends: Floats

    def where(self, kept: Bools | Ints) -> Stretches:
        """Return the stretches asked for."""
        return Stretches(
            self.edge[kept], self.share[:, kept], self.metres[kept], self.ends[:, kept]
        )

    def steps(self) -> tuple[Ints, Ints]:
        """Return both ends on the lattice, 2 x N each."""
        on_lattice = snap(self.ends)
        return on_lattice[:2], on_lattice[2:]


def stretches_of(lon: Floats, lat: Floats, metres: Floats, edge: Ints) -> Stretches:
    """Return the given edges of a line in stretches, in no order."""
    ends = np.stack([lon[edge], lat[edge], lon[edge + 1], lat[edge + 1]])
    share = np.stack([np.zeros(len(edge)), np.ones(len(edge))])
    whole = Stretches(edge, share, metres[edge], ends)
    short = _divided(whole, whole.metres / SHORT_M, _on_geodesic)
    return _divided(short, np.sqrt(sagitta_m(short) / _BULGE_M), _on_chord)


def sagitta_m(stretches: Stretches) -> Floats:
    """Return how far a geodesic bulges from the straight line in degrees: s² tan(lat) / 8R."""
    latitude = np.maximum(np.abs(stretches.ends[1]), np.abs(stretches.ends[3]))
    tangent = np.tan(np.radians(np.minimum(latitude, 89.9)))
    bulge: Floats = stretches.metres**2 * tangent / (8 * EARTH_M)
    return bulge


def leaves(stretches: Stretches, owner: Ints, share: Floats) -> tuple[Stretches, Ints, Ints]:
    """Return the leaves of stretches that lie between some shares of them.

    Parameters
    ----------
    stretches
        What leaves are parts of.
    owner
        Numbers of M stretches, also repeatedly.
    share
        2 x M: from which to which share of each, 0..1.

    Returns
    -------
    finest
        The leaves, each once.
    asked, leaf
        All pairs of one of the M and a leaf of it.
    """
    count = _at_least_one(np.sqrt(sagitta_m(stretches) / _LEAF_M))
    first = np.minimum((share[0] * count[owner]).astype(np.int64), count[owner] - 1)
    after = np.maximum(np.ceil(share[1] * count[owner]).astype(np.int64), first + 1)
    asked, number = expand(first, after - first)
    base = np.cumsum(count) - count
    key = base[owner[asked]] + number
    _, once, leaf = np.unique(key, return_index=True, return_inverse=True)
    return _steps(stretches, count, owner[asked[once]], number[once], _on_chord), asked, leaf


def _divided(
    whole: Stretches, parts: Floats, place: Callable[[Stretches, Ints, Floats], Floats]
) -> Stretches:
    """Divide those that are to be more than one part into equal steps, one a part or begun."""
    many = parts > 1
    if not many.any():
        return whole
    divided = whole.where(many)
    count = _at_least_one(parts[many])
    steps = _steps(divided, count, *expand(np.zeros_like(count), count), place)
    pairs = zip(whole.where(~many), steps, strict=True)
    return Stretches(*(np.concatenate(pair, axis=-1) for pair in pairs))


def _steps(
    whole: Stretches,
    count: Ints,
    owner: Ints,
    step: Ints,
    place: Callable[[Stretches, Ints, Floats], Floats],
) -> Stretches:
    """Return some steps, in order, of stretches that are divided into a count of equal ones."""
    alone = np.append((owner[1:] != owner[:-1]) | (step[1:] != step[:-1] + 1), True)
    start = np.arange(len(step)) + np.cumsum(alone) - alone
    of, number = np.repeat(owner, 1 + alone), np.repeat(step, 1 + alone)
    number[start + 1] = step + 1  # where the next follows, it begins there
    points = place(whole, of, number / count[of])
    points = np.where(number == 0, whole.ends[:2, of], points)
    points = np.where(number == count[of], whole.ends[2:, of], points)
    first, span = whole.share[0, owner], (whole.share[1] - whole.share[0])[owner] / count[owner]
    return Stretches(
        whole.edge[owner],
        np.stack([first + span * step, first + span * (step + 1)]),
        (whole.metres / count)[owner],
        np.concatenate([points[:, start], points[:, start + 1]]),
    )


def _at_least_one(parts: Floats) -> Ints:
    return np.maximum(np.ceil(parts), 1).astype(np.int64)


def _on_geodesic(whole: Stretches, owner: Ints, share: Floats) -> Floats:
    lon, lat = whole.ends[:2, owner]
    azimuth = np.asarray(wgs84().inv(*whole.ends)[0])[owner]
    far_lon, far_lat, _ = wgs84().fwd(lon, lat, azimuth, whole.metres[owner] * share)
    return np.array([far_lon, far_lat])


def _on_chord(whole: Stretches, owner: Ints, share: Floats) -> Floats:
    """Return the points at a share of the way, by the chord put back on the ellipsoid.

    With the angle t at the Earth's centre, share f of the arc lies on the chord at
    1/2 + tan((f - 1/2) t) / 2 tan(t / 2); the depth below the surface, f (1 - f) s² / 2R, turns
    the normal, tan(lat) = z / (p (1 - e² N / (N + h))).
    """
    start, end = (np.stack(in_space(*degrees)) for degrees in (whole.ends[:2], whole.ends[2:]))
    angle2 = (whole.metres[owner] / EARTH_M) ** 2
    y = 2 * share - 1
    along = 0.5 + 0.5 * y * (1 + (y * y - 1) * angle2 / 12)
    points = start[:, owner] + along * (end - start)[:, owner]
    depth = share * (1 - share) * angle2 / 2
    axis = np.hypot(points[0], points[1])
    lon = np.arctan2(points[1], points[0])
    lat = np.arctan2(points[2], axis * (1 - E2 * (1 + depth)))
    placed: Floats = np.degrees(np.stack([lon, lat]))
    return placed
