"""Lines as short text: simplified to the scale they are drawn at, then steps in letters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import shapely

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

__all__ = ["PER_DEGREE", "decode", "encode", "simplified"]

#: Steps of a degree in encoded lines: about a metre.
PER_DEGREE = 100_000

#: Lines are drawn simplified to this, about 40 m: half a pixel at the closest zoom.
_FINEST_DEGREES = 0.0004

#: More vertices than this make a page slow to open; then all lines are simplified further.
_MOST_VERTICES = 150_000

#: Safe in JSON, HTML and URLs.
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_BITS = 5
_MORE = 1 << _BITS


def simplified(lines: Sequence[shapely.LineString]) -> tuple[list[shapely.LineString], float]:
    """Simplify lines to the scale of the page.

    Parameters
    ----------
    lines
        Lines in degrees; each keeps its ends.

    Returns
    -------
    lines
        As many lines.
    tolerance
        By how many degrees a vertex that is left out may lie off its line: 0.0004, doubled until
        all lines together have at most 150,000 vertices.
    """
    tolerance = _FINEST_DEGREES
    while True:
        drawn = shapely.simplify(np.array(lines, dtype=object), tolerance)
        if shapely.get_num_coordinates(drawn).sum() <= max(_MOST_VERTICES, 2 * len(lines)):
            return drawn.tolist(), tolerance
        tolerance *= 2


def encode(points: ArrayLike, per_degree: int = PER_DEGREE) -> str:
    """Write a line as letters; `decode`, in the page that of `static/lines.js`, reads it.

    Each ordinate is its whole steps from the vertex before, the sign in the lowest bit, in groups
    of five bits, lowest first, each group a letter of base 64url; its sixth bit says that another
    one follows.

    Parameters
    ----------
    points
        N x 2 longitudes and latitudes in degrees.
    per_degree
        Steps of one degree.

    Examples
    --------
    >>> encode([[0.00001, 0.0], [0.00001, -0.00016]])
    'CAAf'
    """
    whole = np.rint(np.asarray(points, dtype=float) * per_degree).astype(np.int64)
    steps = np.diff(whole, axis=0, prepend=np.zeros((1, 2), dtype=np.int64)).ravel()
    return "".join(map(_letters, ((steps << 1) ^ (steps >> 63)).tolist()))


def decode(text: str, per_degree: int = PER_DEGREE) -> NDArray[np.float64]:
    """Read an encoded line.

    Examples
    --------
    >>> decode("CAAf").tolist()
    [[1e-05, 0.0], [1e-05, -0.00016]]
    """
    bits = np.array([_LETTERS.index(letter) for letter in text], dtype=np.int64)
    ends = np.flatnonzero(bits < _MORE)
    starts = np.concatenate([[0], ends[:-1] + 1])
    places = np.arange(len(bits)) - np.repeat(starts, ends - starts + 1)
    numbers = np.add.reduceat((bits & (_MORE - 1)) << (_BITS * places), starts)
    steps = (numbers >> 1) ^ -(numbers & 1)
    return steps.reshape(-1, 2).cumsum(axis=0) / per_degree


def _letters(number: int) -> str:
    text = ""
    while number >= _MORE:
        text += _LETTERS[number % _MORE | _MORE]
        number >>= _BITS
    return text + _LETTERS[number]
