"""What a foreign file holds: features with their texts and lines, and those that have none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corridors.engine.vertices import first_bad_vertex, whole_turns_off
from corridors.foreign.tracker import is_tracker
from corridors.foreign.tracker_columns import long_names, untold
from corridors.guard.opening import problem

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Coordinates = NDArray[np.float64]

__all__ = ["Feature", "Found", "RawFeature", "checked"]

_FEWEST_VERTICES = 2


class RawFeature(NamedTuple):
    """A feature as its format gives it: texts by name, and N x 2 or N x 3 vertices of each part.

    ``reason`` is why it has no lines, "" where it has.
    """

    attributes: dict[str, str]
    parts: tuple[Coordinates, ...]
    reason: str = ""


@dataclass(frozen=True)
class Feature:
    """A feature that has lines.

    Attributes
    ----------
    number
        Its place in the file, from 1.
    attributes
        Its texts by name; what is not given is "".
    parts
        N x 2 (lon, lat) in degrees on WGS 84 of each of its lines, neighbours never equal.
    """

    number: int
    attributes: dict[str, str]
    parts: tuple[Coordinates, ...] = field(repr=False)


@dataclass(frozen=True)
class Found:
    """What was found in a file: every feature is in one of the two.

    Attributes
    ----------
    path
        The file.
    features
        Those with lines, in the order of the file.
    left_out
        Numbers of the others, from 1, by reason.
    without
        These as far as they have texts, without parts.
    notes
        What was read in another way than it stands there.
    """

    path: Path
    features: tuple[Feature, ...]
    left_out: dict[str, tuple[int, ...]]
    without: tuple[Feature, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all texts, in order of appearance."""
        every = (*self.features, *self.without)
        return tuple(dict.fromkeys(name for one in every for name in one.attributes))

    @property
    def is_tracked(self) -> bool:
        """Whether it is of a pipeline tracker, whose rows tell something without a line, too."""
        return is_tracker(self.names)


def checked(path: Path, raw: Iterable[RawFeature]) -> Found:
    """Return what a file holds.

    Raises
    ------
    InputError
        When a coordinate is no longitude and latitude in degrees, by feature and vertex; when no
        feature has a line, and it is not of a tracker.
    """
    features: list[Feature] = []
    without: list[Feature] = []
    left_out: dict[str, tuple[int, ...]] = {}
    for number, one in enumerate(raw, start=1):
        parts = tuple(_parts(path, number, one.parts))
        reason = one.reason or ("" if parts else "line without length")
        if reason:
            left_out[reason] = (*left_out.get(reason, ()), number)
            without.append(Feature(number, one.attributes, ()))
        else:
            features.append(Feature(number, one.attributes, parts))
    found = _named(Found(path, tuple(features), left_out, tuple(without)))
    if not features and not found.is_tracked:
        told = "; ".join(f"{len(numbers)}: {reason}" for reason, numbers in left_out.items())
        raise problem(path, "no-lines", f"no feature has a line ({told or 'it has no features'})")
    return found


def _named(found: Found) -> Found:
    """Return the same with the columns of a tracker called as its releases call them."""
    long = long_names(found.names)
    if not long:
        return found

    def named(one: Feature) -> Feature:
        return replace(one, attributes={long.get(k, k): v for k, v in one.attributes.items()})

    doubtful = [
        f"{name}: a name cut so short that it may be several; not read"
        for name in untold(found.names)
    ]
    features, without = (tuple(map(named, group)) for group in (found.features, found.without))
    return replace(found, features=features, without=without, notes=(*found.notes, *doubtful))


def _parts(path: Path, number: int, parts: Iterable[Coordinates]) -> Iterator[Coordinates]:
    """Yield the lines that have a length, without doubled vertices."""
    for part in parts:
        points = np.asarray(part, dtype=np.float64)[:, :2]
        vertex = first_bad_vertex(points[:, 0], points[:, 1])
        if vertex is not None:
            message = f"vertex {vertex} {points[vertex].tolist()} is no (lon, lat) in degrees"
            raise problem(path, "vertex", message, f"feature {number}")
        plain = np.column_stack([whole_turns_off(points[:, 0]), points[:, 1]])
        before = np.roll(plain, 1, axis=0)
        before[:1] = np.nan
        kept = plain[np.any(plain != before, axis=1)]
        if len(kept) >= _FEWEST_VERTICES:
            yield kept
