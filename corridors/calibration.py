"""Official kilometres of a stretch of a line: read off posts, in proportion between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, overload

import numpy as np

from corridors.errors import InputError, Problem

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

__all__ = ["Calibration"]

#: Most official km to a measured one between two posts, and most measured km to an official one.
_FACTOR_LIMIT = 1.25

#: What rounding may add to a km: one this far beyond the outermost post is at that post.
_ROUNDING_KM = 1e-9


@dataclass(frozen=True, eq=False)
class Calibration:
    """The chainage of a stretch, which grows or falls along the line, by posts of known measure.

    At a post the chainage is that of the post, between two posts it is in proportion to the measure
    (ISO 19148:2021, linear referencing, calls such posts referents).

    Parameters
    ----------
    posts
        P x 2 pairs of measure_km and chainage_km, two or more, in any order.
    labels
        P names of the posts, for messages; without them a post is named by its number, from 0.

    Raises
    ------
    InputError
        When there are less than two posts, or not as many labels; a number is not finite; two
        posts stand at the same place; the chainage turns round; from one post to the next there
        are more than 1.25 official km to a measured one, or the reverse.

    Examples
    --------
    >>> counted_back = Calibration([(10.0, 500.0), (30.0, 481.0), (50.0, 460.0)])
    >>> counted_back.to_chainage(20.0), counted_back.to_measure([490.5, 460.0]).tolist()
    (490.5, [20.0, 50.0])
    >>> counted_back.span, counted_back.factors.tolist()
    ((10.0, 50.0), [0.95, 1.05])
    """

    posts: ArrayLike
    labels: Sequence[str] = field(default=(), repr=False)

    def __post_init__(self) -> None:
        """Put the posts in order of their measures and check them."""
        posts = _checked_numbers(self.posts)
        names = list(self.labels) or [f"post {number}" for number in range(len(posts))]
        if len(names) != len(posts):
            message = f"{len(names)} labels for {len(posts)} posts"
            raise InputError(Problem("labels", 0, "", "post-count", message))
        order = np.argsort(posts[:, 0], kind="stable")
        in_order = posts[order]
        in_order.flags.writeable = False
        object.__setattr__(self, "posts", in_order)
        object.__setattr__(self, "labels", tuple(names[number] for number in order))
        if problems := list(_problems(in_order, self.labels)):
            raise InputError(*problems)

    @property
    def span(self) -> tuple[float, float]:
        """Measures of the first and the last post, in km."""
        return float(self._measures[0]), float(self._measures[-1])

    def covers(self, measure_km: float) -> bool:
        """Return whether a measure is between the first and the last post, rounding aside."""
        first, last = self.span
        return first - _ROUNDING_KM <= measure_km <= last + _ROUNDING_KM

    @cached_property
    def factors(self) -> Floats:
        """Official km to a measured km, from each post to the next; positive also where they fall.

        Of shape (P - 1,), between 1 / 1.25 and 1.25.
        """
        return np.abs(np.diff(self._chainages) / np.diff(self._measures))

    @overload
    def to_chainage(self, measure_km: float) -> float: ...
    @overload
    def to_chainage(self, measure_km: Sequence[float] | Floats) -> Floats: ...
    def to_chainage(self, measure_km: float | Sequence[float] | Floats) -> float | Floats:
        """Return the official km at one measure or at M of them, in km along the line.

        Raises
        ------
        InputError
            When a measure is not between the first and the last post (beyond rounding, 1e-9 km).
        """
        return _read_off(measure_km, self._measures, self._chainages, "measure_km")

    @overload
    def to_measure(self, chainage_km: float) -> float: ...
    @overload
    def to_measure(self, chainage_km: Sequence[float] | Floats) -> Floats: ...
    def to_measure(self, chainage_km: float | Sequence[float] | Floats) -> float | Floats:
        """Return the measure of one official km or of M of them, in km along the line.

        Raises
        ------
        InputError
            When a chainage is not between those of the first and the last post.
        """
        return _read_off(chainage_km, self._chainages, self._measures, "chainage_km")

    @overload
    def convert(self, other: Calibration, km: float) -> float: ...
    @overload
    def convert(self, other: Calibration, km: Sequence[float] | Floats) -> Floats: ...
    def convert(self, other: Calibration, km: float | Sequence[float] | Floats) -> float | Floats:
        """Return what an official km, or M of them, is called in another chainage of the same line.

        Raises
        ------
        InputError
            When a km lies outside this calibration, or its place outside the other.

        Examples
        --------
        >>> old = Calibration([(0.0, 0.0), (100.0, 101.0)])
        >>> new = Calibration([(0.0, 600.0), (100.0, 500.0)])
        >>> old.convert(new, 50.5)
        550.0
        """
        return other.to_chainage(self.to_measure(km))

    @property
    def _measures(self) -> Floats:
        return np.asarray(self.posts)[:, 0]

    @property
    def _chainages(self) -> Floats:
        return np.asarray(self.posts)[:, 1]


def _checked_numbers(posts: ArrayLike) -> Floats:
    found = np.array(posts, np.float64)
    if found.ndim != 2 or found.shape[1] != 2 or len(found) < 2:  # noqa: PLR2004  pairs, and a pair of them
        message = f"two or more pairs of measure and chainage are wanted, not {found.shape}"
        raise InputError(Problem("posts", 0, "", "post-count", message))
    if not np.isfinite(found).all():
        number = int(np.isfinite(found).all(axis=1).argmin())
        message = f"measure and chainage are finite, not {found[number].tolist()}"
        raise InputError(Problem("posts", 0, str(number), "post-number", message))
    return found


def _problems(posts: Floats, names: Sequence[str]) -> Iterator[Problem]:
    """Yield what is wrong from each post, in order of their measures, to the next."""
    steps = np.diff(posts, axis=0)
    rises = posts[-1, 1] > posts[0, 1]
    for number, (measured, counted) in enumerate(steps.tolist()):
        code, message = _wrong(measured, counted if rises else -counted)
        if code:
            (a, km_a), (b, km_b) = posts[number : number + 2].tolist()
            between = (
                f"{names[number]} (measure {a:.3f}, km {km_a:.3f}) and "
                f"{names[number + 1]} (measure {b:.3f}, km {km_b:.3f})"
            )
            yield Problem("posts", 0, "", code, f"{between}: {message}")


def _wrong(measured_km: float, counted_km: float) -> tuple[str, str]:
    """Return the code of the rule that two posts so far apart break, and what it says, or ""."""
    if measured_km == 0:
        return "post-place", "two posts stand at the same place"
    factor = counted_km / measured_km
    if factor <= 0:
        return "post-order", "the chainage grows, or falls, from every post to the next"
    if not 1 / _FACTOR_LIMIT <= factor <= _FACTOR_LIMIT:
        limits = f"{1 / _FACTOR_LIMIT:g} to {_FACTOR_LIMIT:g}"
        return "post-factor", f"{factor:.4f} official km to a measured one, not {limits}"
    return "", ""


def _read_off(
    km: float | Sequence[float] | Floats, given: Floats, wanted: Floats, argument: str
) -> float | Floats:
    """Return the wanted km at given ones; both columns of the posts, the given grow or fall."""
    if given[0] > given[-1]:
        given, wanted = given[::-1], wanted[::-1]
    asked = np.asarray(km, np.float64)
    inside = (asked >= given[0] - _ROUNDING_KM) & (asked <= given[-1] + _ROUNDING_KM)
    if not inside.all():
        message = f"{asked[~inside].ravel()[0]} is not within {given[0]:.3f}..{given[-1]:.3f}"
        raise InputError(Problem(argument, 0, "", "km-range", message))
    found = np.interp(asked, given, wanted)
    return found if asked.ndim else float(found)
