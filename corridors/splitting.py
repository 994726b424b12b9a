"""One line is cut at borders, on the geodesic; the pieces stay in order and sum to the line.

Rules of the hard cases. What stays within a metre of borders for fifty metres, or wholly, runs
along them: it counts once, for what lies on its left, seen in the direction of the line. A touch
makes no piece. An out-and-back, and a twin, count every time. Where a file of borders overlaps
itself, the overlap is disputed. Outside all areas is international. Edges are geodesics, the short
way round: over the antimeridian, over a pole. Borders are straight in degrees from one vertex to
the next. Coordinates meet borders to the nearest 1e-9 degrees, and geodesics to 1 cm.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corridors.engine.cutting import cut
from corridors.engine.vertices import whole_turns_off
from corridors.geodesy import checked_points

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corridors.boundaries import Boundaries
    from corridors.engine.areas import Area
    from corridors.engine.cutting import Pieces

__all__ = ["CountryPiece", "split_line", "split_lines"]

_M_PER_KM = 1000.0


@dataclass(frozen=True)
class CountryPiece:
    """A stretch of a line within one area, in km along the line from its first vertex."""

    from_km: float
    to_km: float
    area: Area


def split_line(coords: NDArray[np.float64], boundaries: Boundaries) -> list[CountryPiece]:
    """Cut a line at borders.

    Parameters
    ----------
    coords
        N x 2 array of (lon, lat) vertices in degrees on WGS 84.
    boundaries
        The areas to cut by.

    Returns
    -------
    list of CountryPiece
        In order along the line, without gaps: each begins where the one before it ends, the
        first at 0, the last ends at the line's length. A line without length has none.

    Raises
    ------
    InputError
        When it is no such array, a vertex is not finite or beyond a pole, or the line leaves the
        box within which the areas are whole.

    Examples
    --------
    >>> from corridors import load_boundaries
    >>> over_the_astarachay = np.array([[48.85, 38.47], [48.85, 38.40]])
    >>> [p.area.country for p in split_line(over_the_astarachay, load_boundaries("fine"))]
    ['AZ', 'IR']
    """
    vertices = checked_points(coords, "coords")
    if len(vertices):
        lon, lat = whole_turns_off(vertices[:, 0]), vertices[:, 1]
        bounds = float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())
        boundaries.check_holds(bounds, "coords")
    return split_lines([vertices], boundaries)[0]


def split_lines(
    lines: Sequence[NDArray[np.float64]], boundaries: Boundaries
) -> list[list[CountryPiece]]:
    """Cut several lines at once, whose vertices are known to be places; see :func:`split_line`."""
    if not lines:
        return []
    coords = np.concatenate(lines)
    starts = np.cumsum([0, *(len(line) for line in lines)])
    lon, lat = whole_turns_off(coords[:, 0]), np.ascontiguousarray(coords[:, 1])
    pieces = cut(lon, lat, starts, boundaries.index.grid)
    first = np.searchsorted(pieces.line, np.arange(len(lines) + 1))
    return [_joined(pieces, slice(*span), boundaries) for span in itertools.pairwise(first)]


def _joined(pieces: Pieces, line: slice, boundaries: Boundaries) -> list[CountryPiece]:
    """Return the pieces of one line; neighbours in the same area are one."""
    numbered = zip(pieces.area[line].tolist(), pieces.from_m[line].tolist(), strict=True)
    parts = [list(part) for _, part in itertools.groupby(numbered, key=lambda piece: piece[0])]
    from_km = [part[0][1] / _M_PER_KM for part in parts]
    to_km = [*from_km[1:], *(pieces.to_m[line][-1:] / _M_PER_KM).tolist()]
    areas = [boundaries.areas[part[0][0]] for part in parts]
    return [CountryPiece(*piece) for piece in zip(from_km, to_km, areas, strict=True)]
