"""Vertices of lines as they come: refused where they are no place, brought within one turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

__all__ = ["first_bad_vertex", "whole_turns_off"]

_POLE = 90.0
_HALF_TURN = 180.0


def whole_turns_off(lon: Floats) -> Floats:
    """Return longitudes in degrees, any whole turns taken off those beyond -180 to 180.

    Examples
    --------
    >>> whole_turns_off(np.array([-180.0, 180.0, 181.0, 359.0])).tolist()
    [-180.0, 180.0, -179.0, -1.0]
    """
    if lon.size == 0 or (lon.min() >= -_HALF_TURN and lon.max() <= _HALF_TURN):
        return np.ascontiguousarray(lon)
    turned = lon - 2 * _HALF_TURN * np.rint(lon / (2 * _HALF_TURN))
    return np.where(np.abs(lon) > _HALF_TURN, turned, lon)


def first_bad_vertex(lon: Floats, lat: Floats) -> int | None:
    """Return the first vertex that is not finite or lies beyond a pole; None if all are places."""
    if lon.size == 0 or (np.isfinite(lon.sum()) and max(-lat.min(), lat.max()) <= _POLE):
        return None
    bad = ~np.isfinite(lon) | ~(np.abs(lat) <= _POLE)
    return int(bad.argmax()) if bad.any() else None
