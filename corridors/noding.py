"""Lines of a network are noded: cut wherever they share a vertex, all of them at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Coordinates = NDArray[np.float64]
    Keys = NDArray[np.complex128]

__all__ = ["cut_at", "keys", "noded"]

#: Vertices are the same where they agree to this many decimals of a degree: a centimetre.
_DECIMALS = 7


def keys(points: Coordinates) -> Keys:
    """Return a number for each of N x 2 (lon, lat) in degrees; the same place has the same one.

    Examples
    --------
    >>> east, same, other = keys(np.array([[1.0, 2.0], [1.00000001, 2.0], [1.000001, 2.0]]))
    >>> bool(east == same), bool(east == other)
    (True, False)
    """
    lon, lat = np.round(points, _DECIMALS).T
    found: Keys = lon + 1j * lat
    return found


def cut_at(part: Coordinates, wanted: Keys) -> list[Coordinates]:
    """Return the pieces of a line between its vertices that have one of the keys.

    Examples
    --------
    >>> line = np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]])
    >>> [piece.tolist() for piece in cut_at(line, keys(line[1:2]))]
    [[[0.0, 0.0], [1.0, 0.0]], [[1.0, 0.0], [2.0, 0.0]]]
    """
    return _pieces(part, np.array([0, len(part)]), np.isin(keys(part), wanted))


def noded(parts: Sequence[Coordinates]) -> list[Coordinates]:
    """Return the pieces of lines between the vertices at which they meet, wherever along them.

    Parameters
    ----------
    parts
        N x 2 (lon, lat) in degrees each. A vertex that a line passes twice is no meeting.

    Examples
    --------
    >>> trunk = np.array([[0.0, 0.0], [1.0, 0.0], [2.0, 0.0]])
    >>> len(noded([trunk, np.array([[1.0, 0.0], [1.0, 1.0]])]))
    3
    """
    coords = np.concatenate(parts)
    sizes = np.array([len(part) for part in parts])
    _, place = np.unique(keys(coords), return_inverse=True)
    visits = np.unique(place * len(parts) + np.repeat(np.arange(len(parts)), sizes))
    shared = np.bincount(visits // len(parts)) > 1
    return _pieces(coords, np.append(0, np.cumsum(sizes)), shared[place])


def _pieces(
    coords: Coordinates, starts: NDArray[np.int64], at: NDArray[np.bool_]
) -> list[Coordinates]:
    """Return the lines that ``starts`` delimits, cut at some of their inner vertices."""
    inner = at.copy()
    inner[starts[:-1]] = inner[starts[1:] - 1] = False
    begins, ends = inner.copy(), inner
    begins[starts[:-1]] = ends[starts[1:] - 1] = True
    pairs = zip(np.flatnonzero(begins).tolist(), np.flatnonzero(ends).tolist(), strict=True)
    return [coords[begin : end + 1] for begin, end in pairs]
