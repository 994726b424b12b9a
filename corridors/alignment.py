"""The measured line of a route: its points, slices and nearest places, by kilometre."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from shapely import LineString, MultiLineString

from corridors.engine.ellipsoid import wgs84
from corridors.engine.nearest import nearest
from corridors.engine.steps import Steps, on_edges
from corridors.errors import InputError, Problem
from corridors.geodesy import checked_points, edges_km, measures_km

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

__all__ = ["Alignment", "Located"]

_M_PER_KM = 1000.0

#: What rounding may add to a km: one this far beyond an end of the line is that end.
_ROUNDING_KM = 1e-9


class Located(NamedTuple):
    """The nearest places on a line to M points.

    Attributes
    ----------
    km
        (M,) measures of the places along the line.
    offset_km
        (M,) distances of the points from there: positive left of the direction of the line,
        negative right of it.
    """

    km: Floats
    offset_km: Floats


@dataclass(frozen=True, eq=False)
class Alignment:
    """A line with a direction, measured once, from its first vertex, in km.

    The edge between two vertices is the geodesic between them. Between parts that do not meet there
    is a gap: it adds no measure, so a part begins at the measure at which the one before it ends.

    Parameters
    ----------
    parts
        N_i x 2 arrays of (lon, lat) vertices in degrees on WGS 84, in order along the line.

    Raises
    ------
    InputError
        When there is no part, a vertex is no (lon, lat) or a part has no length.

    Examples
    --------
    >>> line = Alignment([np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([[1.001, 0.0], [2.0, 0.0]])])
    >>> line.starts_km.round(3).tolist(), round(line.length_km, 3)
    ([0.0, 111.319], 222.528)
    """

    parts: Sequence[Floats] = field(repr=False)

    def __post_init__(self) -> None:
        """Copy and check the parts, so that they stay as they were measured."""
        checked = tuple(_checked_part(n, part) for n, part in enumerate(self.parts))
        if not checked:
            raise InputError(Problem("parts", 0, "", "line-empty", "a line has at least one part"))
        object.__setattr__(self, "parts", checked)

    @cached_property
    def length_km(self) -> float:
        """Length of all parts together."""
        return float(self._measures[-1])

    @cached_property
    def starts_km(self) -> Floats:
        """Measure at which each part begins; read-only."""
        return _read_only(self._measures[np.append(0, self._seams + 1)])

    def point_at(self, km: ArrayLike) -> Floats:
        """Return the point at a measure; at the measure of a gap, the start of the next part.

        Parameters
        ----------
        km
            One measure, or M of them.

        Returns
        -------
        array
            (lon, lat) in degrees: of shape (2,) for one measure, (M, 2) for M.

        Raises
        ------
        InputError
            When a km is not within the line, beyond rounding (1e-9 km), or not a number.

        Examples
        --------
        >>> Alignment([np.array([[0.0, 0.0], [1.0, 0.0]])]).point_at(55.6597454).round(6).tolist()
        [0.5, 0.0]
        """
        measures = self._within(km)
        found = _points(self._vertices, self._measures, np.atleast_1d(measures))
        return found.reshape((*measures.shape, 2))

    def slice(self, from_km: float, to_km: float) -> LineString | MultiLineString:
        """Return the line between two measures, reversed where it goes from the greater one.

        Returns
        -------
        LineString or MultiLineString
            The latter where a gap lies between the two measures. The ends at a gap are those of
            the parts within the slice.

        Raises
        ------
        InputError
            When a km is not within the line, or both are the same.

        Examples
        --------
        >>> line = Alignment([np.array([[0.0, 0.0], [1.0, 0.0]])])
        >>> print(line.slice(line.length_km, 0))
        LINESTRING (1 0, 0 0)
        """
        low, high = sorted(self._within([from_km, to_km]).tolist())
        if low == high:
            message = f"the line from km {from_km} to km {to_km} has no length"
            raise InputError(Problem("km", 0, "", "km-same", message))
        sliver = min(_ROUNDING_KM, (high - low) / (len(self._runs) + 1))  # of rounding, at a gap
        ends = [(max(low, km[0]), min(high, km[-1])) for _, km in self._runs]
        within = zip(self._runs, ends, strict=True)
        pieces = [_slice(*run, *span) for run, span in within if span[1] - span[0] > sliver]
        if from_km > to_km:
            pieces = [piece[::-1] for piece in reversed(pieces)]
        return LineString(pieces[0]) if len(pieces) == 1 else MultiLineString(pieces)

    def project(self, points: ArrayLike) -> Located:
        """Return where along the line the nearest place to each point is, and how far from it.

        Parameters
        ----------
        points
            M x 2 (lon, lat) in degrees.

        Returns
        -------
        Located
            ``km`` and signed ``offset_km``, each of shape (M,). Of equally near places the first
            along the line is taken. Exact to less than a millimetre.

        Raises
        ------
        InputError
            When a point is no (lon, lat) in degrees.

        Examples
        --------
        >>> line = Alignment([np.array([[0.0, 0.0], [1.0, 0.0]])])
        >>> km, offset_km = line.project([[0.5, 0.1], [0.5, -0.1], [2.0, 0.0]])
        >>> km.round(3).tolist(), offset_km.round(3).tolist()
        ([55.66, 55.66, 111.319], [11.057, -11.057, 111.319])
        """
        wanted = checked_points(points, "points")
        point, measures, offsets = nearest(self._steps, wanted)
        first = np.searchsorted(point, np.arange(len(wanted)))
        km = np.minimum(measures[first] / _M_PER_KM, self.length_km)
        return Located(km, offsets[first] / _M_PER_KM)

    def may_reach(self, points: ArrayLike, km: ArrayLike) -> NDArray[np.bool_]:
        """Tell which points may be within so many km of the line: soon told, and none is missed.

        Parameters
        ----------
        points
            M x 2 (lon, lat) in degrees.
        km
            One for all points or one for each.

        Examples
        --------
        >>> line = Alignment([np.array([[0.0, 0.0], [1.0, 0.0]])])
        >>> line.may_reach([[0.5, 0.01], [40.0, 0.0]], 3.0).tolist()
        [True, False]
        """
        wanted = checked_points(points, "points")
        metres = np.broadcast_to(np.asarray(km, np.float64) * _M_PER_KM, len(wanted))
        return self._steps.may_reach(wanted, metres)

    def locate(self, point: Sequence[float], near_km: float | None = None) -> tuple[float, float]:
        """Return the km of the nearest place to a (lon, lat) point, and the signed offset in km.

        Parameters
        ----------
        point
            (lon, lat) in degrees.
        near_km
            Of equally near places, where the line runs back over itself, the one nearest to this
            measure is taken; without it, the first.

        Raises
        ------
        InputError
            When the point is no (lon, lat) in degrees, or near_km not within the line.

        Examples
        --------
        >>> there_and_back = Alignment([np.array([[0.0, 0.0], [1.0, 0.0], [0.0, 0.0]])])
        >>> [round(there_and_back.locate((0.25, 0.0), near_km)[0], 3) for near_km in (None, 200)]
        [27.83, 194.809]
        """
        _, measures, offsets = nearest(self._steps, checked_points([point], "point"))
        km = np.minimum(measures / _M_PER_KM, self.length_km)
        one = 0 if near_km is None else int(np.abs(km - self._within(near_km)).argmin())
        return float(km[one]), float(offsets[one]) / _M_PER_KM

    @cached_property
    def _vertices(self) -> Floats:
        return np.concatenate(self.parts)

    @cached_property
    def _seams(self) -> NDArray[np.int64]:
        """Numbers of the edges that only lead from one part to the next."""
        return np.cumsum([len(part) for part in self.parts])[:-1] - 1

    @cached_property
    def _measures(self) -> Floats:
        return measures_km(self._vertices, self._seams)

    @cached_property
    def _gaps(self) -> NDArray[np.int64]:
        """The seams at which the parts do not meet."""
        if not self._seams.size:
            return self._seams
        ends, starts = self._vertices[self._seams], self._vertices[self._seams + 1]
        apart: Floats = wgs84().inv(*ends.T, *starts.T)[2]
        return self._seams[apart > 0]

    @cached_property
    def _runs(self) -> list[tuple[Floats, Floats]]:
        """Vertices and measures of each stretch without a gap."""
        if not self._gaps.size:
            return [(self._vertices, self._measures)]
        cuts = self._gaps + 1
        runs = np.split(self._vertices, cuts), np.split(self._measures, cuts)
        return list(zip(*runs, strict=True))

    @cached_property
    def _steps(self) -> Steps:
        return Steps.of(self._vertices, self._measures * _M_PER_KM, self._gaps)

    def _within(self, km: ArrayLike) -> Floats:
        """Return measures within the line, those beyond an end by rounding moved there."""
        measures = np.asarray(km, np.float64)
        inside = (measures >= -_ROUNDING_KM) & (measures <= self.length_km + _ROUNDING_KM)
        if not inside.all():
            wrong = measures[~inside].ravel()[0]
            message = f"km {wrong} is not within 0..{self.length_km:.3f}"
            raise InputError(Problem("km", 0, "", "km-range", message))
        return np.clip(measures, 0.0, self.length_km)


def _checked_part(number: int, part: ArrayLike) -> Floats:
    vertices = checked_points(part, f"part {number}").copy()
    apart = (vertices[1:, 1] != vertices[:-1, 1]).any() or edges_km(vertices).any()
    if not apart:
        message = "a part is two vertices or more, not all in one place"
        raise InputError(Problem(f"part {number}", 0, "", "line-length", message))
    return _read_only(vertices)


def _read_only(array: Floats) -> Floats:
    array.flags.writeable = False
    return array


def _points(vertices: Floats, measures: Floats, km: Floats) -> Floats:
    """Return the points at measures within the line; at the measures of vertices these."""
    edge = np.clip(np.searchsorted(measures, km, side="right") - 1, 0, len(vertices) - 2)
    edge = np.where(km == measures[edge + 1], edge + 1, edge)
    found, past = vertices[edge], km - measures[edge]
    inner = np.flatnonzero(past > 0)
    if inner.size:
        found[inner] = on_edges(vertices, edge[inner], past[inner] * _M_PER_KM)
    return found


def _slice(vertices: Floats, measures: Floats, low: float, high: float) -> Floats:
    """Return the vertices between two measures of a stretch, the cut ends included."""
    ends = _points(vertices, measures, np.array([low, high]))
    inner = (measures > low) & (measures < high)
    inner[1:] &= (vertices[1:] != vertices[:-1]).any(axis=1)
    return np.vstack([ends[:1], vertices[inner], ends[1:]])
