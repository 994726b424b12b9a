"""The nearest places on lines of geodesic edges: sought in space, found on the ellipsoid.

Pruning. Edges are cut into steps of at most 10 km; balls around groups of steps, and around groups
of groups, lead to the few steps that may be nearest to a point. The normal curvatures of the
ellipsoid lie between b/a² and a/b², so that balls of these radii roll on it without and within
(Blaschke): the geodesic between two places with the chord c is at least as long as the arc above c
of radius a²/b, at most as that of radius b²/a. A step is within length²/8 · a/b² of its chord.

Foot. From the foot on the chord, the foot on the geodesic is iterated: by the right triangle on the
sphere that has the distance to the point for its hypotenuse (Baselga and Martínez-Llario 2018,
https://doi.org/10.1007/s11200-017-1020-z). Up to a quarter of the globe, the
distance has one minimum on a step; beyond, it has its minimum at an end, where the search begins.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from corridors.engine.shortedges import A_M, E2, wgs84

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["Nearest", "Steps", "on_edges"]

_STEP_M = 10_000.0

#: Steps in the smallest ball, and balls in a larger one.
_FAN = 8

#: Points sought at once, and their pairs with steps: some 300 MB, though all be equally near.
_POINTS = 1024
_PAIRS = 5_000_000

#: Least and greatest radius of curvature: b²/a and a²/b.
_R_MIN, _R_MAX = A_M * (1 - E2), A_M / np.sqrt(1 - E2)
_R_MEAN = 6_371_008.8

#: Chord in metres up to which the distance to a point surely has one minimum on a step.
_QUARTER_M = 8.9e6

#: A leg, in metres, after which a foot is found: what is left of it is a hundredth.
_FOUND_M = 1e-5

#: Legs walked at most: a quarter of the globe away, where most are needed, twenty are enough.
_LEGS = 20

#: For the chord squared of a step that has none in rounded geocentric coordinates.
_TINY = np.finfo(np.float64).tiny

#: Distances that differ by less are equal, in metres: rounding takes some 1e-8.
_EQUAL_M = 1e-6


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


@dataclass(frozen=True, eq=False)
class Steps:
    """Stretches of geodesics, in order along lines; metres, degrees as (lon, lat)."""

    start: Floats
    end: Floats
    length: Floats
    measure: Floats
    #: Whether each begins where the one before it ends.
    follows: NDArray[np.bool_]

    @classmethod
    def of(cls, coords: Floats, measures: Floats, gaps: Ints) -> Self:
        """Cut the edges between N vertices, at N measures in metres, but for those of the gaps."""
        whole = np.diff(measures)
        edge = np.flatnonzero(whole > 0)
        count = np.ceil(whole[edge] / _STEP_M).astype(np.int64)
        first = np.cumsum(count) - count
        edge = np.repeat(edge, count)
        nth = np.arange(len(edge)) - np.repeat(first, count)
        length = whole[edge] / np.repeat(count, count)
        start = on_edges(coords, edge, nth * length)
        end = coords[edge + 1]
        end[:-1] = np.where((nth[1:] > 0)[:, None], start[1:], end[:-1])
        line = np.searchsorted(gaps, edge)
        follows = np.append(False, line[1:] == line[:-1])
        start[1:] = np.where(follows[1:, None], end[:-1], start[1:])
        return cls(start, end, length, measures[edge] + nth * length, follows)

    @cached_property
    def azimuths(self) -> tuple[Floats, Floats]:
        """Directions of each step at its start and at its end."""
        at_start, back, _ = wgs84().inv(*self.start.T, *self.end.T)
        return at_start, back + 180

    @cached_property
    def balls(self) -> list[tuple[Floats, Floats]]:
        """Centres, each on its line, and radii of balls around steps, groups, groups of groups."""
        found = [(_in_space(self.start), self.length)]
        while len(found[-1][1]) > _FAN:
            centres, radii = found[-1]
            first = np.arange(0, len(radii), _FAN)
            middle = centres[np.minimum(first + _FAN // 2, len(radii) - 1)]
            away = _norm(centres - np.repeat(middle, _FAN, axis=0)[: len(radii)])
            found.append((middle, np.maximum.reduceat(away + radii, first)))
        return found

    @cached_property
    def chords(self) -> tuple[Floats, Floats]:
        """Starts of the steps in space, and the ways from there to their ends."""
        start = _in_space(self.start)
        return start, _in_space(self.end) - start

    def may_reach(self, points: Floats, metres: Floats) -> NDArray[np.bool_]:
        """Tell which of M (lon, lat) points may be within so many metres; none is missed.

        No chord is longer than its geodesic, so what is further from every ball is out of reach.
        """
        centres, radii = self.balls[-1]
        away = _in_space(points)[:, None] - centres
        least = (np.linalg.norm(away, axis=2) - radii).min(axis=1)
        near: NDArray[np.bool_] = least <= metres + _EQUAL_M
        return near

    def nearest(self, points: Floats) -> Nearest:
        """Return every place nearest to each of M (lon, lat) points, equally near within 1 µm.

        A place at which two steps meet may come twice, some nanometres apart.
        """
        size = min(max(_PAIRS // len(self.length), 1), _POINTS)
        firsts = range(0, len(points), size)
        found = [_nearest(self, points[first : first + size], first) for first in firsts]
        if not found:
            return Nearest(np.zeros(0, np.int64), np.zeros(0), np.zeros(0))
        return Nearest(*map(np.concatenate, zip(*found, strict=True)))


def on_edges(coords: Floats, edge: Ints, metres: Floats) -> Floats:
    """Return the (lon, lat) places on edges, some metres from their starts; at 0 the very vertices.

    Examples
    --------
    >>> equator = np.array([[0.0, 0.0], [1.0, 0.0], [3.0, 0.0]])
    >>> on_edges(equator, np.array([0, 1]), np.array([55659.7454, 111319.4908])).round(6).tolist()
    [[0.5, 0.0], [2.0, 0.0]]
    """
    a, b = coords[edge], coords[edge + 1]
    azimuth = wgs84().inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])[0]
    lon, lat, _ = wgs84().fwd(a[:, 0], a[:, 1], azimuth, metres)
    found = np.column_stack([lon, lat])
    return np.where((metres > 0)[:, None], found, a)


def _nearest(steps: Steps, points: Floats, before: int) -> Nearest:
    """Return the nearest places to a block of points, the first numbered before."""
    point, step, s = _candidates(steps, _in_space(points))
    s = _feet(steps, step, s, points[point])
    lowest = _lowest(steps, point, step, s)
    point, step, s = point[lowest], step[lowest], s[lowest]
    sight = _look(steps, step, s, points[point])
    best = np.minimum.reduceat(sight.distance, _starts(point, len(points)))
    equal = sight.distance <= best[point] + _EQUAL_M
    offset = sight.distance * np.where(_is_left(steps, step, s, sight), 1, -1)
    measure = steps.measure[step] + s
    return Nearest(point[equal] + before, measure[equal], offset[equal])


def _candidates(steps: Steps, xyz: Floats) -> tuple[Ints, Ints, Floats]:
    """Return the pairs of points and steps that may be nearest, and the feet on their chords."""
    top = np.arange(len(steps.balls[-1][1]))
    point, ball = np.repeat(np.arange(len(xyz)), len(top)), np.tile(top, len(xyz))
    best = np.full(len(xyz), np.inf)
    for level, (centres, radii) in reversed(list(enumerate(steps.balls))):
        away = _norm(xyz[point] - centres[ball])
        best = np.minimum(best, np.minimum.reduceat(away, _starts(point, len(xyz))))
        near = away - radii[ball] <= _reach(best)[point]
        point, ball = point[near], ball[near]
        if level:
            point = np.repeat(point, _FAN)
            ball = (ball[:, None] * _FAN + np.arange(_FAN)).ravel()
            real = ball < len(steps.balls[level - 1][1])
            point, ball = point[real], ball[real]
    return _near_chords(steps, point, ball, xyz, best)


def _near_chords(
    steps: Steps, point: Ints, step: Ints, xyz: Floats, best: Floats
) -> tuple[Ints, Ints, Floats]:
    start, way = (row[step] for row in steps.chords)
    there = xyz[point] - start
    part = np.clip(_dot(there, way) / np.maximum(_dot(way, way), _TINY), 0, 1)
    away = _norm(there - part[:, None] * way)
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
    arc = sight.distance / _R_MEAN
    leg: Floats = _R_MEAN * np.arctan2(np.sin(arc) * np.cos(sight.turn), np.cos(arc))
    return leg


def _begin(steps: Steps, step: Ints, s: Floats, points: Floats) -> Floats:
    """Return s, but the nearer end of its step where the point is beyond a quarter of the globe."""
    away = _norm(_in_space(points) - steps.chords[0][step])
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


def _in_space(points: Floats) -> Floats:
    """Return (lon, lat) degrees as M x 3 geocentric metres."""
    lon, lat = np.radians(points).T
    n = A_M / np.sqrt(1 - E2 * np.sin(lat) ** 2)
    across = n * np.cos(lat)
    return np.column_stack([across * np.cos(lon), across * np.sin(lon), n * (1 - E2) * np.sin(lat)])


def _dot(a: Floats, b: Floats) -> Floats:
    products: Floats = np.einsum("ij,ij->i", a, b)
    return products


def _norm(a: Floats) -> Floats:
    return np.sqrt(_dot(a, a))
