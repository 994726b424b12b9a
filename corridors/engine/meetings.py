"""Where lines meet borders: their crossings, and the stretches within a metre of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corridors.engine.lattice import crossings, east_of
from corridors.engine.nearby import (
    ALONG_M,
    M_PER_UNIT,
    near_borders,
    shares_near,
    slab,
    straight,
)
from corridors.engine.stretches import Stretches, leaves, stretches_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corridors.engine.grid import Grid

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

__all__ = ["Meetings", "meet"]

_LEAST_COS = 0.001


class Meetings(NamedTuple):
    """Crossings of borders, and what lies near one; positions are edge number + share of the edge.

    Attributes
    ----------
    crossing
        Positions of C crossings.
    jump
        By how much the area's number changes at each.
    near
        2 x K: positions between which a leaf is within a metre of a border edge.
    feet
        2 x K: positions nearest to the two ends of that border edge; NaN where over a metre off.
    leaf
        2 x K: positions of the leaf's ends.
    ends
        4 x K: the leaf's lon, lat, lon, lat in degrees.
    """

    crossing: Floats
    jump: Ints
    near: Floats
    feet: Floats
    leaf: Floats
    ends: Floats


def meet(lon: Floats, lat: Floats, metres: Floats, edges: Ints, grid: Grid) -> Meetings:
    """Return where some edges of lines, with N vertices in degrees, meet borders.

    Parameters
    ----------
    lon, lat
        Vertices of the lines, one after the other.
    metres
        Lengths of the N - 1 edges between them.
    edges
        Numbers of the edges to examine.
    grid
        The borders.
    """
    stretches = stretches_of(lon, lat, metres, edges)
    owner, border, share = near_borders(straight(stretches), grid)
    first = np.diff(owner, prepend=-1) > 0
    finest, asked, leaf = leaves(stretches.where(owner[first]), np.cumsum(first) - 1, share)
    border = border[asked]
    low, high = shares_near(straight(finest), leaf, grid, border)
    near = np.flatnonzero(low <= high)
    return _meetings(finest, leaf[near], grid, border[near])


def _meetings(finest: Stretches, leaf: Ints, grid: Grid, border: Ints) -> Meetings:
    ends = finest.ends
    p, q = (end[:, leaf] for end in finest.steps())
    a, b = grid.ends[:2, border], grid.ends[2:, border]
    sense, share = crossings(p, q, a, b)
    across = np.flatnonzero(sense)
    jump = sense * (grid.right[border] - grid.left[border])
    metre = np.stack([np.cos(np.radians(ends[1, leaf])).clip(_LEAST_COS), np.ones(len(leaf))])
    metre *= M_PER_UNIT
    step = np.stack([east_of(q[0], p[0]), q[1] - p[1]]) * metre
    start = np.stack([east_of(a[0], p[0]), a[1] - p[1]]) * metre
    edge = np.stack([east_of(b[0], a[0]), b[1] - a[1]]) * metre
    low, high = _near(step, start, edge)
    close = np.flatnonzero(low <= high)
    of, step = leaf[close], step[:, close]
    corners = start[:, close], (start + edge)[:, close]
    first, last = finest.edge + finest.share

    def position(share: Floats, leaf: Ints) -> Floats:
        here: Floats = first[leaf] + (last - first)[leaf] * share
        return here

    return Meetings(
        crossing=position(share[across], leaf[across]),
        jump=jump[across].astype(np.int64),
        near=np.stack([position(low[close], of), position(high[close], of)]),
        feet=np.stack([position(_foot(step, corner), of) for corner in corners]),
        leaf=np.stack([first[of], last[of]]),
        ends=ends[:, of],
    )


def _near(step: Floats, start: Floats, edge: Floats) -> tuple[Floats, Floats]:
    """Return from which to which share a step is within a metre of an edge; low > high: nowhere.

    What is within a metre of a straight edge is convex, so a straight step is so on one interval:
    the union of those in the discs about the edge's ends and in the box along it.
    """
    discs = _in_disc(step, start), _in_disc(step, start + edge)
    length = np.hypot(*edge)
    unit = edge / length
    across = slab(_cross(unit, step), _cross(unit, -start), -ALONG_M, ALONG_M)
    along = slab((unit * step).sum(axis=0), (unit * -start).sum(axis=0), 0.0, length)
    box = np.maximum(across[0], along[0]), np.minimum(across[1], along[1])
    parts = [(low, high, low <= high) for low, high in (*discs, box)]
    low = np.min([np.where(valid, low, np.inf) for low, _, valid in parts], axis=0)
    high = np.max([np.where(valid, high, -np.inf) for _, high, valid in parts], axis=0)
    return np.maximum(low, 0.0), np.minimum(high, 1.0)


def _in_disc(step: Floats, centre: Floats) -> tuple[Floats, Floats]:
    square = (step * step).sum(axis=0) + 1e-12
    middle = (step * centre).sum(axis=0)
    root = middle**2 - square * ((centre * centre).sum(axis=0) - ALONG_M**2)
    half = np.sqrt(np.maximum(root, 0.0))
    low, high = (middle - half) / square, (middle + half) / square
    return np.where(root >= 0, low, np.inf), np.where(root >= 0, high, -np.inf)


def _foot(step: Floats, point: Floats) -> Floats:
    share = (step * point).sum(axis=0) / ((step * step).sum(axis=0) + 1e-12)
    off = np.hypot(*(share * step - point))
    return np.where((off <= ALONG_M) & (share > 0) & (share < 1), share, np.nan)


def _cross(u: Floats, v: Floats) -> Floats:
    product: Floats = u[0] * v[1] - u[1] * v[0]
    return product
