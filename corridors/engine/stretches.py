"""Stretches of the edges of lines, divided on the geodesic ever finer where a border is near.

A stretch of up to 50 km is divided along its chord through the ellipsoid, each point put back on
the surface along the normal: within 1 cm of the geodesic (tested), at its share of the length.
Longer ones are divided by Karney's direct problem.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corridors.engine.lattice import east_of, expand, snap
from corridors.engine.shortedges import A_M, E2, SHORT_M, wgs84

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from corridors.engine.grid import Grid

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

__all__ = ["EARTH_M", "Stretches", "divided", "leaves", "sagitta_m", "stretches_of"]

#: Mean radius of the Earth (IUGG), for what only needs a per cent.
EARTH_M = 6_371_008.8

#: Stretches are divided to this before they meet single border edges...
_STRETCH_M = 5_000.0

#: ... and to this sagitta between geodesic and straight line in degrees where one is near.
_SAGITTA_M = 0.005


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
    """Return the given edges of a line, those over 50 km divided by Karney's geodesics."""
    ends = np.stack([lon[edge], lat[edge], lon[edge + 1], lat[edge + 1]])
    share = np.stack([np.zeros(len(edge)), np.ones(len(edge))])
    whole = Stretches(edge, share, metres[edge], ends)
    return _divide_longer(whole, SHORT_M, _on_geodesic)


def divided(stretches: Stretches, grid: Grid) -> Stretches:
    """Return what of the stretches may meet a border, in steps of at most 5 km."""
    stretches = stretches.where(_may_meet(stretches, grid))
    stretches = _divide_longer(stretches, _STRETCH_M, _on_chord)
    return stretches.where(_may_meet(stretches, grid))


def leaves(stretches: Stretches) -> tuple[Stretches, Ints]:
    """Return the stretches in steps that are straight in degrees within 5 mm, and their counts."""
    count = np.ceil(np.sqrt(sagitta_m(stretches) / _SAGITTA_M))
    return _divide(stretches, count, _on_chord), _at_least_one(count)


def sagitta_m(stretches: Stretches) -> Floats:
    """Return how far a geodesic bulges from the straight line in degrees: s² tan(lat) / 8R."""
    latitude = np.maximum(np.abs(stretches.ends[1]), np.abs(stretches.ends[3]))
    tangent = np.tan(np.radians(np.minimum(latitude, 89.9)))
    bulge: Floats = stretches.metres**2 * tangent / (8 * EARTH_M)
    return bulge


def _may_meet(stretches: Stretches, grid: Grid) -> Bools:
    p, q = stretches.steps()
    row, column = grid.cells_at(p[0], p[1])
    last_row, last_column = grid.cells_at(q[0], q[1])
    cells = np.maximum(np.abs(last_row - row), np.abs(last_column - column))
    near: Bools = (cells >= grid.reach[row, column]) | (stretches.metres > SHORT_M * 1.01)
    return near


def _divide_longer(
    whole: Stretches, limit_m: float, place: Callable[[Stretches, Ints, Floats], Floats]
) -> Stretches:
    """Divide those that are longer than the limit into equal steps that are not."""
    longer = whole.metres > limit_m
    if not longer.any():
        return whole
    long = whole.where(longer)
    steps = _divide(long, np.ceil(long.metres / limit_m), place)
    pairs = zip(whole.where(~longer), steps, strict=True)
    return Stretches(*(np.concatenate(pair, axis=-1) for pair in pairs))


def _divide(
    whole: Stretches, count: Floats, place: Callable[[Stretches, Ints, Floats], Floats]
) -> Stretches:
    """Divide each stretch into a count of equal steps; the ends stay as they are."""
    steps = _at_least_one(count)
    owner, step = expand(np.zeros_like(steps), steps)
    inner = step > 0
    ends = whole.ends[:, owner]
    ends[:2, inner] = place(whole, owner[inner], (step / steps[owner])[inner])
    before = np.flatnonzero(inner) - 1
    ends[2:, before] = ends[:2, inner]
    first, span = whole.share[0, owner], (whole.share[1] - whole.share[0])[owner]
    share = np.stack([first + span * step / steps[owner], first + span * (step + 1) / steps[owner]])
    return Stretches(whole.edge[owner], share, (whole.metres / steps)[owner], ends)


def _at_least_one(count: Floats) -> Ints:
    return np.maximum(count, 1).astype(np.int64)


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
    start, end = _cartesian(whole.ends[:2]), _cartesian(whole.ends[2:])
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


def _cartesian(degrees: Floats) -> Floats:
    lon, lat = np.radians(degrees)
    n = A_M / np.sqrt(1 - E2 * np.sin(lat) ** 2)
    p = n * np.cos(lat)
    return np.stack([p * np.cos(lon), p * np.sin(lon), (1 - E2) * n * np.sin(lat)])


def unwrapped(p: Ints, q: Ints) -> tuple[Ints, Ints]:
    """Return west and east x of steps, the east one beyond 180 degrees where it passes there."""
    far = p[0] + east_of(q[0], p[0])
    return np.minimum(p[0], far), np.maximum(p[0], far)
