"""The nearest places on lines of geodesic edges: sought in space, found on the ellipsoid.

Pruning. Balls around groups of steps, and around groups of groups, lead to the few steps that may
be nearest to a point. The normal curvatures of the ellipsoid lie between b/a² and a/b², so that
balls of these radii roll on it without and within (Blaschke): the geodesic between two places with
the chord c is at least as long as the arc above c of radius a²/b, at most as that of radius b²/a.
A step is within length²/8 · a/b² of its chord.

Foot. From the foot on the chord, the foot on the geodesic is iterated: by the right triangle on the
sphere that has the distance to the point for its hypotenuse (Baselga and Martínez-Llario 2018,
https://doi.org/10.1007/s11200-017-1020-z). Up to a quarter of the globe, the
distance has one minimum on a step; beyond, it has its minimum at an end, where the search begins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corridors.engine.ellipsoid import A_M, E2, EARTH_M, wgs84
from corridors.engine.steps import EQUAL_M, FAN, Steps, dots, norms, placed

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["Nearest", "nearest"]

#: Points sought at once, and their pairs with steps: some 300 MB, though all be equally near.
_POINTS = 1024
_PAIRS = 5_000_000

#: Least and greatest radius of curvature: b²/a and a²/b.
_R_MIN, _R_MAX = A_M * (1 - E2), A_M / np.sqrt(1 - E2)

#: Chord in metres up to which the distance to a point surely has one minimum on a step.
_QUARTER_M = 8.9e6

#: A leg, in metres, after which a foot is found: what is left of it is a hundredth.
_FOUND_M = 1e-5

#: Legs walked at most: a quarter of the globe away, where most are needed, twenty are enough.
_LEGS = 20

#: For the chord squared of a step that has none in rounded geocentric coordinates.
_TINY = np.finfo(np.float64).tiny


class Nearest(NamedTuple):
    """Places on the steps, all equally near to their point; in order of points, then of steps."""

    point: Ints
    measure_m: Floats
    offset_m: Floats


class _Sight(NamedTuple):
    """How points are seen: metres away, at which azimuth, by how many radians left of the line."""

    distance: Floats
    azimuth: Floats
    turn: Floats


def nearest(steps: Steps, points: Floats) -> Nearest:
    """Return every place nearest to each of M (lon, lat) points, equally near within 1 µm.

    A place at which two steps meet may come twice, some nanometres apart.
    """
    size = min(max(_PAIRS // len(steps.length), 1), _POINTS)
    firsts = range(0, len(points), size)
    found = [_nearest(steps, points[first : first + size], first) for first in firsts]
    if not found:
        return Nearest(np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
    return Nearest(*map(np.concatenate, zip(*found, strict=True)))


def _nearest(steps: Steps, points: Floats, before: int) -> Nearest:
    """Return the nearest places to a block of points, the first numbered before."""
    point, step, s = _candidates(steps, placed(points))
    s = _feet(steps, step, s, points[point])
    lowest = _lowest(steps, point, step, s)
    point, step, s = point[lowest], step[lowest], s[lowest]
    sight = _look(steps, step, s, points[point])
    best = np.minimum.reduceat(sight.distance, _starts(point, len(points)))
    equal = sight.distance <= best[point] + EQUAL_M
    offset = sight.distance * np.where(_is_left(steps, step, s, sight), 1, -1)
    measure = steps.measure[step] + s
    return Nearest(point[equal] + before, measure[equal], offset[equal])


def _candidates(steps: Steps, xyz: Floats) -> tuple[Ints, Ints, Floats]:
    """Return the pairs of points and steps that may be nearest, and the feet on their chords."""
    top = np.arange(len(steps.balls[-1][1]))
    point, ball = np.repeat(np.arange(len(xyz)), len(top)), np.tile(top, len(xyz))
    best = np.full(len(xyz), np.inf)
    for level, (centres, radii) in reversed(list(enumerate(steps.balls))):
        away = norms(xyz[point] - centres[ball])
        best = np.minimum(best, np.minimum.reduceat(away, _starts(point, len(xyz))))
        near = away - radii[ball] <= _reach(best)[point]
        point, ball = point[near], ball[near]
        if level:
            point = np.repeat(point, FAN)
            ball = (ball[:, None] * FAN + np.arange(FAN)).ravel()
            real = ball < len(steps.balls[level - 1][1])
            point, ball = point[real], ball[real]
    return _near_chords(steps, point, ball, xyz, best)


def _near_chords(
    steps: Steps, point: Ints, step: Ints, xyz: Floats, best: Floats
) -> tuple[Ints, Ints, Floats]:
    start, way = (row[step] for row in steps.chords)
    there = xyz[point] - start
    part = np.clip(dots(there, way) / np.maximum(dots(way, way), _TINY), 0, 1)
    away = norms(there - part[:, None] * way)
    bulge = steps.length[step] ** 2 / (8 * _R_MIN)
    best = np.minimum(best, np.minimum.reduceat(away + bulge, _starts(point, len(xyz))))
    near = away - bulge <= _reach(best)[point]
    return point[near], step[near], (part * steps.length[step])[near]


def _reach(chord: Floats) -> Floats:
    """Return the chord up to which a place may be as near as one at the given chord."""
    angle = np.arcsin(np.minimum(chord / (2 * _R_MIN), 1)) * (_R_MIN / _R_MAX)
    reach = 2 * _R_MAX * np.sin(angle) + 1e-3  # beyond all rounding
    return np.where(chord < 2 * _R_MIN, reach, np.inf)


def _feet(steps: Steps, step: Ints, s: Floats, points: Floats) -> Floats:
    """Return how far along its step the nearest place to each point is, sought from s metres."""
    feet, length = _begin(steps, step, s, points), steps.length[step]
    open_ = np.arange(len(feet))
    for _ in range(_LEGS):
        leg = _leg(_look(steps, step[open_], feet[open_], points[open_]))
        onward = np.clip(feet[open_] + leg, 0, length[open_])
        moved = np.abs(onward - feet[open_]) > _FOUND_M
        feet[open_] = onward
        open_ = open_[moved]
        if not open_.size:
            break
    return feet


def _leg(sight: _Sight) -> Floats:
    """Return the leg along the line of the right triangle on the sphere, in metres."""
    arc = sight.distance / EARTH_M
    leg: Floats = EARTH_M * np.arctan2(np.sin(arc) * np.cos(sight.turn), np.cos(arc))
    return leg


def _begin(steps: Steps, step: Ints, s: Floats, points: Floats) -> Floats:
    """Return s, but the nearer end of its step where the point is beyond a quarter of the globe."""
    away = norms(placed(points) - steps.chords[0][step])
    far = np.flatnonzero(away > _QUARTER_M)
    if far.size:
        from_start = wgs84().inv(*steps.start[step[far]].T, *points[far].T)[2]
        from_end = wgs84().inv(*steps.end[step[far]].T, *points[far].T)[2]
        s = s.copy()
        s[far] = np.where(from_start <= from_end, 0.0, steps.length[step[far]])
    return s


def _look(steps: Steps, step: Ints, s: Floats, points: Floats) -> _Sight:
    """Return how each point is seen from s metres along its step; at its end, from the vertex."""
    lon, lat = steps.start[step].T
    lon, lat, back = wgs84().fwd(lon, lat, steps.azimuths[0][step], s)
    at_end = s >= steps.length[step]
    lon, lat = np.where(at_end, steps.end[step].T, [lon, lat])
    along = np.where(at_end, steps.azimuths[1][step], back + 180)
    azimuth, _, distance = wgs84().inv(lon, lat, *points.T)
    return _Sight(distance, azimuth, np.radians(along - azimuth))


def _lowest(steps: Steps, point: Ints, step: Ints, s: Floats) -> NDArray[np.bool_]:
    """Tell which feet are minima on the whole line: not those from which the next step goes on.

    At a vertex of which only one step wants to go on, the minimum is further along that step,
    though rounding may hide by how much it is nearer.
    """
    joined = (point[1:] == point[:-1]) & (step[1:] == step[:-1] + 1) & steps.follows[step[1:]]
    at_start, at_end = s[1:] <= 0, s[:-1] >= steps.length[step[:-1]]
    lowest = np.ones(len(s), bool)
    lowest[:-1] &= ~(joined & at_end & ~at_start)
    lowest[1:] &= ~(joined & at_start)
    return lowest


def _is_left(steps: Steps, step: Ints, s: Floats, sight: _Sight) -> NDArray[np.bool_]:
    """Tell which points lie left of the line or on it; at a vertex, of its middle direction."""
    after = np.minimum(step + 1, len(steps.length) - 1)
    at_vertex = (s >= steps.length[step]) & (after > step) & steps.follows[after]
    onward = np.radians(steps.azimuths[0][after] - sight.azimuth)
    left: NDArray[np.bool_] = np.sin(sight.turn) + np.where(at_vertex, np.sin(onward), 0.0) >= 0
    return left


def _starts(point: Ints, count: int) -> Ints:
    """Return where the pairs of each point begin, each having some."""
    return np.searchsorted(point, np.arange(count))
