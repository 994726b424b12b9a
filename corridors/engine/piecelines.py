"""Lengths of many lines at once, and the lines that their pieces make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from corridors.engine.ellipsoid import wgs84
from corridors.engine.lattice import expand
from corridors.engine.shortedges import edges_m

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corridors.engine.cutting import Pieces

    Ints = NDArray[np.int64]
    Floats = NDArray[np.float64]

__all__ = ["lengths_m", "lines_of_pieces"]


def lengths_m(lon: Floats, lat: Floats, starts: Ints) -> Floats:
    """Return the geodesic length in metres of each line, whose vertices ``starts`` delimits."""
    full = np.flatnonzero(np.diff(starts) > 0)
    found = np.zeros(len(starts) - 1)
    metres = np.append(edges_m(lon, lat, starts[full[1:]] - 1), 0.0)
    if full.size:
        found[full] = np.add.reduceat(metres, starts[full])
    return found


def lines_of_pieces(lon: Floats, lat: Floats, starts: Ints, pieces: Pieces) -> NDArray[np.object_]:
    """Return each piece as a line from cut to cut, the cuts on the geodesic between vertices."""
    points = _points(lon, lat, pieces.vertex, pieces.share)
    last = np.append(pieces.line[1:] != pieces.line[:-1], True)[: len(pieces.line)]
    end_vertex = np.where(last, starts[pieces.line + 1] - 1, np.roll(pieces.vertex, -1))
    end_inside = ~last & (np.roll(pieces.share, -1) > 0)
    ends = np.roll(points, -1, axis=1)
    ends[:, last] = np.stack([lon, lat])[:, end_vertex[last]]
    inner = end_vertex - pieces.vertex - 1 + end_inside
    owner, vertex = expand(pieces.vertex, inner + 2)
    coords = np.stack([lon, lat])[:, np.minimum(vertex, len(lon) - 1)]
    first = np.cumsum(inner + 2) - (inner + 2)
    coords[:, first] = points
    coords[:, first + inner + 1] = ends
    return np.asarray(shapely.linestrings(coords.T, indices=owner))


def _points(lon: Floats, lat: Floats, vertex: Ints, share: Floats) -> Floats:
    """Return the points at a share of the edges after some vertices."""
    points = np.stack([lon[vertex], lat[vertex]])
    inside = np.flatnonzero(share > 0)
    start, end = vertex[inside], vertex[inside] + 1
    azimuth, _, metres = wgs84().inv(lon[start], lat[start], lon[end], lat[end])
    cut_lon, cut_lat, _ = wgs84().fwd(lon[start], lat[start], azimuth, metres * share[inside])
    points[:, inside] = cut_lon, cut_lat
    return points
