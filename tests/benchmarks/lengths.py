"""Geodesic kilometres of pieces of lines, added up by what they count for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["Totals", "totals_of", "whole_km"]

#: Kilometres by key of area.
Totals = dict[str, float]

_GEOD = Geod(ellps="WGS84")


def totals_of(pieces: NDArray[np.object_], keys: Sequence[str] | NDArray[np.object_]) -> Totals:
    """Return km per key of pieces with one key each; points among them count nothing."""
    parts, piece = shapely.get_parts(pieces, return_index=True)
    coords, part = shapely.get_coordinates(parts, return_index=True)
    along = part[1:] == part[:-1]
    a, b = coords[:-1][along], coords[1:][along]
    metres = _GEOD.inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])[2]
    names, number = np.unique(np.asarray(keys, dtype=str), return_inverse=True)
    km = np.bincount(number[piece[part[1:][along]]], metres, len(names)) / 1000
    return dict(zip(names.tolist(), km.tolist(), strict=True))


def whole_km(coords: NDArray[np.float64]) -> float:
    """Return the km of lines x vertices x (lon, lat), uncut."""
    a, b = coords[:, :-1].reshape(-1, 2), coords[:, 1:].reshape(-1, 2)
    return float(np.sum(_GEOD.inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])[2])) / 1000
