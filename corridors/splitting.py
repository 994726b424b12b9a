"""Lines are cut at borders, on the geodesic; the pieces stay in order and sum to the line.

Rules of the hard cases. A stretch along a border, or within a metre of it, counts once, for what
lies on its left, seen in the direction of the line. A touch makes no piece. An out-and-back counts
both ways. Where a file of borders overlaps itself, the overlap is disputed. Outside all areas is
international.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod

from corridors.boundaries import INTERNATIONAL, Area, Boundaries
from corridors.geodesy import densify, measures_km, points_at

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["CountryPiece", "split_line"]

#: Edges are tested against borders in steps of at most this; the chord of a step is within
#: 4 cm of the geodesic at 60 degrees (sagitta s² tan(lat) / 8R).
_STEP_KM = 1.0

#: Cuts closer than this are one cut: a touch, or a border's vertex on the line.
_TOUCH_KM = 1e-6

#: What runs within this of a border, about a metre, runs along it: more than the noise of
#: coordinates of 5 decimals, less than any map of borders can tell.
_ALONG_DEGREES = 1e-5

#: How far to the left of such a stretch its area is looked up: just over that metre.
_LEFT_M = 2.0


@dataclass(frozen=True)
class CountryPiece:
    """A stretch of a line within one area, in km along the line."""

    from_km: float
    to_km: float
    area: Area


def split_line(coords: NDArray[np.float64], boundaries: Boundaries) -> list[CountryPiece]:
    """Cut a line at borders.

    Parameters
    ----------
    coords
        N x 2 array of (lon, lat) vertices in degrees on WGS 84, of a line with some length.
    boundaries
        The areas to cut by.

    Returns
    -------
    list of CountryPiece
        In order along the line, without gaps: each begins where the one before it ends, the
        first at 0, the last ends at the line's length.

    Examples
    --------
    >>> from corridors import load_boundaries
    >>> over_the_astarachay = np.array([[48.85, 38.47], [48.85, 38.40]])
    >>> [p.area.country for p in split_line(over_the_astarachay, load_boundaries("fine"))]
    ['AZ', 'IR']
    """
    cuts = _cuts_km(coords, boundaries.edges)
    labels = _labels(coords, cuts, boundaries)
    changes = [0, *(i for i in range(1, len(labels)) if labels[i] != labels[i - 1]), len(labels)]
    spans = itertools.pairwise(changes)
    return [CountryPiece(cuts[i], cuts[j], labels[i]) for i, j in spans]


def _cuts_km(coords: NDArray[np.float64], borders: NDArray[np.float64]) -> list[float]:
    """Return the km of all meetings of line and borders, with the line's two ends."""
    fine = densify(coords, _STEP_KM)
    measures = measures_km(fine)
    steps = np.hstack([fine[:-1], fine[1:]])
    near = _near(borders, steps)
    tree = shapely.STRtree(_segments(steps))
    border, step = tree.query(_segments(near), predicate="dwithin", distance=_ALONG_DEGREES)
    share = _shares(steps[step], near[border])
    met = measures[step] + share * (measures[step + 1] - measures[step])
    met = np.unique(met[np.isfinite(met)])
    inner = met[(met > _TOUCH_KM) & (met < measures[-1] - _TOUCH_KM)]
    apart = inner[np.diff(inner, prepend=-1.0) > _TOUCH_KM]
    return [0.0, *apart.tolist(), float(measures_km(coords)[-1])]


def _segments(edges: NDArray[np.float64]) -> NDArray[np.object_]:
    return np.asarray(shapely.linestrings(edges.reshape(-1, 2, 2)))


def _near(borders: NDArray[np.float64], steps: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the border edges whose box meets the steps' box, widened by a metre."""
    lon = steps[:, [0, 2]] + [-_ALONG_DEGREES, _ALONG_DEGREES]
    lat = steps[:, [1, 3]] + [-_ALONG_DEGREES, _ALONG_DEGREES]
    west, east = borders[:, [0, 2]].min(axis=1), borders[:, [0, 2]].max(axis=1)
    south, north = borders[:, [1, 3]].min(axis=1), borders[:, [1, 3]].max(axis=1)
    inside = (west <= lon.max()) & (east >= lon.min()) & (south <= lat.max()) & (north >= lat.min())
    found: NDArray[np.float64] = borders[inside]
    return found


def _shares(steps: NDArray[np.float64], borders: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return where along its step, 0..1, each pair meets, five rows; NaN where it does not.

    They meet where they cross, where an end of the border edge lies on the step, and where an end
    of the step lies on the border edge; "on" is within a metre.
    """
    start, end, first, last = steps[:, :2], steps[:, 2:], borders[:, :2], borders[:, 2:]
    with np.errstate(divide="ignore", invalid="ignore"):
        cross = _cross(end - start, last - first)
        share = _cross(first - start, last - first) / cross
        there = _cross(first - start, end - start) / cross
        found = [
            np.where((there >= 0) & (there <= 1), share, np.nan),
            _foot(first, start, end),
            _foot(last, start, end),
            np.where(np.isnan(_foot(start, first, last)), np.nan, 0.0),
            np.where(np.isnan(_foot(end, first, last)), np.nan, 1.0),
        ]
    shares = np.array(found)
    return np.where((shares >= 0) & (shares <= 1), shares, np.nan)


def _foot(
    point: NDArray[np.float64], start: NDArray[np.float64], end: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return where along start..end, 0..1, the point lies; NaN where over a metre off."""
    along = end - start
    share = ((point - start) * along).sum(axis=1) / (along**2).sum(axis=1)
    share = np.clip(share, 0.0, 1.0)
    off = np.hypot(*(start + share[:, None] * along - point).T)
    return np.where(off <= _ALONG_DEGREES, share, np.nan)


def _cross(a: NDArray[np.float64], b: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])


def _labels(coords: NDArray[np.float64], cuts: list[float], boundaries: Boundaries) -> list[Area]:
    """Return the area of each piece between cuts: of its middle, or left of it along a border."""
    middles = (np.array(cuts[:-1]) + np.array(cuts[1:])) / 2
    points = points_at(coords, middles)
    border_tree = shapely.STRtree(_segments(_near(boundaries.edges, np.hstack([points, points]))))
    along = border_tree.query(shapely.points(points), "dwithin", distance=_ALONG_DEGREES)[0]
    points[along] = _left_of(coords, middles[along], points[along])
    return [_one(areas) for areas in boundaries.areas_at(points)]


def _one(areas: tuple[Area, ...]) -> Area:
    if len(areas) > 1:
        return Area("", "disputed", " / ".join(area.name for area in areas))
    return areas[0] if areas else INTERNATIONAL


def _left_of(
    coords: NDArray[np.float64], km: NDArray[np.float64], points: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return points two metres to the left of the line's points at the given km."""
    geod = Geod(ellps="WGS84")
    measures = measures_km(coords)
    edge = np.clip(np.searchsorted(measures, km, side="right") - 1, 0, len(coords) - 2)
    ahead = coords[edge + 1]
    azimuth = geod.inv(points[:, 0], points[:, 1], ahead[:, 0], ahead[:, 1])[0]
    metres = np.full(len(points), _LEFT_M)
    lon, lat, _ = geod.fwd(points[:, 0], points[:, 1], azimuth - 90, metres)
    return np.column_stack([lon, lat])
