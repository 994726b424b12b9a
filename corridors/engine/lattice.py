"""Exact crossings of lines and borders, in whole numbers of 1e-9 degrees.

Every point is put on a lattice of 1e-9 degrees (0.1 mm), so that the side of a point on which an
edge passes is the sign of a whole number and never a matter of rounding. Ties are broken as if all
points of lines lay (d, d²) further east and north, for a d too small to see (Edelsbrunner and Mücke
1990, Simulation of simplicity, https://doi.org/10.1145/77635.77639): a touch crosses twice or
never, a passage through a border's corner crosses what it must, and no case is special.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

__all__ = ["DEGREE", "TURN", "crossings", "east_of", "expand", "snap"]

#: Lattice units in a degree and in a full turn.
DEGREE = 1_000_000_000
TURN = 360 * DEGREE

#: Wider than this (10 degrees: beside a pole) products of differences could exceed 63 bits.
_EXACT = 10 * DEGREE


def snap(degrees: Floats) -> Ints:
    """Return the nearest lattice numbers."""
    return np.rint(degrees * DEGREE).astype(np.int64)


def east_of(x: Ints, origin: Ints) -> Ints:
    """Return how far x lies east of the origin, the short way round: -180 to 180 degrees."""
    return (x - origin + TURN // 2) % TURN - TURN // 2


def expand(first: Ints, count: Ints) -> tuple[Ints, Ints]:
    """Return, for runs of numbers from first on, whose run each number is of, and the numbers.

    Examples
    --------
    >>> [a.tolist() for a in expand(np.array([5, 9]), np.array([2, 1]))]
    [[0, 0, 1], [5, 6, 9]]
    """
    owner = np.repeat(np.arange(len(count)), count)
    step = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    return owner, first[owner] + step


def crossings(p: Ints, q: Ints, a: Ints, b: Ints) -> tuple[NDArray[np.int8], Floats]:
    """Return how each step p..q crosses its border edge a..b, and where.

    Parameters
    ----------
    p, q, a, b
        2 x N arrays of x and y on the lattice; border edges run north, or due west.

    Returns
    -------
    sense
        1 where the step goes over to the border edge's right, -1 to its left, 0 if not across.
    share
        Where along the step, 0..1; of no meaning where it does not cross.
    """
    step = np.stack([east_of(q[0], p[0]), q[1] - p[1]])
    edge = np.stack([east_of(b[0], a[0]), b[1] - a[1]])
    start = np.stack([east_of(a[0], p[0]), a[1] - p[1]])
    if step.size and np.abs(step[0]).max() > _EXACT:
        step, edge, start = (part.astype(np.float64) for part in (step, edge, start))
    before = _cross(edge, -start)
    after = _cross(edge, step - start)
    over = (before > 0) != (after > 0)
    over &= _left(step, start) != _left(step, start + edge)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = before / (before - after)
    return np.where(over, np.where(before > 0, 1, -1), 0).astype(np.int8), share


def _cross(u: Ints, v: Ints) -> Ints:
    product: Ints = u[0] * v[1] - u[1] * v[0]
    return product


def _left(step: Ints, point: Ints) -> Bools:
    """Return whether points lie left of steps from the origin; on them: as the shift decides."""
    side = _cross(step, point)
    tie = np.where(step[1] != 0, step[1], -step[0])
    on_left: Bools = np.where(side != 0, side, tie) > 0
    return on_left
