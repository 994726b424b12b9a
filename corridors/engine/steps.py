"""Steps of lines: stretches so short that their chords tell what is near, in balls around them.

Edges are cut into steps of at most 10 km; balls around groups of steps, and around groups of
groups, lead to the few steps that may be near to a point.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from corridors.engine.ellipsoid import in_space, wgs84

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

__all__ = ["EQUAL_M", "FAN", "Steps", "dots", "norms", "on_edges", "placed"]

_STEP_M = 10_000.0

#: Steps in the smallest ball, and balls in a larger one.
FAN = 8

#: Distances that differ by less are equal, in metres: rounding takes some 1e-8.
EQUAL_M = 1e-6


@dataclass(frozen=True, eq=False)
class Steps:
    """N stretches of geodesics, in order along lines.

    Attributes
    ----------
    start, end
        N x 2 (lon, lat) in degrees.
    length, measure
        How long each is, and how far along the line it begins, in metres.
    follows
        Whether each begins where the one before it ends.
    """

    start: Floats
    end: Floats
    length: Floats
    measure: Floats
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
        found = [(placed(self.start), self.length)]
        while len(found[-1][1]) > FAN:
            centres, radii = found[-1]
            first = np.arange(0, len(radii), FAN)
            middle = centres[np.minimum(first + FAN // 2, len(radii) - 1)]
            away = norms(centres - np.repeat(middle, FAN, axis=0)[: len(radii)])
            found.append((middle, np.maximum.reduceat(away + radii, first)))
        return found

    @cached_property
    def chords(self) -> tuple[Floats, Floats]:
        """Starts of the steps in space, and the ways from there to their ends."""
        start = placed(self.start)
        return start, placed(self.end) - start

    def may_reach(self, points: Floats, metres: Floats) -> NDArray[np.bool_]:
        """Tell which of M (lon, lat) points may be within so many metres; none is missed.

        No chord is longer than its geodesic, so what is further from every ball is out of reach.
        """
        centres, radii = self.balls[-1]
        away = placed(points)[:, None] - centres
        least = (np.linalg.norm(away, axis=2) - radii).min(axis=1)
        near: NDArray[np.bool_] = least <= metres + EQUAL_M
        return near


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


def placed(points: Floats) -> Floats:
    """Return M x 2 (lon, lat) degrees as M x 3 geocentric metres."""
    return np.column_stack(in_space(points[:, 0], points[:, 1]))


def dots(a: Floats, b: Floats) -> Floats:
    """Return the inner products of M pairs of vectors."""
    products: Floats = np.einsum("ij,ij->i", a, b)
    return products


def norms(a: Floats) -> Floats:
    """Return the lengths of M vectors."""
    return np.sqrt(dots(a, a))
