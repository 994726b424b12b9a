"""Which stretches of lines come near which border edges, and on what share of their way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corridors.engine.ellipsoid import EARTH_M
from corridors.engine.lattice import DEGREE, TURN, expand

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corridors.engine.grid import Grid
    from corridors.engine.stretches import Stretches

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

__all__ = ["ALONG_M", "M_PER_UNIT", "Straight", "near_borders", "shares_near", "slab", "straight"]

#: What runs within this of a border, in metres, may run along it: more than the noise of
#: coordinates of 5 decimals, less than any map of borders can tell.
ALONG_M = 1.0

#: Metres in a lattice unit of latitude.
M_PER_UNIT = EARTH_M * np.pi / 180 / DEGREE


#: No degree of latitude on WGS 84 is shorter than on a sphere of this radius.
_LEAST_RADIUS_M = 6_330_000.0


class Straight(NamedTuple):
    """Stretches as straight steps on the lattice.

    Attributes
    ----------
    x, y
        Where each begins.
    east, north
        How far it goes.
    squeeze
        What a unit of x counts in units of y: the cosine of the latitude as near the pole as the
        stretch might get. So no distance is overstated, and at the pole x counts for nothing.
    margin
        Further than this from the step the stretch is nowhere within a metre of anything.
    """

    x: Floats
    y: Floats
    east: Floats
    north: Floats
    squeeze: Floats
    margin: Floats


def straight(stretches: Stretches) -> Straight:
    """Return stretches as straight steps.

    From the point at the same share of a line straight in degrees, the geodesic is off by at most
    s² tan(lat) / 8R across and twice that along, both together 1.16 times that.
    """
    p, q = stretches.steps()
    latitude = np.radians(np.maximum(np.abs(stretches.ends[1]), np.abs(stretches.ends[3])))
    squeeze = np.cos(np.minimum(latitude + stretches.metres / _LEAST_RADIUS_M, np.pi / 2))
    tangent = np.sqrt(1 - squeeze * squeeze) / squeeze
    bulge = np.minimum(stretches.metres**2 * tangent / (8 * EARTH_M), stretches.metres)
    return Straight(
        x=p[0].astype(np.float64),
        y=p[1].astype(np.float64),
        east=_wrapped((q[0] - p[0]).astype(np.float64)),
        north=(q[1] - p[1]).astype(np.float64),
        squeeze=squeeze,
        margin=(1.01 * ALONG_M + 1.5 * bulge) / M_PER_UNIT,
    )


def near_borders(lines: Straight, grid: Grid) -> tuple[Ints, Ints, Floats]:
    """Return pairs of a stretch and a border edge that come within a metre, or nearly so.

    Returns
    -------
    owner, border
        Numbers of the stretch and of the border edge of M pairs, each once.
    share
        2 x M: from which to which share of the stretch it may be that near.
    """
    owner, slot = _mixed_cells(lines, grid)
    cell, place = expand(grid.first[slot].astype(np.int64), grid.counts(slot))
    owner, border = owner[cell], grid.edges[place].astype(np.int64)
    share = shares_near(lines, owner, grid, border)
    near = np.flatnonzero(share[0] <= share[1])
    key = owner[near] * grid.left.size + border[near]
    order = np.argsort(key, kind="stable")
    once = near[order[np.diff(key[order], prepend=-1) > 0]]
    return owner[once], border[once], share[:, once]


def shares_near(lines: Straight, owner: Ints, grid: Grid, border: Ints) -> Floats:
    """Return from which to which share, 2 x M, lines may be near border edges; low > high: nowhere.

    That is where a line lies in the box around the edge that is wider by the margin on all sides.
    """
    step_x, step_y = lines.east[owner] * lines.squeeze[owner], lines.north[owner]
    x, y, edge_x, edge_y = _from(lines, owner, grid, border)
    length2 = edge_x * edge_x + edge_y * edge_y
    wide = lines.margin[owner] * np.sqrt(length2)
    across = slab(edge_x * step_y - edge_y * step_x, edge_y * x - edge_x * y, -wide, wide)
    along = edge_x * step_x + edge_y * step_y, -edge_x * x - edge_y * y
    along = slab(*along, -wide, length2 + wide)
    low = np.maximum(np.maximum(across[0], along[0]), 0.0)
    return np.stack([low, np.minimum(np.minimum(across[1], along[1]), 1.0)])


def slab(
    slope: Floats, offset: Floats, low: Floats | float, high: Floats | float
) -> tuple[Floats, Floats]:
    """Return from where to where offset + slope * share lies within low..high."""
    slope = np.where(slope == 0, 1e-30, slope)
    one, other = (low - offset) / slope, (high - offset) / slope
    return np.minimum(one, other), np.maximum(one, other)


def _mixed_cells(lines: Straight, grid: Grid) -> tuple[Ints, Ints]:
    """Return pairs of a line and a mixed cell, by its slot, that it passes through."""
    columns = grid.reach.shape[1]
    far = lines.y + lines.north
    first = _cells(np.minimum(lines.y, far) - lines.margin - grid.south, grid)
    last = _cells(np.maximum(lines.y, far) + lines.margin - grid.south, grid)
    first = np.maximum(first, grid.mixed[0] // columns)
    last = np.minimum(last, grid.mixed[-1] // columns)
    owner, row = expand(first, np.maximum(last - first + 1, 0))
    first, last = (_cells(x - grid.west, grid) for x in _within_row(lines, owner, row, grid))
    if grid.is_round:
        owner, row, first, last = _unrolled(owner, row, first, last, columns)
    slot = grid.mixed_before(row * columns + np.maximum(first, 0))
    after = grid.mixed_before(row * columns + np.minimum(last, columns - 1) + 1)
    at, slot = expand(slot, np.maximum(after - slot, 0))
    return owner[at], slot


def _unrolled(owner: Ints, row: Ints, first: Ints, last: Ints, columns: int) -> tuple[Ints, ...]:
    """Return the same spans of columns, and what passes the antimeridian at the other end too."""
    over = np.flatnonzero((first < 0) | (last >= columns))
    turn = np.where(first[over] < 0, columns, -columns)
    whole = np.stack([owner, row, first, last])
    other = np.stack([owner[over], row[over], first[over] + turn, last[over] + turn])
    return tuple(np.concatenate([whole, other], axis=1))


def _cells(distance: Floats, grid: Grid) -> Ints:
    return np.floor(distance / grid.size).astype(np.int64)


def _within_row(lines: Straight, owner: Ints, row: Ints, grid: Grid) -> tuple[Floats, Floats]:
    """Return the west and east x of lines within rows of the grid."""
    margin, east = lines.margin[owner], lines.east[owner]
    above = lines.y[owner] - (grid.south + row * grid.size)
    low, high = slab(lines.north[owner], above, -margin, grid.size + margin)
    one, other = east * np.clip(low, 0, 1), east * np.clip(high, 0, 1)
    sideways = np.minimum(margin / lines.squeeze[owner], TURN)
    x = lines.x[owner]
    return x + np.minimum(one, other) - sideways, x + np.maximum(one, other) + sideways


def _from(
    lines: Straight, owner: Ints, grid: Grid, border: Ints
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return where border edges begin, from lines' beginnings, and how far they go, x squeezed."""
    x, y, end_x, end_y = (row.take(border) for row in grid.ends)
    squeeze = lines.squeeze[owner]
    return (
        _wrapped(x - lines.x[owner]) * squeeze,
        y - lines.y[owner],
        _wrapped((end_x - x).astype(np.float64)) * squeeze,
        (end_y - y).astype(np.float64),
    )


def _wrapped(x: Floats) -> Floats:
    """Return differences of x the short way round, exactly."""
    short: Floats = x - TURN * np.rint(x / TURN)
    return short
