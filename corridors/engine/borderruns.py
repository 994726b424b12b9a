"""Runs along borders: stretches of a line within a metre of them for fifty metres, or wholly."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corridors.engine.lattice import DEGREE
from corridors.engine.nearby import M_PER_UNIT

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from corridors.engine.grid import Grid
    from corridors.engine.meetings import Meetings

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

__all__ = ["Runs", "runs_of"]

#: A line is a metre from a border for fifty where it crosses at two degrees: less is a crossing.
_RUN_M = 50.0

#: How far to the left of a run its area is looked up: just over the metre.
_LEFT_M = 2.0

#: Shorter steps, in degrees, have no direction.
_LEAST_DEGREES = 1e-15

#: Positions closer than this share of an edge are one.
_SAME = 1e-9


class Runs(NamedTuple):
    """Positions where runs begin and end, and the area on the left of each, in order."""

    begin: Floats
    end: Floats
    area: Ints


def runs_of(
    meetings: Meetings, between: Callable[[Floats, Floats], Floats], lines: Floats, grid: Grid
) -> Runs:
    """Return the runs along borders, cut at every vertex of line and border.

    Parameters
    ----------
    meetings
        What lies near borders.
    between
        Gives the metres along all lines between positions.
    lines
        2 x L: positions of the lines' ends.
    grid
        The borders.
    """
    order = np.argsort(meetings.near[0], kind="stable")
    low, high = meetings.near[:, order]
    reached = np.maximum.accumulate(high)
    fresh = np.concatenate([[True], low[1:] > reached[:-1] + _SAME])[: len(low)]
    group = np.cumsum(fresh) - 1
    begin = low[fresh]
    end = reached[np.append(fresh[1:], True)[: len(low)]]
    kept = _long(begin, end, between, lines)
    member = order[kept[group]]
    if not member.size:
        return Runs(np.zeros(0), np.zeros(0), np.zeros(0, np.int64))
    steps = _steps(begin[kept], end[kept], meetings, member)
    steps = steps[:, between(*steps) > 0]
    return Runs(steps[0], steps[1], _left_areas(steps.mean(axis=0), meetings, member, grid))


def _long(
    begin: Floats, end: Floats, between: Callable[[Floats, Floats], Floats], lines: Floats
) -> NDArray[np.bool_]:
    line = np.clip(np.searchsorted(lines[0], begin, side="right") - 1, 0, lines.shape[1] - 1)
    whole = (begin <= lines[0, line] + _SAME) & (end >= lines[1, line] - _SAME)
    long: NDArray[np.bool_] = whole | (between(begin, end) >= _RUN_M)
    return long


def _steps(begin: Floats, end: Floats, meetings: Meetings, member: Ints) -> Floats:
    """Return the runs' steps between one vertex of line or border and the next, 2 x S."""
    inner = np.concatenate([meetings.feet[:, member].ravel(), meetings.leaf[:, member].ravel()])
    points = np.unique(np.concatenate([begin, end, inner[np.isfinite(inner)]]))
    run = np.clip(np.searchsorted(begin, points, side="right") - 1, 0, None)
    points, run = (part[(points >= begin[run]) & (points <= end[run])] for part in (points, run))
    same = run[1:] == run[:-1]
    return np.stack([points[:-1][same], points[1:][same]])


def _left_areas(middle: Floats, meetings: Meetings, member: Ints, grid: Grid) -> Ints:
    """Return the area two metres to the left of the positions."""
    order = member[np.argsort(meetings.leaf[0, member], kind="stable")]
    leaf = order[np.searchsorted(meetings.leaf[0, order], middle, side="right") - 1]
    first, last = meetings.leaf[:, leaf]
    lon, lat, far_lon, far_lat = meetings.ends[:, leaf]
    east, north = (far_lon - lon + 540) % 360 - 180, far_lat - lat
    share = (middle - first) / (last - first)
    squeeze = np.cos(np.radians(lat)).clip(1e-3)
    length = np.hypot(east * squeeze, north).clip(_LEAST_DEGREES)
    aside = _LEFT_M / (M_PER_UNIT * DEGREE) / length
    points = np.stack(
        [
            lon + east * share - north * aside / squeeze,
            lat + north * share + east * squeeze * aside,
        ],
        axis=1,
    )
    return grid.areas_at(points).astype(np.int64)
